// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Controls

/** Several lines of writing. It grows with the words; Tab leaves it. */
FieldFrame {
    id: control

    property alias text: input.text
    /** Lines that are always shown. */
    property int lines: 3
    readonly property alias length: input.length
    property alias cursorPosition: input.cursorPosition
    readonly property alias cursorRectangle: input.cursorRectangle
    /** For whoever looks through the words: never what is shown of them. */
    readonly property alias document: input.textDocument
    /** It has the keyboard, or its menu has. */
    readonly property bool writing: input.activeFocus || menu.visible
    /** What knows the spelling of the words; null: none is marked. */
    property WordHelp spelling: null

    /** True: Tab does not go to the next item by itself; tabbed() says where it goes. */
    property bool ownTab: false

    signal textEdited
    /** Tab, when ownTab is set. */
    signal tabbed
    signal editingFinished

    /** What Tab goes to. */
    function next(): Item {
        return input.nextItemInFocusChain(true);
    }

    fieldActive: input.activeFocus
    fieldHeight: Math.max(lines * Math.round(Theme.bodySize * 1.5) + 2 * Theme.spaceM, input.implicitHeight)

    TextEdit {
        id: input

        property string before

        anchors.fill: parent
        padding: Theme.spaceM
        horizontalAlignment: TextEdit.AlignLeft
        focus: true
        activeFocusOnTab: true
        selectByMouse: true
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        readOnly: control.readOnly
        color: Theme.ink
        selectionColor: Theme.accent
        selectedTextColor: Theme.textOnAccent
        font.family: Theme.face
        font.pixelSize: Theme.bodySize
        font.letterSpacing: Theme.letterSpacing * Theme.bodySize
        Accessible.role: Accessible.EditableText
        Accessible.name: control.label
        Accessible.description: control.spokenDetail
        Accessible.editable: !readOnly
        Accessible.readOnly: readOnly
        Accessible.multiLine: true

        KeyNavigation.priority: KeyNavigation.BeforeItem
        Keys.priority: Keys.BeforeItem
        Keys.onTabPressed: {
            if (control.ownTab)
                control.tabbed();
            else
                control.next().forceActiveFocus(Qt.TabFocusReason);
        }
        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

        Keys.onMenuPressed: menu.openHere()
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier) !== 0;
            if (event.accepted)
                menu.openHere();
        }
        onTextChanged: if (activeFocus) control.textEdited()
        onActiveFocusChanged: {
            if (activeFocus) {
                before = text;
            } else {
                control.editingFinished();
            }
        }

        MarkedWords {
            anchors.fill: parent
            input: input
            marks: control.spelling ? control.spelling.marks : []
        }
        TapHandler {
            acceptedButtons: Qt.RightButton
            onTapped: point => menu.openAt(point.position.x, point.position.y, input.positionAt(point.position.x, point.position.y))
        }
        TapHandler {
            acceptedDevices: PointerDevice.TouchScreen | PointerDevice.Stylus
            onLongPressed: {
                input.forceActiveFocus(Qt.MouseFocusReason);
                if (input.selectedText === "") {
                    input.cursorPosition = input.positionAt(point.position.x, point.position.y);
                    input.selectWord();
                }
                menu.openAt(point.position.x, point.position.y, input.selectionStart);
            }
        }
        EditMenu {
            id: menu

            block: input
            help: control.spelling
        }
    }
}
