// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/attachments_journal.h"
#include "sync/engine_run.h"
#include "sync/object.h"

#include <algorithm>

/*
 * Attachments go up piece by piece, before anything that names them. A commit follows the one before it, so one that names an attachment
 * which is not wholly there holds back what was saved after it in the same stream; what was saved before goes first, and never waits.
 *
 * A piece is named by its own hash, and the name stands in a signed commit, so it cannot be sealed anew after a put of doubtful outcome as
 * segments are. Instead it has sixteen names (layout.h). A name is journalled before its put. When nobody can tell what became of the put (no
 * answer, a kill), the next run looks: the same bytes there are as good as an answer; anything else, and the name is never put again, since
 * what was under way may still arrive over it. A storage that answers that it took nothing (full, not allowed) has nothing under way, and
 * the name stays good. Only when all sixteen went astray is the first used again that holds nothing: its put is long over then.
 */
namespace heard {

using pieces::notOurs;
using pieces::ours;

namespace {

constexpr int commitsAtOnce = 500;

/** The storage answered, and took nothing. */
bool tookNothing(const Error &error)
{
    static const QStringList answers{QStringLiteral("remote-busy"), QStringLiteral("remote-login"), QStringLiteral("remote-forbidden"),
                                     QStringLiteral("remote-read-only"), QStringLiteral("remote-too-small")};
    return error.code == ErrorCode::Full || answers.contains(error.name);
}

} // namespace

void SyncRun::mediaStep(SyncProgress::Step step, qint64 done, qint64 total)
{
    if (m_progress)
        m_progress({step, done, total, m_mediaDone, m_mediaTotal, m_left.at(m_mediaDone, m_mediaTotal, m_time.elapsed())});
}

void SyncRun::pushAll()
{
    if (stopped() || m_noPush || m_report.readOnly || !m_circle.member)
        return;
    auto media = m_port.notes(ItemKind::Media);
    if (!media) {
        broken(media.error());
        return;
    }
    m_media = *std::move(media);
    if (m_options.repair || m_options.putBack)
        healAttachments();
    if (!stopped())
        lookAtPieces();
    if (m_report.blobsUp > 0)
        headIsDue(); // whoever looked in vain looks again when something is new
    if (stopped())
        return;
    QList<Upload> uploads = uploadsToDo();
    const QList<Circle::StreamInfo> all = m_circle.streams;
    holdBack(uploads);
    push();
    m_circle.streams = all;
    if (uploads.isEmpty() || stopped() || m_noPush) {
        m_report.blobsWaiting = uploads.size();
        return;
    }
    if (m_options.media)
        sendAttachments(uploads);
    m_report.blobsWaiting = uploads.size();
    holdBack(uploads);
    push();
    m_circle.streams = all;
}

/** Has a new head put of this device's stream that all read, though nothing was saved. */
void SyncRun::headIsDue()
{
    const Id stream = streamOf(m_circle.device, m_circle.everyone);
    auto cursor = own(stream);
    if (stopped() || !cursor || cursor->seq == 0 || cursor->pending)
        return;
    cursor->pending = true;
    SyncUpdate update;
    update.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, stream), cursor->encoded()});
    (void)keep(update);
}

SyncRun::Upload SyncRun::uploadOf(const Attachment &attachment, const Id &stream, quint64 seq) const
{
    Upload upload{attachment, stream, seq, m_media.value(uploadNote(attachment)), false};
    if (upload.there.size() != attachment.chunks.size())
        upload.there = QByteArray(attachment.chunks.size(), notThere);
    return upload;
}

/** Of all that waits to be pushed: the attachments that are named, lie here, and do not lie there. In order of their commits. */
QList<SyncRun::Upload> SyncRun::uploadsToDo()
{
    QList<Upload> uploads;
    const auto held = m_port.heldChunks();
    if (!held) {
        broken(held.error());
        return uploads;
    }
    // With no piece here there is nothing to send, and no need to look through what waits.
    if (held->isEmpty())
        return uploads;
    const QList<Circle::StreamInfo> streams = streamsToPush();
    for (const Circle::StreamInfo &stream : streams) {
        const OwnCursor there = own(stream.stream).value_or(OwnCursor());
        if (!addUploads(stream.stream, std::max(there.mark.count, there.inSegments()), stream.count, *held, uploads))
            return uploads;
        const QList<Circle::StreamInfo> carried = toCarry(stream.audience, there);
        for (const Circle::StreamInfo &other : carried) {
            if (!addUploads(other.stream, std::max(atRemote(other.stream), there.carriedOf(other.stream)), other.count, *held, uploads))
                return uploads;
        }
    }
    addLeftOut(*held, uploads);
    return uploads;
}

Result<QList<Attachment>> SyncRun::attachmentsOf(const SignedCommit &signedCommit)
{
    QList<Attachment> attachments;
    // Reading a commit whole costs more than looking for the word that every attachment begins with.
    if (!signedCommit.bytes.contains(attachmentMark))
        return attachments;
    HEARD_TRY_ASSIGN(const Commit commit, readCommit(signedCommit));
    for (const Operation &operation : commit.operations) {
        if (const auto attachment = attachmentIn(operation.value))
            attachments.append(*attachment);
    }
    return attachments;
}

bool SyncRun::addUploads(const Id &stream, quint64 after, quint64 count, const QSet<QByteArray> &held, QList<Upload> &uploads)
{
    while (after < count) {
        const auto commits = m_port.commitsOf(stream, after, int(std::min<quint64>(commitsAtOnce, count - after)));
        if (!commits)
            return !broken(commits.error());
        if (commits->isEmpty())
            return true;
        for (const SignedCommit &signedCommit : *commits) {
            ++after;
            const auto attachments = attachmentsOf(signedCommit);
            if (!attachments)
                return !broken(attachments.error());
            for (const Attachment &attachment : *attachments) {
                const Upload upload = uploadOf(attachment, stream, after);
                // What is lost here cannot be sent by anybody: the words go without it, rather than wait for ever.
                const bool lost = std::any_of(attachment.chunks.cbegin(), attachment.chunks.cend(),
                                              [&](const Attachment::Chunk &chunk) { return !held.contains(chunk.name); });
                if (upload.complete() || lost)
                    continue;
                if (!isTooLarge(attachment))
                    uploads.append(upload);
                else if (!leaveOut(attachment))
                    return false;
            }
        }
    }
    return true;
}

void SyncRun::holdBack(const QList<Upload> &waiting)
{
    QMap<Id, quint64> firstOf;
    for (const Upload &upload : waiting)
        firstOf[upload.stream] = std::min(firstOf.value(upload.stream, upload.seq), upload.seq);
    QList<Circle::StreamInfo> streams = m_circle.streams;
    for (Circle::StreamInfo &stream : streams) {
        const auto first = firstOf.constFind(stream.stream);
        if (first == firstOf.cend())
            continue;
        stream.lastHash = *first > 1 ? hashAt(stream.stream, *first - 1) : QByteArray(hashSize, '\0');
        stream.count = *first - 1;
    }
    m_circle.streams = streams;
}

void SyncRun::sendAttachments(QList<Upload> &uploads)
{
    m_left = {};
    m_mediaDone = 0;
    m_mediaTotal = 0;
    for (const Upload &upload : std::as_const(uploads)) {
        const QList<qsizetype> lengths = pieceLengths(upload.attachment.size);
        for (qsizetype i = 0; i < lengths.size(); ++i)
            m_mediaTotal += upload.there.at(i) == notThere ? lengths.at(i) : 0;
    }
    const qint64 total = uploads.size();
    while (!uploads.isEmpty() && !stopped()) {
        mediaStep(SyncProgress::Step::SendingMedia, total - uploads.size(), total);
        // The same attachment may be named twice: what was just sent counts.
        Upload upload = uploadOf(uploads.constFirst().attachment, uploads.constFirst().stream, uploads.constFirst().seq);
        if (!upload.complete() && !sendAttachment(upload) && !upload.tooLarge)
            return;
        uploads.removeFirst();
        if (upload.tooLarge) {
            const qsizetype others =
                uploads.removeIf([&](const Upload &other) { return isTooLarge(other.attachment) && leaveOut(other.attachment); });
            m_report.blobsTooLarge += 1 + others;
        }
    }
}

bool SyncRun::sendAttachment(Upload &upload)
{
    for (qsizetype i = 0; i < upload.attachment.chunks.size(); ++i) {
        if (upload.there.at(i) != notThere)
            continue;
        if (stopped())
            return false;
        const Result<QByteArray> piece = m_port.chunk(upload.attachment.chunks.at(i).name);
        if (!piece && piece.error().code != ErrorCode::NotFound && piece.error().code != ErrorCode::Damaged)
            return !broken(piece.error());
        if (!piece && upload.mending) {
            // Damaged here, and perhaps whole at another's: it is fetched again when it lies there again.
            if (piece.error().code == ErrorCode::Damaged && !m_port.dropChunks({upload.attachment.chunks.at(i).name}))
                return false;
            continue;
        }
        if (!piece || !isChunk(upload.attachment.chunks.at(i), *piece)) {
            problem(ErrorCode::Damaged, "attachment-damaged",
                    coreText("Part of a picture or film is damaged on this device. The words are safe. Add it again if you can."),
                    upload.attachment.id().toHex());
            continue;
        }
        if (!putChunk(upload, i, *piece))
            return false;
        m_mediaDone += piece->size();
        mediaStep(SyncProgress::Step::SendingMedia, 0, 0);
    }
    if (upload.complete()) {
        ++m_report.blobsUp;
        tidyNames(upload);
        noLongerLeftOut(upload.attachment);
    }
    return !stopped();
}

bool SyncRun::putChunk(Upload &upload, qsizetype index, const QByteArray &piece)
{
    for (const bool lastResort : {false, true}) {
        for (int number = 0; number < namesOfChunk; ++number) {
            if (stopped())
                return false;
            switch (putUnder(upload, index, number, piece, lastResort)) {
            case PutOutcome::Done:
                return true;
            case PutOutcome::TooLarge:
                upload.tooLarge = true;
                tellTooLarge(upload.attachment, piece.size());
                return false;
            case PutOutcome::Stop:
                return false;
            case PutOutcome::NextName:
                break;
            }
        }
    }
    problem(ErrorCode::Refused, "remote-refused", coreText("The shared folder does not take new files. Your work is safe on this device."), {});
    return false;
}

SyncRun::PutOutcome SyncRun::putUnder(Upload &upload, qsizetype index, int number, const QByteArray &piece, bool lastResort)
{
    const QString path = chunkPath(upload.attachment.chunks.at(index).name, number);
    const QByteArray note = m_where + path.toLatin1();
    const QByteArray &name = upload.attachment.chunks.at(index).name;
    // What was deleted is not put again under the name it had, nor under those before it.
    if (const auto before = putByUs(name); before && before->gone > 0 && number <= before->number)
        return PutOutcome::NextName;
    const bool mine = m_journal.value(note) == ours;
    const auto look = [&]() -> std::optional<PutOutcome> {
        const Result<QByteArray> there = m_remote.get(path, largestObject);
        if (there && *there == piece)
            return chunkLies(upload, index, number, mine) ? PutOutcome::Done : PutOutcome::Stop;
        if (!there && there.error().code != ErrorCode::NotFound && there.error().code != ErrorCode::Damaged) {
            remoteFailed(there.error());
            return PutOutcome::Stop;
        }
        if (there || there.error().code == ErrorCode::Damaged || !lastResort)
            return PutOutcome::NextName;
        return std::nullopt; // nothing lies there
    };
    if (m_journal.value(note) == notOurs)
        return PutOutcome::NextName;
    if (m_journal.contains(note)) {
        if (const auto outcome = look())
            return *outcome;
    }
    SyncUpdate then;
    QByteArray there = upload.there;
    there[index] = char(number);
    then.notes.append({ItemKind::Media, uploadNote(upload.attachment), there});
    then.notes.append({ItemKind::Media, PutPieceNote::name(m_where, name), PutPieceNote{number}.encoded()});
    const auto done = put(path, piece, {}, then);
    if (done) {
        upload.there = there;
        return PutOutcome::Done;
    }
    if (m_broken)
        return PutOutcome::Stop;
    const bool taken = done.error().name == QLatin1String("name-taken");
    if (taken || tookNothing(done.error())) {
        SyncUpdate nothing;
        nothing.notes.append({ItemKind::Journal, note, std::nullopt});
        if (!keep(nothing))
            return PutOutcome::Stop;
    }
    if (done.error().name == QLatin1String("remote-too-small"))
        return PutOutcome::TooLarge;
    if (taken)
        return look().value_or(PutOutcome::NextName);
    remoteFailed(done.error());
    return PutOutcome::Stop;
}

bool SyncRun::chunkLies(Upload &upload, qsizetype index, int number, bool mine)
{
    upload.there[index] = char(number);
    SyncUpdate update;
    if (mine)
        update.notes.append(
            {ItemKind::Media, PutPieceNote::name(m_where, upload.attachment.chunks.at(index).name), PutPieceNote{number}.encoded()});
    update.notes.append({ItemKind::Media, uploadNote(upload.attachment), upload.there});
    update.notes.append({ItemKind::Journal, m_where + chunkPath(upload.attachment.chunks.at(index).name, number).toLatin1(), std::nullopt});
    return keep(update);
}

/** Once all of it lies there under names that are sure, those that are not can go. */
void SyncRun::tidyNames(const Upload &upload)
{
    SyncUpdate update;
    for (const Attachment::Chunk &chunk : upload.attachment.chunks) {
        for (int number = 0; number < namesOfChunk; ++number) {
            const QString path = chunkPath(chunk.name, number);
            const QByteArray note = m_where + path.toLatin1();
            const auto known = m_journal.constFind(note);
            if (known == m_journal.cend() || stopped())
                continue;
            if (*known == ours && !m_remote.remove(path))
                continue; // nothing hangs on it: another time
            update.notes.append({ItemKind::Journal, note, std::nullopt});
        }
    }
    (void)keep(update);
}

} // namespace heard
