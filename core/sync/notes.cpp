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

QCborArray encodeRef(const Id &stream, const SegmentRef &s)
{
    return {stream.toBytes(), s.name, s.hash, s.length, qint64(s.first), qint64(s.count), s.epoch.toBytes()};
}

CarriedSegment decodeRef(const QCborValue &value, bool &ok)
{
    CborFields part(value.toArray());
    CarriedSegment ref;
    ref.stream = part.id();
    ref.segment.name = part.exactly(16);
    ref.segment.hash = part.exactly(hashSize);
    ref.segment.length = part.integer(1);
    ref.segment.first = quint64(part.integer(1));
    ref.segment.count = quint64(part.integer(1));
    if (part.ok() && !part.atEnd())
        ref.segment.epoch = part.id();
    ok = ok && part.finished();
    return ref;
}

} // namespace

QByteArray ForeignCursor::encoded() const
{
    QCborArray ends;
    for (const quint64 last : lasts)
        ends.append(qint64(last));
    QCborArray needs;
    for (const Id &epoch : epochs)
        needs.append(epoch.toBytes());
    QCborArray others;
    for (auto it = seen.cbegin(); it != seen.cend(); ++it)
        others.append(QCborArray{it.key().toBytes(), qint64(*it)});
    return toCbor(QCborArray{qint64(seq), headHash, stream.toBytes(), qint64(mark.count), mark.hash, came, qint64(acknowledged), ends,
                             encodeSnapshot(snapshot), snapshotCame, needs, others, encodeFossils(fossils), qint64(fossilsSeen)});
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
    if (fields->ok() && fields->atEnd())
        return cursor; // kept by a Heard that knew no snapshots
    cursor.came = fields->integer();
    cursor.acknowledged = quint64(fields->integer());
    const QCborArray ends = fields->array();
    for (const auto &last : ends)
        cursor.lasts.append(quint64(QCborValue(last).toInteger()));
    bool ok = true;
    cursor.snapshot = decodeSnapshot(fields->array(), ok);
    cursor.snapshotCame = fields->integer();
    if (ok && fields->ok() && fields->atEnd()) {
        cursor.epochs = {Id()}; // kept by a Heard that did not note them
        return cursor;
    }
    const QCborArray needs = fields->array();
    for (const auto &epoch : needs)
        cursor.epochs.insert(Id::fromBytes(QCborValue(epoch).toByteArray()).value_or(Id()));
    const QCborArray others = fields->array();
    for (const auto &other : others) {
        CborFields pair(QCborValue(other).toArray());
        const Id of = pair.id();
        cursor.seen.insert(of, quint64(pair.integer()));
        ok = ok && pair.finished();
    }
    cursor.fossils = decodeFossils(fields->array(), ok);
    cursor.fossilsSeen = quint64(fields->integer());
    return ok && fields->finished() ? std::optional(cursor) : std::nullopt;
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

quint64 OwnCursor::carriedOf(const Id &stream) const
{
    quint64 last = 0;
    for (const CarriedSegment &c : carried)
        last = c.stream == stream ? std::max(last, c.segment.last()) : last;
    return last;
}

QByteArray OwnCursor::encoded() const
{
    QCborArray refs;
    for (const SegmentRef &s : segments)
        refs.append(encodeRef({}, s));
    QCborArray others;
    for (const CarriedSegment &c : carried)
        others.append(encodeRef(c.stream, c.segment));
    return toCbor(QCborArray{qint64(seq), headHash, qint64(mark.count), mark.hash, refs, others, pending, encodeSnapshot(snapshot),
                             snapshotCame, headEpoch.toBytes()});
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
    const QCborArray others = fields->array();
    cursor.pending = fields->boolean();
    bool ok = fields->ok();
    if (!fields->atEnd()) { // else kept by a Heard that knew no snapshots
        cursor.snapshot = decodeSnapshot(fields->array(), ok);
        cursor.snapshotCame = fields->integer();
    }
    if (fields->ok() && !fields->atEnd())
        cursor.headEpoch = fields->id();
    ok = ok && fields->finished();
    for (const auto &item : refs)
        cursor.segments.append(decodeRef(QCborValue(item), ok).segment);
    for (const auto &item : others)
        cursor.carried.append(decodeRef(QCborValue(item), ok));
    return ok ? std::optional(cursor) : std::nullopt;
}

QByteArray HeadCounter::encoded(quint32 seq)
{
    return encodedNumber(qint64(seq));
}

quint32 HeadCounter::decoded(const QByteArray &bytes)
{
    return quint32(decodedNumber(bytes));
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

QByteArray EvidenceNote::encoded() const
{
    return toCbor(QCborArray{last, waited, runs, detail});
}

std::optional<EvidenceNote> EvidenceNote::decoded(const QByteArray &bytes)
{
    auto fields = fieldsOf(bytes);
    if (!fields)
        return std::nullopt;
    EvidenceNote note;
    note.last = fields->integer();
    note.waited = fields->integer();
    note.runs = fields->integer();
    note.detail = fields->bytes(1000);
    return fields->finished() ? std::optional(note) : std::nullopt;
}

QByteArray RestNote::encoded() const
{
    return toCbor(QCborArray{since, detail});
}

std::optional<RestNote> RestNote::decoded(const QByteArray &bytes)
{
    auto fields = fieldsOf(bytes);
    if (!fields)
        return std::nullopt;
    RestNote note;
    note.since = fields->integer();
    note.detail = fields->bytes(100);
    return fields->finished() ? std::optional(note) : std::nullopt;
}

QByteArray PieceLimitNote::encoded() const
{
    return toCbor(QCborArray{size, time});
}

PieceLimitNote PieceLimitNote::decoded(const QByteArray &bytes)
{
    PieceLimitNote note;
    auto fields = fieldsOf(bytes);
    if (!fields)
        return note;
    note.size = fields->integer();
    note.time = fields->integer();
    return fields->finished() ? note : PieceLimitNote();
}

QByteArray PutPieceNote::encoded() const
{
    return toCbor(QCborArray{qint64(number), gone});
}

std::optional<PutPieceNote> PutPieceNote::decoded(const QByteArray &bytes)
{
    auto fields = fieldsOf(bytes);
    if (!fields)
        return std::nullopt;
    PutPieceNote note;
    note.number = int(fields->integer(0, namesOfChunk - 1));
    note.gone = fields->integer();
    return fields->finished() ? std::optional(note) : std::nullopt;
}

Fossils FossilNote::fossils() const
{
    Fossils fossils{round, {}};
    for (auto it = entries.cbegin(); it != entries.cend(); ++it) {
        if (it->round > 0)
            fossils.names.append(it.key());
    }
    return fossils;
}

QByteArray FossilNote::encoded() const
{
    QCborArray all;
    for (auto it = entries.cbegin(); it != entries.cend(); ++it)
        all.append(QCborArray{it.key(), it->since, qint64(it->round), it->named});
    QCborArray seen;
    for (auto it = told.cbegin(); it != told.cend(); ++it)
        seen.append(QCborArray{it.key().toBytes(), qint64(*it)});
    return toCbor(QCborArray{qint64(round), roundTime, lastRun, adopted, all, seen});
}

FossilNote FossilNote::decoded(const QByteArray &bytes)
{
    FossilNote note;
    auto fields = fieldsOf(bytes);
    if (!fields)
        return note;
    note.round = quint64(fields->integer());
    note.roundTime = fields->integer();
    note.lastRun = fields->integer();
    note.adopted = fields->integer();
    const QCborArray all = fields->array();
    const QCborArray seen = fields->array();
    bool ok = fields->finished();
    for (const auto &item : all) {
        CborFields part(QCborValue(item).toArray());
        const QByteArray name = part.exactly(16);
        Entry entry;
        entry.since = part.integer();
        entry.round = quint64(part.integer());
        entry.named = part.boolean();
        note.entries.insert(name, entry);
        ok = ok && part.finished();
    }
    for (const auto &item : seen) {
        CborFields part(QCborValue(item).toArray());
        const Id stream = part.id();
        note.told.insert(stream, quint64(part.integer()));
        ok = ok && part.finished();
    }
    return ok ? note : FossilNote();
}

QByteArray encodedNumber(qint64 number)
{
    return toCbor(QCborValue(number));
}

qint64 decodedNumber(const QByteArray &bytes)
{
    const Result<QCborValue> value = bytes.isEmpty() ? Result<QCborValue>(QCborValue(0)) : fromCbor(bytes);
    return value ? value->toInteger() : 0;
}

QByteArray StatusNote::encoded() const
{
    return toCbor(QCborArray{lastTry, lastSuccess, problem, sentence, waiting});
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
    if (fields->ok() && !fields->atEnd())
        status.waiting = fields->integer();
    return fields->finished() ? status : StatusNote();
}

} // namespace heard
