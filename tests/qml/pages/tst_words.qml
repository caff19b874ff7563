// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Heard.Theme
import Heard.Controls
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
    /** Writing in the window, by hand and by keyboard: spelling, copying, and where the keyboard goes. */
    PageTest {
        id: test

        shell: shell

        name: "Words"

        function initTestCase(): void {
            Session.create("Nadia", "parent", "en-GB", "otter lamp violin");
            tryCompare(Session, "state", Session.KeepCode, 20000);
            Session.codeIsKept();
            CircleList.createCircle("Sam Zyxwek", "young-person", "", "");
            tryVerify(() => CurrentCircle.ready);
            Navigator.go("profile");
            press("Write the first line");
            tryVerify(() => writes("New line"));
        }
        function init(): void {
            root.width = 360;
            root.height = 640;
            Theme.textScale = 1;
            Preferences.spelling = true;
        }
        function type(text: string): void {
            for (let i = 0; i < text.length; ++i)
                keyClick(text[i]);
        }
        function button(text: string): Item {
            return child(shell.Window.contentItem, one => one.text === text && one.clicked !== undefined);
        }
        function writes(label: string): bool {
            const field = child(shell.Window.contentItem, one => one.label === label && one.error !== undefined);
            return field !== null && field.activeFocus;
        }
        function marked(field: var): string {
            return field.spelling.marks.map(mark => field.text.substr(mark.start, mark.length)).join(" ");
        }
        function keyboardOn(): string {
            const item = shell.Window.activeFocusItem;
            return item === null ? "nowhere" : item.text !== undefined ? item.text : String(item);
        }

        /** Words that are not known are marked once they are done; names never are, and nothing is changed by itself. */
        function test_1_marks(): void {
            const field = labelled("New line");
            type("I recieve");
            wait(400);
            compare(marked(field), "", "the word being typed is left in peace");
            type(" Sam's and Nadia's Zyxwek EHCP a@b.uk wellcome here");
            tryVerify(() => marked(field) === "recieve wellcome", 5000, marked(field));
            compare(field.text, "I recieve Sam's and Nadia's Zyxwek EHCP a@b.uk wellcome here");
            // Each has its wave, as wide as the word.
            const waves = child(field, one => one.step !== undefined && one.marks !== undefined);
            let drawn = 0;
            for (let i = 0; i < waves.children.length; ++i)
                drawn += waves.children[i].modelData !== undefined && waves.children[i].width > 20 ? 1 : 0;
            compare(drawn, 2);
            Preferences.spelling = false;
            compare(marked(field), "");
            Preferences.spelling = true;
            compare(marked(field), "recieve wellcome");
        }
        /** By keyboard alone: the menu key on the word, the first suggestion, one step to undo. */
        function test_2_suggestions(): void {
            const field = labelled("New line");
            field.cursorPosition = 4;
            keyClick(Qt.Key_Menu);
            tryVerify(() => keyboardOn() === "receive", 5000, keyboardOn());
            keyClick(Qt.Key_Return);
            tryVerify(() => field.text.startsWith("I receive Sam's"), 5000, field.text);
            verify(writes("New line"));
            compare(marked(field), "wellcome");
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            verify(field.text.startsWith("I recieve Sam's"), field.text);
            keyClick(Qt.Key_Z, Qt.ControlModifier | Qt.ShiftModifier);
            // From one marked word to the next.
            field.cursorPosition = 0;
            keyClick(Qt.Key_F10, Qt.ShiftModifier);
            press("Next marked word");
            tryVerify(() => button("Add this word") !== null);
            tryVerify(() => button("welcome") !== null);
            keyClick(Qt.Key_Escape);
            tryVerify(() => button("Add this word") === null);
        }
        /** A word of the family is added, is known after a lock, and lies in no file in the open. */
        function test_3_ownWords(): void {
            let field = labelled("New line");
            field.forceActiveFocus();
            field.cursorPosition = field.length;
            type(" Flumpet Flumpet's ");
            tryVerify(() => marked(field) === "wellcome Flumpet Flumpet's", 5000, marked(field));
            field.cursorPosition = field.text.indexOf("Flumpet") + 2;
            keyClick(Qt.Key_Menu);
            press("Add this word");
            tryVerify(() => marked(field) === "wellcome", 5000, marked(field));
            wait(1000);
            Session.lock();
            Session.unlock("otter lamp violin");
            tryCompare(Session, "state", Session.Unlocked, 20000);
            tryVerify(() => writes("New line"));
            field = labelled("New line");
            tryVerify(() => marked(field) === "wellcome", 5000, marked(field));
            verify(!Place.holds("Flumpet") && !Place.holds("flumpet"));
            // And taken back.
            field.cursorPosition = field.text.indexOf("Flumpet") + 2;
            keyClick(Qt.Key_Menu);
            press("Mark this word again");
            tryVerify(() => marked(field) === "wellcome Flumpet Flumpet's", 5000, marked(field));
        }
        /** What can only be read is copied: a line by the menu key, a message and a heading by the right button. */
        function test_4_copying(): void {
            keyClick(Qt.Key_S, Qt.ControlModifier);
            tryVerify(() => !Profile.empty);
            keyClick(Qt.Key_Escape);
            Profile.add("appreciate", "I like ducks", CurrentCircle.me, "", false, false);
            Profile.add("appreciate", "I like geese", CurrentCircle.me, "", false, false);
            tryVerify(() => button("I like ducks") !== null);
            button("I like ducks").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Menu);
            press("Copy");
            compare(pasted(), "I like ducks");
            tryVerify(() => button("I like ducks").activeFocus, 1000, "the keyboard is where it was");
            const title = child(shell, one => one.text === "One-page profile" && one.lineCount !== undefined && one.level === 1);
            mouseClick(title, 10, 10, Qt.RightButton);
            press("Copy");
            compare(pasted(), "One-page profile");
            // A press and hold copies, and does not open the line for writing as well.
            const line = button("I like geese");
            line.forceActiveFocus(Qt.TabFocusReason);
            wait(50);
            mousePress(line, 20, 20);
            wait(1000);
            mouseRelease(line, 20, 20);
            press("Copy");
            compare(pasted(), "I like geese");
            verify(button("I like geese") !== null);
        }
        TextEdit {
            id: paper
        }
        function pasted(): string {
            paper.text = "";
            paper.paste();
            return paper.text;
        }
        /** What a line leaves behind: the next one has the keyboard; brought back, it has it again. */
        function test_5_focusOfLines(): void {
            press("I like ducks");
            tryVerify(() => writes("The words"));
            press("Take this line away");
            tryVerify(() => keyboardOn() === "I like geese", 3000, keyboardOn());
            press("Undo");
            tryVerify(() => keyboardOn() === "I like ducks", 3000, keyboardOn());
            // Saved, it has it too; also when it is another line's name that it has now.
            press("I like ducks");
            tryVerify(() => writes("The words"));
            type(" a lot");
            press("Only I can see this");
            press("Save");
            tryVerify(() => keyboardOn() === "I like ducks a lot", 3000, keyboardOn());
            // The last of a block gone: its end has the keyboard.
            const alone = Profile.add("tips", "Show me", CurrentCircle.me, "", false, false);
            verify(alone !== "");
            press("Show me");
            tryVerify(() => writes("The words"));
            press("Take this line away");
            tryVerify(() => keyboardOn() === "Add a line", 3000, keyboardOn());
        }
        /** A place in the list is there at once: said with who sees it, and taken back in one press. */
        function test_6_takenBack(): void {
            for (const words of ["One", "Two", "Three"])
                Profile.add("important", words, CurrentCircle.me, "", false, false);
            press("Two");
            tryVerify(() => writes("The words"));
            verify(seen("What you do below is there at once. Everyone in Sam Zyxwek’s circle sees it. You can take it back."));
            button("Move up: Two").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            tryVerify(() => button("Move up: Two").enabled === false);
            verify(seen("The line has another place. Everyone in Sam Zyxwek’s circle sees it."));
            tryVerify(() => keyboardOn() === "Move down: Two", 3000, keyboardOn());
            press("Undo");
            tryVerify(() => button("Move up: Two").enabled);
            tryVerify(() => writes("The words"));
            keyClick(Qt.Key_Escape);
        }
        /** New words for what two people wrote differently are a draft like all others. */
        function test_7_clash(): void {
            const line = Profile.add("support", "Give me time", CurrentCircle.me, "", false, false);
            verify(Profile.change(line, "Give me a minute", "", false, "Give me an hour", "", false));
            tryCompare(ClashList, "count", 1);
            Navigator.go("home");
            Navigator.open("two-versions", {});
            press("Write a new one");
            tryVerify(() => writes("The new words"));
            type(", or two");
            const words = labelled("The new words").text;
            verify(words.endsWith(", or two"));
            wait(1000);
            Session.lock();
            Session.unlock("otter lamp violin");
            tryCompare(Session, "state", Session.Unlocked, 20000);
            compare(Navigator.current, "two-versions");
            tryVerify(() => labelled("The new words").text === words);
            press("Cancel");
            tryVerify(() => keyboardOn() === "Write a new one", 3000, keyboardOn());
            press("Undo");
            tryVerify(() => writes("The new words"));
            compare(labelled("The new words").text, words);
            press("Save");
            tryCompare(ClashList, "count", 0);
            compare(Drafts.openPlace, "");
            tryVerify(() => keyboardOn() === "One-page profile", 3000, keyboardOn());
        }
    }
}
