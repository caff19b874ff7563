// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls

/** A button with words. One "primary" on a page; the rest are quiet. */
T.Button {
    id: control

    /** "primary" (filled), "quiet" (edge only), "plain" (no edge) or "danger" (erases or sends for good). */
    property string kind: "quiet"
    property string iconName
    /** Part whose colour a primary button takes; "" for the accent. */
    property string part
    /** True: as wide as the layout allows. */
    property bool wide: false
    /** What it is about, where several buttons on a page have the same words: a screen reader says it after them. */
    property string about
    /** More for a screen reader than the word itself. */
    property string hint

    readonly property bool filled: kind === "primary" || kind === "danger"
    readonly property color ground: kind === "danger" ? Theme.alert : part === "" ? Theme.accent : Theme.part(part)

    Layout.fillWidth: true
    Layout.maximumWidth: wide ? Infinity : implicitWidth
    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: kind === "plain" ? Theme.spaceS : Theme.spaceM
    rightPadding: leftPadding
    topPadding: Theme.spaceS
    bottomPadding: Theme.spaceS
    hoverEnabled: true

    Accessible.name: Spoken.line([text, about])
    Accessible.description: hint
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: IconWords {
        iconName: control.iconName
        text: control.text
        tone: control.kind === "danger" ? Theme.textOnAlert : control.filled ? Theme.textOnAccent : Theme.accent
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.kind === "danger" && control.down ? Theme.alertPressed : control.filled && control.part === "" && control.down ? Theme.accentPressed
               : control.filled ? control.ground : control.down || control.hovered ? Theme.touched(Theme.surface, control.down)
               : control.kind === "plain" ? "transparent" : Theme.surface
        border.width: control.kind === "quiet" ? Theme.edgeWidth : control.filled && control.hovered && !control.down ? 2 : 0
        border.color: control.filled ? Theme.ink : Theme.edge

        FocusRing { shown: control.visualFocus }
    }
}
