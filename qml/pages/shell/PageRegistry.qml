// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/** Every page of Heard. Navigation, the self-test and the pictures all read this list; a new page is one entry more. */
QtObject {
    id: registry

    readonly property list<PageEntry> pages: [
        PageEntry { name: "welcome"; file: "Start/WelcomePage.qml" },
        PageEntry { name: "who"; file: "Start/WhoPage.qml" },
        PageEntry { name: "passphrase"; file: "Start/PassphrasePage.qml"; sample: ["personName=Nadia", "personRole=parent"] },
        PageEntry { name: "keep-code"; file: "Start/KeepCodePage.qml"; sample: ["code=7KQ2-M9XD-4RTC-W8HF-2ZPN-6YJB-3VGE"] },
        PageEntry { name: "unlock"; file: "Start/UnlockPage.qml" },
        PageEntry { name: "recover"; file: "Start/RecoverPage.qml" },
        PageEntry { name: "no-way-in"; file: "Start/NoWayInPage.qml" },
        PageEntry { name: "restore"; file: "Start/RestorePage.qml" },
        PageEntry { name: "home"; file: "Home/HomePage.qml"; title: qsTr("Home"); iconName: "home"; destination: true },
        PageEntry { name: "circles"; file: "Home/CirclesPage.qml"; title: qsTr("My circles"); belongsTo: "home" },
        PageEntry { name: "many-pages"; file: "Home/ManyPages.qml"; title: qsTr("Pages for several circles"); belongsTo: "home" },
        PageEntry { name: "new-circle"; file: "Home/NewCirclePage.qml"; title: qsTr("A new circle"); belongsTo: "home" },
        PageEntry { name: "join"; file: "Home/JoinPage.qml"; title: qsTr("Join a circle"); belongsTo: "home" },
        PageEntry { name: "waiting"; file: "Home/WaitingPage.qml"; title: qsTr("Waiting to send"); belongsTo: "home" },
        PageEntry { name: "pictures"; file: "Home/PicturesPage.qml"; title: qsTr("Pictures and sound"); belongsTo: "home"; needsCircle: true },
        PageEntry { name: "messages"; file: "Shell/MessagesPage.qml"; title: qsTr("Messages"); belongsTo: "home" },
        PageEntry { name: "circle"; file: "Circle/CirclePage.qml"; title: qsTr("Circle"); iconName: "circle"; destination: true; needsCircle: true },
        PageEntry { name: "care-of-circle"; file: "Circle/CareOfCirclePage.qml"; title: qsTr("Name, backup and erasing"); belongsTo: "circle"; needsCircle: true },
        PageEntry { name: "profile"; file: "Profile/ProfilePage.qml"; title: qsTr("Profile"); iconName: "profile"; destination: true; needsCircle: true },
        PageEntry { name: "about-me"; file: "Profile/AboutMePage.qml"; title: qsTr("About me"); belongsTo: "profile"; needsCircle: true },
        PageEntry { name: "tips"; file: "Profile/TipsPage.qml"; title: qsTr("Pick a tip"); belongsTo: "profile"; needsCircle: true },
        PageEntry { name: "versions"; file: "Profile/VersionsPage.qml"; title: qsTr("Kept pages"); belongsTo: "profile"; needsCircle: true },
        PageEntry { name: "compare"; file: "Profile/ComparePage.qml"; title: qsTr("What changed"); belongsTo: "profile"; needsCircle: true },
        PageEntry { name: "two-versions"; file: "Profile/ClashPage.qml"; title: qsTr("Two versions: which is right?"); belongsTo: "profile"; needsCircle: true },
        PageEntry { name: "make-page"; file: "Profile/MakePage.qml"; title: qsTr("Make a page"); belongsTo: "profile"; needsCircle: true },
        PageEntry { name: "saved-page"; file: "Profile/SavedPage.qml"; title: qsTr("The page is saved"); belongsTo: "profile"; needsCircle: true },
        PageEntry { name: "print-page"; file: "Profile/PrintPage.qml"; title: qsTr("Print the page"); belongsTo: "profile"; needsCircle: true },
        PageEntry { name: "people"; file: "People/PeoplePage.qml"; title: qsTr("People"); iconName: "people"; destination: true; needsCircle: true },
        PageEntry { name: "person"; file: "People/PersonPage.qml"; belongsTo: "people"; needsCircle: true },
        PageEntry { name: "invite"; file: "People/InvitePage.qml"; title: qsTr("Bring someone in"); belongsTo: "people"; needsCircle: true },
        PageEntry { name: "let-in"; file: "People/LetInPage.qml"; title: qsTr("Let someone in"); belongsTo: "people"; needsCircle: true },
        PageEntry { name: "settings"; file: "Settings/SettingsPage.qml"; title: qsTr("Settings"); iconName: "settings"; destination: true },
        PageEntry { name: "look"; file: "Settings/SettingsPage.qml"; title: qsTr("Look and language"); sample: ["section=look"]; belongsTo: "settings" },
        PageEntry { name: "security"; file: "Settings/SettingsPage.qml"; title: qsTr("Security"); sample: ["section=security"]; belongsTo: "settings" },
        PageEntry { name: "storage"; file: "Settings/SettingsPage.qml"; title: qsTr("Sharing and storage"); sample: ["section=storage"]; belongsTo: "settings" },
        PageEntry { name: "share-folder"; file: "Settings/SharedPlacePage.qml"; title: qsTr("Where to share"); sample: ["kind=folder"]; belongsTo: "settings"; needsCircle: true },
        PageEntry { name: "share-online"; file: "Settings/SharedPlacePage.qml"; title: qsTr("Where to share"); sample: ["kind=online"]; belongsTo: "settings"; needsCircle: true },
        PageEntry { name: "about"; file: "Settings/SettingsPage.qml"; title: qsTr("About Heard"); sample: ["section=about"]; belongsTo: "settings" }
    ]

    readonly property list<string> names: {
        const found = [];
        for (let i = 0; i < pages.length; ++i)
            found.push(pages[i].name);
        return found;
    }

    /** The entry of a name; null when there is none. */
    function entry(name: string): PageEntry {
        for (let i = 0; i < pages.length; ++i)
            if (pages[i].name === name)
                return pages[i];
        return null;
    }
    function has(name: string): bool {
        return entry(name) !== null;
    }
    /** The name of a page, as the buttons say that lead to it. */
    function titleOf(name: string): string {
        return entry(name)?.title ?? "";
    }
    /** The places for the bar or rail. */
    function destinations(circleChosen: bool): var {
        const found = [];
        for (let i = 0; i < pages.length; ++i)
            if (pages[i].destination && (circleChosen || !pages[i].needsCircle))
                found.push(pages[i]);
        return found;
    }
}
