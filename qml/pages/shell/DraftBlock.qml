// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Heard.Controls
import Heard.Backend

/** Several lines of writing, kept as a draft (TextDraft) until they are saved. */
TextBlock {
    id: field

    required property string place
    required property string page
    property alias standing: kept.standing
    readonly property alias unsaved: kept.unsaved
    readonly property alias words: kept.words

    /** They are saved. */
    function saved(): void {
        kept.saved();
    }
    /** What stands is back. True when there was something else. */
    function putAway(): bool {
        return kept.putAway();
    }

    spelling: SpellHelp { field: field }
    onTextEdited: {
        error = "";
        kept.words = text;
    }
    Component.onCompleted: text = kept.words

    TextDraft {
        id: kept

        drafts: Drafts
        place: field.place
        page: field.page
        onChanged: if (field.text !== words) field.text = words
    }
}
