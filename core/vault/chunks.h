// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/crypto.h"

#include <functional>
#include <memory>

class QIODevice;

/**
 * Pictures, sound and film, sealed in pieces (chunks): libsodium's secretstream (XChaCha20-Poly1305) under a key of the attachment's own.
 *
 * The bytes are followed by zeros up to a Padmé size, and the whole is cut into pieces of `pieceSize`, each sealed with 17 bytes more.
 * pieceSize is a Padmé size and every Padmé size above it is a whole number of its steps, so each piece has one too: sizes tell little.
 * The stream binds the order of the pieces and marks the last; what they belong to is bound to each. So a piece that is missing, cut,
 * swapped, repeated or of another attachment is refused, and every byte that is given out was authenticated.
 */
namespace heard {

/** Plain bytes of every piece but the last: sealed, it stays under the 900 kB that web servers take. */
inline constexpr qsizetype pieceSize = 884'736;
/** What an attachment can have at most (security notes, section 4). */
inline constexpr qint64 largestAttachment = 64'000'000;
inline constexpr qsizetype leastPadded = 4096;
inline constexpr qsizetype sealedPieceMore = 17;

/** How many bytes each sealed piece has, for so many plain bytes; empty for a size that cannot be. */
[[nodiscard]] QList<qsizetype> pieceLengths(qint64 size);

/** One attachment's own key and the start of its stream, both random. */
struct ChunkKey
{
    QByteArray key;    ///< 32 bytes
    QByteArray header; ///< 24 bytes
    [[nodiscard]] static ChunkKey make(Random &random);
    friend bool operator==(const ChunkKey &, const ChunkKey &) = default;
};

/**
 * Reads @p source to its end and gives each sealed piece to @p each, two pieces in memory at most. Gives the number of plain bytes.
 * BadInput "attachment-too-large" after largestAttachment bytes; BadInput "cannot-read"; what @p each gives.
 */
[[nodiscard]] Result<qint64> sealChunks(const ChunkKey &key, QByteArrayView associated, QIODevice &source,
                                        const std::function<Result<>(const QByteArray &)> &each);

/** Opens the pieces of one attachment, in order. */
class ChunkOpener
{
public:
    ChunkOpener(const ChunkKey &key, QByteArrayView associated, qint64 size);
    ~ChunkOpener();
    ChunkOpener(const ChunkOpener &) = delete;
    ChunkOpener &operator=(const ChunkOpener &) = delete;

    /** The plain bytes of the next piece; may be empty (padding). Damaged "attachment-damaged". */
    [[nodiscard]] Result<QByteArray> next(QByteArrayView sealed);
    /** True when the last piece was opened, and with it every byte of the attachment. */
    [[nodiscard]] bool finished() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace heard
