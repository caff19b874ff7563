// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls

/**
 * Cut, copy, paste and undo for a field: by a long press, the right button of a mouse, the menu key, or Shift and F10. The words stay
 * selected while it is open; Escape closes it.
 */
T.Popup {
    id: menu

    /** What is written in: a line or a block. The two have no common type. */
    property TextInput line
    property TextEdit block
    readonly property bool chosen: line ? line.selectedText !== "" : block ? block.selectedText !== "" : false
    readonly property bool fixed: line ? line.readOnly : block ? block.readOnly : true
    readonly property bool pastes: line ? line.canPaste : block ? block.canPaste : false
    readonly property bool undoes: line ? line.canUndo : block ? block.canUndo : false
    readonly property bool empty: line ? line.length === 0 : block ? block.length === 0 : true
    /** Its buttons are made when it is first opened: most fields never need them. */
    property bool wanted: false

    /** Opens below a place in the field; margins keep it in the window. */
    function openAt(x: real, y: real): void {
        menu.x = x;
        menu.y = y + Theme.spaceS;
        wanted = true;
        open();
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
        else
            block.selectAll();
    }
    function does(what: string): void {
        close();
        if (line)
            doesInLine(what);
        else if (block)
            doesInBlock(what);
    }

    margins: Theme.spaceS
    focus: true
    modal: false
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    padding: Theme.spaceXs
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    onOpened: {
        const first = contentItem.nextItemInFocusChain(true);
        if (first)
            first.forceActiveFocus(Qt.PopupFocusReason);
    }

    contentItem: ColumnLayout {
        spacing: 0

        Repeater {
            model: !menu.wanted ? [] : [
                { does: "cut", text: qsTr("Cut"), icon: "close", can: menu.chosen && !menu.fixed },
                { does: "copy", text: qsTr("Copy"), icon: "copy", can: menu.chosen },
                { does: "paste", text: qsTr("Paste"), icon: "add", can: menu.pastes && !menu.fixed },
                { does: "undo", text: qsTr("Undo"), icon: "undo", can: menu.undoes },
                { does: "all", text: qsTr("Select all"), icon: "done", can: !menu.empty }
            ]
            ActionButton {
                required property var modelData

                visible: modelData.can
                kind: "plain"
                wide: true
                iconName: modelData.icon
                text: modelData.text
                onClicked: menu.does(modelData.does)
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.edgeWidth
        border.color: Theme.edge
    }
}
