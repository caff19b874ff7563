// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** Who said a new line: somebody of the circle, or somebody else by name. */
ColumnLayout {
    id: field

    required property LineDraft draft

    /** The keyboard goes to what is missing; gives it. */
    function ask(): Item {
        other.forceActiveFocus(Qt.TabFocusReason);
        return other;
    }

    Layout.fillWidth: true
    spacing: Theme.spaceS

    ChoiceList {
        id: choice

        readonly property var speakers: Profile.speakers()

        label: qsTr("Who said it?")
        onChosen: who => field.draft.speaker = who

        Binding on value { value: field.draft.speaker }

        AnswerList { model: choice.speakers }
        RadioChoice { value: "else"; text: qsTr("Someone else") }
    }
    TextLine {
        id: other

        visible: field.draft.speaker === "else"
        label: qsTr("Their name")
        help: qsTr("For someone who is not in the circle, like Gran.")
        error: field.draft.speakerProblem
        maximumLength: 120
        Component.onCompleted: text = field.draft.speakerName
        onTextEdited: field.draft.speakerName = text
    }
    Connections {
        target: field.draft
        function onChanged(): void {
            if (other.text !== field.draft.speakerName)
                other.text = field.draft.speakerName;
        }
    }
}
