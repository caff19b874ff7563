// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls

/** One of many, in the place of a drop-down: shows the choice, opens a sheet with the list. */
Item {
    id: control

    property string label
    property string help
    /** Each choice is a RadioChoice; an AnswerList makes them from a list. */
    default property alias answers: group.answers
    property string value
    readonly property string currentText: group.chosenText !== "" ? group.chosenText : qsTr("Nothing chosen yet")

    /** The person chose; `value` has it already. */
    signal chosen(string value)

    Layout.fillWidth: true
    Layout.maximumWidth: Theme.pageWidth
    implicitWidth: Theme.measure
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        width: control.width
        spacing: Theme.spaceXs

        Words {
            text: control.label
            strong: true
            snug: true
            visible: text !== ""
            Accessible.ignored: true
        }
        Words {
            text: control.help
            soft: true
            snug: true
            visible: text !== ""
            Accessible.ignored: true
        }
        T.Button {
            id: opener

            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceXs
            implicitWidth: implicitContentWidth + leftPadding + rightPadding
            implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
            leftPadding: Theme.spaceM
            rightPadding: Theme.spaceM
            topPadding: Theme.spaceS
            bottomPadding: Theme.spaceS
            text: control.currentText

            Accessible.name: qsTr("%1: %2").arg(control.label).arg(control.currentText)
            Accessible.description: Spoken.sentences([control.help, qsTr("Opens a list")])
            Accessible.onPressAction: clicked()
            Keys.onReturnPressed: clicked()
            Keys.onEnterPressed: clicked()
            Keys.onDownPressed: clicked()
            onClicked: sheet.open()

            contentItem: RowLayout {
                spacing: Theme.spaceS
                Words {
                    text: opener.text
                    snug: true
                    Accessible.ignored: true
                }
                Icon {
                    name: "chevron-down"
                    color: Theme.inkSoft
                }
            }
            background: Rectangle {
                radius: Theme.radius
                color: opener.down || opener.hovered ? Theme.touched(Theme.surface, opener.down) : Theme.surface
                border.width: Theme.edgeWidth
                border.color: Theme.edge
                FocusRing { shown: opener.visualFocus }
            }
        }
    }

    Sheet {
        id: sheet

        title: control.label

        RadioGroupBox {
            id: group

            focus: true
            onChosen: value => {
                control.value = value;
                control.chosen(value);
            }

            Binding on value { value: control.value }
        }
        ActionButton {
            Layout.topMargin: Theme.spaceS
            text: qsTr("Done")
            kind: "primary"
            wide: true
            onClicked: sheet.close()
        }
    }
}
