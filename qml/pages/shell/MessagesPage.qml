// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Everything that the person was told and has not dealt with yet. */
PageFrame {
    id: page

    title: qsTr("Messages")
    iconName: "info"
    showBack: true
    onBack: Navigator.back()

    EmptyState {
        visible: Messages.count === 0
        iconName: "done"
        part: "charter"
        text: qsTr("Nothing needs you now.")
        actionText: PageRegistry.titleOf("home")
        actionIcon: "home"
        onActed: Navigator.go("home")
    }
    Repeater {
        model: Messages
        Card {
            id: card

            required property int index
            required property string kind
            required property string text
            required property string detail
            required property string actionText

            part: kind === "done" ? "charter" : kind === "warning" ? "warn" : "alert"
            iconName: kind === "done" ? "done" : "warning"
            title: text

            Words {
                visible: text !== ""
                text: card.detail
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.spaceS

                ActionButton {
                    visible: card.actionText !== ""
                    width: Math.min(implicitWidth, parent.width)
                    kind: "primary"
                    text: card.actionText
                    about: card.text
                    iconName: "forward"
                    onClicked: Messages.choose(card.index)
                }
                ActionButton {
                    width: Math.min(implicitWidth, parent.width)
                    kind: "plain"
                    text: qsTr("Put away")
                    about: card.text
                    iconName: "close"
                    onClicked: Messages.dismiss(card.index)
                }
            }
        }
    }
}
