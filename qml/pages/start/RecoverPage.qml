// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Back in with the recovery code, and a new passphrase. */
StartFrame {
    id: page

    function open(): void {
        code.error = code.text.trim() === "" ? qsTr("Type the recovery code first.") : "";
        if (code.error !== "") {
            code.forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        const secret = choice.secret();
        if (secret !== "" && !Session.busy)
            Session.recover(code.text.trim(), secret);
    }

    /** Set when the last press came back with a problem: the code is what is wrong most often, so the keyboard goes back to it. */
    readonly property string problem: Session.problem
    onProblemChanged: if (problem !== "") code.forceActiveFocus(Qt.TabFocusReason)

    title: qsTr("Use your recovery code")
    showBack: true
    Component.onCompleted: Session.clearProblem()

    Words {
        text: qsTr("It is the code that you wrote down at the start. It has seven groups of four.")
    }
    StatusLine {
        text: Session.problem
        tone: "alert"
        live: true
    }
    TextLine {
        id: code

        focus: true
        label: qsTr("Recovery code")
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhUppercaseOnly
        onTextEdited: error = ""
    }
    NewPassphrase {
        id: choice

        first: false
        label: qsTr("New passphrase")
        onAccepted: page.open()
    }
    ProgressLine {
        visible: Session.busy
        label: qsTr("Opening…")
        stoppable: false
    }
    ActionButton {
        visible: !Session.busy
        kind: "primary"
        wide: true
        text: qsTr("Open and set passphrase")
        iconName: "unlock"
        onClicked: page.open()
    }
    Card {
        ground: "shade"
        title: qsTr("No code?")
        iconName: "info"

        Words {
            text: qsTr("Then nobody can open what is on this device. But there are ways to go on.")
        }
        ActionButton {
            text: qsTr("What can I do?")
            iconName: "next"
            onClicked: Navigator.open("no-way-in", {})
        }
    }
}
