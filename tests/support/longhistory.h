// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/workspace.h"
#include "support/circles.h"

namespace heard::testing {

/** Two thousand notes, a fiftieth of what follows at the most, that are then changed again and again, one saved change at a time. */
struct LongHistory
{
    QList<Id> notes;
    qint64 operations = 0;
    qint64 saved = 0;
};

/** Years of work in one circle: at least @p operations of them, each edit saved by itself. Nothing when a save failed. */
inline std::optional<LongHistory> makeLongHistory(Circle &circle, int operations)
{
    LongHistory made;
    const auto sentence = [](qint64 number) {
        return QStringLiteral("A sentence about Sam, number %1, that somebody wrote down so that the others know it too.").arg(number);
    };
    while (made.notes.size() < operations / 50) {
        Change change(circle, circle.everyone());
        const Id id = change.make(note::kind);
        change.set(id, note::text, sentence(made.saved));
        change.set(id, note::place, QStringLiteral("school"));
        change.set(id, note::saidBy, circle.me());
        made.operations += change.operations().size();
        if (!circle.save(change))
            return std::nullopt;
        made.notes.append(id);
        ++made.saved;
    }
    while (made.operations < operations) {
        if (!editNote(circle, made.notes.at(made.saved % made.notes.size()), sentence(made.saved)))
            return std::nullopt;
        ++made.operations;
        ++made.saved;
    }
    return made;
}

} // namespace heard::testing
