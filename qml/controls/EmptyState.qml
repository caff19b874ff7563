// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** An empty page teaches: one picture, one sentence, one button. */
ColumnLayout {
    id: state

    /** A symbol ("qrc:/symbols/heard/talk.svg"); wins over the icon. */
    property string picture
    property string iconName: "ear"
    property string part
    property string text
    property string actionText
    property string actionIcon: "add"

    signal acted

    /** Puts the keyboard on its button. */
    function start(): void {
        act.forceActiveFocus(Qt.TabFocusReason);
    }

    Layout.fillWidth: true
    spacing: Theme.spaceM

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.spaceL
        implicitWidth: Theme.symbolSize * 2
        implicitHeight: implicitWidth
        radius: width / 2
        color: state.picture === "" ? Theme.tint(state.part) : Theme.plate
        border.width: Theme.edgeWidth
        border.color: Theme.hairline

        Icon {
            anchors.centerIn: parent
            name: state.picture === "" ? state.iconName : ""
            size: Theme.symbolSize
            color: Theme.part(state.part)
        }
        Image {
            anchors.centerIn: parent
            source: state.picture
            sourceSize.width: Math.round(Theme.symbolSize * 1.25)
            sourceSize.height: Math.round(Theme.symbolSize * 1.25)
            visible: state.picture !== ""
            Accessible.ignored: true
        }
    }
    Words {
        Layout.maximumWidth: Theme.measure
        Layout.alignment: Qt.AlignHCenter
        text: state.text
        variant: "lead"
        snug: true
        horizontalAlignment: Text.AlignHCenter
    }
    ActionButton {
        id: act

        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.spaceL
        visible: text !== ""
        text: state.actionText
        iconName: state.actionIcon
        part: state.part
        kind: "primary"
        onClicked: state.acted()
    }
}
