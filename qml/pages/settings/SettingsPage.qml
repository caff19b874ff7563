// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** All settings: a list, and what is chosen beside it or on top of it. */
FocusScope {
    id: page

    /** "", "look", "security", "storage" or "about". */
    property string section
    readonly property string shown: section === "" && panes.together ? "look" : section

    function fileOf(name: string): url {
        switch (name) {
        case "look":
            return Qt.resolvedUrl("LookPage.qml");
        case "security":
            return Qt.resolvedUrl("SecurityPage.qml");
        case "storage":
            return Qt.resolvedUrl("StoragePage.qml");
        case "about":
            return Qt.resolvedUrl("../About/AboutPage.qml");
        }
        return "";
    }

    TwoPane {
        id: panes

        anchors.fill: parent
        detailOpen: page.section !== ""
        focus: true
        // What somebody uses does not go from under their finger when larger words leave no room for the list beside it.
        onTogetherChanged: {
            if (!together && page.section === "" && place.used)
                page.section = "look";
        }

        PageFrame {
            anchors.fill: parent
            focus: true
            title: qsTr("Settings")
            spacing: Theme.spaceS

            ListRow {
                iconName: "text-size"
                text: qsTr("Look and language")
                detail: qsTr("Colours, size of words, movement")
                current: page.shown === "look" && panes.together
                onClicked: page.section = "look"
            }
            ListRow {
                iconName: "security"
                text: qsTr("Security")
                detail: qsTr("Passphrase, recovery code, locking")
                current: page.shown === "security" && panes.together
                onClicked: page.section = "security"
            }
            ListRow {
                iconName: "storage"
                text: qsTr("Sharing and storage")
                detail: SyncState.sentence
                current: page.shown === "storage" && panes.together
                onClicked: page.section = "storage"
            }
            ListRow {
                iconName: "about"
                text: qsTr("About Heard")
                detail: qsTr("Privacy, licences, thanks")
                current: page.shown === "about" && panes.together
                onClicked: page.section = "about"
            }
            ActionButton {
                Layout.topMargin: Theme.spaceM
                iconName: "lock"
                text: qsTr("Lock now")
                onClicked: Session.lock()
            }
        }
        detail: Loader {
            id: place

            /** Somebody was in it. Kept: when it is covered, the keyboard has left it already. */
            property bool used: false

            onActiveFocusChanged: used = used || activeFocus

            anchors.fill: parent
            focus: true
            source: page.fileOf(page.shown)
            onLoaded: {
                const shownPage = item as PageFrame;
                // So that it is the page that gets the keyboard, and says its name.
                shownPage.focus = true;
                shownPage.showBack = Qt.binding(() => !panes.together);
                shownPage.back.connect(() => page.section = "");
            }
        }
    }
}
