// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The devices of one person; one's own can be called what one likes. */
ColumnLayout {
    id: list

    /** Whose. */
    required property string member
    property bool shown: true

    Layout.fillWidth: true
    spacing: Theme.spaceS
    visible: shown && devices.count > 0

    PersonDevices {
        id: devices

        circle: CurrentCircle
        member: list.member
    }
    Heading {
        level: 2
        text: devices.mine ? qsTr("My devices") : qsTr("Devices")
    }
    Repeater {
        model: devices
        ColumnLayout {
            id: row

            required property string deviceId
            required property string name
            required property string since

            Layout.fillWidth: true

            ListRow {
                visible: devices.mine
                text: row.name
                detail: row.since
                iconName: "device"
                hint: qsTr("Opens a box to change its name")
                onClicked: naming.ask(row.deviceId)
            }
            StatusLine {
                visible: !devices.mine
                iconName: "device"
                text: qsTr("%1. %2").arg(row.name).arg(row.since)
            }
        }
    }

    Sheet {
        id: naming

        property string device

        function ask(wanted: string): void {
            device = wanted;
            called.text = "";
            open();
        }

        title: qsTr("What is this device called?")

        Words {
            text: qsTr("The others here see the name. So do not put more in it than they need.")
            soft: true
        }
        TextLine {
            id: called

            label: qsTr("Name of the device")
            maximumLength: 60
            onAccepted: keep.clicked()
        }
        StatusLine {
            text: devices.problem
            tone: "alert"
            live: true
        }
        ActionButton {
            text: qsTr("Go back")
            wide: true
            onClicked: naming.reject()
        }
        ActionButton {
            id: keep

            text: qsTr("Keep this name")
            iconName: "done"
            kind: "primary"
            wide: true
            onClicked: {
                if (devices.rename(naming.device, called.text))
                    naming.accept();
            }
        }
    }
}
