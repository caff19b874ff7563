// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The young person in the middle and the people around them. Tab goes round in the order of the list. */
Item {
    id: ring

    /** In the middle: the young person, who need not be in the circle themselves. */
    required property string middleName
    property string middlePhoto

    signal chosen(string member)

    readonly property int around: shown.count
    readonly property real face: Theme.sized(120)
    readonly property real wanted: Math.round(face * 3.3)
    /** More people than this would stand on one another. */
    readonly property int most: 7

    Layout.alignment: Qt.AlignHCenter
    implicitWidth: wanted
    // The lowest face has its name below the ring.
    implicitHeight: wanted + Theme.sized(36)

    component Face: FaceButton {
        required property string memberId
        required property string name
        required property string roleLabel
        required photo

        text: name
        hint: roleLabel
        onClicked: ring.chosen(memberId)
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: (ring.wanted - height) / 2
        width: ring.wanted - ring.face
        height: width
        radius: width / 2
        color: "transparent"
        border.width: 2
        border.color: Theme.hairline
    }
    FaceChip {
        anchors.horizontalCenter: parent.horizontalCenter
        y: (ring.wanted - height) / 2
        size: ring.face * 0.9
        name: ring.middleName
        photo: ring.middlePhoto
        backdrop: Theme.paper
        named: false
    }
    Repeater {
        id: shown

        model: PeopleHere {
            sourceModel: People
        }
        Face {
            id: face

            required property int index
            readonly property real angle: (index / Math.max(1, ring.around)) * 2 * Math.PI - Math.PI / 2
            readonly property real reach: (ring.wanted - ring.face) / 2

            backdrop: Theme.paper
            x: ring.width / 2 + Math.cos(angle) * reach * (LayoutMirroring.enabled ? -1 : 1) - width / 2
            // The face is on the line, whatever stands below it.
            y: ring.wanted / 2 + Math.sin(angle) * reach - topPadding - size / 2

            // The line does not run through the name.
            Rectangle {
                z: -1
                anchors.fill: parent
                anchors.topMargin: face.topPadding + face.size
                color: Theme.paper
            }
        }
    }
}
