// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

namespace heard {

namespace {

struct Walk
{
    const CborLimits &limits;
    qsizetype items = 0;

    bool allowed(const QCborValue &value, int depth)
    {
        if (++items > limits.items || depth > limits.depth)
            return false;
        if (value.isNull() || value.isBool() || value.isInteger() || value.isByteArray() || value.isString())
            return true;
        if (!value.isArray())
            return false;
        const QCborArray array = value.toArray();
        return std::all_of(array.begin(), array.end(), [&](const QCborValue &item) { return allowed(item, depth + 1); });
    }
};

/** Nesting is checked on the raw bytes, before anything recursive runs on them. */
bool nestingWithin(const QByteArray &bytes, int depth)
{
    QCborStreamReader reader(bytes);
    while (reader.lastError() == QCborError::NoError) {
        if (reader.isValid()) {
            if (reader.isContainer()) {
                if (reader.containerDepth() >= depth || !reader.isArray() || !reader.isLengthKnown() || !reader.enterContainer())
                    return false;
                continue;
            }
            if (!reader.next())
                return false;
            continue;
        }
        if (reader.containerDepth() == 0)
            return true;
        if (reader.hasNext() || !reader.leaveContainer())
            return false;
    }
    return false;
}

} // namespace

QByteArray toCbor(const QCborValue &value)
{
    return value.toCbor();
}

Result<QCborValue> fromCbor(const QByteArray &bytes, const CborLimits &limits)
{
    const auto damaged = [](const char *why) {
        return fail(ErrorCode::Damaged, "damaged-data", coreText("This data is damaged. Nothing was changed."), QString::fromLatin1(why));
    };
    if (bytes.size() > limits.bytes)
        return damaged("cbor: too long");
    if (!nestingWithin(bytes, limits.depth))
        return damaged("cbor: malformed or too deep");
    QCborParserError error;
    QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError)
        return damaged("cbor: malformed");
    if (Walk walk{limits}; !walk.allowed(value, 0))
        return damaged("cbor: type or size not allowed");
    // Room for all of it at once: growing byte by byte would cost more than the encoding.
    QByteArray again;
    again.reserve(bytes.size());
    QCborStreamWriter writer(&again);
    value.toCbor(writer);
    if (again != bytes)
        return damaged("cbor: not canonical");
    return value;
}

QCborValue CborFields::next()
{
    if (m_at >= m_array.size()) {
        m_ok = false;
        return {};
    }
    return m_array.at(m_at++);
}

QString CborFields::text(qsizetype longest)
{
    const QCborValue value = next();
    QString text = value.toString();
    if (!value.isString() || text.size() > longest)
        m_ok = false;
    return text;
}

QByteArray CborFields::bytes(qsizetype longest)
{
    const QCborValue value = next();
    QByteArray bytes = value.toByteArray();
    if (!value.isByteArray() || bytes.size() > longest)
        m_ok = false;
    return bytes;
}

QByteArray CborFields::exactly(qsizetype size)
{
    QByteArray raw = bytes(size);
    if (raw.size() != size)
        m_ok = false;
    return raw;
}

Id CborFields::id()
{
    return Id::fromBytes(exactly(16)).value_or(Id{});
}

qint64 CborFields::integer(qint64 least, qint64 most)
{
    const QCborValue value = next();
    const qint64 number = value.toInteger();
    if (!value.isInteger() || number < least || number > most)
        m_ok = false;
    return number;
}

bool CborFields::boolean()
{
    const QCborValue value = next();
    if (!value.isBool())
        m_ok = false;
    return value.toBool();
}

QCborArray CborFields::array(qsizetype longest)
{
    const QCborValue value = next();
    QCborArray array = value.toArray();
    if (!value.isArray() || array.size() > longest)
        m_ok = false;
    return array;
}

QCborValue CborFields::any()
{
    return next();
}

} // namespace heard
