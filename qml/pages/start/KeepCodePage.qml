// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The recovery code: first to be written down, then shown to be written down by typing two groups of it. It stays the same until then. */
StartFrame {
    id: page

    property string code: Session.recoveryCode
    /** True while the code is out of sight and two groups are asked for. */
    property bool asking: false
    readonly property list<int> asked: Session.askedGroups.length === 2 ? Session.askedGroups : [2, 5]

    function confirm(): void {
        for (const field of [first, second])
            field.error = Session.isGroup(field.group, field.text) ? "" : qsTr("That is not group %1. Look at what you wrote down.").arg(field.group);
        const wrong = first.error !== "" ? first : second.error !== "" ? second : null;
        if (wrong)
            wrong.forceActiveFocus(Qt.TabFocusReason);
        else
            Session.codeIsKept();
    }
    function ask(yes: bool): void {
        asking = yes;
        saved.text = "";
        for (const field of [first, second]) {
            field.text = "";
            field.error = "";
        }
        if (yes)
            first.forceActiveFocus(Qt.TabFocusReason);
    }

    title: asking ? qsTr("Show that you have it") : qsTr("Keep this code")

    Words {
        visible: !page.asking
        text: qsTr("If you forget your passphrase, only this code opens Heard. Nobody can give you another one.")
    }
    Words {
        visible: !page.asking && Session.codeReplaces
        text: qsTr("Your old code works until you have shown that you have this one. Then the old one stops.")
    }
    Card {
        visible: !page.asking
        ground: "tint"
        title: Session.codeReplaces ? qsTr("Your new recovery code") : qsTr("Your recovery code")

        Words {
            // Groups with room between them break where a line ends.
            text: page.code.split("-").join("   ")
            variant: "lead"
            strong: true
            font.letterSpacing: 1
            Accessible.name: page.code.split("").join(" ")
        }
    }
    Words {
        visible: !page.asking
        text: qsTr("Write it on paper. Put the paper where you keep your passport, not with this device.")
    }
    ActionButton {
        visible: !page.asking
        text: qsTr("Save it as a file")
        iconName: "export"
        onClicked: picker.open()
    }
    StatusLine {
        id: saved

        tone: "good"
        live: true
    }
    Words {
        visible: page.asking
        text: qsTr("Look at your paper or your file. Type two of the seven groups of four.")
    }
    CodeGroup {
        id: first

        visible: page.asking
        group: page.asked[0]
        onAccepted: second.forceActiveFocus(Qt.TabFocusReason)
        onWhole: second.forceActiveFocus(Qt.TabFocusReason)
    }
    CodeGroup {
        id: second

        visible: page.asking
        group: page.asked[1]
        onAccepted: page.confirm()
        // Both are right: there is nothing left to press.
        onWhole: if (Session.isGroup(first.group, first.text)) finished.restart()
    }
    Timer {
        id: finished

        // A turn later: the page goes, and with it the field that says so.
        interval: 1
        onTriggered: page.confirm()
    }
    StatusLine {
        text: Session.problem
        tone: "alert"
        live: true
    }
    ActionButton {
        visible: !page.asking
        kind: "primary"
        wide: true
        text: qsTr("I have the code")
        iconName: "next"
        onClicked: page.ask(true)
    }
    ActionButton {
        visible: page.asking
        kind: "primary"
        wide: true
        text: qsTr("Open Heard")
        iconName: "next"
        onClicked: page.confirm()
    }
    ActionButton {
        visible: page.asking
        kind: "plain"
        wide: true
        text: qsTr("Show the code again")
        iconName: "eye"
        onClicked: page.ask(false)
    }
    ActionButton {
        visible: !page.asking && Session.codeReplaces
        kind: "plain"
        wide: true
        text: qsTr("Stay with the old code")
        onClicked: Session.keepOldCode()
    }

    FilePicker {
        id: picker

        mode: "save"
        title: qsTr("Save the code")
        suggestedName: qsTr("recovery code.txt")
        note: qsTr("This file is not locked. Put it on a stick, or print it and take it away from this device.")
        onChosen: path => {
            saved.text = "";
            if (Session.saveRecoveryCode(path))
                saved.text = qsTr("The code is saved as a file.");
        }
    }
}
