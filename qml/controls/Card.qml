// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** A sheet of paper that holds things which belong together. Its children stand in a column. */
Item {
    id: card

    /** Heading of the card; "" for none. */
    property string title
    property string iconName
    /** Part whose colour marks the card: an edge at its side and its icon. */
    property string part
    /** "surface" (white), "tint" (soft colour of the part) or "shade". */
    property string ground: "surface"
    property bool floating: false
    property int padding: Theme.spaceM
    property int headingLevel: 2
    property alias spacing: column.spacing
    default property alias content: column.data

    Layout.fillWidth: true
    // The same for all, so that cards side by side are equally wide.
    implicitWidth: Theme.sized(300)
    implicitHeight: column.implicitHeight + 2 * padding

    Shadow { visible: card.floating && !Theme.contrast }
    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: card.ground === "tint" ? Theme.tint(card.part) : card.ground === "shade" ? Theme.shade : Theme.surface
        border.width: Theme.edgeWidth
        border.color: Theme.hairline
    }
    Rectangle {
        visible: card.part !== ""
        x: card.LayoutMirroring.enabled ? parent.width - width : 0
        y: Theme.radius
        width: Theme.plateEdge
        height: parent.height - 2 * Theme.radius
        radius: width / 2
        color: Theme.part(card.part)
    }
    ColumnLayout {
        id: column

        x: card.padding
        y: card.padding
        width: card.width - 2 * card.padding
        spacing: Theme.spaceM

        RowLayout {
            visible: card.title !== ""
            spacing: Theme.spaceS
            Icon {
                Layout.alignment: Qt.AlignTop
                // On a narrow window with large text the words of the heading need its room to stay whole.
                visible: name !== "" && column.width >= Theme.bodySize * 10
                name: card.iconName
                color: Theme.part(card.part)
            }
            Heading {
                text: card.title
                level: card.headingLevel
            }
        }
    }
}
