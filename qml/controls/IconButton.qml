// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Heard.Theme

/** A button that is mostly picture. `text` is always its name: written below it, or shown on hover and focus. */
T.Button {
    id: control

    property string iconName
    /** True: the word stands below the icon. */
    property bool wordBelow: false
    property color tone: Theme.ink
    /** False on paper, true to draw an edge. */
    property bool edged: false
    property string hint
    /** True: its name appears above it, so that what comes next below stays in sight. */
    property bool tipAbove: false
    /** True inside a field, whose own ring lies around both. */
    property bool ringInside: false
    property bool dismissed: false

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.spaceS
    hoverEnabled: true

    Accessible.name: text
    Accessible.description: hint
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
    Keys.onEscapePressed: event => {
        event.accepted = tip.visible;
        dismissed = true;
    }
    onHoveredChanged: dismissed = false
    onVisualFocusChanged: dismissed = false

    contentItem: IconWords {
        iconName: control.iconName
        text: control.wordBelow ? control.text : ""
        tone: control.tone
        below: true
        strong: false
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down || control.hovered ? Theme.touched(Theme.surface, control.down) : control.edged ? Theme.surface : "transparent"
        border.width: control.edged ? Theme.edgeWidth : 0
        border.color: Theme.edge

        FocusRing {
            shown: control.visualFocus
            inside: control.ringInside
        }
    }

    WordTip {
        id: tip
        text: control.text
        above: control.tipAbove
        visible: !control.wordBelow && !control.dismissed && control.text !== "" && (control.hovered || control.visualFocus) && !control.down
    }
}
