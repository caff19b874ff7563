// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The circles as faces, and one to make another. */
Flow {
    id: faces

    /** False shows none. */
    property bool all: true

    signal chosen(string circle)
    signal making

    Layout.fillWidth: true
    spacing: Theme.spaceS

    Repeater {
        model: faces.all ? CircleList : null
        FaceButton {
            required property string circleId
            required property string name
            required property int members
            required property int clashes
            required property bool waitingToJoin

            text: name
            hint: waitingToJoin ? qsTr("Waiting to be let in") : clashes > 0 ? qsTr("%n thing(s) that two people wrote differently", "", clashes) : qsTr("%n people", "", members)
            onClicked: faces.chosen(circleId)
        }
    }
    FaceButton {
        text: qsTr("A new circle")
        iconName: "add"
        onClicked: faces.making()
    }
}
