// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Two people changed the same thing apart: both versions stand until somebody says which is right. */
PageFrame {
    id: page

    function tell(done: bool): void {
        said.kind = done ? "done" : "alert";
        said.show(done ? qsTr("That is decided. Everyone will see it.") : ClashList.problem, "");
    }

    title: qsTr("Two versions: which is right?")
    showBack: true
    maximumWidth: Theme.sized(880)
    spacing: Theme.spaceL
    onBack: Navigator.back()

    notice: MessageBar {
        id: said
    }

    Words {
        visible: ClashList.count > 0
        text: qsTr("Two people changed the same thing at the same time. Nothing is lost. Ask each other, then choose.")
    }
    EmptyState {
        visible: ClashList.count === 0
        iconName: "done"
        part: "charter"
        text: qsTr("There is one version of everything.")
        actionText: qsTr("One-page profile")
        actionIcon: "profile"
        onActed: Navigator.go("profile")
    }
    Repeater {
        model: ClashList
        ClashCard {
            id: card

            onKeeping: side => page.tell(ClashList.keep(card.index, side))
            onKeepingBoth: page.tell(ClashList.keepBoth(card.index))
            onRewording: words => page.tell(ClashList.write(card.index, words))
        }
    }
}
