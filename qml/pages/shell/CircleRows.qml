// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend

/**
 * The circles that match what was typed. Only the rows in sight exist, and none of the circles is opened for it. Tab stops once; the arrows,
 * Home and End go from row to row.
 */
ListView {
    id: rows

    property alias typed: search.typed
    property alias only: search.only
    readonly property CircleSearch search: CircleSearch {
        id: search

        sourceModel: CircleList
    }

    /** The keyboard is above the rows. No row is current then: the view would give it the keyboard while somebody types. */
    readonly property bool above: headerItem !== null && headerItem.activeFocus

    signal chosen(string circle)
    /** Somebody types while the keyboard is in the list. */
    signal typing(string text)

    /** Chooses the row where one is, or the first. */
    function take(): void {
        const circle = search.idAt(Math.max(0, currentIndex));
        if (circle !== "")
            chosen(circle);
    }
    /** The keyboard comes into the rows. */
    function enter(): void {
        if (currentIndex < 0)
            currentIndex = 0;
        const row = currentItem as ListRow;
        if (!row || row.activeFocus && row.visualFocus)
            return;
        // The view itself gives the keyboard to a row that became current, and then there is no ring: given again, it is drawn.
        row.focus = false;
        row.forceActiveFocus(Qt.TabFocusReason);
    }
    /** Where the keyboard is in the rows already, it goes on to the current one. Somebody who writes above them goes on writing. */
    function ring(): void {
        if (activeFocus && !above)
            enter();
    }

    /** True for what writes something; a space presses, and keys such as Escape come with a text too. */
    function isLetter(text: string, modifiers: int): bool {
        return text.length > 0 && text.charCodeAt(0) > 0x20 && text.charCodeAt(0) !== 0x7f && (modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier)) === 0;
    }

    model: search
    clip: true
    spacing: Theme.spaceS
    topMargin: Theme.spaceS
    bottomMargin: Theme.spaceM
    boundsBehavior: Flickable.StopAtBounds
    currentIndex: 0
    highlightMoveDuration: 0
    highlightFollowsCurrentItem: true
    keyNavigationEnabled: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("My circles")
    onCurrentItemChanged: soon.restart()
    onActiveFocusChanged: ring()
    onAboveChanged: if (above) currentIndex = -1
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Home) {
            currentIndex = 0;
        } else if (event.key === Qt.Key_End) {
            currentIndex = count - 1;
        } else if (isLetter(event.text, event.modifiers)) {
            typing(event.text);
        } else {
            return;
        }
        event.accepted = true;
    }

    Timer {
        id: soon

        // A row far away is made first, and then has the place where it is.
        interval: 1
        onTriggered: rows.ring()
    }
    Connections {
        target: search
        function onChanged(): void {
            rows.currentIndex = rows.above ? -1 : 0;
        }
    }

    KeyboardFollower {
        view: rows
    }

    delegate: ListRow {
        id: row

        required property int index
        required property string circleId
        required property string name
        required property string facts
        required badge

        // So that the view does not cut the ring of the keyboard.
        x: Theme.spaceS
        width: rows.width - 2 * Theme.spaceS
        activeFocusOnTab: ListView.isCurrentItem || activeFocus || rows.currentIndex < 0 && index === 0
        text: name
        detail: facts
        faceName: name
        part: badge === "" ? "" : "warn"
        current: circleId === CurrentCircle.circleId
        onActiveFocusChanged: if (activeFocus) rows.currentIndex = index
        onClicked: {
            rows.currentIndex = index;
            rows.chosen(circleId);
        }
    }
}
