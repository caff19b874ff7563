// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** One circle: who is around the young person, and what the circle keeps. */
PageFrame {
    id: page

    readonly property bool ringFits: ring.around > 0 && ring.around <= ring.most && columnWidth >= ring.wanted + Theme.spaceXl

    title: CurrentCircle.type === "group" ? CurrentCircle.name : qsTr("%1’s circle").arg(CurrentCircle.name)
    iconName: "circle"

    StatusLine {
        visible: !CurrentCircle.ready
        iconName: "waiting"
        text: qsTr("You are not let in yet. Give your reply to the person who invited you. Then use the same shared place.")
    }
    ActionButton {
        visible: !CurrentCircle.ready
        kind: "primary"
        text: qsTr("Set up sharing")
        iconName: "sync"
        onClicked: Navigator.open("share-folder", { circle: CurrentCircle.circleId })
    }
    Heading {
        visible: CurrentCircle.ready
        text: qsTr("Who is here")
    }
    RingOfFaces {
        id: ring
        visible: CurrentCircle.ready && (page.ringFits)
        middleName: Profile.name
        middlePhoto: Profile.photo
        onChosen: member => Navigator.open("person", { member: member })
    }
    RowsOfFaces {
        visible: CurrentCircle.ready && (!page.ringFits)
        onChosen: member => Navigator.open("person", { member: member })
    }
    Words {
        visible: CurrentCircle.ready && (CurrentCircle.members < 2)
        text: qsTr("Only you are here so far. Bring in the people who help.")
        soft: true
    }
    ActionButton {
        visible: CurrentCircle.ready
        text: CurrentCircle.iAmOwner ? qsTr("Bring someone in") : qsTr("See all people")
        iconName: CurrentCircle.iAmOwner ? "invite" : "people"
        onClicked: CurrentCircle.iAmOwner ? Navigator.open("invite", {}) : Navigator.go("people")
    }
    Heading {
        visible: CurrentCircle.ready
        text: qsTr("What we keep together")
    }
    ListRow {
        visible: CurrentCircle.ready
        text: qsTr("One-page profile")
        detail: Profile.empty ? qsTr("Nothing in it yet. Start with one line.") : qsTr("What matters, on one side of paper.")
        iconName: "profile"
        part: "profile"
        onClicked: Navigator.go("profile")
    }
    ListRow {
        visible: CurrentCircle.ready && (ClashList.count > 0)
        text: qsTr("%n thing(s) that two people wrote differently", "", ClashList.count)
        detail: qsTr("Two people changed the same thing. Which is right?")
        iconName: "compare"
        part: "warn"
        onClicked: Navigator.open("two-versions", {})
    }
    ListRow {
        visible: CurrentCircle.ready
        text: qsTr("Kept pages")
        detail: VersionList.count === 0 ? qsTr("Keep the page as it is on a day.") : qsTr("%n page(s) kept", "", VersionList.count)
        iconName: "history"
        part: "profile"
        onClicked: Navigator.open("versions", {})
    }
    ListRow {
        visible: CurrentCircle.ready
        text: qsTr("Print or save a page")
        detail: qsTr("One page, a card, or a passport.")
        iconName: "export"
        part: "profile"
        onClicked: Navigator.open("make-page", {})
    }
    ListRow {
        visible: CurrentCircle.ready
        text: qsTr("Sharing and storage")
        detail: qsTr("Where this circle is shared, and a backup.")
        iconName: "storage"
        onClicked: Navigator.start("storage", {})
    }
    footer: SyncLine {}
}
