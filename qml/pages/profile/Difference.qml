// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls

/** One line that is new, changed, moved or taken out, said in words. */
Card {
    id: card

    /** "new", "gone", "changed" or "moved". */
    required property string kind
    required property string kindText
    required property string section
    required property string before
    required property string after
    required property string who

    Layout.alignment: Qt.AlignTop
    part: kind === "new" ? "charter" : kind === "gone" ? "alert" : kind === "changed" ? "meeting" : "say"
    spacing: Theme.spaceS

    RowLayout {
        spacing: Theme.spaceS

        Icon {
            Layout.alignment: Qt.AlignTop
            name: card.kind === "new" ? "add" : card.kind === "gone" ? "less" : card.kind === "changed" ? "edit" : "forward"
            color: Theme.part(card.part)
        }
        Heading {
            text: card.kindText
            level: 3
        }
    }
    Words {
        text: card.section
        variant: "label"
        soft: true
    }
    ColumnLayout {
        visible: card.before !== ""
        spacing: 0

        Words {
            text: card.kind === "moved" ? qsTr("It stood under") : qsTr("Before")
            variant: "label"
            strong: true
        }
        Words {
            text: card.before
            soft: true
        }
    }
    ColumnLayout {
        visible: card.after !== ""
        spacing: 0

        Words {
            visible: card.kind === "changed"
            text: qsTr("Now")
            variant: "label"
            strong: true
        }
        Words {
            text: card.after
        }
    }
    RowLayout {
        spacing: Theme.spaceXs

        FaceChip {
            size: Theme.iconSize
            name: card.who
        }
        Words {
            text: qsTr("Said by %1").arg(card.who)
            variant: "label"
            soft: true
        }
    }
}
