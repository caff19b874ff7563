// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Heard.Backend
import Heard.Test
import Heard.Pages.Shell

Item {
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

        property string passphrase: "otter lamp violin"
        property string code

        name: "Start"

        function test_1_firstRun(): void {
            compare(Session.state, Session.FirstRun);
            compare(Navigator.current, "welcome");
            verify(seen("Hello. This is Heard."));
            press("Start");
            compare(Navigator.current, "who");

            // Nothing is taken for granted, and what is missing is said in words.
            press("Next");
            verify(seen("Write a name first. A first name is enough."));
            compare(Navigator.current, "who");
            write("Your name", "Nadia");
            press("Next");
            compare(Navigator.current, "who");
            verify(seen("Choose what fits you best."));
            labelled("What fits you best?").chosen("parent");
            labelled("What fits you best?").value = "parent";
            press("Next");
            compare(Navigator.current, "passphrase");
        }
        function test_2_passphrase(): void {
            press("Next");
            verify(labelled("Passphrase").error !== "");
            // There are no rules, only a hint.
            write("Passphrase", "abc");
            compare(labelled("Passphrase").strength, 1);
            verify(labelled("Passphrase").strengthText !== "");
            press("Suggest one");
            verify(seen("What about these words?"));
            press("Take these words");
            press("Type my own");
            // A name and a year is advised against, and taken only at the second time.
            write("Passphrase", "nadia1984");
            write("The same again", "nadia1984");
            press("Next");
            verify(!Session.busy);
            verify(labelled("Passphrase").error.indexOf("name") > 0, labelled("Passphrase").error);
            // Typed without seeing it: a slip is noticed.
            write("Passphrase", passphrase);
            press("Next");
            verify(!Session.busy);
            verify(labelled("The same again").error !== "");
            write("The same again", "otter lamp violn");
            press("Next");
            verify(!Session.busy);
            verify(labelled("The same again").error !== "");
            write("The same again", passphrase);
            press("Next");
            verify(Session.busy);
            tryCompare(Session, "state", Session.KeepCode, 20000);
            compare(Navigator.current, "keep-code");
        }
        function test_3_codeToKeep(): void {
            code = Session.recoveryCode;
            compare(code.split("-").length, 7);
            verify(Session.saveRecoveryCode(Place.path("code.txt")));
            verify(Place.read("code.txt").indexOf(code) > 0);
            verify(!Session.saveRecoveryCode(Place.path("nowhere/code.txt")));
            tryVerify(() => Session.problem !== "");
            // Closed and opened at any moment: it is the same code, and it opens.
            Session.lock();
            Session.unlock(passphrase);
            tryCompare(Session, "state", Session.KeepCode, 20000);
            compare(Session.recoveryCode, code);
            press("I have the code");
            verify(!seen(code.split("-").join("   ")));
            press("Open Heard");
            compare(Session.state, Session.KeepCode);
            const asked = Session.askedGroups;
            compare(asked.length, 2);
            verify(asked[0] < asked[1]);
            verify(labelled("Group " + asked[0]).error !== "");
            write("Group " + asked[0], code.split("-")[asked[0] - 1].toLowerCase());
            write("Group " + asked[1], "0000");
            press("Open Heard");
            compare(Session.state, Session.KeepCode);
            compare(labelled("Group " + asked[0]).error, "");
            verify(labelled("Group " + asked[1]).error !== "");
            // The last right letter opens Heard: nothing is left to press.
            write("Group " + asked[1], code.split("-")[asked[1] - 1]);
            tryCompare(Session, "state", Session.Unlocked);
            compare(Session.recoveryCode, "");
            compare(Navigator.current, "home");
            compare(Session.personName, "Nadia");
            compare(Session.personRole, "parent");
        }
        function test_4_lockAndOpen(): void {
            Session.lock();
            compare(Session.state, Session.Locked);
            compare(Navigator.current, "unlock");
            compare(Session.personName, "");
            press("Open");
            verify(labelled("Passphrase").error !== "");
            write("Passphrase", "wrong words");
            press("Open");
            tryVerify(() => !Session.busy, 20000);
            compare(Session.state, Session.Locked);
            verify(Session.problem !== "");
            compare(labelled("Passphrase").error, Session.problem);
            write("Passphrase", passphrase);
            keyClick(Qt.Key_Return);
            tryCompare(Session, "state", Session.Unlocked, 20000);
            compare(Navigator.current, "home");
        }
        function test_5_tooManyTries(): void {
            Session.lock();
            for (let i = 0; i < 6 && Session.waitSeconds === 0; ++i) {
                Session.unlock("wrong " + i);
                tryVerify(() => !Session.busy, 20000);
            }
            verify(Session.waitSeconds > 0 && Session.waitSeconds <= 30, "waits " + Session.waitSeconds);
            // The recovery code is not slowed down: it cannot be guessed.
            press("I forgot my passphrase");
            compare(Navigator.current, "recover");
            press("Open and set passphrase");
            verify(labelled("Recovery code").error !== "");
            write("Recovery code", "AAAA-BBBB");
            write("New passphrase", "harbour kettle moss");
            write("The same again", "harbour kettle moss");
            press("Open and set passphrase");
            tryVerify(() => !Session.busy && Session.problem !== "", 20000);
            compare(Session.state, Session.Locked);
            write("Recovery code", code.toLowerCase().split("-").join(" "));
            press("Open and set passphrase");
            tryCompare(Session, "state", Session.Unlocked, 20000);
            Session.lock();
            Session.unlock("harbour kettle moss");
            tryCompare(Session, "state", Session.Unlocked, 20000);
        }
        function test_7_noWayIn(): void {
            Session.lock();
            press("I have no code either");
            compare(Navigator.current, "no-way-in");
            verify(Session.startAnew());
            compare(Session.state, Session.FirstRun);
            compare(Navigator.current, "welcome");
            // Nothing is deleted: what was locked is there, and opens as before.
            verify(Session.putAside !== "");
            press("Take it back");
            compare(Session.state, Session.Locked);
            Session.unlock("harbour kettle moss");
            tryCompare(Session, "state", Session.Unlocked, 20000);
            compare(Session.personName, "Nadia");
        }
        function test_6_escapeGoesBack(): void {
            Session.lock();
            Navigator.open("recover", {});
            compare(Navigator.current, "recover");
            keyClick(Qt.Key_Escape);
            tryCompare(Navigator, "depth", 1);
        }
    }
}
