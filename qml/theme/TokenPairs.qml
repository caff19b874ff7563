// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Theme

/** Every pair of tokens that controls and pages put on one another, in the present scheme, so that a test can measure them. */
QtObject {
    id: root

    readonly property list<TokenPair> fixed: [
        TokenPair { name: "ink on paper"; foreground: Theme.ink; background: Theme.paper },
        TokenPair { name: "ink on surface"; foreground: Theme.ink; background: Theme.surface },
        TokenPair { name: "ink on shade"; foreground: Theme.ink; background: Theme.shade },
        TokenPair { name: "ink on a touched surface"; foreground: Theme.ink; background: Theme.touched(Theme.surface, true) },
        TokenPair { name: "ink on touched paper"; foreground: Theme.ink; background: Theme.touched(Theme.paper, true) },
        TokenPair { name: "soft ink on paper"; foreground: Theme.inkSoft; background: Theme.paper },
        TokenPair { name: "soft ink on surface"; foreground: Theme.inkSoft; background: Theme.surface },
        TokenPair { name: "soft ink on shade"; foreground: Theme.inkSoft; background: Theme.shade },
        TokenPair { name: "soft ink on a touched surface"; foreground: Theme.inkSoft; background: Theme.touched(Theme.surface, true) },
        TokenPair { name: "accent on paper"; foreground: Theme.accent; background: Theme.paper },
        TokenPair { name: "accent on surface"; foreground: Theme.accent; background: Theme.surface },
        TokenPair { name: "accent on a touched surface"; foreground: Theme.accent; background: Theme.touched(Theme.surface, true) },
        TokenPair { name: "text on accent"; foreground: Theme.textOnAccent; background: Theme.accent },
        TokenPair { name: "text on pressed accent"; foreground: Theme.textOnAccent; background: Theme.accentPressed },
        TokenPair { name: "text on alert"; foreground: Theme.textOnAlert; background: Theme.alert },
        TokenPair { name: "text on pressed alert"; foreground: Theme.textOnAlert; background: Theme.alertPressed },
        TokenPair { name: "edge on paper"; kind: "mark"; foreground: Theme.edge; background: Theme.paper },
        TokenPair { name: "edge on surface"; kind: "mark"; foreground: Theme.edge; background: Theme.surface },
        TokenPair { name: "edge on shade"; kind: "mark"; foreground: Theme.edge; background: Theme.shade },
        TokenPair { name: "focus ring on paper"; kind: "mark"; foreground: Theme.ink; background: Theme.paper },
        TokenPair { name: "focus ring on surface"; kind: "mark"; foreground: Theme.ink; background: Theme.surface }
    ]

    readonly property list<string> parts: ["profile", "say", "meeting", "charter", "alert", "warn"]

    /** All pairs as plain objects: {name, foreground, background, kind}. */
    function all(): var {
        const found = [];
        for (let i = 0; i < fixed.length; ++i)
            found.push({ name: fixed[i].name, foreground: fixed[i].foreground, background: fixed[i].background, kind: fixed[i].kind });
        for (const part of parts) {
            const colour = Theme.part(part);
            found.push({ name: part + " on paper", foreground: colour, background: Theme.paper, kind: "text" });
            found.push({ name: part + " on surface", foreground: colour, background: Theme.surface, kind: "text" });
            found.push({ name: part + " on its tint", foreground: colour, background: Theme.tint(part), kind: "text" });
            found.push({ name: "surface on " + part, foreground: Theme.surface, background: colour, kind: "text" });
            found.push({ name: "ink on the tint of " + part, foreground: Theme.ink, background: Theme.tint(part), kind: "text" });
            found.push({ name: "soft ink on the tint of " + part, foreground: Theme.inkSoft, background: Theme.tint(part), kind: "text" });
        }
        return found;
    }
}
