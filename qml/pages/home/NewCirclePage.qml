// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** A new circle: whose, of what kind, and which nation's dates hold. */
PageFrame {
    id: page

    /** The person whose device this is makes a circle about themselves. */
    readonly property bool mine: kind.value === "me"
    /** The name that was told to be taken already: written a second time, it is meant. */
    property string meant

    function make(): void {
        const name = who.text.trim();
        who.error = name === "" ? qsTr("Write a name first.") : name !== meant && CircleList.hasName(name) ? qsTr("You have a circle of this name. Add a second name, so that you can tell them apart.") : "";
        if (who.error !== "") {
            meant = name;
            who.forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        wrong.text = "";
        const circle = CircleList.createCircle(name, mine ? "young-person" : kind.value, "", nation.value);
        if (circle === "")
            return;
        who.saved();
        // A circle about somebody begins with what they are like.
        if (CurrentCircle.choose(circle))
            Navigator.go(kind.value === "group" ? "circle" : "profile");
    }

    title: qsTr("A new circle")
    showBack: true
    maximumWidth: Theme.sheetWidth
    onBack: Navigator.back()

    Connections {
        target: CircleList
        function onProblem(sentence: string): void {
            wrong.text = sentence;
        }
    }

    RadioGroupBox {
        id: kind

        label: qsTr("Who is it for?")
        value: Session.personRole === "young-person" ? "me" : "young-person"
        onChosen: choice => value = choice

        RadioChoice {
            visible: Session.personRole === "young-person"
            value: "me"
            text: qsTr("Me")
        }
        RadioChoice { value: "young-person"; text: qsTr("A child or young person") }
        RadioChoice { value: "group"; text: qsTr("A group"); help: qsTr("A school, a service or a forum") }
    }
    DraftLine {
        id: who

        // There is nothing else to begin with: the keyboard is in it.
        focus: true
        place: "vault/circle-name"
        page: "new-circle"
        label: kind.value === "group" ? qsTr("Name of the group") : page.mine ? qsTr("Your name") : qsTr("Their name")
        help: kind.value === "group" ? "" : page.mine ? qsTr("The name you like to be called.") : qsTr("The name they like to be called.")
        standing: page.mine ? Session.personName : ""
        maximumLength: 120
        onAccepted: page.make()
    }
    ChoiceList {
        id: nation

        label: page.mine ? qsTr("Where do you live?") : qsTr("Where do they live?")
        help: qsTr("Rules and dates differ. You can leave this open.")
        onChosen: choice => value = choice

        RadioChoice { value: ""; text: qsTr("Not now") }
        RadioChoice { value: "england"; text: qsTr("England") }
        RadioChoice { value: "wales"; text: qsTr("Wales") }
        RadioChoice { value: "scotland"; text: qsTr("Scotland") }
        RadioChoice { value: "northern-ireland"; text: qsTr("Northern Ireland") }
    }
    StatusLine {
        id: wrong

        tone: "alert"
        live: true
    }
    ActionButton {
        kind: "primary"
        wide: true
        text: qsTr("Make the circle")
        iconName: "done"
        onClicked: page.make()
    }
}
