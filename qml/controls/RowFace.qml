// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/**
 * What a ListRow shows: a picture, the words, a badge, an arrow. Placed by hand: layouts in layouts do not settle in Qt 6.4
 * when the sizes of text and window change at once.
 */
Item {
    id: face

    property string text
    property string detail
    property string iconName
    /** Shows a face with this name; wins over the icon. */
    property string faceName
    property string photo
    property string badge
    property string part
    property bool opens: true
    property bool strong: false
    property color ground
    /** The picture stands above the words. */
    property bool stacked: false
    property bool badgeBeside: true
    readonly property int gap: Theme.spaceM
    readonly property color badgeTone: part === "" ? Theme.inkSoft : Theme.part(part)
    /** The arrow stands beside the picture, so that the words have all the width. */
    readonly property bool lifted: stacked && picture.there
    readonly property real before: picture.there && !stacked ? picture.width + gap : 0
    readonly property real after: (badgeAtEnd.visible ? badgeAtEnd.width + gap : 0) + (arrow.visible && !lifted ? arrow.width + gap : 0)
    readonly property real middle: Math.max(0, width - before - after)
    readonly property bool mirrored: LayoutMirroring.enabled

    /** Where something begins that lies so far from where reading begins. */
    function at(distance: real, size: real): real {
        return mirrored ? width - distance - size : distance;
    }
    function halfway(size: real): real {
        return Math.round((height - size) / 2);
    }

    // Not from the words: a row takes the width that it is given.
    implicitWidth: Theme.sized(240)
    implicitHeight: Math.max(column.above + column.implicitHeight, picture.there ? picture.height : 0)

    Item {
        id: picture

        readonly property bool there: face.faceName !== "" || face.iconName !== ""

        visible: there
        width: face.faceName !== "" ? chip.width : sign.width
        height: face.faceName !== "" ? chip.height : sign.height
        x: face.at(0, width)
        y: face.stacked ? 0 : face.halfway(height)

        FaceChip {
            id: chip

            visible: face.faceName !== ""
            width: size
            height: size
            name: face.faceName
            photo: face.photo
            backdrop: face.ground
        }
        Icon {
            id: sign

            visible: face.faceName === "" && name !== ""
            name: face.iconName
            color: Theme.part(face.part)
        }
    }
    Column {
        id: column

        readonly property real above: face.stacked && picture.there ? picture.height : 0

        x: face.at(face.before, width)
        y: above + Math.round((face.height - above - implicitHeight) / 2)
        width: face.middle

        Words {
            width: parent.width
            text: face.text
            snug: true
            strong: face.strong
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: face.detail
            variant: "label"
            soft: true
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: text !== "" && !face.badgeBeside
            text: face.badge
            variant: "label"
            strong: true
            tone: face.badgeTone
            Accessible.ignored: true
        }
    }
    Words {
        id: badgeAtEnd

        visible: text !== "" && face.badgeBeside
        x: face.at(face.width - face.after + face.gap, width)
        y: face.halfway(height)
        wrapMode: Text.NoWrap
        text: face.badge
        variant: "label"
        strong: true
        tone: face.badgeTone
        Accessible.ignored: true
    }
    Icon {
        id: arrow

        visible: face.opens
        x: face.at(face.width - width, width)
        y: face.lifted ? Math.round((picture.height - height) / 2) : face.halfway(height)
        name: "next"
        color: Theme.inkSoft
    }
}
