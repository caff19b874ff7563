// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** Folders of this device that others can reach too: each is one press away from being shared through. */
ColumnLayout {
    Layout.fillWidth: true
    spacing: Theme.spaceM

    Heading {
        visible: found.count > 0
        level: 2
        text: qsTr("Found on this device")
    }
    Repeater {
        model: FoundPlaces {
            id: found
        }
        delegate: ListRow {
            id: row

            required property string name
            required property string folder
            required property string about
            required property bool usable

            Layout.fillWidth: true
            enabled: usable && !SharedPlace.trying
            iconName: "folder"
            text: row.usable ? qsTr("Share through %1").arg("\u2068" + name + "\u2069") : name
            detail: about
            opens: false
            onClicked: SharedPlace.tryFound(folder)
        }
    }
    Words {
        Layout.fillWidth: true
        text: qsTr("No such folder? Choose any, and send or carry its files to the others. What comes in any order is put together.")
        soft: true
    }
}
