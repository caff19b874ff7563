// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Pages.Shell

/** A page before the window is open: one narrow column, a little below the top of a tall window. */
FocusScope {
    id: frame

    property alias title: page.title
    property alias showBack: page.showBack
    default property alias content: page.content

    PageFrame {
        id: page

        anchors.fill: parent
        anchors.topMargin: page.compact ? 0 : Math.max(0, Math.round((frame.height - 720) / 3))
        focus: true
        maximumWidth: Theme.sheetWidth
        onBack: Navigator.back()
    }
}
