// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/** Asks for the passphrase again before something that matters. */
Sheet {
    id: sheet

    /** Which of Security's works this is. */
    required property string what
    property string confirmText

    signal confirmed(string secret)

    function confirm(): void {
        if (passphrase.length === 0) {
            passphrase.error = qsTr("Type your passphrase first.");
            passphrase.forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        passphrase.error = "";
        confirmed(passphrase.secret());
    }

    firstFocus: passphrase
    onClosed: passphrase.clear()

    Connections {
        target: Security
        function onDone(what: string): void {
            if (what === sheet.what)
                sheet.close();
        }
        function onProblem(what: string, sentence: string): void {
            if (what === sheet.what)
                passphrase.error = sentence;
        }
    }
    Words {
        text: qsTr("To be sure that it is you, type your passphrase.")
    }
    PassphraseField {
        id: passphrase

        label: qsTr("Passphrase")
        onEdited: error = ""
        onAccepted: sheet.confirm()
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
        text: sheet.confirmText
        iconName: "done"
        onClicked: sheet.confirm()
    }
}
