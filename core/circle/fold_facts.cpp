// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"

#include <algorithm>

// What a fold tells of all that it has taken in.

namespace heard {

QMap<Id, quint64> Fold::seenFor(const Id &audience, const Id &ownStream) const
{
    QMap<Id, quint64> seen;
    for (auto it = m_streams.cbegin(); it != m_streams.cend(); ++it) {
        // What devices that nobody let in have written is never shown, so nothing can hang on it; and anyone here can invent any number of them.
        if (it.key() != ownStream && it->count > 0 && accepted(it->device) && (it->audience == audience || it->audience == m_everyone))
            seen.insert(it.key(), it->count);
    }
    return seen;
}

qsizetype Fold::held() const
{
    qsizetype count = 0;
    for (const auto &stream : m_waiting)
        count += stream.size();
    return count;
}

qsizetype Fold::awaited() const
{
    qsizetype count = 0;
    for (const auto &stream : m_waiting)
        count += std::count_if(stream.cbegin(), stream.cend(), [&](const Commit &commit) { return !isLate(commit); });
    return count;
}

bool Fold::isLate(const Commit &commit) const
{
    const Device *device = accepted(commit.device);
    const auto removes = [](const Operation &op) { return op.kind == removalKind::removal; };
    if (!device || commit.audience != m_everyone || std::any_of(commit.operations.cbegin(), commit.operations.cend(), removes))
        return false;
    const auto shutsOut = [&](const RemovalFact &removal) { return removal.member == device->member && !covers(removal, commit); };
    return std::any_of(m_removals.cbegin(), m_removals.cend(), shutsOut);
}

QList<Id> Fold::removals() const
{
    QList<Id> ids;
    for (const RemovalFact &r : m_removals)
        ids.append(r.record);
    for (const RemovalFact &r : m_foreknown) {
        if (!ids.contains(r.record))
            ids.append(r.record);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

const QSet<Id> &Fold::clashing() const
{
    for (const Id &id : std::as_const(m_touched)) {
        const auto record = m_records.constFind(id);
        if (record != m_records.constEnd() && !record->clashes().isEmpty())
            m_clashing.insert(id);
        else
            m_clashing.remove(id);
    }
    m_touched.clear();
    return m_clashing;
}

} // namespace heard
