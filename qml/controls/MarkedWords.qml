// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Heard.Theme

/**
 * A quiet wave below words that are not known: a shape, not a colour alone. Drawn beside the text and not in its format: Qt 6.4 shows no
 * other line below letters than a plain one, and a format would be part of what can be undone.
 */
Item {
    id: waves

    required property TextEdit input
    required property var marks
    /** What the place of a letter depends on. */
    readonly property var settled: [input.width, input.contentWidth, input.contentHeight, input.font, input.padding]
    /** Of the two steps of the wave. */
    readonly property int step: Math.max(2, Math.round(Theme.bodySize / 8))

    function placeOf(letter: int): rect {
        return input.positionToRectangle(letter);
    }

    Repeater {
        model: waves.marks
        Item {
            id: wave

            required property var modelData
            readonly property rect from: (waves.settled, waves.placeOf(modelData.start))
            readonly property rect to: (waves.settled, waves.placeOf(modelData.start + modelData.length))
            /** A word that is longer than its line goes on in the next. */
            readonly property bool broken: to.y > from.y

            x: broken ? from.x : Math.min(from.x, to.x)
            y: Math.round(from.y + from.height - 1.5 * waves.step)
            width: broken ? Math.max(0, waves.input.width - waves.input.padding - from.x) : Math.abs(to.x - from.x)
            height: 2 * waves.step

            Repeater {
                model: Math.ceil(wave.width / (2 * waves.step))
                Rectangle {
                    required property int index

                    x: index * 2 * waves.step
                    y: index % 2 === 0 ? waves.step : 0
                    width: Math.min(2 * waves.step, wave.width - x)
                    height: waves.step
                    color: Theme.warn
                }
            }
        }
    }
}
