// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Heard.Theme
import Heard.Backend
import Heard.Test
import Heard.Pages.Shell

Item {
    id: root

    width: 800
    height: 900

    Shell {
        id: shell

        anchors.fill: parent
        focus: true
    }
    PageTest {
        id: test

        shell: shell

        name: "Home"

        function initTestCase(): void {
            Session.create("Nadia", "parent", "en-GB", "otter lamp violin");
            tryCompare(Session, "state", Session.KeepCode, 20000);
            Session.codeIsKept();
        }
        function test_1_empty(): void {
            compare(Navigator.current, "home");
            compare(CircleList.count, 0);
            press("A new circle");
            compare(Navigator.current, "new-circle");
            press("Make the circle");
            verify(labelled("Their name").error !== "");
            write("Their name", "Sam");
            press("Make the circle");
            compare(CircleList.count, 1);
            compare(CurrentCircle.name, "Sam");
            verify(CurrentCircle.ready);
            verify(CurrentCircle.iAmOwner);
            compare(CurrentCircle.members, 1);
        }
        function test_2_nextSteps(): void {
            Navigator.go("home");
            verify(seen("What to do next"));
            tryVerify(() => seen("Write Sam’s one-page profile"));
            // The button has the name of the page.
            press("Profile");
            compare(Navigator.current, "profile");
            Navigator.go("home");
            verify(seen("Sam"));
            // Nothing is shared yet, and the line says so.
            compare(SyncState.phase, SyncState.NotSetUp);
            verify(seen(SyncState.sentence));
        }
        function test_3_sharing(): void {
            Place.makeFolder("shared");
            const circle = CurrentCircle.circleId;
            Navigator.go("storage");
            press("Where to share");
            compare(Navigator.current, "share-folder");
            press("Choose a folder");
            tryVerify(() => seen("Choose the shared folder"));
            keyClick(Qt.Key_Escape);
            SharedPlace.tryFolder(Place.path("not there"));
            tryVerify(() => !SharedPlace.trying && SharedPlace.problem !== "", 10000);
            verify(seen(SharedPlace.problem));
            compare(SyncState.phase, SyncState.NotSetUp);
            SharedPlace.tryFolder(Place.path("shared"));
            tryVerify(() => SyncState.phase === SyncState.AllSent, 20000);
            verify(SharedPlace.works);
            compare(SyncState.waiting, 0);
            press("Done");
            tryVerify(() => seen("Folder: \u2066" + Place.path("shared") + "\u2069"));

            // The stick is pulled out: the work stays here, and that is what it says.
            Place.removeFolder("shared");
            SyncState.syncNow();
            tryVerify(() => SyncState.phase === SyncState.Unreachable, 20000);
            verify(SyncState.sentence.indexOf("safe") > 0);
            Navigator.go("home");
            press(SyncState.sentence);
            compare(Navigator.current, "waiting");
            verify(seen("All your work is safe on this device. Heard sends it as soon as it can. You can go on working."));
            // Pressed, it says that it tries, and then how it went.
            Place.makeFolder("shared");
            press("Try again");
            tryVerify(() => SyncState.phase !== SyncState.Unreachable, 20000);
        }
        function test_4_badInvite(): void {
            Navigator.go("home");
            press("Join a circle");
            compare(Navigator.current, "join");
            Place.write("letter.txt", "Dear Nadia, this is not an invite.");
            Joining.readFile(Place.path("letter.txt"));
            verify(!Joining.hasInvite);
            verify(seen(Joining.problem));
            Joining.readFile(Place.path("missing"));
            verify(Joining.problem !== "");
            Place.write("large", "x".repeat(20000));
            Joining.readFile(Place.path("large"));
            verify(Joining.problem !== "");
            compare(CircleList.count, 1);
        }
        function test_4_byText(): void {
            // What one device copies, the other pastes; here both are one, which the invite refuses at the end.
            Navigator.open("invite", {});
            write("Their name", "Dan");
            compare(labelled("What are they in the circle?").value, "", "nobody is preselected");
            press("Make the invite");
            verify(!Inviting.hasInvite);
            verify(seen("Choose what they are in the circle first."));
            press("Keyworker");
            press("Make the invite");
            verify(seen("Whoever reads the file or the text can use it. Give it to nobody else."));
            press("Copy as text");
            verify(seen("It is copied for five minutes. Paste it into a message to them."));
            Navigator.open("let-in", {});
            press("Paste text");
            verify(Inviting.problem !== "");
            verify(seen(Inviting.problem));
            Navigator.go("home");
            press("Join a circle");
            press("Paste text");
            verify(Joining.hasInvite);
            press("Not this one");
            verify(!Joining.hasInvite);
        }
        function test_5_messagesStay(): void {
            const before = Messages.count;
            Messages.add("problem", "Something went wrong.", "Your work is safe. Try again.", "Try again", "again");
            tryVerify(() => seen("Something went wrong. Your work is safe. Try again."));
            Messages.add("problem", "Something went wrong.", "Your work is safe. Try again.", "Try again", "again");
            compare(Messages.count, before + 1);
            Navigator.go("settings");
            wait(300);
            verify(seen("Something went wrong. Your work is safe. Try again."));
            press("Close this message");
            compare(Messages.count, before);
        }
        /** Text, window and orientation change, in both orders, as they do under a person's hands. */
        function changeSizes(): void {
            for (const size of [Qt.size(800, 900), Qt.size(360, 640), Qt.size(1200, 800)]) {
                for (const scale of [2, 1.4]) {
                    root.width = size.width;
                    root.height = size.height;
                    Theme.textScale = scale;
                    wait(30);
                    Theme.textScale = 1;
                    root.width = size.height;
                    root.height = size.width;
                    wait(30);
                }
            }
            root.width = 800;
            root.height = 900;
        }
        function test_6_liveSizes(): void {
            // The list of places has changed since its sheet was made, and the sheet was never opened.
            Messages.add("problem", "Something went wrong.", "Your work is safe. Try again.", "Try again", "again");
            for (const place of ["home", "circles", "many-pages", "new-circle", "circle", "care-of-circle", "profile", "about-me", "tips", "versions", "make-page", "people", "pictures", "look", "storage", "waiting", "messages"]) {
                Navigator.go(place);
                compare(Navigator.current, place);
                changeSizes();
            }
            Navigator.go("home");
            tryVerify(() => seen("Something went wrong. Your work is safe. Try again."));
        }
        function test_6_wholeWords_data(): var {
            return ["home", "circles", "many-pages", "new-circle", "circle", "care-of-circle", "people", "messages", "settings", "look", "security", "about"].map(page => ({ tag: page }));
        }
        /** On a narrow window with large text no word of these pages is broken inside, and most of the window shows the page. */
        function test_6_wholeWords(data: var): void {
            Navigator.go(data.tag);
            Theme.textScale = 2;
            for (const width of [320, 340, 360]) {
                root.width = width;
                root.height = 640;
                wait(60);
                tryVerify(() => Tree.brokenWords(shell).length === 0, 1000, width + ": " + Tree.brokenWords(shell).join("\n"));
                const page = child(shell, one => one.contentY !== undefined && one.width > width / 2 && one.height > 100);
                verify(page !== null, width);
                tryVerify(() => page.height >= root.height / 2, 1000, width + ": the page has " + page.height + " of " + root.height);
            }
            Theme.textScale = 1;
            root.width = 800;
            root.height = 900;
        }
        function test_6_liveSizesOfSheet(): void {
            Navigator.go("join");
            press("Choose the invite file");
            tryVerify(() => seen("Choose the invite"));
            changeSizes();
            verify(seen("Choose the invite"));
            keyClick(Qt.Key_Escape);
            tryVerify(() => !seen("Choose the invite"));
            changeSizes();
        }
    }
}
