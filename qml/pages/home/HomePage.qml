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
        visible: home.empty
        iconName: "circle"
        text: qsTr("A circle is one young person and the people around them. Everything you keep belongs to a circle.")
        actionText: qsTr("Make a circle")
        onActed: Navigator.open("new-circle", {})
    }
    // Placed by hand: in Qt 6.4 layouts in layouts do not settle when the size of the text changes, and a positioner in a layout
    // can stay without any width.
    Item {
        id: parts

        readonly property bool beside: width >= Theme.sized(720)
        readonly property real wider: beside ? Math.floor((width - Theme.spaceL) * 0.6) : width

        Layout.fillWidth: true
        visible: !home.empty
        implicitWidth: Theme.measure
        implicitHeight: beside ? Math.max(steps.height, circles.height) : steps.height + Theme.spaceL + circles.height

        Column {
            id: steps

            x: parts.beside && LayoutMirroring.enabled ? parts.width - width : 0
            width: parts.wider
            spacing: Theme.spaceS

            Heading {
                width: parent.width
                text: qsTr("What to do next")
            }
            Repeater {
                model: NextSteps
                NextStep {
                    width: steps.width
                    onFollowed: (name, circle) => home.follow(name, circle)
                }
            }
        }
        Column {
            id: circles

            x: parts.beside && !LayoutMirroring.enabled ? parts.wider + Theme.spaceL : 0
            y: parts.beside ? 0 : steps.height + Theme.spaceL
            width: parts.beside ? parts.width - parts.wider - Theme.spaceL : parts.width
            spacing: Theme.spaceS

            Heading {
                width: parent.width
                text: qsTr("My circles")
            }
            CircleFaces {
                width: parent.width
                onChosen: circle => home.follow("circle", circle)
                onMaking: Navigator.open("new-circle", {})
            }
            JoinRow {
                width: parent.width
            }
        }
    }
    JoinRow {
        visible: home.empty
    }
    footer: SyncLine {
        visible: !home.empty
    }
}
