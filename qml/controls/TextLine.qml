// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** One line of writing, with its label above. No placeholders: they vanish when they are needed. */
FieldFrame {
    id: control

    property alias text: input.text
    property alias maximumLength: input.maximumLength
    property alias inputMethodHints: input.inputMethodHints
    property alias validator: input.validator
    readonly property alias acceptable: input.acceptableInput

    signal accepted
    signal textEdited
    signal editingFinished

    function selectAll(): void {
        input.selectAll();
    }

    fieldActive: input.activeFocus
    fieldHeight: Math.max(Theme.target, Math.round(Theme.bodySize * 1.5) + 2 * Theme.spaceS)

    TextInput {
        id: input

        anchors.fill: parent
        leftPadding: Theme.spaceM
        rightPadding: Theme.spaceM
        verticalAlignment: TextInput.AlignVCenter
        horizontalAlignment: TextInput.AlignLeft
        clip: true
        focus: true
        activeFocusOnTab: true
        selectByMouse: true
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
        Keys.onMenuPressed: menu.openHere()
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier) !== 0;
            if (event.accepted)
                menu.openHere();
        }
        onAccepted: control.accepted()
        onTextEdited: control.textEdited()
        onEditingFinished: control.editingFinished()

        TapHandler {
            acceptedButtons: Qt.RightButton
            onTapped: point => menu.openAt(point.position.x, point.position.y, 0)
        }
        TapHandler {
            acceptedDevices: PointerDevice.TouchScreen | PointerDevice.Stylus
            onLongPressed: {
                input.forceActiveFocus(Qt.MouseFocusReason);
                if (input.selectedText === "") {
                    input.cursorPosition = input.positionAt(point.position.x, point.position.y);
                    input.selectWord();
                }
                menu.openAt(point.position.x, point.position.y, 0);
            }
        }
        EditMenu {
            id: menu

            line: input
        }
    }
}
