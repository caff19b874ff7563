// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Pages.Shell

/** The way into somebody else's circle. */
ListRow {
    iconName: "invite"
    text: qsTr("Join a circle")
    detail: qsTr("Someone gave you an invite.")
    onClicked: Navigator.open("join", {})
}
