// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The circles that pages can be made for, each to be chosen. Only the rows in sight exist. */
ListView {
    id: rows

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

    KeyboardFollower {
        view: rows
    }

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
