// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme
import Heard.Backend
import Heard.Pages.Shell

/** The window. Its title never names a person: it is seen in task lists and on shared screens. */
Window {
    id: window

    /** For tours of all pages. */
    readonly property list<string> pageNames: PageRegistry.names
    function showPage(name: string): bool {
        const entry = PageRegistry.entry(name);
        shell.touring = true;
        return entry !== null && Navigator.start(name, {});
    }

    title: "Heard"
    color: Theme.paper
    width: Preferences.windowWidth >= 320 ? Preferences.windowWidth : 1100
    height: Preferences.windowHeight >= 480 ? Preferences.windowHeight : 760
    minimumWidth: 320
    minimumHeight: 400
    LayoutMirroring.enabled: Language.rightToLeft
    LayoutMirroring.childrenInherit: true

    onWidthChanged: remember.restart()
    onHeightChanged: remember.restart()

    Binding { target: Theme; property: "scheme"; value: Preferences.scheme }
    Binding { target: Theme; property: "textScale"; value: Preferences.textScale }
    Binding { target: Theme; property: "face"; value: Preferences.face }
    Binding { target: Theme; property: "lineSpacing"; value: Preferences.lineSpacing }
    Binding { target: Theme; property: "letterSpacing"; value: Preferences.letterSpacing }
    Binding { target: Theme; property: "motion"; value: Preferences.motion }

    Timer {
        id: remember

        interval: 500
        onTriggered: if (window.visibility === Window.Windowed) Preferences.rememberWindow(window.width, window.height)
    }
    Shell {
        id: shell

        anchors.fill: parent
        focus: true
    }
}
