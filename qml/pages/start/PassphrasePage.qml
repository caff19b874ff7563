// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/** First run: the passphrase that locks everything. */
StartFrame {
    id: page

    required property string personName
    required property string personRole

    function next(): void {
        const secret = choice.secret();
        if (secret !== "" && !Session.busy)
            Session.create(personName, personRole, Language.current, secret);
    }

    title: qsTr("Choose a passphrase")
    showBack: true
    Component.onCompleted: Session.clearProblem()

    Words {
        text: qsTr("It locks everything you keep in Heard. Nobody else can look it up, and we can’t either.")
    }
    NewPassphrase {
        id: choice

        personName: page.personName
        onAccepted: page.next()
    }
    ProgressLine {
        visible: Session.busy
        label: qsTr("Making your locked store. This takes a moment.")
        stoppable: false
    }
    StatusLine {
        text: Session.problem
        tone: "alert"
        live: true
    }
    ActionButton {
        visible: !Session.busy
        kind: "primary"
        wide: true
        text: qsTr("Next")
        iconName: "next"
        onClicked: page.next()
    }
}
