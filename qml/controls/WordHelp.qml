// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/** What a field knows of the spelling of its words. Fields ask by signals; whoever has a word list answers by the properties. */
QtObject {
    /** Words that are not known: each has `start` and `length`. */
    property var marks: []
    /** The word that was asked about; "" when there is none. */
    property string word
    property bool strange: false
    /** The person added it to the words that are known. */
    property bool own: false
    /** What may have been meant. */
    property var suggestions: []

    /** About the word at a place of the text. */
    signal asking(int position)
    /** This shall stand in the place of the word that was asked about. */
    signal replacing(string by)
    /** The word is right, and to be known from now on; or not any more. */
    signal adding
    signal forgetting

    /** Where the next marked word begins, from a place on and round again; -1 when none is marked. */
    function next(position: int): int {
        for (const mark of marks)
            if (mark.start >= position)
                return mark.start;
        return marks.length > 0 ? marks[0].start : -1;
    }
}
