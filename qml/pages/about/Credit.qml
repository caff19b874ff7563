// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Controls

/** One part of Heard that others made. */
ColumnLayout {
    id: credit

    property string name
    property string does
    property string licence
    property string whose

    spacing: 0

    Words {
        text: qsTr("%1: %2").arg(credit.name).arg(credit.does)
        strong: true
        snug: true
    }
    Words {
        text: qsTr("%1. Licence: %2").arg(credit.whose).arg(credit.licence)
        variant: "label"
        soft: true
    }
}
