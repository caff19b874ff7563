// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"
#include "sync/object.h"

#include <algorithm>

// From heads to commits: fetches what they name and is not held here, and keeps it, a bounded number of bytes at a time.

namespace heard {

/** Also when the remote goes away half-way: what came is taken in. */
void SyncRun::takeHeads(const QList<Incoming> &incoming, Circle::Received &received)
{
    const auto lacking = [&](const Incoming &one) { return !isWhole(one.head); };
    for (bool again = true; again;) {
        const qint64 before = m_report.pulled;
        m_split = false;
        qint64 done = 0;
        for (const Incoming &one : incoming) {
            if (stopped())
                break;
            step(SyncProgress::Step::Fetching, done++, incoming.size());
            fetchCommits(one, received);
        }
        takeGathered(received);
        // Of what came in several parts, some may have come before the change that introduces its device: it is fetched once more.
        again = m_split && m_report.pulled > before && !stopped() && std::any_of(incoming.cbegin(), incoming.cend(), lacking);
    }
}

void SyncRun::gather(const QList<SignedCommit> &commits, Circle::Received &received)
{
    for (const SignedCommit &commit : commits)
        m_gatheredBytes += commit.bytes.size();
    m_gathered += commits;
    if (m_gatheredBytes >= mostInMemory) {
        m_split = true;
        takeGathered(received);
    }
}

void SyncRun::takeGathered(Circle::Received &received)
{
    const QList<SignedCommit> commits = std::exchange(m_gathered, {});
    m_gatheredBytes = 0;
    if (!m_broken)
        takeIn(commits, received);
}

void SyncRun::takeIn(const QList<SignedCommit> &commits, Circle::Received &received)
{
    if (commits.isEmpty())
        return;
    step(SyncProgress::Step::Saving, 0, commits.size());
    const auto taken = m_port.receive(commits);
    if (!taken) {
        if (taken.error().code == ErrorCode::TooNew)
            m_report.readOnly = true;
        broken(taken.error());
        return;
    }
    m_report.pulled += taken->taken;
    received.forks += taken->forks;
    received.refused += taken->refused;
    if (taken->taken > 0)
        (void)refresh();
}

void SyncRun::fetchCommits(const Incoming &incoming, Circle::Received &received)
{
    for (const CarriedSegment &carried : incoming.head.carried) {
        const Circle::StreamInfo *other = held(carried.stream);
        if (stopped() || carried.segment.last() <= (other ? other->count : 0))
            continue;
        if (const auto commits = fetchSegment(incoming.head, carried.stream, carried.segment))
            gather(*commits, received);
    }
    fetchFresh(incoming, received);
}

/** The commits of a head's own stream that are not held here, as far as they can be had. */
void SyncRun::fetchFresh(const Incoming &incoming, Circle::Received &received)
{
    const Head &head = incoming.head;
    const Circle::StreamInfo *info = held(head.stream);
    quint64 have = info ? info->count : 0;
    const QByteArray lastHere = info ? info->lastHash : QByteArray(hashSize, '\0');
    bool isFirst = true;
    // Genuine, and yet it does not follow what this very device sent before: nothing of it is taken.
    const auto take = [&](const QList<SignedCommit> &fresh) {
        const auto first = isFirst && !fresh.isEmpty() ? readCommit(fresh.constFirst()) : Result<Commit>(std::unexpected(Error{}));
        isFirst = isFirst && fresh.isEmpty();
        if (incoming.genuine && first && first->prev != lastHere) {
            contradiction(incoming);
            return false;
        }
        gather(fresh, received);
        return !m_broken;
    };
    QStringList wanted;
    for (const SegmentRef &segment : head.segments) {
        if (segment.last() > have)
            wanted.append(segment.path());
    }
    qsizetype at = 0;
    for (const SegmentRef &segment : head.segments) {
        if (segment.last() <= have)
            continue;
        // A few at a time: many in memory at once would be too much for a small phone.
        if (at % fetchedAhead == 0) {
            m_ahead.clear();
            fetchAhead(wanted.sliced(at, std::min(fetchedAhead, wanted.size() - at)));
        }
        ++at;
        // What came before the remote went away, or had given enough, is kept: the next run goes on from there.
        if (stopped() && (m_broken || m_cancel.cancelled() || !m_ahead.contains(segment.path())))
            return;
        if (segment.first > have + 1) {
            m_gap = true; // nothing after it can be used yet
            return;
        }
        const auto commits = fetchSegment(head, head.stream, segment);
        if (!commits || !take(commits->sliced(qsizetype(have + 1 - segment.first))))
            return;
        have = segment.last();
    }
    if (head.mark.count <= have || head.inSegments() > have)
        return;
    const QList<SignedCommit> tail = head.tail.sliced(qsizetype(have - head.inSegments()));
    if (std::any_of(tail.cbegin(), tail.cend(), [&](const SignedCommit &commit) { return streamNamedIn(commit) != head.stream; })) {
        problem(ErrorCode::Damaged, "not-genuine", notGenuine(), QStringLiteral("tail of %1").arg(head.stream.toHex()));
        return;
    }
    (void)take(tail);
}

std::optional<QList<SignedCommit>> SyncRun::fetchSegment(const Head &head, const Id &stream, const SegmentRef &segment)
{
    const Result<QByteArray> object = fetch(segment.path());
    if (!object) {
        if (object.error().code == ErrorCode::NotFound)
            m_missing.append(object.error());
        else
            remoteFailed(object.error());
        return std::nullopt;
    }
    const auto damaged = [&](const QString &why) {
        problem(ErrorCode::Damaged, "object-damaged",
                coreText("A shared file is damaged. Your work is safe. Heard keeps the last good version and looks again later."),
                segment.path() + QStringLiteral(": ") + why);
        return std::nullopt;
    };
    if (object->size() != segment.length || blake2b(*object) != segment.hash || blake2b(*object, 16) != segment.name)
        return damaged(QStringLiteral("hash"));
    const auto opened = openObject(ObjectType::Segment, m_circle.keyring, m_circle.circle, segment.role(stream), *object);
    if (!opened) {
        if (opened.error().code == ErrorCode::TooNew)
            m_report.readOnly = true;
        problem(opened.error(), segment.path());
        return std::nullopt;
    }
    if (opened->audience != head.audience)
        return damaged(QStringLiteral("audience"));
    const auto commits = readSegment(opened->plain);
    if (!commits || quint64(commits->size()) != segment.count)
        return damaged(QStringLiteral("content"));
    // Nobody needs another's place to put changes in.
    const bool ofMany = head.snapshot && stream == head.snapshot->id;
    const auto belongs = [&](const SignedCommit &commit) {
        const auto named = streamNamedIn(commit);
        return named && (ofMany ? head.snapshot->covers.contains(*named) : *named == stream);
    };
    if (!std::all_of(commits->cbegin(), commits->cend(), belongs))
        return damaged(QStringLiteral("stream"));
    return *commits;
}

} // namespace heard
