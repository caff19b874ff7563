// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/attachment.h"

#include "base/cbor.h"

#include <QRegularExpression>

namespace heard {

Id Attachment::id() const
{
    QByteArray names = QByteArrayLiteral("heard.attachment.id");
    for (const Chunk &chunk : chunks)
        names += chunk.name;
    return Id::fromBytes(blake2b(names, 16)).value_or(Id{});
}

bool isMediaType(const QString &type)
{
    static const QRegularExpression form(QStringLiteral("^[a-z0-9][a-z0-9.+_-]*/[a-z0-9][a-z0-9.+_-]*$"));
    return type.size() <= longestType && form.match(type).hasMatch() && !type.endsWith(u'\n');
}

bool isChunk(const Attachment::Chunk &chunk, const QByteArray &bytes)
{
    return blake2b(bytes) == chunk.hash && blake2b(bytes, chunk.name.size()) == chunk.name;
}

QByteArray chunksOf(const Id &circle)
{
    return QByteArrayLiteral("heard.attachment.v1") + circle.toBytes();
}

QCborValue FieldCodec<Attachment>::encode(const Attachment &v)
{
    QCborArray chunks;
    for (const Attachment::Chunk &chunk : v.chunks)
        chunks.append(QCborArray{chunk.name, chunk.hash});
    return QCborArray{QString::fromLatin1(attachmentMark), v.key.key, v.key.header, v.size, v.type, chunks};
}

std::optional<Attachment> attachmentIn(const QCborValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    const QCborArray array = value.toArray();
    if (array.isEmpty() || array.first() != QCborValue(QString::fromLatin1(attachmentMark)))
        return std::nullopt;
    CborFields fields(array);
    (void)fields.text();
    Attachment found;
    found.key.key = fields.exactly(keySize);
    found.key.header = fields.exactly(nonceSize);
    found.size = fields.integer(0, largestAttachment);
    found.type = fields.text();
    const QCborArray chunks = fields.array(mostChunks);
    if (!fields.finished() || !isMediaType(found.type) || chunks.size() != pieceLengths(found.size).size())
        return std::nullopt;
    for (const auto &item : chunks) {
        CborFields parts{QCborValue(item)};
        const Attachment::Chunk chunk{parts.exactly(16), parts.exactly(hashSize)};
        if (!parts.finished())
            return std::nullopt;
        found.chunks.append(chunk);
    }
    return found;
}

} // namespace heard
