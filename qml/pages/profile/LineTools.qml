// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** What can be done with a line besides its words, at once: its place, its photo, taking it away. */
ColumnLayout {
    id: tools

    required property EditDesk desk
    required property string lineId
    required property string section
    property string who
    property string photo
    property bool onlyMine: false
    property bool clashing: false
    property int position: 0
    property int count: 0
    property string words

    /** What is done here is there at once: who sees it. */
    readonly property string seenBy: onlyMine ? qsTr("Only you see it.") : qsTr("Everyone in %1’s circle sees it.").arg(CurrentCircle.name)

    /** What was done at once is said, and can be taken back in one press. */
    function tell(done: bool, sentence: string): void {
        if (check(done))
            desk.changedAtOnce(Spoken.sentences([sentence, seenBy]));
    }
    /** Says what is wrong, where it can be seen. */
    function check(done: bool): bool {
        wrong.text = done ? "" : Profile.problem;
        if (!done)
            desk.revealing(wrong);
        return done;
    }

    Layout.fillWidth: true
    spacing: Theme.spaceM

    RowLayout {
        spacing: Theme.spaceS

        FaceChip {
            size: Theme.iconSize
            name: tools.who
            photo: tools.who === Profile.name ? Profile.photo : ""
            backdrop: Theme.shade
        }
        Words {
            text: qsTr("Said by %1").arg(tools.who)
            soft: true
        }
    }
    StatusLine {
        iconName: tools.onlyMine ? "eye-off" : "eye"
        text: Spoken.sentences([qsTr("What you do below is there at once."), tools.seenBy, qsTr("You can take it back.")])
    }
    ActionButton {
        visible: tools.clashing
        iconName: "compare"
        text: qsTr("Two versions: which is right?")
        onClicked: if (tools.desk.keep()) Navigator.open("two-versions", {})
    }
    StatusLine {
        id: wrong

        live: true
        tone: "alert"
    }
    RowLayout {
        visible: tools.count > 1
        spacing: Theme.spaceS

        Words {
            Layout.fillWidth: false
            Layout.maximumWidth: Theme.measure / 3
            text: qsTr("Its place")
            strong: true
        }
        ReorderHandle {
            what: tools.words
            position: tools.position
            count: tools.count
            onMoveTo: to => tools.tell(Profile.moveTo(tools.lineId, to), qsTr("The line has another place."))
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        ActionButton {
            width: Math.min(implicitWidth, parent.width)
            iconName: "photo"
            text: tools.photo === "" ? qsTr("Add a photo") : qsTr("Other photo")
            onClicked: picker.open()
        }
        ActionButton {
            visible: tools.photo !== ""
            width: Math.min(implicitWidth, parent.width)
            iconName: "close"
            text: qsTr("Take the photo away")
            onClicked: tools.tell(Profile.takePhotoAway(tools.lineId), qsTr("The photo is gone."))
        }
        ActionButton {
            width: Math.min(implicitWidth, parent.width)
            iconName: "history"
            text: qsTr("What it said before")
            onClicked: if (tools.desk.keep()) before.open()
        }
        ActionButton {
            width: Math.min(implicitWidth, parent.width)
            iconName: "remove"
            text: qsTr("Take this line away")
            onClicked: {
                const line = tools.lineId;
                const desk = tools.desk;
                const section = tools.section;
                const index = tools.position;
                if (!desk.keep() || !tools.check(Profile.remove(line)))
                    return;
                desk.close();
                desk.takenAway(line);
                desk.landing("", section, index);
            }
        }
    }
    ChoiceList {
        label: qsTr("Part of the page")
        value: tools.section
        onChosen: section => {
            if (section !== tools.section && tools.desk.keep())
                tools.tell(Profile.setSection(tools.lineId, section), qsTr("The line stands in another part of the page."));
        }

        AnswerList { model: Profile.sections() }
    }
    FilePicker {
        id: picker

        title: qsTr("Choose a photo")
        note: tools.onlyMine ? qsTr("Only you will see it.") : qsTr("Everyone in the circle will see it as soon as you choose it.")
        filters: ["*.jpg", "*.jpeg", "*.png", "*.webp"]
        onChosen: path => tools.tell(Profile.setPhoto(tools.lineId, path), qsTr("The photo is there."))
    }
    HistorySheet {
        id: before

        lineId: tools.lineId
    }
}
