// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls

/** Long work: what it is, how far it is, and a way to stop. */
ColumnLayout {
    id: line

    property string label
    /** More about it, which may change all the time: how much, how long still. */
    property string detail
    /** 0 to 1; below 0 when nobody knows. */
    property real value: -1
    property bool stoppable: true
    property string stopText: qsTr("Stop")

    signal stopped

    Layout.fillWidth: true
    Layout.maximumWidth: Theme.pageWidth
    spacing: Theme.spaceXs

    Words {
        text: line.label
        snug: true
        Accessible.ignored: true
    }
    Words {
        visible: text !== ""
        text: line.detail
        variant: "label"
        soft: true
        snug: true
        Accessible.ignored: true
    }
    RowLayout {
        spacing: Theme.spaceM

        T.ProgressBar {
            id: bar

            Layout.fillWidth: true
            implicitWidth: Theme.target * 2
            implicitHeight: Theme.spaceM
            indeterminate: line.value < 0
            value: Math.max(0, line.value)
            Accessible.name: line.label
            Accessible.description: indeterminate ? qsTr("Working") : Spoken.sentences([qsTr("%1 % done").arg(Math.round(value * 100)), line.detail])

            background: Rectangle {
                radius: height / 2
                color: Theme.surface
                border.width: Theme.edgeWidth
                border.color: Theme.edge
            }
            contentItem: ProgressFill {
                value: line.value
            }
        }
        ActionButton {
            visible: line.stoppable
            iconName: "stop"
            text: line.stopText
            onClicked: line.stopped()
        }
    }
}
