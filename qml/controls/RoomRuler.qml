// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme

/** How much of the page is used: a ruler at its edge that fills, and turns warm when it is full. */
Item {
    id: ruler

    /** 0 (empty) to 1 (full); more than 1 when it no longer fits. */
    property real value: 0
    property string label: qsTr("Room on the page")
    /** What it measures stands beside it, so that it is not taken for a scroll bar. */
    property bool labelled: false
    readonly property bool full: value >= 1
    readonly property string text: value > 1.0005 ? qsTr("Too long by %1 %").arg(Math.max(1, Math.round((value - 1) * 100)))
                                   : full ? qsTr("The page is full") : qsTr("%1 % full").arg(Math.floor(value * 100))
    /** For assistive technology, which asks for these by name. */
    readonly property real minimumValue: 0
    readonly property real maximumValue: 1
    readonly property real stepSize: 0

    implicitWidth: Theme.spaceL + (labelled ? name.height : 0)
    implicitHeight: Theme.target * 4
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label
    Accessible.description: text

    Rectangle {
        id: tube

        x: ruler.LayoutMirroring.enabled ? ruler.width - width : 0
        width: Theme.spaceM
        height: ruler.height
        radius: width / 2
        color: Theme.surface
        border.width: Theme.edgeWidth
        border.color: Theme.edge

        Rectangle {
            readonly property real inset: Theme.edgeWidth + 2
            x: inset
            y: inset
            width: parent.width - 2 * inset
            height: Math.max(width, Math.min(1, Math.max(0, ruler.value)) * (parent.height - 2 * inset))
            visible: ruler.value > 0
            radius: width / 2
            color: ruler.full ? Theme.warn : Theme.profile

            Behavior on height {
                NumberAnimation { duration: Theme.gentle }
            }
        }
    }
    Repeater {
        model: 9
        Rectangle {
            id: mark
            required property int index
            readonly property int reach: Theme.spaceL - Theme.spaceM - 2
            x: ruler.LayoutMirroring.enabled ? ruler.width - Theme.spaceM - 2 - width : Theme.spaceM + 2
            y: Math.round((mark.index + 1) * ruler.height / 10)
            width: mark.index === 4 ? reach : reach / 2
            height: Theme.edgeWidth
            color: Theme.edge
        }
    }
    Text {
        id: name

        // Along the ruler, beside its marks.
        visible: ruler.labelled
        x: (ruler.LayoutMirroring.enabled ? 0 : Theme.spaceL) + height / 2 - width / 2
        y: ruler.height / 2 - height / 2
        rotation: 90
        text: ruler.label
        color: Theme.inkSoft
        font.family: Theme.face
        font.pixelSize: Theme.labelSize
        Accessible.ignored: true
    }
}
