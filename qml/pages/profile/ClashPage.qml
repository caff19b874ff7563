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

    /** Says how it went; the keyboard goes to what is next to decide. */
    function tell(done: bool, index: int): void {
        said.kind = done ? "done" : "alert";
        said.show(done ? qsTr("That is decided. Everyone will see it.") : ClashList.problem, "");
        if (!done)
            return;
        next.index = index;
        next.restart();
    }

    // Untyped: what a Repeater gives is an Item to Qt 6.4.
    function begin(card: var): void {
        card.start();
    }
    function goOn(card: var, place: string): void {
        if (card.place === place)
            card.goOn();
    }

    title: qsTr("Two versions: which is right?")
    showBack: true
    maximumWidth: Theme.sized(880)
    spacing: Theme.spaceL
    onBack: {
        if (Drafts.flush())
            Navigator.back();
    }

    notice: MessageBar {
        id: said

        onActed: {
            const place = Drafts.undo();
            for (let i = 0; i < cards.count; ++i)
                page.goOn(cards.itemAt(i), place);
        }
    }
    Timer {
        id: next

        property int index: 0

        // What is decided has gone by then.
        interval: 40
        onTriggered: {
            if (cards.count > 0)
                page.begin(cards.itemAt(Math.min(index, cards.count - 1)));
            else
                none.start();
        }
    }

    Words {
        visible: ClashList.count > 0
        text: qsTr("Two people changed the same thing at the same time. Nothing is lost. Ask each other, then choose.")
    }
    EmptyState {
        id: none

        visible: ClashList.count === 0
        iconName: "done"
        part: "charter"
        text: qsTr("There is one version of everything.")
        actionText: qsTr("One-page profile")
        actionIcon: "profile"
        onActed: Navigator.go("profile")
    }
    Repeater {
        id: cards

        model: ClashList
        ClashCard {
            id: card

            onKeeping: side => page.tell(ClashList.keep(card.index, side), card.index)
            onKeepingBoth: page.tell(ClashList.keepBoth(card.index), card.index)
            onRewording: words => page.tell(ClashList.write(card.index, words), card.index)
            onThrownAway: {
                said.kind = "done";
                said.show(qsTr("What you typed is thrown away."), qsTr("Undo"));
            }
        }
    }
    Repeater {
        model: ClashList.leftOver
        Card {
            id: left

            required property string modelData

            title: qsTr("Somebody decided while you wrote")
            iconName: "edit"
            part: "warn"

            DraftBlock {
                id: words

                place: left.modelData
                page: "two-versions"
                readOnly: true
                label: qsTr("Your words are only here")
                help: qsTr("Copy them, if you want to keep them.")
            }
            ActionButton {
                iconName: "close"
                text: qsTr("Throw away what I typed")
                onClicked: {
                    words.putAway();
                    next.index = 0;
                    next.restart();
                }
            }
        }
    }
}
