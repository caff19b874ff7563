// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** The frame of the window: a bar at the bottom of a phone, a narrow rail on a tablet, a rail with words on a desktop. */
FocusScope {
    id: frame

    /** The places of the app, always in this order. */
    property list<Destination> destinations
    /** Name of the place shown. */
    property string current
    /** False hides bar and rail (locked, first start, one question). */
    property bool showNavigation: true
    /** Above the rail's places on a wide window: the app's name. */
    property string brand
    /** Above the rail's places, and above the page: what the page is about. Each is as wide as its place. */
    property alias aboveRail: side.above
    property alias abovePage: overPage.data
    default property alias content: inside.data
    readonly property bool navigates: showNavigation && destinations.length > 0
    readonly property string sizeClass: Theme.sizeClass(width)
    readonly property bool atBottom: sizeClass === "compact"
    readonly property string currentTitle: {
        for (let i = 0; i < destinations.length; ++i)
            if (destinations[i].name === current)
                return destinations[i].title;
        return "";
    }

    signal chosen(string name)

    /** The parts of the window that F6 goes to, in this order. */
    function landmarks(): var {
        return side.visible ? [place, side] : bar.visible ? [place, bar] : [place];
    }
    /** Brings the keyboard to the next part of the window, or the one before. */
    function leap(by: int): void {
        const all = landmarks();
        const at = Math.max(0, all.findIndex(part => part.activeFocus));
        const next = all[(at + by + all.length) % all.length];
        next.forceActiveFocus(Qt.TabFocusReason);
        if (frame.Window.activeFocusItem === next)
            next.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_F6;
        if (event.accepted)
            leap(event.modifiers & Qt.ShiftModifier ? -1 : 1);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    FocusScope {
        id: place

        focus: true
        // Read and reached first, so that nobody goes through the places to get to the page.
        x: frame.LayoutMirroring.enabled ? 0 : side.width
        width: frame.width - side.width
        height: frame.height - bar.height

        Column {
            id: overPage

            width: parent.width
        }
        FocusScope {
            id: inside

            focus: true
            // A title that scrolls must not go over what stands above the page.
            clip: overPage.height > 0
            y: overPage.height
            width: parent.width
            height: parent.height - y
        }
    }

    SideRail {
        id: side

        visible: frame.navigates && !frame.atBottom
        x: frame.LayoutMirroring.enabled ? frame.width - width : 0
        width: !visible ? 0 : wide ? Theme.railWidth : Theme.railNarrow
        height: frame.height
        wide: frame.sizeClass === "wide"
        brand: frame.brand
        places: visible ? frame.destinations : []
        current: frame.current
        onChosen: name => frame.chosen(name)
    }

    FocusScope {
        id: bar

        /** Widest word of the bar: measured, not guessed. */
        property real need: 0
        readonly property int count: frame.destinations.length
        /** About the height of one row of places. */
        readonly property real rowHeight: Theme.iconSize + Math.round(Theme.labelSize * Theme.lineSpacing) + 2 * Theme.spaceS
        /** Two rows may take a quarter of the window and no more: what stays in sight must not hide what one came for. */
        readonly property bool twoRows: frame.height >= 4 * (2 * rowHeight + 2 * Theme.spaceXs)
        readonly property int columns: count * need + 2 * Theme.spaceXs <= frame.width ? count
                                       : twoRows && Math.ceil(count / 2) * need + 2 * Theme.spaceXs <= frame.width ? Math.ceil(count / 2) : 0
        /** True when the words do not fit: one button opens the list instead. */
        readonly property bool folded: columns === 0

        function measure(): void {
            let widest = Theme.target;
            for (let i = 0; i < ruler.children.length; ++i)
                widest = Math.max(widest, Math.ceil(ruler.children[i].implicitWidth) + 4);
            need = widest;
        }

        visible: frame.navigates && frame.atBottom
        y: frame.height - height
        width: frame.width
        height: visible ? (folded ? opener.implicitHeight : grid.implicitHeight) + 2 * Theme.spaceXs : 0
        Accessible.role: Accessible.PageTabList
        Accessible.name: qsTr("Places in Heard")

        Rectangle {
            anchors.fill: parent
            color: Theme.surface
        }
        Rectangle {
            width: parent.width
            height: Theme.edgeWidth
            color: Theme.hairline
        }
        Row {
            id: ruler

            // Never seen: only measures the words at their present size.
            visible: false
            Repeater {
                model: frame.destinations
                Words {
                    required property Destination modelData
                    text: modelData.title
                    variant: "label"
                    strong: true
                    wrapMode: Text.NoWrap
                    onImplicitWidthChanged: bar.measure()
                    Component.onCompleted: bar.measure()
                }
            }
        }
        GridLayout {
            id: grid

            visible: !bar.folded
            x: Theme.spaceXs
            y: Theme.spaceXs
            width: parent.width - 2 * Theme.spaceXs
            columns: Math.max(1, bar.columns)
            columnSpacing: 0
            rowSpacing: 0

            Repeater {
                model: bar.visible && !bar.folded ? frame.destinations : []
                NavButton {
                    required property Destination modelData
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    text: modelData.title
                    iconName: modelData.iconName
                    current: modelData.name === frame.current
                    onClicked: frame.chosen(modelData.name)
                }
            }
        }
        NavButton {
            id: opener

            visible: bar.folded
            x: Theme.spaceXs
            y: Theme.spaceXs
            width: parent.width - 2 * Theme.spaceXs
            stacked: false
            iconName: "menu"
            text: qsTr("Menu")
            onClicked: places.open()
        }
    }

    Sheet {
        id: places

        title: qsTr("Where to?")

        // Not rows of the sheet's layout: in Qt 6.4 a layout out of sight keeps rows that are gone, and ends the program at its next
        // width. The places change while the sheet is closed, as when the first circle is made.
        Item {
            Layout.fillWidth: true
            implicitHeight: rows.height

            Column {
                id: rows

                width: parent.width
                spacing: Theme.spaceM

                Repeater {
                    model: frame.destinations
                    ListRow {
                        required property Destination modelData
                        width: rows.width
                        text: modelData.title
                        iconName: modelData.iconName
                        current: modelData.name === frame.current
                        onClicked: {
                            places.close();
                            frame.chosen(modelData.name);
                        }
                    }
                }
            }
        }
    }
}
