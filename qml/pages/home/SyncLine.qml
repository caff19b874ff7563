// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** A quiet line that is true at all times: is everything sent? */
ColumnLayout {
    id: line

    readonly property bool troubled: SyncState.phase === SyncState.Problem || SyncState.phase === SyncState.Unreachable

    spacing: Theme.spaceS

    ProgressLine {
        visible: SyncState.running
        label: SyncState.sentence
        value: SyncState.progress
        onStopped: SyncState.stop()
    }
    GridLayout {
        visible: !SyncState.running
        columns: line.width < Theme.sized(320) ? 1 : 2
        columnSpacing: Theme.spaceM
        rowSpacing: 0

        StatusLine {
            text: SyncState.sentence
            tone: line.troubled ? "warn" : SyncState.phase === SyncState.AllSent ? "good" : "quiet"
            iconName: line.troubled ? "cloud-off" : SyncState.phase === SyncState.AllSent ? "done" : SyncState.phase === SyncState.Waiting ? "waiting" : "device"
        }
        ActionButton {
            kind: "plain"
            text: SyncState.phase === SyncState.NotSetUp ? qsTr("Set up sharing") : line.troubled ? qsTr("See why") : qsTr("Send now")
            iconName: line.troubled ? "info" : "sync"
            onClicked: {
                if (SyncState.phase === SyncState.NotSetUp || line.troubled)
                    Navigator.start("storage", {});
                else
                    SyncState.syncNow();
            }
        }
    }
}
