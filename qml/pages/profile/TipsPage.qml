// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Tips to pick from, for when words are hard to find. */
PageFrame {
    id: page

    /** So many are shown at first; a long list is slow to read and to draw. */
    readonly property int step: 12
    property int shown: step

    /** The two blocks that tips belong in, the usual one first. */
    function places(): var {
        const found = [];
        for (const choice of Profile.sections())
            if (choice.value === "tips" || choice.value === "support")
                found.unshift(choice);
        return found;
    }

    function pick(tip: string): void {
        const done = TipList.pick(tip, place.value);
        said.kind = done ? "done" : "alert";
        said.show(done ? qsTr("The tip is in the profile. You can change its words there.") : TipList.problem, "");
    }

    title: qsTr("Pick a tip")
    iconName: compact ? "" : "tip"
    part: "profile"
    showBack: true
    maximumWidth: Theme.sized(960)
    onBack: Navigator.back()
    Component.onCompleted: {
        TipList.query = "";
        TipList.group = "";
    }

    Connections {
        target: TipList
        function onFilterChanged(): void {
            page.shown = page.step;
        }
    }

    notice: MessageBar {
        id: said
    }

    TextLine {
        label: qsTr("Find a tip")
        help: qsTr("Type a word, like “wait” or “noise”.")
        onTextEdited: TipList.query = text
    }
    ChoiceList {
        label: qsTr("About what?")
        onChosen: group => TipList.group = group

        AnswerList { model: (Language.current, TipList.groups()) }
    }
    RadioGroupBox {
        id: place

        label: qsTr("Where shall it stand?")
        value: "tips"

        AnswerList { model: (Language.current, page.places()) }
    }
    StatusLine {
        live: true
        text: TipList.count === 0 ? qsTr("There is no tip for this. Try another word.") : qsTr("%n tip(s)", "", TipList.count)
    }
    Timer {
        id: firstNew

        property int index: 0

        // The cards are made by then.
        interval: 30
        onTriggered: {
            const next = tips.itemAt(index)?.nextItemInFocusChain(true) ?? null;
            if (next)
                next.forceActiveFocus(Qt.TabFocusReason);
        }
    }
    CardFlow {
        most: 2

        Repeater {
            id: tips

            model: TipList
            ColumnLayout {
                id: cell

                required property int index
                required property string tipId
                required property string text
                required property string groupLabel
                required property bool picked

                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                visible: index < page.shown

                Repeater {
                    model: cell.index < page.shown ? 1 : 0
                    TipCard {
                        tipId: cell.tipId
                        text: cell.text
                        groupLabel: cell.groupLabel
                        picked: cell.picked
                        onPicking: page.pick(tipId)
                    }
                }
            }
        }
    }
    ActionButton {
        visible: TipList.count > page.shown
        iconName: "down"
        text: qsTr("Show more tips")
        onClicked: {
            const first = page.shown;
            page.shown += page.step;
            firstNew.index = first;
            firstNew.restart();
        }
    }
}
