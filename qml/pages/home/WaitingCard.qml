// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** One circle on the way out: what waits, since when, why, and what to do. */
Card {
    id: card

    required property string circleId
    required property string name
    required property string place
    required property bool online
    required property int waiting
    required property int letters
    required property string since
    required property string why
    required property string last
    required property string problem
    required property bool troubled
    required property bool mendHere
    required property bool running
    required property int toSend
    required property int toFetch
    required property string mediaLeft
    readonly property bool shared: place !== ""
    readonly property bool clear: shared && waiting === 0 && letters === 0 && problem === ""
    readonly property int media: toSend + toFetch
    /** What the person may ask for although the network may cost money. */
    readonly property bool held: shared && media > 0 && MediaChoice.holds

    function mediaWords(): string {
        const going = toSend > 0 ? qsTr("%n to send", "", toSend) : "";
        const coming = toFetch > 0 ? qsTr("%n to fetch", "", toFetch) : "";
        return going === "" || coming === "" ? going + coming : going + " · " + coming;
    }

    title: qsTr("%1’s circle").arg(name)
    iconName: clear ? "done" : troubled ? "cloud-off" : shared ? "waiting" : "device"
    part: clear ? "charter" : troubled ? "warn" : ""

    StatusLine {
        visible: card.clear
        tone: "good"
        text: card.last === "" ? qsTr("Nothing waits to be sent.") : qsTr("All sent · %1").arg(card.last)
    }
    StatusLine {
        visible: card.waiting > 0
        iconName: "waiting"
        text: card.since === "" ? qsTr("%n change(s) you made", "", card.waiting) : qsTr("%n change(s) you made, the oldest from %1", "", card.waiting).arg(card.since)
    }
    StatusLine {
        visible: card.letters > 0
        iconName: "key"
        text: qsTr("%n key(s) for people you let in", "", card.letters)
    }
    StatusLine {
        visible: !card.clear && card.why !== ""
        tone: card.troubled ? "warn" : "quiet"
        text: card.why
    }
    ListRow {
        visible: card.media > 0
        iconName: "picture"
        text: qsTr("Pictures and sound: %1").arg(card.mediaLeft)
        detail: card.mediaWords()
        hint: card.title
        onClicked: Navigator.open("pictures", { circle: card.circleId })
    }
    StatusLine {
        visible: card.held
        text: MediaChoice.tells ? qsTr("Pictures wait for Wi-Fi. This network may cost money.") : qsTr("Pictures wait until you say so.")
    }
    Words {
        visible: card.shared && !card.clear && card.last !== ""
        text: qsTr("All was sent last: %1.").arg(card.last)
        soft: true
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        ActionButton {
            visible: card.shared && !card.running
            width: Math.min(implicitWidth, parent.width)
            kind: card.clear ? "quiet" : "primary"
            text: card.clear ? qsTr("Look for what is new") : card.troubled ? qsTr("Try again") : card.waiting + card.letters > 0 ? qsTr("Send now") : qsTr("Look again")
            about: card.title
            iconName: "sync"
            onClicked: SyncList.sync(card.circleId)
        }
        ActionButton {
            visible: card.held && !card.running
            width: Math.min(implicitWidth, parent.width)
            text: card.toSend > 0 ? qsTr("Send pictures too") : qsTr("Fetch pictures too")
            about: card.title
            iconName: "picture"
            onClicked: SyncList.syncWithMedia(card.circleId)
        }
        ActionButton {
            visible: card.problem === "remote-emptied"
            width: Math.min(implicitWidth, parent.width)
            text: qsTr("Send everything again")
            about: card.title
            iconName: "up"
            onClicked: SyncList.putBack(card.circleId)
        }
        ActionButton {
            visible: !card.shared || card.mendHere
            width: Math.min(implicitWidth, parent.width)
            kind: card.shared ? "quiet" : "primary"
            text: qsTr("Where to share")
            about: card.title
            iconName: "storage"
            onClicked: Navigator.open(card.online ? "share-online" : "share-folder", { circle: card.circleId })
        }
    }
}
