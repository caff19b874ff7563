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
    readonly property string what: "new/" + section
    readonly property bool here: desk.open === what

    onHereChanged: if (!here) back.start()

    spacing: Theme.spaceXs

    Timer {
        id: back

        interval: 1
        onTriggered: if (adding.desk.open === "") button.forceActiveFocus(Qt.TabFocusReason)
    }
    Words {
        width: adding.width
        visible: adding.empty && !adding.here
        text: qsTr("Nothing here yet. Pick a beginning, or write your own.")
        soft: true
    }
    Repeater {
        model: adding.empty && !adding.here ? (Language.current, Profile.starters(adding.section)) : []
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
    ActionButton {
        id: button

        visible: !adding.here
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
