// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "circle/operation.h"

#include <QByteArray>
#include <QMap>
#include <QSet>
#include <optional>

namespace heard {

struct SigningKey;

/** The longest signed commit and the longest single value, in bytes. Larger ones are refused before anything is decoded. */
inline constexpr qsizetype longestCommit = 850'000;
inline constexpr qsizetype longestValue = 256'000;
inline constexpr qsizetype mostOperations = 10'000;

/**
 * One person's one action. Encoded as canonical CBOR, signed by the device (Ed25519), kept verbatim for ever, but for its values:
 * they lie beside the signed bytes, which hold only one hash of them all, so that a value can be erased and everything else,
 * the signature and the chain, stays as it was (withoutValues).
 * A stream is one (device, audience); `seq` counts its commits from 1 and `prev` is the hash of the one before.
 */
struct Commit
{
    Id circle;
    Id audience;
    Id device;
    quint64 seq = 0;
    QByteArray prev;        ///< 32 bytes; zeros for the first
    QMap<Id, quint64> seen; ///< other streams of this audience and of "everyone here", and how many commits of each the author had folded
    Id epoch;               ///< the audience's key epoch when it was written
    qint64 time = 0;        ///< ms since 1970, UTC; a claim: shown, never used to decide
    QList<Operation> operations;
    /** 16 random bytes from which each value's salt comes, so that a hash tells nothing of a value. Gone once one was erased. */
    QByteArray seed = {};

    [[nodiscard]] Id stream() const;
};

/** The stream of a device within an audience. */
[[nodiscard]] Id streamOf(const Id &device, const Id &audience);

/**
 * A commit as it is stored and sent: 0x02, the length of the signed part (4 bytes, big-endian), the signed part (canonical bytes, then
 * 64 bytes of signature), and the values in canonical CBOR. The first Heard wrote the signed part alone, with the values inside.
 */
struct SignedCommit
{
    QByteArray bytes;
    [[nodiscard]] QByteArray hash() const; ///< BLAKE2b-256 over the signed part: the same whether values were erased or not
};

inline constexpr qsizetype seedSize = 16;

/** @p commit with a seed of its own. BadInput "value-too-long", "change-too-long". */
[[nodiscard]] Result<SignedCommit> signCommit(const Commit &commit, const SigningKey &key);
/** Decodes without checking the signature: only to learn whose it claims to be. Limits are enforced. */
[[nodiscard]] Result<Commit> readCommit(const SignedCommit &stored);
/** Has lost no value. */
[[nodiscard]] bool isWhole(const Commit &commit);
/**
 * The same commit without the values of some operations: with the same hash and signature, and nothing left of those values but a
 * salted hash whose salt is gone too. Refused "cannot-erase" for a commit of the first format, whose values are inside what is signed.
 */
[[nodiscard]] Result<SignedCommit> withoutValues(const SignedCommit &stored, const QSet<quint32> &operations);
/** The same commit with every value that either of two copies still has. They must have the same hash. */
[[nodiscard]] Result<SignedCommit> withValuesOfBoth(const SignedCommit &one, const SignedCommit &other);
/** The stream that a change says it is of, from its first few bytes; nothing when it is malformed there. */
[[nodiscard]] std::optional<Id> streamNamedIn(const SignedCommit &stored);
[[nodiscard]] bool verifyCommit(const SignedCommit &stored, QByteArrayView devicePublicKey);

} // namespace heard
