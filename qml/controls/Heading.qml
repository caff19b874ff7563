// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/** A heading that screen readers can jump to. */
Words {
    id: heading

    /** 1 for the page, 2 for a part of it, 3 inside a part. */
    property int level: 2
    /** The one large question of a page. */
    property bool question: false

    variant: question ? "question" : level === 1 ? "title" : level === 2 ? "lead" : "body"
    strong: true
    snug: true
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
