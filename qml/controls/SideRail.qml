// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** The places of the app one below the other, beside the page of a window that has the room. */
FocusScope {
    id: side

    /** Places beside their icons; otherwise below them. */
    property bool wide: false
    /** Above the places when it is wide: the app's name. */
    property string brand
    /** Its Destinations. */
    property alias places: buttons.model
    property string current
    /** Above the places: what the page is about. */
    property alias above: overRail.data

    signal chosen(string name)

    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Places in Heard")

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    Rectangle {
        x: side.LayoutMirroring.enabled ? 0 : parent.width - width
        width: Theme.edgeWidth
        height: parent.height
        color: Theme.hairline
    }
    ScrollArea {
        anchors.fill: parent
        contentHeight: rail.implicitHeight + 2 * Theme.spaceS

        ColumnLayout {
            id: rail

            // Inside what scrolls, so that it does not cut the ring of the keyboard.
            x: Theme.spaceS
            y: Theme.spaceS
            width: parent.width - 2 * Theme.spaceS
            spacing: Theme.spaceXs

            RowLayout {
                visible: side.wide && side.brand !== ""
                Layout.margins: Theme.spaceS
                Layout.bottomMargin: Theme.spaceM
                spacing: Theme.spaceS
                Icon {
                    name: "ear"
                    color: Theme.accent
                }
                Words {
                    text: side.brand
                    variant: "lead"
                    strong: true
                    snug: true
                }
            }
            Column {
                id: overRail

                Layout.fillWidth: true
            }
            // Not rows of a layout: it would count those that go while the rail itself comes or goes.
            Column {
                id: rows

                Layout.fillWidth: true
                spacing: Theme.spaceXs

                Repeater {
                    id: buttons

                    NavButton {
                        required property Destination modelData
                        width: rows.width
                        stacked: !side.wide
                        text: modelData.title
                        iconName: modelData.iconName
                        current: modelData.name === side.current
                        focus: current
                        onClicked: side.chosen(modelData.name)
                    }
                }
            }
        }
    }
}
