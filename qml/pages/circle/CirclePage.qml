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

    readonly property bool ringFits: ring.around > 0 && ring.around <= ring.most && parts.firstWidth >= ring.wanted + Theme.spaceXl

    title: Whose.circle
    iconName: "circle"
    maximumWidth: wide ? 1040 : Theme.pageWidth

    StatusLine {
        visible: !CurrentCircle.ready
        iconName: "waiting"
        text: qsTr("You are not let in yet. Give your reply to the person who invited you. Then use the same shared place.")
    }
    ActionButton {
        visible: !CurrentCircle.ready
        kind: "primary"
        text: PageRegistry.titleOf("share-folder")
        iconName: "sync"
        onClicked: Navigator.open("share-folder", { circle: CurrentCircle.circleId })
    }
    SideBySide {
        id: parts

        visible: CurrentCircle.ready
        share: 0.5
        spacing: Theme.spaceM
        first: [
            Heading {
                width: parts.firstWidth
                text: qsTr("Who is here")
            },
            Item {
                visible: page.ringFits
                width: parts.firstWidth
                height: ring.implicitHeight

                RingOfFaces {
                    id: ring

                    x: Math.round((parent.width - implicitWidth) / 2)
                    width: implicitWidth
                    height: implicitHeight
                    middleName: Profile.name
                    middlePhoto: Profile.photo
                    onChosen: member => Navigator.open("person", { member: member })
                }
            },
            RowsOfFaces {
                visible: !page.ringFits
                width: parts.firstWidth
                onChosen: member => Navigator.open("person", { member: member })
            },
            Words {
                visible: CurrentCircle.members < 2
                width: parts.firstWidth
                text: qsTr("Only you are here so far. Bring in the people who help.")
                soft: true
            },
            ActionButton {
                width: Math.min(implicitWidth, parts.firstWidth)
                text: PageRegistry.titleOf(CurrentCircle.iAmOwner ? "invite" : "people")
                iconName: CurrentCircle.iAmOwner ? "invite" : "people"
                onClicked: CurrentCircle.iAmOwner ? Navigator.open("invite", {}) : Navigator.go("people")
            }
        ]
        second: [
            Heading {
                width: parts.secondWidth
                text: qsTr("What we keep together")
            },
            ListRow {
                width: parts.secondWidth
                text: qsTr("One-page profile")
                detail: Profile.empty ? qsTr("Nothing in it yet. Start with one line.") : qsTr("What matters, on one side of paper.")
                iconName: "profile"
                part: "profile"
                onClicked: Navigator.go("profile")
            },
            ListRow {
                visible: ClashList.count > 0
                width: parts.secondWidth
                text: PageRegistry.titleOf("two-versions")
                detail: qsTr("%n thing(s) that two people wrote differently", "", ClashList.count)
                iconName: "compare"
                part: "warn"
                onClicked: Navigator.open("two-versions", {})
            },
            ListRow {
                width: parts.secondWidth
                text: PageRegistry.titleOf("versions")
                detail: VersionList.count === 0 ? qsTr("Keep the page as it is on a day.") : qsTr("%n page(s) kept", "", VersionList.count)
                iconName: "history"
                part: "profile"
                onClicked: Navigator.open("versions", {})
            },
            ListRow {
                width: parts.secondWidth
                text: PageRegistry.titleOf("make-page")
                detail: qsTr("Print or save one page, a card or a passport.")
                iconName: "export"
                part: "profile"
                onClicked: Navigator.open("make-page", {})
            },
            ListRow {
                width: parts.secondWidth
                text: PageRegistry.titleOf("storage")
                detail: qsTr("Where this circle is shared, and a backup.")
                iconName: "storage"
                onClicked: Navigator.start("storage", {})
            }
        ]
    }
    ListRow {
        text: PageRegistry.titleOf("care-of-circle")
        detail: qsTr("For this circle as a whole.")
        iconName: "settings"
        onClicked: Navigator.open("care-of-circle", {})
    }
    footer: SyncLine {}
}
