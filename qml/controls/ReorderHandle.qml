// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** Moves one thing of a list up or down: two buttons, the arrow keys, and a screen reader's increase and decrease. No dragging needed. */
FocusScope {
    id: handle

    /** What is moved, for the names of the buttons. */
    property string what
    /** Place in the list, from 0. */
    required property int position
    required property int count
    /** Buttons one above the other: leaves more room for large text. */
    property bool vertical: Theme.textScale > 1.4

    /** Wants to go from `position` to `to`. The list does it. */
    signal moveTo(int to)

    function step(by: int): void {
        const to = position + by;
        if (to >= 0 && to < count)
            moveTo(to);
    }

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight
    Keys.onUpPressed: step(-1)
    Keys.onDownPressed: step(1)

    // A button that vanishes at the end of the list hands the focus to the other.
    onPositionChanged: later.restart()
    function keepFocus(): void {
        if (!activeFocus)
            return;
        if (position === 0)
            down.forceActiveFocus(Qt.TabFocusReason);
        else if (position === count - 1)
            up.forceActiveFocus(Qt.TabFocusReason);
    }

    Timer {
        id: later
        interval: 1
        onTriggered: handle.keepFocus()
    }
    GridLayout {
        id: row

        columns: handle.vertical ? 1 : 2
        columnSpacing: Theme.spaceXs
        rowSpacing: 0

        IconButton {
            id: up

            enabled: handle.position > 0
            opacity: enabled ? 1 : 0
            focus: enabled
            iconName: "up"
            text: qsTr("Move up: %1").arg(handle.what)
            hint: qsTr("Place %1 of %2").arg(handle.position + 1).arg(handle.count)
            Accessible.ignored: !enabled
            Accessible.onIncreaseAction: handle.step(-1)
            Accessible.onDecreaseAction: handle.step(1)
            onClicked: handle.step(-1)
        }
        IconButton {
            id: down

            enabled: handle.position < handle.count - 1
            opacity: enabled ? 1 : 0
            iconName: "down"
            text: qsTr("Move down: %1").arg(handle.what)
            hint: qsTr("Place %1 of %2").arg(handle.position + 1).arg(handle.count)
            Accessible.ignored: !enabled
            Accessible.onIncreaseAction: handle.step(-1)
            Accessible.onDecreaseAction: handle.step(1)
            onClicked: handle.step(1)
        }
    }
}
