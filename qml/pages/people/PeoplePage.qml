// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Heard.Theme
import Heard.Controls
import Heard.Backend
import Heard.Pages.Shell

/** Everyone in the circle, what they can see, and the way to bring someone in; on a wide window the chosen one beside the list. */
FocusScope {
    id: page

    /** Who is shown beside the list. */
    property string chosen
    readonly property string shown: chosen !== "" ? chosen : CurrentCircle.me

    function isWriting(person: var): bool {
        return person !== null && person.editing;
    }
    /** Shows somebody beside the list, or on a page of their own. What somebody writes on is not taken from under their hands. */
    function show(member: string): void {
        if (!panes.together)
            Navigator.open("person", { member: member });
        else if (isWriting(place.item))
            place.forceActiveFocus(Qt.TabFocusReason);
        else
            chosen = member;
    }

    TwoPane {
        id: panes

        anchors.fill: parent
        focus: true

        PageFrame {
            anchors.fill: parent
            focus: true
            title: qsTr("People")
            iconName: "people"
            maximumWidth: Theme.pageWidth

            Words {
                text: Whose.me ? qsTr("These people can read what is shared with everyone in your circle.") : qsTr("These people can read what is shared with everyone in %1’s circle.").arg(CurrentCircle.name)
                soft: true
            }
            Repeater {
                model: NewDevices
                NewDeviceCard {}
            }
            Repeater {
                model: People
                ListRow {
                    required property string memberId
                    required property string name
                    required property string roleLabel
                    required photo
                    required property bool isMe
                    required property bool removed
                    required property string sees

                    text: isMe ? qsTr("%1 (me)").arg(name) : name
                    detail: qsTr("%1. %2").arg(roleLabel).arg(sees)
                    faceName: name
                    badge: removed ? qsTr("Taken out") : ""
                    current: panes.together && memberId === page.shown
                    onClicked: page.show(memberId)
                }
            }
            StatusLine {
                visible: People.setAside > 0
                tone: "warn"
                text: qsTr("%n change(s) did not count. Whoever made them was taken out, or could not change that. They are kept, but not shown.", "", People.setAside)
            }
            Card {
                visible: CurrentCircle.iAmOwner
                title: qsTr("Bring someone in")
                iconName: "invite"
                ground: "tint"

                Words {
                    text: qsTr("1. Make an invite and give it to them.")
                }
                Words {
                    text: qsTr("2. They open it in Heard and send you a reply.")
                }
                Words {
                    text: qsTr("3. You compare six words aloud, and let them in.")
                }
                Flow {
                    Layout.fillWidth: true
                    spacing: Theme.spaceS

                    ActionButton {
                        width: Math.min(implicitWidth, parent.width)
                        kind: "primary"
                        text: PageRegistry.titleOf("invite")
                        iconName: "invite"
                        onClicked: Navigator.open("invite", {})
                    }
                    ActionButton {
                        width: Math.min(implicitWidth, parent.width)
                        text: PageRegistry.titleOf("let-in")
                        iconName: "folder"
                        onClicked: Navigator.open("let-in", {})
                    }
                }
            }
            ListRow {
                visible: !CurrentCircle.iAmOwner
                text: qsTr("Another device of mine")
                detail: qsTr("Make an invite for your own phone or tablet.")
                iconName: "device"
                onClicked: Navigator.open("invite", { ownDevice: true })
            }
        }
        detail: Loader {
            id: place

            readonly property string who: panes.together ? page.shown : ""

            anchors.fill: parent
            focus: true
            onWhoChanged: {
                if (who === "")
                    source = "";
                else
                    setSource("PersonPage.qml", { member: who, showBack: false });
            }
        }
    }
}
