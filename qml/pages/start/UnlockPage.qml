// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The locked window. */
StartFrame {
    id: page

    /** The keyboard is put into the field once, when the page is shown. */
    property bool entered: false

    function unlock(): void {
        if (Session.busy || Session.waitSeconds > 0)
            return;
        if (passphrase.length === 0) {
            passphrase.error = qsTr("Type your passphrase first.");
            passphrase.forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        passphrase.error = "";
        Session.unlock(passphrase.secret());
    }

    Component.onCompleted: Session.clearProblem()
    onActiveFocusChanged: if (activeFocus && !entered) start.restart()

    Timer {
        id: start

        interval: 1
        onTriggered: {
            page.entered = true;
            passphrase.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
    Connections {
        target: Session
        function onProblemChanged(): void {
            passphrase.error = Session.problem;
            if (Session.problem !== "")
                passphrase.forceActiveFocus(Qt.TabFocusReason);
        }
        function onStateChanged(): void {
            passphrase.clear();
        }
    }

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        implicitWidth: Theme.symbolSize + Theme.spaceXl
        implicitHeight: implicitWidth
        radius: width / 2
        color: Theme.tint("")
        border.width: Theme.contrast ? Theme.edgeWidth : 0
        border.color: Theme.edge

        Icon {
            anchors.centerIn: parent
            name: "lock"
            size: Math.round(Theme.symbolSize * 0.7)
            color: Theme.accent
        }
    }
    Heading {
        text: qsTr("Heard is locked")
        level: 1
        horizontalAlignment: Text.AlignHCenter
    }
    PassphraseField {
        id: passphrase

        label: qsTr("Passphrase")
        onEdited: error = ""
        onAccepted: page.unlock()
    }
    StatusLine {
        visible: Session.waitSeconds > 0
        iconName: "waiting"
        tone: "warn"
        text: qsTr("You can try again in %n second(s).", "", Session.waitSeconds)
    }
    ProgressLine {
        visible: Session.busy
        label: qsTr("Opening…")
        stoppable: false
    }
    ActionButton {
        visible: !Session.busy
        kind: "primary"
        wide: true
        text: qsTr("Open")
        iconName: "unlock"
        onClicked: page.unlock()
    }
    ActionButton {
        visible: Session.keychainOffered && !Session.busy
        wide: true
        text: qsTr("Open with this device’s key")
        iconName: "device"
        onClicked: Session.unlockWithKeychain()
    }
    ActionButton {
        kind: "plain"
        wide: true
        text: qsTr("I forgot my passphrase")
        iconName: "key"
        onClicked: Navigator.open("recover", {})
    }
    ActionButton {
        kind: "plain"
        wide: true
        text: qsTr("I have no code either")
        iconName: "info"
        onClicked: Navigator.open("no-way-in", {})
    }
}
