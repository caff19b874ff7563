// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Facts that every page shows: the name, the photo, and how the young person communicates. What is typed is a draft until Save. */
PageFrame {
    id: page

    readonly property bool unsaved: called.unsaved || talk.unsaved || yes.unsaved || no.unsaved || stop.unsaved || pain.unsaved

    /** What the button of the message does: "undo" (of typing) or "take-back" (of a photo). */
    property string offer: "undo"

    /** Saves what can be saved; the keyboard goes to the first that could not. */
    function save(): void {
        let first = null;
        for (const field of [called, talk, yes, no, stop, pain])
            if (!field.save() && first === null)
                first = field;
        shown.what = first;
        shown.restart();
        if (first !== null) {
            first.forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        said.kind = "done";
        said.show(qsTr("Saved. Everyone in the circle sees it."), "");
        // Save is gone with what there was to save.
        done.forceActiveFocus(Qt.TabFocusReason);
    }
    function throwAway(): void {
        let first = null;
        for (const field of [called, talk, yes, no, stop, pain])
            if (field.putAway() && first === null)
                first = field;
        offer = "undo";
        said.kind = "done";
        said.show(qsTr("What you typed is thrown away."), first !== null ? qsTr("Undo") : "");
        if (first !== null)
            first.forceActiveFocus(Qt.TabFocusReason);
    }
    /** A photo is there, or gone, at once: said, and taken back in one press. */
    function photoChanged(done: bool, sentence: string): void {
        wrong.text = done ? "" : Profile.problem;
        if (!done)
            return;
        offer = "take-back";
        said.kind = "done";
        said.show(Spoken.sentences([sentence, qsTr("Everyone in %1’s circle sees it.").arg(CurrentCircle.name)]), qsTr("Undo"));
        choosing.forceActiveFocus(Qt.TabFocusReason);
    }

    title: qsTr("About me")
    iconName: compact ? "" : "about"
    part: "profile"
    showBack: true
    maximumWidth: Theme.pageWidth
    spacing: Theme.spaceL
    onBack: {
        if (Drafts.flush())
            Navigator.back();
    }
    Keys.onPressed: event => {
        if (!event.matches(StandardKey.Save))
            return;
        event.accepted = true;
        save();
    }

    notice: MessageBar {
        id: said

        onActed: {
            if (page.offer === "take-back") {
                wrong.text = Profile.takeBack() ? "" : Profile.problem;
                choosing.forceActiveFocus(Qt.TabFocusReason);
                return;
            }
            const place = Drafts.undo();
            for (const field of [called, talk, yes, no, stop, pain])
                if (field.place === place)
                    field.forceActiveFocus(Qt.TabFocusReason);
        }
    }
    Timer {
        id: shown

        property Item what: null

        // What is wrong has its room then.
        interval: 50
        onTriggered: if (what) page.reveal(what)
    }

    Words {
        text: qsTr("These words stand on every page. What you type stays only here until you save it.")
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
                    id: choosing

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
                    onClicked: page.photoChanged(Profile.takeAboutPhotoAway(), qsTr("The photo is gone."))
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
        note: qsTr("Everyone in the circle will see it as soon as you choose it.")
        filters: ["*.jpg", "*.jpeg", "*.png", "*.webp"]
        onChosen: path => page.photoChanged(Profile.setAboutPhoto(path), qsTr("The photo is there."))
    }
    ActionButton {
        visible: page.unsaved
        iconName: "close"
        text: qsTr("Throw away what I typed")
        onClicked: page.throwAway()
    }
    footStays: unsaved
    footer: [
        SaveBar {
            id: bar

            visible: page.unsaved
            seenBy: CurrentCircle.members < 2 ? qsTr("You, and everyone who joins %1’s circle, will see it.").arg(CurrentCircle.name)
                                              : qsTr("Everyone in %1’s circle will see it.").arg(CurrentCircle.name)
            onSaving: page.save()
        },
        ActionButton {
            id: done

            visible: !page.unsaved
            kind: "primary"
            wide: true
            iconName: "done"
            text: qsTr("Done")
            onClicked: page.back()
        }
    ]
}
