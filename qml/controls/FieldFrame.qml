// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls

/** What surrounds every field: a label above, help, room for the field, and what is wrong with it below. */
FocusScope {
    id: frame

    property string label
    property string help
    /** What is wrong and what to do; "" when all is well. */
    property string error
    /** Height of the writing area. */
    property real fieldHeight: Theme.target
    property bool fieldActive: false
    property bool readOnly: false
    default property alias field: slot.data
    /** Shown right below the field. */
    property alias below: under.data
    /** What a screen reader says besides the label. */
    readonly property string spokenDetail: Spoken.sentences([error, help])

    Layout.fillWidth: true
    Layout.maximumWidth: Theme.pageWidth
    implicitWidth: Theme.measure
    implicitHeight: column.implicitHeight

    onErrorChanged: {
        // A message that appears is heard; one that only changes is not.
        wrong.visible = false;
        wrong.visible = error !== "";
    }

    ColumnLayout {
        id: column

        width: frame.width
        spacing: Theme.spaceXs

        Words {
            text: frame.label
            strong: true
            snug: true
            visible: text !== ""
            Accessible.ignored: true
        }
        Words {
            text: frame.help
            soft: true
            snug: true
            visible: text !== ""
            Accessible.ignored: true
        }
        Rectangle {
            id: slot

            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceXs
            Layout.preferredHeight: frame.fieldHeight
            radius: Theme.radius
            color: frame.readOnly ? Theme.shade : Theme.surface
            border.width: frame.error !== "" || frame.fieldActive ? 2 : Theme.edgeWidth
            border.color: frame.error !== "" ? Theme.alert : frame.fieldActive ? Theme.ink : Theme.edge

            FocusRing { shown: frame.fieldActive }
        }
        ColumnLayout {
            id: under

            visible: children.length > 0
        }
        RowLayout {
            id: wrong

            visible: false
            spacing: Theme.spaceS
            Layout.topMargin: Theme.spaceXs
            Accessible.role: Accessible.AlertMessage
            Accessible.name: frame.error

            Icon {
                Layout.alignment: Qt.AlignTop
                name: "warning"
                color: Theme.alert
            }
            Words {
                text: frame.error
                tone: Theme.alert
                snug: true
                Accessible.ignored: true
            }
        }
    }
}
