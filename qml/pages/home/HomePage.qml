// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Where one arrives: what to do next, the circles, and whether all is sent. */
PageFrame {
    id: home

    readonly property bool empty: CircleList.count === 0
    /** More circles than this are found by their names. */
    readonly property int mostFaces: 8

    /** By the time of day; the name makes it theirs. */
    function greeting(hour: int): string {
        const name = Session.personName;
        return hour < 12 ? qsTr("Good morning, %1").arg(name) : hour < 18 ? qsTr("Good afternoon, %1").arg(name) : qsTr("Good evening, %1").arg(name);
    }
    function follow(name: string, circle: string, only: string): void {
        if (circle !== "" && !CurrentCircle.choose(circle))
            return;
        const entry = PageRegistry.entry(name);
        if (entry !== null && entry.destination)
            Navigator.go(name);
        else
            Navigator.open(name, only === "" ? {} : { only: only });
    }

    Component.onCompleted: NextSteps.refresh()

    title: greeting(new Date().getHours())
    maximumWidth: wide ? 1040 : Theme.pageWidth
    spacing: Theme.spaceL

    EmptyState {
        visible: home.empty
        iconName: "circle"
        text: qsTr("A circle is one young person and the people around them. Everything you keep belongs to a circle.")
        actionText: PageRegistry.titleOf("new-circle")
        onActed: Navigator.open("new-circle", {})
    }
    Words {
        visible: home.empty
        text: qsTr("Did somebody give you an invite? Then their circle is there already.")
        horizontalAlignment: Text.AlignHCenter
    }
    ActionButton {
        Layout.alignment: Qt.AlignHCenter
        visible: home.empty
        text: PageRegistry.titleOf("join")
        iconName: "people"
        onClicked: Navigator.open("join", {})
    }
    SideBySide {
        id: parts

        visible: !home.empty
        first: [
            Heading {
                width: parts.firstWidth
                text: qsTr("What to do next")
            },
            Repeater {
                model: NextSteps
                NextStep {
                    width: parts.firstWidth
                    onFollowed: (name, circle, only) => home.follow(name, circle, only)
                }
            },
            Words {
                width: parts.firstWidth
                visible: NextSteps.count === 0
                text: qsTr("Nothing needs you now.")
                soft: true
            }
        ]
        second: [
            Heading {
                width: parts.secondWidth
                text: qsTr("My circles")
            },
            CircleFaces {
                visible: CircleList.count <= home.mostFaces
                width: parts.secondWidth
                all: visible
                onChosen: circle => home.follow("circle", circle, "")
                onMaking: Navigator.open("new-circle", {})
            },
            ListRow {
                visible: CircleList.count > 1
                width: parts.secondWidth
                text: PageRegistry.titleOf("circles")
                detail: qsTr("Find one of %n circle(s) by its name.", "", CircleList.count)
                iconName: "search"
                onClicked: Navigator.open("circles", {})
            },
            JoinRow {
                width: parts.secondWidth
            }
        ]
    }
    JoinRow {
        visible: home.empty
    }
    footer: SyncLine {
        visible: !home.empty
    }
}
