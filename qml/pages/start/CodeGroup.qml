// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/** One group of four of the recovery code, to be typed. */
TextLine {
    /** Which of the seven, from 1. */
    property int group: 1

    /** All four letters are there, and they are the right ones. */
    signal whole

    label: qsTr("Group %1").arg(group)
    maximumLength: 12
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhUppercaseOnly
    onTextEdited: {
        error = "";
        if (Session.isGroup(group, text))
            whole();
    }
}
