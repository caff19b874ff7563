// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** A message that stays until it is dealt with, with one thing to do about it ("Undo", "Try again"). */
FocusScope {
    id: bar

    property string text
    property string actionText
    property string actionIcon: "undo"
    /** "info", "done", "warn" or "alert". */
    property string kind: "done"
    readonly property string part: kind === "done" ? "charter" : kind === "info" ? "" : kind

    /** The action was chosen. The bar is gone already. */
    signal acted
    /** The message was put away without it. */
    signal closed

    /** Hidden first, then filled, then shown: only so do screen readers of Qt 6.4 speak it. */
    function show(message: string, action: string): void {
        visible = false;
        text = message;
        actionText = action;
        visible = true;
    }
    function hide(): void {
        visible = false;
    }

    Layout.fillWidth: true
    visible: false
    implicitWidth: Theme.measure
    implicitHeight: line.implicitHeight + 2 * Theme.spaceS
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    Keys.onEscapePressed: closer.clicked()

    Shadow {}
    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.tint(bar.part)
        border.width: 2
        border.color: Theme.part(bar.part)
    }
    GridLayout {
        id: line

        // On a narrow window the action goes below the words.
        readonly property bool stacked: bar.width < Theme.sized(420)

        x: Theme.spaceM
        y: Theme.spaceS
        width: bar.width - Theme.spaceM - Theme.spaceS
        columns: stacked ? 3 : 4
        columnSpacing: Theme.spaceS
        rowSpacing: Theme.spaceXs

        Icon {
            name: bar.kind === "done" ? "done" : bar.kind === "info" ? "info" : "warning"
            color: Theme.part(bar.part)
        }
        Words {
            text: bar.text
            snug: true
            Accessible.ignored: true
        }
        ActionButton {
            Layout.row: line.stacked ? 1 : 0
            Layout.column: line.stacked ? 1 : 2
            Layout.columnSpan: line.stacked ? 2 : 1
            visible: bar.actionText !== ""
            text: bar.actionText
            iconName: bar.actionIcon
            onClicked: {
                bar.hide();
                bar.acted();
            }
        }
        IconButton {
            id: closer

            Layout.row: 0
            Layout.column: line.stacked ? 2 : 3
            iconName: "close"
            text: qsTr("Close this message")
            onClicked: {
                bar.hide();
                bar.closed();
            }
        }
    }
}
