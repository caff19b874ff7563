// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** Whose pages these are: face and name, always in sight. Pressed, it leads to another circle. */
T.Button {
    id: control

    /** Id of the circle. */
    required property string circle
    /** The name stands below the face, as in a narrow rail. */
    property bool stacked: false
    readonly property bool chosen: circle === CurrentCircle.circleId
    readonly property string name: chosen ? CurrentCircle.name : (CircleList.count, CircleList.nameOf(circle))
    readonly property bool several: CircleList.count > 1

    text: name
    implicitWidth: Theme.target
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: stacked ? Theme.spaceXs : Theme.spaceM
    rightPadding: leftPadding
    topPadding: Theme.spaceXs
    bottomPadding: Theme.spaceXs
    hoverEnabled: true

    Accessible.name: qsTr("Whose page: %1").arg(name)
    Accessible.description: several ? qsTr("Find another circle") : qsTr("Circle")
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: WhoseFace {
        name: control.name
        photo: control.chosen ? Profile.photo : ""
        stacked: control.stacked
        several: control.several
    }
    background: Rectangle {
        color: control.down || control.hovered ? Theme.touched(Theme.surface, control.down) : Theme.surface
        Rectangle {
            y: parent.height - height
            width: parent.width
            height: Theme.edgeWidth
            color: Theme.hairline
        }
        FocusRing {
            shown: control.visualFocus
            inside: true
        }
    }
}
