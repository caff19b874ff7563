// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** A question with a few answers, one of which is chosen. Tab and a switch stop at each; arrows move and choose. */
FocusScope {
    id: group

    property string label
    property string help
    /** The answers: [{value: "a", text: "…", help: "…"}, …]. */
    property var options: []
    property string value

    /** The person chose an answer; `value` has it already. */
    signal chosen(string value)

    function indexOf(wanted: string): int {
        for (let i = 0; i < options.length; ++i)
            if (options[i].value === wanted)
                return i;
        return -1;
    }
    function choose(index: int): void {
        if (index < 0 || index >= options.length)
            return;
        value = options[index].value;
        chosen(value);
        const row = rows.itemAt(index);
        if (row)
            row.forceActiveFocus(Qt.TabFocusReason);
    }

    Layout.fillWidth: true
    Layout.maximumWidth: Theme.pageWidth
    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: label
    Accessible.description: help

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
        Repeater {
            id: rows

            model: group.options

            RadioChoice {
                id: row

                required property int index
                required property var modelData
                readonly property bool here: modelData.value === group.value

                text: modelData.text
                help: modelData.help ?? ""
                autoExclusive: false
                focus: here
                Accessible.checkable: true
                onClicked: if (!here) group.choose(index)
                Keys.onUpPressed: group.choose(index - 1)
                Keys.onDownPressed: group.choose(index + 1)

                Binding on checked { value: row.here }
            }
        }
    }
}
