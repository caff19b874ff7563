// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Into a circle by an invite: read it, agree, give the reply back, compare words aloud. */
PageFrame {
    id: page

    title: qsTr("Join a circle")
    showBack: true
    maximumWidth: Theme.sheetWidth
    onBack: Navigator.back()
    readonly property bool accepted: Joining.accepted
    // The first step is what comes next, not what happens to stand below the button that went.
    onAcceptedChanged: {
        if (accepted) {
            scrollTop();
            giveBack.forceActiveFocus(Qt.TabFocusReason);
        }
    }
    Component.onCompleted: if (!Joining.accepted) Joining.startAgain()

    StatusLine {
        text: Joining.problem
        tone: "alert"
        live: true
    }
    Words {
        visible: !Joining.hasInvite
        text: qsTr("Someone in the circle makes an invite for you. They give you a small file. Open it here. Or copy the text they sent, and paste it.")
    }
    Card {
        visible: Joining.hasInvite && !Joining.accepted
        ground: "tint"
        iconName: "circle"
        title: qsTr("%1’s circle").arg(Joining.circleName)

        Words {
            text: Joining.anotherDevice ? qsTr("This invite is for another device of %1. What you write here will be the words of %1.").arg(Joining.inviterName) : qsTr("%1 invites you. You come in as: %2.").arg(Joining.inviterName).arg(Joining.roleLabel)
        }
        StatusLine {
            visible: Joining.anotherDevice
            tone: "warn"
            text: qsTr("%1 can read all of it, also what is only for you. If you are not %1, do not go on. Ask for an invite of your own.").arg(Joining.inviterName)
        }
        Words {
            visible: !Joining.anotherDevice
            text: qsTr("You will see what is shared with everyone here. They will see your name.")
        }
    }
    Card {
        visible: Joining.accepted
        title: Joining.replySaved ? qsTr("1. The reply is saved") : Joining.replyCopied ? qsTr("1. The reply is copied") : qsTr("1. Give back your reply")
        iconName: Joining.replySaved || Joining.replyCopied ? "done" : "export"

        Words {
            text: qsTr("Save it as a small file for %1, or copy it as text into a message. Whoever reads it can see your name.").arg(Joining.inviterName)
        }
        ActionButton {
            id: giveBack

            kind: Joining.replySaved ? "quiet" : "primary"
            text: Joining.replySaved ? qsTr("Save it again") : qsTr("Save the reply")
            iconName: "export"
            onClicked: saver.open()
        }
        ActionButton {
            text: qsTr("Copy as text")
            iconName: "copy"
            onClicked: Joining.copyReply()
        }
        StatusLine {
            text: Joining.replyCopied ? qsTr("It is copied for five minutes. Paste it into a message to %1.").arg(Joining.inviterName) : ""
            tone: "good"
            live: true
        }
    }
    Card {
        visible: Joining.accepted
        title: qsTr("2. Compare these words aloud")
        iconName: "speaker"

        Words {
            text: Joining.checkWords
            variant: "lead"
            strong: true
        }
        Words {
            text: qsTr("Read them to %1 by phone or face to face. They say whether theirs are the same.").arg(Joining.inviterName)
            soft: true
        }
        ActionButton {
            text: qsTr("They differ")
            iconName: "close"
            onClicked: differ.open()
        }
    }
    Words {
        visible: Joining.accepted
        text: qsTr("Then %1 lets you in. The circle fills when you both share the same folder.").arg(Joining.inviterName)
    }
    ActionButton {
        visible: !Joining.hasInvite
        kind: "primary"
        wide: true
        text: qsTr("Choose the invite file")
        iconName: "folder"
        onClicked: opener.open()
    }
    ActionButton {
        visible: !Joining.hasInvite
        wide: true
        text: qsTr("Paste text")
        iconName: "paste"
        onClicked: Joining.pasteInvite()
    }
    ActionButton {
        visible: Joining.hasInvite && !Joining.accepted
        kind: "primary"
        wide: true
        text: qsTr("Yes, join")
        iconName: "done"
        onClicked: Joining.accept()
    }
    ActionButton {
        visible: Joining.hasInvite && !Joining.accepted
        kind: "plain"
        wide: true
        text: qsTr("Not this one")
        onClicked: Joining.startAgain()
    }
    ActionButton {
        visible: Joining.accepted
        wide: true
        text: qsTr("Sharing and storage")
        iconName: "sync"
        onClicked: Navigator.start("storage", {})
    }

    Sheet {
        id: differ

        title: qsTr("The words differ?")

        Words {
            text: qsTr("Then somebody may have changed the invite on its way. Stop here, and ask for a new one.")
        }
        ActionButton {
            kind: "primary"
            wide: true
            text: qsTr("Stop")
            iconName: "close"
            onClicked: {
                differ.close();
                Joining.wordsDiffer();
            }
        }
        ActionButton {
            wide: true
            text: qsTr("No, go back")
            onClicked: differ.close()
        }
    }
    FilePicker {
        id: opener

        title: qsTr("Choose the invite")
        filters: ["*.heard-invite", "*.invite", "*.heard", "*.txt"]
        onChosen: path => Joining.readFile(path)
    }
    FilePicker {
        id: saver

        mode: "save"
        title: qsTr("Save the reply")
        suggestedName: qsTr("reply.heard-reply")
        onChosen: path => Joining.saveReply(path)
    }
}
