// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls

/** A row that opens something: a picture, a line, a softer line below, a word at the end. */
T.Button {
    id: control

    /** Softer second line. */
    property string detail
    property string iconName
    /** Shows a face with this name; wins over the icon. */
    property string faceName
    property string photo
    /** A short word at the end: "late", "2 new". */
    property string badge
    /** Part whose colour the icon and the badge take: "profile", … "warn", "alert". */
    property string part
    /** True for a row that leads to another page: an arrow at the end. */
    property bool opens: true
    /** True for the one whose detail is shown. */
    property bool current: false
    property string hint
    readonly property color ground: current ? Theme.tint(part) : down || hovered ? Theme.touched(Theme.surface, down) : Theme.surface
    /** With large text a long badge goes below, so that the line keeps its width. */
    readonly property bool badgeBeside: !stacked && width - badge.length * Theme.labelSize * 0.6 > Theme.bodySize * 17
    /** On a narrow window with large text the picture goes above the words. */
    readonly property bool stacked: width < Theme.bodySize * 14

    Layout.fillWidth: true
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.target + Theme.spaceS, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.spaceM
    rightPadding: Theme.spaceM
    topPadding: Theme.spaceS
    bottomPadding: Theme.spaceS
    hoverEnabled: true

    Accessible.name: Spoken.line([text, detail, badge])
    Accessible.description: hint
    Accessible.selected: current
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: RowFace {
        text: control.text
        detail: control.detail
        iconName: control.iconName
        faceName: control.faceName
        photo: control.photo
        badge: control.badge
        part: control.part
        opens: control.opens
        strong: control.current
        ground: control.ground
        stacked: control.stacked
        badgeBeside: control.badgeBeside
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.ground
        border.width: control.current ? 2 : Theme.edgeWidth
        border.color: control.current ? Theme.part(control.part) : Theme.hairline
        FocusRing { shown: control.visualFocus }
    }
}
