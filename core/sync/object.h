// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/id.h"
#include "circle/circle.h"

#include <QByteArray>
#include <QString>
#include <span>

/**
 * Object format v1, what lies at the remote:
 *
 *     "KCS1" | version u8 | type u8 | suite u8 | flags u8 | commitment 16 | nonce 24 | ciphertext | tag 16
 *
 * The first 8 bytes are the header; the rest is seal() of vault/crypto.h under the audience's epoch key, with the associated data
 * header ‖ circle ‖ role. The commitment tells which epoch key opens it without naming it. The role says what the object stands
 * for (the head of this name; the segment of these commits), so that no object can stand in another's place.
 * Plain text = length u32 (big endian) ‖ zlib ‖ zeros up to a Padmé size, so that sizes tell little.
 */
namespace heard {

enum class ObjectType : quint8 {
    Head = 1,
    Segment = 2,
};

inline constexpr qsizetype objectHeaderSize = 8;
inline constexpr quint8 objectVersion = 1;
inline constexpr quint8 objectSuite = 1; ///< XChaCha20-Poly1305, BLAKE2b, zlib

/** The largest object that is put: web servers commonly refuse a body over 1 MB. */
inline constexpr qsizetype largestObject = 900'000;
/** The most bytes one object may unfold to. A commit is at most 850 kB (commit.h). */
inline constexpr qsizetype largestHeadPlain = 1'000'000;
inline constexpr qsizetype largestSegmentPlain = 8'000'000;

/** Least plain text sizes: all small heads look alike, all small segments too. */
inline constexpr qsizetype leastHeadPlain = 1024;
inline constexpr qsizetype leastSegmentPlain = 4096;

/** Seals @p plain as an object. @p role is bound, not stored. */
[[nodiscard]] QByteArray sealObject(ObjectType type, const SecretBytes &key, const Id &circle, QByteArrayView role, const QByteArray &plain,
                                    Random &random);

/** An opened object, and which of the keys opened it. */
struct OpenedObject
{
    QByteArray plain;
    Id audience;
    Id epoch;
};

/**
 * Opens an object with whichever key of @p keyring it was sealed with.
 * Errors: Refused "no-key" (sealed with a key not held here: normal), TooNew "object-too-new" (made by a newer Heard),
 * Damaged "object-damaged" (any byte, the type, the circle or the role differs).
 */
[[nodiscard]] Result<OpenedObject> openObject(ObjectType type, std::span<const EpochKey> keyring, const Id &circle, QByteArrayView role,
                                              const QByteArray &object);

/**
 * A letter as it lies in the mailbox: "KCL1" | length u32 (big endian) | sealed letter | zeros up to a Padmé size | BLAKE2b-128 of all
 * before. The size does not tell how many keys it brings, and one that was garbled on its way is not taken for a stranger's.
 */
[[nodiscard]] QByteArray packLetter(const QByteArray &sealed);
/** The sealed letter. Damaged "object-damaged" when it is not whole. */
[[nodiscard]] Result<QByteArray> unpackLetter(const QByteArray &object);

/** The name of a segment: BLAKE2b-128 of the whole object, as 32 hex digits. */
[[nodiscard]] QString segmentName(const QByteArray &object);

} // namespace heard
