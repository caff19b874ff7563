// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** One picture, sound or film on its way: where it is, how much of it went over, and asking for it now. */
Card {
    id: card

    required property int index
    required property string name
    required property string who
    required property string icon
    required property string where
    required property string size
    required property real share
    required property string action
    required property bool damaged
    readonly property string about: Spoken.line([name, who, size])

    title: name
    iconName: icon
    part: damaged ? "warn" : ""
    spacing: Theme.spaceS

    Words {
        text: card.who === "" ? card.size : qsTr("From %1 · %2").arg(card.who).arg(card.size)
        variant: "label"
        soft: true
        snug: true
    }
    StatusLine {
        tone: card.damaged ? "warn" : "quiet"
        iconName: card.damaged ? "warning" : "waiting"
        text: card.where
    }
    Rectangle {
        Layout.fillWidth: true
        visible: card.share > 0
        implicitHeight: Theme.spaceS
        radius: height / 2
        color: Theme.surface
        border.width: Theme.edgeWidth
        border.color: Theme.edge

        ProgressFill {
            anchors.fill: parent
            value: card.share
        }
    }
    ActionButton {
        visible: card.action !== ""
        kind: card.action === "fetch" ? "quiet" : "plain"
        text: card.action === "fetch" ? qsTr("Fetch now") : qsTr("Not now")
        about: card.about
        iconName: card.action === "fetch" ? "down" : "close"
        onClicked: {
            if (card.action === "fetch")
                MediaList.fetch(card.index);
            else
                MediaList.leave(card.index);
        }
    }
}
