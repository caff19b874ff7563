// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls

/** One line as it stands on the page: its picture, the words, and who said it. Pressing it opens it for writing. */
T.Button {
    id: control

    /** Who said it, as a name. */
    property string who
    property string symbol
    property string photo
    property bool mustKnow: false
    property bool onlyMine: false
    property bool clashing: false
    /** Somebody began to change it and did not save. */
    property bool begun: false
    /** A name, when another than the speaker wrote the words. */
    property string changedBy
    /** The day, when those words stand in the place of what was said. */
    property string changedOn
    readonly property string said: changedBy === "" ? who
                                   : changedOn !== "" ? qsTr("%1 · changed by %2 (%3)").arg(who).arg(changedBy).arg(changedOn)
                                                      : qsTr("%1 · written by %2").arg(who).arg(changedBy)

    Layout.fillWidth: true
    implicitWidth: Theme.measure
    leftPadding: Theme.spaceS
    rightPadding: Theme.spaceS
    topPadding: Theme.spaceS
    bottomPadding: Theme.spaceS
    hoverEnabled: true

    /** Somebody wants to copy the words: a menu belongs at this place of the line. */
    signal asked(real x, real y)

    /** Not a binding, as in LineFace: while lines change places the page asks for the height as it settles the width. */
    function measure(): void {
        implicitHeight = Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding);
    }

    onImplicitContentHeightChanged: measure()
    onTopPaddingChanged: measure()
    Component.onCompleted: measure()
    Accessible.name: Spoken.line([text, qsTr("Said by %1").arg(said), mustKnow ? qsTr("Must know") : "", onlyMine ? qsTr("Only I can see this") : "",
                                  clashing ? qsTr("Two versions") : "", begun ? qsTr("Begun, not saved") : ""])
    Accessible.description: qsTr("Opens this line for writing")
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
    Keys.onMenuPressed: control.asked(leftPadding, height / 2)
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier) !== 0;
        if (event.accepted)
            control.asked(leftPadding, height / 2);
    }
    // With this a long press is no press: the line does not open as well.
    onPressAndHold: control.asked(pressX, pressY)

    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: point => control.asked(point.position.x, point.position.y)
    }

    contentItem: LineFace {
        text: control.text
        who: control.who
        said: control.said
        symbol: control.symbol
        photo: control.photo
        mustKnow: control.mustKnow
        onlyMine: control.onlyMine
        clashing: control.clashing
        begun: control.begun
        backdrop: control.hovered || control.down ? Theme.touched(Theme.surface, control.down) : Theme.surface
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down || control.hovered ? Theme.touched(Theme.surface, control.down) : "transparent"

        FocusRing { shown: control.visualFocus }
    }
}
