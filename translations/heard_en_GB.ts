<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>CareOfCirclePage</name>
    <message numerus="yes">
        <source>%n change(s) of yours did not reach them, and go too</source>
        <translation>
            <numerusform>%n change of yours did not reach them, and goes too</numerusform>
            <numerusform>%n changes of yours did not reach them, and go too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CircleFaces</name>
    <message numerus="yes">
        <source>%n thing(s) that two people wrote differently</source>
        <translation>
            <numerusform>%n thing that two people wrote differently</numerusform>
            <numerusform>%n things that two people wrote differently</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CirclePage</name>
    <message numerus="yes">
        <source>%n thing(s) that two people wrote differently</source>
        <translation>
            <numerusform>%n thing that two people wrote differently</numerusform>
            <numerusform>%n things that two people wrote differently</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) kept</source>
        <translation>
            <numerusform>%n page kept</numerusform>
            <numerusform>%n pages kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CirclesHead</name>
    <message numerus="yes">
        <source>%n circle(s)</source>
        <translation>
            <numerusform>%n circle</numerusform>
            <numerusform>%n circles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message numerus="yes">
        <source>%n line(s) are different.</source>
        <translation>
            <numerusform>%n line is different.</numerusform>
            <numerusform>%n lines are different.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are the same in both.</source>
        <translation>
            <numerusform>%n line is the same in both.</numerusform>
            <numerusform>%n lines are the same in both.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message numerus="yes">
        <source>Find one of %n circle(s) by its name.</source>
        <translation>
            <numerusform>Find your circle by its name.</numerusform>
            <numerusform>Find one of %n circles by its name.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyHead</name>
    <message numerus="yes">
        <source>Save %n page(s) in a folder</source>
        <translation>
            <numerusform>Save %n page in a folder</numerusform>
            <numerusform>Save %n pages in a folder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Choose all %n in this list</source>
        <translation>
            <numerusform>Choose all %n in this list</numerusform>
            <numerusform>Choose all %n in this list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message numerus="yes">
        <source>See all %n message(s)</source>
        <translation>
            <numerusform>See all %n message</numerusform>
            <numerusform>See all %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) to deal with</source>
        <translation>
            <numerusform>%n message to deal with</numerusform>
            <numerusform>%n messages to deal with</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NextSteps</name>
    <message numerus="yes">
        <source>In your circle, two people wrote %n thing(s) differently</source>
        <translation>
            <numerusform>In your circle, two people wrote %n thing differently</numerusform>
            <numerusform>In your circle, two people wrote %n things differently</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %1’s circle, two people wrote %n thing(s) differently</source>
        <translation>
            <numerusform>In %1’s circle, two people wrote %n thing differently</numerusform>
            <numerusform>In %1’s circle, two people wrote %n things differently</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invite(s) to your circle wait for an answer</source>
        <translation>
            <numerusform>%n invite to your circle waits for an answer</numerusform>
            <numerusform>%n invites to your circle wait for an answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invite(s) to %1’s circle wait for an answer</source>
        <translation>
            <numerusform>%n invite to %1’s circle waits for an answer</numerusform>
            <numerusform>%n invites to %1’s circle wait for an answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) so far. What else matters?</source>
        <translation>
            <numerusform>%n line so far. What else matters?</numerusform>
            <numerusform>%n lines so far. What else matters?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PageActions</name>
    <message numerus="yes">
        <source>%n thing(s) to decide</source>
        <translation>
            <numerusform>%n thing to decide</numerusform>
            <numerusform>%n things to decide</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message numerus="yes">
        <source>%n change(s) did not count. Whoever made them was taken out, or could not change that. They are kept, but not shown.</source>
        <translation>
            <numerusform>%n change did not count. Whoever made it was taken out, or could not change that. It is kept, but not shown.</numerusform>
            <numerusform>%n changes did not count. Whoever made them was taken out, or could not change that. They are kept, but not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrintPage</name>
    <message numerus="yes">
        <source>%1 · %n side(s)</source>
        <translation>
            <numerusform>%1 · %n side</numerusform>
            <numerusform>%1 · %n sides</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copies</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message numerus="yes">
        <source>%n thing(s) to decide</source>
        <translation>
            <numerusform>%n thing to decide</numerusform>
            <numerusform>%n things to decide</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomPanel</name>
    <message numerus="yes">
        <source>About %n word(s) shorter</source>
        <translation>
            <numerusform>About %n word shorter</numerusform>
            <numerusform>About %n words shorter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SavedPage</name>
    <message numerus="yes">
        <source>And %n more file(s), one a page.</source>
        <translation>
            <numerusform>And %n more file, one a page.</numerusform>
            <numerusform>And %n more files, one a page.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecurityPage</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SharedPlaceCard</name>
    <message numerus="yes">
        <source>%n thing(s) waiting to send</source>
        <translation>
            <numerusform>%n thing waiting to send</numerusform>
            <numerusform>%n things waiting to send</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeWords</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n minute(s)</source>
        <translation>
            <numerusform>About %n minute</numerusform>
            <numerusform>About %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n hour(s)</source>
        <translation>
            <numerusform>About %n hour</numerusform>
            <numerusform>About %n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TipsPage</name>
    <message numerus="yes">
        <source>%n tip(s)</source>
        <translation>
            <numerusform>%n tip</numerusform>
            <numerusform>%n tips</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message numerus="yes">
        <source>You can try again in %n second(s).</source>
        <translation>
            <numerusform>You can try again in %n second.</numerusform>
            <numerusform>You can try again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsPage</name>
    <message numerus="yes">
        <source>%n line(s) · kept by %1</source>
        <translation>
            <numerusform>%n line · kept by %1</numerusform>
            <numerusform>%n lines · kept by %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%2 · %n line(s) · kept by %1</source>
        <translation>
            <numerusform>%2 · %n line · kept by %1</numerusform>
            <numerusform>%2 · %n lines · kept by %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message numerus="yes">
        <source>%n change(s) you made</source>
        <translation>
            <numerusform>%n change you made</numerusform>
            <numerusform>%n changes you made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) you made, the oldest from %1</source>
        <translation>
            <numerusform>%n change you made, %1</numerusform>
            <numerusform>%n changes you made, the oldest from %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) for people you let in</source>
        <translation>
            <numerusform>%n key for people you let in</numerusform>
            <numerusform>%n keys for people you let in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to fetch</source>
        <translation>
            <numerusform>%n to fetch</numerusform>
            <numerusform>%n to fetch</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message numerus="yes">
        <source>%n thing(s) that two people wrote differently</source>
        <translation>
            <numerusform>%n thing that two people wrote differently</numerusform>
            <numerusform>%n things that two people wrote differently</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) to deal with</source>
        <translation>
            <numerusform>%n message to deal with</numerusform>
            <numerusform>%n messages to deal with</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>core</name>
    <message numerus="yes">
        <source>This is too long for one side, by about %n words. Nothing is lost.</source>
        <translation>
            <numerusform>This is too long for one side, by about %n word. Nothing is lost.</numerusform>
            <numerusform>This is too long for one side, by about %n words. Nothing is lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <comment>lines to shorten</comment>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Room for about %n more words.</source>
        <translation>
            <numerusform>Room for about %n more word.</numerusform>
            <numerusform>Room for about %n more words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n words too many for one side.</source>
        <translation>
            <numerusform>About %n word too many for one side.</numerusform>
            <numerusform>About %n words too many for one side.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A recovery code has 7 groups of 4. Yours has %n letter(s) and number(s) in all. Check it, then type it again.</source>
        <translation>
            <numerusform>A recovery code has 7 groups of 4. Yours has %n letter or number in all. Check it, then type it again.</numerusform>
            <numerusform>A recovery code has 7 groups of 4. Yours has %n letters and numbers in all. Check it, then type it again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That was wrong too many times. Your work is safe. Wait %n second(s), then try again.</source>
        <translation>
            <numerusform>That was wrong too many times. Your work is safe. Wait %n second, then try again.</numerusform>
            <numerusform>That was wrong too many times. Your work is safe. Wait %n seconds, then try again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is not the passphrase. Your work is safe. Wait %n second(s) before the next try.</source>
        <translation>
            <numerusform>That is not the passphrase. Your work is safe. Wait %n second before the next try.</numerusform>
            <numerusform>That is not the passphrase. Your work is safe. Wait %n seconds before the next try.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heard::CircleList</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>%n not sent</numerusform>
            <numerusform>%n not sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>heard::SyncState</name>
    <message numerus="yes">
        <source>%n thing(s) waiting to send</source>
        <translation>
            <numerusform>%n thing waiting to send</numerusform>
            <numerusform>%n things waiting to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1. %n circle(s) only on this device.</source>
        <translation>
            <numerusform>%1. %n circle only on this device.</numerusform>
            <numerusform>%1. %n circles only on this device.</numerusform>
        </translation>
    </message>
</context>
</TS>
