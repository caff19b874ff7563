// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Step one of bringing someone in: who they are, and a small file to give them. */
PageFrame {
    id: page

    property bool ownDevice: false

    title: ownDevice ? qsTr("Another device of mine") : qsTr("Bring someone in")
    showBack: true
    maximumWidth: Theme.sheetWidth
    onBack: Navigator.back()
    Component.onCompleted: Inviting.startAgain()

    StatusLine {
        text: Inviting.problem
        tone: "alert"
        live: true
    }
    DraftLine {
        id: name

        focus: true
        place: "invite/name"
        page: "invite"
        visible: !Inviting.hasInvite && !page.ownDevice
        label: qsTr("Their name")
        maximumLength: 120
        onAccepted: make.clicked()
    }
    RadioGroupBox {
        id: role

        visible: !Inviting.hasInvite && !page.ownDevice
        label: qsTr("What are they in the circle?")
        help: qsTr("The young person and parents can bring people in and take them out.")

        AnswerList { model: People.roles() }
    }
    Words {
        visible: !Inviting.hasInvite && page.ownDevice
        text: qsTr("Your other device gets all you can see, also what only you can see. Give the invite to nobody else.")
    }
    CheckChoice {
        visible: !Inviting.hasInvite && CurrentCircle.iAmOwner
        text: qsTr("This is for another device of my own")
        checked: page.ownDevice
        onToggled: page.ownDevice = checked
    }
    ActionButton {
        id: make

        visible: !Inviting.hasInvite
        kind: "primary"
        text: qsTr("Make the invite")
        iconName: "invite"
        onClicked: {
            Inviting.make(name.text, role.value, page.ownDevice);
            if (Inviting.hasInvite)
                name.saved();
        }
    }

    Card {
        visible: Inviting.hasInvite
        title: Inviting.inviteSaved ? qsTr("1. The invite is saved") : Inviting.inviteCopied ? qsTr("1. The invite is copied") : qsTr("1. Give them the invite")
        iconName: Inviting.inviteSaved || Inviting.inviteCopied ? "done" : "export"

        Words {
            text: qsTr("Save it as a small file, or copy it as text into a message to them. It works once, until %1.").arg(Inviting.usableUntil)
        }
        Words {
            text: qsTr("Whoever reads the file or the text can use it. Give it to nobody else.")
            soft: true
        }
        ActionButton {
            kind: Inviting.inviteSaved ? "quiet" : "primary"
            text: Inviting.inviteSaved ? qsTr("Save it again") : qsTr("Save the invite")
            iconName: "export"
            onClicked: saver.open()
        }
        ActionButton {
            text: qsTr("Copy as text")
            iconName: "copy"
            onClicked: Inviting.copyInvite()
        }
        StatusLine {
            text: Inviting.inviteCopied ? qsTr("It is copied for five minutes. Paste it into a message to them.") : ""
            tone: "good"
            live: true
        }
    }
    Card {
        visible: Inviting.hasInvite
        title: qsTr("2. They open it in Heard")
        iconName: "device"

        Words {
            text: qsTr("Heard gives them a reply. They send it back to you.")
        }
    }
    Card {
        visible: Inviting.hasInvite
        title: qsTr("3. Open their reply")
        iconName: "people"

        Words {
            text: qsTr("You compare six words aloud, and then you let them in.")
        }
        ActionButton {
            text: qsTr("Let someone in")
            iconName: "folder"
            onClicked: Navigator.open("let-in", {})
        }
    }

    FilePicker {
        id: saver

        mode: "save"
        title: qsTr("Save the invite")
        note: qsTr("Give it only to the person it is for.")
        suggestedName: qsTr("invite.heard-invite")
        onChosen: path => Inviting.save(path)
    }
}
