// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/**
 * Writing one line, in its place on the page: a new one when lineId is "". What is typed is saved when the person saves, when
 * they go elsewhere, and when they pause for long; Cancel brings back what was there before.
 */
Card {
    id: editor

    required property EditDesk desk
    required property string section
    property string lineId
    /** As they stand; what is here at opening is what Cancel brings back. */
    property string text
    property string symbol
    property bool mustKnow: false
    property string who
    property string photo
    property bool onlyMine: false
    property bool clashing: false
    property int position: 0
    property int count: 0
    readonly property bool fresh: lineId === ""
    readonly property string words: field.text.trim()
    /** Typed or chosen since it was last saved. */
    readonly property bool changed: fresh ? words !== "" && words !== beginning.trim()
                                          : words !== "" && words !== saved || picture.symbol !== savedSymbol || must.checked !== savedMust
    property string beginning
    property string firstText
    property string firstSymbol
    property bool firstMust: false
    property string saved
    property string savedSymbol
    property bool savedMust: false
    /** Saved by itself while open: Cancel must undo that. */
    property bool savedAlone: false
    property bool settled: false

    readonly property string draft: fresh ? CurrentCircle.circleId + section : lineId

    /** Saves what is typed. True when nothing can be lost any more; a line left empty keeps its old words. */
    function keep(): bool {
        return settled || !changed || save();
    }
    function save(): bool {
        if (words === "") {
            field.error = fresh ? qsTr("Write something first.") : qsTr("Write something, or take the line away.");
            return false;
        }
        if (fresh && !said.ask())
            return false;
        const done = fresh ? Profile.add(section, words, said.speaker, picture.symbol, must.checked, secret.checked) !== ""
                           : Profile.change(lineId, words, picture.symbol, must.checked, saved, savedSymbol, savedMust);
        field.error = done ? "" : Profile.problem;
        if (done) {
            settled = fresh;
            remember();
        }
        return done;
    }
    /** While nobody touches anything: a device may lock, or run out of power. */
    function keepQuietly(): void {
        if (!changed || words === "" || fresh && said.speaker === "")
            return;
        if (fresh) {
            const line = Profile.add(section, words, said.speaker, picture.symbol, must.checked, secret.checked);
            if (line !== "") {
                settled = true;
                desk.open = line;
            }
        } else if (save()) {
            savedAlone = true;
        }
    }
    function remember(): void {
        saved = words;
        savedSymbol = picture.symbol;
        savedMust = must.checked;
    }
    function finish(): void {
        if (!(changed || fresh || words === "") || save())
            leave();
    }
    function leave(): void {
        settled = true;
        desk.close();
    }
    function cancel(): void {
        if (!savedAlone || Profile.change(lineId, firstText, firstSymbol, firstMust, saved, savedSymbol, savedMust))
            leave();
        else
            field.error = Profile.problem;
    }
    ground: "shade"
    Accessible.role: Accessible.Grouping
    Accessible.name: fresh ? qsTr("A new line") : qsTr("Writing a line")
    Keys.onEscapePressed: cancel()
    Component.onCompleted: {
        field.text = fresh ? beginning : text;
        picture.symbol = firstSymbol = symbol;
        must.checked = firstMust = mustKnow;
        firstText = text;
        remember();
        field.text = Drafts.take(draft) || field.text;
        RoomLeft.typing(lineId, section, field.text);
        start.start();
    }
    Component.onDestruction: {
        if (!editor.keep())
            Drafts.put(draft, words);
        RoomLeft.settled();
    }

    Connections {
        target: editor.desk
        function onKeeping(): void {
            if (!editor.keep())
                editor.desk.kept = false;
        }
    }
    Connections {
        target: Session
        function onAboutToLock(): void {
            editor.keepQuietly();
        }
    }
    Timer {
        id: start

        interval: 1
        onTriggered: field.start()
    }
    Timer {
        id: pause

        // Sooner than any lock falls shut by itself.
        interval: 30000
        onTriggered: editor.keepQuietly()
    }

    WordsField {
        id: field

        label: editor.fresh ? qsTr("New line") : qsTr("The words")
        onTextEdited: {
            error = "";
            RoomLeft.typing(editor.lineId, editor.section, text);
            pause.restart();
        }
    }
    SymbolField {
        id: picture

        onChosen: pause.restart()
    }
    CheckChoice {
        id: must

        text: qsTr("Others must know this")
        help: qsTr("It stands first on hospital pages.")
        onToggled: pause.restart()
    }
    SaidBy {
        id: said

        visible: editor.fresh
    }
    SwitchChoice {
        id: secret

        visible: editor.fresh
        text: qsTr("Only I can see this")
        help: qsTr("You can share it later.")
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
        words: editor.saved
        onWentWrong: sentence => field.error = sentence
        onGone: editor.leave()
    }
    SaveOrCancel {
        onSaving: editor.finish()
        onCancelling: editor.cancel()
    }
}
