// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Backend
import Heard.Pages.Shell

/** One fact about the young person: a draft until the page is saved. */
DraftBlock {
    id: field

    /** As Profile.setAbout() names it. */
    required property string fact

    /** False when it could not be saved: then it says why. */
    function save(): bool {
        if (!unsaved)
            return true;
        const done = Profile.setAbout(fact, words.trim());
        error = done ? "" : Profile.problem;
        if (done)
            saved();
        return done;
    }

    place: "about/" + fact
    page: "about-me"
    lines: 2
}
