// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Heard.Theme

/**
 * Something that needs an answer now: rises from below on a phone, stands in the middle of a wide window. Its children stand in
 * a column. The first control gets the keyboard; Escape closes; what had the keyboard before gets it back.
 */
T.Dialog {
    id: sheet

    default property alias body: inside.content
    property alias columnSpacing: inside.spacing
    /** Stays in sight below what scrolls. */
    property alias below: inside.below
    readonly property bool low: parent ? parent.width < Theme.compactBelow : true
    /** What had the focus before. */
    property Item cameFrom: null
    /** Gets the focus at opening instead of the first control. */
    property Item firstFocus: null
    readonly property SheetBody inside: SheetBody {
        id: inside
        title: sheet.title
        onClose: sheet.reject()
    }

    parent: T.Overlay.overlay
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    width: parent ? (low ? parent.width : Math.min(Theme.sheetWidth * Math.min(Theme.textScale, 1.4), parent.width - 2 * Theme.spaceXl)) : 0
    height: parent ? Math.min(implicitHeight, parent.height - (low ? Theme.target : 2 * Theme.spaceXl)) : 0
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? (low ? parent.height - height : Math.round((parent.height - height) / 2)) : 0
    implicitHeight: inside.implicitHeight + topPadding + bottomPadding
    topPadding: Theme.spaceM
    bottomPadding: Theme.spaceM

    onAboutToShow: cameFrom = parent ? parent.Window.activeFocusItem : null
    onOpened: {
        if (firstFocus)
            firstFocus.forceActiveFocus(Qt.TabFocusReason);
        else
            inside.start();
    }
    onClosed: {
        if (cameFrom)
            cameFrom.forceActiveFocus(Qt.TabFocusReason);
        cameFrom = null;
    }

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.gentle }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.quick }
    }
    background: SheetGround {
        low: sheet.low
    }
    contentItem: inside
}
