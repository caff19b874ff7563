// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Heard.Theme

/** A quiet line about how things stand: "2 things waiting to send". */
RowLayout {
    id: line

    property string text
    /** "quiet", "good", "warn", "alert". */
    property string tone: "quiet"
    property string iconName: tone === "good" ? "done" : tone === "quiet" ? "info" : "warning"
    /** True: screen readers say it when it appears or changes. */
    property bool live: false
    readonly property color colour: tone === "good" ? Theme.charter : tone === "quiet" ? Theme.inkSoft : Theme.part(tone)

    Layout.fillWidth: true
    spacing: Theme.spaceS
    visible: text !== ""

    onTextChanged: {
        if (live && text !== "") {
            words.visible = false;
            words.visible = true;
            show.restart();
        }
    }

    Timer {
        id: show

        // When the layout has made room for it. What must be read now does not stay below the edge of the window.
        interval: 50
        onTriggered: {
            let above = line.parent;
            while (above && !(above instanceof ScrollArea))
                above = above.parent;
            if (above && line.visible)
                above.reveal(line, Qt.rect(0, 0, line.width, line.height));
        }
    }

    Icon {
        Layout.alignment: Qt.AlignTop
        name: line.iconName
        color: line.colour
    }
    Words {
        id: words

        text: line.text
        snug: true
        tone: line.colour
        Accessible.role: line.live ? Accessible.Notification : Accessible.StaticText
    }
}
