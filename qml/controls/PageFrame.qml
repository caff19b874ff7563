// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** The base of every page: a title, a way back, content that scrolls. Its children stand in a column. */
FocusScope {
    id: page

    property string title
    /** True: a way back before the title. Escape goes back as well. */
    property bool showBack: false
    property string backText: qsTr("Back")
    property string iconName
    property string part
    /** Widest the column of content may be. */
    property int maximumWidth: Theme.pageWidth
    property int spacing: Theme.spaceM
    readonly property bool compact: width < Theme.compactBelow
    readonly property bool wide: width >= Theme.wideFrom
    /** Room at both sides. */
    readonly property int gutter: width < 400 ? Theme.spaceM : Theme.spaceL
    /** Width of the column of content. */
    readonly property real columnWidth: column.width
    default property alias content: column.data
    /** Buttons at the end of the title line. */
    property alias actions: tools.data
    /** Stays below the content: the one main button, a message bar. */
    property alias footer: foot.data
    /** Stays between title and content: a message bar, a progress line. */
    property alias notice: note.data

    signal back

    /** Puts the keyboard at the top of the page; call it when the page is shown. */
    function focusTop(): void {
        const first = page.nextItemInFocusChain(true);
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason);
    }
    function scrollTop(): void {
        scroll.contentY = 0;
    }
    /** Brings an item of the content into view. */
    function reveal(item: Item): void {
        scroll.reveal(item, Qt.rect(0, 0, item.width, item.height));
    }

    Keys.onEscapePressed: event => {
        event.accepted = showBack;
        if (showBack)
            back();
    }
    Keys.onBackPressed: event => {
        event.accepted = showBack;
        if (showBack)
            back();
    }
    Keys.forwardTo: [scroll]

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    Item {
        id: head

        x: Math.max(page.gutter, (page.width - page.maximumWidth) / 2)
        width: page.width - 2 * x
        height: titleLine.implicitHeight + Theme.spaceM + Theme.spaceXs

        RowLayout {
            id: titleLine

            y: Theme.spaceM
            width: parent.width
            spacing: Theme.spaceS

            IconButton {
                Layout.alignment: Qt.AlignTop
                Layout.leftMargin: -Theme.spaceS
                visible: page.showBack
                iconName: "back"
                text: page.backText
                onClicked: page.back()
            }
            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: (Theme.target - height) / 2
                name: page.iconName
                color: Theme.part(page.part)
            }
            Heading {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Math.max(0, (Theme.target - lineHeight) / 2)
                text: page.title
                level: 1
                visible: text !== ""
            }
            RowLayout {
                id: tools

                Layout.fillWidth: false
                Layout.alignment: Qt.AlignTop
                visible: children.length > 0
                spacing: Theme.spaceS
            }
        }
    }
    ColumnLayout {
        id: note

        x: head.x
        y: head.height
        width: head.width
        spacing: Theme.spaceS
    }
    ScrollArea {
        id: scroll

        anchors.top: note.bottom
        anchors.bottom: foot.top
        width: parent.width
        contentHeight: column.implicitHeight + 2 * Theme.spaceM

        ColumnLayout {
            id: column

            x: head.x
            y: Theme.spaceM
            width: head.width
            spacing: page.spacing
        }
    }
    Rectangle {
        anchors.fill: foot
        anchors.leftMargin: -page.width
        anchors.rightMargin: -page.width
        visible: foot.implicitHeight > 0
        color: Theme.paper
    }
    ColumnLayout {
        id: foot

        x: head.x
        y: page.height - height - (implicitHeight > 0 ? Theme.spaceM : 0)
        width: head.width
        spacing: Theme.spaceS
    }
}
