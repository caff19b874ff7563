// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick
import Heard.Pages.Shell

/** Where the window is. Pages ask it to go elsewhere; the shell does it. */
QtObject {
    id: navigator

    /** Name of the page shown. */
    property string current
    /** Name of the place that is marked in the bar or rail. */
    property string place
    /** How many pages lie on one another. */
    property int depth: 0

    /** For the shell. */
    signal goingTo(PageEntry entry, var properties)
    signal opening(PageEntry entry, var properties)
    signal goingBack

    /** To a page, with nothing to go back to. False when there is none of this name. */
    function go(name: string): bool {
        return start(name, ({}));
    }
    function start(name: string, properties: var): bool {
        const entry = PageRegistry.entry(name);
        if (entry)
            goingTo(entry, properties);
        return entry !== null;
    }
    /** On top of the present page, with values for its properties. */
    function open(name: string, properties: var): bool {
        const entry = PageRegistry.entry(name);
        if (entry)
            opening(entry, properties);
        return entry !== null;
    }
    function back(): void {
        goingBack();
    }
}
