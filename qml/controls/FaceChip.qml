// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** A face: a round photo, or the first letters of a name on a colour of its own. */
Item {
    id: chip

    property string name
    /** Source of the photo; "" shows letters. */
    property string photo
    property real size: Theme.faceSize
    /** Colour behind the chip; the corners of a photo are painted over with it. */
    property color backdrop: Theme.surface
    /** True when the name is written or spoken right beside it. */
    property bool named: true

    readonly property list<string> colours: ["profile", "say", "meeting", "charter"]
    readonly property string colour: {
        let sum = 0;
        for (let i = 0; i < name.length; ++i)
            sum = (sum * 31 + name.charCodeAt(i)) % 9973;
        return colours[sum % colours.length];
    }
    readonly property string initials: {
        const words = name.trim().split(/\s+/).filter(word => word !== "");
        if (words.length === 0)
            return "";
        // The spread keeps letters outside the basic plane whole.
        const first = [...words[0]][0];
        return (words.length > 1 ? first + [...words[words.length - 1]][0] : first).toUpperCase();
    }

    implicitWidth: size
    implicitHeight: size
    clip: picture.visible
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Picture of %1").arg(name)
    Accessible.ignored: named

    Rectangle {
        anchors.fill: parent
        radius: width / 2
        color: Theme.tint(chip.colour)
        border.width: 2
        border.color: Theme.part(chip.colour)
        visible: !picture.visible

        Text {
            anchors.centerIn: parent
            text: chip.initials
            visible: text !== ""
            textFormat: Text.PlainText
            color: Theme.part(chip.colour)
            font.family: Theme.face
            font.pixelSize: Math.round(chip.size * (chip.initials.length > 1 ? 0.38 : 0.46))
            font.bold: true
            Accessible.ignored: true
        }
        Icon {
            anchors.centerIn: parent
            name: chip.initials === "" ? "person" : ""
            size: chip.size / 2
            color: Theme.part(chip.colour)
        }
    }
    Image {
        id: picture

        anchors.fill: parent
        source: chip.photo
        sourceSize.height: chip.size
        fillMode: Image.PreserveAspectCrop
        visible: status === Image.Ready
        Accessible.ignored: true
    }
    // A thick ring in the colour behind hides the corners: works on every renderer, without a mask.
    Rectangle {
        readonly property real thickness: Math.ceil(chip.size * 0.22)
        anchors.fill: parent
        anchors.margins: -thickness
        visible: picture.visible
        radius: width / 2
        color: "transparent"
        border.width: thickness
        border.color: chip.backdrop
    }
    Rectangle {
        anchors.fill: parent
        visible: picture.visible
        radius: width / 2
        color: "transparent"
        border.width: 2
        border.color: Theme.part(chip.colour)
    }
}
