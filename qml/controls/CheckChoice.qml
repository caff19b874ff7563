// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme

/** Yes or no, one of several that may all be yes. */
T.CheckBox {
    id: control

    property string help

    function press(): void {
        toggle();
        toggled();
        clicked();
    }

    Layout.fillWidth: true
    Layout.maximumWidth: Theme.pageWidth
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    topPadding: Theme.spaceS
    bottomPadding: Theme.spaceS
    spacing: Theme.spaceM
    leftPadding: mirrored ? Theme.spaceXs : Theme.spaceXs + indicator.width + spacing
    rightPadding: mirrored ? Theme.spaceXs + indicator.width + spacing : Theme.spaceXs

    Accessible.name: text
    Accessible.description: help
    Accessible.onPressAction: press()
    Accessible.onToggleAction: press()
    Keys.onReturnPressed: press()
    Keys.onEnterPressed: press()

    indicator: Rectangle {
        x: control.mirrored ? control.width - width - Theme.spaceXs : Theme.spaceXs
        y: Math.round((control.height - height) / 2)
        implicitWidth: Theme.iconSize + Theme.spaceXs
        implicitHeight: implicitWidth
        radius: Theme.spaceS
        color: control.checked ? Theme.accent : Theme.surface
        border.width: 2
        border.color: control.checked ? Theme.accent : Theme.edge

        Icon {
            anchors.centerIn: parent
            size: Theme.iconSize
            name: "done"
            color: Theme.textOnAccent
            visible: control.checked
        }
    }
    contentItem: ChoiceFace {
        text: control.text
        help: control.help
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down || control.hovered ? Theme.touched(Theme.paper, control.down) : "transparent"
        FocusRing { shown: control.visualFocus }
    }
}
