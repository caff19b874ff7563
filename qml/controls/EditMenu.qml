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

    /** The TextInput or TextEdit. Untyped: the two have no common type. */
    property var writing
    /** Its buttons are made when it is first opened: most fields never need them. */
    property bool wanted: false

    /** Opens below a place in the field; margins keep it in the window. */
    function openAt(x: real, y: real): void {
        menu.x = x;
        menu.y = y + Theme.spaceS;
        wanted = true;
        open();
    }
    function does(what: string): void {
        close();
        writing.forceActiveFocus(Qt.OtherFocusReason);
        if (what === "cut")
            writing.cut();
        else if (what === "copy")
            writing.copy();
        else if (what === "paste")
            writing.paste();
        else if (what === "undo")
            writing.undo();
        else
            writing.selectAll();
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
                { does: "cut", text: qsTr("Cut"), icon: "close", can: menu.writing.selectedText !== "" && !menu.writing.readOnly },
                { does: "copy", text: qsTr("Copy"), icon: "copy", can: menu.writing.selectedText !== "" },
                { does: "paste", text: qsTr("Paste"), icon: "add", can: menu.writing.canPaste && !menu.writing.readOnly },
                { does: "undo", text: qsTr("Undo"), icon: "undo", can: menu.writing.canUndo },
                { does: "all", text: qsTr("Select all"), icon: "done", can: menu.writing.length > 0 }
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
