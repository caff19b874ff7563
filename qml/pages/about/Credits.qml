// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** Everything that is inside Heard and its licence. */
ColumnLayout {
    spacing: Theme.spaceS

    Credit {
        name: "Qt"
        does: qsTr("windows, text, files and network")
        licence: "GNU LGPL 3"
        whose: "The Qt Company and contributors"
    }
    Credit {
        name: "SQLite"
        does: qsTr("keeps the locked store")
        licence: qsTr("public domain")
        whose: "D. Richard Hipp and others"
    }
    Credit {
        name: "libsodium"
        does: qsTr("locks and signs")
        licence: "ISC"
        whose: "Frank Denis and contributors"
    }
    Credit {
        name: "QtKeychain"
        does: qsTr("reaches the key store of the device")
        licence: "BSD 2-Clause"
        whose: "Frank Osterfeld and contributors"
    }
    Credit {
        name: "qpdf"
        does: qsTr("finishes PDF files")
        licence: "Apache 2.0"
        whose: "Jay Berkenbilt and contributors"
    }
    Credit {
        name: "CLI11"
        does: qsTr("reads commands")
        licence: "BSD 3-Clause"
        whose: "University of Cincinnati, Henry Schreiner"
    }
    Credit {
        name: "Noto Sans"
        does: qsTr("letters for every language")
        licence: "SIL Open Font License 1.1"
        whose: "The Noto Project Authors"
    }
    Credit {
        name: "OpenDyslexic"
        does: qsTr("letters that are heavier at the bottom")
        licence: "SIL Open Font License 1.1"
        whose: "Abbie Gonzalez"
    }
}
