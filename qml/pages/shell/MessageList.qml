// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** What the person must be told: the newest message, until they have dealt with it. */
Item {
    id: list

    /** The page that lists them all needs no bar above it. */
    property bool all: false
    /** On a low window, or with large text, one line leads to them: a whole message would leave no room for the page. */
    readonly property bool small: Window.height < Theme.bodySize * 36
    /** What the newest one says. */
    property string newest
    readonly property string count: qsTr("%n message(s) to deal with", "", rows.count)

    visible: !all
    implicitHeight: !all && (bar.visible || row.visible) ? column.implicitHeight + Theme.spaceS : 0
    height: implicitHeight

    signal showAll

    /** The row on top, read from the model as a delegate reads it. */
    Repeater {
        id: rows

        model: Messages
        Item {
            required property string kind
            required property string text
            required property string detail
            required property string actionText
            visible: false
        }
        onItemAdded: show.restart()
        onItemRemoved: show.restart()
    }
    Timer {
        id: show

        interval: 1
        onTriggered: {
            const top = rows.count > 0 ? rows.itemAt(0) : null;
            list.newest = top ? top.text : "";
            row.part = top && top.kind === "done" ? "charter" : "warn";
            if (!top || list.small) {
                bar.hide();
                return;
            }
            bar.kind = top.kind === "done" ? "done" : top.kind === "warning" ? "warn" : "alert";
            bar.show(Spoken.sentences([top.text, top.detail]), top.actionText);
        }
    }
    onSmallChanged: show.restart()

    CopyByPress {
        content: list
    }
    ColumnLayout {
        id: column

        x: Theme.spaceM
        y: Theme.spaceS
        width: list.width - 2 * Theme.spaceM

        MessageBar {
            id: bar

            actionIcon: "forward"
            onActed: Messages.choose(0)
            onClosed: Messages.dismiss(0)
        }
        ListRow {
            id: row

            visible: list.small && text !== ""
            // Where it stands on many lines, only what it says, or how many there are: the page below needs the room.
            text: stacked && rows.count > 1 ? list.count : list.newest
            iconName: stacked ? "" : part === "charter" ? "done" : "warning"
            detail: stacked ? "" : list.count
            onClicked: list.showAll()
        }
        ActionButton {
            visible: bar.visible && rows.count > 1
            kind: "plain"
            text: qsTr("See all %n message(s)", "", rows.count)
            iconName: "info"
            onClicked: list.showAll()
        }
    }
}
