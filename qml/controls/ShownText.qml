// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/** Text under another name, so that Words can draw something else than what they say. */
Text {
    id: letters

    property alias shown: letters.text
}
