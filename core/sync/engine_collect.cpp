// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"
#include "sync/object.h"

#include <algorithm>

namespace heard {

namespace {

constexpr qint64 day = 86'400'000;
/** How long what a snapshot covers stays for those who are on their way. */
constexpr qint64 grace = 30 * day;
constexpr qint64 silence = 90 * day;

} // namespace

bool SyncRun::isSilent(const ForeignCursor &cursor) const
{
    return earlierNow() - cursor.came >= silence;
}

/** Lacks a value that is held here: the hash of a change is the same with and without it. */
bool SyncRun::isHollower(const Commit &commit)
{
    if (heard::isWhole(commit))
        return false;
    const auto here = m_port.commitsOf(commit.stream(), commit.seq - 1, 1);
    const auto ours = here && !here->isEmpty() ? readCommit(here->constFirst()) : Result<Commit>(std::unexpected(Error{}));
    if (!ours || ours->operations.size() != commit.operations.size())
        return true;
    for (qsizetype i = 0; i < commit.operations.size(); ++i) {
        if (commit.operations.at(i).erased && !ours->operations.at(i).erased)
            return true;
    }
    return false;
}

bool SyncRun::isLost(const ForeignCursor &cursor) const
{
    const auto isHeld = [&](const Id &epoch) {
        return std::any_of(m_circle.keyring.cbegin(), m_circle.keyring.cend(), [&](const EpochKey &key) { return key.epoch == epoch; });
    };
    QSet<Id> noted = cursor.epochs;
    noted.remove(Id());
    return isSilent(cursor) && (isStale(cursor.epochs) || !std::all_of(noted.cbegin(), noted.cend(), isHeld));
}

bool SyncRun::isProven(const KnownSnapshot &known) const
{
    return known.tag.isEmpty() || m_cursors.contains(ProofNote::name(m_where, known.snapshot.id));
}

/**
 * Before anything is deleted because another's snapshot has it: reads that snapshot once, and compares the end of each chain in it with
 * what is held here. What it claims alone deletes nothing.
 */
void SyncRun::prove(const Id &audience)
{
    for (const KnownSnapshot &known : knownSnapshots(audience)) {
        if (known.removed || isProven(known) || earlierNow() - known.came < grace || stopped())
            continue;
        const auto head = readAgain(known.tag, m_heads.value(known.tag).constLast());
        if (!head || !head->snapshot || head->snapshot->id != known.snapshot.id)
            continue;
        QMap<Id, StreamMark> found;
        bool whole = true;
        for (const SegmentRef &part : head->snapshot->parts) {
            const auto commits = whole && !stopped() ? fetchSegment(*head, head->snapshot->id, part) : std::nullopt;
            whole = commits.has_value();
            for (const SignedCommit &bytes : commits.value_or(QList<SignedCommit>())) {
                const auto commit = readCommit(bytes);
                StreamMark &mark = found[commit ? commit->stream() : Id()];
                whole = whole && commit && commit->seq == mark.count + 1 && !isHollower(*commit)
                        && commit->prev == (mark.count > 0 ? mark.hash : QByteArray(hashSize, '\0'));
                mark = {mark.count + 1, bytes.hash()};
            }
        }
        whole = whole && found == head->snapshot->covers;
        for (auto it = found.cbegin(); whole && it != found.cend(); ++it)
            whole = hashAt(it.key(), it->count) == it->hash;
        SyncUpdate update;
        update.notes.append({ItemKind::Cursor, ProofNote::name(m_where, known.snapshot.id), QByteArrayLiteral("1")});
        if (whole)
            (void)keep(update);
    }
}

/** Has everyone who is active taken in this device's changes up to @p last, and is there a snapshot of them that is old enough? */
bool SyncRun::isCollectable(const Circle::StreamInfo &stream, quint64 last) const
{
    const QList<KnownSnapshot> known = knownSnapshots(stream.audience);
    const bool kept = std::any_of(known.cbegin(), known.cend(), [&](const KnownSnapshot &s) {
        return !s.removed && s.snapshot.covers.value(stream.stream).count >= last && earlierNow() - s.came >= grace && isProven(s);
    });
    if (!kept)
        return false;
    const auto cursors = foreignCursors();
    return std::all_of(cursors.cbegin(), cursors.cend(), [&](const std::pair<QString, ForeignCursor> &one) {
        const ForeignCursor &cursor = one.second;
        const Circle::StreamInfo *info = held(cursor.stream);
        if (!info || info->audience != stream.audience || m_circle.removedDevices.contains(info->device)
            || m_circle.strangers.contains(info->device))
            return true;
        return cursor.acknowledged >= last || isSilent(cursor);
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

/**
 * What a removed member's device left there goes by an owner's doing, once a snapshot of it is old enough. So does what a device that is
 * silent for long sealed with a key from before an erasure: should it come back, it puts all again, with the key of then.
 */
void SyncRun::clearRemoved()
{
    if (!m_circle.owner || stopped() || m_noPush)
        return;
    for (const auto &[tag, cursor] : foreignCursors()) {
        const Circle::StreamInfo *info = held(cursor.stream);
        const auto listed = m_heads.constFind(tag);
        if (!info || !(m_circle.removedDevices.contains(info->device) || isLost(cursor)) || listed == m_heads.cend()
            || listed->constLast() != cursor.seq)
            continue;
        const QList<KnownSnapshot> known = knownSnapshots(info->audience);
        const bool kept = std::any_of(known.cbegin(), known.cend(), [&](const KnownSnapshot &s) {
            return !s.removed && s.snapshot.covers.value(cursor.stream).count >= cursor.mark.count && earlierNow() - s.came >= grace
                   && isProven(s);
        });
        if (kept && earlierNow() - cursor.came >= grace && !clearStream(tag, *listed))
            return;
    }
}

/** False when it could not be done whole: another time. */
bool SyncRun::clearStream(const QString &tag, const QList<quint32> &seqs)
{
    const auto head = readAgain(tag, seqs.constLast());
    if (!head)
        return false;
    // Its head may name anything, so what anybody else's names stays.
    QSet<QString> others;
    for (const Circle::StreamInfo &stream : ownStreams()) {
        const OwnCursor mine = own(stream.stream).value_or(OwnCursor());
        for (const QString &path : namedBy(mine.segments, mine.carried, mine.snapshot))
            others.insert(path);
    }
    for (auto it = m_heads.cbegin(); it != m_heads.cend(); ++it) {
        if (it.key() == tag || m_ownTags.contains(it.key()))
            continue;
        const auto other = readAgain(it.key(), it->constLast());
        if (!other)
            return false;
        for (const QString &path : namedBy(*other))
            others.insert(path);
    }
    // Heads first, so that nobody meets one whose segments are gone.
    QStringList paths;
    for (const quint32 seq : seqs)
        paths.append(HeadName{tag, seq}.path());
    for (const QString &path : namedBy(*head)) {
        if (!others.contains(path))
            paths.append(path);
    }
    for (const QString &path : std::as_const(paths)) {
        if (stopped() || !m_remote.remove(path))
            return false;
    }
    return true;
}

QStringList SyncRun::namedBy(const QList<SegmentRef> &segments, const QList<CarriedSegment> &carried, const std::optional<Snapshot> &snapshot)
{
    QStringList paths;
    for (const SegmentRef &segment : segments)
        paths.append(segment.path());
    for (const CarriedSegment &other : carried)
        paths.append(other.segment.path());
    for (const SegmentRef &part : snapshot ? snapshot->parts : QList<SegmentRef>())
        paths.append(part.path());
    return paths;
}

QStringList SyncRun::namedBy(const Head &head)
{
    return namedBy(head.segments, head.carried, head.snapshot);
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
    if (stopped() || m_noPush || (last > 0 && std::abs(now - last) < (m_circle.lacking.isEmpty() ? 7 : 1) * day))
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
    if (!m_circle.lacking.isEmpty())
        lookForValues(heads);
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
