// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** A question with a few answers, one of which is chosen. Tab stops once, at the chosen one; arrows, Home and End move and choose. */
AnswerScope {
    id: group

    property string label
    property string help
    /** Each answer is a RadioChoice; an AnswerList makes them from a list. */
    default property alias answers: rows.data
    /** Words of the answer that is chosen; "" when there is none. */
    readonly property string chosenText: textOf(value)

    function textOf(wanted: string): string {
        for (const row of choices())
            if (row.value === wanted)
                return row.text;
        return "";
    }
    function choices(): var {
        const found = [];
        for (let i = 0; i < rows.children.length; ++i)
            if (rows.children[i] instanceof RadioChoice)
                found.push(rows.children[i]);
        return found;
    }
    /** Those that can be chosen now. */
    function reachable(): var {
        return choices().filter(row => row.visible && row.enabled);
    }

    Layout.fillWidth: true
    Layout.maximumWidth: Theme.pageWidth
    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: label
    Accessible.description: help
    stop: {
        let first = null;
        for (let i = 0; i < rows.children.length; ++i) {
            const row = rows.children[i];
            if (!(row instanceof RadioChoice) || !row.visible || !row.enabled)
                continue;
            if (row.here)
                return row;
            first = first ?? row;
        }
        return first;
    }
    onStepped: (answer, by) => {
        const all = reachable();
        const next = all[all.indexOf(answer) + by];
        if (next)
            next.take();
    }
    onEnded: last => {
        const all = reachable();
        if (all.length > 0)
            all[last ? all.length - 1 : 0].take();
    }

    ColumnLayout {
        id: column

        width: group.width
        spacing: Theme.spaceXs

        Words {
            text: group.label
            strong: true
            snug: true
            visible: text !== ""
        }
        Words {
            text: group.help
            soft: true
            snug: true
            visible: text !== ""
        }
        ColumnLayout {
            id: rows

            spacing: Theme.spaceXs
            onChildrenChanged: {
                for (const row of group.choices())
                    row.group = group;
            }
        }
    }
}
