// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"
#include "circle/fold_private.h"

#include <algorithm>

namespace heard {

bool isPeopleKind(const QString &kind)
{
    return kind == memberKind::member || kind == deviceKind::device || kind == removalKind::removal || kind == epochKind::epoch;
}

bool belongsToEveryone(const QString &kind)
{
    return (isPeopleKind(kind) && kind != epochKind::epoch) || kind == circleKind::circle;
}

bool inPast(const Commit &commit, const Id &stream, const OpId &op)
{
    return op.stream == stream ? op.seq <= commit.seq : op.seq <= commit.seen.value(op.stream, 0);
}

bool isErasable(const Operation &op)
{
    return op.kind != erasureKind::erasure && op.kind != circleKind::circle && !isPeopleKind(op.kind) && op.field != common::made.key()
           && op.field != common::gone.key() && !isRuleField(op.field);
}

/** What they wrote themselves, or, as an owner, what anybody wrote; and nothing that they had not seen. */
bool Fold::mayErase(const Commit &commit, const Standing &standing, const QByteArray &targets) const
{
    const auto ops = decodeOps(targets);
    const Id stream = commit.stream();
    return ops && std::all_of(ops->cbegin(), ops->cend(), [&](const OpId &op) {
               const auto author = m_streams.constFind(op.stream);
               return inPast(commit, stream, op) && author != m_streams.cend() && author->audience == commit.audience
                      && (standing.owner || isOf(author->device, standing.device->member));
           });
}

void Fold::noteErasure(const Commit &commit, const Id &record)
{
    const Record made = m_records.value(record);
    const auto targets = decodeOps(made.get(erasureKind::values));
    const auto known = m_records.find(made.get(erasureKind::record));
    if (!targets || targets->isEmpty() || known == m_records.end() || known->audience != made.audience
        || !inPast(commit, made.made.stream, known->made) || belongsToEveryone(known->kind) || known->kind == epochKind::epoch
        || known->kind == erasureKind::erasure)
        return;
    for (auto field = known->fields.begin(); field != known->fields.end(); ++field) {
        if (field.key() == common::gone.key() || isRuleField(field.key()))
            continue;
        for (const OpId &op : *targets)
            field->erase(op);
    }
    known->fields.removeIf([](const auto &field) { return field->all().isEmpty(); });
    for (const OpId &op : *targets)
        m_lacking.remove(op);
    m_touched.insert(known->id);
    m_erasures.append({record, known->id, made.audience, made.made, *targets});
}

QList<Id> Fold::erasuresIn(const Id &audience) const
{
    QList<Id> ids;
    for (const Erasure &erasure : m_erasures) {
        if (erasure.audience == audience)
            ids.append(erasure.id);
    }
    return ids;
}

} // namespace heard
