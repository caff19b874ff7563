// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/head.h"

#include "base/cbor.h"
#include "sync/object.h"
#include "vault/crypto.h"

#include <QtEndian>

namespace heard {

namespace {

constexpr qint64 headFormat = 1;
constexpr qsizetype mostSegments = 20'000;

std::unexpected<Error> damaged(const char *why)
{
    return fail(ErrorCode::Damaged, "object-damaged",
                coreText("A shared file is damaged. Your work is safe. Heard keeps the last good version and looks again later."),
                QString::fromLatin1(why), true);
}

QCborArray encodeSegmentRef(const SegmentRef &segment)
{
    return {segment.name, segment.hash, segment.length, qint64(segment.first), qint64(segment.count), segment.epoch.toBytes()};
}

SegmentRef segmentRefFrom(CborFields &fields)
{
    SegmentRef segment;
    segment.name = fields.exactly(16);
    segment.hash = fields.exactly(hashSize);
    segment.length = fields.integer(1, largestObject);
    segment.first = quint64(fields.integer(1, INT64_MAX / 2));
    segment.count = quint64(fields.integer(1, INT32_MAX));
    if (fields.ok() && !fields.atEnd())
        segment.epoch = fields.id(); // the first heads did not say
    return segment;
}

QCborArray encodeMarks(const QMap<Id, StreamMark> &marks)
{
    QCborArray all;
    for (auto it = marks.cbegin(); it != marks.cend(); ++it)
        all.append(QCborArray{it.key().toBytes(), qint64(it->count), it->hash});
    return all;
}

QMap<Id, StreamMark> marksFrom(const QCborArray &all, bool &ok)
{
    QMap<Id, StreamMark> marks;
    for (const auto &item : all) {
        CborFields part(QCborValue(item).toArray());
        const Id stream = part.id();
        StreamMark mark;
        mark.count = quint64(part.integer());
        mark.hash = part.exactly(hashSize);
        ok = ok && part.ok();
        marks.insert(stream, mark);
    }
    return marks;
}

/** Parts must join without gap and hold as many commits as the snapshot says it covers. */
bool partsAgree(const Snapshot &snapshot)
{
    quint64 next = 1;
    for (const SegmentRef &part : snapshot.parts) {
        if (part.first != next || part.count == 0)
            return false;
        next += part.count;
    }
    quint64 covered = 0;
    for (const StreamMark &mark : snapshot.covers)
        covered += mark.count;
    return covered > 0 && covered == next - 1;
}

QByteArray bigEndian(quint64 number)
{
    QByteArray raw(8, Qt::Uninitialized);
    qToBigEndian(number, raw.data());
    return raw;
}

/** Segments must join without gap, and with the tail make up the count the head claims. */
bool partsAgree(const Head &head)
{
    quint64 next = head.segments.isEmpty() ? 1 : head.segments.constFirst().first;
    for (const SegmentRef &segment : head.segments) {
        if (segment.first != next || segment.count == 0)
            return false;
        next += segment.count;
    }
    return next - 1 + quint64(head.tail.size()) == head.mark.count && (head.mark.count > 0 || !head.carried.isEmpty());
}

} // namespace

QCborArray encodeSnapshot(const std::optional<Snapshot> &snapshot)
{
    if (!snapshot)
        return {};
    QCborArray parts;
    for (const SegmentRef &part : snapshot->parts)
        parts.append(encodeSegmentRef(part));
    return {snapshot->id.toBytes(), encodeMarks(snapshot->covers), parts};
}

std::optional<Snapshot> decodeSnapshot(const QCborArray &array, bool &ok)
{
    if (array.isEmpty())
        return std::nullopt;
    CborFields fields(array);
    Snapshot snapshot;
    snapshot.id = fields.id();
    snapshot.covers = marksFrom(fields.array(mostStreams), ok);
    const QCborArray parts = fields.array(mostSegments);
    for (const auto &item : parts) {
        CborFields part(QCborValue(item).toArray());
        snapshot.parts.append(segmentRefFrom(part));
        ok = ok && part.ok();
    }
    ok = ok && fields.ok() && partsAgree(snapshot);
    return snapshot;
}

QCborArray encodeFossils(const Fossils &fossils)
{
    if (fossils.round == 0)
        return {};
    QCborArray names;
    for (const QByteArray &name : fossils.names)
        names.append(name);
    return {qint64(fossils.round), names};
}

Fossils decodeFossils(const QCborArray &array, bool &ok)
{
    Fossils fossils;
    if (array.isEmpty())
        return fossils;
    CborFields fields(array);
    fossils.round = quint64(fields.integer(1));
    const QCborArray names = fields.array(mostFossils);
    for (const auto &name : names) {
        fossils.names.append(QCborValue(name).toByteArray());
        ok = ok && fossils.names.constLast().size() == 16;
    }
    ok = ok && fields.ok();
    return fossils;
}

QByteArray SegmentRef::role(const Id &stream) const
{
    return QByteArrayLiteral("segment\0") + stream.toBytes() + bigEndian(first) + bigEndian(count);
}

QByteArray Head::role(const HeadName &name)
{
    return QByteArrayLiteral("head\0") + name.text().toLatin1();
}

QByteArray Head::hash() const
{
    return blake2b(bytes);
}

QByteArray encodeHead(const Head &head)
{
    QCborArray segments;
    for (const SegmentRef &s : head.segments)
        segments.append(encodeSegmentRef(s));
    QCborArray tail;
    for (const SignedCommit &commit : head.tail)
        tail.append(commit.bytes);
    QCborArray carried;
    for (const CarriedSegment &c : head.carried)
        carried.append(QCborArray{c.stream.toBytes(), encodeSegmentRef(c.segment)});
    QCborArray all{headFormat,
                   head.circle.toBytes(),
                   head.stream.toBytes(),
                   head.device.toBytes(),
                   head.audience.toBytes(),
                   qint64(head.seq),
                   qint64(head.previousSeq),
                   head.previousHash,
                   qint64(head.mark.count),
                   head.mark.hash,
                   segments,
                   tail,
                   encodeMarks(head.seen),
                   carried,
                   encodeSnapshot(head.snapshot)};
    // Most heads have neither, and stay as short as they were.
    if (head.fossils.round > 0 || !head.fossilsSeen.isEmpty()) {
        QCborArray seen;
        for (auto it = head.fossilsSeen.cbegin(); it != head.fossilsSeen.cend(); ++it)
            seen.append(QCborArray{it.key().toBytes(), qint64(*it)});
        all.append(encodeFossils(head.fossils));
        all.append(seen);
    }
    return toCbor(all);
}

Result<Head> readHead(const QByteArray &signedBytes)
{
    if (signedBytes.size() <= signatureSize)
        return damaged("head: too short");
    HEARD_TRY_ASSIGN(const QCborValue value,
                     fromCbor(signedBytes.chopped(signatureSize), {.bytes = largestHeadPlain, .depth = 4, .items = 300'000}));
    CborFields fields(value);
    if (const qint64 format = fields.integer(1); fields.ok() && format > headFormat) {
        return fail(ErrorCode::TooNew, "object-too-new",
                    coreText("Someone here has a newer Heard. Your work is safe on this device. Update Heard to share again."),
                    QStringLiteral("head format %1").arg(format));
    }
    Head head;
    head.circle = fields.id();
    head.stream = fields.id();
    head.device = fields.id();
    head.audience = fields.id();
    head.seq = quint32(fields.integer(1, UINT32_MAX));
    head.previousSeq = quint32(fields.integer(0, UINT32_MAX));
    head.previousHash = fields.exactly(hashSize);
    head.mark.count = quint64(fields.integer());
    head.mark.hash = fields.exactly(hashSize);
    const QCborArray segments = fields.array(mostSegments);
    const QCborArray tail = fields.array(longestTail);
    const QCborArray seen = fields.array(mostStreams);
    const QCborArray carried = fields.array(mostSegments);
    // The first heads of this format had no snapshot, and many have no fossils. What follows is for later versions and is passed over here.
    const QCborArray snapshot = fields.atEnd() ? QCborArray() : fields.array(4);
    const QCborArray fossils = fields.atEnd() ? QCborArray() : fields.array(4);
    const QCborArray fossilsSeen = fields.atEnd() ? QCborArray() : fields.array(mostStreams);
    bool ok = fields.ok();
    head.fossils = decodeFossils(fossils, ok);
    for (const auto &item : fossilsSeen) {
        CborFields part(QCborValue(item).toArray());
        const Id stream = part.id();
        head.fossilsSeen.insert(stream, quint64(part.integer()));
        ok = ok && part.ok();
    }
    head.snapshot = decodeSnapshot(snapshot, ok);
    for (const auto &item : segments) {
        CborFields part(QCborValue(item).toArray());
        head.segments.append(segmentRefFrom(part));
        ok = ok && part.ok();
    }
    for (const auto &item : tail) {
        const QByteArray bytes = QCborValue(item).toByteArray();
        ok = ok && !bytes.isEmpty() && bytes.size() <= longestCommit;
        head.tail.append(SignedCommit{bytes});
    }
    head.seen = marksFrom(seen, ok);
    for (const auto &item : carried) {
        CborFields part(QCborValue(item).toArray());
        const Id stream = part.id();
        CborFields ref(part.array());
        head.carried.append({stream, segmentRefFrom(ref)});
        ok = ok && part.ok() && ref.ok() && stream != head.stream;
    }
    head.bytes = signedBytes;
    if (!ok || !partsAgree(head) || head.previousSeq >= head.seq || head.stream != streamOf(head.device, head.audience))
        return damaged("head: parts do not agree");
    return head;
}

bool verifyHead(const Head &head, QByteArrayView devicePublicKey)
{
    return verify(devicePublicKey, headDomain, QByteArrayView(head.bytes).chopped(signatureSize),
                  QByteArrayView(head.bytes).last(signatureSize));
}

QByteArray encodeSegment(const QList<SignedCommit> &commits)
{
    QCborArray all;
    for (const SignedCommit &commit : commits)
        all.append(commit.bytes);
    return toCbor(all);
}

Result<QList<SignedCommit>> readSegment(const QByteArray &plain)
{
    HEARD_TRY_ASSIGN(const QCborValue value, fromCbor(plain, {.bytes = largestSegmentPlain, .depth = 2, .items = 1'000'000}));
    if (!value.isArray())
        return damaged("segment");
    const QCborArray all = value.toArray();
    QList<SignedCommit> commits;
    commits.reserve(all.size());
    for (const auto &item : all) {
        const QByteArray bytes = QCborValue(item).toByteArray();
        if (bytes.isEmpty() || bytes.size() > longestCommit)
            return damaged("segment");
        commits.append(SignedCommit{bytes});
    }
    return commits;
}

} // namespace heard
