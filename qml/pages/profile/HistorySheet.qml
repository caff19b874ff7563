// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** What a line said before, oldest first. */
Sheet {
    id: sheet

    property string lineId

    title: qsTr("What it said before")
    onAboutToShow: past.model = Profile.history(lineId)

    Repeater {
        id: past

        Card {
            id: entry

            required property var modelData

            ground: modelData.standing ? "tint" : "surface"
            spacing: Theme.spaceXs

            Words {
                text: entry.modelData.what
                variant: "label"
                strong: true
            }
            Words {
                text: entry.modelData.text
            }
            Words {
                text: entry.modelData.standing ? qsTr("%1 · %2 · stands now").arg(entry.modelData.who).arg(entry.modelData.when)
                                               : qsTr("%1 · %2").arg(entry.modelData.who).arg(entry.modelData.when)
                variant: "label"
                soft: true
            }
        }
    }
}
