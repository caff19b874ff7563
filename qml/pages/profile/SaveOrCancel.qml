// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls

/** The end of every bit of writing. */
Flow {
    id: pair

    signal saving
    signal cancelling

    Layout.fillWidth: true
    spacing: Theme.spaceS

    ActionButton {
        width: Math.min(implicitWidth, parent.width)
        kind: "primary"
        iconName: "done"
        text: qsTr("Save")
        onClicked: pair.saving()
    }
    ActionButton {
        width: Math.min(implicitWidth, parent.width)
        iconName: "close"
        text: qsTr("Cancel")
        onClicked: pair.cancelling()
    }
}
