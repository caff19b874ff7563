// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The four short answers of a pen profile: to read, or to write. */
ColumnLayout {
    id: form

    required property PenProfile pen
    required property bool editing

    /** True when all is saved. */
    function save(): bool {
        return pen.save(what.text, can.text, cannot.text, work.text);
    }
    function reset(): void {
        what.text = pen.what;
        can.text = pen.can;
        cannot.text = pen.cannot;
        work.text = pen.work;
    }

    onEditingChanged: reset()
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
    TextBlock {
        id: what

        visible: form.editing
        label: qsTr("What I do")
        help: qsTr("“I am Sam’s speech therapist. I visit every second week.”")
    }
    TextBlock {
        id: can

        visible: form.editing
        label: qsTr("What I can decide")
    }
    TextBlock {
        id: cannot

        visible: form.editing
        label: qsTr("What I can’t decide")
        help: qsTr("This saves people from asking the wrong person.")
    }
    TextBlock {
        id: work

        visible: form.editing
        label: qsTr("How I like to work")
        help: qsTr("How to reach you, and what helps you help.")
    }
}
