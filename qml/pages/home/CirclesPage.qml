// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Backend
import Heard.Pages.Shell

/** All circles of somebody who has several: find one by its name, or those where something is new or missing. */
FocusScope {
    id: page

    /** What is shown at first: see CircleSearch.only. */
    property string only
    /** The page to go on to with the circle that is chosen. */
    property string then: "circle"
    readonly property bool goesBack: Navigator.depth > 1

    function choose(circle: string): void {
        if (!CurrentCircle.choose(circle))
            return;
        if (PageRegistry.entry(then)?.destination ?? false)
            Navigator.go(then);
        else
            Navigator.open(then, {});
    }
    function write(text: string): void {
        rows.positionViewAtBeginning();
        rows.head.field.forceActiveFocus();
        rows.head.field.text += text;
    }

    Accessible.role: Accessible.Pane
    Accessible.name: rows.head ? rows.head.title : ""
    Component.onCompleted: rows.only = only
    Keys.onEscapePressed: event => {
        event.accepted = goesBack;
        if (goesBack)
            Navigator.back();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    CircleRows {
        id: rows

        readonly property var head: headerItem
        readonly property int gutter: page.width < 400 ? Theme.spaceM : Theme.spaceL

        x: Math.max(gutter - Theme.spaceS, Math.round((page.width - width) / 2))
        width: Math.min(Theme.pageWidth, page.width - 2 * gutter + 2 * Theme.spaceS)
        height: page.height
        focus: true
        onChosen: circle => page.choose(circle)
        onTyping: text => page.write(text)

        header: CirclesHead {}
    }
}
