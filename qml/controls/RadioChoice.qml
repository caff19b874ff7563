// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme

/** One answer of a RadioGroupBox or ChoiceList. */
T.RadioButton {
    id: control

    /** What the group has as its value when this is chosen. */
    property string value
    property string help
    /** The group sets it. */
    property AnswerScope group: null
    readonly property bool here: group !== null && group.value === value

    /** Chooses this answer and brings the keyboard to it. */
    function take(): void {
        if (here || !group)
            return;
        group.choose(value);
        forceActiveFocus(Qt.TabFocusReason);
    }
    function step(by: int): void {
        if (group)
            group.stepped(control, by);
    }

    Layout.fillWidth: true
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    topPadding: Theme.spaceS
    bottomPadding: Theme.spaceS
    spacing: Theme.spaceM
    leftPadding: mirrored ? Theme.spaceXs : Theme.spaceXs + indicator.width + spacing
    rightPadding: mirrored ? Theme.spaceXs + indicator.width + spacing : Theme.spaceXs

    autoExclusive: false
    activeFocusOnTab: group === null || group.stop === control || activeFocus
    focus: here
    Accessible.name: text
    Accessible.description: help
    Accessible.checkable: true
    Accessible.onPressAction: clicked()
    Accessible.onToggleAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Keys.onUpPressed: step(-1)
    Keys.onDownPressed: step(1)
    Keys.onLeftPressed: step(mirrored ? 1 : -1)
    Keys.onRightPressed: step(mirrored ? -1 : 1)
    Keys.onPressed: event => {
        event.accepted = group !== null && (event.key === Qt.Key_Home || event.key === Qt.Key_End);
        if (event.accepted)
            group.ended(event.key === Qt.Key_End);
    }
    checked: here
    onClicked: {
        // A press turns the mark over by itself, also that of the answer which is chosen already.
        checked = Qt.binding(() => control.here);
        take();
    }

    indicator: Rectangle {
        x: control.mirrored ? control.width - width - Theme.spaceXs : Theme.spaceXs
        y: Math.round((control.height - height) / 2)
        implicitWidth: Theme.iconSize + Theme.spaceXs
        implicitHeight: implicitWidth
        radius: width / 2
        color: Theme.surface
        border.width: 2
        border.color: control.checked ? Theme.accent : Theme.edge

        Rectangle {
            anchors.centerIn: parent
            width: Math.round(parent.width / 4) * 2
            height: width
            radius: width / 2
            color: Theme.accent
            visible: control.checked
        }
    }
    contentItem: ChoiceFace {
        text: control.text
        help: control.help
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down || control.hovered ? Theme.touched(Theme.paper, control.down) : "transparent"
        FocusRing { shown: control.visualFocus }
    }
}
