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
    id: page

    readonly property bool empty: CircleList.count === 0

    /** By the time of day; the name makes it theirs. */
    function greeting(hour: int): string {
        const name = Session.personName;
        return hour < 12 ? qsTr("Good morning, %1").arg(name) : hour < 18 ? qsTr("Good afternoon, %1").arg(name) : qsTr("Good evening, %1").arg(name);
    }
    function follow(name: string, circle: string): void {
        if (circle !== "" && !CurrentCircle.choose(circle))
            return;
        const entry = PageRegistry.entry(name);
        if (entry !== null && entry.destination)
            Navigator.go(name);
        else
            Navigator.open(name, {});
    }

    title: greeting(new Date().getHours())
    maximumWidth: wide ? 1040 : Theme.pageWidth
    spacing: Theme.spaceL

    EmptyState {
        visible: page.empty
        iconName: "circle"
        text: qsTr("A circle is one young person and the people around them. Everything you keep belongs to a circle.")
        actionText: qsTr("Make a circle")
        onActed: Navigator.open("new-circle", {})
    }
    // Positioners, not layouts: layouts in layouts do not settle in Qt 6.4 when the size of the text changes.
    Flow {
        id: parts

        readonly property bool beside: width >= Theme.sized(720)

        Layout.fillWidth: true
        visible: !page.empty
        spacing: Theme.spaceL

        Column {
            id: steps

            width: parts.beside ? Math.floor((parts.width - parts.spacing) * 0.6) : parts.width
            spacing: Theme.spaceS

            Heading {
                width: parent.width
                text: qsTr("What to do next")
            }
            Repeater {
                model: NextSteps
                NextStep {
                    width: steps.width
                    onFollowed: (name, circle) => page.follow(name, circle)
                }
            }
        }
        Column {
            width: parts.beside ? parts.width - parts.spacing - steps.width : parts.width
            spacing: Theme.spaceS

            Heading {
                width: parent.width
                text: qsTr("My circles")
            }
            CircleFaces {
                width: parent.width
                onChosen: circle => page.follow("circle", circle)
                onMaking: Navigator.open("new-circle", {})
            }
            JoinRow {
                width: parent.width
            }
        }
    }
    JoinRow {
        visible: page.empty
    }
    footer: SyncLine {
        visible: !page.empty
    }
}
