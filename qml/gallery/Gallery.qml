// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls

/** Every control in every state, to look at and to test. */
AdaptiveFrame {
    id: gallery

    objectName: "gallery"
    current: "home"
    brand: qsTr("Heard")
    destinations: [
        Destination { name: "home"; iconName: "home"; title: qsTr("Home") },
        Destination { name: "say"; iconName: "say"; title: qsTr("My say") },
        Destination { name: "meetings"; iconName: "meeting"; title: qsTr("Meetings") },
        Destination { name: "people"; iconName: "people"; title: qsTr("People") },
        Destination { name: "more"; iconName: "more"; title: qsTr("More") }
    ]
    onChosen: name => current = name

    PageFrame {
        id: page

        objectName: "page"
        anchors.fill: parent
        title: qsTr("All the pieces")
        showBack: true
        maximumWidth: 960
        actions: IconButton {
            iconName: "search"
            text: qsTr("Search")
        }
        notice: MessageBar {
            id: message
            objectName: "message"
        }

        Words {
            text: qsTr("This page shows every piece that Heard is made of. Each one works with touch, keys and a screen reader.")
        }
        CardFlow {
            Card {
                Layout.fillHeight: true
                title: qsTr("Sam's review")
                iconName: "meeting"
                part: "meeting"
                Words { text: qsTr("In 16 days. The next step is to say what you think.") }
                ActionButton {
                    objectName: "primary"
                    text: qsTr("Say what I think")
                    iconName: "say"
                    kind: "primary"
                    part: "meeting"
                }
            }
            Card {
                Layout.fillHeight: true
                title: qsTr("What matters to me")
                iconName: "heart"
                part: "profile"
                ground: "tint"
                Words { text: qsTr("Feeding the ducks with Nana on Sundays.") }
                Words { text: qsTr("Mum said this on 3 May"); variant: "label"; soft: true }
            }
        }
        Heading { text: qsTr("Buttons") }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceS
            ActionButton { width: Math.min(implicitWidth, parent.width); objectName: "quiet"; text: qsTr("Show a message"); onClicked: message.show(qsTr("The line was taken away."), qsTr("Undo")) }
            ActionButton { width: Math.min(implicitWidth, parent.width); text: qsTr("Keep this"); iconName: "done"; kind: "primary" }
            ActionButton { width: Math.min(implicitWidth, parent.width); text: qsTr("Skip for now"); kind: "plain" }
            ActionButton { width: Math.min(implicitWidth, parent.width); objectName: "danger"; text: qsTr("Erase it"); iconName: "remove"; kind: "danger"; onClicked: confirm.open() }
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceS
            IconButton { iconName: "print"; text: qsTr("Print"); wordBelow: true }
            IconButton { iconName: "share"; text: qsTr("Share"); wordBelow: true }
            IconButton { iconName: "freeze"; text: qsTr("Keep this day"); wordBelow: true }
            IconButton { iconName: "edit"; text: qsTr("Change"); edged: true }
        }
        Heading { text: qsTr("Faces") }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceS
            FaceButton { text: qsTr("Sam Price") }
            FaceButton { text: qsTr("Nana"); photo: "qrc:/symbols/heard/happy.svg" }
            FaceButton { text: qsTr("Miss Okafor") }
            FaceButton { text: qsTr("A new circle"); iconName: "add" }
        }
        Heading { text: qsTr("Rows") }
        ListRow { text: qsTr("Sam Price"); detail: qsTr("One-page profile, changed today"); faceName: text; badge: qsTr("2 new"); part: "profile" }
        ListRow { text: qsTr("Views in"); detail: qsTr("14 days before. The law says so."); iconName: "say"; part: "warn"; badge: qsTr("late") }
        ListRow { text: qsTr("The chosen row"); iconName: "star"; part: "say"; current: true; opens: false }
        RowLayout {
            spacing: Theme.spaceM
            ColumnLayout {
                spacing: Theme.spaceXs
                Repeater {
                    model: ListModel {
                        id: tips
                        ListElement { line: "Give me time" }
                        ListElement { line: "Show me pictures" }
                        ListElement { line: "Tell me before it gets loud" }
                    }
                    RowLayout {
                        id: tip
                        required property int index
                        required property string line
                        spacing: Theme.spaceS
                        Words { text: tip.line }
                        ReorderHandle {
                            objectName: "reorder" + tip.index
                            what: tip.line
                            position: tip.index
                            count: tips.count
                            onMoveTo: to => tips.move(position, to, 1)
                        }
                    }
                }
            }
            RoomRuler { Layout.fillHeight: true; value: 0.62 }
            RoomRuler { Layout.fillHeight: true; label: qsTr("Room on the back"); value: 1.06 }
        }
        Heading { text: qsTr("Writing") }
        TextLine { objectName: "line"; label: qsTr("Name"); help: qsTr("The name you like to be called."); text: "Sam" }
        TextLine { label: qsTr("Folder"); text: "/media/stick"; error: qsTr("This folder is not there. Your work is safe. Plug the stick in and try again.") }
        TextBlock { objectName: "block"; label: qsTr("What people like about me"); text: "I make everyone laugh." }
        PassphraseField { objectName: "pass"; label: qsTr("Passphrase"); help: qsTr("Four words that do not belong together."); strength: 2; strengthText: qsTr("Good. One more word makes it strong.") }
        Heading { text: qsTr("Choosing") }
        CheckChoice { objectName: "check"; text: qsTr("Show who said it"); help: qsTr("A small face beside each line."); checked: true }
        CheckChoice { text: qsTr("Add the date") }
        SwitchChoice { objectName: "switch"; text: qsTr("Move things gently"); checked: true }
        SwitchChoice { text: qsTr("Read everything aloud"); help: qsTr("Uses the voice of this device.") }
        RadioGroupBox {
            objectName: "radios"
            label: qsTr("Who can see this?")
            value: "family"

            RadioChoice { value: "all"; text: qsTr("Everyone here") }
            RadioChoice { value: "family"; text: qsTr("Family"); help: qsTr("Mum, Dad and Nana") }
            RadioChoice { value: "me"; text: qsTr("Only me") }
        }
        ChoiceList {
            objectName: "choice"
            label: qsTr("Language")
            value: "en"

            RadioChoice { value: "en"; text: "English" }
            RadioChoice { value: "cy"; text: "Cymraeg" }
            RadioChoice { value: "ar"; text: "العربية" }
        }
        StepSlider {
            objectName: "slider"
            label: qsTr("Text size")
            value: Math.round(Theme.textScale * 100)
            onMoved: value => Theme.textScale = value / 100
        }
        Heading { text: qsTr("How things stand") }
        StatusLine { text: qsTr("2 things waiting to send"); iconName: "waiting" }
        StatusLine { text: qsTr("All is saved on this device"); tone: "good" }
        StatusLine { text: qsTr("Views are 3 days late"); tone: "warn" }
        StatusLine { text: qsTr("The stick is not there"); tone: "alert" }
        ProgressLine { label: qsTr("Making the page"); value: 0.4 }
        EmptyState {
            part: "say"
            picture: "qrc:/symbols/heard/talk.svg"
            text: qsTr("Nobody has said anything yet. Start with one thing you like.")
            actionText: qsTr("Say something")
        }
        ActionButton { objectName: "opener"; text: qsTr("Open a sheet"); onClicked: sheet.open() }
        Heading { text: qsTr("Icons") }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceM
            Repeater {
                model: ["home", "circle", "people", "person", "profile", "say", "meeting", "charter", "add", "less", "edit", "remove", "up", "down", "drag", "back", "next", "forward", "close", "menu", "more", "settings", "lock", "unlock", "key", "sync", "waiting", "done", "warning", "info", "question", "print", "export", "mail", "share", "compare", "freeze", "eye", "eye-off", "photo", "text-size", "contrast", "language", "storage", "security", "search", "undo", "star", "heart", "hand", "strength", "tip", "folder", "usb", "copy", "invite", "about", "history", "ear", "play", "stop", "speaker", "picture", "cloud-off", "calendar", "device", "filter", "chevron-down", "chevron-up"]
                Icon {
                    required property string modelData
                    name: modelData
                }
            }
        }
    }

    Sheet {
        id: sheet
        objectName: "sheet"
        title: qsTr("Who said it?")
        Words { text: qsTr("Choose the person who said this.") }
        ListRow { text: qsTr("Sam Price"); faceName: text; opens: false; onClicked: sheet.close() }
        ListRow { text: qsTr("Nana"); faceName: text; opens: false; onClicked: sheet.close() }
    }
    ConfirmSheet {
        id: confirm
        objectName: "confirm"
        title: qsTr("Erase this profile?")
        text: qsTr("It goes from this device for good. Copies that others have stay with them.")
        confirmText: qsTr("Erase it")
        confirmIcon: "remove"
        danger: true
    }
}
