// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/** Two colours that meet on the screen. */
QtObject {
    required property string name
    required property color foreground
    required property color background
    /** "text" (4.5 to 1; 7 to 1 in high contrast) or "mark" (edges and icons, 3 to 1). */
    property string kind: "text"
}
