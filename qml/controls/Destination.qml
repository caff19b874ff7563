// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/** A place of the app, as the bar or rail shows it. */
QtObject {
    /** Short and stable. */
    required property string name
    property string title
    property string iconName
}
