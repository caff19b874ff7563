// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The end of a block: writing a new line in place. An empty block offers beginnings, so that nobody faces an empty page. */
Column {
    id: adding

    required property EditDesk desk
    required property string section
    required property string heading
    property bool empty: false
    /** Drafts for lines of this block that somebody took away meanwhile, by their places. */
    property alias leftOver: leftBehind.model
    readonly property string what: "new/" + section
    readonly property bool here: desk.open === what
    /** What was begun here and not saved. */
    readonly property string begun: (Drafts.revision, Drafts.words(what))
    readonly property bool untouched: !here && begun === ""

    /** Words without a line become a new line's, below what is being written there. */
    function takeOver(place: string): void {
        const words = Drafts.words(what);
        Drafts.become(place, what);
        desk.edit(what, words);
    }

    /** Puts the keyboard here. */
    function start(): void {
        (goOn.visible ? goOn : button).forceActiveFocus(Qt.TabFocusReason);
    }

    onHereChanged: if (!here) back.start()

    spacing: Theme.spaceXs

    Timer {
        id: back

        interval: 1
        onTriggered: if (adding.desk.open === "") adding.start()
    }
    Words {
        width: adding.width
        visible: adding.empty && adding.untouched
        text: qsTr("Nothing here yet. Pick a beginning, or write your own.")
        soft: true
    }
    Repeater {
        model: adding.empty && adding.untouched ? (Language.current, Profile.starters(adding.section)) : []
        ListRow {
            required property var modelData

            width: adding.width
            text: modelData.beginning
            detail: modelData.question
            iconName: "edit"
            part: "profile"
            opens: false
            onClicked: adding.desk.edit(adding.what, modelData.beginning.replace(/\s*…\s*$/, " "))
        }
    }
    Repeater {
        id: leftBehind

        ListRow {
            required property string modelData

            width: adding.width
            text: (Drafts.revision, Drafts.words(modelData))
            detail: qsTr("Somebody took the line away while you changed it. Your words are only here.")
            iconName: "edit"
            part: "warn"
            opens: false
            onClicked: adding.takeOver(modelData)
        }
    }
    ListRow {
        id: goOn

        visible: !adding.here && adding.begun !== ""
        width: adding.width
        text: adding.begun
        detail: qsTr("Not saved yet. Only you can see it.")
        iconName: "edit"
        part: "profile"
        opens: false
        onClicked: adding.desk.edit(adding.what, "")
    }
    ActionButton {
        id: button

        visible: adding.untouched
        x: LayoutMirroring.enabled ? adding.width - width : 0
        width: Math.min(implicitWidth, adding.width)
        kind: "plain"
        iconName: "add"
        text: qsTr("Add a line")
        about: adding.heading
        onClicked: adding.desk.edit(adding.what, "")
    }
    Repeater {
        model: adding.here ? 1 : 0
        LineEditor {
            width: adding.width
            desk: adding.desk
            section: adding.section
            beginning: adding.desk.beginning
        }
    }
}
