// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/attachments.h"
#include "sync/engine_run.h"
#include "sync/object.h"

#include <algorithm>

namespace heard {

namespace {

/** Pieces that are fetched side by side; with the largest pieces five megabytes. */
constexpr qsizetype atOnce = 6;
/** After so many attachments that are not there, the rest of a run no longer looks for pieces under their other names. */
constexpr qsizetype manyMissing = 8;
/** What was not there is looked for again this often, when nothing else tells that it may have come. */
constexpr qint64 lookAgainAfter = 86'400'000;

} // namespace

void SyncRun::fetchAttachments()
{
    if (stopped() || !m_circle.member)
        return;
    auto infos = m_port.attachments();
    if (!infos) {
        broken(infos.error());
        return;
    }
    infos->removeIf([&](const AttachmentInfo &info) { return info.here() || !(m_options.media || info.wanted); });
    if (infos->isEmpty())
        return;
    auto media = m_port.notes(ItemKind::Media);
    if (!media) {
        broken(media.error());
        return;
    }
    m_media = *std::move(media);
    const qsizetype left = infos->removeIf([&](const AttachmentInfo &info) { return wasMissing(info); });
    m_report.blobsMissing = left;
    if (infos->isEmpty())
        return;
    std::stable_partition(infos->begin(), infos->end(), [](const AttachmentInfo &info) { return info.wanted; });
    const auto held = m_port.heldChunks();
    if (!held) {
        broken(held.error());
        return;
    }
    m_left = {};
    m_mediaDone = 0;
    m_mediaTotal = 0;
    QList<std::pair<qsizetype, qsizetype>> wanted; // attachment, piece
    QSet<QByteArray> known = *held;
    for (qsizetype a = 0; a < infos->size(); ++a) {
        const QList<Attachment::Chunk> &chunks = infos->at(a).attachment.chunks;
        for (qsizetype c = 0; c < chunks.size(); ++c) {
            // Two fields may name the same: it comes once.
            if (known.contains(chunks.at(c).name) || known.contains(chunks.at(c).name + chunks.at(c).hash))
                continue;
            // With its hash: somebody may name the same and mean something else.
            known.insert(chunks.at(c).name + chunks.at(c).hash);
            wanted.append({a, c});
        }
        m_mediaTotal += infos->at(a).allBytes - infos->at(a).heldBytes;
    }
    QSet<qsizetype> missing;
    for (qsizetype at = 0; at < wanted.size() && !stopped(); at += atOnce) {
        mediaStep(SyncProgress::Step::FetchingMedia, wanted.at(at).first, infos->size());
        if (!fetchBatch(wanted.sliced(at, std::min(atOnce, wanted.size() - at)), *infos, missing))
            break;
    }
    if (!m_broken)
        settleFetched(*infos, missing);
}

/** It was not there a short while ago, and nothing tells that it may have come since. Where files arrive one by one, looking costs little. */
bool SyncRun::wasMissing(const AttachmentInfo &info) const
{
    const auto note = m_media.constFind(missingNote(m_where, info.attachment.id()));
    if (note == m_media.cend() || info.wanted || m_news || m_options.repair || m_remote.arrivesInPieces())
        return false;
    return std::abs(m_clock.now() - decodedNumber(*note)) < lookAgainAfter;
}

bool SyncRun::fetchBatch(const QList<std::pair<qsizetype, qsizetype>> &batch, QList<AttachmentInfo> &infos, QSet<qsizetype> &missing)
{
    QStringList paths;
    QList<std::pair<qsizetype, qsizetype>> asked;
    for (const auto &[a, c] : batch) {
        if (missing.contains(a))
            continue;
        asked.append({a, c});
        paths.append(chunkPath(infos.at(a).attachment.chunks.at(c).name));
    }
    const QList<Result<QByteArray>> objects = m_remote.getAll(paths, largestObject);
    QList<QByteArray> pieces;
    bool going = true;
    for (qsizetype i = 0; i < asked.size(); ++i) {
        const auto &[a, c] = asked.at(i);
        const Attachment::Chunk &chunk = infos.at(a).attachment.chunks.at(c);
        Result<QByteArray> piece = objects.at(i);
        if (!piece && piece.error().code != ErrorCode::NotFound && piece.error().code != ErrorCode::Damaged) {
            going = !remoteFailed(piece.error()) && !stopped() && going;
            if (going)
                missing.insert(a);
            continue; // those beside it may have come
        }
        if (!piece || !isChunk(chunk, *piece))
            piece = chunkElsewhere(chunk, missing.size());
        if (piece) {
            infos[a].heldBytes += piece->size();
            m_mediaDone += piece->size();
            pieces.append(*piece);
        } else {
            missing.insert(a);
        }
    }
    // Also when the remote went away half-way: what came is kept.
    if (const Result<> kept = pieces.isEmpty() ? Result<>() : m_port.keepChunks(pieces); !kept)
        return !broken(kept.error());
    return going;
}

/** The piece under another of its names; NotFound when it lies nowhere whole. */
Result<QByteArray> SyncRun::chunkElsewhere(const Attachment::Chunk &chunk, qsizetype missing)
{
    if (missing < manyMissing && !stopped()) {
        QStringList paths;
        for (int number = 1; number < namesOfChunk; ++number)
            paths.append(chunkPath(chunk.name, number));
        const QList<Result<QByteArray>> objects = m_remote.getAll(paths, largestObject);
        for (const Result<QByteArray> &object : objects) {
            if (object && isChunk(chunk, *object))
                return object;
        }
    }
    return fail(ErrorCode::NotFound, "object-missing", coreText("A shared file has not come yet. Your work is safe."), {}, true);
}

/** Keeps in mind what came and what was not there. */
void SyncRun::settleFetched(const QList<AttachmentInfo> &infos, const QSet<qsizetype> &missing)
{
    SyncUpdate update;
    const auto drop = [&](const QByteArray &name) {
        if (m_media.contains(name))
            update.notes.append({ItemKind::Media, name, std::nullopt});
    };
    for (qsizetype a = 0; a < infos.size(); ++a) {
        const Id id = infos.at(a).attachment.id();
        if (infos.at(a).here()) {
            ++m_report.blobsDown;
            drop(wantedNote(id));
        }
        const QByteArray lacking = missingNote(m_where, id);
        if (infos.at(a).here() || !missing.contains(a))
            drop(lacking);
        else if (!stopped()) // where something else went wrong, nobody knows: the next run looks again
            update.notes.append({ItemKind::Media, lacking, encodedNumber(m_clock.now())});
    }
    m_report.blobsMissing = m_gone ? 0 : m_report.blobsMissing + missing.size();
    (void)keep(update);
}

} // namespace heard
