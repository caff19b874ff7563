// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The chosen page on paper: which printer, how many, in which colours, on how many sides. */
PageFrame {
    id: page

    readonly property bool ready: Printing.printer !== ""

    function tell(kind: string, sentence: string): void {
        said.kind = kind;
        said.show(sentence, "");
    }

    title: qsTr("Print the page")
    iconName: compact ? "" : "print"
    part: "profile"
    showBack: true
    spacing: Theme.spaceL
    onBack: Navigator.back()
    notice: MessageBar {
        id: said
    }
    Component.onCompleted: {
        if (PageMaker.pages === 0)
            PageMaker.refresh();
        Printing.look();
    }

    Connections {
        target: Printing
        function onPrinted(): void {
            page.tell("done", qsTr("The page is on its way to the printer."));
        }
        function onFailed(sentence: string): void {
            page.tell("alert", sentence);
        }
    }
    Words {
        text: qsTr("%1 · %n side(s)", "", PageMaker.pages).arg(PageMaker.title)
        strong: true
        visible: PageMaker.pages > 0
    }
    StatusLine {
        live: true
        text: Printing.busy ? qsTr("Looking for printers …") : ""
        visible: text !== "" && !page.ready
    }
    StatusLine {
        live: true
        tone: "warn"
        text: Printing.problem
    }
    StatusLine {
        live: true
        tone: "warn"
        text: PageMaker.needsYes ? PageMaker.needsYesWhy : PageMaker.problem
    }
    ActionButton {
        visible: Printing.problem !== ""
        iconName: "sync"
        text: qsTr("Look again")
        onClicked: Printing.look()
    }
    ChoiceList {
        visible: Printing.printers.length > 1
        label: qsTr("Which printer?")
        onChosen: name => Printing.printer = name

        Binding on value {
            value: Printing.printer
        }

        AnswerList { model: Printing.printers }
    }
    Words {
        visible: Printing.printers.length === 1
        text: visible ? qsTr("It prints on %1.").arg(Printing.printers[0].text) : ""
    }
    StepSlider {
        visible: page.ready
        label: qsTr("How many?")
        from: 1
        to: 20
        stepSize: 1
        valueText: qsTr("%n copies", "", value)
        lessText: qsTr("One less")
        moreText: qsTr("One more")
        onMoved: value => Printing.copies = value

        Binding on value {
            value: Printing.copies
        }
    }
    ColumnLayout {
        visible: page.ready
        spacing: 0

        SwitchChoice {
            text: qsTr("Print in colour")
            help: qsTr("Off: in black.")
            checked: Printing.colour
            onToggled: Printing.colour = checked
        }
        SwitchChoice {
            visible: PageMaker.pages > 1
            text: qsTr("Print on both sides")
            help: qsTr("Where the printer can.")
            checked: Printing.bothSides
            onToggled: Printing.bothSides = checked
        }
    }
    footer: ActionButton {
        visible: page.ready
        kind: "primary"
        wide: true
        iconName: "print"
        enabled: !Printing.busy && PageMaker.pages > 0
        text: qsTr("Print")
        onClicked: Printing.print()
    }
}
