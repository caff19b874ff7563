// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Heard.Theme
import Heard.Backend
import Heard.Test
import Heard.Pages.Shell

Item {
    id: root

    width: 360
    height: 640

    Shell {
        id: shell

        anchors.fill: parent
        focus: true
    }
    /** SR-113, SR-119: in the window nothing is shared that was not saved, and nothing typed is lost. */
    PageTest {
        id: test

        shell: shell

        name: "Writing"

        function initTestCase(): void {
            Session.create("Nadia", "parent", "en-GB", "otter lamp violin");
            tryCompare(Session, "state", Session.KeepCode, 20000);
            Session.codeIsKept();
            CircleList.createCircle("Sam", "young-person", "", "");
            tryVerify(() => CurrentCircle.ready);
        }
        function init(): void {
            root.width = 360;
            root.height = 640;
            Theme.textScale = 1;
        }
        /** The field that has the keyboard gets these letters. */
        function type(text: string): void {
            for (let i = 0; i < text.length; ++i)
                keyClick(text[i]);
        }
        /** Where an item is in the window. */
        function inSight(item: Item): bool {
            const place = item.mapToItem(root, 0, 0);
            return item.visible && place.y >= 0 && place.y + item.height <= root.height && place.x >= 0 && place.x + item.width <= root.width;
        }
        function button(text: string): Item {
            return child(shell.Window.contentItem, one => one.text === text && one.clicked !== undefined);
        }
        function writes(label: string): bool {
            const field = child(shell.Window.contentItem, one => one.label === label && one.error !== undefined);
            return field !== null && field.activeFocus;
        }

        function test_1_tellNobody(): void {
            const waiting = CurrentCircle.waiting;
            Navigator.go("profile");
            press("Write the first line");
            tryVerify(() => writes("New line"));
            type("I have told nobody yet");
            // Another place, and back: the words are there, and nowhere else.
            for (const place of ["home", "people", "settings"]) {
                Navigator.go(place);
                wait(30);
                Navigator.go("profile");
                tryVerify(() => writes("New line"), 5000, place);
                compare(labelled("New line").text, "I have told nobody yet");
                verify(Profile.empty);
                compare(CurrentCircle.waiting, waiting);
            }
            // A page on top of it, and back.
            Navigator.open("tips", {});
            wait(30);
            Navigator.back();
            tryVerify(() => writes("New line"));
            compare(labelled("New line").text, "I have told nobody yet");
            // Turned round.
            root.width = 640;
            root.height = 360;
            wait(50);
            compare(labelled("New line").text, "I have told nobody yet");
            root.width = 1200;
            root.height = 800;
            wait(50);
            compare(labelled("New line").text, "I have told nobody yet");
            // Locked, by hand or by itself: the window comes back to the words.
            Session.lock();
            Session.unlock("otter lamp violin");
            tryCompare(Session, "state", Session.Unlocked, 20000);
            compare(Navigator.current, "profile");
            tryVerify(() => writes("New line"));
            compare(labelled("New line").text, "I have told nobody yet");
            verify(Profile.empty);
            compare(CurrentCircle.waiting, waiting);
        }
        function test_2_escape(): void {
            const waiting = CurrentCircle.waiting;
            keyClick(Qt.Key_Escape);
            tryVerify(() => seen("What you typed is kept, only here. It is not saved."));
            verify(seen("I have told nobody yet Not saved yet. Only you can see it.") || seen("I have told nobody yet, Not saved yet. Only you can see it.")
                   || button("I have told nobody yet") !== null);
            press("Go on writing");
            tryVerify(() => writes("New line"));
            compare(labelled("New line").text, "I have told nobody yet");
            press("Throw away what I typed");
            tryVerify(() => seen("What you typed is thrown away."));
            compare(Drafts.words("new/appreciate"), "");
            press("Undo");
            tryVerify(() => writes("New line"));
            compare(labelled("New line").text, "I have told nobody yet");
            verify(Profile.empty);
            compare(CurrentCircle.waiting, waiting);
        }
        /** Save, and who will see it, on a phone whose keyboard is up, at every size of text. */
        function test_3_saveInSight(): void {
            for (const height of [640, 400, 360]) {
                for (const scale of [1, 1.5, 2]) {
                    root.height = height;
                    Theme.textScale = scale;
                    wait(80);
                    const where = height + " " + scale;
                    verify(writes("New line"), where);
                    tryVerify(() => inSight(button("Save")), 5000, where);
                    verify(seen("You, and everyone who joins Sam’s circle, will see it."), where);
                    // With all of its height, the line being written is not behind the bar.
                    if (height < 640)
                        continue;
                    const field = labelled("New line");
                    tryVerify(() => {
                        const line = field.mapToItem(root, field.cursorRectangle.x, field.cursorRectangle.y).y;
                        return line >= 0 && line < button("Save").mapToItem(root, 0, 0).y;
                    }, 5000, where);
                }
            }
        }
        function test_4_save(): void {
            keyClick(Qt.Key_S, Qt.ControlModifier);
            tryVerify(() => !Profile.empty);
            verify(seen("Saved. Here you can write the next line."));
            // The next one, empty.
            verify(writes("New line"));
            compare(labelled("New line").text, "");
            compare(Drafts.words("new/appreciate"), "");
            type("I like ducks");
            // By keyboard: the words, then Save.
            keyClick(Qt.Key_Tab);
            verify(button("Save").activeFocus);
            keyClick(Qt.Key_Backtab, Qt.ShiftModifier);
            verify(writes("New line"));
            keyClick(Qt.Key_Tab);
            keyClick(Qt.Key_Return);
            tryVerify(() => button("I like ducks") !== null);
            keyClick(Qt.Key_Escape);
            tryVerify(() => button("Add a line") !== null);
        }
        /** What is wrong is seen, and the keyboard is there. */
        function test_5_wrong(): void {
            Theme.textScale = 1.5;
            press("I like ducks");
            tryVerify(() => writes("The words"));
            keyClick(Qt.Key_A, Qt.ControlModifier);
            keyClick(Qt.Key_Delete);
            press("Save");
            const field = labelled("The words");
            verify(field.error !== "");
            verify(field.activeFocus);
            tryVerify(() => child(shell.Window.contentItem, one => one.text === field.error && inSight(one)) !== null);
            keyClick(Qt.Key_Escape);
            wait(20);
            // An emptied field is a draft as well; the line itself is as it was.
            verify(button("I like ducks") !== null);
            press("I like ducks");
            tryVerify(() => writes("The words"));
            press("Throw away what I typed");
            tryVerify(() => !writes("The words"));
        }
        function test_6_aboutMe(): void {
            const waiting = CurrentCircle.waiting;
            Navigator.open("about-me", {});
            write("How I say yes", "I smile");
            write("Name to show", "Sammy");
            wait(1000);
            Session.lock();
            Session.unlock("otter lamp violin");
            tryCompare(Session, "state", Session.Unlocked, 20000);
            compare(Navigator.current, "about-me");
            compare(labelled("How I say yes").text, "I smile");
            compare(labelled("Name to show").text, "Sammy");
            compare(Profile.yes, "");
            compare(Profile.name, "Sam");
            compare(CurrentCircle.waiting, waiting);
            verify(inSight(button("Save")));
            press("Save");
            compare(Profile.yes, "I smile");
            compare(Profile.name, "Sammy");
            verify(button("Done") !== null);
            press("Done");
        }
        /** Lines that change places settle without running in circles. */
        function test_6_moving(): void {
            failOnWarning(/Binding loop/);
            Navigator.go("profile");
            for (const words of ["One", "Two is a rather long line that goes over more than one row of a narrow page", "Three"])
                Profile.add("important", words, CurrentCircle.me, words === "Two" ? "" : "quiet", true, false);
            press("Three");
            tryVerify(() => writes("The words"));
            for (const width of [360, 800, 320]) {
                root.width = width;
                wait(50);
                press("Move up: Three");
                wait(50);
                press("Move down: Three");
                wait(50);
            }
            keyClick(Qt.Key_Escape);
            wait(50);
        }
        /** The pen profile, the note of a kept page, the name of a circle and of somebody invited: drafts as well. */
        function test_7_otherFields_data(): var {
            return [
                { tag: "pen", page: "person", opens: "Write my pen profile", label: "What I do" },
                { tag: "kept page", page: "versions", opens: "", label: "What is it for?" },
                { tag: "circle", page: "new-circle", opens: "", label: "Their name" },
                { tag: "invite", page: "invite", opens: "", label: "Their name" }
            ];
        }
        function test_7_otherFields(data: var): void {
            const waiting = CurrentCircle.waiting;
            Navigator.go(data.page);
            if (data.opens !== "")
                press(data.opens);
            write(data.label, "Words of " + data.tag);
            Navigator.go("home");
            Session.lock();
            Session.unlock("otter lamp violin");
            tryCompare(Session, "state", Session.Unlocked, 20000);
            compare(Navigator.current, data.page);
            tryVerify(() => labelled(data.label).text === "Words of " + data.tag);
            compare(CurrentCircle.waiting, waiting);
            write(data.label, "x");
            keyClick(Qt.Key_Backspace);
        }
    }
}
