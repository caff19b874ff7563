// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The last step of bringing someone in: their reply, the words to compare aloud, and the door. */
PageFrame {
    id: page

    title: qsTr("Let someone in")
    showBack: true
    maximumWidth: Theme.sheetWidth
    onBack: Navigator.back()

    StatusLine {
        text: Inviting.problem
        tone: "alert"
        live: true
    }
    Words {
        visible: !Inviting.hasReply
        text: qsTr("They opened your invite, and Heard gave them a reply. Open that small file here. Or copy the text they sent, and paste it.")
    }
    ActionButton {
        visible: !Inviting.hasReply
        kind: "primary"
        text: qsTr("Choose the reply file")
        iconName: "folder"
        onClicked: opener.open()
    }
    ActionButton {
        visible: !Inviting.hasReply
        text: qsTr("Paste text")
        iconName: "paste"
        onClicked: Inviting.pasteReply()
    }
    Card {
        visible: Inviting.hasReply && !Inviting.letIn
        title: qsTr("Compare these words aloud")
        iconName: "speaker"
        ground: "tint"

        Words {
            text: Inviting.checkWords
            variant: "lead"
            strong: true
        }
        Words {
            text: qsTr("Ask %1, by phone or face to face. Their screen must show the same six words.").arg(Inviting.replyName)
        }
        Words {
            text: qsTr("They come in as: %1.").arg(Inviting.replyRole)
            soft: true
        }
    }
    RadioGroupBox {
        id: compared

        visible: Inviting.hasReply && !Inviting.letIn
        label: qsTr("Are all six words the same?")
        onChosen: answer => {
            if (answer === "same")
                Inviting.wordsAreTheSame();
        }

        RadioChoice {
            value: "same"
            text: qsTr("Yes, we read them aloud, and they are the same")
        }
        RadioChoice {
            value: "differ"
            text: qsTr("No, they differ")
        }
    }
    ActionButton {
        visible: Inviting.hasReply && !Inviting.letIn && compared.value !== "differ"
        enabled: Inviting.compared && compared.value === "same"
        kind: "primary"
        wide: true
        text: qsTr("Let %1 in").arg(Inviting.replyName)
        iconName: "done"
        onClicked: Inviting.admit()
    }
    ActionButton {
        visible: Inviting.hasReply && !Inviting.letIn && compared.value === "differ"
        kind: "primary"
        wide: true
        text: qsTr("Stop: let nobody in")
        iconName: "close"
        onClicked: {
            Inviting.wordsDiffer();
            compared.value = "";
        }
    }
    Words {
        visible: Inviting.hasReply && !Inviting.letIn && compared.value === "differ"
        text: qsTr("Then somebody may have changed the invite on its way. It will work for nobody.")
        soft: true
    }
    Card {
        visible: Inviting.letIn
        title: qsTr("%1 is in the circle").arg(Inviting.replyName)
        iconName: "done"
        part: "charter"
        ground: "tint"

        Words {
            text: qsTr("They see the circle when you both have sent and fetched through the shared folder.")
        }
        ActionButton {
            text: qsTr("Sharing and storage")
            iconName: "sync"
            onClicked: Navigator.start("storage", {})
        }
    }

    FilePicker {
        id: opener

        title: qsTr("Choose the reply")
        filters: ["*.heard-reply", "*.reply", "*.heard", "*.txt"]
        onChosen: path => Inviting.readReply(path)
    }
}
