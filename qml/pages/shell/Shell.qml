// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The frame with its places, what must be told, and the pages on one another. */
AdaptiveFrame {
    id: shell

    readonly property bool inside: Session.state === Session.Unlocked
    /** True in tours, which show pages of the locked window in an open one. */
    property bool touring: false

    /** The page that stands for the present state of the session. */
    function showFirst(): void {
        switch (Session.state) {
        case Session.FirstRun:
            Navigator.go("welcome");
            break;
        case Session.Locked:
            Navigator.go("unlock");
            break;
        case Session.KeepCode:
            Navigator.go("keep-code");
            break;
        case Session.Unlocked:
            // Among several circles nobody is chosen for a person.
            Navigator.go(CircleList.count > 1 && CurrentCircle.circleId === "" ? "circles" : "home");
            break;
        }
    }
    /** The same, but where somebody was writing when Heard was closed, locked or killed, that page comes back with the words. */
    function begin(): void {
        if (Session.state !== Session.Unlocked || !Navigator.go(Drafts.unfinishedPage()))
            showFirst();
    }
    /** True when this page is about a circle and none was chosen: the list comes first, and leads on to the page. */
    function asksWhose(entry: PageEntry, properties: var): bool {
        return entry.needsCircle && CurrentCircle.circleId === "" && !properties.circle && CircleList.count > 1 && !shell.touring;
    }
    /** To another circle, or to the page of the only one. */
    function leaveFor(several: bool): void {
        if (several)
            finder.open();
        else
            Navigator.go("circle");
    }
    /** Values that a page gets: those of its entry, then those of the caller. */
    function merged(entry: PageEntry, properties: var): var {
        const all = {};
        if (shell.touring || entry.belongsTo !== "")
            for (let i = 0; i < entry.sample.length; ++i)
                all[entry.sample[i].split("=")[0]] = entry.sample[i].split("=")[1];
        for (const key in properties)
            all[key] = properties[key];
        return all;
    }
    function arrive(entry: PageEntry): void {
        Navigator.current = entry.name;
        Navigator.depth = stack.depth;
        if (entry.belongsTo !== "")
            Navigator.place = entry.belongsTo;
        if (entry.needsCircle)
            Whose.lookedAt();
        if (stack.currentItem)
            stack.currentItem.forceActiveFocus(Qt.OtherFocusReason);
    }

    /** The circle that the page shown is about: some pages show another one than the one that was chosen. */
    readonly property string whose: {
        const shown = stack.currentItem;
        const own = shown && shown.circle !== undefined ? String(shown.circle) : "";
        return own !== "" ? own : CurrentCircle.circleId;
    }
    readonly property bool showsWhose: navigates && whose !== ""
    readonly property bool belongsToOne: PageRegistry.entry(Navigator.current)?.needsCircle ?? false

    brand: qsTr("Heard")
    destinations: PageRegistry.destinations(CurrentCircle.circleId !== "")
    current: Navigator.place
    showNavigation: inside && Navigator.place !== "" && PageRegistry.entry(Navigator.current)?.belongsTo !== ""
    aboveRail: WhoseButton {
        visible: shell.showsWhose && !shell.atBottom
        width: parent ? parent.width : 0
        circle: shell.whose
        stacked: shell.sizeClass === "medium"
        onClicked: shell.leaveFor(several)
    }
    abovePage: WhoseButton {
        visible: shell.showsWhose && shell.atBottom && shell.belongsToOne
        width: parent ? parent.width : 0
        circle: shell.whose
        onClicked: shell.leaveFor(several)
    }
    onChosen: name => Navigator.go(name)
    Component.onCompleted: begin()

    CircleFinder {
        id: finder

        onChosen: circle => {
            if (CurrentCircle.choose(circle))
                Navigator.go("circle");
        }
    }
    Shortcut {
        sequences: ["Ctrl+K", "/"]
        enabled: shell.inside && CircleList.count > 1 && !finder.visible
        onActivated: finder.open()
    }
    Connections {
        target: Session
        function onStateChanged(): void {
            shell.begin();
        }
    }
    Connections {
        target: Messages
        function onChosen(action: string): void {
            // What else an action may be is done behind the window.
            if (action.startsWith("place:"))
                Navigator.open(SyncList.isOnline(action.slice(6)) ? "share-online" : "share-folder", { circle: action.slice(6) });
            else if (action.startsWith("people:")) {
                if (CurrentCircle.choose(action.slice(7)))
                    Navigator.go("people");
            } else if (PageRegistry.has(action))
                Navigator.open(action, {});
        }
    }
    Connections {
        target: Navigator
        function onGoingTo(entry: PageEntry, properties: var): void {
            if (shell.asksWhose(entry, properties)) {
                Navigator.start("circles", { then: entry.name });
                return;
            }
            stack.replace(null, entry.source, shell.merged(entry, properties), T.StackView.Immediate);
            shell.arrive(entry);
        }
        function onOpening(entry: PageEntry, properties: var): void {
            if (shell.asksWhose(entry, properties)) {
                Navigator.open("circles", { then: entry.name });
                return;
            }
            stack.push(entry.source, shell.merged(entry, properties), T.StackView.Immediate);
            shell.arrive(entry);
        }
        function onGoingBack(): void {
            if (stack.depth < 2) {
                shell.showFirst();
                return;
            }
            stack.pop(T.StackView.Immediate);
            Navigator.depth = stack.depth;
            stack.currentItem.forceActiveFocus(Qt.OtherFocusReason);
        }
    }

    MessageList {
        id: messages

        // These two pages tell of them, each in its own place.
        all: Navigator.current === "messages" || Navigator.current === "waiting"
        width: parent.width
        z: 1
        onShowAll: Navigator.open("messages", {})
    }
    T.StackView {
        id: stack

        anchors.top: messages.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
    }
}
