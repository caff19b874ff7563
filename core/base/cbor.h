// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/id.h"

#include <QByteArray>
#include <QCborArray>
#include <QCborValue>

namespace heard {

/**
 * Canonical CBOR (RFC 8949 section 4.2): definite lengths, shortest integers, and only what has one encoding here:
 * null, booleans, integers, byte strings, UTF-8 text and arrays. No maps, floats or tags, so equal values are equal bytes.
 */
[[nodiscard]] QByteArray toCbor(const QCborValue &value);

struct CborLimits
{
    qsizetype bytes = 4'000'000; ///< longest input
    int depth = 16;              ///< deepest nesting
    qsizetype items = 2'000'000; ///< most items in all
};

/** Decodes and checks that @p bytes is exactly the canonical encoding of one value. Anything else is Damaged. */
[[nodiscard]] Result<QCborValue> fromCbor(const QByteArray &bytes, const CborLimits &limits = {});

/**
 * Reads the elements of a decoded array in order; the first wrong type or missing element makes the whole read fail,
 * so a decoder checks `ok()` once at its end.
 */
class CborFields
{
public:
    explicit CborFields(const QCborArray &array) : m_array(array) {}
    explicit CborFields(const QCborValue &value) : m_array(value.toArray()), m_ok(value.isArray()) {}

    [[nodiscard]] QString text(qsizetype longest = 200'000);
    [[nodiscard]] QByteArray bytes(qsizetype longest = 4'000'000);
    /** A byte string of exactly @p size bytes. */
    [[nodiscard]] QByteArray exactly(qsizetype size);
    [[nodiscard]] Id id();
    [[nodiscard]] qint64 integer(qint64 least = 0, qint64 most = INT64_MAX);
    [[nodiscard]] bool boolean();
    [[nodiscard]] QCborArray array(qsizetype longest = 2'000'000);
    [[nodiscard]] QCborValue any();

    [[nodiscard]] bool atEnd() const { return m_at >= m_array.size(); }
    /** True when all that was read was there, of its type and within its limits. */
    [[nodiscard]] bool ok() const { return m_ok; }
    /** ok() and nothing left over. */
    [[nodiscard]] bool finished() const { return m_ok && atEnd(); }
    void reject() { m_ok = false; }

private:
    [[nodiscard]] QCborValue next();

    QCborArray m_array;
    qsizetype m_at = 0;
    bool m_ok = true;
};

} // namespace heard
