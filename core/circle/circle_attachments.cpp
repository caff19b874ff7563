// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/circle_private.h"

#include <QFile>
#include <algorithm>

namespace heard {

Result<Attachment> Circle::sealAttachment(QIODevice &source, const QString &type)
{
    if (!isMediaType(type))
        return fail(ErrorCode::BadInput, "bad-type",
                    coreText("This kind of file is not known. Nothing was changed. Give a type such as image/jpeg."));
    Attachment made;
    made.type = type;
    made.key = ChunkKey::make(*d->around().random);
    Store &store = d->vault->store();
    const Result<qint64> size = sealChunks(made.key, chunksOf(d->id), source, [&](const QByteArray &piece) -> Result<> {
        const Attachment::Chunk chunk{blake2b(piece, 16), blake2b(piece)};
        HEARD_TRY(store.writeBlob(chunk.name, piece));
        made.chunks.append(chunk);
        return {};
    });
    if (!size) {
        QList<QByteArray> names;
        for (const Attachment::Chunk &chunk : std::as_const(made.chunks))
            names.append(chunk.name);
        HEARD_TRY(store.removeBlobs(d->id, names));
        return std::unexpected(size.error());
    }
    made.size = *size;
    // All the pieces are there for good before anything is saved that names them.
    HEARD_TRY(store.syncBlobs());
    return made;
}

Result<> Circle::Private::nameBlobsOf(const QList<Operation> &operations)
{
    for (const Operation &operation : operations) {
        const auto attachment = attachmentIn(operation.value);
        if (!attachment)
            continue;
        const QList<qsizetype> lengths = pieceLengths(attachment->size);
        for (qsizetype i = 0; i < attachment->chunks.size(); ++i) {
            // One that was copied from another record, and is not here yet, comes by itself.
            const QByteArray &name = attachment->chunks.at(i).name;
            if (vault->store().blobFileSize(name) == lengths.at(i))
                HEARD_TRY(vault->store().nameBlob(id, name, lengths.at(i)));
        }
    }
    return {};
}

Result<Id> Circle::addAttachment(const Id &record, QIODevice &source, const QString &type, const QString &name)
{
    const Record *about = this->record(record);
    if (!about)
        return fail(ErrorCode::NotFound, "no-such-record", coreText("Nothing here has this id. Nothing was changed. Check the id in the list."));
    HEARD_TRY_ASSIGN(const Attachment attachment, sealAttachment(source, type));
    Change change(*this, about->audience);
    const Id made = change.make(attachmentKind::attachment);
    change.set(made, attachmentKind::about, record);
    change.set(made, attachmentKind::content, attachment);
    if (!name.isEmpty())
        change.set(made, attachmentKind::name, name);
    HEARD_TRY(save(change));
    return made;
}

Result<QSet<QByteArray>> Circle::heldChunks() const
{
    HEARD_TRY_ASSIGN(const auto blobs, d->vault->store().blobs(d->id));
    QSet<QByteArray> names;
    names.reserve(blobs.size());
    for (const Store::StoredBlob &blob : blobs)
        names.insert(blob.name);
    return names;
}

Result<QList<AttachmentInfo>> Circle::attachments() const
{
    HEARD_TRY_ASSIGN(const QSet<QByteArray> held, heldChunks());
    HEARD_TRY_ASSIGN(const auto notes, d->vault->store().items(d->id, ItemKind::Media));
    QSet<QByteArray> wanted;
    for (const auto &[name, sealed] : notes)
        wanted.insert(name);
    QList<AttachmentInfo> found;
    for (const Record &record : d->fold.records()) {
        if (record.gone())
            continue;
        for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field) {
            for (const Version &version : field->all()) {
                const auto attachment = attachmentIn(version.value);
                if (!attachment)
                    continue;
                AttachmentInfo info{*attachment, record.id, field.key(), version.member, version.time, version.op.stream, version.op.seq};
                const QList<qsizetype> lengths = pieceLengths(attachment->size);
                for (qsizetype i = 0; i < lengths.size(); ++i) {
                    info.allBytes += lengths.at(i);
                    info.heldBytes += held.contains(attachment->chunks.at(i).name) ? lengths.at(i) : 0;
                }
                info.wanted = wanted.contains(wantedNote(attachment->id()));
                found.append(info);
            }
        }
    }
    std::sort(found.begin(), found.end(), [](const AttachmentInfo &a, const AttachmentInfo &b) {
        return std::tie(a.time, a.stream, a.seq, a.record, a.field) < std::tie(b.time, b.stream, b.seq, b.record, b.field);
    });
    return found;
}

Result<> Circle::setWanted(const Id &attachment, bool wanted)
{
    if (wanted)
        return d->vault->keep(d->id, ItemKind::Media, wantedNote(attachment), "1");
    return d->vault->store().removeItem(d->id, ItemKind::Media, wantedNote(attachment));
}

Result<QByteArray> Circle::chunk(const QByteArray &name) const
{
    HEARD_TRY_ASSIGN(QByteArray bytes, d->vault->store().readBlob(name));
    if (blake2b(bytes, name.size()) != name)
        return fail(ErrorCode::Damaged, "blob-damaged",
                    coreText("Part of a picture or film is damaged on this device. The words are safe. Sync to fetch it again."),
                    QString::fromLatin1(name.toHex()));
    return bytes;
}

Result<> Circle::keepChunks(const QList<QByteArray> &pieces)
{
    Store &store = d->vault->store();
    for (const QByteArray &piece : pieces)
        HEARD_TRY(store.writeBlob(blake2b(piece, 16), piece));
    HEARD_TRY(store.syncBlobs());
    return store.transaction([&]() -> Result<> {
        for (const QByteArray &piece : pieces)
            HEARD_TRY(store.nameBlob(d->id, blake2b(piece, 16), piece.size()));
        return {};
    });
}

Result<> Circle::dropChunks(const QList<QByteArray> &names)
{
    return d->vault->store().removeBlobs(d->id, names);
}

Result<> Circle::dropUnusedChunks(const QList<QByteArray> &names)
{
    HEARD_TRY_ASSIGN(const QList<AttachmentInfo> infos, attachments());
    QList<QByteArray> unused = names;
    for (const AttachmentInfo &info : infos) {
        for (const Attachment::Chunk &chunk : info.attachment.chunks)
            unused.removeAll(chunk.name);
    }
    return dropChunks(unused);
}

Result<> Circle::readAttachment(const Attachment &attachment, const std::function<Result<>(QByteArrayView)> &each) const
{
    ChunkOpener opener(attachment.key, chunksOf(d->id), attachment.size);
    for (const Attachment::Chunk &chunk : attachment.chunks) {
        HEARD_TRY_ASSIGN(const QByteArray sealed, d->vault->store().readBlob(chunk.name));
        HEARD_TRY_ASSIGN(const QByteArray plain, opener.next(isChunk(chunk, sealed) ? QByteArrayView(sealed) : QByteArrayView()));
        HEARD_TRY(each(plain));
    }
    return {};
}

Result<> Circle::checkChunks(Check &result) const
{
    HEARD_TRY_ASSIGN(const auto blobs, d->vault->store().blobs(d->id));
    for (const Store::StoredBlob &blob : blobs) {
        ++result.chunks;
        const auto bytes = chunk(blob.name);
        if (!bytes)
            result.damaged.append(QStringLiteral("blob ") + QString::fromLatin1(blob.name.toHex().first(8)) + QStringLiteral(": ")
                                  + bytes.error().name);
    }
    return {};
}

} // namespace heard
