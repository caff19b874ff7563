// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/object.h"

#include "vault/crypto.h"

#include <QtEndian>
#include <algorithm>
#include <zlib.h>

namespace heard {

namespace {

constexpr char magic[] = "KCS1";
constexpr qsizetype lengthSize = 4;
/** What seal() adds: commitment, nonce, tag. */
constexpr qsizetype sealOverhead = 16 + nonceSize + tagSize;
constexpr qsizetype versionAt = 4;
constexpr char letterMagic[] = "KCL1";
constexpr qsizetype letterHead = 2 * lengthSize; ///< magic and length
constexpr qsizetype letterHash = 16;
constexpr qsizetype leastLetter = 1024;

QByteArray headerOf(ObjectType type)
{
    QByteArray header(magic, 4);
    header.append(char(objectVersion));
    header.append(char(type));
    header.append(char(objectSuite));
    header.append('\0'); // flags: none yet
    return header;
}

QByteArray associatedOf(QByteArrayView header, const Id &circle, QByteArrayView role)
{
    QByteArray associated = header.toByteArray();
    associated += circle.toBytes();
    associated.append(role);
    return associated;
}

std::unexpected<Error> damaged(const char *why)
{
    return fail(ErrorCode::Damaged, "object-damaged",
                coreText("A shared file is damaged. Your work is safe. Heard keeps the last good version and looks again later."),
                QString::fromLatin1(why), true);
}

qsizetype mostPlain(ObjectType type)
{
    return type == ObjectType::Head ? largestHeadPlain : largestSegmentPlain;
}

QByteArray deflated(const QByteArray &plain)
{
    uLongf size = compressBound(uLong(plain.size()));
    QByteArray out(qsizetype(size), Qt::Uninitialized);
    const int done = compress2(reinterpret_cast<Bytef *>(out.data()), &size, reinterpret_cast<const Bytef *>(plain.constData()),
                               uLong(plain.size()), Z_DEFAULT_COMPRESSION);
    Q_ASSERT(done == Z_OK); // the bound is never too small
    out.truncate(done == Z_OK ? qsizetype(size) : 0);
    return out;
}

/** Unfolds at most @p most bytes: more is refused while it unfolds, not after. */
Result<QByteArray> inflated(QByteArrayView packed, qsizetype most)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return damaged("zlib: no memory");
    QByteArray input = packed.toByteArray(); // zlib of old has no const input
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = uInt(input.size());
    QByteArray out;
    int state = Z_OK;
    while (state == Z_OK && out.size() <= most) {
        const qsizetype before = out.size();
        const qsizetype room = std::min<qsizetype>(std::max<qsizetype>(before, 16'384), most + 1 - before);
        if (room <= 0)
            break;
        out.resize(before + room);
        stream.next_out = reinterpret_cast<Bytef *>(out.data() + before);
        stream.avail_out = uInt(room);
        state = inflate(&stream, Z_NO_FLUSH);
        out.truncate(before + room - qsizetype(stream.avail_out));
        if (state == Z_OK && stream.avail_in == 0 && stream.avail_out != 0)
            break; // cut short
    }
    const bool whole = state == Z_STREAM_END && stream.avail_in == 0 && out.size() <= most;
    inflateEnd(&stream);
    if (!whole)
        return damaged(out.size() > most ? "object unfolds to too much" : "zlib: malformed");
    return out;
}

} // namespace

QByteArray sealObject(ObjectType type, const SecretBytes &key, const Id &circle, QByteArrayView role, const QByteArray &plain, Random &random)
{
    const QByteArray packed = deflated(plain);
    const qsizetype least = type == ObjectType::Head ? leastHeadPlain : leastSegmentPlain;
    QByteArray padded(padmeSize(std::max(least, lengthSize + packed.size())), '\0');
    qToBigEndian(quint32(packed.size()), padded.data());
    std::copy(packed.begin(), packed.end(), padded.begin() + lengthSize);
    const QByteArray header = headerOf(type);
    return header + seal(key, associatedOf(header, circle, role), padded, random);
}

Result<OpenedObject> openObject(ObjectType type, std::span<const EpochKey> keyring, const Id &circle, QByteArrayView role,
                                const QByteArray &object)
{
    if (object.size() < objectHeaderSize + sealOverhead + lengthSize || !object.startsWith(magic))
        return damaged("not an object");
    const QByteArrayView header = QByteArrayView(object).first(objectHeaderSize);
    const QByteArrayView sealed = QByteArrayView(object).sliced(objectHeaderSize);
    const QByteArray expected = headerOf(type);

    const auto key = std::find_if(keyring.begin(), keyring.end(), [&](const EpochKey &k) { return sealedWith(k.key, sealed); });
    if (header != expected) {
        // A newer version, or bit rot in the header? If it opens as what we write, it was ours and is damaged.
        const bool ours = key != keyring.end() && unseal(key->key, associatedOf(expected, circle, role), sealed).has_value();
        if (!ours && quint8(header[versionAt]) > objectVersion) {
            return fail(ErrorCode::TooNew, "object-too-new",
                        coreText("Someone here has a newer Heard. Your work is safe on this device. Update Heard to share again."),
                        QStringLiteral("object version %1").arg(quint8(header[versionAt])));
        }
        return damaged("header");
    }
    if (key == keyring.end()) {
        const auto rotten = [&](const EpochKey &k) { return onlyCommitmentDiffers(k.key, associatedOf(header, circle, role), sealed); };
        if (std::any_of(keyring.begin(), keyring.end(), rotten))
            return damaged("commitment");
        return fail(ErrorCode::Refused, "no-key", coreText("This is not shared with you."));
    }
    const Result<QByteArray> opened = unseal(key->key, associatedOf(header, circle, role), sealed);
    if (!opened)
        return damaged("does not open");

    const QByteArray &padded = *opened;
    const qsizetype length = qsizetype(qFromBigEndian<quint32>(padded.constData()));
    if (length > padded.size() - lengthSize)
        return damaged("length");
    const QByteArrayView padding = QByteArrayView(padded).sliced(lengthSize + length);
    if (std::any_of(padding.begin(), padding.end(), [](char c) { return c != '\0'; }))
        return damaged("padding");
    HEARD_TRY_ASSIGN(QByteArray plain, inflated(QByteArrayView(padded).sliced(lengthSize, length), mostPlain(type)));
    return OpenedObject{std::move(plain), key->audience, key->epoch};
}

QByteArray packLetter(const QByteArray &sealed)
{
    QByteArray padded(padmeSize(std::max(leastLetter, letterHead + sealed.size())), '\0');
    std::copy_n(letterMagic, lengthSize, padded.begin());
    qToBigEndian(quint32(sealed.size()), padded.data() + lengthSize);
    std::copy(sealed.begin(), sealed.end(), padded.begin() + letterHead);
    return padded + blake2b(padded, letterHash);
}

Result<QByteArray> unpackLetter(const QByteArray &object)
{
    if (object.size() < letterHead + letterHash || !object.startsWith(letterMagic)
        || blake2b(object.chopped(letterHash), letterHash) != object.last(letterHash))
        return damaged("letter");
    const qsizetype length = qsizetype(qFromBigEndian<quint32>(object.constData() + lengthSize));
    if (length > object.size() - letterHead - letterHash)
        return damaged("letter length");
    return object.sliced(letterHead, length);
}

QString segmentName(const QByteArray &object)
{
    return QString::fromLatin1(blake2b(object, 16).toHex());
}

} // namespace heard
