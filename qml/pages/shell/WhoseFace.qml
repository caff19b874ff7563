// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Controls

/** What a WhoseButton shows: the face, the name beside or below it, and an arrow when there are other circles. */
Item {
    id: face

    required property string name
    required property string photo
    required property bool stacked
    required property bool several
    readonly property int gap: stacked ? Theme.spaceXs : Theme.spaceM
    readonly property bool mirrored: LayoutMirroring.enabled
    readonly property real before: stacked ? 0 : chip.width + gap
    readonly property real after: arrow.visible ? arrow.width + gap : 0

    implicitWidth: Theme.target
    implicitHeight: stacked ? chip.height + gap + words.implicitHeight : Math.max(chip.height, words.implicitHeight)

    FaceChip {
        id: chip

        x: face.stacked ? Math.round((face.width - width) / 2) : face.mirrored ? face.width - width : 0
        y: face.stacked ? 0 : Math.round((face.height - height) / 2)
        width: size
        height: size
        size: Math.round(Theme.faceSize * (face.stacked ? 0.9 : 0.75))
        name: face.name
        photo: face.photo
        backdrop: Theme.surface
    }
    Words {
        id: words

        x: face.mirrored ? face.after : face.before
        y: face.stacked ? chip.height + face.gap : Math.round((face.height - implicitHeight) / 2)
        width: Math.max(0, face.width - face.before - face.after)
        text: face.name
        variant: face.stacked ? "label" : "body"
        strong: true
        snug: true
        horizontalAlignment: face.stacked ? Text.AlignHCenter : Text.AlignLeft
        Accessible.ignored: true
    }
    Icon {
        id: arrow

        visible: face.several && !face.stacked
        x: face.mirrored ? 0 : face.width - width
        y: Math.round((face.height - height) / 2)
        name: "chevron-down"
        color: Theme.inkSoft
    }
}
