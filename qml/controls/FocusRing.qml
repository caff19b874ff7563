// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** The mark of the keyboard: an ink ring with a gap. Lies around its parent. */
Rectangle {
    id: ring

    /** Shown when true. */
    required property bool shown
    /** Corner of what it surrounds. */
    property real corner: Theme.radius
    /** True: just inside its parent, where the ring of something larger lies around both. */
    property bool inside: false
    readonly property int reach: inside ? -Theme.focusGap : Theme.focusWidth + Theme.focusGap

    anchors.fill: parent
    anchors.margins: -reach
    visible: shown
    z: 10
    // The gap is the ground itself: painted, it would be a second edge on grounds of another colour.
    color: "transparent"
    radius: corner + reach
    border.width: Theme.focusWidth
    border.color: Theme.ink
}
