// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine.h"

#include "sync/engine_run.h"
#include "sync/problems.h"

#include <algorithm>

namespace heard {

SyncReport syncOnce(CirclePort &port, Remote &remote, const Clock &clock, Random &random, const Cancel &cancel,
                    const SyncProgressFunction &progress, const SyncOptions &options)
{
    return SyncRun(port, remote, clock, random, cancel, progress, options).run();
}

SyncRun::SyncRun(CirclePort &port, Remote &remote, const Clock &clock, Random &random, const Cancel &cancel,
                 const SyncProgressFunction &progress, const SyncOptions &options)
    : m_port(port)
    , m_remote(remote)
    , m_clock(clock)
    , m_random(random)
    , m_cancel(cancel)
    , m_progress(progress)
    , m_options(options)
{
    m_time.start();
    m_remote.stopWhen(&cancel);
}

SyncRun::~SyncRun()
{
    m_remote.stopWhen(nullptr);
    m_remote.leave();
}

SyncReport SyncRun::run()
{
    const Traffic before = m_remote.traffic();
    if (load())
        go();
    finish();
    const Traffic &after = m_remote.traffic();
    m_report.requests = after.requests - before.requests;
    m_report.bytesUp = after.bytesUp - before.bytesUp;
    m_report.bytesDown = after.bytesDown - before.bytesDown;
    m_report.seconds = double(m_time.nsecsElapsed()) / 1e9;
    return std::move(m_report);
}

void SyncRun::go()
{
    step(SyncProgress::Step::Looking);
    // A device that waits to be let in can open nothing but a letter.
    const bool waiting = m_circle.keyring.empty();
    if (waiting) {
        if (!m_options.dryRun)
            readLetters(true);
        if (stopped() || m_circle.keyring.empty())
            return;
        m_report.joined = true;
    }
    if (!listHeads())
        return;
    if (m_options.dryRun) {
        dryPull();
        return;
    }
    inspectOwn();
    pull();
    // Let in, but nothing could be read yet: the key may have been changed meanwhile, and the letter with the new one come since.
    m_askLetters = m_askLetters || m_circle.streams.isEmpty();
    if (!stopped() && (m_askLetters || m_askLettersAgain)) {
        const QByteArray before = keyringHash();
        readLetters(m_askLettersAgain);
        if (!stopped() && keyringHash() != before)
            pull();
    }
    for (const QString &tag : std::as_const(m_closedKnown)) {
        problem(ErrorCode::Refused, "no-key",
                coreText("Some new things cannot be opened here. Your work is safe. Ask if you are still in this circle."),
                QStringLiteral("h/%1").arg(tag));
    }
    // After the pull: who has been removed is known then.
    if (!stopped() && !m_options.putBack && !m_emptied)
        lookForVanished();
    if (!stopped())
        weighEvidence();
    if (!m_circle.lacking.isEmpty()) {
        problem(ErrorCode::NotFound, "values-missing",
                coreText("Some words have not come whole. Your work is safe. Ask the others in this circle to open Heard and share again."),
                {});
    }
    pushAll();
    tidy();
    lookAfterTheStore();
    collectPieces();
    fetchAttachments();
}

bool SyncRun::load()
{
    m_where = m_remote.identity();
    if (!refresh())
        return false;
    m_report.circle = m_circle.circle;
    auto cursors = m_port.notes(ItemKind::Cursor);
    if (!cursors)
        return !broken(cursors.error());
    auto journal = m_port.notes(ItemKind::Journal);
    if (!journal)
        return !broken(journal.error());
    m_cursors = *std::move(cursors);
    m_journal = *std::move(journal);
    for (auto it = m_journal.cbegin(); it != m_journal.cend(); ++it) {
        if (it.key().startsWith(m_where))
            m_leftovers.append(QString::fromLatin1(it.key().sliced(m_where.size())));
    }
    return true;
}

bool SyncRun::refresh()
{
    auto snapshot = m_port.snapshot();
    if (!snapshot)
        return !broken(snapshot.error());
    m_circle = *std::move(snapshot);
    m_ownTags.clear();
    m_everyoneTags.clear();
    m_removedTags.clear();
    if (!m_circle.nameKey.isEmpty()) {
        for (const EpochKey &key : m_circle.keyring)
            m_ownTags.insert(streamTag(m_circle.nameKey, streamOf(m_circle.device, key.audience)));
        for (auto it = m_circle.deviceKeys.cbegin(); it != m_circle.deviceKeys.cend(); ++it)
            m_everyoneTags.insert(streamTag(m_circle.nameKey, streamOf(it.key(), m_circle.everyone)));
        for (const Id &device : std::as_const(m_circle.removedDevices))
            m_removedTags.insert(streamTag(m_circle.nameKey, streamOf(device, m_circle.everyone)));
    }
    return true;
}

void SyncRun::finish()
{
    if (m_circle.heldBack > 0 && m_report.problems.isEmpty() && !m_options.dryRun) {
        problem(ErrorCode::NotFound, "changes-waiting",
                coreText("Some shared changes have not come yet. Your work is safe. Heard looks again later."),
                QStringLiteral("%1 held back").arg(m_circle.heldBack));
    }
    m_report.cancelled = m_cancel.cancelled();
    m_report.waiting = 0;
    const QList<Circle::StreamInfo> streams = m_circle.nameKey.isEmpty() ? ownStreams() : streamsToPush();
    for (const Circle::StreamInfo &stream : streams) {
        const OwnCursor there = own(stream.stream).value_or(OwnCursor());
        m_report.waiting += qint64(stream.count - std::min(there.mark.count, stream.count));
        const QList<Circle::StreamInfo> carry = toCarry(stream.audience, there);
        for (const Circle::StreamInfo &other : carry)
            m_report.waiting += qint64(other.count - std::max(atRemote(other.stream), there.carriedOf(other.stream)));
    }
    if (m_options.dryRun) {
        m_report.pushed = m_circle.member ? m_report.waiting : 0;
        return;
    }
    StatusNote status = StatusNote::decoded(m_cursors.value(StatusNote::name()));
    status.lastTry = m_clock.now();
    if (m_report.problems.isEmpty() && !m_report.cancelled)
        status.lastSuccess = status.lastTry;
    const SyncProblem *told = weightiest(m_report.problems);
    if (told) {
        status.problem = told->name;
        status.sentence = told->sentence;
    } else if (!m_report.cancelled) {
        // Told as a problem of the run that tried; but as long as it is so, not all is sent.
        const bool left = m_report.blobsTooLarge > 0 || hasLeftOut();
        status.problem = left ? QStringLiteral("attachment-not-taken") : QString();
        status.sentence = left ? notTaken() : QString();
    }
    status.waiting = m_report.waiting;
    SyncUpdate update;
    update.notes.append({ItemKind::Cursor, StatusNote::name(), status.encoded()});
    (void)keep(update);
}

bool SyncRun::stopped()
{
    return m_broken || m_gone || m_cancel.cancelled();
}

void SyncRun::problem(ErrorCode code, const char *name, const QString &sentence, const QString &detail)
{
    const SyncProblem found{QString::fromLatin1(name), sentence, detail, code};
    const auto same = [&](const SyncProblem &p) { return p.name == found.name && p.detail == found.detail; };
    if (std::none_of(m_report.problems.cbegin(), m_report.problems.cend(), same))
        m_report.problems.append(found);
}

void SyncRun::problem(const Error &error, const QString &detail)
{
    const QString both = detail.isEmpty() || error.detail.contains(detail) ? error.detail : detail + QStringLiteral(": ") + error.detail;
    problem(error.code, error.name.toLatin1().constData(), error.message, both);
}

bool SyncRun::broken(const Error &error)
{
    problem(error);
    m_broken = true;
    return true;
}

bool SyncRun::remoteFailed(const Error &error)
{
    if (m_cancel.cancelled() && error.name == u"stopped")
        return true; // asked for: no problem
    problem(error);
    if (error.code == ErrorCode::Unreachable) {
        m_report.unreachable = true;
        m_gone = true;
    }
    return m_gone;
}

bool SyncRun::keep(const SyncUpdate &update)
{
    if (update.isEmpty())
        return true;
    if (const Result<> kept = m_port.keep(update); !kept)
        return !broken(kept.error());
    for (const NoteChange &note : update.notes) {
        auto &notes = note.kind == ItemKind::Journal ? m_journal : note.kind == ItemKind::Media ? m_media : m_cursors;
        if (note.value)
            notes.insert(note.name, *note.value);
        else
            notes.remove(note.name);
    }
    return true;
}

void SyncRun::step(SyncProgress::Step step, qint64 done, qint64 total) const
{
    if (m_progress)
        m_progress({step, done, total});
}

const Circle::StreamInfo *SyncRun::held(const Id &stream) const
{
    const auto it = std::find_if(m_circle.streams.cbegin(), m_circle.streams.cend(), [&](const auto &info) { return info.stream == stream; });
    return it == m_circle.streams.cend() ? nullptr : &*it;
}

QByteArray SyncRun::hashAt(const Id &stream, quint64 count)
{
    const Circle::StreamInfo *info = held(stream);
    if (!info || count == 0 || count > info->count)
        return {};
    if (count == info->count)
        return info->lastHash;
    const auto commits = m_port.commitsOf(stream, count - 1, 1);
    if (!commits) {
        broken(commits.error());
        return {};
    }
    return commits->isEmpty() ? QByteArray() : commits->constFirst().hash();
}

QByteArray SyncRun::keyringHash() const
{
    QList<QByteArray> epochs;
    for (const EpochKey &key : m_circle.keyring)
        epochs.append(key.epoch.toBytes() + key.audience.toBytes());
    std::sort(epochs.begin(), epochs.end());
    return blake2b(epochs.join(), 16);
}

QList<Circle::StreamInfo> SyncRun::ownStreams() const
{
    QList<Circle::StreamInfo> own;
    std::copy_if(m_circle.streams.cbegin(), m_circle.streams.cend(), std::back_inserter(own),
                 [&](const Circle::StreamInfo &info) { return info.device == m_circle.device; });
    // "Everyone here" first: it introduces the devices of the others.
    std::stable_partition(own.begin(), own.end(), [&](const Circle::StreamInfo &info) { return info.audience == m_circle.everyone; });
    return own;
}

bool SyncRun::isOwn(const Id &stream) const
{
    return std::any_of(m_circle.keyring.cbegin(), m_circle.keyring.cend(),
                       [&](const EpochKey &key) { return streamOf(m_circle.device, key.audience) == stream; });
}

bool SyncRun::rests(const QByteArray &what, const QByteArray &detail) const
{
    constexpr qint64 day = 86'400'000;
    const auto note = RestNote::decoded(m_cursors.value(RestNote::name(m_where, what)));
    return note && note->detail == detail && std::abs(m_clock.now() - note->since) < day;
}

void SyncRun::rest(const QByteArray &what, const QByteArray &detail)
{
    SyncUpdate update;
    update.notes.append({ItemKind::Cursor, RestNote::name(m_where, what), RestNote{m_clock.now(), detail}.encoded()});
    (void)keep(update);
}

quint64 SyncRun::heldCommits() const
{
    quint64 total = 0;
    for (const Circle::StreamInfo &info : m_circle.streams)
        total += info.count;
    return total;
}

} // namespace heard
