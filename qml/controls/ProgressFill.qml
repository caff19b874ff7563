// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** The filled part of a progress line. */
Item {
    id: fill

    /** 0 to 1; below 0 when nobody knows. */
    property real value: -1
    property real at
    readonly property bool unknown: value < 0

    Component.onCompleted: at = 0.5

    implicitHeight: Theme.spaceM

    SequentialAnimation on at {
        // Without movement the piece stands in the middle; the words say that work goes on.
        running: fill.unknown && Theme.motion && fill.visible
        loops: Animation.Infinite
        NumberAnimation { to: 1; duration: Theme.slow; easing.type: Easing.InOutQuad }
        NumberAnimation { to: 0; duration: Theme.slow; easing.type: Easing.InOutQuad }
    }
    Rectangle {
        x: fill.unknown ? (fill.width - width) * fill.at : fill.LayoutMirroring.enabled ? fill.width - width : 0
        width: fill.width * (fill.unknown ? 0.3 : Math.min(1, fill.value))
        height: fill.height
        radius: height / 2
        color: Theme.accent
        visible: width > 0
    }
}
