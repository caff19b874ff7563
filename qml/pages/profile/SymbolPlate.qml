// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The picture of a line on its white plate: its own photo, or a symbol. Decoration beside the words. */
Rectangle {
    id: plate

    property string symbol
    property string photo
    property int size: Theme.symbolSize
    readonly property bool empty: symbol === "" && photo === ""

    implicitWidth: size
    implicitHeight: size
    radius: Theme.plateRadius
    color: picture.status === Image.Error ? Theme.shade : Theme.plate
    border.width: Theme.edgeWidth
    border.color: Theme.hairline

    SymbolList {
        id: symbols
    }
    Image {
        id: picture

        anchors.centerIn: parent
        width: plate.photo === "" ? Math.round(plate.size * 0.78) : plate.size - 2 * Theme.spaceXs
        height: width
        sourceSize.width: width
        sourceSize.height: plate.photo === "" ? width : 0
        fillMode: plate.photo === "" ? Image.PreserveAspectFit : Image.PreserveAspectCrop
        source: plate.photo !== "" ? plate.photo : plate.symbol === "" ? "" : symbols.sourceOf(plate.symbol)
        Accessible.ignored: true
    }
    // What somebody put there may be no picture that can be shown: then a sign that there is one.
    Icon {
        anchors.centerIn: parent
        visible: picture.status === Image.Error
        name: visible ? "picture" : ""
        size: plate.size / 2
        color: Theme.inkSoft
    }
}
