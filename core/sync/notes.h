// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "sync/head.h"
#include "sync/layout.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>
#include <QStringList>
#include <optional>

/**
 * What sync remembers between runs, as notes in the vault. What was seen at one remote says nothing of another, so most names
 * begin with the remote's identity; only the number of this device's last head is the same for all.
 */
namespace heard {

/** The last head of another device's stream that was taken in whole. */
struct ForeignCursor
{
    quint32 seq = 0;
    QByteArray headHash;
    Id stream;
    StreamMark mark;
    qint64 came = 0;                       ///< when, ms since 1970 by the remote's clock; a device that is silent for long holds nothing up
    quint64 acknowledged = 0;              ///< how many changes of this device's stream in that audience it had then
    QList<quint64> lasts = {};             ///< the last change of each segment that its head names
    std::optional<Snapshot> snapshot = {}; ///< that its head names …
    qint64 snapshotCame = 0;               ///< … and since when, by the remote's clock
    QSet<Id> epochs = {};                  ///< whose keys are needed for it and for what it names; null: not noted
    QMap<Id, quint64> seen = {};           ///< how many changes of other streams of its audience it had then
    Fossils fossils = {};                  ///< that its head names …
    quint64 fossilsSeen = 0;               ///< … and up to which round it has nothing against this device's
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static std::optional<ForeignCursor> decoded(const QByteArray &bytes);
    [[nodiscard]] static QByteArray name(const QByteArray &remote, const QString &tag) { return remote + 'f' + tag.toLatin1(); }
};

/** A head of a stream that is not shared with this device, and the keys that were tried. */
struct ClosedCursor
{
    quint32 seq = 0;
    QByteArray keyring; ///< hash of the epochs held then
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static std::optional<ClosedCursor> decoded(const QByteArray &bytes);
    [[nodiscard]] static QByteArray name(const QByteArray &remote, const QString &tag) { return remote + 'n' + tag.toLatin1(); }
};

/** What lies at a remote of one of this device's own streams. */
struct OwnCursor
{
    quint32 seq = 0;               ///< of the last head that was surely put; 0: none
    QByteArray headHash;           ///< its hash
    StreamMark mark;               ///< what it published
    QList<SegmentRef> segments;    ///< surely put, whether a head names them yet or not: an interrupted push goes on from here
    QList<CarriedSegment> carried; ///< the same, of other streams
    [[nodiscard]] quint64 inSegments() const { return segments.isEmpty() ? 0 : segments.constLast().last(); }
    bool pending = false; ///< what lies there differs from what the last head says: a new one is due
    std::optional<Snapshot> snapshot = {};
    qint64 snapshotCame = 0; ///< since when a published head names it, by the remote's clock
    Id headEpoch = {};       ///< whose key the last head is sealed with; null: not noted
    /** Up to which commit another stream is carried; 0: not at all. */
    [[nodiscard]] quint64 carriedOf(const Id &stream) const;
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static std::optional<OwnCursor> decoded(const QByteArray &bytes);
    [[nodiscard]] static QByteArray name(const QByteArray &remote, const Id &stream) { return remote + 'o' + stream.toBytes(); }
};

/** The last head number this device used for a stream, put or not: no number is used twice. */
struct HeadCounter
{
    [[nodiscard]] static QByteArray encoded(quint32 seq);
    [[nodiscard]] static quint32 decoded(const QByteArray &bytes); ///< 0 when there is none
    [[nodiscard]] static QByteArray name(const Id &stream) { return 'c' + stream.toBytes(); }
};

/** Somebody else put a file under the name that this device's next head would have had: it is not this device's to delete. */
struct TakenNameNote
{
    [[nodiscard]] static QByteArray name(const QByteArray &remote, const QString &path) { return remote + 'a' + path.toLatin1(); }
};

/** Letters of the mailbox that were tried and are not for this device, and how many changes it held then. */
struct LetterCursor
{
    quint64 held = 0;
    QStringList tried;
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static LetterCursor decoded(const QByteArray &bytes); ///< an empty one when there is none
    [[nodiscard]] static QByteArray name(const QByteArray &remote) { return remote + 'l'; }
};

/**
 * Something the remote does that cannot be by chance, or not for long, and for how long it is so. One that stops being so is forgotten;
 * two contradicting pasts of one device are kept for good, with the head that proves them.
 */
struct EvidenceNote
{
    qint64 last = 0;   ///< when it was so the last time: ms since 1970, by this device's clock
    qint64 waited = 0; ///< ms, for how long; a clock that jumps counts for little
    qint64 runs = 0;   ///< in how many runs it was so
    QByteArray detail; ///< what exactly: another one starts the count again
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static std::optional<EvidenceNote> decoded(const QByteArray &bytes);
    [[nodiscard]] static QByteArray prefix(const QByteArray &remote) { return remote + 'e'; }
    [[nodiscard]] static QByteArray name(const QByteArray &remote, const QByteArray &what) { return prefix(remote) + what; }
    /** The signed bytes of a head that contradicts what was seen before. */
    [[nodiscard]] static QByteArray proofName(const QByteArray &remote, const QString &tag) { return remote + 'p' + tag.toLatin1(); }
};

/** When this device last looked whether all that heads name lies there: ms since 1970, by its own clock. */
struct LookNote
{
    [[nodiscard]] static QByteArray name(const QByteArray &remote) { return remote + 'w'; }
};

/** A snapshot of another's that was read back whole and found to hold what it says. */
struct ProofNote
{
    [[nodiscard]] static QByteArray name(const QByteArray &remote, const Id &snapshot) { return remote + 'k' + snapshot.toBytes(); }
};

/** A head of this device's stream was put that says: this erasure was taken in here. */
struct AcknowledgedNote
{
    [[nodiscard]] static QByteArray name(const QByteArray &remote, const Id &stream, const Id &erasure)
    {
        return remote + 'x' + stream.toBytes() + erasure.toBytes();
    }
};

/**
 * Something that was tried and is no use trying again for a day, unless what @p detail stands for is another then: a snapshot that the
 * storage had no room for, a removed device's head that cannot be read, snapshots that have nothing for what is held back.
 */
struct RestNote
{
    qint64 since = 0;  ///< ms since 1970, by this device's clock
    QByteArray detail; ///< at most 100 bytes
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static std::optional<RestNote> decoded(const QByteArray &bytes);
    [[nodiscard]] static QByteArray name(const QByteArray &remote, const QByteArray &what) { return remote + 'r' + what; }
};

/** The largest object that a remote takes, once it has refused a larger one. */
struct SizeNote
{
    [[nodiscard]] static QByteArray name(const QByteArray &remote) { return remote + 'z'; }
};

/** The smallest piece of an attachment that a remote refused as too large, and when: an owner may allow more later, so it is tried again. */
struct PieceLimitNote
{
    qint64 size = 0; ///< bytes; 0: none was refused
    qint64 time = 0;
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static PieceLimitNote decoded(const QByteArray &bytes); ///< an empty one when there is none
    [[nodiscard]] static QByteArray name(const QByteArray &remote) { return remote + 'y'; }
};

/** A piece that this very device put at a remote: only what it put itself does it delete. */
struct PutPieceNote
{
    int number = 0;  ///< under which of its names
    qint64 gone = 0; ///< since when it may have been deleted there, by the later of two clocks; 0: it lies there
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static std::optional<PutPieceNote> decoded(const QByteArray &bytes);
    [[nodiscard]] static QByteArray name(const QByteArray &remote, const QByteArray &piece) { return remote + 'u' + piece; }
};

/** Pieces that nothing shown names, as far as this device has to do with them, on their way to be deleted. */
struct FossilNote
{
    struct Entry
    {
        qint64 since = 0;   ///< when that was first seen, by the later of two clocks
        quint64 round = 0;  ///< of this device's fossils that it was put among; 0: not yet
        bool named = false; ///< another device named it among its own
    };
    quint64 round = 0;    ///< the last that this device began …
    qint64 roundTime = 0; ///< … and when
    qint64 lastRun = 0;   ///< when this device last was here, to the day
    qint64 adopted = 0;   ///< when it last took over what removed devices had put
    QMap<QByteArray, Entry> entries;
    QMap<Id, quint64> told; ///< what the last head said of others' fossils (Head::fossilsSeen)
    [[nodiscard]] Fossils fossils() const;
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static FossilNote decoded(const QByteArray &bytes); ///< an empty one when there is none
    [[nodiscard]] static QByteArray name(const QByteArray &remote) { return remote + 'g'; }
};

/** A number by itself in a note: SizeNote, LookNote. */
[[nodiscard]] QByteArray encodedNumber(qint64 number);
[[nodiscard]] qint64 decodedNumber(const QByteArray &bytes); ///< 0 when there is none

/** How the last runs went (SyncStatus in settings.h). */
struct StatusNote
{
    qint64 lastTry = 0;
    qint64 lastSuccess = 0;
    QString problem;
    QString sentence;
    qint64 waiting = 0; ///< changes that were not at the remote then
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static StatusNote decoded(const QByteArray &bytes);
    [[nodiscard]] static QByteArray name() { return QByteArrayLiteral("status"); }
};

} // namespace heard
