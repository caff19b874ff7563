// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls

/** A field for words that stand there already: it takes the keyboard at their end. */
TextBlock {
    id: field

    readonly property var writing: Window.activeFocusItem

    function start(): void {
        forceActiveFocus(Qt.TabFocusReason);
        if (activeFocus)
            writing.cursorPosition = length;
    }

    lines: 2
}
