// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** A page was saved: where it is, and the ways on from there. */
PageFrame {
    id: page

    readonly property bool known: PageOut.fileName !== ""

    function tell(kind: string, sentence: string): void {
        said.kind = kind;
        said.show(sentence, "");
    }

    title: known ? qsTr("The page is saved") : qsTr("No page is saved yet")
    iconName: compact ? "" : "export"
    part: "profile"
    showBack: true
    onBack: Navigator.back()
    notice: MessageBar {
        id: said
    }
    Component.onCompleted: PageOut.look()

    Connections {
        target: PageOut
        function onDone(sentence: string): void {
            page.tell("done", sentence);
        }
        function onFailed(sentence: string): void {
            page.tell("alert", sentence);
        }
    }
    Card {
        visible: page.known

        Words {
            text: PageOut.fileName
            strong: true
        }
        Words {
            visible: PageOut.count > 1
            text: qsTr("And %n more file(s), one a page.", "", PageOut.count - 1)
            soft: true
        }
        Words {
            text: qsTr("It is in the folder “%1”.").arg(PageOut.folderName)
        }
        Words {
            text: qsTr("This file is not protected. Anyone who gets it can read it.")
            soft: true
        }
    }
    ListRow {
        visible: page.known
        iconName: "eye"
        text: qsTr("Open it")
        detail: qsTr("See it as others will see it")
        opens: false
        onClicked: PageOut.open()
    }
    ListRow {
        visible: page.known && PageOut.canMail
        iconName: "mail"
        text: qsTr("Send by mail")
        detail: qsTr("Puts it into a new mail")
        opens: false
        onClicked: unsealed.open()
    }
    ListRow {
        visible: page.known && PageOut.canShare
        iconName: "share"
        text: qsTr("Open in another app")
        detail: qsTr("Choose the app from a list")
        opens: false
        onClicked: PageOut.share()
    }
    ListRow {
        visible: page.known
        iconName: "print"
        text: PageRegistry.titleOf("print-page")
        onClicked: Navigator.open("print-page", {})
    }
    ActionButton {
        Layout.topMargin: Theme.spaceM
        visible: !page.known
        iconName: "export"
        text: PageRegistry.titleOf("make-page")
        onClicked: Navigator.open("make-page", {})
    }
    ConfirmSheet {
        id: unsealed

        title: qsTr("Mail is not sealed")
        text: qsTr("A mail passes through the hands of others. They can read the page, and so can whoever gets the mail sent on. Ask first if that is all right.")
        confirmText: qsTr("Open a new mail")
        confirmIcon: "mail"
        onAccepted: PageOut.mail()
    }
}
