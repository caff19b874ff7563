// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/circle.h"
#include "circle/fold.h"

#include <algorithm>

namespace heard {

Change::Change(const Circle &circle, const Id &audience) : m_circle(&circle), m_audience(audience) {}

Id Change::make(const QString &kind)
{
    QByteArray nonce(16, Qt::Uninitialized);
    m_circle->fillRandom(nonce);
    const Id id = recordIdFor(m_circle->device(), m_audience, nonce);
    m_made.insert(id, kind);
    m_operations.append({id, kind, common::made.key(), QCborValue(nonce), {}});
    return id;
}

void Change::setRaw(const Id &record, const QString &field, const QCborValue &value)
{
    const auto same = [&](const Operation &op) { return op.record == record && op.field == field; };
    if (const auto earlier = std::find_if(m_operations.begin(), m_operations.end(), same); earlier != m_operations.end()) {
        earlier->value = value;
        return;
    }
    Operation op{record, m_made.value(record), field, value, {}};
    if (const Record *known = m_circle->record(record)) {
        op.kind = known->kind;
        if (const auto it = known->fields.constFind(field); it != known->fields.constEnd()) {
            for (const Version &v : it->all())
                op.replaces.append(v.op);
        }
    }
    m_operations.append(op);
}

void Change::onlyOverRaw(const Id &record, const QString &field, const QCborValue &seen)
{
    const Record *known = m_circle->record(record);
    for (Operation &op : m_operations) {
        if (!known || op.record != record || op.field != field)
            continue;
        op.replaces.clear();
        const auto standing = known->fields.constFind(field);
        if (standing == known->fields.constEnd())
            continue;
        for (const Version &v : standing->all()) {
            if (v.value == seen)
                op.replaces.append(v.op);
        }
    }
}

void Change::remove(const Id &record)
{
    QByteArray marks;
    if (const Record *known = m_circle->record(record)) {
        for (auto it = known->fields.cbegin(); it != known->fields.cend(); ++it) {
            if (it.key() == common::gone.key())
                continue;
            for (const Version &v : it->all())
                marks += mark(v.op);
        }
    }
    set(record, common::gone, marks);
}

void Change::bringBack(const Id &record)
{
    set(record, common::gone, QByteArray());
}

} // namespace heard
