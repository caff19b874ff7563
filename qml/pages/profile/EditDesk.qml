// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Backend

/**
 * Which line of the profile is being written, one at a time. What is typed is a draft from the first letter on: whoever opens another
 * line, or goes elsewhere, loses nothing and shares nothing.
 */
QtObject {
    id: desk

    /** Id of a line, "new/<section>", or "": as Drafts names its place. */
    property string open
    /** Words that a new line starts with. */
    property string beginning
    /** What is written in the open line; null when none is open. */
    property LineDraft draft: null
    /** What went well just now, until something is typed again. */
    property string done

    /** To the open editor: make a line of it. */
    signal saving
    /** To the open editor: the keyboard goes to the words, or to what comes after them. */
    signal toWords
    signal pastWords
    /** The keyboard goes on from the words: to Save. */
    signal tabbed
    /** Something of the open editor must be seen: what is wrong with it, for example. */
    signal revealing(Item what)
    /** The editor was left with words that are not saved: one can go on. */
    signal left(string place)
    /** What was typed was thrown away: it can be brought back. */
    signal thrownAway
    /** A line was taken away: it can be brought back. */
    signal takenAway(string line)
    /** Something was changed at once, without Save: it is said, and can be taken back. */
    signal changedAtOnce(string sentence)
    /** The keyboard goes to a line; with line "": to what stands at a place of a block now. */
    signal landing(string line, string section, int index)

    /** Keeps what is typed, only here, before one goes elsewhere. False when that can't be done: then one stays. */
    function keep(): bool {
        return Drafts.flush();
    }
    function edit(what: string, words: string): void {
        if (what === open)
            return;
        beginning = words;
        open = what;
    }
    /** Goes on where somebody was writing when this page was left. */
    function resume(): void {
        if (open === "" && Drafts.openPlace !== "")
            edit(Drafts.openPlace, "");
    }
    function close(): void {
        open = "";
    }
}
