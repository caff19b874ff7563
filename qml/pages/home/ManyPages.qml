// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
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
    ListView {
        id: rows

        x: Math.max(page.gutter - Theme.spaceS, Math.round((page.width - width) / 2))
        width: Math.min(Theme.pageWidth, page.width - 2 * page.gutter + 2 * Theme.spaceS)
        height: page.height
        focus: true
        clip: true
        spacing: Theme.spaceXs
        topMargin: Theme.spaceS
        bottomMargin: Theme.spaceL
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        keyNavigationEnabled: true
        currentIndex: 0
        model: search
        Accessible.role: Accessible.List
        Accessible.name: qsTr("My circles")
        onCurrentItemChanged: {
            if (activeFocus && currentItem)
                currentItem.forceActiveFocus(Qt.TabFocusReason);
        }

        CircleSearch {
            id: search

            sourceModel: CircleList
        }

        header: ManyHead {}
        delegate: CheckChoice {
            id: row

            required property string circleId
            required property string name
            required property string facts

            x: Theme.spaceS
            width: rows.width - 2 * Theme.spaceS
            activeFocusOnTab: ListView.isCurrentItem || activeFocus
            text: name
            help: facts
            onToggled: BulkPages.choose(circleId, checked)

            Binding on checked { value: (BulkPages.chosenCount, BulkPages.isChosen(row.circleId)) }
        }
    }
}
