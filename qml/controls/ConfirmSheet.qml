// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/** Asks before something that cannot be undone: erasing, sending. Ends in `accepted` or `rejected`. */
Sheet {
    id: sheet

    /** What will happen, and what stays. */
    property string text
    property string confirmText
    property string confirmIcon
    property string cancelText: qsTr("Go back")
    property bool danger: false

    Words {
        text: sheet.text
    }
    ActionButton {
        text: sheet.cancelText
        wide: true
        onClicked: sheet.reject()
    }
    ActionButton {
        text: sheet.confirmText
        iconName: sheet.confirmIcon
        kind: sheet.danger ? "danger" : "primary"
        wide: true
        onClicked: sheet.accept()
    }
}
