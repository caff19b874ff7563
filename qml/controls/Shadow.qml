// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme

/** One soft shadow for what floats, drawn without effects so that every renderer shows it. */
Item {
    id: shadow

    property real corner: Theme.radius
    /** How far it reaches, in steps of two pixels. */
    property int depth: 4

    anchors.fill: parent
    z: -1
    visible: !Theme.contrast

    Repeater {
        model: shadow.depth
        Rectangle {
            id: layer
            required property int index
            x: -layer.index * 2
            y: 2 - layer.index
            width: shadow.width + layer.index * 4
            height: shadow.height + layer.index * 4
            radius: shadow.corner + layer.index * 2
            color: Theme.shadow
            opacity: 0.05 - layer.index * 0.009
        }
    }
}
