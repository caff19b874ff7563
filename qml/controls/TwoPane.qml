// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** A list and what is chosen in it: side by side when there is room, one after the other on a phone. */
FocusScope {
    id: panes

    default property alias list: listPlace.data
    property alias detail: detailPlace.data
    /** True: on a narrow window the detail covers the list. */
    property bool detailOpen: false
    /** Width of the list beside a detail, at 100 % text. */
    property int listWidth: 360
    readonly property bool together: width >= Theme.sized(listWidth) + Theme.sized(480)

    FocusScope {
        id: listPlace

        visible: panes.together || !panes.detailOpen
        focus: visible && !panes.detailOpen
        x: panes.together && panes.LayoutMirroring.enabled ? panes.width - width : 0
        width: panes.together ? Theme.sized(panes.listWidth) : panes.width
        height: panes.height
    }
    Rectangle {
        visible: panes.together
        x: panes.LayoutMirroring.enabled ? panes.width - listPlace.width - width : listPlace.width
        width: Theme.edgeWidth
        height: panes.height
        color: Theme.hairline
    }
    FocusScope {
        id: detailPlace

        visible: panes.together || panes.detailOpen
        focus: visible && panes.detailOpen
        x: panes.together && !panes.LayoutMirroring.enabled ? listPlace.width + Theme.edgeWidth : 0
        width: panes.together ? panes.width - listPlace.width - Theme.edgeWidth : panes.width
        height: panes.height
    }
}
