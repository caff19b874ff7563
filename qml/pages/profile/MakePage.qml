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

    function tell(kind: string, sentence: string): void {
        said.kind = kind;
        said.show(sentence, "");
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
            page.tell("done", qsTr("The page is saved. Anyone who gets the file can read it."));
        }
        function onPrinted(): void {
            page.tell("done", qsTr("The page is on its way to the printer."));
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
                onClicked: {
                    if (PageMaker.needsYes)
                        page.tell("warn", PageMaker.needsYesWhy);
                    else if (page.bothAsked())
                        saver.open();
                }
            }
            ActionButton {
                wide: true
                iconName: "print"
                text: qsTr("Print")
                onClicked: if (page.bothAsked()) PageMaker.print()
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
    }
}
