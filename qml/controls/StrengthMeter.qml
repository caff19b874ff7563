// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** Four steps and a sentence: how hard a passphrase is to guess. */
ColumnLayout {
    id: meter

    property int strength: 0
    property string text

    Layout.fillWidth: true
    Layout.topMargin: Theme.spaceXs
    spacing: Theme.spaceXs

    RowLayout {
        spacing: Theme.spaceXs
        Repeater {
            model: 4
            Rectangle {
                id: step
                required property int index
                Layout.fillWidth: true
                implicitHeight: Theme.spaceS
                radius: Theme.spaceXs
                color: step.index < meter.strength ? (meter.strength < 2 ? Theme.warn : Theme.charter) : Theme.surface
                border.width: Theme.edgeWidth
                border.color: Theme.edge
            }
        }
    }
    Words {
        text: meter.text
        variant: "label"
        Accessible.ignored: true
    }
}
