// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/**
 * Which line of the profile is being written, one at a time. Whoever opens another first lets go of the present one, which
 * keeps its words: typing is never lost.
 */
QtObject {
    id: desk

    /** Id of a line, "new/<section>", or "". */
    property string open
    /** Words that a new line starts with. */
    property string beginning
    /** Set to false by an editor that could not save, and must stay open. */
    property bool kept: true

    /** The open editor must save what is typed. */
    signal keeping
    /** A line was taken away: it can be brought back. */
    signal takenAway(string line)
    /** Something went well that should be said. */
    signal told(string sentence)

    function keep(): bool {
        kept = true;
        keeping();
        return kept;
    }
    function edit(what: string, words: string): void {
        if (what === open || !keep())
            return;
        beginning = words;
        open = what;
    }
    function close(): void {
        open = "";
    }
}
