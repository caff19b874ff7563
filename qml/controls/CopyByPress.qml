// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Heard.Controls

/**
 * Copies what can only be read: by the right button of a mouse on it, or a long press. Fills a page or a sheet, below what stands there,
 * and looks which words lie under the place. Buttons have words of their own kind, and fields their own menu.
 */
Item {
    id: copier

    /** What is looked through. */
    required property Item content

    /** The words under a place of an item; "" when there are none that can be copied. */
    function wordsAt(item: Item, x: real, y: real): string {
        if (!item.visible || item instanceof T.AbstractButton || item instanceof TextEdit || item instanceof TextInput)
            return "";
        if (item instanceof Words)
            return item.contains(Qt.point(x, y)) ? spoken(item) : "";
        if (item.clip && !item.contains(Qt.point(x, y)))
            return "";
        for (let i = item.children.length - 1; i >= 0; --i) {
            const child = item.children[i];
            const place = item.mapToItem(child, x, y);
            const found = wordsAt(child, place.x, place.y);
            if (found !== "")
                return found;
        }
        return "";
    }
    function spoken(words: var): string {
        return words.text;
    }
    function ask(x: real, y: real): void {
        const place = copier.mapToItem(content, x, y);
        menu.reading = wordsAt(content, place.x, place.y);
        if (menu.reading !== "")
            menu.openAt(x, y, 0);
    }

    anchors.fill: parent

    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: point => copier.ask(point.position.x, point.position.y)
    }
    TapHandler {
        acceptedDevices: PointerDevice.TouchScreen | PointerDevice.Stylus
        onLongPressed: copier.ask(point.position.x, point.position.y)
    }
    EditMenu {
        id: menu
    }
}
