// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** As many columns of cards as fit: one on a phone, two on a tablet, more on a desktop. */
GridLayout {
    id: flow

    /** Least width of a card at 100 % text. */
    property int least: 300
    property int most: 3

    Layout.fillWidth: true
    columns: Math.max(1, Math.min(most, Math.floor((width + columnSpacing) / (Theme.sized(least) + columnSpacing))))
    columnSpacing: Theme.spaceM
    rowSpacing: Theme.spaceM
}
