// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Pages.Shell

/** Above the list of circles: its title, where one types, and which of them are shown. It moves with the list. */
FocusScope {
    id: head

    readonly property string title: qsTr("My circles")
    readonly property alias field: field
    /** The CircleRows that it belongs to. */
    readonly property CircleRows rows: ListView.view as CircleRows
    readonly property int found: rows ? rows.count : 0

    width: rows ? rows.width : 0
    implicitHeight: column.implicitHeight + Theme.spaceM

    ColumnLayout {
        id: column

        x: Theme.spaceS
        y: Theme.spaceM
        width: head.width - 2 * Theme.spaceS
        spacing: Theme.spaceM

        RowLayout {
            spacing: Theme.spaceS

            IconButton {
                Layout.alignment: Qt.AlignTop
                visible: Navigator.depth > 1
                iconName: "back"
                text: qsTr("Back")
                onClicked: Navigator.back()
            }
            Heading {
                text: head.title
                level: 1
            }
        }
        TextLine {
            id: field

            focus: true
            label: qsTr("Find a circle by its name")
            onTextChanged: head.rows.typed = text
            onAccepted: head.rows.take()
            Keys.onDownPressed: head.rows.enter()
        }
        ChoiceList {
            label: qsTr("Show")
            value: head.rows ? head.rows.only : ""
            onChosen: value => head.rows.only = value

            RadioChoice { value: ""; text: qsTr("All") }
            RadioChoice { value: "new"; text: qsTr("Where others changed something") }
            RadioChoice { value: "versions"; text: qsTr("Where two versions wait for a choice") }
            RadioChoice { value: "unsent"; text: qsTr("Where something is not sent yet") }
            RadioChoice { value: "missing"; text: qsTr("Where nothing is written yet") }
            RadioChoice { value: "old"; text: qsTr("Not changed for half a year") }
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            ActionButton {
                width: Math.min(implicitWidth, parent.width)
                text: qsTr("A new circle")
                iconName: "add"
                onClicked: Navigator.open("new-circle", {})
            }
            ActionButton {
                width: Math.min(implicitWidth, parent.width)
                text: qsTr("Pages for several circles")
                iconName: "export"
                onClicked: Navigator.open("many-pages", {})
            }
        }
        Words {
            text: head.found === 0 ? qsTr("No circle is like this.") : qsTr("%n circle(s)", "", head.found)
            soft: true
        }
    }
}
