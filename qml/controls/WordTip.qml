// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Heard.Theme

/** The name of an icon button, shown while it is hovered or focused. */
T.ToolTip {
    id: tip

    property bool above: false

    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    y: above ? -height - Theme.spaceS : parent ? parent.height + Theme.spaceS : 0
    margins: Theme.spaceXs
    padding: Theme.spaceS
    implicitWidth: Math.min(implicitContentWidth, Theme.measure / 2) + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    delay: Theme.gentle * 2
    closePolicy: T.Popup.CloseOnEscape

    contentItem: Words {
        text: tip.text
        variant: "label"
        tone: Theme.paper
        Accessible.ignored: true
    }
    background: Rectangle {
        color: Theme.ink
        radius: Theme.spaceS
    }
}
