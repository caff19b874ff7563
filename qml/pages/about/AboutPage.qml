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
                qsTr("What you write is locked on this device with your passphrase."),
                qsTr("There is no account. Nobody counts what you do."),
                qsTr("Nothing leaves this device until you share it."),
                qsTr("Who keeps your shared folder sees only locked files. They can tell how many there are and when they change."),
                qsTr("Someone who has this device open, or a photo of the screen, can read what you can read."),
                qsTr("What you export or print is not locked any more. Look after it.")
            ]
            RowLayout {
                id: line

                required property string modelData

                spacing: Theme.spaceS
                Icon {
                    Layout.alignment: Qt.AlignTop
                    name: "done"
                    color: Theme.accent
                }
                Words {
                    text: line.modelData
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
