// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** All symbols, found by a word. */
Sheet {
    id: sheet

    /** The one that is chosen now. */
    property string symbol

    signal chosen(string symbol)

    function choose(id: string): void {
        symbol = id;
        chosen(id);
        close();
    }

    title: qsTr("Choose a symbol")
    firstFocus: search
    onOpened: {
        search.text = "";
        symbols.query = "";
    }

    SymbolList {
        id: symbols
    }
    TextLine {
        id: search

        label: qsTr("Find a symbol")
        help: qsTr("Type a word, like “bus” or “quiet”.")
        onTextEdited: symbols.query = text
    }
    ActionButton {
        text: qsTr("No symbol")
        iconName: "close"
        onClicked: sheet.choose("")
    }
    StatusLine {
        live: true
        text: symbols.count === 0 ? qsTr("There is no symbol for this word. Try another word.") : ""
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Repeater {
            model: symbols
            T.Button {
                id: cell

                required property string symbolId
                required property string label
                readonly property bool here: symbolId === sheet.symbol

                width: Math.round(Theme.symbolSize * 1.7)
                padding: Theme.spaceS
                implicitHeight: implicitContentHeight + 2 * padding
                text: label
                hoverEnabled: true
                Accessible.name: text
                Accessible.selected: here
                Accessible.onPressAction: clicked()
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                onClicked: sheet.choose(symbolId)

                contentItem: ColumnLayout {
                    spacing: Theme.spaceXs
                    SymbolPlate {
                        Layout.alignment: Qt.AlignHCenter
                        symbol: cell.symbolId
                    }
                    Words {
                        text: cell.text
                        variant: "label"
                        strong: cell.here
                        horizontalAlignment: Text.AlignHCenter
                        Accessible.ignored: true
                    }
                }
                background: Rectangle {
                    radius: Theme.radius
                    color: cell.down || cell.hovered ? Theme.touched(Theme.surface, cell.down) : "transparent"
                    border.width: cell.here ? Theme.plateEdge : 0
                    border.color: Theme.profile
                    FocusRing { shown: cell.visualFocus }
                }
            }
        }
    }
}
