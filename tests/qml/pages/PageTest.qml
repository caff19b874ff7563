// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Heard.Theme
import Heard.Test

/** The ways a person has with the shell of a window: read, press, write. */
TestCase {
    id: test

    required property Item shell

    /** Does what a screen reader does with the button, row or choice of this text. */
    function press(text: string): void {
        let item = null;
        tryVerify(() => (item = child(shell.Window.contentItem, one => one.text === text && one.clicked !== undefined)) !== null, 5000, text);
        verify(Tree.act(item, "Press"), "can be pressed: " + text);
        wait(20);
    }
    function seen(name: string): bool {
        return Tree.find(shell, name, "") !== null;
    }
    function child(item: Item, matches: var): Item {
        if (!item.visible)
            return null;
        if (matches(item))
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = child(item.children[i], matches);
            if (found !== null)
                return found;
        }
        return null;
    }
    /** Something of ours with this label: a field or a group of choices. */
    function labelled(label: string): Item {
        let item = null;
        tryVerify(() => (item = child(shell.Window.contentItem, one => one.label === label && (one.error !== undefined || one.answers !== undefined))) !== null, 5000, label);
        return item;
    }
    function write(label: string, text: string): void {
        const field = labelled(label);
        field.forceActiveFocus();
        keyClick(Qt.Key_A, Qt.ControlModifier);
        for (let i = 0; i < text.length; ++i)
            keyClick(text[i]);
    }

    when: windowShown

    Binding { target: Theme; property: "motion"; value: false }
}
