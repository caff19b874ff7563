// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** What is different between two versions of the profile. */
PageFrame {
    id: page

    /** Ids of versions; "" is the profile as it is now. With neither: from the newest frozen one to now. */
    property string before
    property string after

    title: qsTr("What changed")
    iconName: compact ? "" : "compare"
    part: "profile"
    showBack: true
    maximumWidth: Theme.sized(960)
    onBack: Navigator.back()
    Component.onCompleted: {
        if (before === after)
            before = VersionList.newest();
    }

    ProfileComparison {
        id: comparison

        circle: CurrentCircle
        before: from.value
        after: to.value
    }
    CardFlow {
        most: 2

        ChoiceList {
            id: from

            label: qsTr("From")
            value: page.before

            AnswerList { model: (VersionList.count, VersionList.choices()) }
        }
        ChoiceList {
            id: to

            label: qsTr("To")
            value: page.after

            AnswerList { model: (VersionList.count, VersionList.choices()) }
        }
    }
    StatusLine {
        tone: "alert"
        live: true
        text: comparison.problem
    }
    StatusLine {
        live: true
        text: comparison.problem !== "" ? "" : from.value === to.value ? qsTr("These are the same. Choose two that are different.")
              : comparison.count === 0 ? qsTr("Nothing is different.") : qsTr("%n line(s) are different.", "", comparison.count)
    }
    CardFlow {
        most: 2

        Repeater {
            model: comparison
            Difference {}
        }
    }
    Words {
        visible: comparison.same > 0 && from.value !== to.value
        text: qsTr("%n line(s) are the same in both.", "", comparison.same)
        soft: true
    }
}
