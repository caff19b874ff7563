// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtTest
import Heard.Theme
import Heard.Controls
import Heard.Test

/** One of several answers, and a value on a line: by keyboard and by screen reader. */
Item {
    id: root

    width: 480
    height: 1000

    ColumnLayout {
        width: 480
        SwitchChoice { id: turn; text: "Read aloud" }
        RadioGroupBox {
            id: radios
            label: "Who can see this?"
            value: "family"

            RadioChoice { value: "all"; text: "Everyone" }
            RadioChoice { value: "family"; text: "Family" }
            RadioChoice { value: "me"; text: "Only me" }
        }
        StepSlider { id: slider; label: "Text size"; value: 120 }
    }

    SignalSpy { id: spy }

    TestCase {
        name: "Choices"
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

        /** A press on the answer that is chosen leaves it chosen. */
        function test_radio_pressedTwice() {
            radios.value = "family";
            const family = Tree.find(root, "Family", "RadioButton");
            for (let i = 0; i < 2; ++i) {
                mouseClick(family);
                verify(family.checked);
                compare(radios.value, "family");
            }
            mouseClick(Tree.find(root, "Everyone", "RadioButton"));
            verify(!family.checked);
            compare(radios.value, "all");
        }
        function test_radio_arrows() {
            radios.value = "family";
            watch(radios, "chosen");
            Tree.find(root, "Family", "RadioButton").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Down);
            compare(radios.value, "me");
            keyClick(Qt.Key_Down);
            compare(radios.value, "me", "the last one is the last");
            keyClick(Qt.Key_Up);
            compare(radios.value, "family");
            compare(spy.count, 2);
            verify(Tree.find(root, "Family", "RadioButton").activeFocus);
            verify(Tree.act(Tree.find(root, "Everyone", "RadioButton"), "Press"));
            compare(radios.value, "all");
            verify(Tree.describe(Tree.find(root, "Everyone", "RadioButton")).checked);
            verify(!Tree.describe(Tree.find(root, "Family", "RadioButton")).checked);
        }
        function test_radio_ends() {
            radios.value = "family";
            Tree.find(root, "Family", "RadioButton").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_End);
            compare(radios.value, "me");
            verify(Tree.find(root, "Only me", "RadioButton").activeFocus);
            keyClick(Qt.Key_Home);
            compare(radios.value, "all");
            verify(Tree.find(root, "Everyone", "RadioButton").activeFocus);
            keyClick(Qt.Key_Right);
            compare(radios.value, "family");
            keyClick(Qt.Key_Left);
            compare(radios.value, "all");
        }
        function test_radio_stops_data() {
            return [
                { tag: "chosen", value: "family", stop: "Family" },
                { tag: "last", value: "me", stop: "Only me" },
                { tag: "nothing chosen", value: "", stop: "Everyone" }
            ];
        }
        /** Tab stops once in a group: at the answer that is chosen, or at the first. It chooses nothing. */
        function test_radio_stops(data) {
            radios.value = data.value;
            const names = ["Everyone", "Family", "Only me"];
            const stops = [];
            turn.forceActiveFocus(Qt.TabFocusReason);
            for (let i = 0; i < 4; ++i) {
                keyClick(Qt.Key_Tab);
                const name = Tree.describe(root.Window.activeFocusItem).name;
                if (names.indexOf(name) >= 0)
                    stops.push(name);
            }
            compare(stops.join(" "), data.stop);
            compare(radios.value, data.value);
            // Back again from behind, too.
            slider.forceActiveFocus();
            Tree.find(root, "Smaller: Text size", "Button").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Backtab);
            compare(Tree.describe(root.Window.activeFocusItem).name, data.stop);
        }
        function test_slider_ends() {
            slider.value = 150;
            watch(slider, "moved");
            Tree.find(root, "Text size", "Slider").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_End);
            compare(slider.value, 200);
            keyClick(Qt.Key_Home);
            compare(slider.value, 100);
            keyClick(Qt.Key_PageUp);
            compare(slider.value, 120);
            keyClick(Qt.Key_PageDown);
            compare(slider.value, 100);
            compare(spy.count, 4);
        }
        function test_step_slider() {
            slider.value = 120;
            watch(slider, "moved");
            const bar = Tree.find(root, "Text size", "Slider");
            verify(bar);
            verify(Tree.act(bar, "Increase"));
            compare(slider.value, 130);
            verify(Tree.act(bar, "Decrease"));
            verify(Tree.act(bar, "Decrease"));
            compare(slider.value, 110);
            compare(Tree.describe(bar).description, "110 %");
            bar.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Right);
            compare(slider.value, 120);
            mouseClick(Tree.find(root, "Larger: Text size", "Button"));
            compare(slider.value, 130);
            slider.value = 200;
            slider.increase();
            compare(slider.value, 200);
        }
    }
}
