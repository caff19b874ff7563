// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** What a line of the page shows: its picture, the words, and who said it. The button around it carries the name. */
Item {
    id: face

    property string text
    property string who
    /** Who said it, and who wrote it down when that is another. */
    property string said
    property string symbol
    property string photo
    property bool mustKnow: false
    property bool onlyMine: false
    property bool clashing: false
    property bool begun: false
    /** Colour behind the small face. */
    property color backdrop: Theme.surface
    /** On a narrow page with large text the picture goes above the words. */
    readonly property bool stacked: width < Theme.bodySize * 14
    readonly property bool pictured: !plate.empty
    readonly property real aside: pictured && !stacked ? plate.width + Theme.spaceM : 0
    readonly property real above: pictured && stacked ? plate.height + Theme.spaceXs : 0

    implicitWidth: Theme.measure
    // A turn later: measured at once, the height would ask for the width that this very change comes from.
    onAboveChanged: soon.restart()
    onPicturedChanged: soon.restart()

    /** Not a binding: the height of words comes from their width, which the page may settle while it asks. */
    function measure(): void {
        implicitHeight = Math.max(above + column.height, pictured ? plate.height : 0);
    }

    Timer {
        id: soon

        interval: 0
        onTriggered: face.measure()
    }
    SymbolPlate {
        id: plate

        x: face.LayoutMirroring.enabled ? face.width - width : 0
        visible: !empty
        size: Math.round(Theme.symbolSize * 0.875)
        symbol: face.symbol
        photo: face.photo
    }
    Column {
        id: column

        x: face.LayoutMirroring.enabled ? 0 : face.aside
        y: face.stacked ? face.above : Math.max(0, Math.round((face.height - height) / 2))
        width: face.width - face.aside
        spacing: 2
        onHeightChanged: face.measure()

        Words {
            width: column.width
            text: face.text
            snug: true
            Accessible.ignored: true
        }
        RowLayout {
            width: column.width
            spacing: Theme.spaceXs

            FaceChip {
                Layout.alignment: Qt.AlignTop
                size: Math.round(Theme.iconSize * 0.92)
                name: face.who
                photo: face.who === Profile.name ? Profile.photo : ""
                backdrop: face.backdrop
            }
            Words {
                text: face.said
                variant: "label"
                soft: true
                Accessible.ignored: true
            }
        }
        LineMark {
            width: column.width
            visible: face.mustKnow
            iconName: "warning"
            text: qsTr("Must know")
            tone: Theme.alert
        }
        LineMark {
            width: column.width
            visible: face.onlyMine
            iconName: "eye-off"
            text: qsTr("Only I can see this")
            tone: Theme.say
        }
        LineMark {
            width: column.width
            visible: face.clashing
            iconName: "compare"
            text: qsTr("Two versions")
            tone: Theme.warn
        }
        LineMark {
            width: column.width
            visible: face.begun
            iconName: "edit"
            text: qsTr("Begun, not saved")
            tone: Theme.profile
        }
    }
}
