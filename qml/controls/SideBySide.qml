// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/**
 * Two columns of a page: side by side where there is room, one below the other where there is not. Placed by hand: in Qt 6.4 layouts in
 * layouts do not settle when the size of the text changes, and a positioner in a layout can stay without any width. What stands in a column
 * is as wide as its columnWidth.
 */
Item {
    id: both

    property alias first: one.data
    property alias second: two.data
    property alias spacing: one.spacing
    /** How much of the width the first column has when they stand side by side. */
    property real share: 0.6
    readonly property bool beside: width >= Theme.sized(720)
    readonly property real firstWidth: beside ? Math.floor((width - Theme.spaceL) * share) : width
    readonly property real secondWidth: beside ? width - firstWidth - Theme.spaceL : width

    Layout.fillWidth: true
    implicitWidth: Theme.measure
    implicitHeight: beside ? Math.max(one.height, two.height) : one.height + Theme.spaceL + two.height

    Column {
        id: one

        x: both.beside && both.LayoutMirroring.enabled ? both.width - width : 0
        width: both.firstWidth
        spacing: Theme.spaceS
    }
    Column {
        id: two

        x: both.beside && !both.LayoutMirroring.enabled ? both.firstWidth + Theme.spaceL : 0
        y: both.beside ? 0 : one.height + Theme.spaceL
        width: both.secondWidth
        spacing: one.spacing
    }
}
