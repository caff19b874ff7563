// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** Which page, for whom, and how it looks. */
ColumnLayout {
    id: choices

    Layout.fillWidth: true
    spacing: Theme.spaceL

    RadioGroupBox {
        label: qsTr("Which page?")
        onChosen: layout => PageMaker.layout = layout

        Binding on value {
            value: PageMaker.layout
        }

        AnswerList { model: (Language.current, PageMaker.layouts()) }
    }
    ChoiceList {
        visible: PageMaker.layout === "pen"
        label: qsTr("Whose page?")
        onChosen: member => PageMaker.member = member

        Binding on value {
            value: PageMaker.member === "" ? CurrentCircle.me : PageMaker.member
        }

        AnswerList { model: (PageMaker.revision, PageMaker.adults()) }
    }
    ChoiceList {
        visible: PageMaker.layout !== "pen" && VersionList.count > 0
        label: qsTr("From which day?")
        onChosen: version => PageMaker.version = version

        Binding on value {
            value: PageMaker.version
        }

        AnswerList { model: (VersionList.count, VersionList.choices()) }
    }
    TextLine {
        id: reader

        label: qsTr("Who is it for?")
        help: qsTr("It stands on the page. You can leave it out.")
        maximumLength: 120
        Component.onCompleted: text = PageMaker.forWhom
        onTextEdited: pause.restart()
        onEditingFinished: PageMaker.forWhom = text.trim()

        Timer {
            id: pause

            // The preview is drawn anew only when the hand rests.
            interval: 400
            onTriggered: PageMaker.forWhom = reader.text.trim()
        }
    }
    ColumnLayout {
        visible: PageMaker.layout !== "pen"
        spacing: 0

        SwitchChoice {
            text: qsTr("Show the symbols")
            checked: PageMaker.symbols
            onToggled: PageMaker.symbols = checked
        }
        SwitchChoice {
            text: qsTr("Show who said it")
            checked: PageMaker.whoSaid
            onToggled: PageMaker.whoSaid = checked
        }
    }
    RadioGroupBox {
        label: qsTr("What kind of file?")
        onChosen: format => PageMaker.format = format

        Binding on value {
            value: PageMaker.format
        }

        AnswerList { model: (Language.current, PageMaker.formats()) }
    }
}
