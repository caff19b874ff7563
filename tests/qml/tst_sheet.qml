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

    width: 400
    height: 700

    ActionButton { id: opener; text: "Open"; onClicked: sheet.open() }
    ActionButton { id: other; y: 60; text: "Other" }

    Sheet {
        id: sheet
        title: "Who said it?"
        TextLine { id: field; label: "Name" }
        ActionButton { id: keep; text: "Keep"; onClicked: sheet.accept() }
    }
    ConfirmSheet {
        id: confirm
        title: "Erase it?"
        text: "It goes for good."
        confirmText: "Erase"
        danger: true
    }
    ChoiceList {
        id: choice
        y: 120
        width: 300
        label: "Language"
        value: "en"

        RadioChoice { value: "en"; text: "English" }
        RadioChoice { value: "cy"; text: "Cymraeg" }
    }

    SignalSpy { id: spy }

    TestCase {
        name: "Sheet"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
            Theme.motion = false;
        }
        function focused() {
            return root.Window.activeFocusItem;
        }
        function openFromButton() {
            opener.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            tryCompare(sheet, "opened", true);
        }

        function test_focus_goes_in_and_comes_back() {
            openFromButton();
            compare(Tree.describe(focused()).name, "Name", "the first control has the keyboard");
            keyClick(Qt.Key_Escape);
            tryCompare(sheet, "visible", false);
            tryVerify(() => opener.activeFocus);
            verify(opener.visualFocus);
        }
        function test_tab_stays_inside() {
            openFromButton();
            for (let i = 0; i < 8; ++i) {
                keyClick(Qt.Key_Tab);
                verify(!opener.activeFocus && !other.activeFocus);
            }
            keyClick(Qt.Key_Escape);
            // On an icon button the first Escape only puts away the name that hangs below it.
            if (sheet.opened && focused() && Tree.describe(focused()).name === "Close")
                keyClick(Qt.Key_Escape);
            tryCompare(sheet, "visible", false);
        }
        function test_dialog_has_role_and_name() {
            openFromButton();
            const found = Tree.accessible(root).filter(entry => entry.role === "Dialog");
            compare(found.length, 1);
            compare(found[0].name, "Who said it?");
            verify(Tree.find(root, "Who said it?", "Heading") !== null);
            verify(Tree.act(Tree.find(root, "Close", "Button"), "Press"));
            tryCompare(sheet, "visible", false);
        }
        function test_accept() {
            spy.target = null;
            spy.signalName = "accepted";
            spy.target = sheet;
            spy.clear();
            openFromButton();
            verify(Tree.act(Tree.find(root, "Keep", "Button"), "Press"));
            compare(spy.count, 1);
            tryCompare(sheet, "visible", false);
        }
        /** The safe answer comes first. */
        function test_confirm() {
            spy.target = null;
            spy.signalName = "rejected";
            spy.target = confirm;
            spy.clear();
            confirm.open();
            tryCompare(confirm, "opened", true);
            compare(Tree.describe(focused()).name, "Go back");
            keyClick(Qt.Key_Return);
            tryCompare(confirm, "visible", false);
            compare(spy.count, 1);
        }
        function test_place_data() {
            return [{ tag: "phone", width: 400, low: true }, { tag: "desktop", width: 1200, low: false }];
        }
        function test_place(data) {
            // The overlay has the size of the window, which follows the root item.
            root.Window.window.width = data.width;
            wait(20);
            sheet.open();
            tryCompare(sheet, "opened", true);
            tryCompare(sheet, "low", data.low);
            if (data.low) {
                compare(sheet.width, root.Window.window.width);
                compare(sheet.y + sheet.height, root.Window.window.height);
            } else {
                compare(sheet.width, Theme.sheetWidth);
                compare(sheet.x, Math.round((root.Window.window.width - sheet.width) / 2));
            }
            sheet.close();
            tryCompare(sheet, "visible", false);
            root.Window.window.width = 400;
        }
        function test_choice_list() {
            spy.target = null;
            spy.signalName = "chosen";
            spy.target = choice;
            spy.clear();
            const button = Tree.find(root, "Language: English", "Button");
            verify(Tree.act(button, "Press"));
            tryVerify(() => Tree.find(root, "Cymraeg", "RadioButton") !== null);
            tryVerify(() => Tree.find(root, "English", "RadioButton").activeFocus);
            keyClick(Qt.Key_Down);
            compare(choice.value, "cy");
            compare(spy.count, 1);
            keyClick(Qt.Key_Escape);
            tryVerify(() => Tree.find(root, "Language: Cymraeg", "Button") !== null);
            tryVerify(() => Tree.find(root, "Cymraeg", "RadioButton") === null);
        }
    }
}
