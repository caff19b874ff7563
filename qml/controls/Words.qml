// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** The only type that shows text. Plain text, always wrapped, never cut, in the tree of screen readers. */
Text {
    id: words

    /** "body", "label" (smallest), "lead" (larger), "title" or "question" (largest). */
    property string variant: "body"
    /** Softer ink, for what matters less. */
    property bool soft: false
    /** Bold. */
    property bool strong: false
    /** Lines closer together: for one or two lines inside a control. */
    property bool snug: variant === "label" || variant === "title" || variant === "question"
    readonly property int size: variant === "label" ? Theme.labelSize : variant === "lead" ? Theme.leadSize : variant === "title" ? Theme.titleSize
                                : variant === "question" ? Theme.questionSize : Theme.bodySize
    property color tone: soft ? Theme.inkSoft : Theme.ink

    Layout.fillWidth: true
    // Layouts round down to whole pixels: half a pixel too little would break the last word.
    Layout.preferredWidth: Math.ceil(implicitWidth)
    color: tone
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    horizontalAlignment: Text.AlignLeft
    font.family: Theme.face
    font.pixelSize: size
    font.bold: strong
    font.letterSpacing: Theme.letterSpacing * size
    font.wordSpacing: Theme.letterSpacing * 1.5 * size
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(size * (snug ? Math.max(Theme.lineSpacing - 0.15, Theme.titleSpacing) : Theme.lineSpacing))

    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
