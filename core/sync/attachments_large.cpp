// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/attachments.h"
#include "sync/engine_run.h"

#include <algorithm>

/*
 * A storage may take words and refuse pieces of this size. Then the words go, and with them what names the picture: held back they would
 * wait for ever, with all that is saved after them. It is the one case besides a lost picture in which something is named that does not
 * lie there, and it is said here, at the picture, and to the others as a picture that has not come. It is kept in mind per remote, so that
 * another storage, or the same one with more room for each file, takes it later.
 */
namespace heard {

namespace {

constexpr qint64 tryAgainAfter = 7 * 86'400'000LL;

} // namespace

bool SyncRun::isTooLarge(const Attachment &attachment) const
{
    const PieceLimitNote limit = PieceLimitNote::decoded(m_media.value(PieceLimitNote::name(m_where)));
    const QList<qsizetype> lengths = pieceLengths(attachment.size);
    return limit.size > 0 && !m_options.repair && std::abs(m_clock.now() - limit.time) < tryAgainAfter
           && std::any_of(lengths.cbegin(), lengths.cend(), [&](qsizetype length) { return length >= limit.size; });
}

/** Its words no longer wait for it. False when that could not be kept. */
bool SyncRun::leaveOut(const Attachment &attachment)
{
    const QByteArray note = tooLargeNote(m_where, attachment.id());
    SyncUpdate update;
    if (!m_media.contains(note))
        update.notes.append({ItemKind::Media, note, QByteArrayLiteral("1")});
    return keep(update);
}

void SyncRun::tellTooLarge(const Attachment &attachment, qint64 refused)
{
    SyncUpdate update;
    update.notes.append({ItemKind::Media, PieceLimitNote::name(m_where), PieceLimitNote{refused, m_clock.now()}.encoded()});
    if (!keep(update) || !leaveOut(attachment))
        return;
    problem(ErrorCode::Refused, "attachment-not-taken", notTaken(), attachment.id().toHex());
}

QString SyncRun::notTaken()
{
    return coreText("The storage does not take a file this large. The words are sent. The picture or film stays on this device.");
}

/** It lies there after all: whoever looked in vain is told that something is new. */
void SyncRun::noLongerLeftOut(const Attachment &attachment)
{
    const QByteArray note = tooLargeNote(m_where, attachment.id());
    if (!m_media.contains(note))
        return;
    SyncUpdate update;
    update.notes.append({ItemKind::Media, note, std::nullopt});
    if (keep(update))
        headIsDue();
}

bool SyncRun::hasLeftOut() const
{
    const QByteArray prefix = tooLargeNote(m_where, {}).chopped(Id{}.toBytes().size());
    return std::any_of(m_media.keyBegin(), m_media.keyEnd(), [&](const QByteArray &name) { return name.startsWith(prefix); });
}

/** Those that were left out: what still cannot go is counted, and what may go now is to be sent, though no words wait for it. */
void SyncRun::addLeftOut(const QSet<QByteArray> &held, QList<Upload> &uploads)
{
    const QByteArray prefix = tooLargeNote(m_where, {}).chopped(Id{}.toBytes().size());
    const auto isNote = [&](const QByteArray &name) { return name.startsWith(prefix); };
    if (std::none_of(m_media.keyBegin(), m_media.keyEnd(), isNote))
        return;
    const auto infos = m_port.attachments();
    if (!infos) {
        broken(infos.error());
        return;
    }
    SyncUpdate update;
    QSet<QByteArray> shown;
    for (const AttachmentInfo &info : *infos) {
        const QByteArray note = tooLargeNote(m_where, info.attachment.id());
        if (!m_media.contains(note) || shown.contains(note))
            continue;
        shown.insert(note);
        const auto isHeld = [&](const Attachment::Chunk &chunk) { return held.contains(chunk.name); };
        if (isTooLarge(info.attachment))
            ++m_report.blobsTooLarge;
        else if (const Upload upload = uploadOf(info.attachment, {}, 0);
                 !upload.complete() && std::all_of(info.attachment.chunks.cbegin(), info.attachment.chunks.cend(), isHeld))
            uploads.append(upload);
        else
            update.notes.append({ItemKind::Media, note, std::nullopt});
    }
    for (auto it = m_media.cbegin(); it != m_media.cend(); ++it) {
        if (isNote(it.key()) && !shown.contains(it.key()))
            update.notes.append({ItemKind::Media, it.key(), std::nullopt}); // nothing names it any more
    }
    (void)keep(update);
}

} // namespace heard
