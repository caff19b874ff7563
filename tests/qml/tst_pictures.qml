// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Heard.Theme
import Heard.Controls
import Heard.Test

Item {
    width: 200
    height: 200

    Icon {
        id: icon
        color: "#a3341f"
        size: 96
    }
    Image {
        id: symbol
        y: 100
        sourceSize.width: 96
        sourceSize.height: 96
        width: 96
        height: 96
    }
    Item {
        id: mirrored
        width: 24
        height: 24
        LayoutMirroring.enabled: true
        LayoutMirroring.childrenInherit: true
        Icon { id: backIcon; name: "back" }
        Icon { id: homeIcon; name: "home" }
    }

    TestCase {
        name: "Pictures"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
        }

        function test_every_icon_draws() {
            const names = Tree.icons();
            verify(names.length > 60);
            for (const name of names) {
                icon.name = name;
                tryCompare(icon, "status", Image.Ready);
                verify(Tree.inkedPixels(icon) > 20, name + " draws something");
            }
        }
        function test_icons_are_line_drawings_of_one_kind() {
            for (const name of Tree.icons()) {
                const drawing = Tree.resource(":/icons/" + name + ".svg");
                verify(drawing.indexOf('viewBox="0 0 24 24"') > 0, name);
                verify(drawing.indexOf('stroke-width="2"') > 0, name);
                verify(drawing.indexOf("#") < 0, name + " has no colour of its own");
            }
        }
        function test_an_unknown_icon_is_told() {
            ignoreWarning(/No icon of this name/);
            icon.name = "no-such-icon";
            tryCompare(icon, "status", Image.Ready);
            icon.name = "home";
        }
        function test_direction() {
            verify(backIcon.mirror);
            verify(!homeIcon.mirror);
        }
        function test_symbols() {
            const index = JSON.parse(Tree.resource(":/symbols/heard/index.json"));
            verify(index.symbols.length >= 36);
            const seen = {};
            for (const entry of index.symbols) {
                verify(!seen[entry.id], entry.id + " is there once");
                seen[entry.id] = true;
                for (const field of ["label", "licence", "source", "date"])
                    verify(entry[field].length > 0, entry.id + " " + field);
                symbol.source = "qrc:/symbols/heard/" + entry.id + ".svg";
                tryCompare(symbol, "status", Image.Ready);
                verify(Tree.inkedPixels(symbol) > 200, entry.id + " draws something");
            }
        }
    }
}
