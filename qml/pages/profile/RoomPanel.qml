// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** How much room is left on the one side, in words; when it is full, which lines to shorten. */
Card {
    id: panel

    required property EditDesk desk

    title: qsTr("Room on the page")
    iconName: RoomLeft.fits ? "profile" : "warning"
    part: RoomLeft.fits ? "" : "warn"
    ground: RoomLeft.fits ? "surface" : "tint"
    spacing: Theme.spaceS

    Words {
        text: RoomLeft.sentence
        tone: RoomLeft.fits ? Theme.ink : Theme.warn
        strong: !RoomLeft.fits
    }
    Repeater {
        model: RoomLeft.trims
        ListRow {
            required property var modelData

            iconName: "edit"
            part: "warn"
            text: modelData.text
            detail: modelData.whole ? qsTr("Leave it out of this page, or make it much shorter")
                                    : qsTr("About %n word(s) shorter", "", modelData.words)
            onClicked: panel.desk.edit(modelData.lineId, "")
        }
    }
}
