// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** The mark of the keyboard: an ink ring with a gap of paper. Lies around its parent. */
Item {
    id: ring

    /** Shown when true. */
    required property bool shown
    /** Corner of what it surrounds. */
    property real corner: Theme.radius
    readonly property int reach: Theme.focusWidth + Theme.focusGap

    anchors.fill: parent
    anchors.margins: -reach
    visible: shown
    z: 10

    Rectangle {
        anchors.fill: parent
        color: "transparent"
        radius: ring.corner + ring.reach
        border.width: Theme.focusWidth
        border.color: Theme.ink
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.focusWidth
        color: "transparent"
        radius: ring.corner + Theme.focusGap
        border.width: Theme.focusGap
        border.color: Theme.paper
    }
}
