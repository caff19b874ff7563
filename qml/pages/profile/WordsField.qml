// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/** The words of a line, with a gentle hint and the room that is left, both live. */
WritingField {
    id: field

    below: [
        StatusLine {
            text: Profile.hint(field.text)
        },
        StatusLine {
            iconName: RoomLeft.fits ? "profile" : "warning"
            tone: RoomLeft.fits ? "quiet" : "warn"
            text: RoomLeft.sentence
        }
    ]
}
