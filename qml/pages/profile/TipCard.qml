// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls

/** One tip, and putting it into the profile. */
Card {
    id: card

    required property string tipId
    required property string text
    required property string groupLabel
    required property bool picked

    signal picking

    Layout.alignment: Qt.AlignTop
    spacing: Theme.spaceS

    Words {
        text: card.groupLabel
        variant: "label"
        soft: true
    }
    Words {
        text: card.text
        variant: "lead"
        snug: true
    }
    StatusLine {
        visible: card.picked
        tone: "good"
        text: qsTr("It is in the profile")
    }
    ActionButton {
        visible: !card.picked
        iconName: "add"
        text: qsTr("Put it in")
        about: card.text
        onClicked: card.picking()
    }
}
