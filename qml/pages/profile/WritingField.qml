// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Pages.Shell

/** A field for words that stand there already: it takes the keyboard at their end. */
TextBlock {
    id: field

    function start(): void {
        forceActiveFocus(Qt.TabFocusReason);
        cursorPosition = length;
    }

    lines: 2
    spelling: SpellHelp { field: field }
}
