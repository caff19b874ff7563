// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** One line that is true at all times: is everything sent? Pressed, it says what waits and why. */
ListRow {
    id: line

    readonly property bool troubled: SyncState.phase === SyncState.Problem || SyncState.phase === SyncState.Unreachable
    readonly property bool sent: SyncState.phase === SyncState.AllSent

    text: SyncState.sentence
    hint: qsTr("What waits to be sent, and why")
    part: troubled ? "warn" : sent ? "charter" : ""
    iconName: troubled ? "cloud-off" : sent ? "done" : SyncState.running ? "sync" : SyncState.phase === SyncState.NotSetUp ? "device" : "waiting"
    onClicked: Navigator.open("waiting", {})

    Connections {
        target: SyncState
        function onAnnounced(): void {
            // What appears is heard; what only changes is not.
            said.visible = false;
            said.visible = true;
        }
    }
    Item {
        id: said

        visible: false
        width: line.width
        height: line.height
        Accessible.role: Accessible.Notification
        Accessible.name: SyncState.announcement
    }
}
