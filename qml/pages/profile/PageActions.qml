// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** What can be done with the whole page. */
ColumnLayout {
    id: actions

    required property EditDesk desk
    /** False where the page itself shows what is to be decided. */
    property bool showsClashes: true

    function follow(name: string): void {
        if (desk.keep()) {
            desk.close();
            Navigator.open(name, {});
        }
    }

    Layout.fillWidth: true
    spacing: Theme.spaceS

    ListRow {
        visible: actions.showsClashes && ClashList.count > 0
        iconName: "compare"
        part: "warn"
        text: qsTr("Two versions: which is right?")
        detail: qsTr("%n thing(s) to decide", "", ClashList.count)
        onClicked: actions.follow("two-versions")
    }
    ListRow {
        iconName: "export"
        text: qsTr("Make a page")
        detail: qsTr("See it, save it or print it")
        onClicked: actions.follow("make-page")
    }
    ListRow {
        iconName: "tip"
        text: qsTr("Pick a tip")
        detail: qsTr("Ready words that help")
        onClicked: actions.follow("tips")
    }
    ListRow {
        iconName: "freeze"
        text: qsTr("Kept pages")
        detail: qsTr("Keep it as it is today, and see what changed")
        onClicked: actions.follow("versions")
    }
    ListRow {
        iconName: "about"
        text: qsTr("About me")
        detail: qsTr("Name, photo, and how I say yes, no and stop")
        onClicked: actions.follow("about-me")
    }
}
