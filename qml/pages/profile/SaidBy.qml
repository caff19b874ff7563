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

    /** What Profile.add() wants: an id, or a name. "" when a name is missing. */
    readonly property string speaker: choice.value === "else" ? other.text.trim() : choice.value
    readonly property alias named: other.text

    /** False when nobody is named yet: it asks for the name and goes there. */
    function ask(): bool {
        if (speaker !== "")
            return true;
        other.error = qsTr("Write the name of who said it.");
        other.forceActiveFocus(Qt.TabFocusReason);
        return false;
    }

    Layout.fillWidth: true
    spacing: Theme.spaceS

    ChoiceList {
        id: choice

        readonly property var speakers: Profile.speakers()

        label: qsTr("Who said it?")
        value: speakers.length > 0 ? speakers[0].value : "else"

        AnswerList { model: choice.speakers }
        RadioChoice { value: "else"; text: qsTr("Someone else") }
    }
    TextLine {
        id: other

        visible: choice.value === "else"
        label: qsTr("Their name")
        help: qsTr("For someone who is not in the circle, like Gran.")
        maximumLength: 120
        onTextEdited: error = ""
    }
}
