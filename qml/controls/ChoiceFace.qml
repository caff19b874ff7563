// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts

/** Word and help of a check box, switch or radio button. */
ColumnLayout {
    id: face

    property string text
    property string help

    spacing: 0

    Words {
        text: face.text
        snug: true
        Accessible.ignored: true
    }
    Words {
        visible: face.help !== ""
        text: face.help
        variant: "label"
        soft: true
        Accessible.ignored: true
    }
}
