// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Facts that every page shows: the name, the photo, and how the young person communicates. Each saves itself. */
PageFrame {
    id: page

    function keep(): bool {
        let all = true;
        for (const field of [called, talk, yes, no, stop, pain])
            all = field.keep() && all;
        return all;
    }
    function leave(): void {
        if (keep())
            Navigator.back();
    }

    title: qsTr("About me")
    iconName: compact ? "" : "about"
    part: "profile"
    showBack: true
    maximumWidth: Theme.pageWidth
    spacing: Theme.spaceL
    onBack: leave()
    T.StackView.onDeactivating: keep()
    Component.onDestruction: keep()

    Words {
        text: qsTr("These words stand on every page. What you type is saved by itself.")
        soft: true
    }
    Card {
        title: qsTr("Who I am")
        iconName: "person"

        GridLayout {
            columns: page.columnWidth < Theme.sized(400) ? 1 : 2
            columnSpacing: Theme.spaceM
            rowSpacing: Theme.spaceS

            FaceChip {
                size: Math.round(Theme.symbolSize * 1.5)
                name: Profile.name
                photo: Profile.photo
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.spaceS

                ActionButton {
                    width: Math.min(implicitWidth, parent.width)
                    iconName: "photo"
                    text: Profile.photo === "" ? qsTr("Choose a photo") : qsTr("Other photo")
                    onClicked: picker.open()
                }
                ActionButton {
                    visible: Profile.photo !== ""
                    width: Math.min(implicitWidth, parent.width)
                    iconName: "close"
                    text: qsTr("Take the photo away")
                    onClicked: wrong.text = Profile.takeAboutPhotoAway() ? "" : Profile.problem
                }
            }
        }
        StatusLine {
            id: wrong

            tone: "alert"
            live: true
        }
        AboutField {
            id: called

            fact: "name"
            standing: Profile.name
            lines: 1
            label: qsTr("Name to show")
            help: qsTr("The name I like to be called.")
        }
    }
    Card {
        title: qsTr("How I communicate")
        iconName: "say"

        AboutField {
            id: talk

            fact: "communicate"
            standing: Profile.communicate
            label: qsTr("How I talk and listen")
            help: qsTr("Speech, signs, pictures, a tablet, or something else.")
        }
        AboutField {
            id: yes

            fact: "yes"
            standing: Profile.yes
            label: qsTr("How I say yes")
        }
        AboutField {
            id: no

            fact: "no"
            standing: Profile.no
            label: qsTr("How I say no")
        }
        AboutField {
            id: stop

            fact: "stop"
            standing: Profile.stop
            label: qsTr("How I say stop")
        }
        AboutField {
            id: pain

            fact: "pain"
            standing: Profile.pain
            label: qsTr("How I show pain")
        }
    }
    FilePicker {
        id: picker

        title: qsTr("Choose a photo")
        filters: ["*.jpg", "*.jpeg", "*.png", "*.webp"]
        onChosen: path => wrong.text = Profile.setAboutPhoto(path) ? "" : Profile.problem
    }
    footer: ActionButton {
        kind: "primary"
        wide: true
        iconName: "done"
        text: qsTr("Done")
        onClicked: page.leave()
    }
}
