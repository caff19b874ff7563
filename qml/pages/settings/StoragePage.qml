// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Where circles meet their other devices, what waits to be sent, and a backup. */
PageFrame {
    id: page

    title: qsTr("Sharing and storage")
    maximumWidth: Theme.sheetWidth
    spacing: Theme.spaceL
    Component.onCompleted: SyncList.clearProblem()

    Connections {
        target: Security
        function onDone(what: string): void {
            if (what !== "backup")
                return;
            said.kind = "done";
            said.show(qsTr("The backup is saved. It opens with your passphrase."), "");
        }
        function onProblem(what: string, sentence: string): void {
            if (what !== "backup")
                return;
            said.kind = "alert";
            said.show(sentence, "");
        }
    }

    notice: MessageBar {
        id: said
    }

    ProgressLine {
        visible: SyncState.running
        label: SyncState.sentence
        detail: SyncState.progressDetail
        value: SyncState.progress
        onStopped: SyncState.stop()
    }
    Words {
        text: qsTr("Each circle is shared at a place that all of you can reach. Heard locks all it puts there. Only your circle can open it.")
    }
    StatusLine {
        text: SyncList.problem
        tone: "alert"
        live: true
    }
    Repeater {
        model: SyncList
        SharedPlaceCard {}
    }
    ListRow {
        text: qsTr("Waiting to send")
        detail: SyncState.sentence
        iconName: "waiting"
        onClicked: Navigator.open("waiting", {})
    }
    Words {
        visible: SyncList.count === 0
        text: qsTr("You have no circle yet. Make one on the home page.")
        soft: true
    }
    Card {
        title: qsTr("Pictures, sound and film")
        iconName: "picture"

        Words {
            visible: !MediaChoice.tells
            text: qsTr("This device does not tell Heard if its network costs money.")
            soft: true
        }
        RadioGroupBox {
            label: qsTr("When should they be sent and fetched?")
            onChosen: rule => MediaChoice.rule = rule

            Binding on value {
                value: MediaChoice.rule
            }

            RadioChoice {
                value: "careful"
                text: MediaChoice.tells ? qsTr("On Wi-Fi or cable only") : qsTr("Only when I ask")
                help: qsTr("Until then a picture waits. What you save after it waits too.")
            }
            RadioChoice {
                value: "always"
                text: qsTr("On any network")
                help: qsTr("On a phone’s network this can cost money.")
            }
        }
        StatusLine {
            live: true
            tone: "alert"
            text: MediaChoice.problem
        }
    }
    Card {
        title: qsTr("Backup")
        iconName: "history"

        Words {
            text: qsTr("One locked file with everything on this device. Keep it in another place.")
            soft: true
        }
        ProgressLine {
            visible: Security.busy
            stoppable: false
            label: qsTr("Writing the backup…")
        }
        ActionButton {
            visible: !Security.busy
            text: qsTr("Save a backup")
            iconName: "export"
            onClicked: saver.open()
        }
    }

    FilePicker {
        id: saver

        mode: "save"
        title: qsTr("Save a backup")
        suggestedName: qsTr("heard.heard-backup")
        onChosen: path => Security.backup(path)
    }
}
