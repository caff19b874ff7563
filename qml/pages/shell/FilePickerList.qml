// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** One folder of the device: quick places, the way up, what lies in it, and making a folder. */
ColumnLayout {
    id: list

    required property FolderModel folder

    signal fileChosen(string path)

    spacing: Theme.spaceS

    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceXs

        Repeater {
            model: list.folder.places()
            ActionButton {
                required property string modelData

                width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                kind: "plain"
                iconName: modelData.startsWith("/media") || modelData.startsWith("/run") ? "usb" : "folder"
                text: list.folder.placeName(modelData)
                onClicked: list.folder.folder = modelData
            }
        }
    }
    Heading {
        text: qsTr("In %1").arg(list.folder.folderName)
        level: 3
    }
    ListRow {
        visible: list.folder.canGoUp
        iconName: "up"
        text: qsTr("One folder up")
        opens: false
        onClicked: list.folder.up()
    }
    Repeater {
        model: list.folder
        ListRow {
            required property string name
            required property string path
            required property bool isFolder

            iconName: isFolder ? "folder" : "export"
            text: name
            opens: isFolder
            onClicked: {
                if (isFolder)
                    list.folder.folder = path;
                else
                    list.fileChosen(path);
            }
        }
    }
    Words {
        visible: list.folder.count === 0 && list.folder.problem === "" && !list.folder.busy
        text: list.folder.filters.length > 0 ? qsTr("There is nothing here to open.") : qsTr("There are no folders in here.")
        soft: true
    }
    StatusLine {
        text: list.folder.problem
        tone: "alert"
    }
}
