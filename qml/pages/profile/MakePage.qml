// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** A page on its way out of the circle: chosen, seen as it will print, agreed to, saved or printed. */
FocusScope {
    id: page

    /** What to show first: a layout, a frozen version's id, an adult's id. "" leaves it: one page, as it is now, mine. */
    property string layout
    property string version
    property string member
    readonly property bool beside: width >= Theme.sized(900)
    /** The page is saved, and what can be done with it is still to be shown. */
    property bool fresh: false

    function tell(kind: string, sentence: string): void {
        said.kind = kind;
        said.show(sentence, "");
    }

    /** What can be done with the saved page, once the sheet is gone that asked where. */
    function showSaved(): void {
        if (fresh && !saver.visible) {
            fresh = false;
            Navigator.open("saved-page", {});
        }
    }

    /** False, and says so, while nobody has agreed, or while two versions stand on the page and nobody has decided about them. */
    function mayLeave(): bool {
        if (PageMaker.needsYes) {
            tell("warn", PageMaker.needsYesWhy);
            return false;
        }
        return bothAsked();
    }

    /** False, and says so, while two versions stand on the page and nobody has decided about them. */
    function bothAsked(): bool {
        if (!versions.settled)
            tell("warn", qsTr("Two versions stand on this page. Choose one, or say that both shall be on it."));
        return versions.settled;
    }

    Component.onCompleted: {
        PageMaker.layout = layout === "" ? "one-page" : layout;
        PageMaker.version = version;
        PageMaker.member = member;
        PageMaker.refresh();
    }

    Connections {
        target: PageMaker
        function onSaved(): void {
            page.fresh = true;
            page.showSaved();
        }
        function onFailed(sentence: string): void {
            page.tell("alert", sentence);
        }
    }
    PageFrame {
        id: frame

        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: page.beside ? Theme.sized(440) : parent.width
        focus: true
        title: qsTr("Make a page")
        iconName: compact ? "" : "export"
        part: "profile"
        showBack: true
        spacing: Theme.spaceL
        onBack: Navigator.back()
        notice: MessageBar {
            id: said
        }

        AgreementCard {}
        TwoVersionsCard {
            id: versions
        }
        MakeOptions {}
        Loader {
            Layout.fillWidth: true
            active: !page.beside
            visible: active
            sourceComponent: PagePreview {}
        }
        footer: GridLayout {
            columns: frame.columnWidth < Theme.sized(260) ? 1 : 2
            columnSpacing: Theme.spaceS
            rowSpacing: Theme.spaceS

            ActionButton {
                kind: "primary"
                wide: true
                iconName: "export"
                text: qsTr("Save")
                onClicked: if (page.mayLeave()) saver.open()
            }
            ActionButton {
                wide: true
                iconName: "print"
                text: PageRegistry.titleOf("print-page")
                onClicked: if (page.mayLeave()) Navigator.open("print-page", {})
            }
        }
    }
    ScrollArea {
        id: right

        visible: page.beside
        anchors.left: frame.right
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        contentHeight: sheets.height + 2 * Theme.spaceL

        Loader {
            id: sheets

            x: Math.max(Theme.spaceL, (parent.width - width) / 2)
            y: Theme.spaceL
            width: Math.min(right.width - 2 * Theme.spaceL, Theme.sized(720))
            active: page.beside
            sourceComponent: PagePreview {}
        }
    }
    FilePicker {
        id: saver

        mode: "save"
        title: qsTr("Save the page")
        note: qsTr("This file is not protected. Anyone who gets it can read it.")
        suggestedName: PageMaker.suggestedName
        onChosen: path => PageMaker.save(path)
        onClosed: page.showSaved()
    }
}
