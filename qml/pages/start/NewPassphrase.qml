// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** A new passphrase: typed, with a hint how hard it is to guess, or taken as suggested. */
ColumnLayout {
    id: chooser

    property string label: qsTr("Passphrase")
    /** True once the suggested words are taken. */
    property bool suggested: false
    property string suggestion
    readonly property alias field: typed

    signal accepted

    /** The passphrase; empty (with a sentence shown) when there is none yet. */
    function secret(): string {
        if (suggested)
            return suggestion;
        typed.error = typed.length === 0 ? qsTr("Type a passphrase first, or take one that Heard suggests.") : "";
        if (typed.length === 0)
            typed.forceActiveFocus(Qt.TabFocusReason);
        return typed.secret();
    }
    function clear(): void {
        typed.clear();
        suggestion = "";
        suggested = false;
    }

    Layout.fillWidth: true
    spacing: Theme.spaceM

    PassphraseField {
        id: typed

        focus: true
        visible: !chooser.suggested
        label: chooser.label
        help: qsTr("Several words that do not belong together work best.")
        onEdited: {
            const now = secret();
            error = "";
            strength = PassphraseAdvice.strength(now);
            strengthText = PassphraseAdvice.sentence(now);
        }
        onAccepted: chooser.accepted()
    }
    Card {
        visible: chooser.suggestion !== ""
        ground: "tint"
        title: chooser.suggested ? qsTr("Your passphrase") : qsTr("What about these words?")
        headingLevel: 2

        Words {
            text: chooser.suggestion
            variant: "lead"
            strong: true
        }
        Words {
            text: chooser.suggested ? qsTr("Write these words down. Keep them away from this device.") : qsTr("Make up a small story with them. That helps to remember.")
            soft: true
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            ActionButton {
                visible: !chooser.suggested
                width: Math.min(implicitWidth, parent.width)
                iconName: "done"
                text: qsTr("Take these words")
                onClicked: {
                    typed.clear();
                    chooser.suggested = true;
                }
            }
            ActionButton {
                visible: !chooser.suggested
                width: Math.min(implicitWidth, parent.width)
                kind: "plain"
                iconName: "sync"
                text: qsTr("Other words")
                onClicked: chooser.suggestion = PassphraseAdvice.suggest()
            }
            ActionButton {
                visible: chooser.suggested
                width: Math.min(implicitWidth, parent.width)
                kind: "plain"
                iconName: "edit"
                text: qsTr("Type my own")
                onClicked: chooser.clear()
            }
        }
    }
    ActionButton {
        visible: chooser.suggestion === ""
        iconName: "tip"
        text: qsTr("Suggest one")
        onClicked: chooser.suggestion = PassphraseAdvice.suggest()
    }
}
