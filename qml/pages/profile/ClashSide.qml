// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend

/** One of two versions: the words, who wrote them and on which day. */
Card {
    id: side

    property string words
    property string who
    property string when
    property bool removal: false

    signal kept

    Layout.alignment: Qt.AlignTop
    Layout.fillHeight: true
    ground: "surface"
    spacing: Theme.spaceM

    RowLayout {
        spacing: Theme.spaceS

        FaceChip {
            name: side.who
            photo: side.who === Profile.name ? Profile.photo : ""
        }
        ColumnLayout {
            spacing: 0

            Words {
                text: side.who
                strong: true
                snug: true
            }
            Words {
                text: side.when
                variant: "label"
                soft: true
            }
        }
    }
    RowLayout {
        spacing: Theme.spaceS

        Icon {
            Layout.alignment: Qt.AlignTop
            visible: side.removal
            name: "remove"
            color: Theme.alert
        }
        Words {
            text: side.words
            variant: "lead"
            snug: true
        }
    }
    ActionButton {
        iconName: "done"
        text: qsTr("Keep this")
        about: qsTr("%1, by %2").arg(side.words).arg(side.who)
        onClicked: side.kept()
    }
}
