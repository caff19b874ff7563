// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/notes.h"

#include "base/cbor.h"
#include "vault/crypto.h"

namespace heard {

namespace {

std::optional<CborFields> fieldsOf(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return std::nullopt;
    const Result<QCborValue> value = fromCbor(bytes);
    if (!value)
        return std::nullopt;
    return CborFields(*value);
}

} // namespace

QByteArray ForeignCursor::encoded() const
{
    return toCbor(QCborArray{qint64(seq), headHash, stream.toBytes(), qint64(mark.count), mark.hash});
}

std::optional<ForeignCursor> ForeignCursor::decoded(const QByteArray &bytes)
{
    auto fields = fieldsOf(bytes);
    if (!fields)
        return std::nullopt;
    ForeignCursor cursor;
    cursor.seq = quint32(fields->integer(1, UINT32_MAX));
    cursor.headHash = fields->exactly(hashSize);
    cursor.stream = fields->id();
    cursor.mark.count = quint64(fields->integer());
    cursor.mark.hash = fields->exactly(hashSize);
    return fields->finished() ? std::optional(cursor) : std::nullopt;
}

QByteArray ClosedCursor::encoded() const
{
    return toCbor(QCborArray{qint64(seq), keyring});
}

std::optional<ClosedCursor> ClosedCursor::decoded(const QByteArray &bytes)
{
    auto fields = fieldsOf(bytes);
    if (!fields)
        return std::nullopt;
    ClosedCursor cursor;
    cursor.seq = quint32(fields->integer(1, UINT32_MAX));
    cursor.keyring = fields->bytes(64);
    return fields->finished() ? std::optional(cursor) : std::nullopt;
}

QByteArray OwnCursor::encoded() const
{
    QCborArray refs;
    for (const SegmentRef &s : segments)
        refs.append(QCborArray{s.name, s.hash, s.length, qint64(s.first), qint64(s.count)});
    return toCbor(QCborArray{qint64(seq), headHash, qint64(mark.count), mark.hash, refs});
}

std::optional<OwnCursor> OwnCursor::decoded(const QByteArray &bytes)
{
    auto fields = fieldsOf(bytes);
    if (!fields)
        return std::nullopt;
    OwnCursor cursor;
    cursor.seq = quint32(fields->integer(0, UINT32_MAX));
    cursor.headHash = fields->bytes(hashSize);
    cursor.mark.count = quint64(fields->integer());
    cursor.mark.hash = fields->bytes(hashSize);
    const QCborArray refs = fields->array();
    bool ok = fields->finished();
    for (const auto &item : refs) {
        CborFields part(QCborValue(item).toArray());
        SegmentRef s;
        s.name = part.exactly(16);
        s.hash = part.exactly(hashSize);
        s.length = part.integer(1);
        s.first = quint64(part.integer(1));
        s.count = quint64(part.integer(1));
        ok = ok && part.finished();
        cursor.segments.append(s);
    }
    return ok ? std::optional(cursor) : std::nullopt;
}

QByteArray HeadCounter::encoded(quint32 seq)
{
    return toCbor(QCborValue(qint64(seq)));
}

quint32 HeadCounter::decoded(const QByteArray &bytes)
{
    const Result<QCborValue> value = bytes.isEmpty() ? Result<QCborValue>(QCborValue(0)) : fromCbor(bytes);
    return value ? quint32(value->toInteger()) : 0;
}

QByteArray LetterCursor::encoded() const
{
    return toCbor(QCborArray{qint64(held), QCborArray::fromStringList(tried)});
}

LetterCursor LetterCursor::decoded(const QByteArray &bytes)
{
    LetterCursor cursor;
    auto fields = fieldsOf(bytes);
    if (!fields)
        return cursor;
    cursor.held = quint64(fields->integer());
    const QCborArray tried = fields->array();
    for (const auto &name : tried)
        cursor.tried.append(QCborValue(name).toString());
    return fields->finished() ? cursor : LetterCursor();
}

QByteArray StatusNote::encoded() const
{
    return toCbor(QCborArray{lastTry, lastSuccess, problem, sentence});
}

StatusNote StatusNote::decoded(const QByteArray &bytes)
{
    StatusNote status;
    auto fields = fieldsOf(bytes);
    if (!fields)
        return status;
    status.lastTry = fields->integer();
    status.lastSuccess = fields->integer();
    status.problem = fields->text(1000);
    status.sentence = fields->text(10'000);
    return fields->finished() ? status : StatusNote();
}

} // namespace heard
