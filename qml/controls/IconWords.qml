// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** An icon and a word, side by side or one above the other: the face of a button. The button carries the name. */
Item {
    id: face

    property string iconName
    property string text
    property color tone: Theme.ink
    property bool strong: true
    property bool below: false
    property bool centred: true
    property string variant: below ? "label" : "body"
    property int gap: below ? Theme.spaceXs : Theme.spaceS

    implicitWidth: line.implicitWidth
    implicitHeight: line.implicitHeight

    GridLayout {
        id: line

        anchors.verticalCenter: parent.verticalCenter
        // An explicit x: a horizontal anchor to a narrower width would stop long words from wrapping.
        x: face.centred ? Math.max(0, (face.width - width) / 2) : face.LayoutMirroring.enabled ? face.width - width : 0
        width: Math.min(implicitWidth, face.width)
        flow: face.below ? GridLayout.TopToBottom : GridLayout.LeftToRight
        columns: face.below ? 1 : 2
        rows: face.below ? 2 : 1
        columnSpacing: face.gap
        rowSpacing: face.gap

        Icon {
            Layout.alignment: Qt.AlignCenter
            name: face.iconName
            color: face.tone
        }
        Words {
            Layout.alignment: Qt.AlignVCenter
            visible: face.text !== ""
            text: face.text
            variant: face.variant
            strong: face.strong
            snug: true
            tone: face.tone
            horizontalAlignment: face.centred && (face.below || lineCount > 1) ? Text.AlignHCenter : Text.AlignLeft
            Accessible.ignored: true
        }
    }
}
