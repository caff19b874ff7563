// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The people in rows, where a ring has no room: a narrow window, large text, or many people. */
Flow {
    id: rows

    signal chosen(string member)

    Layout.fillWidth: true
    spacing: Theme.spaceS

    Repeater {
        model: PeopleHere {
            sourceModel: People
        }
        FaceButton {
            required property string memberId
            required property string name
            required property string roleLabel
            required photo

            text: name
            hint: roleLabel
            onClicked: rows.chosen(memberId)
        }
    }
}
