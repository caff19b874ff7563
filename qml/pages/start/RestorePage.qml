// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** First run on a new device: everything comes back from a backup file. */
StartFrame {
    id: page

    property string file

    function restore(): void {
        if (file === "") {
            missing.text = qsTr("Choose the backup file first.");
            return;
        }
        passphrase.error = passphrase.length === 0 ? qsTr("Type your passphrase first.") : "";
        if (passphrase.length > 0 && !Session.busy)
            Session.restore(file, passphrase.secret());
    }

    title: qsTr("Bring back a backup")
    showBack: true
    Component.onCompleted: Session.clearProblem()

    Words {
        text: qsTr("A backup is one locked file. It opens with the passphrase that you had when you made it.")
    }
    ListRow {
        iconName: "folder"
        text: page.file === "" ? qsTr("Choose the file") : page.file.split("/").pop()
        detail: page.file === "" ? "" : qsTr("Choose another file")
        onClicked: picker.open()
    }
    PassphraseField {
        id: passphrase

        label: qsTr("Passphrase of the backup")
        onEdited: error = ""
        onAccepted: page.restore()
    }
    ProgressLine {
        visible: Session.busy
        label: qsTr("Checking every part of the backup…")
        stoppable: false
    }
    StatusLine {
        id: missing

        tone: "warn"
        live: true
    }
    StatusLine {
        text: Session.problem
        tone: "alert"
        live: true
    }
    ActionButton {
        visible: !Session.busy
        kind: "primary"
        wide: true
        text: qsTr("Bring it back")
        iconName: "history"
        onClicked: page.restore()
    }

    FilePicker {
        id: picker

        title: qsTr("Choose the backup")
        filters: ["*.heard-backup", "*.backup"]
        onChosen: path => {
            page.file = path;
            missing.text = "";
        }
    }
}
