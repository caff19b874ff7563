// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** One titled block of the page with its lines. */
Column {
    id: block

    required property EditDesk desk
    required property string section

    /** Puts the keyboard on a line of this block, or on the one at its place; where there is none, on what comes after them. */
    function land(line: string, index: int): void {
        let done = false;
        for (let i = 0; i < rows.count && !done; ++i)
            done = startIf(rows.itemAt(i), line, i === Math.min(index, rows.count - 1));
        if (!done && line === "")
            adding.start();
    }

    // Untyped: what a Repeater gives is an Item to Qt 6.4.
    function startIf(row: var, line: string, there: bool): bool {
        const meant = line === "" ? there : row.lineId === line;
        if (meant)
            row.start();
        return meant;
    }

    spacing: Theme.spaceXs

    EditMenu {
        id: copying
    }
    Connections {
        target: block.desk
        function onLanding(line: string, section: string, index: int): void {
            // What is left of the editor goes in this turn; then the page has its lines.
            if (line !== "" || section === block.section)
                landed.land(line, index);
        }
    }
    Timer {
        id: landed

        property string line
        property int index: 0

        function land(what: string, place: int): void {
            line = what;
            index = place;
            restart();
        }

        interval: 40
        onTriggered: if (block.desk.open === "") block.land(line, index)
    }
    ProfileSection {
        id: lines

        circle: CurrentCircle
        drafts: Drafts
        section: block.section
    }
    Rectangle {
        width: block.width
        implicitHeight: title.implicitHeight + 2 * Theme.spaceXs
        radius: Theme.spaceS
        color: Theme.tint("profile")

        Heading {
            id: title

            x: Theme.spaceS
            y: Theme.spaceXs
            width: parent.width - 2 * Theme.spaceS
            text: lines.heading
            level: 3
        }
    }
    Repeater {
        id: rows

        model: lines
        Column {
            id: place

            required property int index
            required property string lineId
            required property string text
            required property string who
            required property string symbol
            required property string photo
            required property bool mustKnow
            required property bool clashing
            required property bool onlyMine
            required property string changedBy
            required property string changedOn
            readonly property bool open: block.desk.open === lineId
            property bool wasOpen: false

            function start(): void {
                line.forceActiveFocus(Qt.TabFocusReason);
            }

            onOpenChanged: {
                if (!open && wasOpen)
                    back.start();
                wasOpen = open;
            }

            width: block.width

            Timer {
                id: back

                // The line gets the keyboard back, unless another is being written now.
                interval: 1
                onTriggered: if (block.desk.open === "") line.forceActiveFocus(Qt.TabFocusReason)
            }
            ProfileLine {
                id: line

                visible: !place.open
                width: place.width
                text: place.text
                who: place.who
                symbol: place.symbol
                photo: place.photo
                mustKnow: place.mustKnow
                onlyMine: place.onlyMine
                clashing: place.clashing
                changedBy: place.changedBy
                changedOn: place.changedOn
                begun: (Drafts.revision, Drafts.has(place.lineId))
                onClicked: block.desk.edit(place.lineId, "")
                onAsked: (x, y) => {
                    copying.parent = line;
                    copying.reading = place.text;
                    copying.openAt(x, y, 0);
                }
            }
            // Not a Loader: on Qt 6.4 none can make a component that is bound to its place.
            Repeater {
                model: place.open ? 1 : 0
                LineEditor {
                    width: place.width
                    desk: block.desk
                    section: block.section
                    lineId: place.lineId
                    text: place.text
                    who: place.who
                    photo: place.photo
                    onlyMine: place.onlyMine
                    clashing: place.clashing
                    position: place.index
                    count: lines.count
                }
            }
        }
    }
    AddLine {
        id: adding

        width: block.width
        desk: block.desk
        section: block.section
        heading: lines.heading
        empty: lines.count === 0
        leftOver: lines.leftOver
    }
}
