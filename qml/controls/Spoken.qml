// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/** Puts pieces of text together for a screen reader. */
QtObject {
    /** The pieces that are not empty, with commas. */
    function line(pieces: var): string {
        return pieces.filter(piece => piece !== "").join(", ");
    }
    /** The sentences that are not empty, one after the other. */
    function sentences(pieces: var): string {
        return pieces.filter(piece => piece !== "").map(piece => /[.!?…]$/.test(piece) ? piece : piece + ".").join(" ");
    }
}
