// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls

/** The paper: it looks like the page that will print, and is written on in place. */
Card {
    id: paper

    required property EditDesk desk
    readonly property bool broad: width >= Theme.sized(640)

    floating: true
    padding: width < Theme.sized(420) ? Theme.spaceM : Theme.spaceL
    spacing: Theme.spaceL

    /** Puts the keyboard at its top, on what is about the photo and the name. */
    function start(): void {
        top.start();
    }

    PaperHead {
        id: top

        desk: paper.desk
        stacked: paper.width < Theme.bodySize * 22
    }
    // Columns, not layouts: so deep within one another, layouts of Qt 6.4 forget to make room anew.
    Item {
        id: blocks

        readonly property real half: paper.broad ? (width - Theme.spaceL) / 2 : width

        Layout.fillWidth: true
        implicitHeight: paper.broad ? Math.max(first.height, second.height) : first.height + Theme.spaceL + second.height

        Column {
            id: first

            x: paper.broad && LayoutMirroring.enabled ? blocks.width - width : 0
            width: blocks.half
            spacing: Theme.spaceL

            Repeater {
                model: ["appreciate", "important", "strengths"]
                ProfileBlock {
                    required property string modelData

                    width: first.width
                    desk: paper.desk
                    section: modelData
                }
            }
        }
        Column {
            id: second

            x: paper.broad && !LayoutMirroring.enabled ? blocks.width - width : 0
            y: paper.broad ? 0 : first.height + Theme.spaceL
            width: blocks.half
            spacing: Theme.spaceL

            Repeater {
                model: ["support", "tips"]
                ProfileBlock {
                    required property string modelData

                    width: second.width
                    desk: paper.desk
                    section: modelData
                }
            }
        }
    }
}
