// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QCborValue>
#include <QList>
#include <optional>

namespace heard {

/**
 * The values of a commit's operations, in their order, apart from what is signed. What is signed holds their root: a hash over each
 * value's own hash, which is salted. An erased value has left its hash, so the root can still be told, and nothing else.
 */
class CommitValues
{
public:
    struct Value
    {
        QByteArray salt;    ///< 16 bytes; empty when erased
        QCborValue value;   ///< undefined when erased
        QByteArray digest;  ///< 32 bytes
        qsizetype size = 0; ///< of the value, encoded; 0 when erased
        [[nodiscard]] bool erased() const { return salt.isEmpty(); }
    };

    /** Whole: all salts come from @p seed (16 bytes). */
    [[nodiscard]] static CommitValues make(const QByteArray &seed, const QList<QCborValue> &values);
    /** Canonical CBOR: [seed, [value …]] while whole, else [null, [[salt, value] or digest …]]. */
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static std::optional<CommitValues> decoded(const QByteArray &bytes);

    [[nodiscard]] QByteArray root() const; ///< 32 bytes
    /** The most bytes that encoded() can come to, whichever values are erased: salts that stand alone take more room than a seed. */
    [[nodiscard]] qsizetype mostBytes() const;
    [[nodiscard]] const QByteArray &seed() const { return m_seed; }
    [[nodiscard]] const QList<Value> &all() const { return m_values; }
    void erase(qsizetype index);
    /** Takes what this one lost and the other still has. */
    void complete(const CommitValues &other);

private:
    QByteArray m_seed; ///< empty once a value was erased: it would give back the salts
    QList<Value> m_values;
};

} // namespace heard
