// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** The symbol beside a line, and choosing another. */
Flow {
    id: field

    property string symbol

    /** The person chose. */
    signal chosen(string symbol)

    Layout.fillWidth: true
    spacing: Theme.spaceS

    SymbolList {
        id: symbols
    }
    SymbolPlate {
        visible: !empty
        symbol: field.symbol
    }
    ActionButton {
        width: Math.min(implicitWidth, field.width)
        iconName: "picture"
        text: field.symbol === "" ? qsTr("Add a symbol") : qsTr("Other symbol")
        hint: field.symbol === "" ? "" : qsTr("Now: %1").arg(symbols.labelOf(field.symbol))
        onClicked: {
            sheet.symbol = field.symbol;
            sheet.open();
        }
    }
    SymbolSheet {
        id: sheet

        onChosen: symbol => field.chosen(symbol)
    }
}
