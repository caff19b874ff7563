// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/** What an answer knows of the question it belongs to. */
FocusScope {
    /** Value of the answer that is chosen. */
    property string value
    /** The one answer that Tab stops at: the chosen one, or the first. The arrows reach the others. */
    property Item stop: null

    /** The person chose an answer; `value` has it already. */
    signal chosen(string value)
    /** The arrows go from this answer to the next (1) or the one before (-1). */
    signal stepped(Item answer, int by)
    /** Home and End go to the first answer (false) or the last one (true). */
    signal ended(bool last)

    function choose(answer: string): void {
        value = answer;
        chosen(answer);
    }
}
