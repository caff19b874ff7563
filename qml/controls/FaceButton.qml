// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme

/** A face that opens something, with the name below. */
T.Button {
    id: control

    property string photo
    property string iconName
    property real size: Theme.faceSize * 1.25
    property color backdrop: Theme.paper
    property string hint

    implicitWidth: Math.max(Math.min(implicitContentWidth, Math.round(size * 2)) + leftPadding + rightPadding, Theme.target)
    implicitHeight: Math.max(implicitContentHeight + topPadding + bottomPadding, Theme.target)
    padding: Theme.spaceS
    hoverEnabled: true

    Accessible.name: text
    Accessible.description: hint
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: ColumnLayout {
        spacing: Theme.spaceXs

        FaceChip {
            Layout.alignment: Qt.AlignHCenter
            visible: control.iconName === ""
            name: control.text
            photo: control.photo
            size: control.size
            backdrop: control.down || control.hovered ? Theme.touched(Theme.paper, control.down) : control.backdrop
        }
        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            visible: control.iconName !== ""
            implicitWidth: control.size
            implicitHeight: control.size
            radius: width / 2
            color: Theme.surface
            border.width: 2
            border.color: Theme.edge
            Icon {
                anchors.centerIn: parent
                name: control.iconName
                color: Theme.accent
            }
        }
        Words {
            text: control.text
            variant: "label"
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down || control.hovered ? Theme.touched(Theme.paper, control.down) : "transparent"
        FocusRing { shown: control.visualFocus }
    }
}
