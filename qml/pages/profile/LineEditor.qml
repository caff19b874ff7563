// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/**
 * Writing one line, in its place on the page: a new one when lineId is "". What is typed is kept as a draft; a line comes of it when the
 * person saves (SaveBar, at the end of the page). Escape leaves it as it is, to go on later.
 */
Card {
    id: editor

    required property EditDesk desk
    required property string section
    property string lineId
    /** What the line says now, for the tools. */
    property string text
    property string who
    property string photo
    property bool onlyMine: false
    property bool clashing: false
    property int position: 0
    property int count: 0
    property string beginning
    readonly property bool fresh: lineId === ""

    function save(): void {
        const desk = editor.desk;
        const seen = line.onlyMe ? qsTr("Saved. Only you see it. Here you can write the next line.") : qsTr("Saved. Here you can write the next line.");
        if (line.save()) {
            if (fresh) {
                goOn(seen);
            } else {
                // Who said it, or who may read it, is another line's from now on.
                const now = line.line;
                desk.close();
                desk.landing(now, "", 0);
            }
        } else if (line.speakerProblem !== "") {
            desk.revealing(said.ask());
        } else {
            field.wrong();
        }
    }
    /** Nobody has just one thing to say: the next line, below the one that was saved. */
    function goOn(sentence: string): void {
        desk.done = sentence;
        RoomLeft.typing(lineId, section, "");
        field.start();
    }
    function throwAway(): void {
        const desk = editor.desk;
        const something = line.putAway();
        desk.close();
        if (something)
            desk.thrownAway();
    }
    function leave(): void {
        const desk = editor.desk;
        const place = line.place;
        const something = line.leaveOpen();
        desk.close();
        if (something)
            desk.left(place);
    }

    ground: "shade"
    Accessible.role: Accessible.Grouping
    Accessible.name: fresh ? qsTr("A new line") : qsTr("Writing a line")
    Keys.onEscapePressed: leave()
    Component.onCompleted: {
        desk.draft = line;
        desk.done = "";
        field.text = line.text;
        RoomLeft.typing(lineId, section, field.text);
        start.start();
    }
    Component.onDestruction: {
        if (desk.draft === line)
            desk.draft = null;
        RoomLeft.settled();
    }

    LineDraft {
        id: line

        circle: CurrentCircle
        drafts: Drafts
        profile: Profile
        line: editor.lineId
        section: editor.section
        beginning: editor.beginning
        // What was thrown away came back while the line was open.
        onChanged: if (field.text !== text) field.text = text
    }
    Connections {
        target: editor.desk
        function onSaving(): void {
            editor.save();
        }
        function onToWords(): void {
            field.start();
        }
        function onPastWords(): void {
            field.next().forceActiveFocus(Qt.TabFocusReason);
        }
    }
    Timer {
        id: start

        interval: 1
        onTriggered: field.start()
    }

    WordsField {
        id: field

        /** The keyboard goes to what is wrong, and the whole of it comes into sight. */
        function wrong(): void {
            forceActiveFocus(Qt.TabFocusReason);
            editor.desk.revealing(field);
        }

        label: editor.fresh ? qsTr("New line") : qsTr("The words")
        error: line.textProblem
        ownTab: true
        onTextEdited: {
            line.text = text;
            if (text !== "")
                editor.desk.done = "";
            RoomLeft.typing(editor.lineId, editor.section, text);
        }
        onTabbed: editor.desk.tabbed()
    }
    StatusLine {
        live: true
        tone: "warn"
        text: line.changedMeanwhile ? qsTr("Somebody changed this line while you wrote. Save, and both are kept.") : ""
    }
    SymbolField {
        id: picture

        symbol: line.symbol
        onChosen: symbol => line.symbol = symbol
    }
    CheckChoice {
        text: qsTr("Others must know this")
        help: qsTr("It stands first on hospital pages.")
        checked: line.mustKnow
        onToggled: line.mustKnow = checked
    }
    SaidBy {
        id: said

        visible: line.mine
        draft: line
    }
    StatusLine {
        live: true
        text: line.mine && !editor.fresh && line.voiceChanged ? qsTr("A line in the right name takes the place of this one. A yes that was given to it is asked for anew.") : ""
    }
    SwitchChoice {
        visible: line.mine
        text: qsTr("Only I can see this")
        help: editor.fresh || line.onlyMe ? qsTr("You can share it later.") : ""
        checked: line.onlyMe
        onToggled: line.onlyMe = checked
    }
    StatusLine {
        live: true
        tone: "warn"
        text: line.hidesAgain ? qsTr("Others may have read it already. They keep what they have; changes they don’t get.") : ""
    }
    LineTools {
        visible: !editor.fresh
        desk: editor.desk
        lineId: editor.lineId
        section: editor.section
        who: editor.who
        photo: editor.photo
        onlyMine: editor.onlyMine
        clashing: editor.clashing
        position: editor.position
        count: editor.count
        words: editor.text
    }
    ActionButton {
        iconName: "close"
        text: line.unsaved ? qsTr("Throw away what I typed") : qsTr("Close")
        onClicked: editor.throwAway()
    }
}
