// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** What opens Heard, and when it locks by itself. */
PageFrame {
    id: page

    title: qsTr("Security")
    maximumWidth: Theme.sheetWidth
    spacing: Theme.spaceL
    Component.onCompleted: Security.look()

    Connections {
        target: Security
        function onDone(what: string): void {
            said.kind = "done";
            if (what === "passphrase")
                said.show(qsTr("Your passphrase is changed."), "");
            else if (what === "keychain")
                said.show(Security.opensWithKeychain ? qsTr("This device’s key opens Heard now.") : qsTr("Only the passphrase opens Heard now."), "");
        }
    }

    notice: MessageBar {
        id: said
    }

    Card {
        title: qsTr("Passphrase")
        iconName: "key"

        Words {
            text: qsTr("It opens Heard on this device. Your other devices keep their own.")
            soft: true
        }
        ActionButton {
            text: qsTr("Change passphrase")
            // With large text on a narrow window its long word needs the room of the icon to stay whole.
            iconName: page.width < Theme.bodySize * 11 ? "" : "edit"
            onClicked: changing.open()
        }
    }
    Card {
        title: qsTr("Recovery code")
        iconName: "security"

        Words {
            text: qsTr("It opens Heard if you forget the passphrase. There is one code. If you make a new one, the old one stops.")
            soft: true
        }
        ActionButton {
            text: qsTr("Make a new code")
            iconName: "sync"
            onClicked: renewing.open()
        }
    }
    Card {
        title: qsTr("Lock by itself")
        iconName: "lock"

        ChoiceList {
            label: qsTr("After nobody has touched it for")
            onChosen: minutes => IdleLock.minutes = parseInt(minutes)

            Binding on value {
                value: String(IdleLock.minutes)
            }

            Repeater {
                model: IdleLock.choices
                RadioChoice {
                    required property int modelData

                    value: String(modelData)
                    text: qsTr("%n minute(s)", "", modelData)
                }
            }
        }
        ActionButton {
            // The list of settings offers it too: once is enough where both are shown.
            visible: page.showBack
            text: qsTr("Lock now")
            iconName: "lock"
            onClicked: Session.lock()
        }
    }
    Card {
        title: qsTr("This device’s key")
        iconName: "device"

        Words {
            text: !Security.keychainThere ? qsTr("This device has no safe place for a key. Heard opens with the passphrase.")
                  : Security.opensWithKeychain ? qsTr("Whoever is logged in on this device can open Heard without the passphrase.")
                  : qsTr("Heard can open without typing when you are logged in on this device. Only do this on a device that is yours alone.")
            soft: true
        }
        ActionButton {
            visible: Security.keychainThere
            text: Security.opensWithKeychain ? qsTr("Stop using it") : qsTr("Use this device’s key")
            iconName: Security.opensWithKeychain ? "close" : "device"
            onClicked: keychain.open()
        }
    }

    ChangePassphraseSheet {
        id: changing
    }
    PassphraseSheet {
        id: renewing

        what: "code"
        title: qsTr("Make a new recovery code")
        confirmText: qsTr("Make it")
        onConfirmed: secret => Security.renewRecoveryCode(secret)
    }
    PassphraseSheet {
        id: keychain

        what: "keychain"
        title: Security.opensWithKeychain ? qsTr("Stop using this device’s key") : qsTr("Use this device’s key")
        confirmText: Security.opensWithKeychain ? qsTr("Stop using it") : qsTr("Use it")
        onConfirmed: secret => Security.setOpensWithKeychain(!Security.opensWithKeychain, secret)
    }
}
