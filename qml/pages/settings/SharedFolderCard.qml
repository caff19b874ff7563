// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** One circle: its shared folder, what waits, since when and why. */
Card {
    id: card

    required property string circleId
    required property string name
    required property string folder
    required property int waiting
    required property string since
    required property string why
    required property string last
    required property string problem
    required property bool running
    readonly property bool shared: folder !== ""

    signal choosing(string circle)

    title: qsTr("%1’s circle").arg(name)
    iconName: shared ? "sync" : "device"

    Words {
        text: card.shared ? qsTr("Folder: %1").arg("\u2066" + card.folder + "\u2069") : qsTr("Only on this device. No shared folder is set up.")
        soft: true
    }
    StatusLine {
        visible: card.shared && card.waiting === 0 && card.problem === ""
        tone: "good"
        text: card.last === "" ? qsTr("Nothing waits to be sent.") : qsTr("All sent · %1").arg(card.last)
    }
    StatusLine {
        visible: card.waiting > 0
        iconName: "waiting"
        text: card.since === "" ? qsTr("%n thing(s) waiting to send", "", card.waiting) : qsTr("%n thing(s) waiting to send, the oldest from %1", "", card.waiting).arg(card.since)
    }
    StatusLine {
        visible: card.shared && card.why !== "" && (card.waiting > 0 || card.problem !== "")
        tone: card.problem === "" ? "quiet" : "warn"
        text: card.why
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        ActionButton {
            visible: card.shared && !card.running
            width: Math.min(implicitWidth, parent.width)
            text: qsTr("Send and fetch now")
            iconName: "sync"
            hint: card.title
            onClicked: SyncList.sync(card.circleId)
        }
        ActionButton {
            visible: card.problem === "remote-emptied"
            width: Math.min(implicitWidth, parent.width)
            text: qsTr("Send everything again")
            iconName: "up"
            hint: card.title
            onClicked: SyncList.putBack(card.circleId)
        }
        ActionButton {
            width: Math.min(implicitWidth, parent.width)
            text: card.shared ? qsTr("Another folder") : qsTr("Choose a folder")
            iconName: "folder"
            hint: card.title
            onClicked: card.choosing(card.circleId)
        }
        ActionButton {
            visible: card.shared
            width: Math.min(implicitWidth, parent.width)
            kind: "plain"
            text: qsTr("Stop sharing here")
            iconName: "close"
            hint: card.title
            onClicked: SyncList.forgetFolder(card.circleId)
        }
    }
}
