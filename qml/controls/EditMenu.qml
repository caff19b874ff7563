// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls

/**
 * Cut, copy, paste and undo for a field: by a long press, the right button of a mouse, the menu key, or Shift and F10; and what may have
 * been meant by a word that is not known. For words that can only be read it copies. The words stay selected while it is open; Escape
 * closes it.
 */
T.Popup {
    id: menu

    /** What is written in: a line or a block. The two have no common type. */
    property TextInput line
    property TextEdit block
    /** Words that can be read only; then there is neither. */
    property string reading
    /** What knows the spelling of the block; null: nothing is said of it. */
    property WordHelp help: null
    readonly property bool hidden: line !== null && line.echoMode !== TextInput.Normal
    readonly property bool chosen: line ? line.selectedText !== "" && !hidden : block ? block.selectedText !== "" : reading !== ""
    readonly property bool fixed: line ? line.readOnly : block ? block.readOnly : true
    readonly property bool pastes: line ? line.canPaste : block ? block.canPaste : false
    readonly property bool undoes: line ? line.canUndo : block ? block.canUndo : false
    readonly property bool empty: line ? line.length === 0 : block ? block.length === 0 : true
    readonly property bool strange: help !== null && help.strange && !fixed
    readonly property int marked: help !== null && !fixed ? help.marks.length : 0
    /** Its buttons are made when it is first opened: most fields never need them. */
    property bool wanted: false
    /** What had the keyboard before. */
    property Item cameFrom: null
    /** Where in the text it was opened. */
    property int place: 0

    readonly property ScrollArea body: ScrollArea {
        id: scroll

        margin: Theme.spaceXs
        implicitWidth: column.implicitWidth
        implicitHeight: Math.min(column.implicitHeight, (menu.parent ? menu.parent.Window.height : column.implicitHeight) - 2 * menu.margins - menu.topPadding - menu.bottomPadding)
        contentHeight: column.implicitHeight
        Keys.onDownPressed: column.step(true)
        Keys.onUpPressed: column.step(false)

        ColumnLayout {
            id: column

            function step(forward: bool): void {
                const here = scroll.Window.activeFocusItem;
                if (here)
                    here.nextItemInFocusChain(forward).forceActiveFocus(Qt.TabFocusReason);
            }

            width: scroll.width
            spacing: 0

            Words {
                Layout.margins: Theme.spaceS
                Layout.maximumWidth: Theme.sized(240)
                visible: menu.strange
                text: menu.help && menu.help.suggestions.length > 0 ? qsTr("Did you mean:") : qsTr("Heard does not know this word.")
                variant: "label"
                soft: true
            }
            Repeater {
                model: menu.wanted && menu.strange ? menu.help.suggestions : []
                ActionButton {
                    required property string modelData

                    kind: "plain"
                    wide: true
                    iconName: "edit"
                    text: modelData
                    hint: qsTr("Stands in the place of: %1").arg(menu.help.word)
                    onClicked: menu.means(modelData)
                }
            }
            Repeater {
                model: !menu.wanted ? [] : [
                    { does: "add", text: qsTr("Add this word"), icon: "add", can: menu.strange },
                    { does: "forget", text: qsTr("Mark this word again"), icon: "undo", can: menu.help !== null && menu.help.own },
                    { does: "next", text: qsTr("Next marked word"), icon: "forward", can: menu.marked > (menu.strange ? 1 : 0) },
                    { does: "cut", text: qsTr("Cut"), icon: "close", can: menu.chosen && !menu.fixed },
                    { does: "copy", text: qsTr("Copy"), icon: "copy", can: menu.chosen },
                    { does: "paste", text: qsTr("Paste"), icon: "add", can: menu.pastes && !menu.fixed },
                    { does: "undo", text: qsTr("Undo"), icon: "undo", can: menu.undoes && !menu.hidden },
                    { does: "all", text: qsTr("Select all"), icon: "done", can: !menu.empty }
                ]
                ActionButton {
                    required property var modelData

                    visible: modelData.can
                    kind: "plain"
                    wide: true
                    iconName: modelData.icon
                    text: modelData.text
                    hint: modelData.does === "copy" && menu.reading !== "" ? menu.reading : ""
                    onClicked: menu.does(modelData.does)
                }
            }
            Timer {
                id: again

                interval: 50
                onTriggered: menu.openHere()
            }
            // Only a field can put words on the clipboard.
            TextEdit {
                id: carrier

                visible: false
                textFormat: TextEdit.PlainText
                Accessible.ignored: true
            }
        }
    }

    /** Opens below a place in the field, and about the word at a place of the text; margins keep it in the window. */
    function openAt(x: real, y: real, position: int): void {
        menu.x = x;
        menu.y = y + Theme.spaceS;
        place = position;
        if (help !== null)
            help.asking(position);
        wanted = true;
        open();
    }
    function openHere(): void {
        const cursor = line ? line.cursorRectangle : block.cursorRectangle;
        openAt(cursor.x, cursor.y + cursor.height, line ? line.cursorPosition : block.selectedText !== "" ? block.selectionStart : block.cursorPosition);
    }
    function doesInLine(what: string): void {
        line.forceActiveFocus(Qt.OtherFocusReason);
        if (what === "cut")
            line.cut();
        else if (what === "copy")
            line.copy();
        else if (what === "paste")
            line.paste();
        else if (what === "undo")
            line.undo();
        else
            line.selectAll();
    }
    function doesInBlock(what: string): void {
        block.forceActiveFocus(Qt.OtherFocusReason);
        if (what === "cut")
            block.cut();
        else if (what === "copy")
            block.copy();
        else if (what === "paste")
            block.paste();
        else if (what === "undo")
            block.undo();
        else if (what === "add")
            help.adding();
        else if (what === "forget")
            help.forgetting();
        else if (what === "next")
            toNext();
        else
            block.selectAll();
    }
    /** Selects the next marked word and opens again, about it. */
    function toNext(): void {
        const start = help.next(place + 1);
        if (start < 0)
            return;
        block.deselect();
        block.cursorPosition = start;
        block.selectWord();
        again.restart();
    }
    function does(what: string): void {
        close();
        if (line) {
            doesInLine(what);
        } else if (block) {
            doesInBlock(what);
        } else {
            carrier.text = reading;
            carrier.selectAll();
            carrier.copy();
            carrier.text = "";
        }
    }
    function means(word: string): void {
        close();
        block.forceActiveFocus(Qt.OtherFocusReason);
        help.replacing(word);
    }

    margins: Theme.spaceS
    focus: true
    modal: false
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    padding: Theme.spaceXs
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    onAboutToShow: cameFrom = parent ? parent.Window.activeFocusItem : null
    onClosed: {
        // A field gets the keyboard with what is done in it; words that are only read have none.
        if (reading !== "" && cameFrom)
            cameFrom.forceActiveFocus(Qt.TabFocusReason);
        cameFrom = null;
    }
    onOpened: {
        const first = column.nextItemInFocusChain(true);
        if (first)
            first.forceActiveFocus(Qt.PopupFocusReason);
    }

    contentItem: body
    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.edgeWidth
        border.color: Theme.edge
    }
}
