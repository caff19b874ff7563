// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/chunks.h"

#include <QIODevice>
#include <algorithm>
#include <sodium.h>

namespace heard {

namespace {

static_assert(sealedPieceMore == crypto_secretstream_xchacha20poly1305_ABYTES);
constexpr qsizetype headerSize = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

const unsigned char *raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

std::unexpected<Error> damaged(const char *why)
{
    return fail(ErrorCode::Damaged, "attachment-damaged",
                coreText("This picture or film is damaged. The words are safe. Sync to fetch it again."), QString::fromLatin1(why));
}

qint64 paddedSize(qint64 size)
{
    return padmeSize(std::max<qint64>(size, leastPadded));
}

/** The state of one stream. Both sides begin it with the header, so the header can come from the source of randomness that is passed in. */
class Stream
{
public:
    explicit Stream(const ChunkKey &key)
    {
        m_good = key.key.size() == keySize && key.header.size() == headerSize
                 && crypto_secretstream_xchacha20poly1305_init_pull(&m_state, raw(key.header), raw(key.key)) == 0;
    }
    ~Stream() { sodium_memzero(&m_state, sizeof m_state); }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    QByteArray push(QByteArrayView plain, QByteArrayView associated, bool last)
    {
        QByteArray sealed(plain.size() + sealedPieceMore, Qt::Uninitialized);
        crypto_secretstream_xchacha20poly1305_push(&m_state, reinterpret_cast<unsigned char *>(sealed.data()), nullptr, raw(plain),
                                                   size_t(plain.size()), raw(associated), size_t(associated.size()),
                                                   last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                                        : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        return sealed;
    }

    Result<QByteArray> pull(QByteArrayView sealed, QByteArrayView associated, bool last)
    {
        QByteArray plain(sealed.size() - sealedPieceMore, Qt::Uninitialized);
        unsigned char tag = 0;
        if (!m_good
            || crypto_secretstream_xchacha20poly1305_pull(&m_state, reinterpret_cast<unsigned char *>(plain.data()), nullptr, &tag,
                                                          raw(sealed), size_t(sealed.size()), raw(associated), size_t(associated.size()))
                   != 0)
            return damaged("piece");
        if ((tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != last)
            return damaged("end");
        return plain;
    }

private:
    crypto_secretstream_xchacha20poly1305_state m_state{};
    bool m_good = false;
};

/** As much of @p source as one piece holds; less only at its end. */
Result<QByteArray> readPiece(QIODevice &source)
{
    QByteArray piece;
    piece.reserve(pieceSize);
    while (piece.size() < pieceSize) {
        const QByteArray part = source.read(pieceSize - piece.size());
        if (part.isEmpty() && !source.atEnd())
            return fail(ErrorCode::BadInput, "cannot-read",
                        coreText("This file cannot be read to its end. Nothing was changed. Check where it is."), source.errorString());
        if (part.isEmpty())
            break;
        piece.append(part);
    }
    return piece;
}

} // namespace

QList<qsizetype> pieceLengths(qint64 size)
{
    QList<qsizetype> lengths;
    if (size < 0 || size > largestAttachment)
        return lengths;
    for (qint64 left = paddedSize(size); left > 0; left -= pieceSize)
        lengths.append(qsizetype(std::min<qint64>(left, pieceSize)) + sealedPieceMore);
    return lengths;
}

ChunkKey ChunkKey::make(Random &random)
{
    ChunkKey made{QByteArray(keySize, Qt::Uninitialized), QByteArray(headerSize, Qt::Uninitialized)};
    random.fill({reinterpret_cast<unsigned char *>(made.key.data()), size_t(made.key.size())});
    random.fill({reinterpret_cast<unsigned char *>(made.header.data()), size_t(made.header.size())});
    return made;
}

Result<qint64> sealChunks(const ChunkKey &key, QByteArrayView associated, QIODevice &source,
                          const std::function<Result<>(const QByteArray &)> &each)
{
    Stream stream(key);
    qint64 size = 0;
    qint64 sealed = 0;
    HEARD_TRY_ASSIGN(QByteArray piece, readPiece(source));
    for (;;) {
        size += piece.size();
        if (size > largestAttachment)
            return fail(ErrorCode::BadInput, "attachment-too-large",
                        coreText("This file is larger than 64 MB. Nothing was changed. Make it shorter or smaller, then add it again."));
        // Only what follows a full piece tells whether it is the last.
        QByteArray next;
        if (piece.size() == pieceSize) {
            HEARD_TRY_ASSIGN(next, readPiece(source));
        }
        if (next.isEmpty())
            break;
        HEARD_TRY(each(stream.push(piece, associated, false)));
        sealed += pieceSize;
        piece = std::move(next);
    }
    for (qint64 left = paddedSize(size) - sealed; left > 0; left -= pieceSize) {
        piece.append(qsizetype(std::min<qint64>(left, pieceSize)) - piece.size(), '\0');
        HEARD_TRY(each(stream.push(piece, associated, left <= pieceSize)));
        piece.resize(0);
    }
    return size;
}

class ChunkOpener::Private
{
public:
    Private(const ChunkKey &key, QByteArrayView associated, qint64 size)
        : stream(key)
        , bound(associated.toByteArray())
        , lengths(pieceLengths(size))
        , left(size)
    {}
    Stream stream;
    QByteArray bound;
    QList<qsizetype> lengths;
    qint64 left;
    qsizetype at = 0;
};

ChunkOpener::ChunkOpener(const ChunkKey &key, QByteArrayView associated, qint64 size) : d(std::make_unique<Private>(key, associated, size))
{}

ChunkOpener::~ChunkOpener() = default;

Result<QByteArray> ChunkOpener::next(QByteArrayView sealed)
{
    if (d->at >= d->lengths.size() || sealed.size() != d->lengths.at(d->at))
        return damaged("length");
    HEARD_TRY_ASSIGN(QByteArray plain, d->stream.pull(sealed, d->bound, d->at + 1 == d->lengths.size()));
    ++d->at;
    const auto own = qsizetype(std::min<qint64>(d->left, plain.size()));
    if (std::any_of(plain.cbegin() + own, plain.cend(), [](char c) { return c != 0; }))
        return damaged("padding");
    plain.truncate(own);
    d->left -= own;
    return plain;
}

bool ChunkOpener::finished() const
{
    return !d->lengths.isEmpty() && d->at == d->lengths.size();
}

} // namespace heard
