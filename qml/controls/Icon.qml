// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** A line icon in one colour. Decoration: the word beside it, or the control around it, carries the name. */
Image {
    id: icon

    /** File name in assets/icons without ".svg"; "" shows nothing. */
    property string name
    property color color: Theme.ink
    property int size: Theme.iconSize

    /** Arrows and things that go somewhere turn round in right-to-left scripts. */
    readonly property bool directional: /^(back|next|forward|undo|share|history)$/.test(name)

    width: size
    height: size
    sourceSize.width: size
    sourceSize.height: size
    source: name === "" ? "" : "image://icon/" + name + "/" + String(color).replace("#", "")
    mirror: directional && LayoutMirroring.enabled
    fillMode: Image.PreserveAspectFit
    visible: name !== ""
    Accessible.ignored: true
}
