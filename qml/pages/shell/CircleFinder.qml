// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls

/** From anywhere to any circle in a few keys: type the beginning of a name, press Return. */
Sheet {
    id: finder

    signal chosen(string circle)

    title: qsTr("Find a circle")
    firstFocus: field
    onAboutToShow: field.text = ""

    TextLine {
        id: field

        label: qsTr("Name")
        onAccepted: rows.take()
        Keys.onDownPressed: rows.enter()
    }
    Words {
        visible: rows.count === 0
        text: qsTr("No circle has a name like this.")
        soft: true
    }
    CircleRows {
        id: rows

        Layout.fillWidth: true
        implicitHeight: Math.max(3 * Theme.target, Math.min(contentHeight + topMargin + bottomMargin, finder.parent ? finder.parent.height / 2 : 0))
        visible: count > 0
        typed: field.text
        onChosen: circle => {
            finder.close();
            finder.chosen(circle);
        }
        onTyping: text => {
            field.forceActiveFocus();
            field.text += text;
        }
    }
}
