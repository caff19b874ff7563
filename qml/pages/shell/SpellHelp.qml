// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/** The spelling of one field, by the word list of the app's language. */
WordHelp {
    id: help

    required property TextBlock field
    readonly property SpellMarks found: SpellMarks {
        spelling: Spelling
        document: help.field.document
        cursor: help.field.cursorPosition
        active: help.field.writing
    }

    marks: found.marks
    word: found.word
    strange: found.strange
    own: found.own
    suggestions: found.suggestions
    onAsking: position => found.ask(position)
    onReplacing: by => field.cursorPosition = found.replace(by)
    onAdding: found.add()
    onForgetting: found.forget()
}
