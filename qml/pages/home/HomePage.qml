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
    GridLayout {
        visible: !page.empty
        columns: page.columnWidth >= Theme.sized(720) ? 2 : 1
        columnSpacing: Theme.spaceL
        rowSpacing: Theme.spaceL

        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 3
            Layout.alignment: Qt.AlignTop
            spacing: Theme.spaceS

            Heading {
                text: qsTr("What to do next")
            }
            Repeater {
                model: NextSteps
                NextStep {
                    onFollowed: (name, circle) => page.follow(name, circle)
                }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.alignment: Qt.AlignTop
            spacing: Theme.spaceS

            Heading {
                text: qsTr("My circles")
            }
            CircleFaces {
                onChosen: circle => page.follow("circle", circle)
                onMaking: Navigator.open("new-circle", {})
            }
            JoinRow {
                Layout.topMargin: Theme.spaceS
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
