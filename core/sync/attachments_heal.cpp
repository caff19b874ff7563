// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/attachments_journal.h"
#include "sync/engine_run.h"
#include "sync/object.h"

namespace heard {

using pieces::makersNames;
using pieces::notOurs;
using pieces::ours;

/** What of it lies there, as far as the listing and, for what this device put, its bytes tell. */
bool SyncRun::inspectUpload(Upload &upload, const QSet<QString> &listed)
{
    SyncUpdate update;
    for (qsizetype i = 0; i < upload.attachment.chunks.size() && !stopped(); ++i) {
        const Attachment::Chunk &chunk = upload.attachment.chunks.at(i);
        const auto lies = [&](int number) { return listed.contains(leafOf(chunkPath(chunk.name, number))); };
        const auto journal = [&](int number, const QByteArray &whose) {
            update.notes.append({ItemKind::Journal, m_where + chunkPath(chunk.name, number).toLatin1(), whose});
        };
        if (const char number = upload.there.at(i); number != notThere) {
            bool well = lies(number);
            if (well && m_options.repair) {
                const Result<QByteArray> there = m_remote.get(chunkPath(chunk.name, number), largestObject);
                if (!there && there.error().code == ErrorCode::Unreachable)
                    return !remoteFailed(there.error());
                well = there && isChunk(chunk, *there);
            }
            if (!well) {
                upload.there[i] = notThere;
                journal(number, ours);
                if (const auto put = putByUs(chunk.name); put && put->number == number && put->gone == 0)
                    update.notes.append({ItemKind::Media, PutPieceNote::name(m_where, chunk.name), std::nullopt});
            }
            continue;
        }
        int number = 0;
        while (number < namesOfChunk && !lies(number))
            ++number;
        if (number < namesOfChunk)
            upload.there[i] = char(number);
        else
            for (int used = 0; used < makersNames; ++used)
                journal(used, notOurs);
    }
    if (!upload.complete())
        update.notes.append({ItemKind::Media, uploadNote(upload.attachment), upload.there});
    return keep(update) && !stopped();
}

/** The names of all pieces that lie at the remote, as far as any of @p infos could have them. */
std::optional<QSet<QString>> SyncRun::listChunks(const QList<AttachmentInfo> &infos)
{
    QSet<QString> folders;
    for (const AttachmentInfo &info : infos) {
        for (const Attachment::Chunk &chunk : info.attachment.chunks) {
            for (int number = 0; number < namesOfChunk; ++number)
                folders.insert(folderOf(chunkPath(chunk.name, number)));
        }
    }
    QSet<QString> listed;
    const Result<QStringList> made = m_remote.list(QStringLiteral("b"));
    if (!made) {
        remoteFailed(made.error());
        return std::nullopt;
    }
    for (const QString &name : *made) {
        const QString folder = QStringLiteral("b/") + name;
        if (!folders.contains(folder))
            continue;
        const Result<QStringList> names = m_remote.list(folder);
        if (!names) {
            remoteFailed(names.error());
            return std::nullopt;
        }
        listed.unite(QSet<QString>(names->cbegin(), names->cend()));
    }
    return listed;
}

void SyncRun::healAttachments()
{
    auto infos = m_port.attachments();
    if (!infos) {
        broken(infos.error());
        return;
    }
    // What was saved and not pushed yet is no repair, and of what is not here nothing can be put back.
    infos->removeIf([&](const AttachmentInfo &info) {
        const OwnCursor there = own(info.stream).value_or(OwnCursor());
        const Circle::StreamInfo *stream = held(info.stream);
        const bool published = !stream || stream->device != m_circle.device || info.seq <= std::max(there.mark.count, there.inSegments());
        return info.heldBytes == 0 || !(published || m_media.contains(uploadNote(info.attachment)));
    });
    if (infos->isEmpty())
        return;
    const auto listed = listChunks(*infos);
    for (qsizetype i = 0; listed && i < infos->size() && !stopped(); ++i) {
        Upload upload = uploadOf(infos->at(i).attachment, infos->at(i).stream, infos->at(i).seq);
        upload.mending = true;
        if (!inspectUpload(upload, *listed))
            return;
        if (!upload.complete() && !sendAttachment(upload) && !upload.tooLarge)
            return;
    }
}

} // namespace heard
