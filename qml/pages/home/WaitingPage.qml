// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** What waits to be sent, since when and why, circle by circle; and what each circle still has to decide. */
PageFrame {
    id: page

    readonly property bool clear: SyncState.phase === SyncState.AllSent && SyncList.waiting === 0 && SyncList.mediaWaiting === 0

    title: qsTr("Waiting to send")
    iconName: "waiting"
    showBack: true
    spacing: Theme.spaceL
    onBack: Navigator.back()
    Component.onCompleted: SyncList.recount()

    notice: ProgressLine {
        visible: SyncState.running
        label: SyncState.sentence
        detail: SyncState.progressDetail
        value: SyncState.progress
        onStopped: SyncState.stop()
    }

    EmptyState {
        visible: page.clear
        iconName: "done"
        part: "charter"
        text: SyncState.sentence
        actionText: qsTr("Look for what is new")
        actionIcon: "sync"
        onActed: SyncState.syncNow()
    }
    Words {
        visible: !page.clear && SyncList.count > 0
        text: qsTr("All your work is safe on this device. Heard sends it as soon as it can. You can go on working.")
    }
    Repeater {
        model: page.clear ? null : SyncList
        WaitingCard {}
    }
    ListRow {
        visible: CurrentCircle.ready && ClashList.count > 0
        text: PageRegistry.titleOf("two-versions")
        detail: qsTr("%n thing(s) that two people wrote differently", "", ClashList.count)
        iconName: "compare"
        part: "warn"
        onClicked: Navigator.open("two-versions", {})
    }
    ListRow {
        visible: Messages.count > 0
        text: qsTr("Messages")
        detail: qsTr("%n message(s) to deal with", "", Messages.count)
        iconName: "info"
        onClicked: Navigator.open("messages", {})
    }
    ListRow {
        text: qsTr("Sharing and storage")
        detail: qsTr("Where each circle is shared, and a backup.")
        iconName: "storage"
        onClicked: Navigator.start("storage", {})
    }
}
