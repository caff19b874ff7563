// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** What is done with a circle as a whole: another name, a backup, erasing it from this device. */
PageFrame {
    id: page

    readonly property bool alone: CurrentCircle.members < 2

    function rename(): void {
        name.error = name.text.trim() === "" ? qsTr("Write a name first.") : "";
        if (name.error === "" && CircleList.renameCircle(CurrentCircle.circleId, name.text.trim()))
            said.tell("done", qsTr("The circle has its new name."));
    }

    title: qsTr("Name, backup and erasing")
    iconName: compact ? "" : "settings"
    showBack: true
    maximumWidth: Theme.sheetWidth * Math.min(Theme.textScale, 1.4)
    spacing: Theme.spaceL
    onBack: Navigator.back()

    Connections {
        target: CircleList
        function onProblem(sentence: string): void {
            name.error = sentence;
        }
    }
    Connections {
        target: Security
        function onDone(what: string): void {
            if (what === "backup")
                said.tell("done", qsTr("The backup is saved. It opens with your passphrase."));
        }
        function onProblem(what: string, sentence: string): void {
            if (what === "backup")
                said.tell("alert", sentence);
        }
    }

    notice: MessageBar {
        id: said

        function tell(kind: string, sentence: string): void {
            said.kind = kind;
            said.show(sentence, "");
        }
    }

    Card {
        visible: CurrentCircle.ready
        title: qsTr("Name")
        iconName: "edit"

        Words {
            visible: !CurrentCircle.iAmOwner
            text: qsTr("Only the young person or a parent can change the name.")
            soft: true
        }
        TextLine {
            id: name

            visible: CurrentCircle.iAmOwner
            label: CurrentCircle.type === "group" ? qsTr("Name of the group") : Whose.me ? qsTr("Your name") : qsTr("Their name")
            help: qsTr("Everyone in the circle sees it.")
            text: CurrentCircle.name
            maximumLength: 120
            onTextEdited: error = ""
            onAccepted: page.rename()
        }
        ActionButton {
            visible: CurrentCircle.iAmOwner
            text: qsTr("Save the name")
            iconName: "done"
            onClicked: page.rename()
        }
    }
    Card {
        title: qsTr("Backup")
        iconName: "history"

        Words {
            text: CircleList.count > 1 ? qsTr("A backup holds this circle and all your other ones. It is one locked file.") : qsTr("A backup holds the whole circle. It is one locked file.")
        }
        Words {
            text: qsTr("Keep it in another place. It opens with your passphrase.")
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
    Card {
        title: qsTr("Erase")
        iconName: "remove"

        Words {
            text: page.alone ? qsTr("You are alone in this circle. Erased here, it is gone, if no other device of yours has it.") : qsTr("The circle goes from this device. The others keep theirs.")
        }
        ActionButton {
            text: qsTr("Erase from this device")
            iconName: "remove"
            onClicked: sure.open()
        }
    }

    FilePicker {
        id: saver

        mode: "save"
        title: qsTr("Save a backup")
        suggestedName: qsTr("heard.heard-backup")
        onChosen: path => Security.backup(path)
    }
    ConfirmSheet {
        id: sure

        title: qsTr("Erase %1?").arg(Whose.circle)
        text: Spoken.sentences([page.alone ? qsTr("You are alone in it. It goes from this device") : qsTr("It goes from this device. The others keep theirs"), CurrentCircle.waiting > 0 && !page.alone ? qsTr("%n change(s) of yours did not reach them, and go too", "", CurrentCircle.waiting) : "", qsTr("You can’t undo this. Only a backup made before brings it back")])
        confirmText: qsTr("Erase it")
        confirmIcon: "remove"
        danger: true
        onAccepted: {
            if (CircleList.eraseCircle(CurrentCircle.circleId))
                Navigator.go("home");
        }
    }
}
