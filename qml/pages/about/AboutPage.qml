// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls

/** What Heard is, what it does with what you write, and whose work it stands on. */
PageFrame {
    id: page

    title: qsTr("About Heard")
    maximumWidth: Theme.sheetWidth
    spacing: Theme.spaceL

    Words {
        text: qsTr("Heard %1").arg(Qt.application.version)
        soft: true
    }
    Card {
        title: qsTr("Privacy in plain words")
        iconName: "lock"
        ground: "tint"

        Repeater {
            model: [
                { icon: "done", text: qsTr("What you write is locked on this device with your passphrase.") },
                { icon: "done", text: qsTr("There is no account. Nobody counts what you do.") },
                { icon: "done", text: qsTr("Nothing leaves this device until you share it.") },
                { icon: "info", text: qsTr("Who keeps your shared folder sees only locked files. They can tell how many there are and when they change.") },
                { icon: "info", text: qsTr("Someone who has this device open, or a photo of the screen, can read what you can read.") },
                { icon: "warning", text: qsTr("What you export or print is not locked any more. Look after it.") }
            ]
            RowLayout {
                id: line

                required property var modelData

                spacing: Theme.spaceS
                Icon {
                    Layout.alignment: Qt.AlignTop
                    name: line.modelData.icon
                    color: Theme.accent
                }
                Words {
                    text: line.modelData.text
                }
            }
        }
    }
    Card {
        title: qsTr("Yours to use and change")
        iconName: "heart"

        Words {
            text: qsTr("Heard is free software under the GNU General Public License, version 3 or later. You may use it, study it, share it and change it. It comes without warranty.")
        }
    }
    Heading {
        text: qsTr("Thank you")
    }
    Words {
        text: qsTr("Heard stands on the work of many people.")
    }
    Credits {}
}
