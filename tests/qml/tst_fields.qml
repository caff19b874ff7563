// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtTest
import Heard.Controls
import Heard.Test

Item {
    id: root

    width: 480
    height: 900

    ColumnLayout {
        width: 480
        TextLine { id: line; label: "Name"; help: "The name you like." }
        TextBlock { id: block; label: "What people like about me" }
        PassphraseField { id: pass; label: "Passphrase"; help: "Four words" }
        ActionButton { id: last; text: "Next" }
    }

    SignalSpy { id: spy }

    TestCase {
        name: "Fields"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
            line.text = "";
            line.error = "";
            block.text = "";
            pass.clear();
        }
        function field(name) {
            return Tree.find(root, name, "EditableText");
        }

        function test_line() {
            const input = field("Name");
            compare(Tree.describe(input).description, "The name you like.");
            line.forceActiveFocus(Qt.TabFocusReason);
            verify(input.activeFocus, "the scope passes the focus on");
            keyClick(Qt.Key_S);
            compare(line.text, "s");
            verify(input.parent.height >= 48);
        }
        function test_error_is_spoken_and_named() {
            verify(Tree.find(root, "This name is taken. Write another.", "AlertMessage") === null);
            line.error = "This name is taken. Write another.";
            const message = Tree.find(root, "This name is taken. Write another.", "AlertMessage");
            verify(message !== null);
            compare(Tree.describe(field("Name")).description, "This name is taken. Write another. The name you like.");
            line.error = "";
            verify(!message.visible);
        }
        function test_tab_leaves_the_block() {
            const input = field("What people like about me");
            input.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_A);
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_B);
            compare(block.text, "a\nb");
            keyClick(Qt.Key_Tab);
            verify(!input.activeFocus);
            compare(block.text, "a\nb", "Tab wrote nothing");
            verify(field("Passphrase").activeFocus);
            keyClick(Qt.Key_Backtab);
            verify(input.activeFocus);
            keyClick(Qt.Key_Backtab);
            verify(field("Name").activeFocus);
        }
        function test_block_grows() {
            const before = block.height;
            block.text = "a\nb\nc\nd\ne\nf\ng\nh";
            tryVerify(() => block.height > before + 60);
        }
        /** SR: a passphrase is never readable on the bus of assistive technology, nor as a property. */
        function test_passphrase_is_not_exposed() {
            compare(pass.text, undefined, "no text property");
            const input = field("Passphrase");
            input.forceActiveFocus(Qt.TabFocusReason);
            for (const key of [Qt.Key_H, Qt.Key_U, Qt.Key_S, Qt.Key_H])
                keyClick(key);
            compare(pass.length, 4);
            compare(pass.secret(), "hush");
            compare(input.text.length, 4);
            verify(input.text.indexOf("h") < 0, "only dots");
            const spoken = Tree.spokenText(input);
            verify(spoken.indexOf("Passphrase") === 0, "it keeps its name");
            verify(spoken.indexOf("hush") < 0);
            pass.clear();
            compare(pass.secret(), "");
        }
        function test_passphrase_can_be_shown() {
            const input = field("Passphrase");
            input.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_H);
            mouseClick(Tree.find(root, "Show Passphrase", "Button"));
            verify(pass.shown);
            compare(input.displayText, "h");
            pass.clear();
            verify(!pass.shown, "clearing hides again");
        }
        function test_strength() {
            pass.strength = 2;
            pass.strengthText = "Good. One more word makes it strong.";
            compare(Tree.describe(field("Passphrase")).description, "Four words. Good. One more word makes it strong.");
            pass.strength = -1;
            pass.strengthText = "";
        }
    }
}
