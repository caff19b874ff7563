// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/** Words that could not be saved when their page went away: they are there again when the same place is opened. In memory only. */
QtObject {
    id: drafts

    property var kept: ({})

    function put(place: string, words: string): void {
        kept[place] = words;
    }
    /** The words, once; "" when there are none. */
    function take(place: string): string {
        const words = kept[place] ?? "";
        delete kept[place];
        return words;
    }
}
