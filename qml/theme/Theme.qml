// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/** Every colour, size and duration of the window. No other file may hold a literal of these kinds. */
QtObject {
    id: theme

    // What a person may choose.
    /** "light" (cream), "dark" (near black) or "contrast" (black, white and yellow). */
    property string scheme: "light"
    /** Size of all text, 1.0 to 2.0. */
    property real textScale: 1.0
    /** "Noto Sans" or "OpenDyslexic". */
    property string face: "Noto Sans"
    /** Line height in multiples of the text size; 1.5 or more. */
    property real lineSpacing: 1.5
    /** Space between letters in multiples of the text size; 0 to 0.12. */
    property real letterSpacing: 0
    /** False stops every movement. */
    property bool motion: true

    readonly property bool dark: scheme !== "light"
    readonly property bool contrast: scheme === "contrast"

    // Paper, ink and edges.
    readonly property color paper: pick("#FBF7EF", "#14171C", "#000000")
    readonly property color surface: pick("#FFFFFF", "#1F242C", "#000000")
    readonly property color ink: pick("#1F2430", "#F4F0E8", "#FFFFFF")
    readonly property color inkSoft: pick("#4A5160", "#C3C8D1", "#E8E8E8")
    /** Edge of anything that can be pressed or typed in. */
    readonly property color edge: pick("#8C8577", "#7D8592", "#FFFFFF")
    /** Decoration only: never the one sign of a control. */
    readonly property color hairline: pick("#E8DFCE", "#323944", "#FFFFFF")
    /** Soft ground under a group or a track. */
    readonly property color shade: pick("#F3ECDF", "#272D36", "#000000")
    readonly property color shadow: pick("#1F2430", "#000000", "#000000")
    readonly property color scrim: pick("#801F2430", "#B3000000", "#CC000000")
    /** Symbols always stand on white, whatever the scheme. */
    readonly property color plate: "#FFFFFF"

    // One accent, and the four parts.
    readonly property color accent: pick("#0B5F6B", "#7AD3DA", "#FFE14D")
    readonly property color accentPressed: pick("#084A54", "#A5E4E9", "#FFF0A3")
    readonly property color textOnAccent: pick("#FFFFFF", "#10262A", "#000000")
    readonly property color profile: pick("#0B5F6B", "#7AD3DA", "#8CEBF2")
    readonly property color say: pick("#6B2D73", "#DDA6E6", "#F2B8FA")
    readonly property color meeting: pick("#2F4A9A", "#A9BCFF", "#BFCDFF")
    readonly property color charter: pick("#2C6539", "#93D6A0", "#A6EDB4")
    readonly property color alert: pick("#A3341F", "#FFB4A3", "#FFB4A3")
    readonly property color alertPressed: pick("#842817", "#FFCFC4", "#FFCFC4")
    readonly property color textOnAlert: pick("#FFFFFF", "#2B0F09", "#000000")
    readonly property color warn: pick("#7A4E00", "#FFCF7A", "#FFCF7A")

    // Type, in pixels.
    readonly property int bodySize: sized(16)
    readonly property int labelSize: sized(14)
    readonly property int leadSize: sized(20)
    readonly property int titleSize: sized(24)
    readonly property int questionSize: sized(32)
    readonly property real titleSpacing: 1.3
    readonly property real snugSpacing: 1.4

    // Space, shape and reach.
    readonly property int spaceXs: 4
    readonly property int spaceS: 8
    readonly property int spaceM: 16
    readonly property int spaceL: 24
    readonly property int spaceXl: 32
    readonly property int radius: 12
    readonly property int plateRadius: 16
    /** Least width and height of anything that can be pressed. */
    readonly property int target: 48
    readonly property int edgeWidth: contrast ? 2 : 1
    readonly property int plateEdge: 4
    readonly property int focusWidth: 3
    readonly property int focusGap: 2
    readonly property int iconSize: sized(24)
    // Pictures may stay a little behind: a narrow window needs the room for the words beside them.
    readonly property int symbolSize: Math.round(64 * Math.min(textScale, 1.5))
    readonly property int faceSize: Math.round(48 * Math.min(textScale, 1.5))
    /** Widest column of running text: about 66 letters. */
    readonly property int measure: Math.round(bodySize * 34)
    /** Widest page of one column: the measure and the padding of a card. */
    readonly property int pageWidth: measure + 2 * spaceXl
    readonly property int sheetWidth: 560
    readonly property int railWidth: Math.round(232 * Math.min(textScale, 1.6))
    readonly property int railNarrow: Math.round(104 * Math.min(textScale, 1.6))

    // Windows.
    /** Below this width: one column and a bar at the bottom. */
    readonly property int compactBelow: 600
    /** From this width: a rail with words, a list and a detail. */
    readonly property int wideFrom: 1100

    // Time, in milliseconds.
    readonly property int quick: motion ? 120 : 0
    readonly property int gentle: motion ? 200 : 0
    /** One way of something that goes to and fro while work goes on. */
    readonly property int slow: 1400

    /** One of the three, by scheme. */
    function pick(light: color, night: color, strong: color): color {
        return scheme === "contrast" ? strong : scheme === "dark" ? night : light;
    }

    /** A size at 100 % as it is now. */
    function sized(pixels: real): int {
        return Math.round(pixels * Math.max(1, Math.min(2, textScale)));
    }

    /** Colour of a part: "profile", "say", "meeting", "charter", "alert", "warn"; the accent for anything else. */
    function part(name: string): color {
        switch (name) {
        case "profile":
            return profile;
        case "say":
            return say;
        case "meeting":
            return meeting;
        case "charter":
            return charter;
        case "alert":
            return alert;
        case "warn":
            return warn;
        }
        return accent;
    }

    /** The same colour as a soft ground that ink can stand on. */
    function tint(name: string): color {
        if (contrast)
            return surface;
        const strong = part(name);
        return Qt.tint(surface, Qt.rgba(strong.r, strong.g, strong.b, dark ? 0.14 : 0.09));
    }

    /** Ground of something that is hovered or held down. */
    function touched(ground: color, held: bool): color {
        return Qt.tint(ground, Qt.rgba(ink.r, ink.g, ink.b, (held ? 0.12 : 0.06) * (contrast ? 2 : 1)));
    }

    /** "compact", "medium" or "wide". */
    function sizeClass(width: real): string {
        return width < compactBelow ? "compact" : width < wideFrom ? "medium" : "wide";
    }
}
