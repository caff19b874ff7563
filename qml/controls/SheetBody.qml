// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** Title, close button and scrolling column of a sheet. */
FocusScope {
    id: body

    property string title
    property alias content: column.data
    property alias spacing: column.spacing
    /** Stays below what scrolls: the name and the button that end it. With large text it comes after the content instead. */
    property alias below: foot.data
    readonly property bool footScrolls: foot.implicitHeight > height * 0.45
    readonly property real footRoom: foot.implicitHeight > 0 ? foot.implicitHeight + Theme.spaceM : 0
    readonly property Item column: column

    signal close

    function start(): void {
        const first = column.nextItemInFocusChain(true);
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason);
    }

    Accessible.role: Accessible.Dialog
    Accessible.name: title
    focus: true
    implicitHeight: top.implicitHeight + Theme.spaceS + column.implicitHeight + Theme.spaceS + footRoom

    CopyByPress {
        content: body
    }
    RowLayout {
        id: top

        x: body.LayoutMirroring.enabled ? Theme.spaceS : Theme.spaceL
        width: parent.width - Theme.spaceL - Theme.spaceS
        spacing: Theme.spaceS

        Heading {
            text: body.title
            level: 1
        }
        IconButton {
            Layout.alignment: Qt.AlignTop
            iconName: "close"
            text: qsTr("Close")
            onClicked: body.close()
        }
    }
    ScrollArea {
        id: scroll

        anchors.top: top.bottom
        anchors.topMargin: Theme.spaceS
        anchors.bottom: parent.bottom
        anchors.bottomMargin: body.footScrolls ? 0 : body.footRoom
        width: parent.width
        contentHeight: column.implicitHeight + Theme.spaceS + (body.footScrolls ? body.footRoom : 0)

        ColumnLayout {
            id: column

            x: Theme.spaceL
            y: Theme.spaceXs
            width: scroll.width - 2 * Theme.spaceL
            spacing: Theme.spaceM
        }
    }
    Rectangle {
        visible: foot.implicitHeight > 0 && !body.footScrolls
        y: body.height - body.footRoom
        width: body.width
        height: Theme.edgeWidth
        color: Theme.hairline
    }
    ColumnLayout {
        id: foot

        parent: body.footScrolls ? scroll.contentItem : body
        x: Theme.spaceL
        y: body.footScrolls ? column.y + column.implicitHeight + Theme.spaceM : body.height - implicitHeight
        width: body.width - 2 * Theme.spaceL
        spacing: Theme.spaceS
    }
}
