// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Nobody has said yes to this page leaving the circle: asking for it, and writing down how it was said. */
Card {
    id: card

    /** True when the person at the device can say yes for themselves: no words are needed for how. */
    readonly property bool own: Session.personRole === "young-person" || PageMaker.layout === "pen"

    visible: PageMaker.needsYes
    title: qsTr("Is it all right to share this page?")
    iconName: "question"
    part: "warn"
    ground: "tint"

    Words {
        text: PageMaker.needsYesWhy
    }
    DraftLine {
        id: how

        place: "agreement/how"
        page: "make-page"
        visible: !card.own
        label: qsTr("How did they say yes?")
        help: qsTr("For example: with a thumb up, at home.")
        maximumLength: 200
        onAccepted: yes.clicked()
    }
    ActionButton {
        id: yes

        iconName: "done"
        text: card.own ? qsTr("Yes, it is all right") : qsTr("They said yes")
        onClicked: {
            how.error = !card.own && how.text.trim() === "" ? qsTr("Write how they said it.") : "";
            if (how.error === "" && PageMaker.sayYes(card.own ? "" : how.text.trim()))
                how.saved();
            else if (how.error !== "")
                how.forceActiveFocus(Qt.TabFocusReason);
        }
    }
}
