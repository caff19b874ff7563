// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "circle/commit.h"
#include "sync/layout.h"

#include <QByteArray>
#include <QCborArray>
#include <QList>
#include <QMap>
#include <optional>

namespace heard {

/** One segment as a head names it. */
struct SegmentRef
{
    QByteArray name;   ///< 16 bytes: BLAKE2b-128 of the object, its file name in hex
    QByteArray hash;   ///< 32 bytes: BLAKE2b-256 of the object
    qint64 length = 0; ///< bytes of the object
    quint64 first = 0; ///< sequence of its first commit
    quint64 count = 0; ///< how many commits
    Id epoch = {};     ///< whose key it is sealed with; null where it was not noted
    [[nodiscard]] quint64 last() const { return first + count - 1; }
    [[nodiscard]] QString path() const { return QStringLiteral("s/") + QString::fromLatin1(name.toHex()); }
    /** What is bound into the object: "segment", the stream and which commits. */
    [[nodiscard]] QByteArray role(const Id &stream) const;
    friend bool operator==(const SegmentRef &, const SegmentRef &) = default;
};

/**
 * Commits of another stream that this device holds and the remote lacks: a restored vault has a new identity, and what its old one
 * had not sent would be lost to the others (and all that follows it would wait for ever). They prove themselves: each is signed.
 */
struct CarriedSegment
{
    Id stream; ///< of the same audience as the head
    SegmentRef segment;
    friend bool operator==(const CarriedSegment &, const CarriedSegment &) = default;
};

/** How far a stream goes: so many commits, the last with this hash. */
struct StreamMark
{
    quint64 count = 0;
    QByteArray hash; ///< 32 bytes; zeros when count is 0
    friend bool operator==(const StreamMark &, const StreamMark &) = default;
};

/**
 * All commits of an audience, of all its streams from their first commit on, packed together again by one device: a new device takes
 * these few objects and the tails after them, and the streams' own older segments can be collected. The commits are the original
 * signed ones, so whoever made the snapshot vouches for nothing but having kept them (research: authorship never rests on it).
 */
struct Snapshot
{
    Id id; ///< random; bound into each part as a stream's id is into a segment
    QMap<Id, StreamMark> covers;
    QList<SegmentRef> parts; ///< `first` counts commits from 1 through all parts
    friend bool operator==(const Snapshot &, const Snapshot &) = default;
};

/**
 * Sealed pieces of attachments that a device put and that nothing shown has named for long: it means to delete them, and first lets everyone
 * object. Only in heads of "everyone here". Their names are in the store's listing anyway, and say nothing.
 */
struct Fossils
{
    quint64 round = 0;       ///< grows with each that is added; whoever has nothing against them repeats it
    QList<QByteArray> names; ///< 16 bytes each, at most mostFossils
    friend bool operator==(const Fossils &, const Fossils &) = default;
};

/**
 * What a device publishes of one of its streams: how far it goes, where its commits lie, and what the device has seen of others.
 * Signed by the device (domain "heard.head.v1"); a head only ever names objects that lie at the remote already.
 */
struct Head
{
    Id circle;
    Id stream;
    Id device;
    Id audience;
    quint32 seq = 0;            ///< of the head itself; every try to put one takes a new one
    quint32 previousSeq = 0;    ///< the last head known to be published; 0 for the first
    QByteArray previousHash;    ///< 32 bytes, its hash (zeros for the first)
    StreamMark mark;            ///< commit count and hash of the last commit: the chain's hash
    QList<SegmentRef> segments; ///< in order of their commits
    QList<SignedCommit> tail;   ///< the commits after the last segment, at most longestTail bytes
    QMap<Id, StreamMark> seen;  ///< other streams of this audience and of everyone, as held here
    QList<CarriedSegment> carried;
    std::optional<Snapshot> snapshot; ///< the one this device keeps of the audience
    Fossils fossils;
    QMap<Id, quint64> fossilsSeen; ///< others' streams, and up to which round nothing that is shown here needs their fossils
    QByteArray bytes;              ///< canonical bytes and signature, as read or signed
    Id sealedUnder = {};           ///< the epoch of the key it was opened with: no part of what is signed

    [[nodiscard]] QByteArray hash() const; ///< BLAKE2b-256 over `bytes`
    /** Where the tail starts: the commits that lie in segments. */
    [[nodiscard]] quint64 inSegments() const { return segments.isEmpty() ? 0 : segments.constLast().last(); }
    [[nodiscard]] static QByteArray role(const HeadName &name);
};

/** The longest tail of commits inside a head; longer ones go into a segment. */
inline constexpr qsizetype longestTail = 16'384;
/** The most streams that a head may say it has seen, or its snapshot covers. */
inline constexpr qsizetype mostStreams = 10'000;
inline constexpr qsizetype mostFossils = 256;
inline constexpr QByteArrayView headDomain{"heard.head.v1"};

/** The canonical bytes to be signed. */
[[nodiscard]] QByteArray encodeHead(const Head &head);
/** Reads canonical bytes with their signature, and checks that the parts agree; does not verify the signature. */
[[nodiscard]] Result<Head> readHead(const QByteArray &signedBytes);
[[nodiscard]] bool verifyHead(const Head &head, QByteArrayView devicePublicKey);

/** A snapshot as it stands in heads and notes; an empty array when there is none. @p ok turns false when it is malformed. */
[[nodiscard]] QCborArray encodeSnapshot(const std::optional<Snapshot> &snapshot);
[[nodiscard]] std::optional<Snapshot> decodeSnapshot(const QCborArray &array, bool &ok);

/** The same for fossils. */
[[nodiscard]] QCborArray encodeFossils(const Fossils &fossils);
[[nodiscard]] Fossils decodeFossils(const QCborArray &array, bool &ok);

/** The plain text of a segment: its commits, verbatim. */
[[nodiscard]] QByteArray encodeSegment(const QList<SignedCommit> &commits);
[[nodiscard]] Result<QList<SignedCommit>> readSegment(const QByteArray &plain);

} // namespace heard
