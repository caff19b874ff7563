// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** One thing that was changed in two places: its versions beside one another, and what can be done. */
Card {
    id: card

    required property int index
    required property string label
    required property list<sideShown> sides
    required property bool isText
    required property bool canKeepBoth
    property bool writing: false

    /** One side shall stand, both, or new words. The page does it: the card goes with what is decided. */
    signal keeping(int side)
    signal keepingBoth
    signal rewording(string words)

    title: label
    iconName: "compare"
    part: "warn"
    ground: "tint"

    CardFlow {
        least: 240
        most: 2

        Repeater {
            model: card.sides
            ClashSide {
                required property int index
                required property sideShown modelData

                words: modelData.text
                who: modelData.who
                when: modelData.when
                removal: modelData.removal
                onKept: card.keeping(index)
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        visible: !card.writing
        spacing: Theme.spaceS

        ActionButton {
            visible: card.canKeepBoth
            width: Math.min(implicitWidth, parent.width)
            iconName: "copy"
            text: qsTr("Keep both")
            onClicked: card.keepingBoth()
        }
        ActionButton {
            visible: card.isText
            width: Math.min(implicitWidth, parent.width)
            iconName: "edit"
            text: qsTr("Write a new one")
            onClicked: {
                card.writing = true;
                field.text = card.sides[0].removal ? "" : card.sides[0].text;
                start.start();
            }
        }
    }
    Timer {
        id: start

        interval: 1
        onTriggered: field.start()
    }
    WritingField {
        id: field

        visible: card.writing
        label: qsTr("The new words")
        onTextEdited: error = ""
    }
    SaveOrCancel {
        visible: card.writing
        onCancelling: card.writing = false
        onSaving: {
            field.error = field.text.trim() === "" ? qsTr("Write something first.") : "";
            if (field.error === "")
                card.rewording(field.text.trim());
        }
    }
}
