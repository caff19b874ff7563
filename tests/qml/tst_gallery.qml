// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Window
import QtTest
import Heard.Theme
import Heard.Gallery
import Heard.Test

Item {
    id: root

    width: 390
    height: 844

    Gallery {
        id: gallery
        anchors.fill: parent
    }

    TestCase {
        name: "Gallery"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
            Theme.motion = false;
        }
        function cleanup() {
            Theme.scheme = "light";
            Theme.textScale = 1;
            Theme.face = "Noto Sans";
            Theme.lineSpacing = 1.5;
            Theme.letterSpacing = 0;
            root.LayoutMirroring.enabled = false;
            for (const name of ["sheet", "confirm"])
                child(name).close();
        }
        function child(name) {
            const all = [gallery];
            while (all.length > 0) {
                const next = all.pop();
                if (next.objectName === name)
                    return next;
                for (const list of [next.data, next.children])
                    for (let i = 0; list && i < list.length; ++i)
                        if (list[i] !== next && all.indexOf(list[i]) < 0)
                            all.push(list[i]);
            }
            return null;
        }
        function resize(width, height) {
            root.width = width;
            root.height = height;
            root.Window.window.width = width;
            root.Window.window.height = height;
            wait(50);
        }
        /** Everything that is wrong with what is shown; waits a little for layouts to settle. */
        function check() {
            let bad = faults();
            for (let i = 0; bad.length > 0 && i < 20; ++i) {
                wait(50);
                bad = faults();
            }
            compare(bad.join("\n"), "");
        }
        function faults() {
            const bad = [];
            const seen = Tree.accessible(root);
            verify(seen.length > 60, "the tree is there: " + seen.length);
            for (const entry of seen) {
                const who = entry.role + " '" + entry.name + "' " + entry.width + "x" + entry.height;
                if (entry.name === "" && (entry.operable || ["StaticText", "Heading", "Grouping", "AlertMessage"].indexOf(entry.role) >= 0))
                    bad.push("no name: " + who);
                if (entry.operable && ["NoRole", "Client", "Pane", "StaticText"].indexOf(entry.role) >= 0)
                    bad.push("no role: " + who);
                // The writing area stands inside a frame that is the target.
                if (entry.operable && entry.role !== "EditableText" && (entry.width < 48 || entry.height < 48))
                    bad.push("small: " + who);
                if (["Button", "CheckBox", "RadioButton", "PageTab"].indexOf(entry.role) >= 0 && entry.actions.indexOf("Press") < 0)
                    bad.push("no press: " + who);
            }
            for (const what of Tree.truncated(root))
                bad.push("cut: " + what);
            for (const what of Tree.tooWide(root))
                bad.push("too wide: " + what);
            return bad;
        }

        function test_everything_data() {
            const cases = [];
            for (const scheme of ["light", "dark", "contrast"])
                for (const size of [[320, 640], [390, 844], [800, 1280], [1440, 900]])
                    for (const scale of [1, 2])
                        cases.push({ tag: scheme + " " + size.join("x") + " at " + scale * 100 + " %", scheme: scheme, size: size, scale: scale });
            return cases;
        }
        /** Names, roles, targets of 48 px, nothing cut and nothing wider than the window. */
        function test_everything(data) {
            Theme.scheme = data.scheme;
            Theme.textScale = data.scale;
            resize(data.size[0], data.size[1]);
            check();
        }
        function test_faces_and_spacing_data() {
            return [
                { tag: "OpenDyslexic", face: "OpenDyslexic", line: 1.5, letter: 0 },
                { tag: "wide spacing", face: "Noto Sans", line: 2, letter: 0.12 },
                { tag: "both", face: "OpenDyslexic", line: 2, letter: 0.12 }
            ];
        }
        function test_faces_and_spacing(data) {
            Theme.face = data.face;
            Theme.lineSpacing = data.line;
            Theme.letterSpacing = data.letter;
            for (const scale of [1, 2]) {
                Theme.textScale = scale;
                resize(320, 640);
                check();
            }
        }
        function test_whole_words_data() {
            return [{ tag: "100 %", scale: 1 }, { tag: "150 %", scale: 1.5 }, { tag: "200 %", scale: 2 }];
        }
        /** No word is broken inside, even on the narrowest window. */
        function test_whole_words(data) {
            Theme.textScale = data.scale;
            resize(320, 640);
            tryVerify(() => Tree.brokenWords(gallery).length === 0, 1000, Tree.brokenWords(gallery).join("\n"));
        }
        function test_right_to_left() {
            root.LayoutMirroring.enabled = true;
            root.LayoutMirroring.childrenInherit = true;
            for (const size of [[320, 640], [1440, 900]]) {
                resize(size[0], size[1]);
                check();
                const title = Tree.find(root, "All the pieces", "Heading");
                verify(title.mapToItem(root, title.width, 0).x > size[0] / 2);
                compare(title.effectiveHorizontalAlignment, Text.AlignRight);
            }
        }
        function test_sheets_data() {
            return [{ tag: "320 at 200 %", width: 320, height: 640, scale: 2 }, { tag: "desktop", width: 1440, height: 900, scale: 1 }];
        }
        function test_sheets(data) {
            Theme.textScale = data.scale;
            resize(data.width, data.height);
            for (const name of ["sheet", "confirm"]) {
                const sheet = child(name);
                sheet.open();
                tryCompare(sheet, "opened", true);
                check();
                sheet.close();
                tryCompare(sheet, "visible", false);
            }
        }
        /** Tab visits everything and comes round. */
        function test_tab_comes_round() {
            resize(390, 844);
            Tree.find(root, "Search", "Button").forceActiveFocus(Qt.TabFocusReason);
            const names = [];
            for (let i = 0; i < 120; ++i) {
                const name = Tree.describe(root.Window.activeFocusItem).name;
                verify(name !== "", "stop " + i + " has a name");
                if (i > 0 && name === "Search")
                    break;
                names.push(name);
                keyClick(Qt.Key_Tab);
            }
            verify(names.length > 30 && names.length < 100, names.join(" | "));
            for (const wanted of ["Back", "Keep this", "Name", "Passphrase", "Text size", "Home", "Language: English"])
                verify(names.indexOf(wanted) >= 0, wanted + " can be reached");
        }
    }
}
