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
    /** Of the person, while no vault is open: names are guessed first. */
    property string personName
    /** False where something else on the page is typed first. */
    property bool first: true
    /** True once the person was warned of what they typed: then they may take it all the same. */
    property bool warned: false
    /** True once the suggested words are taken. */
    property bool suggested: false
    property string suggestion
    readonly property alias field: typed

    signal accepted

    /** The passphrase; empty (with a sentence shown) when there is none yet, or when it needs a second thought. */
    function secret(): string {
        if (suggested)
            return suggestion;
        const now = typed.secret();
        again.error = "";
        typed.error = typed.length === 0 ? qsTr("Type a passphrase first, or take one that Heard suggests.") : "";
        if (typed.error === "" && PassphraseAdvice.strength(now, personName) < 2 && !warned) {
            typed.error = qsTr("%1 If you want it all the same, go on once more.").arg(PassphraseAdvice.sentence(now, personName));
            warned = true;
        }
        if (typed.error !== "") {
            typed.forceActiveFocus(Qt.TabFocusReason);
            return "";
        }
        // What can be seen while it is typed is not typed twice: that is hard on a phone, and helps nobody.
        if (again.visible && !PassphraseAdvice.same(now, again.secret())) {
            again.error = again.length === 0 ? qsTr("Type it once more, so that no slip locks you out. Or show it above.") : qsTr("The two are not the same. Type both again, or show the first.");
            again.forceActiveFocus(Qt.TabFocusReason);
            return "";
        }
        return now;
    }
    function clear(): void {
        typed.clear();
        again.clear();
        again.error = "";
        warned = false;
        suggestion = "";
        suggested = false;
    }

    Layout.fillWidth: true
    spacing: Theme.spaceM

    PassphraseField {
        id: typed

        focus: chooser.first
        visible: !chooser.suggested
        label: chooser.label
        help: qsTr("Several words that do not belong together work best.")
        onEdited: {
            const now = secret();
            error = "";
            chooser.warned = false;
            strength = PassphraseAdvice.strength(now, chooser.personName);
            strengthText = PassphraseAdvice.sentence(now, chooser.personName);
        }
        onAccepted: {
            if (again.visible)
                again.forceActiveFocus(Qt.TabFocusReason);
            else
                chooser.accepted();
        }
    }
    PassphraseField {
        id: again

        visible: typed.visible && !typed.shown && typed.length > 0
        label: qsTr("The same again")
        help: qsTr("Or show it above while you type.")
        onEdited: error = ""
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
                    again.clear();
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
