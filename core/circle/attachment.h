// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/field.h"
#include "vault/chunks.h"

#include <optional>

namespace heard {

/** What a type may have at most, in characters, and how many pieces an attachment may have. */
inline constexpr qsizetype longestType = 100;
inline constexpr qsizetype mostChunks = 200;

/**
 * A picture, sound or film that a field refers to: the key that opens it and the names of its sealed pieces. Whoever can read the operation
 * can open it, nobody else can: the key is nowhere but here. The pieces lie beside the database (store.h) and at the remote.
 * How long each piece is follows from the size (pieceLengths()), so the two cannot disagree.
 */
struct Attachment
{
    struct Chunk
    {
        QByteArray name; ///< 16 bytes: BLAKE2b-128 of the sealed piece
        QByteArray hash; ///< 32 bytes: BLAKE2b-256 of it
        friend bool operator==(const Chunk &, const Chunk &) = default;
    };
    ChunkKey key;
    qint64 size = 0; ///< of the plain bytes
    QString type;    ///< such as "image/jpeg"
    QList<Chunk> chunks;

    /** An empty one stands for nothing: a field that holds something else. */
    [[nodiscard]] bool isNull() const { return chunks.isEmpty(); }
    /** The same for the same pieces: a hash of their names. */
    [[nodiscard]] Id id() const;
    friend bool operator==(const Attachment &, const Attachment &) = default;
};

/** What the value of every attachment begins with: found in a commit's bytes without reading it. */
inline const QByteArray attachmentMark = QByteArrayLiteral("heard.attachment.1");
/** The attachment a value is, of whatever kind and field: it says of itself that it is one. Nothing when any part of it cannot be. */
[[nodiscard]] std::optional<Attachment> attachmentIn(const QCborValue &value);
/** The note (ItemKind::Media) that one was asked for. */
[[nodiscard]] inline QByteArray wantedNote(const Id &attachment)
{
    return 'w' + attachment.toBytes();
}
/** True for types such as "image/jpeg": two words of a few plain characters. */
[[nodiscard]] bool isMediaType(const QString &type);
/** True when @p bytes are the sealed piece that @p chunk names. */
[[nodiscard]] bool isChunk(const Attachment::Chunk &chunk, const QByteArray &bytes);
/** What is bound to each piece: the circle it was made in. */
[[nodiscard]] QByteArray chunksOf(const Id &circle);

template<>
struct FieldCodec<Attachment>
{
    static QCborValue encode(const Attachment &v);
    static Attachment decode(const QCborValue &v) { return attachmentIn(v).value_or(Attachment()); }
};

/** An attachment as it stands in a field of a record, with whose it is. */
struct AttachmentInfo
{
    Attachment attachment;
    Id record;
    QString field;
    Id member; ///< who added it
    qint64 time = 0;
    Id stream; ///< where the commit that names it lies …
    quint64 seq = 0;
    qint64 heldBytes = 0; ///< of its sealed pieces, on this device
    qint64 allBytes = 0;
    bool wanted = false; ///< asked for: fetched on any network
    [[nodiscard]] bool here() const { return heldBytes == allBytes; }
};

/** A record that is an attachment to another: several can be added by several people, and none is in another's way. */
namespace attachmentKind {
inline const QString attachment = QStringLiteral("attachment");
inline constexpr Field<Id> about{"about"}; ///< the record it belongs to
inline constexpr Field<Attachment> content{"content"};
inline constexpr Field<QString> name{"name", 255}; ///< what the file was called
} // namespace attachmentKind

} // namespace heard
