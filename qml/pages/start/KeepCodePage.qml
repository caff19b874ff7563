// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The recovery code, shown once. It goes on only when the person says that it is kept. */
StartFrame {
    id: page

    property string code: Session.recoveryCode

    title: qsTr("Keep this code")

    Words {
        text: qsTr("If you forget your passphrase, only this code opens Heard. Nobody can give you another one.")
    }
    Card {
        ground: "tint"
        title: qsTr("Your recovery code")

        Words {
            // Groups with room between them break where a line ends.
            text: page.code.split("-").join("   ")
            variant: "lead"
            strong: true
            font.letterSpacing: 1
            Accessible.name: page.code.split("").join(" ")
        }
    }
    Words {
        text: qsTr("Write it on paper. Put the paper where you keep your passport, not with this device.")
    }
    ActionButton {
        text: qsTr("Save it as a file")
        iconName: "export"
        onClicked: picker.open()
    }
    StatusLine {
        id: saved

        tone: "good"
        live: true
    }
    CheckChoice {
        id: kept

        text: qsTr("I have written the code down")
        onToggled: missing.text = ""
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
        kind: "primary"
        wide: true
        text: qsTr("Open Heard")
        iconName: "next"
        onClicked: {
            if (kept.checked)
                Session.codeIsKept();
            else
                missing.text = qsTr("Write the code down first. Then tick the box.");
        }
    }

    FilePicker {
        id: picker

        mode: "save"
        title: qsTr("Save the code")
        suggestedName: qsTr("recovery code.txt")
        note: qsTr("This file is not locked. Put it on a stick, or print it and take it away from this device.")
        onChosen: path => {
            saved.text = "";
            if (Session.saveRecoveryCode(path))
                saved.text = qsTr("The code is saved as a file.");
        }
    }
}
