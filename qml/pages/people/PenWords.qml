// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The four short answers of a pen profile: to read, or to write. */
ColumnLayout {
    id: form

    required property PenProfile pen
    required property bool editing

    /** Something was begun and not saved. */
    readonly property bool unsaved: what.unsaved || can.unsaved || cannot.unsaved || work.unsaved

    /** True when all is saved. */
    function save(): bool {
        if (!pen.save(what.words, can.words, cannot.words, work.words))
            return false;
        for (const field of [what, can, cannot, work])
            field.saved();
        return true;
    }
    function putAway(): void {
        for (const field of [what, can, cannot, work])
            field.putAway();
    }

    spacing: Theme.spaceM

    component Answer: Card {
        id: answer

        required property string words

        visible: words !== "" && !form.editing
        headingLevel: 2

        Words {
            text: answer.words
        }
    }

    Answer {
        title: qsTr("What I do")
        words: form.pen.what
    }
    Answer {
        title: qsTr("What I can decide")
        words: form.pen.can
    }
    Answer {
        title: qsTr("What I can’t decide")
        words: form.pen.cannot
    }
    Answer {
        title: qsTr("How I like to work")
        words: form.pen.work
    }
    DraftBlock {
        id: what

        place: "pen/what"
        page: "person"
        standing: form.pen.what
        visible: form.editing
        label: qsTr("What I do")
        help: qsTr("“I am Sam’s speech therapist. I visit every second week.”")
    }
    DraftBlock {
        id: can

        place: "pen/can"
        page: "person"
        standing: form.pen.can
        visible: form.editing
        label: qsTr("What I can decide")
    }
    DraftBlock {
        id: cannot

        place: "pen/cannot"
        page: "person"
        standing: form.pen.cannot
        visible: form.editing
        label: qsTr("What I can’t decide")
        help: qsTr("This saves people from asking the wrong person.")
    }
    DraftBlock {
        id: work

        place: "pen/work"
        page: "person"
        standing: form.pen.work
        visible: form.editing
        label: qsTr("How I like to work")
        help: qsTr("How to reach you, and what helps you help.")
    }
}
