// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** Brings what has the keyboard into view, with room for its ring, in a list and in what stands above its rows. */
Item {
    id: follower

    required property ListView view

    function reveal(item: Item): void {
        if (!item || !view.activeFocus)
            return;
        const top = item.mapToItem(view.contentItem, 0, 0).y - Theme.spaceM;
        const bottom = top + item.height + 2 * Theme.spaceM;
        if (top < view.contentY)
            view.contentY = top;
        else if (bottom > view.contentY + view.height)
            view.contentY = Math.min(top, bottom - view.height);
    }

    visible: false

    Connections {
        target: follower.Window.window
        function onActiveFocusItemChanged(): void {
            settled.restart();
        }
    }
    Timer {
        id: settled

        // The view scrolls by itself first, and leaves no room for the ring.
        interval: 1
        onTriggered: follower.reveal(follower.Window.activeFocusItem)
    }
}
