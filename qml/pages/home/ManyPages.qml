// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Pages.Shell

/** The same page for several circles at once, saved into one folder. */
FocusScope {
    id: page

    readonly property string title: qsTr("Pages for several circles")
    readonly property int gutter: width < 400 ? Theme.spaceM : Theme.spaceL

    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onEscapePressed: Navigator.back()

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    ManyRows {
        id: rows

        x: Math.max(page.gutter - Theme.spaceS, Math.round((page.width - width) / 2))
        width: Math.min(Theme.pageWidth, page.width - 2 * page.gutter + 2 * Theme.spaceS)
        height: page.height
        focus: true
        // Not among the rows: on Qt 6.4 a view can't make a header that is bound to its place.
        header: ManyHead {}
    }
}
