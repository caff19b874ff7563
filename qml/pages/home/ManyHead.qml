// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Above the circles that pages are made for: which page, saving them, how it went, and which circles are shown. It moves with the list. */
FocusScope {
    id: head

    readonly property string title: qsTr("Pages for several circles")
    readonly property ListView view: ListView.view as ListView
    /** The CircleSearch that the list shows. */
    readonly property CircleSearch search: view ? view.model as CircleSearch : null

    width: view ? view.width : 0
    implicitHeight: column.implicitHeight + Theme.spaceM

    ColumnLayout {
        id: column

        x: Theme.spaceS
        y: Theme.spaceS
        width: head.width - 2 * Theme.spaceS
        spacing: Theme.spaceM

        RowLayout {
            spacing: Theme.spaceS

            IconButton {
                Layout.alignment: Qt.AlignTop
                iconName: "back"
                text: qsTr("Back")
                onClicked: Navigator.back()
            }
            Heading {
                text: head.title
                level: 1
            }
        }
        ChoiceList {
            label: qsTr("Which page?")
            onChosen: value => BulkPages.layout = value

            Binding on value { value: BulkPages.layout }
            AnswerList { model: BulkPages.layouts() }
        }
        ActionButton {
            enabled: BulkPages.chosenCount > 0
            visible: !BulkPages.running
            kind: "primary"
            iconName: "folder"
            text: BulkPages.chosenCount === 0 ? qsTr("Choose circles first") : qsTr("Save %n page(s) in a folder", "", BulkPages.chosenCount)
            onClicked: folders.open()
        }
        ProgressLine {
            visible: BulkPages.running
            label: qsTr("Making pages")
            value: BulkPages.part
            onStopped: BulkPages.stop()
        }
        StatusLine {
            live: true
            tone: BulkPages.saved === BulkPages.count ? "good" : "warn"
            text: BulkPages.running || BulkPages.count === 0 ? "" : qsTr("%1 of %2 pages are saved.").arg(BulkPages.saved).arg(BulkPages.count)
        }
        Repeater {
            // Only those that need somebody; the folder shows the others.
            model: BulkPages
            StatusLine {
                required property string name
                required property bool done
                required property string tells

                visible: !done
                tone: "warn"
                text: done ? "" : Spoken.line([name, tells])
            }
        }
        TextLine {
            label: qsTr("Find a circle by its name")
            onTextChanged: head.search.typed = text
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            ActionButton {
                width: Math.min(implicitWidth, parent.width)
                text: qsTr("Choose all %n in this list", "", (head.search ? head.search.count : 0))
                iconName: "done"
                onClicked: BulkPages.chooseAll(head.search.ids())
            }
            ActionButton {
                width: Math.min(implicitWidth, parent.width)
                kind: "plain"
                enabled: BulkPages.chosenCount > 0
                text: qsTr("Choose none")
                iconName: "close"
                onClicked: BulkPages.chooseNone()
            }
        }
    }
    FilePicker {
        id: folders

        mode: "folder"
        title: qsTr("Choose a folder for the pages")
        note: qsTr("Whoever can open this folder can read the pages.")
        onChosen: path => BulkPages.make(path)
    }
}
