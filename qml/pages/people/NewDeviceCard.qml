// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Asks about a device that came since one last looked: is it right that it is here, and what to do when not. */
Card {
    id: card

    required property string deviceId
    required property string memberId
    required property string text
    required property string detail
    required property string owner
    required property bool mine

    part: "warn"
    iconName: "device"
    title: text

    Words {
        text: card.detail
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        ActionButton {
            width: Math.min(implicitWidth, parent.width)
            kind: "primary"
            text: qsTr("Yes")
            about: card.text
            iconName: "done"
            onClicked: NewDevices.isRight(card.deviceId)
        }
        ActionButton {
            width: Math.min(implicitWidth, parent.width)
            text: qsTr("No, tell me what to do")
            about: card.text
            iconName: "question"
            onClicked: help.open()
        }
    }

    Sheet {
        id: help

        title: qsTr("A device that should not be here")

        Words {
            text: card.mine ? qsTr("Did you open Heard on another phone or computer? Then all is well.") : qsTr("Ask %1 first, face to face or by phone. Perhaps it is their new phone.").arg(card.owner)
        }
        Words {
            text: card.mine ? qsTr("If not, somebody else may read what you read, and write as you.") : qsTr("If not, somebody else may write here as %1, and read what they read.").arg(card.owner)
        }
        Words {
            text: card.mine ? qsTr("Heard can't take out one device alone yet. Ask the young person or a parent to take you out, and to invite you again.") : qsTr("Heard can't take out one device alone yet. The young person or a parent can take %1 out, and invite them again.").arg(card.owner)
        }
        Words {
            text: qsTr("From then on the device gets nothing new. What it has read stays with it.")
        }
        ActionButton {
            visible: !card.mine
            wide: true
            text: qsTr("Open the page of %1").arg(card.owner)
            iconName: "person"
            onClicked: {
                help.close();
                Navigator.open("person", { member: card.memberId });
            }
        }
        ActionButton {
            wide: true
            text: qsTr("Go back")
            onClicked: help.reject()
        }
    }
}
