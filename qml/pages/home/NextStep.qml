// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Pages.Shell

/** One thing to do: the first is a large card with a button, the others are rows. */
Column {
    id: step

    required property int index
    required property string text
    required property string detail
    required property string icon
    required property string page
    required property string circleId
    required property string only
    /** A step whose page this build does not have is left out. */
    readonly property bool possible: PageRegistry.has(page)
    readonly property string part: page === "profile" || page === "two-versions" ? "profile" : ""

    signal followed(string page, string circle, string only)

    visible: possible

    Card {
        visible: step.index === 0
        width: step.width
        title: step.text
        iconName: step.icon
        part: step.part
        ground: "tint"
        headingLevel: 3

        Words {
            text: step.detail
        }
        ActionButton {
            kind: "primary"
            part: step.part
            text: PageRegistry.titleOf(step.page)
            about: step.text
            iconName: "next"
            onClicked: step.followed(step.page, step.circleId, step.only)
        }
    }
    ListRow {
        visible: step.index > 0
        width: step.width
        text: step.text
        detail: step.detail
        iconName: step.icon
        part: step.part
        onClicked: step.followed(step.page, step.circleId, step.only)
    }
}
