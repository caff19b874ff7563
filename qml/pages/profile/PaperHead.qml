// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The top of the page: the face, the name, and how they communicate. */
GridLayout {
    id: head

    required property EditDesk desk
    /** The face above the words. */
    property bool stacked: false

    function start(): void {
        (adding.visible ? adding : about).forceActiveFocus(Qt.TabFocusReason);
    }

    Layout.fillWidth: true
    columns: stacked ? 1 : 2
    columnSpacing: Theme.spaceM
    rowSpacing: Theme.spaceS

    FaceChip {
        Layout.alignment: Qt.AlignTop
        size: Math.round(Theme.symbolSize * 1.5)
        name: Profile.name
        photo: Profile.photo
    }
    ColumnLayout {
        spacing: Theme.spaceXs

        Heading {
            text: Profile.name
            level: 2
        }
        Words {
            visible: text !== ""
            text: Profile.communicate
        }
        ActionButton {
            id: adding

            visible: Profile.photo === ""
            Layout.leftMargin: -Theme.spaceS
            kind: "plain"
            iconName: "photo"
            text: qsTr("Add a photo")
            onClicked: picker.open()
        }
        StatusLine {
            id: wrong

            tone: "alert"
            live: true
        }
        ActionButton {
            id: about

            Layout.leftMargin: -Theme.spaceS
            kind: "plain"
            iconName: "about"
            text: qsTr("About me")
            hint: qsTr("Name, photo, and how I say yes, no and stop")
            onClicked: Navigator.open("about-me", {})
        }
    }
    FilePicker {
        id: picker

        title: qsTr("Choose a photo")
        note: qsTr("Everyone in the circle will see it as soon as you choose it.")
        filters: ["*.jpg", "*.jpeg", "*.png", "*.webp"]
        onChosen: path => {
            const done = Profile.setAboutPhoto(path);
            wrong.text = done ? "" : Profile.problem;
            if (!done)
                return;
            head.desk.changedAtOnce(qsTr("The photo is there. Everyone in %1’s circle sees it.").arg(CurrentCircle.name));
            // The button that was pressed is gone with what it asked for.
            about.forceActiveFocus(Qt.TabFocusReason);
        }
    }
}
