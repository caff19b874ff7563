// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** First run: name and role of the person whose device this is. */
StartFrame {
    id: page

    /** What a role means, in the person's own words. */
    function meaning(role: string): string {
        switch (role) {
        case "young-person":
            return qsTr("Heard is about me.");
        case "parent":
            return qsTr("I look after a child or young person.");
        case "grandparent":
            return qsTr("I am their gran, grandad or like one.");
        case "sibling":
            return qsTr("I am their brother or sister.");
        case "friend":
            return qsTr("I am a friend of theirs or of the family.");
        case "keyworker":
            return qsTr("I visit families and help them plan.");
        case "participation-worker":
            return qsTr("I help young people to take part.");
        case "senco":
            return qsTr("I plan support at a school or college.");
        case "professional":
            return qsTr("I teach, treat or support.");
        case "forum-rep":
            return qsTr("I speak for other families.");
        }
        return "";
    }
    function next(): void {
        who.error = who.text.trim() === "" ? qsTr("Write a name first. A first name is enough.") : "";
        missing.text = role.value === "" ? qsTr("Choose what fits you best.") : "";
        if (who.error !== "")
            who.forceActiveFocus(Qt.TabFocusReason);
        else if (missing.text === "")
            Navigator.open("passphrase", { personName: who.text.trim(), personRole: role.value });
    }

    title: qsTr("Who are you?")
    showBack: true

    TextLine {
        id: who

        focus: true
        label: qsTr("Your name")
        help: qsTr("The name that people in your circle will see.")
        maximumLength: 120
        onAccepted: page.next()
    }
    RadioGroupBox {
        id: role

        label: qsTr("What fits you best?")
        onChosen: missing.text = ""

        Repeater {
            model: (Language.current, Session.roles())
            RadioChoice {
                required property roleChoice modelData

                value: modelData.name
                text: modelData.label
                help: page.meaning(modelData.name)
            }
        }
    }
    StatusLine {
        id: missing

        tone: "warn"
        live: true
    }
    ActionButton {
        kind: "primary"
        wide: true
        text: qsTr("Next")
        iconName: "next"
        onClicked: page.next()
    }
}
