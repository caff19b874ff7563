// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Typesetting

/**
 * The only type that shows text. Plain text, always wrapped, never cut, in the tree of screen readers. A word that is wider than a line
 * is divided with a hyphen where its language allows; that is drawn only: what is read aloud, found or copied is the text.
 */
ShownText {
    id: words

    /** What they say. */
    property string text

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

    /** With soft hyphens, where a word is wider than a line; "" where all fit. */
    property string divided
    property bool complete: false

    /** Not a binding: the width of words may come from their height, which comes from this. Asked only on a narrow place. */
    function fit(): void {
        const fitted = width > 0 && width < size * 12 ? Hyphens.fitted(text, font, width) : text;
        divided = fitted === text ? "" : fitted;
    }

    function fitSoon(): void {
        // Not at once: layouts in layouts that are asked anew while they settle take twice as long at each depth.
        if (divided !== "" || (width > 0 && width < size * 12))
            Qt.callLater(words.fit);
    }

    shown: divided === "" ? text : divided
    onWidthChanged: if (complete) fitSoon()
    onTextChanged: if (complete) fitSoon()
    onFontChanged: if (complete) fitSoon()
    Component.onCompleted: {
        complete = true;
        fitSoon();
    }
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
