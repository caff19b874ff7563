// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtTest
import Heard.Theme
import Heard.Controls
import Heard.Test

Item {
    id: root

    width: 480
    height: 1400

    ColumnLayout {
        width: 480
        ActionButton { id: action; text: "Keep this"; iconName: "done"; kind: "primary" }
        IconButton { id: icon; text: "Print"; iconName: "print" }
        ListRow { id: row; text: "Sam"; detail: "Changed today"; badge: "2 new"; faceName: "Sam Price" }
        FaceButton { id: face; text: "Nana" }
        NavButton { id: nav; text: "Home"; iconName: "home"; current: true }
        CheckChoice { id: check; text: "Add the date"; help: "At the foot." }
        SwitchChoice { id: turn; text: "Read aloud" }
        ReorderHandle { id: handle; what: "Give me time"; position: 1; count: 3; onMoveTo: to => position = to }
        RoomRuler { id: ruler; value: 0.62 }
        MessageBar { id: bar }
        ProgressLine { id: progress; label: "Making the page"; value: 0.4 }
        StatusLine { id: status; live: true }
    }

    SignalSpy { id: spy }
    SignalSpy { id: shown; target: bar; signalName: "visibleChanged" }

    TestCase {
        name: "Controls"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
            Theme.motion = false;
        }
        function watch(target, signalName) {
            spy.target = null;
            spy.signalName = signalName;
            spy.target = target;
            spy.clear();
        }

        function test_press_data() {
            return [
                { tag: "ActionButton", item: action, name: "Keep this" },
                { tag: "IconButton", item: icon, name: "Print" },
                { tag: "ListRow", item: row, name: "Sam, Changed today, 2 new" },
                { tag: "FaceButton", item: face, name: "Nana" },
                { tag: "NavButton", item: nav, name: "Home" },
                { tag: "CheckChoice", item: check, name: "Add the date" },
                { tag: "SwitchChoice", item: turn, name: "Read aloud" }
            ];
        }
        /** Mouse, space, return and a screen reader all do the same, once. */
        function test_press(data) {
            compare(Tree.describe(data.item).name, data.name);
            verify(data.item.width >= 48 && data.item.height >= 48);
            watch(data.item, "clicked");
            mouseClick(data.item);
            compare(spy.count, 1, "mouse");
            root.forceActiveFocus();
            data.item.forceActiveFocus(Qt.TabFocusReason);
            verify(data.item.visualFocus);
            keyClick(Qt.Key_Space);
            compare(spy.count, 2, "space");
            keyClick(Qt.Key_Return);
            compare(spy.count, 3, "return");
            verify(Tree.act(data.item, "Press"));
            compare(spy.count, 4, "screen reader");
        }
        /** A finger that slides off does nothing. */
        function test_slide_off() {
            watch(action, "clicked");
            mousePress(action, 10, 10);
            mouseMove(action, 10, 400);
            mouseRelease(action, 10, 400);
            compare(spy.count, 0);
        }
        function test_toggle_by_screen_reader() {
            for (const item of [check, turn]) {
                const before = item.checked;
                watch(item, "toggled");
                verify(Tree.act(item, "Press"));
                compare(item.checked, !before);
                compare(spy.count, 1);
                compare(Tree.describe(item).checked, !before);
            }
        }
        /** Icons grow as the words beside them do, while the window is open too. */
        function test_icons_grow() {
            const icon = iconIn(action);
            verify(icon !== null);
            Theme.textScale = 1;
            tryCompare(icon, "width", 24);
            Theme.textScale = 2;
            tryCompare(icon, "width", 48);
            tryCompare(icon, "height", 48);
            compare(icon.sourceSize.width, 48);
            Theme.textScale = 1;
        }
        function test_reorder() {
            handle.position = 1;
            const up = Tree.find(root, "Move up: Give me time", "Button");
            verify(Tree.act(up, "Press"));
            compare(handle.position, 0);
            handle.position = 1;
            up.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Down);
            compare(handle.position, 2);
            keyClick(Qt.Key_Down);
            compare(handle.position, 2);
            keyClick(Qt.Key_Up);
            compare(handle.position, 1);
            verify(Tree.act(up, "Increase"));
            compare(handle.position, 0);
        }
        /** The button that goes away hands the keyboard to the other. */
        function test_reorder_keeps_focus() {
            handle.position = 1;
            Tree.find(root, "Move up: Give me time", "Button").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            compare(handle.position, 0);
            tryVerify(() => Tree.find(root, "Move down: Give me time", "Button").activeFocus);
        }
        function test_message() {
            shown.clear();
            watch(bar, "acted");
            bar.show("The line was taken away.", "Undo");
            verify(bar.visible);
            const seen = Tree.describe(bar);
            compare(seen.role, "AlertMessage");
            compare(seen.name, "The line was taken away.");
            compare(shown.count, 1);
            bar.show("Another line was taken away.", "Undo");
            compare(shown.count, 3, "hidden, then shown again: only so is it spoken");
            wait(50);
            verify(bar.visible, "it stays");
            mouseClick(Tree.find(root, "Undo", "Button"));
            compare(spy.count, 1);
            verify(!bar.visible);
            watch(bar, "closed");
            bar.show("Saved.", "");
            mouseClick(Tree.find(root, "Close this message", "Button"));
            compare(spy.count, 1);
            verify(!bar.visible);
        }
        function test_ruler_speaks() {
            ruler.value = 0.62;
            compare(Tree.describe(ruler).description, "62 % full");
            ruler.value = 1;
            compare(ruler.text, "The page is full");
            ruler.value = 1.06;
            compare(ruler.text, "Too long by 6 %");
            verify(ruler.full);
        }
        function test_progress_can_be_stopped() {
            watch(progress, "stopped");
            verify(Tree.act(Tree.find(root, "Stop", "Button"), "Press"));
            compare(spy.count, 1);
            compare(Tree.describe(Tree.find(root, "Making the page", "ProgressBar")).description, "40 % done.");
        }
        function test_status_line() {
            verify(!status.visible);
            status.text = "2 things waiting to send";
            compare(Tree.find(root, "2 things waiting to send", "Notification") !== null, true);
            status.text = "";
        }
        function iconIn(item) {
            if (item instanceof Icon)
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = iconIn(item.children[i]);
                if (found)
                    return found;
            }
            return null;
        }
        function test_initials_data() {
            return [
                { tag: "Sam Price", initials: "SP" },
                { tag: "nana", initials: "N" },
                { tag: "  Miss  Ngozi Okafor ", initials: "MO" },
                { tag: "أحمد علي", initials: "أع" },
                { tag: " ", initials: "" }
            ];
        }
        function test_initials(data) {
            row.faceName = data.tag;
            const chip = createTemporaryObject(chips, root, { name: data.tag });
            compare(chip.initials, data.initials);
        }
        Component {
            id: chips
            FaceChip {}
        }
    }
}
