// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The first thing anybody sees: what this is, in four sentences. */
StartFrame {
    id: page

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        implicitWidth: Theme.symbolSize + Theme.spaceXl
        implicitHeight: implicitWidth
        radius: width / 2
        color: Theme.tint("")
        border.width: Theme.contrast ? Theme.edgeWidth : 0
        border.color: Theme.edge

        Icon {
            anchors.centerIn: parent
            name: "ear"
            size: Theme.symbolSize
            color: Theme.accent
        }
    }
    Heading {
        text: qsTr("Hello. This is Heard.")
        level: 1
        question: true
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        text: qsTr("It helps young people say what matters to them. And it helps everyone around them to listen.")
        variant: "lead"
        horizontalAlignment: Text.AlignHCenter
    }
    ColumnLayout {
        Layout.topMargin: Theme.spaceS
        spacing: Theme.spaceM

        Repeater {
            model: [
                { icon: "lock", text: qsTr("What you write is locked on this device.") },
                { icon: "eye", text: qsTr("You choose who can see it.") },
                { icon: "cloud-off", text: qsTr("It works without the internet.") }
            ]
            RowLayout {
                id: line

                required property var modelData

                spacing: Theme.spaceM
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
    ActionButton {
        Layout.topMargin: Theme.spaceM
        kind: "primary"
        wide: true
        text: qsTr("Start")
        iconName: "next"
        onClicked: Navigator.open("who", {})
    }
    Words {
        text: qsTr("Do you have an invite? Press Start first. You can open it right after.")
        soft: true
        horizontalAlignment: Text.AlignHCenter
    }
    ActionButton {
        kind: "plain"
        wide: true
        text: qsTr("Bring back a backup")
        iconName: "history"
        onClicked: Navigator.open("restore", {})
    }
    Card {
        visible: Session.putAside !== ""
        ground: "shade"
        title: qsTr("A locked store is put aside")
        iconName: "lock"

        Words {
            text: qsTr("It is kept here, as it was: %1").arg(Session.putAside)
            soft: true
        }
        ActionButton {
            text: qsTr("Take it back")
            iconName: "undo"
            onClicked: Session.takeBack()
        }
        StatusLine {
            text: Session.problem
            tone: "alert"
            live: true
        }
    }
    ChoiceList {
        visible: Language.choices.length > 1
        label: qsTr("Language")
        value: Language.current
        onChosen: code => {
            Preferences.language = code;
            Language.current = code;
        }

        Repeater {
            model: Language.choices
            RadioChoice {
                required property languageChoice modelData

                value: modelData.code
                text: modelData.name
            }
        }
    }
}
