// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls

/** A sign with its word below a line: never a colour alone. */
RowLayout {
    id: mark

    property string iconName
    property string text
    property color tone: Theme.inkSoft

    spacing: Theme.spaceXs

    Icon {
        Layout.alignment: Qt.AlignTop
        name: mark.iconName
        size: Math.round(Theme.iconSize * 0.8)
        color: mark.tone
    }
    Words {
        text: mark.text
        variant: "label"
        strong: true
        tone: mark.tone
        Accessible.ignored: true
    }
}
