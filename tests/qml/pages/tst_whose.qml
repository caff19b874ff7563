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

    width: 900
    height: 800

    Shell {
        id: shell

        anchors.fill: parent
        focus: true
    }
    /** Whose pages these are, for somebody with several circles. */
    PageTest {
        id: test

        readonly property int circles: 30

        shell: shell

        name: "Whose"

        function initTestCase(): void {
            Session.create("Nadia", "senco", "en-GB", "otter lamp violin");
            tryCompare(Session, "state", Session.KeepCode, 20000);
            Session.codeIsKept();
            for (let i = 0; i < circles; ++i)
                verify(CircleList.createCircle(["Ada", "Ben", "Sam", "Zoë"][i % 4] + " Price " + i, "young-person", "", "") !== "");
            Session.lock();
            tryCompare(Session, "state", Session.Locked);
            Session.unlock("otter lamp violin");
            tryCompare(Session, "state", Session.Unlocked, 20000);
        }
        function init(): void {
            root.width = 900;
            root.height = 800;
            Theme.textScale = 1;
        }
        function type(text: string): void {
            for (let i = 0; i < text.length; ++i)
                keyClick(text[i]);
        }
        function find(text: string): void {
            const field = labelled("Name");
            tryVerify(() => field.activeFocus);
            type(text);
        }
        function button(): Item {
            return child(shell, one => one.circle !== undefined && one.several !== undefined);
        }
        /** Nobody is chosen for somebody with several; the list comes first, and a few letters are enough. */
        function test_1_listFirst(): void {
            compare(CurrentCircle.circleId, "");
            compare(Navigator.current, "circles");
            compare(button(), null);
            verify(seen("My circles"));
            compare(shell.destinations.length, 2, "no page of a circle can be reached");
            // Typing finds at once: the keyboard is in the list, and letters go to the field.
            type("zoe price 27");
            keyClick(Qt.Key_Return);
            tryCompare(CurrentCircle, "name", "Zoë Price 27");
            compare(Navigator.current, "circle");
        }
        /** Face and name of the circle stand beside each of its pages, and on the others of a phone they do not. */
        function test_2_alwaysInSight(): void {
            verify(CurrentCircle.circleId !== "");
            for (const size of [Qt.size(360, 640), Qt.size(900, 800), Qt.size(1300, 800)]) {
                root.width = size.width;
                root.height = size.height;
                for (const page of ["circle", "profile", "about-me", "tips", "versions", "make-page", "people", "invite", "let-in", "care-of-circle"]) {
                    Navigator.go(page);
                    const whose = button();
                    verify(whose !== null, page);
                    compare(whose.name, "Zoë Price 27");
                    tryVerify(() => {
                        const at = whose.mapToItem(root, 0, 0);
                        return at.y >= 0 && at.y + whose.height <= root.height && at.x >= 0 && whose.width >= 48 && whose.height >= 48;
                    }, 1000, page);
                }
            }
            root.width = 360;
            Navigator.go("settings");
            compare(button(), null);
        }
        function test_3_finder(): void {
            const first = CurrentCircle.circleId;
            Navigator.go("profile");
            keyClick(Qt.Key_K, Qt.ControlModifier);
            find("ben price 1");
            // "Ben Price 1", "… 13", "… 17": the second one.
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryCompare(CurrentCircle, "name", "Ben Price 13");
            verify(CurrentCircle.circleId !== first);
            compare(Navigator.current, "circle");
            keyClick("/");
            find("ada price 20");
            keyClick(Qt.Key_Return);
            tryCompare(CurrentCircle, "name", "Ada Price 20");
            // Where somebody writes, a stroke is a letter.
            Navigator.go("invite");
            write("Their name", "a/b");
            compare(labelled("Their name").text, "a/b");
            wait(50);
            verify(!seen("Find a circle"));
        }
        /** Only the rows in sight exist. */
        function test_4_fewRows(): void {
            Navigator.go("circles");
            const list = child(shell, one => one.typed !== undefined && one.search !== undefined);
            verify(list !== null);
            tryCompare(list, "count", circles);
            let rows = 0;
            for (let i = 0; i < list.contentItem.children.length; ++i)
                rows += list.contentItem.children[i].circleId !== undefined ? 1 : 0;
            verify(rows > 2 && rows < circles, rows);
            list.forceActiveFocus();
            keyClick(Qt.Key_End);
            compare(list.currentIndex, circles - 1);
            tryVerify(() => list.currentItem.activeFocus && list.currentItem.visualFocus);
            keyClick(Qt.Key_Home);
            compare(list.currentIndex, 0);
        }
        function test_5_renameAndErase(): void {
            verify(CurrentCircle.iAmOwner);
            Navigator.go("circle");
            press("Name, backup and erasing");
            compare(Navigator.current, "care-of-circle");
            write("Their name", "Ada P");
            press("Save the name");
            tryCompare(CurrentCircle, "name", "Ada P");
            compare(CircleList.nameOf(CurrentCircle.circleId), "Ada P");
            compare(button().name, "Ada P");
            press("Erase from this device");
            press("Erase it");
            tryCompare(CircleList, "count", circles - 1);
            compare(CurrentCircle.circleId, "");
            compare(Navigator.current, "home");
        }
        /** A page of a circle that is opened while none is chosen asks which. */
        function test_6_asksWhose(): void {
            compare(CurrentCircle.circleId, "");
            Navigator.go("profile");
            compare(Navigator.current, "circles");
            type("sam price 2");
            keyClick(Qt.Key_Return);
            tryCompare(Navigator, "current", "profile");
            compare(CurrentCircle.name, "Sam Price 2");
        }
        function test_7_sameName(): void {
            Navigator.go("new-circle");
            write("Their name", "sam price 2");
            press("Make the circle");
            compare(CircleList.count, circles - 1);
            verify(labelled("Their name").error !== "");
            press("Make the circle");
            compare(CircleList.count, circles);
        }
    }
}
