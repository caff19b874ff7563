// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Controls

/** A passphrase. What is typed is never readable as `text`, so no screen-reader bus carries it; ask `secret()` once, when it is used. */
FieldFrame {
    id: control

    readonly property alias length: input.length
    /** True while the letters can be seen. */
    property bool shown: false
    /** 0 (too easy) to 4 (very strong); -1 shows nothing. */
    property int strength: -1
    /** What the strength means, in words: "Easy to guess. Add another word." */
    property string strengthText

    signal accepted
    signal edited

    /** What was typed. Use it and forget it. */
    function secret(): string {
        return input.getText(0, input.length);
    }
    function clear(): void {
        input.clear();
        shown = false;
    }

    fieldActive: input.activeFocus
    fieldHeight: Math.max(Theme.target, Math.round(Theme.bodySize * 1.5) + 2 * Theme.spaceS)

    TextInput {
        id: input

        // Hides the inherited property from everything that reads it by name.
        readonly property string text: displayText

        anchors.left: parent.left
        anchors.right: toggle.left
        anchors.top: parent.top
        leftPadding: Theme.spaceM
        height: toggle.height
        verticalAlignment: TextInput.AlignVCenter
        horizontalAlignment: TextInput.AlignLeft
        clip: true
        focus: true
        activeFocusOnTab: true
        selectByMouse: true
        echoMode: control.shown ? TextInput.Normal : TextInput.Password
        passwordMaskDelay: 0
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase | (control.shown ? Qt.ImhNone : Qt.ImhHiddenText)
        color: Theme.ink
        selectionColor: Theme.accent
        selectedTextColor: Theme.textOnAccent
        font.family: Theme.face
        font.pixelSize: Theme.bodySize
        Accessible.role: Accessible.EditableText
        Accessible.name: control.label
        Accessible.description: Spoken.sentences([control.spokenDetail, control.strengthText])
        Accessible.editable: true
        onAccepted: control.accepted()
        onTextEdited: control.edited()
        Keys.onMenuPressed: menu.openHere()
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier) !== 0;
            if (event.accepted)
                menu.openHere();
        }

        TapHandler {
            acceptedButtons: Qt.RightButton
            onTapped: point => menu.openAt(point.position.x, point.position.y, 0)
        }
        TapHandler {
            acceptedDevices: PointerDevice.TouchScreen | PointerDevice.Stylus
            onLongPressed: {
                input.forceActiveFocus(Qt.MouseFocusReason);
                menu.openAt(point.position.x, point.position.y, 0);
            }
        }
        EditMenu {
            id: menu

            line: input
        }
    }
    IconButton {
        id: toggle

        anchors.right: parent.right
        anchors.top: parent.top
        tipAbove: true
        ringInside: true
        iconName: control.shown ? "eye-off" : "eye"
        text: control.shown ? qsTr("Hide %1").arg(control.label) : qsTr("Show %1").arg(control.label)
        onClicked: control.shown = !control.shown
    }
    below: StrengthMeter {
        visible: control.strength >= 0
        strength: control.strength
        text: control.strengthText
    }
}
