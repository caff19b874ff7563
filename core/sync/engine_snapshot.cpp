// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"
#include "sync/object.h"

#include <algorithm>

namespace heard {

namespace {

constexpr int commitsAtOnce = 5'000;
constexpr qint64 day = 86'400'000;
/** From how many objects on a new device would rather have a snapshot; from the second number on nobody waits for another to make it. */
constexpr qsizetype worthwhile = 8;
constexpr qsizetype overdue = 32;
/** How long what a snapshot covers stays for those who are on their way. */
constexpr qint64 grace = 30 * day;
/** A device that is silent for longer holds nothing up: it begins again from a snapshot, and sends what it has then. */
constexpr qint64 silence = 90 * day;

} // namespace

/** By two clocks that may both be wrong: what happens now is stamped with the later one … */
qint64 SyncRun::laterNow() const
{
    return std::max(m_clock.now(), m_remote.timeThere().value_or(0));
}

/** … and how long ago it was is counted by the earlier one, so that nothing goes too soon. */
qint64 SyncRun::earlierNow() const
{
    return std::min(m_clock.now(), m_remote.timeThere().value_or(m_clock.now()));
}

QList<std::pair<QString, ForeignCursor>> SyncRun::foreignCursors() const
{
    const QByteArray prefix = ForeignCursor::name(m_where, {});
    QList<std::pair<QString, ForeignCursor>> cursors;
    for (auto it = m_cursors.cbegin(); it != m_cursors.cend(); ++it) {
        if (!it.key().startsWith(prefix))
            continue;
        if (auto cursor = ForeignCursor::decoded(it.value()))
            cursors.append({QString::fromLatin1(it.key().sliced(prefix.size())), *std::move(cursor)});
    }
    return cursors;
}

/** Snapshots of an audience that lie there now, as far as is known here, and since when. */
QList<SyncRun::KnownSnapshot> SyncRun::knownSnapshots(const Id &audience) const
{
    QList<KnownSnapshot> known;
    for (const auto &[tag, cursor] : foreignCursors()) {
        const Circle::StreamInfo *info = held(cursor.stream);
        const auto listed = m_heads.constFind(tag);
        if (cursor.snapshot && info && info->audience == audience && listed != m_heads.cend() && listed->constLast() == cursor.seq)
            known.append({*cursor.snapshot, cursor.snapshotCame, m_circle.removedDevices.contains(info->device)});
    }
    const Id stream = streamOf(m_circle.device, audience);
    const auto mine = own(stream);
    if (mine && mine->snapshot && !mine->pending && m_listedOwn.value(stream) == mine->seq)
        known.append({*mine->snapshot, mine->snapshotCame, false});
    return known;
}

namespace {

quint64 coveredBy(const QList<SyncRun::KnownSnapshot> &snapshots, const Id &stream)
{
    quint64 most = 0;
    for (const SyncRun::KnownSnapshot &known : snapshots)
        most = std::max(most, known.snapshot.covers.value(stream).count);
    return most;
}

} // namespace

// ---- taking

/** How many objects must be fetched to have all that these heads name, with a snapshot or without. */
SyncRun::Cost SyncRun::costOf(const QList<const Head *> &heads, const Snapshot *snapshot) const
{
    Cost cost;
    const auto have = [&](const Id &stream) {
        const Circle::StreamInfo *info = held(stream);
        return std::max(info ? info->count : 0, snapshot ? snapshot->covers.value(stream).count : 0);
    };
    QSet<Id> named;
    QMap<Id, quint64> seen;
    for (const Head *head : heads) {
        named.insert(head->stream);
        for (auto it = head->seen.cbegin(); it != head->seen.cend(); ++it)
            seen[it.key()] = std::max(seen.value(it.key()), it->count);
        quint64 next = have(head->stream) + 1;
        for (const SegmentRef &segment : head->segments) {
            if (segment.last() < next)
                continue;
            cost.gaps += segment.first > next ? 1 : 0;
            ++cost.objects;
            next = segment.last() + 1;
        }
        cost.objects += std::count_if(head->carried.cbegin(), head->carried.cend(),
                                      [&](const CarriedSegment &c) { return c.segment.last() > have(c.stream); });
    }
    // Streams that have no head any more, such as those of people who left, and which others have built upon.
    for (auto it = seen.cbegin(); it != seen.cend(); ++it)
        cost.gaps += !named.contains(it.key()) && *it > have(it.key()) ? 1 : 0;
    cost.objects += snapshot ? snapshot->parts.size() : 0;
    return cost;
}

/** Takes a snapshot first where that saves requests, or where it alone has what is missing. */
void SyncRun::takeSnapshots(const QList<Head> &offering, const QList<Incoming> &incoming, Circle::Received &received)
{
    QList<Id> audiences;
    for (const Incoming &one : incoming) {
        if (!audiences.contains(one.head.audience))
            audiences.append(one.head.audience); // "everyone here" comes first in `incoming`
    }
    for (const Id &audience : std::as_const(audiences)) {
        QList<const Head *> heads;
        for (const Incoming &one : incoming) {
            if (one.head.audience == audience)
                heads.append(&one.head);
        }
        const Head *best = nullptr;
        Cost least = costOf(heads, nullptr);
        for (const Head &head : offering) {
            if (head.audience != audience || !head.snapshot)
                continue;
            const Cost cost = costOf(heads, &*head.snapshot);
            if (std::pair(cost.gaps, cost.objects) < std::pair(least.gaps, least.objects)) {
                best = &head;
                least = cost;
            }
        }
        if (best && !stopped())
            takeSnapshot(*best, received);
    }
}

void SyncRun::takeSnapshot(const Head &head, Circle::Received &received)
{
    QStringList paths;
    for (const SegmentRef &part : head.snapshot->parts)
        paths.append(part.path());
    for (qsizetype at = 0; at < paths.size() && !stopped(); ++at) {
        if (at % fetchedAhead == 0) {
            m_ahead.clear();
            fetchAhead(paths.sliced(at, std::min(fetchedAhead, paths.size() - at)));
        }
        step(SyncProgress::Step::Fetching, at, paths.size());
        const auto commits = fetchSegment(head, head.snapshot->id, head.snapshot->parts.at(at));
        if (!commits)
            break; // what came before it can be used all the same
        takeIn(*commits, received);
    }
    m_ahead.clear();
}

/** What is held back for want of changes that lie in no stream any more. */
void SyncRun::freeHeldBack(Circle::Received &received)
{
    if (m_circle.heldBack == 0 || stopped())
        return;
    const QList<Head> heads = snapshotsElsewhere();
    for (const Head &head : heads) {
        bool more = false;
        for (auto it = head.snapshot->covers.cbegin(); it != head.snapshot->covers.cend(); ++it) {
            const Circle::StreamInfo *info = held(it.key());
            more = more || it->count > (info ? info->count : 0);
        }
        if (more && !stopped())
            takeSnapshot(head, received);
    }
}

/** A head that was taken in before, from where it lies. */
std::optional<Head> SyncRun::readAgain(const QString &tag, quint32 seq)
{
    const HeadName name{tag, seq};
    const Result<QByteArray> object = m_remote.get(name.path(), largestObject);
    if (!object) {
        if (object.error().code == ErrorCode::Unreachable)
            remoteFailed(object.error());
        return std::nullopt;
    }
    const auto head = openHead(name, *object, true);
    return head && verifyHead(*head, m_circle.deviceKeys.value(head->device)) ? std::optional(*head) : std::nullopt;
}

/** Snapshots in heads that were taken in long ago: for what the streams themselves no longer hold. */
QList<Head> SyncRun::snapshotsElsewhere()
{
    QList<Head> heads;
    for (const auto &[tag, cursor] : foreignCursors()) {
        const auto listed = m_heads.constFind(tag);
        if (stopped() || !cursor.snapshot || listed == m_heads.cend() || listed->constLast() != cursor.seq)
            continue;
        if (auto head = readAgain(tag, cursor.seq))
            heads.append(*std::move(head));
    }
    return heads;
}

// ---- making

/** One device a day is picked by hash, so that two rarely do the same work; when they do, it is harmless. */
bool SyncRun::isPickedToday(const Circle::StreamInfo &stream) const
{
    const QByteArray today = QByteArray::number(earlierNow() / day);
    const auto lot = [&](const Id &id) { return blake2b(streamTag(m_circle.nameKey, id).toLatin1() + today); };
    const QByteArray mine = lot(stream.stream);
    return std::none_of(m_circle.streams.cbegin(), m_circle.streams.cend(), [&](const Circle::StreamInfo &other) {
        return other.audience == stream.audience && other.stream != stream.stream && !m_circle.removedDevices.contains(other.device)
               && m_heads.contains(streamTag(m_circle.nameKey, other.stream)) && lot(other.stream) < mine;
    });
}

/** Objects a new device would have to fetch besides the snapshots there are. Many when something that was collected is in none. */
qsizetype SyncRun::uncovered(const Circle::StreamInfo &stream, const OwnCursor &own) const
{
    QList<KnownSnapshot> known = knownSnapshots(stream.audience);
    known.removeIf([](const KnownSnapshot &s) { return s.removed; }); // it will go
    const quint64 mine = coveredBy(known, stream.stream);
    if (!own.segments.isEmpty() && own.segments.constFirst().first > mine + 1)
        return overdue;
    qsizetype objects = std::count_if(own.segments.cbegin(), own.segments.cend(), [&](const SegmentRef &s) { return s.last() > mine; });
    for (const auto &[tag, cursor] : foreignCursors()) {
        const Circle::StreamInfo *info = held(cursor.stream);
        if (!info || info->audience != stream.audience)
            continue;
        const quint64 covered = coveredBy(known, cursor.stream);
        objects += std::count_if(cursor.lasts.cbegin(), cursor.lasts.cend(), [&](quint64 last) { return last > covered; });
    }
    return objects;
}

/** Work that can wait: done in a run that has nothing else to do. */
void SyncRun::lookAfterTheStore()
{
    if (stopped() || m_noPush || m_report.readOnly || !m_circle.member || m_report.pushed + m_report.pulled > 0 || !m_report.problems.isEmpty())
        return;
    for (const Circle::StreamInfo &stream : ownStreams()) {
        const auto cursor = own(stream.stream);
        const EpochKey *key = currentKey(stream.audience);
        if (stopped() || m_noPush)
            return;
        // What waits for its pictures must not go out by this door either.
        if (!cursor || !key || cursor->seq == 0 || cursor->pending || cursor->mark.count != stream.count
            || m_listedOwn.value(stream.stream) != cursor->seq)
            continue;
        const qsizetype objects = uncovered(stream, *cursor);
        if (objects >= overdue || (objects >= worthwhile && isPickedToday(stream)))
            makeSnapshot(stream, *key, *cursor);
        else
            collect(stream, *cursor);
    }
    clearRemoved();
    lookWeekly();
}

/** Puts what waits as parts, as large as the remote takes them. False when it cannot be. */
bool SyncRun::putParts(const EpochKey &key, Snapshot &snapshot, QList<SignedCommit> &waiting)
{
    while (!waiting.isEmpty() && !stopped()) {
        const quint64 first = snapshot.parts.isEmpty() ? 1 : snapshot.parts.constLast().last() + 1;
        const Packed packed = pack(snapshot.id, first, waiting, key);
        SyncUpdate intent;
        intent.notes.append({ItemKind::Journal, m_where + packed.segment.path().toLatin1(), QByteArrayLiteral("1")});
        if (!keep(intent))
            return false;
        if (const auto done = m_remote.putNew(packed.segment.path(), packed.object); !done) {
            if (takesLess(done.error(), packed))
                continue;
            remoteFailed(done.error());
            return false;
        }
        if (!isSame(snapshot, packed, key, waiting))
            return false;
        snapshot.parts.append(packed.segment);
        waiting.remove(0, qsizetype(packed.segment.count));
    }
    return !stopped();
}

/** A part that would not give back what went in must not stand for it. */
bool SyncRun::isSame(const Snapshot &snapshot, const Packed &packed, const EpochKey &key, const QList<SignedCommit> &waiting)
{
    const auto opened = openObject(ObjectType::Segment, std::span(&key, 1), m_circle.circle, packed.segment.role(snapshot.id), packed.object);
    const auto back = opened ? readSegment(opened->plain) : Result<QList<SignedCommit>>(std::unexpected(opened.error()));
    const auto same = [](const SignedCommit &a, const SignedCommit &b) { return a.bytes == b.bytes; };
    if (back && quint64(back->size()) == packed.segment.count && std::equal(back->cbegin(), back->cend(), waiting.cbegin(), same))
        return true;
    broken(Error{ErrorCode::Internal,
                 QStringLiteral("snapshot-differs"),
                 coreText("Something went wrong while tidying the shared folder. Your work is safe. Heard tries again later."),
                 {},
                 true});
    return false;
}

void SyncRun::makeSnapshot(const Circle::StreamInfo &stream, const EpochKey &key, OwnCursor cursor)
{
    Snapshot snapshot;
    snapshot.id = Id::random(m_random);
    QList<SignedCommit> waiting;
    for (const Circle::StreamInfo &one : std::as_const(m_circle.streams)) {
        if (one.audience != stream.audience || one.count == 0)
            continue;
        QByteArray last(hashSize, '\0');
        for (quint64 have = 0; have < one.count;) {
            const auto commits = m_port.commitsOf(one.stream, have, int(std::min<quint64>(commitsAtOnce, one.count - have)));
            if (!commits || commits->isEmpty()) {
                broken(commits ? Error{ErrorCode::Damaged,
                                       QStringLiteral("vault-damaged"),
                                       coreText("Some saved changes cannot be read. Restore a backup."),
                                       {},
                                       false}
                               : commits.error());
                return;
            }
            have += quint64(commits->size());
            last = commits->constLast().hash();
            waiting += *commits;
            qsizetype bytes = 0;
            for (const SignedCommit &commit : std::as_const(waiting))
                bytes += commit.bytes.size();
            if (bytes > mostInSegment && !putParts(key, snapshot, waiting))
                return;
        }
        // The hash of a chain's end stands for the whole chain: equal to what is held, so the snapshot is equal to the log.
        if (last != one.lastHash)
            return;
        snapshot.covers.insert(one.stream, {one.count, one.lastHash});
    }
    if (!putParts(key, snapshot, waiting))
        return;
    SyncUpdate update;
    const auto note = [&](const SegmentRef &part) { return m_where + part.path().toLatin1(); };
    for (const SegmentRef &part : std::as_const(snapshot.parts))
        update.notes.append({ItemKind::Journal, note(part), std::nullopt});
    for (const SegmentRef &part : cursor.snapshot ? cursor.snapshot->parts : QList<SegmentRef>())
        update.notes.append({ItemKind::Journal, note(part), QByteArrayLiteral("1")});
    cursor.snapshot = snapshot;
    cursor.snapshotCame = laterNow();
    cursor.pending = true;
    update.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, stream.stream), cursor.encoded()});
    if (keep(update))
        pushStream(stream);
}

// ---- collecting

/** Has everyone who is active taken in this device's changes up to @p last, and is there a snapshot of them that is old enough? */
bool SyncRun::isCollectable(const Circle::StreamInfo &stream, quint64 last) const
{
    const QList<KnownSnapshot> known = knownSnapshots(stream.audience);
    const bool kept = std::any_of(known.cbegin(), known.cend(), [&](const KnownSnapshot &s) {
        return !s.removed && s.snapshot.covers.value(stream.stream).count >= last && earlierNow() - s.came >= grace;
    });
    if (!kept)
        return false;
    const auto cursors = foreignCursors();
    return std::all_of(cursors.cbegin(), cursors.cend(), [&](const std::pair<QString, ForeignCursor> &one) {
        const ForeignCursor &cursor = one.second;
        const Circle::StreamInfo *info = held(cursor.stream);
        if (!info || info->audience != stream.audience || m_circle.removedDevices.contains(info->device))
            return true;
        return cursor.acknowledged >= last || earlierNow() - cursor.came >= silence;
    });
}

/** Takes segments that nobody needs any more out of the head; they themselves go once that head has been seen listed. */
void SyncRun::collect(const Circle::StreamInfo &stream, OwnCursor cursor)
{
    qsizetype count = 0;
    // The last one stays: it says where the tail begins.
    while (count + 1 < cursor.segments.size() && isCollectable(stream, cursor.segments.at(count).last()))
        ++count;
    if (count == 0)
        return;
    SyncUpdate update;
    for (const SegmentRef &segment : cursor.segments.first(count))
        update.notes.append({ItemKind::Journal, m_where + segment.path().toLatin1(), QByteArrayLiteral("1")});
    cursor.segments.remove(0, count);
    cursor.pending = true;
    update.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, stream.stream), cursor.encoded()});
    if (keep(update))
        pushStream(stream);
}

/** What a removed member's device left there goes by an owner's doing, once a snapshot of it is old enough. */
void SyncRun::clearRemoved()
{
    if (!m_circle.owner || stopped() || m_noPush)
        return;
    for (const auto &[tag, cursor] : foreignCursors()) {
        const Circle::StreamInfo *info = held(cursor.stream);
        const auto listed = m_heads.constFind(tag);
        if (!info || !m_circle.removedDevices.contains(info->device) || listed == m_heads.cend() || listed->constLast() != cursor.seq)
            continue;
        const QList<KnownSnapshot> known = knownSnapshots(info->audience);
        const bool kept = std::any_of(known.cbegin(), known.cend(), [&](const KnownSnapshot &s) {
            return !s.removed && s.snapshot.covers.value(cursor.stream).count >= cursor.mark.count && earlierNow() - s.came >= grace;
        });
        if (kept && earlierNow() - cursor.came >= grace)
            clearStream(tag, *listed);
    }
}

void SyncRun::clearStream(const QString &tag, const QList<quint32> &seqs)
{
    const auto head = readAgain(tag, seqs.constLast());
    if (!head)
        return; // another time
    // Heads first, so that nobody meets one whose segments are gone.
    QStringList paths;
    for (const quint32 seq : seqs)
        paths.append(HeadName{tag, seq}.path());
    paths += namedBy(*head);
    for (const QString &path : std::as_const(paths)) {
        if (stopped() || !m_remote.remove(path))
            return;
    }
}

// ---- healing

QStringList SyncRun::namedBy(const Head &head)
{
    QStringList paths;
    for (const SegmentRef &segment : head.segments)
        paths.append(segment.path());
    for (const CarriedSegment &carried : head.carried)
        paths.append(carried.segment.path());
    for (const SegmentRef &part : head.snapshot ? head.snapshot->parts : QList<SegmentRef>())
        paths.append(part.path());
    return paths;
}

/** Audiences in which something that heads name lies neither there nor in a snapshot that lies there whole. */
QSet<Id> SyncRun::audiencesLacking(const QList<Head> &heads, const QSet<QString> &there) const
{
    const auto lies = [&](const SegmentRef &segment) { return there.contains(segment.path()); };
    QMap<Id, quint64> covered;
    const auto count = [&](const std::optional<Snapshot> &snapshot) {
        if (!snapshot || !std::all_of(snapshot->parts.cbegin(), snapshot->parts.cend(), lies))
            return;
        for (auto it = snapshot->covers.cbegin(); it != snapshot->covers.cend(); ++it)
            covered[it.key()] = std::max(covered.value(it.key()), it->count);
    };
    for (const Head &head : heads)
        count(head.snapshot);
    const QList<Circle::StreamInfo> mine = ownStreams();
    for (const Circle::StreamInfo &stream : mine)
        count(own(stream.stream).value_or(OwnCursor()).snapshot);

    QSet<Id> lacking;
    const auto check = [&](const Id &audience, const Id &stream, const SegmentRef &segment) {
        if (segment.last() > covered.value(stream) && !lies(segment))
            lacking.insert(audience);
    };
    const auto checkStart = [&](const Id &audience, const Id &stream, const QList<SegmentRef> &segments) {
        if (!segments.isEmpty() && segments.constFirst().first > covered.value(stream) + 1)
            lacking.insert(audience);
    };
    for (const Head &head : heads) {
        checkStart(head.audience, head.stream, head.segments);
        for (const SegmentRef &segment : head.segments)
            check(head.audience, head.stream, segment);
        for (const CarriedSegment &carried : head.carried)
            check(head.audience, carried.stream, carried.segment);
    }
    for (const Circle::StreamInfo &stream : mine)
        checkStart(stream.audience, stream.stream, own(stream.stream).value_or(OwnCursor()).segments);
    return lacking;
}

/**
 * Does all that heads name still lie there? What is this device's own it puts again; when something of another's is gone, a snapshot
 * has it, since whoever holds the changes can make one.
 */
void SyncRun::lookWeekly()
{
    const qint64 last = decodedNumber(m_cursors.value(LookNote::name(m_where)));
    const qint64 now = m_clock.now();
    if (stopped() || m_noPush || (last > 0 && std::abs(now - last) < 7 * day))
        return;
    SyncUpdate update;
    update.notes.append({ItemKind::Cursor, LookNote::name(m_where), encodedNumber(now)});
    if (!keep(update) || last == 0)
        return; // nothing can be long gone at the first look
    const auto there = listSegments();
    if (!there)
        return;
    QList<Head> heads;
    for (const auto &[tag, cursor] : foreignCursors()) {
        const auto listed = m_heads.constFind(tag);
        if (stopped() || !held(cursor.stream) || listed == m_heads.cend() || listed->constLast() != cursor.seq)
            continue;
        if (auto head = readAgain(tag, cursor.seq))
            heads.append(*std::move(head));
    }
    const QSet<Id> lacking = audiencesLacking(heads, *there);
    for (const Circle::StreamInfo &stream : ownStreams()) {
        auto cursor = own(stream.stream);
        const EpochKey *key = currentKey(stream.audience);
        if (stopped() || !cursor || !key || cursor->seq == 0 || cursor->pending || cursor->mark.count != stream.count)
            continue;
        lookAfter(stream, *cursor, true, *there);
        if (lacking.contains(stream.audience))
            makeSnapshot(stream, *key, *cursor);
        else if (cursor->pending)
            pushStream(stream);
    }
}

} // namespace heard
