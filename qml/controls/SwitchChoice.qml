// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme

/** Something that is on or off from now on. */
T.Switch {
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
    leftPadding: mirrored ? Theme.spaceXs + indicator.width + spacing : Theme.spaceXs
    rightPadding: mirrored ? Theme.spaceXs : Theme.spaceXs + indicator.width + spacing

    Accessible.name: text
    Accessible.description: help
    Accessible.onPressAction: press()
    Accessible.onToggleAction: press()
    Keys.onReturnPressed: press()
    Keys.onEnterPressed: press()

    indicator: Rectangle {
        x: control.mirrored ? Theme.spaceXs : control.width - width - Theme.spaceXs
        y: Math.round((control.height - height) / 2)
        implicitWidth: Math.round(Theme.iconSize * 2.1)
        implicitHeight: Theme.iconSize + Theme.spaceXs
        radius: height / 2
        color: control.checked ? Theme.accent : Theme.surface
        border.width: 2
        border.color: control.checked ? Theme.accent : Theme.edge

        Rectangle {
            readonly property bool farEnd: control.checked !== control.mirrored
            readonly property real inset: Theme.spaceXs + 1

            x: farEnd ? parent.width - width - inset : inset
            y: inset
            width: parent.height - 2 * inset
            height: width
            radius: width / 2
            color: control.checked ? Theme.textOnAccent : Theme.edge

            Behavior on x {
                NumberAnimation { duration: Theme.quick }
            }
            Icon {
                anchors.centerIn: parent
                size: parent.width - 4
                name: "done"
                color: Theme.accent
                visible: control.checked
            }
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
