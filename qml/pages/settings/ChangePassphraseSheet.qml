// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Start

/** The present passphrase, and the new one. */
Sheet {
    id: sheet

    function change(): void {
        if (present.length === 0) {
            present.error = qsTr("Type your present passphrase first.");
            present.forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        present.error = "";
        const secret = wanted.secret();
        if (secret !== "")
            Security.changePassphrase(present.secret(), secret);
    }

    title: qsTr("Change passphrase")
    firstFocus: present
    onClosed: {
        present.clear();
        wanted.clear();
    }

    Connections {
        target: Security
        function onDone(what: string): void {
            if (what === "passphrase")
                sheet.close();
        }
        function onProblem(what: string, sentence: string): void {
            if (what === "passphrase")
                present.error = sentence;
        }
    }
    PassphraseField {
        id: present

        label: qsTr("Present passphrase")
        onEdited: error = ""
    }
    NewPassphrase {
        id: wanted

        label: qsTr("New passphrase")
        onAccepted: sheet.change()
    }
    ProgressLine {
        visible: Security.busy
        stoppable: false
        label: qsTr("One moment…")
    }
    ActionButton {
        visible: !Security.busy
        kind: "primary"
        wide: true
        text: qsTr("Change it")
        iconName: "done"
        onClicked: sheet.change()
    }
}
