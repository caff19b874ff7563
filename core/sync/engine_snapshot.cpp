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
            known.append({*cursor.snapshot, cursor.snapshotCame, m_circle.removedDevices.contains(info->device), tag});
    }
    const Id stream = streamOf(m_circle.device, audience);
    const auto mine = own(stream);
    if (mine && mine->snapshot && !mine->pending && m_listedOwn.value(stream) == mine->seq)
        known.append({*mine->snapshot, mine->snapshotCame, false, {}});
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

/** What is held, what is held back and which heads lie there: while that is the same, what was in vain once is in vain again. */
QByteArray SyncRun::whatIsThere() const
{
    QByteArray all = QByteArray::number(heldCommits()) + ' ' + QByteArray::number(m_circle.heldBack);
    for (auto it = m_heads.cbegin(); it != m_heads.cend(); ++it)
        all += HeadName{it.key(), it->constLast()}.path().toLatin1();
    return blake2b(all, 16);
}

/** Snapshots in heads that were taken in long ago: for what the streams themselves no longer hold. */
QList<Head> SyncRun::snapshotsElsewhere()
{
    if (m_elsewhere)
        return *m_elsewhere;
    // Where files travel one by one, a part may have come that was not there before; reading a folder costs little.
    if (!m_remote.arrivesInPieces() && rests("elsewhere", whatIsThere()))
        return {};
    QList<Head> heads;
    for (const auto &[tag, cursor] : foreignCursors()) {
        const auto listed = m_heads.constFind(tag);
        if (stopped() || !cursor.snapshot || listed == m_heads.cend() || listed->constLast() != cursor.seq)
            continue;
        if (auto head = readAgain(tag, cursor.seq))
            heads.append(*std::move(head));
    }
    m_elsewhere = heads;
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
               && !m_circle.strangers.contains(other.device) && m_heads.contains(streamTag(m_circle.nameKey, other.stream))
               && lot(other.stream) < mine;
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
    // What people who left have written, or who were here before all was put back, lies nowhere else.
    const auto nowhere = [&](const Circle::StreamInfo &other) {
        return other.audience == stream.audience && other.device != m_circle.device && !m_circle.strangers.contains(other.device)
               && other.count > coveredBy(known, other.stream) && !m_heads.contains(streamTag(m_circle.nameKey, other.stream));
    };
    if (std::any_of(m_circle.streams.cbegin(), m_circle.streams.cend(), nowhere))
        return overdue;
    // What a device that is lost has put must lie elsewhere too before it can be cleared away (engine_collect.cpp).
    const auto cursors = foreignCursors();
    if (std::any_of(cursors.cbegin(), cursors.cend(), [&](const std::pair<QString, ForeignCursor> &one) {
            const Circle::StreamInfo *info = held(one.second.stream);
            return info && info->audience == stream.audience && !m_circle.strangers.contains(info->device) && isLost(one.second)
                   && coveredBy(known, one.second.stream) < one.second.mark.count;
        }))
        return overdue;
    qsizetype objects = std::count_if(own.segments.cbegin(), own.segments.cend(), [&](const SegmentRef &s) { return s.last() > mine; });
    for (const auto &[tag, cursor] : cursors) {
        const Circle::StreamInfo *info = held(cursor.stream);
        if (!info || info->audience != stream.audience)
            continue;
        const quint64 covered = coveredBy(known, cursor.stream);
        objects += std::count_if(cursor.lasts.cbegin(), cursor.lasts.cend(), [&](quint64 last) { return last > covered; });
    }
    return objects;
}

/** What one device claims about another must not keep the rest from being looked after. */
bool SyncRun::isTroubled() const
{
    return std::any_of(m_report.problems.cbegin(), m_report.problems.cend(), [](const SyncProblem &p) {
        return p.name != QLatin1String("changes-withheld") && p.name != QLatin1String("seen-more-than-sent")
               && p.name != QLatin1String("values-missing");
    });
}

/** Work that can wait: done in a run that has nothing else to do. */
void SyncRun::lookAfterTheStore()
{
    if (stopped() || m_noPush || m_report.readOnly || !m_circle.member || m_report.pushed + m_report.pulled > 0 || isTroubled())
        return;
    settleErasures();
    for (const Circle::StreamInfo &stream : ownStreams()) {
        const auto cursor = own(stream.stream);
        const EpochKey *key = currentKey(stream.audience);
        if (stopped() || m_noPush)
            return;
        // What waits for its pictures must not go out by this door either.
        if (!cursor || !key || cursor->seq == 0 || cursor->pending || cursor->mark.count != stream.count
            || m_listedOwn.value(stream.stream) != cursor->seq)
            continue;
        if (renew(stream, *cursor))
            continue;
        const qsizetype objects = uncovered(stream, *cursor);
        if (objects >= overdue || (objects >= worthwhile && isPickedToday(stream)))
            makeSnapshot(stream, *key, *cursor);
        else {
            prove(stream.audience);
            collect(stream, *cursor);
        }
    }
    clearRemoved();
    lookWeekly();
    dropStaleKeys();
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
            // What did not fit will not fit the next minute either, and each try would send all of it again.
            if (done.error().code == ErrorCode::Full)
                rest("snapshot");
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

/** All commits of a stream into a snapshot. @p named gathers the streams that they follow, when it is asked for. */
bool SyncRun::addStream(const Circle::StreamInfo &stream, const EpochKey &key, Snapshot &snapshot, QList<SignedCommit> &waiting, QSet<Id> *named)
{
    QByteArray last(hashSize, '\0');
    for (quint64 have = 0; have < stream.count;) {
        const auto commits = m_port.commitsOf(stream.stream, have, int(std::min<quint64>(commitsAtOnce, stream.count - have)));
        if (!commits || commits->isEmpty()) {
            broken(commits ? Error{ErrorCode::Damaged,
                                   QStringLiteral("vault-damaged"),
                                   coreText("Some saved changes cannot be read. Restore a backup."),
                                   {},
                                   false}
                           : commits.error());
            return false;
        }
        have += quint64(commits->size());
        last = commits->constLast().hash();
        for (const SignedCommit &bytes : named ? *commits : QList<SignedCommit>()) {
            if (const auto commit = readCommit(bytes))
                named->unite({commit->seen.keyBegin(), commit->seen.keyEnd()});
        }
        waiting += *commits;
        qsizetype bytes = 0;
        for (const SignedCommit &commit : std::as_const(waiting))
            bytes += commit.bytes.size();
        if (bytes > mostInSegment && !putParts(key, snapshot, waiting))
            return false;
    }
    // The hash of a chain's end stands for the whole chain: equal to what is held, so the snapshot is equal to the log.
    snapshot.covers.insert(stream.stream, {stream.count, stream.lastHash});
    return last == stream.lastHash && snapshot.covers.size() <= mostStreams;
}

/** The streams of an audience; of devices that nobody let in only those that somebody who is here has built upon, however needlessly. */
bool SyncRun::addStreams(const Id &audience, const EpochKey &key, Snapshot &snapshot, QList<SignedCommit> &waiting)
{
    QList<Circle::StreamInfo> left = m_circle.streams;
    left.removeIf([&](const Circle::StreamInfo &one) { return one.audience != audience || one.count == 0; });
    QSet<Id> named;
    QSet<Id> *const gather = m_circle.strangers.isEmpty() ? nullptr : &named;
    for (bool more = true; more;) {
        more = false;
        const auto later = std::stable_partition(left.begin(), left.end(), [&](const Circle::StreamInfo &one) {
            return !m_circle.strangers.contains(one.device) || named.contains(one.stream);
        });
        const QList<Circle::StreamInfo> now(left.begin(), later);
        left.erase(left.begin(), later);
        for (const Circle::StreamInfo &one : now) {
            if (!addStream(one, key, snapshot, waiting, gather))
                return false;
            more = true;
        }
    }
    return putParts(key, snapshot, waiting);
}

void SyncRun::makeSnapshot(const Circle::StreamInfo &stream, const EpochKey &key, OwnCursor cursor)
{
    if (!m_circle.lacking.isEmpty())
        return; // it would lack them too, and stand for the whole
    if (rests("snapshot"))
        return;
    Snapshot snapshot;
    snapshot.id = Id::random(m_random);
    QList<SignedCommit> waiting;
    if (!addStreams(stream.audience, key, snapshot, waiting))
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

} // namespace heard
