// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The dated versions of the profile, freezing one, and choosing two to compare. */
PageFrame {
    id: page

    title: qsTr("Kept pages")
    iconName: compact ? "" : "freeze"
    part: "profile"
    showBack: true
    spacing: Theme.spaceL
    onBack: Navigator.back()

    notice: MessageBar {
        id: said
    }

    Card {
        title: qsTr("Keep it as it is today")
        iconName: "freeze"

        Words {
            text: qsTr("A kept page never changes. You can look at it next year.")
            soft: true
        }
        DraftLine {
            id: note

            place: "kept-page/note"
            page: "versions"
            label: qsTr("What is it for?")
            help: qsTr("For example: before the yearly review. You can leave it out.")
            maximumLength: 200
            onAccepted: freeze.clicked()
        }
        ActionButton {
            id: freeze

            kind: "primary"
            iconName: "freeze"
            text: qsTr("Keep a copy of today")
            onClicked: {
                const done = VersionList.freeze(note.words.trim());
                note.error = done ? "" : VersionList.problem;
                if (!done)
                    return;
                note.saved();
                said.show(qsTr("The page of today is kept."), "");
            }
        }
    }
    Card {
        visible: VersionList.count > 0
        title: qsTr("See what changed")
        iconName: "compare"

        ChoiceList {
            id: before

            label: qsTr("From")
            value: VersionList.newest()

            AnswerList { model: (VersionList.count, VersionList.choices()) }
        }
        ChoiceList {
            id: after

            label: qsTr("To")
            value: ""

            AnswerList { model: (VersionList.count, VersionList.choices()) }
        }
        StatusLine {
            id: same

            tone: "warn"
            live: true
        }
        ActionButton {
            iconName: "compare"
            text: qsTr("What changed")
            onClicked: {
                same.text = before.value === after.value ? qsTr("Choose two that are different.") : "";
                if (same.text === "")
                    Navigator.open("compare", { before: before.value, after: after.value });
            }
        }
    }
    Heading {
        text: qsTr("Pages you kept")
    }
    Words {
        visible: VersionList.count === 0
        text: qsTr("No page is kept yet.")
        soft: true
    }
    Repeater {
        model: VersionList
        ListRow {
            required property string versionId
            required property string note
            required property string date
            required property string who
            required property int lines

            iconName: "freeze"
            part: "profile"
            text: date
            detail: note === "" ? qsTr("%n line(s) · kept by %1", "", lines).arg(who) : qsTr("%2 · %n line(s) · kept by %1", "", lines).arg(who).arg(note)
            hint: qsTr("Opens it as it would print")
            onClicked: Navigator.open("make-page", { version: versionId })
        }
    }
}
