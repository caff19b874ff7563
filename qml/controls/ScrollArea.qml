// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** Content that may be taller than its place. Whatever gets the focus is brought into view. */
Flickable {
    id: area

    /** Room around what is brought into view. */
    property int margin: Theme.spaceL
    property Item focused: Window.activeFocusItem

    /** Scrolls no further than needed to show a part of an item. */
    function reveal(item: Item, part: rect): void {
        show(item, part, 0);
    }
    /** The same, with `ahead` pixels of what comes next, so that the page does not move at every step. */
    function show(item: Item, part: rect, ahead: real): void {
        let above = item ? item.parent : null;
        while (above && above !== contentItem)
            above = above.parent;
        if (!above)
            return;
        const place = item.mapToItem(contentItem, part.x, part.y, part.width, part.height);
        const low = place.y + place.height + margin - height;
        const high = place.y - margin;
        if (low > contentY)
            move(Math.min(low + ahead, high));
        else if (high < contentY)
            move(Math.max(high - ahead, low));
    }
    function move(wanted: real): void {
        const limit = Math.max(0, contentHeight - height);
        contentY = Math.max(0, Math.min(limit, wanted));
    }
    function page(direction: int): void {
        move(contentY + direction * height * 0.85);
    }

    /** Where somebody writes. Untyped, since Qt 6.4 has no working "as". */
    function lineOf(writing: var): rect {
        return writing.cursorRectangle;
    }
    /** Brings what has the focus into view; while somebody writes, the line being written. */
    function follow(): void {
        // Not "as": the code that Qt 6.4 compiles from it takes every item for null.
        if (focused instanceof TextEdit)
            reveal(focused, lineOf(focused));
        else if (focused)
            show(focused, Qt.rect(0, 0, focused.width, Math.min(focused.height, height - 2 * margin)), height / 2);
    }

    clip: true
    contentWidth: width
    boundsBehavior: Flickable.StopAtBounds
    flickableDirection: Flickable.VerticalFlick
    interactive: contentHeight > height

    onFocusedChanged: later.restart()
    // A bar that grows, or the keyboard of a phone, must not cover the line that is being written.
    onHeightChanged: if (focused instanceof TextEdit) later.restart()
    onContentHeightChanged: if (focused instanceof TextEdit) later.restart()
    Keys.onPressed: event => {
        switch (event.key) {
        case Qt.Key_PageDown:
            page(1);
            break;
        case Qt.Key_PageUp:
            page(-1);
            break;
        default:
            return;
        }
        event.accepted = true;
    }

    Timer {
        id: later

        // One turn later: the layout has its sizes then.
        interval: 1
        onTriggered: area.follow()
    }
    Connections {
        target: area.focused
        ignoreUnknownSignals: true
        function onCursorRectangleChanged(): void {
            later.restart();
        }
    }

    Rectangle {
        id: bar

        // Only a sign of where one is; scrolling needs no grip on it.
        parent: area
        x: area.LayoutMirroring.enabled ? 2 : area.width - width - 2
        y: Math.round(area.visibleArea.yPosition * area.height)
        width: Theme.spaceXs
        height: Math.max(Theme.spaceXl, area.visibleArea.heightRatio * area.height)
        radius: width / 2
        color: Theme.edge
        visible: area.contentHeight > area.height + 1
    }
}
