// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/**
 * The end of every bit of writing, always in sight: Save, and beside it who will see what is saved. It stands in the footer of the page,
 * so that neither a long page nor the keyboard of a phone hides it.
 */
Item {
    id: bar

    /** Who will see it, in a sentence. */
    property string seenBy
    /** What went well just now: said in the place of seenBy. */
    property string done
    /** What keeps it from being saved. The field says it aloud; here it is in sight, however far the field reaches. */
    property string problem
    /** Nobody else. */
    property bool secret: false
    /** True: Tab does not go to the next item by itself; tabbed() and backtabbed() say where it goes. */
    property bool ownTab: false
    readonly property real room: Math.max(save.implicitWidth, Theme.sized(96))
    readonly property bool stacked: width - room - Theme.spaceM < Theme.labelSize * 8

    signal saving
    /** The keyboard leaves the button, forward or back. */
    signal tabbed
    signal backtabbed

    /** Puts the keyboard on the button. */
    function start(): void {
        save.forceActiveFocus(Qt.TabFocusReason);
    }

    onDoneChanged: {
        // A sentence that appears is heard; one that only changes is not.
        sentence.visible = false;
        sentence.visible = true;
    }

    Layout.fillWidth: true
    implicitWidth: Theme.measure
    implicitHeight: trouble.height + (trouble.visible ? Theme.spaceXs : 0) + (stacked ? who.height + Theme.spaceXs + save.height : Math.max(who.height, save.height))

    StatusLine {
        id: trouble

        width: bar.width
        height: visible ? implicitHeight : 0
        tone: "alert"
        text: bar.problem !== "" ? bar.problem : Drafts.problem
    }
    RowLayout {
        id: who

        readonly property real low: Math.max(save.height, implicitHeight)

        x: bar.stacked || bar.LayoutMirroring.enabled ? 0 : save.width + Theme.spaceM
        y: trouble.height + (trouble.visible ? Theme.spaceXs : 0) + (bar.stacked ? 0 : Math.round((low - implicitHeight) / 2))
        width: bar.stacked ? bar.width : bar.width - save.width - Theme.spaceM
        height: implicitHeight
        spacing: Theme.spaceS

        Icon {
            Layout.alignment: Qt.AlignTop
            name: bar.done !== "" ? "done" : bar.secret ? "eye-off" : "eye"
            color: bar.done !== "" ? Theme.charter : bar.secret ? Theme.say : Theme.inkSoft
        }
        Words {
            id: sentence

            text: bar.done !== "" ? bar.done : bar.seenBy
            variant: "label"
            tone: bar.done !== "" ? Theme.charter : Theme.ink
            Accessible.role: Accessible.Notification
        }
    }
    ActionButton {
        id: save

        x: bar.LayoutMirroring.enabled ? bar.width - width : 0
        y: bar.height - height - (bar.stacked ? 0 : Math.round((who.low - height) / 2))
        width: Math.min(bar.room, bar.width)
        kind: "primary"
        iconName: "done"
        text: qsTr("Save")
        hint: bar.seenBy
        Keys.onTabPressed: event => {
            event.accepted = bar.ownTab;
            bar.tabbed();
        }
        Keys.onBacktabPressed: event => {
            event.accepted = bar.ownTab;
            bar.backtabbed();
        }
        onClicked: bar.saving()
    }
}
