// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"

#include <algorithm>

// A vault that was copied has two ends: both went on under the same numbers. Once one of them has become a device of its own, it finds
// here that its earlier stream lies at the remote with another continuation than its own, takes that, and has its own written anew.

namespace heard {

/**
 * What a head, and what it names, hold of a stream: without gaps, from a commit on that follows one that is held here. Nothing when there
 * is no such commit, or it has not come.
 */
std::optional<QList<SignedCommit>> SyncRun::continuationIn(const Head &head, const Id &stream)
{
    QMap<quint64, SignedCommit> found;
    const auto add = [&](const QList<SignedCommit> &commits) {
        for (const SignedCommit &signedCommit : commits) {
            const auto commit = streamNamedIn(signedCommit) == stream ? readCommit(signedCommit) : Result<Commit>(std::unexpected(Error{}));
            if (commit)
                found.insert(commit->seq, signedCommit);
        }
    };
    const auto joins = [&] {
        const auto first = found.isEmpty() ? Result<Commit>(std::unexpected(Error{})) : readCommit(found.first());
        return first && (first->seq == 1 || hashAt(stream, first->seq - 1) == first->prev);
    };
    QList<SegmentRef> segments;
    if (head.stream == stream) {
        add(head.tail);
        segments = head.segments;
    }
    for (const CarriedSegment &carried : head.carried) {
        if (carried.stream == stream)
            segments.append(carried.segment);
    }
    for (auto segment = segments.crbegin(); segment != segments.crend() && !joins() && !stopped(); ++segment) {
        if (const auto commits = fetchSegment(head, stream, *segment))
            add(*commits);
    }
    if (!joins() && head.snapshot && head.snapshot->covers.contains(stream)) {
        for (const SegmentRef &part : head.snapshot->parts) {
            if (stopped())
                break;
            if (const auto commits = fetchSegment(head, head.snapshot->id, part))
                add(*commits);
        }
    }
    m_missing.clear(); // looked for out of turn: what is really needed is looked for again
    if (!joins())
        return std::nullopt;
    quint64 next = found.firstKey();
    QList<SignedCommit> all;
    for (auto it = found.cbegin(); it != found.cend() && it.key() == next; ++it, ++next)
        all.append(*it);
    return all;
}

/**
 * True: it is not to be taken in as it is, since this vault and a copy of it went on differently. Whose head it is decides nothing: where
 * the copy's new device says who it is may hang on the very changes that contradict those here. What its signature proves, this vault's
 * own keys signed.
 */
bool SyncRun::isForked(const Incoming &incoming)
{
    const Head &head = incoming.head;
    if (m_options.dryRun)
        return false;
    QSet<Id> streams{head.stream};
    for (const CarriedSegment &carried : head.carried)
        streams.insert(carried.stream);
    streams.intersect(m_circle.unsent);
    const qsizetype before = m_forks.size();
    for (const Id &stream : std::as_const(streams)) {
        const auto theirs = continuationIn(head, stream);
        if (stopped())
            return true;
        const auto differs = [&](const SignedCommit &signedCommit) {
            const auto commit = readCommit(signedCommit);
            const QByteArray here = commit ? hashAt(stream, commit->seq) : QByteArray();
            if (here.isEmpty() || here == signedCommit.hash())
                return false;
            const auto key = m_port.deviceKey(commit->device);
            return key && !key->isEmpty() && verifyCommit(signedCommit, *key);
        };
        if (!theirs || std::none_of(theirs->cbegin(), theirs->cend(), differs))
            continue;
        if (isOwn(stream)) {
            copiedVault(incoming.name.path());
            return true;
        }
        m_forks.append({stream, *theirs});
    }
    return m_forks.size() > before;
}

/** After all else that came: what another copy has written anew is known then, and is not written a second time. */
void SyncRun::mendForks()
{
    const QList<Fork> forks = std::exchange(m_forks, {});
    // What was sent under this identity already stands on the other continuation: only another identity can write it anew.
    const QList<Circle::StreamInfo> own = ownStreams();
    const bool began = std::any_of(own.cbegin(), own.cend(), [&](const Circle::StreamInfo &info) {
        return HeadCounter::decoded(m_cursors.value(HeadCounter::name(info.stream))) > 0;
    });
    if (began && !forks.isEmpty())
        return copiedVault(forks.constFirst().stream.toHex());
    QMap<Id, QList<SignedCommit>> streams;
    for (const Fork &fork : forks) {
        if (streams.value(fork.stream).size() < fork.theirs.size())
            streams.insert(fork.stream, fork.theirs);
    }
    QList<SignedCommit> all;
    for (const QList<SignedCommit> &theirs : std::as_const(streams))
        all += theirs;
    for (const Fork &fork : forks) {
        if (stopped())
            return;
        // All at once: the other end may have sent in one stream what follows from another. One that is not genuine stops only itself.
        auto done = m_port.rewriteFork(fork.stream, all);
        if (!done && streams.size() > 1 && done.error().code != ErrorCode::Internal)
            done = m_port.rewriteFork(fork.stream, fork.theirs);
        const bool refused = !done && (done.error().code == ErrorCode::Refused || done.error().code == ErrorCode::NotFound);
        if (!done && !refused) {
            broken(done.error());
            return;
        }
        if (refused) {
            problem(ErrorCode::Damaged, "two-histories", twoHistories(), done.error().name + u' ' + fork.stream.toHex());
            continue;
        }
        m_mended = m_mended || done->forked;
        if (done->left > 0) {
            problem(ErrorCode::Refused, "changes-left",
                    coreText("This vault was a copy. A few of its changes could not be sent again, like people let in. Look at the circle, and "
                             "do them again."),
                    QStringLiteral("%1 of %2").arg(done->left).arg(fork.stream.toHex()));
        }
        if (!refresh())
            return;
    }
}

} // namespace heard
