// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"
#include "sync/object.h"

#include <algorithm>

namespace heard {

namespace {

constexpr int commitsAtOnce = 5'000;
/** Leftovers wait for a run with nothing to send, so that sending stays quick; but not for ever. */
constexpr qsizetype manyLeftovers = 4;
constexpr int mostNameTries = 8;
/** A remote that does not even take this much cannot be used. */
constexpr qsizetype leastObject = 16'384;

Error unreadable()
{
    return {ErrorCode::Damaged, QStringLiteral("vault-damaged"), coreText("Some saved changes cannot be read. Restore a backup."), {}, false};
}

qsizetype bytesOf(const QList<SignedCommit> &commits)
{
    qsizetype total = 0;
    for (const SignedCommit &commit : commits)
        total += commit.bytes.size();
    return total;
}

} // namespace

void SyncRun::push()
{
    if (stopped() || m_noPush || m_report.readOnly || !m_circle.member)
        return;
    pushLetters();
    const QList<Circle::StreamInfo> streams = streamsToPush();
    for (const Circle::StreamInfo &stream : streams) {
        if (stopped() || m_noPush)
            return;
        const OwnCursor there = own(stream.stream).value_or(OwnCursor());
        if (there.pending || there.mark.count < stream.count || !toCarry(stream.audience, there).isEmpty())
            pushStream(stream);
    }
}

Result<> SyncRun::put(const QString &path, const QByteArray &object, SyncUpdate before, SyncUpdate then)
{
    const QByteArray note = m_where + path.toLatin1();
    before.notes.append({ItemKind::Journal, note, QByteArrayLiteral("1")});
    if (!keep(before))
        return fail(ErrorCode::Internal, "not-kept", {});
    HEARD_TRY(m_remote.putNew(path, object));
    then.notes.append({ItemKind::Journal, note, std::nullopt});
    if (!keep(then))
        return fail(ErrorCode::Internal, "not-kept", {});
    return {};
}

const EpochKey *SyncRun::currentKey(const Id &audience) const
{
    const Id epoch = m_circle.currentEpoch.value(audience);
    const auto it = std::find_if(m_circle.keyring.cbegin(), m_circle.keyring.cend(),
                                 [&](const EpochKey &key) { return key.audience == audience && key.epoch == epoch; });
    return it == m_circle.keyring.cend() ? nullptr : &*it;
}

void SyncRun::pushStream(const Circle::StreamInfo &stream)
{
    const EpochKey *current = currentKey(stream.audience);
    if (!current) {
        problem(ErrorCode::Refused, "no-key",
                coreText("Your changes cannot be sent yet. They are safe on this device. Heard tries again later."), {});
        return;
    }
    // The keyring is read again when letters come meanwhile.
    const EpochKey key{current->epoch, current->audience, current->key.clone(), current->giver};
    OwnCursor cursor = own(stream.stream).value_or(OwnCursor());
    if (!pushCarried(stream, key, cursor) || !pushSegments(stream, key, cursor))
        return;
    auto tail = m_port.commitsOf(stream.stream, cursor.inSegments(), commitsAtOnce);
    if (!tail) {
        broken(tail.error());
        return;
    }
    while (!tail->isEmpty() && cursor.inSegments() + quint64(tail->size()) > stream.count)
        tail->removeLast(); // saved while this ran: the next run takes them
    const quint64 published = cursor.mark.count;
    if (pushHead(stream, key, cursor, *tail))
        m_report.pushed += qint64(cursor.mark.count - published);
}

bool SyncRun::pushSegments(const Circle::StreamInfo &stream, const EpochKey &key, OwnCursor &own)
{
    QList<SignedCommit> waiting;
    for (;;) {
        if (stopped())
            return false;
        const quint64 fetched = own.inSegments() + quint64(waiting.size());
        if (fetched < stream.count && bytesOf(waiting) < mostInSegment) {
            auto more = m_port.commitsOf(stream.stream, fetched, int(std::min<quint64>(commitsAtOnce, stream.count - fetched)));
            if (!more || more->isEmpty()) {
                broken(more ? unreadable() : more.error());
                return false;
            }
            waiting += *more;
            continue;
        }
        if (bytesOf(waiting) <= longestTail)
            return true; // fits into the head itself

        const Packed packed = pack(stream.stream, own.inSegments() + 1, waiting, key);
        OwnCursor with = own;
        with.segments.append(packed.segment);
        step(SyncProgress::Step::Sending, qint64(packed.segment.last()), qint64(stream.count));
        const Put put = putSegment(stream, packed, own, with);
        if (put == Put::Failed)
            return false;
        if (put == Put::Done)
            waiting.remove(0, qsizetype(packed.segment.count));
    }
}

SyncRun::Packed SyncRun::pack(const Id &stream, quint64 first, const QList<SignedCommit> &commits, const EpochKey &key)
{
    qsizetype count = 0;
    for (qsizetype bytes = 0; count < commits.size() && (count == 0 || bytes + commits[count].bytes.size() <= mostInSegment); ++count)
        bytes += commits[count].bytes.size();
    const qsizetype largest = largestThere();
    Packed packed;
    for (;;) {
        packed.segment.first = first;
        packed.segment.count = quint64(count);
        packed.object = sealObject(ObjectType::Segment, key.key, m_circle.circle, packed.segment.role(stream),
                                   encodeSegment(commits.first(count)), m_random);
        if (packed.object.size() <= largest || count == 1)
            break;
        count = std::clamp<qsizetype>(count * largest / packed.object.size() * 9 / 10, 1, count - 1);
    }
    packed.segment.epoch = key.epoch;
    packed.segment.name = blake2b(packed.object, 16);
    packed.segment.hash = blake2b(packed.object);
    packed.segment.length = packed.object.size();
    return packed;
}

qsizetype SyncRun::largestThere() const
{
    const qint64 known = decodedNumber(m_cursors.value(SizeNote::name(m_where)));
    return known > 0 ? std::min<qsizetype>(known, largestObject) : largestObject;
}

bool SyncRun::takesLess(const Error &error, const Packed &packed)
{
    if (error.name != u"remote-too-small" || packed.segment.count < 2 || packed.object.size() <= leastObject)
        return false;
    SyncUpdate update;
    update.notes.append({ItemKind::Cursor, SizeNote::name(m_where), encodedNumber(packed.object.size() / 2)});
    return keep(update);
}

/** Once a segment surely lies there it is kept in mind as such, so that an interrupted push does not start over. */
SyncRun::Put SyncRun::putSegment(const Circle::StreamInfo &owner, const Packed &packed, OwnCursor &own, OwnCursor with)
{
    with.pending = true;
    SyncUpdate then;
    then.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, owner.stream), with.encoded()});
    if (const auto done = put(packed.segment.path(), packed.object, {}, then); !done) {
        if (takesLess(done.error(), packed))
            return Put::TooLarge;
        m_noPush = true;
        if (!m_broken)
            remoteFailed(done.error());
        return Put::Failed;
    }
    own = std::move(with);
    return Put::Done;
}

quint64 SyncRun::atRemote(const Id &stream) const
{
    const auto cursor = ForeignCursor::decoded(m_cursors.value(ForeignCursor::name(m_where, streamTag(m_circle.nameKey, stream))));
    const quint64 seen = cursor ? cursor->mark.count : 0;
    // Before a restored vault has looked, what it sent under its old name is only as far as it remembers: enough to tell, not to rely on.
    const auto remembered = m_options.dryRun ? own(stream) : std::nullopt;
    return std::max(seen, remembered ? remembered->mark.count : 0);
}

QList<Circle::StreamInfo> SyncRun::toCarry(const Id &audience, const OwnCursor &own) const
{
    QList<Circle::StreamInfo> needed;
    for (const Circle::StreamInfo &info : m_circle.streams) {
        if (info.audience == audience && m_circle.myOtherDevices.contains(info.device)
            && info.count > std::max(atRemote(info.stream), own.carriedOf(info.stream)))
            needed.append(info);
    }
    return needed;
}

QList<Circle::StreamInfo> SyncRun::streamsToPush() const
{
    QList<Circle::StreamInfo> streams = ownStreams();
    QSet<Id> audiences;
    for (const Circle::StreamInfo &stream : std::as_const(streams))
        audiences.insert(stream.audience);
    for (const Circle::StreamInfo &other : m_circle.streams) {
        if (!m_circle.myOtherDevices.contains(other.device) || audiences.contains(other.audience))
            continue;
        audiences.insert(other.audience);
        streams.append({streamOf(m_circle.device, other.audience), other.audience, m_circle.device, 0, QByteArray(hashSize, '\0')});
    }
    return streams;
}

bool SyncRun::pushCarried(const Circle::StreamInfo &stream, const EpochKey &key, OwnCursor &own)
{
    // What has come to lie there by its own device's doing need not be carried any more.
    OwnCursor kept = own;
    SyncUpdate dropped;
    kept.carried.removeIf([&](const CarriedSegment &c) {
        if (atRemote(c.stream) < c.segment.last())
            return false;
        dropped.notes.append({ItemKind::Journal, m_where + c.segment.path().toLatin1(), QByteArrayLiteral("1")});
        return true;
    });
    if (!dropped.isEmpty()) {
        kept.pending = true;
        dropped.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, stream.stream), kept.encoded()});
        if (!keep(dropped))
            return false;
        own = kept;
    }
    const QList<Circle::StreamInfo> needed = toCarry(stream.audience, own);
    for (const Circle::StreamInfo &other : needed) {
        for (quint64 have = std::max(atRemote(other.stream), own.carriedOf(other.stream)); have < other.count;) {
            if (stopped())
                return false;
            const auto commits = m_port.commitsOf(other.stream, have, int(std::min<quint64>(commitsAtOnce, other.count - have)));
            if (!commits || commits->isEmpty()) {
                broken(commits ? unreadable() : commits.error());
                return false;
            }
            const Packed packed = pack(other.stream, have + 1, *commits, key);
            OwnCursor with = own;
            with.carried.append({other.stream, packed.segment});
            const Put put = putSegment(stream, packed, own, with);
            if (put == Put::Failed)
                return false;
            have = put == Put::Done ? packed.segment.last() : have;
        }
    }
    return true;
}

bool SyncRun::pushHead(const Circle::StreamInfo &stream, const EpochKey &key, OwnCursor &own, const QList<SignedCommit> &tail)
{
    Head head;
    head.circle = m_circle.circle;
    head.stream = stream.stream;
    head.device = m_circle.device;
    head.audience = stream.audience;
    head.previousSeq = own.seq;
    head.previousHash = own.seq > 0 ? own.headHash : QByteArray(hashSize, '\0');
    head.mark = {stream.count, stream.lastHash};
    head.segments = own.segments;
    head.tail = tail;
    head.seen = seenFor(stream);
    head.carried = own.carried;
    head.snapshot = own.snapshot;
    FossilNote fossils = FossilNote::decoded(m_media.value(FossilNote::name(m_where)));
    if (stream.audience == m_circle.everyone) {
        head.fossils = fossils.fossils();
        head.fossilsSeen = m_fossilsSeen;
    }
    step(SyncProgress::Step::Sending, qint64(stream.count), qint64(stream.count));
    for (int tries = 0; tries < mostNameTries && !stopped(); ++tries) {
        const quint32 used = std::max(HeadCounter::decoded(m_cursors.value(HeadCounter::name(stream.stream))), own.seq);
        head.seq = used + 1;
        const QByteArray message = encodeHead(head);
        const auto signature = m_port.signHead(message);
        if (!signature) {
            broken(signature.error());
            return false;
        }
        head.bytes = message + *signature;
        const HeadName name{streamTag(m_circle.nameKey, stream.stream), head.seq};
        const QByteArray object = sealObject(ObjectType::Head, key.key, m_circle.circle, Head::role(name), head.bytes, m_random);
        OwnCursor with = own;
        with.seq = head.seq;
        with.headHash = head.hash();
        with.mark = head.mark;
        with.headEpoch = key.epoch;
        with.pending = false;
        SyncUpdate before;
        before.notes.append({ItemKind::Cursor, HeadCounter::name(stream.stream), HeadCounter::encoded(head.seq)});
        SyncUpdate then;
        then.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, stream.stream), with.encoded()});
        if (stream.audience == m_circle.everyone && fossils.told != m_fossilsSeen) {
            fossils.told = m_fossilsSeen;
            then.notes.append({ItemKind::Media, FossilNote::name(m_where), fossils.encoded()});
        }
        if (stream.count > 0)
            then.sent.append({stream.stream, stream.count});
        for (const CarriedSegment &c : own.carried)
            then.sent.append({c.stream, c.segment.last()});
        const auto done = put(name.path(), object, before, then);
        if (done) {
            own = with;
            return true;
        }
        if (done.error().name != QLatin1String("name-taken")) {
            m_noPush = true;
            if (!m_broken)
                remoteFailed(done.error());
            return false;
        }
        // Not by this device, which never uses a number twice: by its copy, or by someone who puts any file there.
        SyncUpdate notOurs;
        notOurs.notes.append({ItemKind::Journal, m_where + name.path().toLatin1(), std::nullopt});
        notOurs.notes.append({ItemKind::Cursor, TakenNameNote::name(m_where, name.path()), QByteArrayLiteral("1")});
        if (!keep(notOurs))
            return false;
        if (readOwnHead(name)) {
            copiedVault(name.path());
            return false;
        }
    }
    if (!stopped())
        problem(ErrorCode::Refused, "remote-refused",
                coreText("The shared folder does not take new files. Your work is safe on this device."), {});
    return false;
}

QMap<Id, StreamMark> SyncRun::seenFor(const Circle::StreamInfo &stream) const
{
    QMap<Id, StreamMark> seen;
    for (const Circle::StreamInfo &other : m_circle.streams) {
        // Of other audiences nothing is said: not even that they exist.
        if (other.stream != stream.stream && !m_circle.strangers.contains(other.device)
            && (other.audience == stream.audience || other.audience == m_circle.everyone))
            seen.insert(other.stream, {other.count, other.lastHash});
    }
    return seen;
}

/** Removes what this device put and no longer needs: only once a newer head was seen listed, and only what is its own. */
void SyncRun::tidy()
{
    if (stopped() || m_noPush || m_report.readOnly || m_circle.nameKey.isEmpty())
        return;
    QStringList paths;
    // A segment may go only when no published head can name it any more: while every stream's newest head is the one that is listed.
    bool allListed = true;
    for (const Circle::StreamInfo &stream : streamsToPush()) {
        const auto cursor = own(stream.stream);
        if (!cursor || cursor->seq == 0)
            continue;
        const quint32 seen = m_listedOwn.value(stream.stream, 0); // the newest that was listed when this run began
        allListed = allListed && cursor->seq == seen && !cursor->pending;
        const QString tag = streamTag(m_circle.nameKey, stream.stream);
        for (const quint32 seq : m_heads.value(tag)) {
            const QString path = HeadName{tag, seq}.path();
            // What it could not open may be what it sent itself before its vault was set back, with keys that came later.
            if (seq < seen && !m_cursors.contains(TakenNameNote::name(m_where, path)))
                paths.append(path);
        }
        for (const QString &path : std::as_const(m_leftovers)) {
            const auto name = HeadName::parse(QStringView(path).sliced(2));
            if (path.startsWith(QLatin1String("h/")) && name && name->tag == tag && name->seq < seen)
                paths.append(path);
        }
    }
    for (const QString &path : std::as_const(m_leftovers)) {
        if (path.startsWith(QLatin1String("m/")) || (allListed && path.startsWith(QLatin1String("s/"))))
            paths.append(path);
    }
    paths.removeDuplicates();
    if (m_report.pushed > 0 && paths.size() <= manyLeftovers)
        return;
    SyncUpdate update;
    for (const QString &path : std::as_const(paths)) {
        if (stopped())
            break;
        step(SyncProgress::Step::Tidying);
        if (const auto removed = m_remote.remove(path); !removed) {
            // Nothing hangs on it just now. But where nothing can ever be taken away nothing can be erased, and that is said.
            if (removed.error().name == u"remote-keeps-all")
                problem(removed.error());
            break;
        }
        if (m_journal.contains(m_where + path.toLatin1()))
            update.notes.append({ItemKind::Journal, m_where + path.toLatin1(), std::nullopt});
    }
    (void)keep(update);
}

} // namespace heard
