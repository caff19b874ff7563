// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"

#include <QCborValue>
#include <QList>
#include <QString>

namespace heard {

/** Names one operation for ever: the stream and place of its commit, and its place inside. */
struct OpId
{
    Id stream;
    quint64 seq = 0;
    quint32 index = 0;
    friend auto operator<=>(const OpId &, const OpId &) = default;
    friend bool operator==(const OpId &, const OpId &) = default;
    friend size_t qHash(const OpId &op, size_t seed = 0) noexcept
    {
        return qHash(op.stream, seed) ^ (op.seq * 0x9E3779B97F4A7C15ULL) ^ op.index;
    }
};

/**
 * Sets one field of one record to one value, in place of exactly the operations its author saw there.
 * A field whose name starts with `=` is fixed: it is accepted only in the commit that makes the record (authority.h).
 */
struct Operation
{
    Id record;
    QString kind;
    QString field;
    QCborValue value;
    QList<OpId> replaces;
    bool erased = false; ///< its value was erased for good, and nothing is left of it; the rest stands, so that the chain still joins
};

} // namespace heard
