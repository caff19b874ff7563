// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/** One fact about the young person. It saves itself when it is left, and after a pause. */
TextBlock {
    id: field

    /** As Profile.setAbout() names it. */
    required property string fact
    /** What stands in the profile. */
    required property string standing
    property bool saved: false

    /** False when it could not be saved: then it says why. */
    function keep(): bool {
        pause.stop();
        if (text.trim() === standing.trim())
            return true;
        const done = Profile.setAbout(fact, text.trim());
        error = done ? "" : Profile.problem;
        saved = done;
        return done;
    }

    lines: 2
    onTextEdited: {
        error = "";
        saved = false;
        pause.restart();
    }
    onEditingFinished: keep()
    onStandingChanged: if (!pause.running && error === "") text = standing
    Component.onCompleted: text = standing
    below: StatusLine {
        live: true
        tone: "good"
        text: field.saved ? qsTr("Saved") : ""
    }

    Timer {
        id: pause

        interval: 5000
        onTriggered: field.keep()
    }
}
