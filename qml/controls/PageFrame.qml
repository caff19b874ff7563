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
    /** On a low window, or with large text, the title makes room as one scrolls. */
    readonly property bool headScrolls: height < Theme.bodySize * 28
    /** On such a window what would stay below the content comes after it instead, when it took more than a sixth of the height. */
    readonly property bool footScrolls: headScrolls && !footStays && foot.implicitHeight + 2 * Theme.spaceM > height / 6
    readonly property bool wide: width >= Theme.wideFrom
    /** Room at both sides. */
    readonly property int gutter: width < 400 ? Theme.spaceM : Theme.spaceL
    /** Width of the column of content. */
    readonly property real columnWidth: column.width
    default property alias content: column.data
    /** Buttons at the end of the title line. */
    property alias actions: tools.data
    /** Stays below the content: the one main button, a message bar. On a low window, or with large text, it comes after the content. */
    property alias footer: foot.data
    /** True: the footer stays in sight at every size, as the button must that ends one's writing. */
    property bool footStays: false
    /** On a narrow window with large text the title goes below what stands beside it, so that its words stay whole. */
    readonly property bool titleBelow: width < Theme.bodySize * 14 && title !== "" && (showBack || iconName !== "" || tools.children.length > 0)
    /** Stays between title and content: a message bar, a progress line. */
    property alias notice: note.data

    /** What has the keyboard, if it is on this page. */
    readonly property Item keyboardAt: activeFocus ? Window.activeFocusItem : null

    signal back

    Accessible.role: Accessible.Pane
    Accessible.name: title

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

    onKeyboardAtChanged: passOn.restart()
    Connections {
        target: page.keyboardAt
        function onVisibleChanged(): void {
            passOn.restart();
        }
    }
    Timer {
        id: passOn

        // What has the keyboard went out of sight, as a button does whose work is done: the next one gets it. A page may know better, and
        // has had the time.
        interval: 30
        onTriggered: {
            if (page.keyboardAt && !page.keyboardAt.visible)
                page.keyboardAt.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
        }
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    CopyByPress {
        content: page
    }
    FocusScope {
        id: head

        y: page.headScrolls ? -scroll.contentY : 0
        z: 1
        onActiveFocusChanged: if (activeFocus && page.headScrolls) page.scrollTop()
        x: Math.max(page.gutter, (page.width - page.maximumWidth) / 2)
        width: page.width - 2 * x
        height: titleLine.implicitHeight + (page.titleBelow ? lowTitle.implicitHeight : 0) + Theme.spaceM + Theme.spaceXs

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
                visible: text !== "" && !page.titleBelow
            }
            RowLayout {
                id: tools

                Layout.fillWidth: false
                Layout.alignment: Qt.AlignTop
                visible: children.length > 0
                spacing: Theme.spaceS
            }
        }
        Heading {
            id: lowTitle

            visible: page.titleBelow
            y: titleLine.y + titleLine.implicitHeight
            width: parent.width
            text: page.title
            level: 1
        }
    }
    ColumnLayout {
        id: note

        x: head.x
        y: page.headScrolls ? Math.max(0, head.height - scroll.contentY) : head.height
        z: 1
        width: head.width
        spacing: Theme.spaceS
    }
    ScrollArea {
        id: scroll

        readonly property real lead: page.headScrolls ? head.height + note.implicitHeight : 0

        y: page.headScrolls ? 0 : note.y + note.height
        width: parent.width
        height: ground.y - y
        readonly property real after: page.footScrolls ? foot.implicitHeight + Theme.spaceM : 0

        contentHeight: lead + column.implicitHeight + 2 * Theme.spaceM + after

        ColumnLayout {
            id: column

            x: head.x
            y: scroll.lead + Theme.spaceM
            width: head.width
            spacing: page.spacing
        }
    }
    Rectangle {
        id: ground

        visible: foot.implicitHeight > 0 && !page.footScrolls
        y: visible ? foot.y - Theme.spaceS : page.height
        width: page.width
        height: page.height - y
        color: Theme.paper

        Rectangle {
            width: parent.width
            height: Theme.edgeWidth
            color: Theme.hairline
        }
    }
    ColumnLayout {
        id: foot

        parent: page.footScrolls ? scroll.contentItem : page
        x: head.x
        y: page.footScrolls ? scroll.lead + column.implicitHeight + 2 * Theme.spaceM
                            : page.height - height - (implicitHeight > 0 ? Theme.spaceM : 0)
        width: head.width
        spacing: Theme.spaceS
    }
}
