// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** One circle: where it is shared, how that goes, and changing it. */
Card {
    id: card

    required property string circleId
    required property string name
    required property string place
    required property bool online
    required property int waiting
    required property string why
    required property string last
    required property string problem
    required property bool troubled
    required property bool running
    readonly property bool shared: place !== ""

    title: qsTr("%1’s circle").arg(name)
    iconName: shared ? "sync" : "device"

    Words {
        text: !card.shared ? qsTr("Only on this device. It is not shared yet.") : (card.online ? qsTr("Online storage: %1") : qsTr("Folder: %1")).arg("\u2066" + card.place + "\u2069")
        soft: true
    }
    StatusLine {
        visible: card.shared && card.waiting === 0 && card.problem === ""
        tone: "good"
        text: card.last === "" ? qsTr("Nothing waits to be sent.") : qsTr("All sent · %1").arg(card.last)
    }
    StatusLine {
        visible: card.shared && card.problem !== ""
        tone: card.troubled ? "warn" : "quiet"
        text: card.why
    }
    StatusLine {
        visible: card.waiting > 0
        iconName: "waiting"
        text: qsTr("%n thing(s) waiting to send", "", card.waiting)
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        ActionButton {
            visible: card.shared && !card.running
            width: Math.min(implicitWidth, parent.width)
            text: qsTr("Send and fetch now")
            iconName: "sync"
            about: card.title
            onClicked: SyncList.sync(card.circleId)
        }
        ActionButton {
            width: Math.min(implicitWidth, parent.width)
            kind: card.shared ? "quiet" : "primary"
            text: qsTr("Where to share")
            iconName: "storage"
            about: card.title
            onClicked: Navigator.open(card.online ? "share-online" : "share-folder", { circle: card.circleId })
        }
        ActionButton {
            visible: card.shared
            width: Math.min(implicitWidth, parent.width)
            kind: "plain"
            text: qsTr("Stop sharing here")
            iconName: "close"
            about: card.title
            onClicked: SyncList.forget(card.circleId)
        }
    }
}
