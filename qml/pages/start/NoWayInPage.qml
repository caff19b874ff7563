// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** For those who have neither passphrase nor recovery code: what can be done, and what becomes of what is locked. */
StartFrame {
    id: page

    title: qsTr("No passphrase and no code")
    showBack: true
    Component.onCompleted: Session.clearProblem()

    Words {
        text: qsTr("Nobody can open what is locked here, and we can’t either. But you can go on.")
    }
    Words {
        text: qsTr("Heard deletes nothing. It puts the locked store aside on this device. If you find the passphrase, you can take it back.")
        soft: true
    }
    Card {
        title: qsTr("Do you have a backup?")
        iconName: "history"

        Words {
            text: qsTr("It opens with the passphrase that you had when you made it.")
        }
        ActionButton {
            text: qsTr("Bring back a backup")
            iconName: "history"
            onClicked: Navigator.open("restore", {})
        }
    }
    Card {
        title: qsTr("Can someone invite you again?")
        iconName: "invite"

        Words {
            text: qsTr("Your circle still has what you shared. Start anew. Then choose “Join a circle” and open their invite.")
        }
    }
    Card {
        title: qsTr("Start anew")
        iconName: "add"

        Words {
            text: qsTr("Heard begins as on the first day. What only you could see stays locked.")
        }
        ActionButton {
            text: qsTr("Start anew")
            iconName: "next"
            onClicked: sure.open()
        }
    }
    StatusLine {
        text: Session.problem
        tone: "alert"
        live: true
    }

    Sheet {
        id: sure

        title: qsTr("Start anew?")

        Words {
            text: qsTr("The locked store is put aside, and you make a new passphrase.")
        }
        ActionButton {
            kind: "primary"
            wide: true
            text: qsTr("Yes, start anew")
            iconName: "next"
            onClicked: {
                sure.close();
                Session.startAnew();
            }
        }
        ActionButton {
            wide: true
            text: qsTr("No, go back")
            onClicked: sure.close()
        }
    }
}
