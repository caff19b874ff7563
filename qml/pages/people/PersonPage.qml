// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** One person: their pen profile, in their own words, and what they can see. */
PageFrame {
    id: page

    /** Whose page; mine when nobody was chosen. */
    property string member: CurrentCircle.me
    property bool editing: false

    title: pen.name
    showBack: true
    onBack: {
        // What was typed stays a draft; only Save shows it to others.
        if (Drafts.flush())
            Navigator.back();
    }
    Component.onCompleted: editing = pen.mine && words.unsaved

    PenProfile {
        id: pen

        circle: CurrentCircle
        member: page.member
    }
    RowLayout {
        spacing: Theme.spaceM

        FaceChip {
            name: pen.name
            photo: pen.photo
            size: Theme.faceSize * 1.5
            backdrop: Theme.paper
        }
        Words {
            text: pen.mine ? qsTr("%1 · this is me").arg(pen.roleLabel) : pen.roleLabel
            variant: "lead"
        }
    }
    StatusLine {
        text: pen.problem
        tone: "alert"
        live: true
    }
    PenWords {
        id: words

        pen: pen
        editing: page.editing
    }
    Words {
        visible: pen.empty && !page.editing
        soft: true
        text: pen.mine ? qsTr("Tell the family who you are and how you work. Keep it short.") : qsTr("%1 has written nothing about themselves yet.").arg(pen.name)
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        ActionButton {
            visible: pen.mine && !page.editing
            width: Math.min(implicitWidth, parent.width)
            kind: "primary"
            text: pen.empty ? qsTr("Write my pen profile") : qsTr("Change it")
            iconName: "edit"
            onClicked: page.editing = true
        }
        ActionButton {
            visible: page.editing
            width: Math.min(implicitWidth, parent.width)
            kind: "primary"
            text: qsTr("Save")
            iconName: "done"
            onClicked: {
                if (words.save())
                    page.editing = false;
            }
        }
        ActionButton {
            visible: page.editing
            width: Math.min(implicitWidth, parent.width)
            kind: "plain"
            text: qsTr("Leave it as it was")
            onClicked: {
                words.putAway();
                page.editing = false;
            }
        }
        ActionButton {
            visible: pen.mine && !page.editing
            width: Math.min(implicitWidth, parent.width)
            text: qsTr("Choose my photo")
            iconName: "photo"
            onClicked: photos.open()
        }
        ActionButton {
            visible: !pen.empty && !page.editing
            width: Math.min(implicitWidth, parent.width)
            text: qsTr("Make a page")
            iconName: "export"
            onClicked: Navigator.open("make-page", { layout: "pen", member: page.member })
        }
        ActionButton {
            visible: CurrentCircle.iAmOwner && !pen.mine && !page.editing && !pen.removed
            width: Math.min(implicitWidth, parent.width)
            kind: "plain"
            text: qsTr("Take out of the circle")
            iconName: "remove"
            onClicked: sure.open()
        }
    }
    DeviceList {
        member: page.member
        shown: !page.editing
    }
    StatusLine {
        text: People.problem
        tone: "alert"
        live: true
    }

    FilePicker {
        id: photos

        title: qsTr("Choose a photo")
        filters: ["*.jpg", "*.jpeg", "*.png", "*.webp"]
        onChosen: path => People.setMyPhoto(path)
    }
    ConfirmSheet {
        id: sure

        title: qsTr("Take %1 out?").arg(pen.name)
        text: qsTr("They get nothing new from now on. What they have read stays with them. The words they wrote stay here.")
        confirmText: qsTr("Take out")
        confirmIcon: "remove"
        danger: true
        onAccepted: {
            if (People.takeOut(page.member))
                Navigator.back();
        }
    }
}
