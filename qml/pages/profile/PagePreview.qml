// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The page exactly as it will print, side by side with nothing but its words for those who do not see it. */
ColumnLayout {
    id: preview

    property bool asWords: false

    Layout.fillWidth: true
    spacing: Theme.spaceM

    Heading {
        text: qsTr("So it will print")
    }
    StatusLine {
        live: true
        tone: "warn"
        text: PageMaker.problem
    }
    StatusLine {
        live: true
        tone: "warn"
        text: PageMaker.missing
    }
    Repeater {
        model: preview.asWords ? 0 : PageMaker.pages
        Rectangle {
            id: sheet

            required property int index

            Layout.fillWidth: true
            Layout.maximumWidth: Theme.sized(720)
            Layout.preferredHeight: picture.implicitWidth > 0 ? width * picture.implicitHeight / picture.implicitWidth : width * 1.414
            implicitWidth: Theme.sized(300)
            color: Theme.plate
            border.width: Theme.edgeWidth
            border.color: Theme.edge
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Side %1 of %2").arg(index + 1).arg(PageMaker.pages)
            Accessible.description: index === 0 ? PageMaker.spoken : ""

            Image {
                id: picture

                anchors.fill: parent
                anchors.margins: Theme.edgeWidth
                source: "image://circle/page/" + sheet.index + "/" + PageMaker.revision
                sourceSize.width: Math.max(100, Math.ceil(sheet.width / 100) * 100)
                fillMode: Image.PreserveAspectFit
                mipmap: true
                Accessible.ignored: true
            }
        }
    }
    Card {
        visible: preview.asWords
        Words {
            text: PageMaker.spoken
        }
    }
    ActionButton {
        visible: PageMaker.pages > 0
        iconName: preview.asWords ? "picture" : "text-size"
        text: preview.asWords ? qsTr("Show the page") : qsTr("Show only the words")
        onClicked: preview.asWords = !preview.asWords
    }
}
