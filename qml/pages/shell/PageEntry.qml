// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls

/** One page of the window, declared once. Its title is what buttons say that lead to it; a place of the app has it in the bar or rail, with its icon. */
Destination {
    /** The QML file, from the root of the modules: "Home/HomePage.qml". */
    required property string file
    /** True: a place of its own in the bar or rail. */
    property bool destination: false
    /** The place that is marked while this page is shown; its own name for a place. */
    property string belongsTo: destination ? name : ""
    /** Given to the page when a tour shows it, what it needs to stand for itself: "property=value", …. */
    property list<string> sample
    /** True: the page is about a circle, so one must have been chosen. */
    property bool needsCircle: false

    readonly property url source: Qt.resolvedUrl("../" + file)
}
