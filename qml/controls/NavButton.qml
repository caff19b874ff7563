// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Heard.Theme

/** One destination of the app, in the bar or the rail. */
T.TabButton {
    id: control

    property string iconName
    property bool current: false
    /** True: icon above the word (bar, narrow rail); false: beside it. */
    property bool stacked: true

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: stacked ? 2 : Theme.spaceM
    rightPadding: leftPadding
    topPadding: Theme.spaceS
    bottomPadding: Theme.spaceS
    checkable: false
    // The ring reaches over the neighbours.
    z: visualFocus ? 1 : 0
    hoverEnabled: true

    Accessible.name: text
    Accessible.description: current ? qsTr("You are here") : ""
    Accessible.selected: current
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: IconWords {
        iconName: control.iconName
        text: control.text
        below: control.stacked
        centred: control.stacked
        gap: control.stacked ? 2 : Theme.spaceM
        strong: control.current
        tone: control.current ? Theme.accent : Theme.inkSoft
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.current ? Theme.tint("") : control.down || control.hovered ? Theme.touched(Theme.surface, control.down) : "transparent"
        border.width: control.current && Theme.contrast ? 2 : 0
        border.color: Theme.accent

        // The place is marked by shape as well, not by colour alone.
        Rectangle {
            visible: control.current
            x: control.stacked ? Math.round((parent.width - width) / 2) : control.mirrored ? parent.width - width : 0
            y: control.stacked ? 0 : Math.round((parent.height - height) / 2)
            width: control.stacked ? Theme.spaceXl : Theme.plateEdge
            height: control.stacked ? Theme.plateEdge : Theme.spaceL
            radius: Theme.plateEdge / 2
            color: Theme.accent
        }
        FocusRing { shown: control.visualFocus }
    }
}
