// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick

/** Answers of a RadioGroupBox or ChoiceList that come from a list: its model holds {value, text, help}. */
Repeater {
    RadioChoice {
        required property var modelData

        value: modelData.value
        text: modelData.text
        help: modelData.help ?? ""
    }
}
