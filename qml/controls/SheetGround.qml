// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** The paper of a sheet. */
Item {
    id: ground

    property bool low: false

    Shadow {
        depth: 5
        corner: Theme.plateRadius
    }
    Rectangle {
        width: parent.width
        // On a phone the lower corners lie beyond the edge of the window.
        height: parent.height + (ground.low ? Theme.plateRadius : 0)
        radius: Theme.plateRadius
        color: Theme.paper
        border.width: Theme.edgeWidth
        border.color: Theme.hairline
    }
}
