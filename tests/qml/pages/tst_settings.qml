// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Heard.Theme
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

        name: "Settings"

        function initTestCase(): void {
            Session.create("Nadia", "keyworker", "en-GB", "otter lamp violin");
            tryCompare(Session, "state", Session.KeepCode, 20000);
            Session.codeIsKept();
        }
        function test_1_look(): void {
            Navigator.go("look");
            press("Larger");
            fuzzyCompare(Preferences.textScale, 1.1, 0.001);
            press("Dark");
            compare(Preferences.scheme, "dark");
            Preferences.scheme = "light";
            Preferences.textScale = 1;
        }
        /** The language changes while the window is open, and so does its direction. */
        function test_2_language(): void {
            Navigator.go("look");
            verify(seen("Size of words"));
            Language.current = "ar-XB";
            verify(Language.rightToLeft);
            verify(!seen("Size of words"));
            Language.current = "en-GB";
            verify(!Language.rightToLeft);
            verify(seen("Size of words"));
        }
        function test_3_passphrase(): void {
            Navigator.go("security");
            let problem = "";
            Security.problem.connect((what, sentence) => problem = sentence);
            Security.changePassphrase("not this", "harbour kettle moss");
            tryVerify(() => problem !== "", 10000);
            problem = "";
            Security.changePassphrase("otter lamp violin", "harbour kettle moss");
            tryVerify(() => !Security.busy && seen("Your passphrase is changed."), 10000);
            compare(problem, "");
            Session.lock();
            Session.unlock("harbour kettle moss");
            tryCompare(Session, "state", Session.Unlocked, 20000);
        }
        function test_4_newCode(): void {
            Security.renewRecoveryCode("harbour kettle moss");
            tryCompare(Session, "state", Session.KeepCode, 10000);
            compare(Navigator.current, "keep-code");
            const code = Session.recoveryCode;
            verify(code !== "" && Session.codeReplaces);
            // Closed before it was written down: the next time it is the same, and not another.
            Session.lock();
            Session.unlock("harbour kettle moss");
            tryCompare(Session, "state", Session.KeepCode, 20000);
            compare(Session.recoveryCode, code);
            verify(Session.codeReplaces);
            // Or one stays with the old one.
            press("Stay with the old code");
            compare(Session.state, Session.Unlocked);
            Security.renewRecoveryCode("harbour kettle moss");
            tryCompare(Session, "state", Session.KeepCode, 10000);
            verify(Session.recoveryCode !== code);
            Session.codeIsKept();
            compare(Session.state, Session.Unlocked);
            Session.lock();
            Session.unlock("harbour kettle moss");
            tryCompare(Session, "state", Session.Unlocked, 20000);
        }
        function test_5_backup(): void {
            Security.backup(Place.path("all.heard-backup"));
            tryVerify(() => Place.exists("all.heard-backup"), 10000);
            let problem = "";
            Security.problem.connect((what, sentence) => problem = sentence);
            Security.backup(Place.path("nowhere/all.heard-backup"));
            tryVerify(() => problem !== "", 10000);
        }
        function test_6_idleLock(): void {
            // Two minutes for those who carry many children's papers.
            compare(IdleLock.minutes, 2);
            IdleLock.minutes = 5;
            Session.lock();
            Session.unlock("harbour kettle moss");
            tryCompare(Session, "state", Session.Unlocked, 20000);
            compare(IdleLock.minutes, 5);
        }
    }
}
