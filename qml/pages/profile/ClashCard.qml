// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** One thing that was changed in two places: its versions beside one another, and what can be done. */
Card {
    id: card

    required property int index
    required property string label
    required property list<sideShown> sides
    required property bool isText
    required property bool canKeepBoth
    /** Of the draft of new words. */
    required property string place
    property bool writing: false

    /** One side shall stand, both, or new words. The page does it: the card goes with what is decided. */
    signal keeping(int side)
    signal keepingBoth
    signal rewording(string words)
    /** The new words were thrown away: they can be brought back. */
    signal thrownAway

    /** Puts the keyboard here. */
    function start(): void {
        const first = versions.nextItemInFocusChain(true);
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason);
    }
    function goOn(): void {
        writing = true;
        going.restart();
    }

    title: label
    iconName: "compare"
    part: "warn"
    ground: "tint"

    CardFlow {
        id: versions

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
            id: anew

            visible: card.isText
            width: Math.min(implicitWidth, parent.width)
            iconName: "edit"
            text: qsTr("Write a new one")
            onClicked: card.goOn()
        }
    }
    Timer {
        id: going

        interval: 1
        onTriggered: {
            field.forceActiveFocus(Qt.TabFocusReason);
            field.cursorPosition = field.length;
        }
    }
    DraftBlock {
        id: field

        place: card.place
        page: "two-versions"
        standing: card.sides.length === 0 || card.sides[0].removal ? "" : card.sides[0].text
        visible: card.writing
        label: qsTr("The new words")
        // Begun before, and not saved: there again. Brought back: as well.
        onUnsavedChanged: if (unsaved) card.writing = true
    }
    StatusLine {
        visible: card.writing
        iconName: "eye"
        text: qsTr("Everyone in %1’s circle will see it.").arg(CurrentCircle.name)
    }
    SaveOrCancel {
        visible: card.writing
        onCancelling: {
            const something = field.putAway();
            card.writing = false;
            anew.forceActiveFocus(Qt.TabFocusReason);
            if (something)
                card.thrownAway();
        }
        onSaving: {
            const words = field.words.trim();
            field.error = words === "" ? qsTr("Write something first.") : "";
            if (words !== "")
                card.rewording(words);
            else
                field.forceActiveFocus(Qt.TabFocusReason);
        }
    }
    Component.onCompleted: writing = field.unsaved
}
