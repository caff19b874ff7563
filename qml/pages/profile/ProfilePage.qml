// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** The one-page profile, read and written in one place. On a wide window: the paper, and beside it room, trims and actions. */
FocusScope {
    id: page

    readonly property bool beside: width >= Theme.sized(1000)
    /** The line that was taken away last. */
    property string takenAway
    /** What the button of the message does: "bring-back", "take-back", "go-on" or "undo". */
    property string offer
    /** Where words lie that are not saved. */
    property string begun

    function tell(sentence: string, button: string, does: string): void {
        offer = does;
        said.kind = "done";
        said.show(sentence, button);
    }

    T.StackView.onActivated: desk.resume()
    Component.onCompleted: RoomLeft.settled()
    Keys.onPressed: event => {
        if (!event.matches(StandardKey.Save) || desk.draft === null)
            return;
        event.accepted = true;
        desk.saving();
    }

    EditDesk {
        id: desk

        onTakenAway: line => {
            page.takenAway = line;
            page.tell(qsTr("The line was taken away."), qsTr("Undo"), "bring-back");
        }
        onLeft: place => {
            page.begun = place;
            page.tell(qsTr("What you typed is kept, only here. It is not saved."), qsTr("Go on writing"), "go-on");
        }
        onThrownAway: page.tell(qsTr("What you typed is thrown away."), qsTr("Undo"), "undo")
        onChangedAtOnce: sentence => page.tell(sentence, qsTr("Undo"), "take-back")
        onTabbed: bar.start()
        onRevealing: what => {
            shown.what = what;
            shown.restart();
        }
    }
    PageFrame {
        id: frame

        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: ruler.left
        focus: true
        title: qsTr("One-page profile")
        iconName: compact ? "" : "profile"
        part: "profile"
        maximumWidth: Theme.sized(880)
        spacing: Theme.spaceL
        notice: MessageBar {
            id: said

            onActed: {
                if (page.offer === "go-on") {
                    desk.edit(page.begun, "");
                } else if (page.offer === "undo") {
                    const place = Drafts.undo();
                    if (place !== "")
                        desk.edit(place, "");
                } else if (page.offer === "take-back" ? !Profile.takeBack() : !Profile.bringBack(page.takenAway)) {
                    said.kind = "alert";
                    said.show(Profile.problem, "");
                } else if (page.offer === "bring-back") {
                    desk.landing(page.takenAway, "", 0);
                } else if (desk.open !== "") {
                    desk.toWords();
                } else {
                    head.start();
                }
            }
        }

        EmptyState {
            visible: Profile.empty && desk.open === ""
            iconName: "profile"
            part: "profile"
            text: qsTr("This page tells people who %1 is and what helps. One line is a good start.").arg(Profile.name)
            actionText: qsTr("Write the first line")
            onActed: desk.edit("new/appreciate", "")
        }
        ListRow {
            visible: ClashList.count > 0 && !page.beside
            iconName: "compare"
            part: "warn"
            text: qsTr("Two versions: which is right?")
            detail: qsTr("%n thing(s) to decide", "", ClashList.count)
            onClicked: {
                if (desk.keep())
                    Navigator.open("two-versions", {});
            }
        }
        ProfilePaper {
            id: head

            desk: desk
        }
        RoomPanel {
            visible: !page.beside
            desk: desk
        }
        PageActions {
            visible: !page.beside
            desk: desk
            showsClashes: false
        }
        footStays: desk.draft !== null
        footer: SaveBar {
            id: bar

            visible: desk.draft !== null
            ownTab: true
            seenBy: desk.draft?.seenBy ?? ""
            done: desk.done
            problem: desk.draft === null ? "" : desk.draft.textProblem !== "" ? desk.draft.textProblem : desk.draft.speakerProblem
            secret: desk.draft?.onlyMe ?? false
            onSaving: desk.saving()
            onTabbed: desk.pastWords()
            onBacktabbed: desk.toWords()
        }
    }
    Timer {
        id: shown

        property Item what: null

        // What is wrong has its room then.
        interval: 50
        onTriggered: {
            if (what)
                frame.reveal(what);
            what = null;
        }
    }
    RoomRuler {
        id: ruler

        anchors.right: side.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.topMargin: Theme.spaceM
        anchors.bottomMargin: Theme.spaceM
        value: RoomLeft.fraction
        labelled: page.width >= Theme.sized(340)
    }
    FocusScope {
        id: side

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: page.beside ? Theme.sized(336) : Theme.spaceXs

        ScrollArea {
            anchors.fill: parent
            visible: page.beside
            contentHeight: column.implicitHeight + 2 * Theme.spaceM

            // Of the same width while nobody sees it: a layout that is squeezed to nothing never settles.
            Column {
                id: column

                x: Theme.spaceM
                y: Theme.spaceM
                width: Theme.sized(336) - 2 * Theme.spaceM
                spacing: Theme.spaceM

                RoomPanel {
                    width: column.width
                    desk: desk
                }
                PageActions {
                    width: column.width
                    desk: desk
                }
            }
        }
    }
}
