// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Window
import QtTest
import Heard.Theme
import Heard.Controls
import Heard.Test

Item {
    id: root

    width: 360
    height: 500

    AdaptiveFrame {
        id: frame

        anchors.fill: parent
        current: "home"
        brand: "Heard"
        destinations: [
            Destination { name: "home"; iconName: "home"; title: "Home" },
            Destination { name: "say"; iconName: "say"; title: "My say" },
            Destination { name: "meetings"; iconName: "meeting"; title: "Meetings" },
            Destination { name: "people"; iconName: "people"; title: "People" },
            Destination { name: "more"; iconName: "more"; title: "More" }
        ]
        onChosen: name => current = name

        PageFrame {
            id: page

            anchors.fill: parent
            title: "Rows"
            showBack: true
            Repeater {
                id: rows
                model: 20
                ListRow {
                    required property int index
                    text: "Row " + index
                }
            }
            ActionButton { id: once; text: "Once"; onClicked: visible = false }
            TextBlock { id: block; label: "A lot of writing" }
            footer: ActionButton { id: main; text: "Next"; kind: "primary"; wide: true }
        }
    }

    SignalSpy { id: spy }

    TestCase {
        name: "Frames"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
            Theme.motion = false;
            resize(360, 500);
        }
        function cleanup() {
            Theme.textScale = 1;
        }
        function resize(width, height) {
            root.width = width;
            root.height = height;
            wait(60);
        }
        function inView(item) {
            const top = item.mapToItem(page, 0, 0).y;
            const below = main.mapToItem(page, 0, 0).y;
            return top >= 0 && top + item.height <= below;
        }

        /** Whatever has the keyboard can be seen. */
        function test_scroll_to_focus() {
            page.scrollTop();
            main.forceActiveFocus();
            rows.itemAt(0).forceActiveFocus(Qt.TabFocusReason);
            for (let i = 0; i < 20; ++i) {
                verify(rows.itemAt(i).activeFocus, "Tab reaches row " + i);
                tryVerify(() => inView(rows.itemAt(i)), 500, "row " + i + " can be seen");
                keyClick(Qt.Key_Tab);
            }
            for (let i = 19; i >= 0; --i) {
                keyClick(Qt.Key_Backtab);
                tryVerify(() => inView(rows.itemAt(i)), 500, "row " + i + " can be seen going back");
            }
        }
        /** The line being written stays in view. */
        function test_keyboard_goes_on() {
            once.visible = true;
            once.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            verify(!once.visible);
            tryVerify(() => block.activeFocus);
        }
        function test_scroll_to_writing() {
            block.forceActiveFocus(Qt.TabFocusReason);
            for (let i = 0; i < 30; ++i)
                keyClick(Qt.Key_Return);
            tryVerify(() => {
                const bottom = block.mapToItem(page, 0, block.height).y;
                return bottom <= main.mapToItem(page, 0, 0).y + 40;
            });
        }
        function test_page_keys() {
            page.scrollTop();
            rows.itemAt(0).forceActiveFocus(Qt.TabFocusReason);
            tryVerify(() => inView(rows.itemAt(0)));
            wait(100);
            const before = rows.itemAt(0).mapToItem(page, 0, 0).y;
            keyClick(Qt.Key_PageDown);
            tryVerify(() => rows.itemAt(0).mapToItem(page, 0, 0).y < before - 100);
        }
        function test_escape_goes_back() {
            spy.target = null;
            spy.signalName = "back";
            spy.target = page;
            spy.clear();
            rows.itemAt(3).forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Escape);
            compare(spy.count, 1);
            verify(Tree.act(Tree.find(root, "Back", "Button"), "Press"));
            compare(spy.count, 2);
        }
        /** The page comes before the places: nobody goes through the rail to get to it. */
        function test_page_first_data() {
            return [{ tag: "phone", width: 360, height: 640 }, { tag: "tablet", width: 800, height: 1100 }, { tag: "desktop", width: 1440, height: 900 }];
        }
        function test_page_first(data) {
            resize(data.width, data.height);
            const first = root.Window.window.contentItem.nextItemInFocusChain(true);
            let stop = first;
            while (Tree.describe(stop).name === undefined)
                stop = stop.nextItemInFocusChain(true);
            compare(Tree.describe(stop).name, "Back");
            let places = 0;
            for (let i = 0; i < 40 && Tree.describe(stop).name !== "Home"; ++i, stop = stop.nextItemInFocusChain(true))
                ++places;
            verify(places > 20, "the places come after all of the page: " + places);
        }
        /** F6 goes from part to part of the window, Shift+F6 back. */
        function test_landmarks() {
            resize(1200, 700);
            frame.current = "people";
            rows.itemAt(2).forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_F6);
            compare(Tree.describe(root.Window.activeFocusItem).name, "People");
            keyClick(Qt.Key_F6);
            verify(rows.itemAt(2).activeFocus, "back where one was");
            keyClick(Qt.Key_F6, Qt.ShiftModifier);
            compare(Tree.describe(root.Window.activeFocusItem).name, "People");
            keyClick(Qt.Key_F6, Qt.ShiftModifier);
            verify(rows.itemAt(2).activeFocus);
        }
        function test_room_data() {
            return [
                { tag: "phone at 200 %", width: 360, height: 640, scale: 2 },
                { tag: "narrow phone at 200 %", width: 320, height: 560, scale: 2 },
                { tag: "phone", width: 360, height: 640, scale: 1 }
            ];
        }
        /** What stays in sight leaves most of the window to the page, and the page can be read and pressed to its end. */
        function test_room(data) {
            Theme.textScale = data.scale;
            resize(data.width, data.height);
            // From elsewhere: what has the keyboard already is not brought into view by getting it.
            rows.itemAt(0).forceActiveFocus(Qt.TabFocusReason);
            wait(30);
            page.scrollTop();
            const seen = child => child.mapToItem(root, 0, 0).y;
            const scroll = scrollOf(rows.itemAt(0));
            tryVerify(() => scroll.height > root.height * 0.6, 1000, "room for the page: " + scroll.height + " of " + root.height);
            main.forceActiveFocus(Qt.TabFocusReason);
            tryVerify(() => seen(main) >= 0 && seen(main) + main.height <= root.height, 1000, "the button at the end can be seen");
        }
        function scrollOf(item) {
            let above = item;
            while (above && !(above instanceof ScrollArea))
                above = above.parent;
            return above;
        }
        function test_focus_top() {
            page.focusTop();
            verify(Tree.find(root, "Back", "Button").activeFocus);
        }
        function test_navigation_data() {
            return [
                { tag: "phone", width: 360, height: 640, bottom: true },
                { tag: "narrow phone", width: 320, height: 560, bottom: true },
                { tag: "tablet", width: 800, height: 1100, bottom: false },
                { tag: "desktop", width: 1440, height: 900, bottom: false }
            ];
        }
        function test_navigation(data) {
            resize(data.width, data.height);
            compare(frame.atBottom, data.bottom);
            const tabs = Tree.accessible(root).filter(entry => entry.role === "PageTab");
            compare(tabs.map(entry => entry.name).join(" "), "Home My say Meetings People More");
            for (const tab of tabs)
                verify(tab.width >= 48 && tab.height >= 48);
            spy.target = null;
            spy.signalName = "chosen";
            spy.target = frame;
            spy.clear();
            verify(Tree.act(Tree.find(root, "People", "PageTab"), "Press"));
            compare(spy.count, 1);
            compare(frame.current, "people");
            // Layouts settle with the next frame.
            tryVerify(() => Tree.truncated(root).length === 0, 2000, Tree.truncated(root).join("\n"));
            tryVerify(() => Tree.brokenWords(frame).length === 0, 2000, Tree.brokenWords(frame).join("\n"));
        }
        /** When the words no longer fit, one button with a list takes their place; no word is cut. */
        function test_large_text_folds_the_bar() {
            resize(320, 640);
            Theme.textScale = 2;
            wait(60);
            const menu = Tree.find(root, "Menu", "PageTab");
            verify(menu !== null);
            verify(Tree.act(menu, "Press"));
            tryVerify(() => Tree.find(root, "Meetings", "Button") !== null);
            spy.target = null;
            spy.signalName = "chosen";
            spy.target = frame;
            spy.clear();
            verify(Tree.act(Tree.find(root, "Meetings", "Button"), "Press"));
            compare(spy.count, 1);
            compare(frame.current, "meetings");
            tryVerify(() => Tree.find(root, "Where to?", "Dialog") === null);
        }
        function test_mirrored() {
            resize(1200, 700);
            const plain = Tree.find(root, "Home", "PageTab").mapToItem(root, 0, 0).x;
            root.LayoutMirroring.enabled = true;
            root.LayoutMirroring.childrenInherit = true;
            wait(60);
            const mirrored = Tree.find(root, "Home", "PageTab").mapToItem(root, 0, 0).x;
            verify(plain < 100);
            verify(mirrored > 900, "the rail stands on the right: " + mirrored);
            verify(Tree.find(root, "Back", "Button").mapToItem(root, 0, 0).x > 700);
            root.LayoutMirroring.enabled = false;
        }
    }
}
