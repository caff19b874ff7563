// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Pictures, sounds and films of a circle that wait to be sent or fetched: where each is, how much of it, and asking for one. */
PageFrame {
    id: page

    /** Id of the circle; the chosen one when it is empty. */
    property string circle
    readonly property int last: MediaList.first + MediaList.shown

    title: qsTr("Pictures and sound")
    iconName: "picture"
    showBack: true
    onBack: Navigator.back()
    Component.onCompleted: MediaList.begin(circle !== "" ? circle : CurrentCircle.circleId)
    Component.onDestruction: MediaList.begin("")

    notice: ProgressLine {
        visible: SyncState.running
        label: SyncState.sentence
        detail: SyncState.progressDetail
        value: SyncState.progress
        onStopped: SyncState.stop()
    }

    EmptyState {
        visible: MediaList.total === 0 && MediaList.problem === ""
        iconName: "done"
        part: "charter"
        text: qsTr("All pictures and sounds are where they should be.")
        actionText: PageRegistry.titleOf("home")
        actionIcon: "home"
        onActed: Navigator.go("home")
    }
    StatusLine {
        live: true
        tone: "alert"
        text: MediaList.problem
    }
    Words {
        visible: MediaList.total > 0
        text: qsTr("In %1’s circle. Still to go over: %2.").arg(MediaList.circleName).arg(MediaList.left)
    }
    StatusLine {
        visible: MediaList.total > 0 && MediaChoice.holds
        text: MediaChoice.tells ? qsTr("Pictures wait for Wi-Fi. This network may cost money.") : qsTr("Pictures wait until you say so.")
    }
    Flow {
        Layout.fillWidth: true
        visible: MediaList.total > 0
        spacing: Theme.spaceS

        ActionButton {
            visible: !SyncState.running
            width: Math.min(implicitWidth, parent.width)
            kind: "primary"
            text: MediaList.toSend === 0 ? qsTr("Fetch them all now") : MediaList.toFetch === 0 ? qsTr("Send them all now") : qsTr("Send and fetch all now")
            iconName: "sync"
            onClicked: MediaList.goNow()
        }
        ActionButton {
            width: Math.min(implicitWidth, parent.width)
            kind: "plain"
            text: PageRegistry.titleOf("storage")
            iconName: "settings"
            onClicked: Navigator.start("storage", {})
        }
    }
    Repeater {
        model: MediaList
        MediaCard {}
    }
    Words {
        visible: MediaList.total > MediaList.shown
        text: qsTr("%1 to %2 of %3").arg(MediaList.first + 1).arg(page.last).arg(MediaList.total)
        soft: true
    }
    Flow {
        Layout.fillWidth: true
        visible: MediaList.total > MediaList.shown
        spacing: Theme.spaceS

        ActionButton {
            visible: MediaList.first > 0
            width: Math.min(implicitWidth, parent.width)
            text: qsTr("The ones before")
            iconName: "back"
            onClicked: {
                MediaList.backward();
                page.scrollTop();
            }
        }
        ActionButton {
            visible: page.last < MediaList.total
            width: Math.min(implicitWidth, parent.width)
            text: qsTr("The next ones")
            iconName: "forward"
            onClicked: {
                MediaList.forward();
                page.scrollTop();
            }
        }
    }
}
