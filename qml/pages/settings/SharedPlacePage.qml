// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Sets up where a circle is shared: a folder, or an online storage. It is tried first, and says in plain words what is wrong. */
PageFrame {
    id: page

    /** Id of the circle; the chosen one when it is empty. */
    property string circle
    /** "folder" or "online". */
    property string kind: "folder"
    readonly property bool online: place.value === "online"

    function leave(): void {
        SharedPlace.cancel();
        password.clear();
        Navigator.back();
    }
    function tryStorage(): void {
        address.error = address.text.trim() === "" ? qsTr("Write or paste the address first.") : "";
        if (address.error === "")
            SharedPlace.tryStorage(address.text, login.text, password.secret());
    }
    function fill(): void {
        address.text = SharedPlace.address;
        login.text = SharedPlace.login;
    }

    title: qsTr("Where to share")
    iconName: "storage"
    showBack: true
    maximumWidth: Theme.sheetWidth
    onBack: leave()
    Component.onCompleted: {
        SharedPlace.begin(circle !== "" ? circle : CurrentCircle.circleId);
        place.value = kind;
        fill();
    }
    Component.onDestruction: SharedPlace.cancel()

    Connections {
        target: SharedPlace
        function onSaved(): void {
            // It is in the vault now and nowhere else.
            password.clear();
        }
        function onStateChanged(): void {
            show.restart();
        }
    }
    Timer {
        id: show

        // What was said stands at the end of a long page; once it has its room it is brought into view.
        interval: 50
        onTriggered: {
            if (SharedPlace.problem !== "")
                page.reveal(advice.visible ? advice : problem);
            else if (SharedPlace.works)
                page.reveal(works);
        }
    }

    notice: ProgressLine {
        visible: SharedPlace.trying
        label: qsTr("Trying if it can be used…")
        stopText: qsTr("Cancel")
        onStopped: SharedPlace.cancel()
    }

    Words {
        text: qsTr("This is for %1’s circle. All of you use the same place. Heard locks all it puts there. Only your circle can open it.").arg(SharedPlace.circleName)
    }
    RadioGroupBox {
        id: place

        label: qsTr("What kind of place is it?")
        value: page.kind

        RadioChoice {
            value: "folder"
            text: qsTr("A folder")
            help: qsTr("A stick, a network drive, or a cloud folder on this device.")
        }
        RadioChoice {
            value: "online"
            text: qsTr("An online storage")
            help: qsTr("Nextcloud, or another that speaks WebDAV. Your school or family may have one.")
        }
    }
    FoundFolders {
        visible: !page.online
    }
    StatusLine {
        visible: !page.online && SharedPlace.kind === "folder"
        iconName: "folder"
        text: qsTr("Now: %1").arg("\u2066" + SharedPlace.folder + "\u2069")
    }
    StatusLine {
        visible: page.online && SharedPlace.kind === "online"
        iconName: "storage"
        text: qsTr("Now: %1").arg("\u2066" + SharedPlace.host + "\u2069")
    }
    TextLine {
        id: address

        visible: page.online
        label: qsTr("Address of the storage")
        help: qsTr("Copy it from the storage. It begins with https://. A public link of a folder will do too.")
        maximumLength: 2000
        inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        onTextEdited: error = ""
        onAccepted: page.tryStorage()
    }
    StatusLine {
        visible: page.online && SharedPlace.isLink(address.text)
        tone: "good"
        text: qsTr("This is a public link. It needs no name, and a password only if it was made with one.")
    }
    TextLine {
        id: login

        visible: page.online && !SharedPlace.isLink(address.text)
        label: qsTr("Your name at the storage")
        maximumLength: 500
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        onAccepted: page.tryStorage()
    }
    PassphraseField {
        id: password

        visible: page.online
        label: qsTr("App password")
        help: SharedPlace.hasPassword ? qsTr("Heard has one. Leave this empty to go on with it.") : qsTr("Make one for Heard in the storage’s settings. Do not use your main password.")
        onAccepted: page.tryStorage()
    }
    CheckChoice {
        id: own

        visible: page.online
        text: qsTr("My storage has its own certificate")
        help: qsTr("Few do. Who runs it knows.")
        checked: SharedPlace.hasCertificate
        onToggled: if (!checked) SharedPlace.dropCertificate()
    }
    StatusLine {
        visible: page.online && own.checked && SharedPlace.hasCertificate
        tone: "good"
        text: qsTr("Heard trusts this certificate for this storage.")
    }
    ActionButton {
        visible: page.online && own.checked
        text: SharedPlace.hasCertificate ? qsTr("Another certificate") : qsTr("Choose the certificate file")
        iconName: "folder"
        onClicked: certificates.open()
    }
    StatusLine {
        id: problem

        live: true
        tone: "alert"
        text: SharedPlace.problem
    }
    Words {
        id: advice

        visible: text !== ""
        text: SharedPlace.advice
    }
    StatusLine {
        id: works

        live: true
        tone: "good"
        text: SharedPlace.works ? qsTr("It works. Heard shares the circle there from now on.") : ""
    }

    footer: [
        ActionButton {
            visible: SharedPlace.canKeep && !SharedPlace.trying
            text: qsTr("Keep it anyway")
            iconName: "waiting"
            hint: qsTr("Heard tries it again by itself.")
            onClicked: SharedPlace.keepUntried()
        },
        ActionButton {
            visible: !SharedPlace.works && !SharedPlace.trying
            kind: "primary"
            text: page.online ? qsTr("Try it and use it") : SharedPlace.kind === "folder" ? qsTr("Another folder") : qsTr("Choose a folder")
            iconName: page.online ? "sync" : "folder"
            onClicked: {
                if (page.online)
                    page.tryStorage();
                else
                    folders.open();
            }
        },
        ActionButton {
            visible: SharedPlace.works
            kind: "primary"
            text: qsTr("Done")
            iconName: "done"
            onClicked: page.leave()
        }
    ]

    FilePicker {
        id: folders

        mode: "folder"
        title: qsTr("Choose the shared folder")
        onChosen: path => SharedPlace.tryFolder(path)
    }
    FilePicker {
        id: certificates

        title: qsTr("Choose the certificate file")
        filters: ["*.pem", "*.crt", "*.cer"]
        onChosen: path => SharedPlace.readCertificate(path)
    }
}
