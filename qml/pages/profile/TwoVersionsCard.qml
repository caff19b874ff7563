// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Two versions stand on the page that is being made: says whose they are, and asks before it leaves. */
Card {
    id: card

    /** True when the person has said that both shall stand on it. */
    property bool bothAreFine: false
    /** False while it has to be asked first. */
    readonly property bool settled: PageMaker.twoVersions.length === 0 || bothAreFine

    visible: PageMaker.twoVersions.length > 0
    title: qsTr("Two versions: which is right?")
    iconName: "compare"
    part: "warn"
    ground: "tint"

    Words {
        text: qsTr("Both would stand on this page, each with its name.")
    }
    Repeater {
        model: PageMaker.twoVersions

        Words {
            required property string modelData

            text: modelData
        }
    }
    ActionButton {
        iconName: "compare"
        text: PageRegistry.titleOf("two-versions")
        onClicked: Navigator.open("two-versions", {})
    }
    ActionButton {
        visible: !card.bothAreFine
        iconName: "done"
        text: qsTr("Show both on the page")
        onClicked: card.bothAreFine = true
    }
}
