// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine.h"
#include "sync/notes.h"
#include "sync/timeleft.h"

#include <QElapsedTimer>
#include <QMap>
#include <QSet>

namespace heard {

/** One run of the engine: what syncOnce() holds while it goes. Not for other callers. */
class SyncRun
{
public:
    SyncRun(CirclePort &port, Remote &remote, const Clock &clock, Random &random, const Cancel &cancel,
            const SyncProgressFunction &progress, const SyncOptions &options);
    ~SyncRun();
    SyncRun(const SyncRun &) = delete;
    SyncRun &operator=(const SyncRun &) = delete;
    [[nodiscard]] SyncReport run();

    /** A snapshot that lies at the remote, as far as is known here. */
    struct KnownSnapshot
    {
        Snapshot snapshot;
        qint64 came = 0;      ///< when it was first seen, by the remote's clock
        bool removed = false; ///< its device is no longer in the circle
        QString tag = {};     ///< of the head that names it; empty for this device's own
    };

private:
    /** A head of another device on its way in. */
    struct Incoming
    {
        HeadName name;
        Head head;
        bool genuine = false; ///< its signature was verified; until then its device is not known here
    };

    // engine.cpp
    [[nodiscard]] bool load();
    [[nodiscard]] bool refresh();
    void go();
    void finish();
    [[nodiscard]] bool stopped();
    void problem(const Error &error, const QString &detail = {});
    void problem(ErrorCode code, const char *name, const QString &sentence, const QString &detail);
    /** A problem of this device's store: nothing sensible can follow. */
    bool broken(const Error &error);
    /** A problem of the remote. True when it is one that makes going on pointless. */
    bool remoteFailed(const Error &error);
    [[nodiscard]] bool keep(const SyncUpdate &update);
    void step(SyncProgress::Step step, qint64 done = 0, qint64 total = 0) const;
    [[nodiscard]] const Circle::StreamInfo *held(const Id &stream) const;
    /** The hash of a held commit; empty when it is not held. */
    [[nodiscard]] QByteArray hashAt(const Id &stream, quint64 count);
    [[nodiscard]] QByteArray keyringHash() const;
    [[nodiscard]] QList<Circle::StreamInfo> ownStreams() const;
    [[nodiscard]] quint64 heldCommits() const;
    /** Was this tried in vain within a day, with the same detail? */
    [[nodiscard]] bool rests(const QByteArray &what, const QByteArray &detail = {}) const;
    void rest(const QByteArray &what, const QByteArray &detail = {});
    [[nodiscard]] bool isOwn(const Id &stream) const;

    // engine_pull.cpp
    [[nodiscard]] static QString notGenuine();
    [[nodiscard]] bool listHeads();
    /** Gets several objects at a time, for fetch() to find; what cannot be had is asked for again there. */
    void fetchAhead(const QStringList &paths);
    [[nodiscard]] Result<QByteArray> fetch(const QString &path);
    void readLetters(bool again);
    void pull();
    void pullSome();
    void dryPull();
    [[nodiscard]] QList<Incoming> fetchHeads();
    [[nodiscard]] std::optional<Incoming> fetchHead(const QString &tag, const QList<quint32> &seqs);
    /** True when there may be something new under this tag; says so when the store went back. */
    [[nodiscard]] bool isWorthFetching(const QString &tag, quint32 highest);
    [[nodiscard]] bool cameTwice(const QString &tag, const QByteArray &object);
    [[nodiscard]] Result<Head> openHead(const HeadName &name, const QByteArray &object, bool known);
    [[nodiscard]] QByteArray unreadableHead(quint32 seq) const { return QByteArray::number(seq) + keyringHash(); }
    void nameClosed();
    void noteClosed(const HeadName &name, bool known);
    [[nodiscard]] bool goesOn(const Incoming &incoming);
    [[nodiscard]] bool isWhole(const Head &head) const;
    void settle(QList<Incoming> &incoming, const Circle::Received &received);
    [[nodiscard]] ForeignCursor cursorFor(const Incoming &incoming) const;

    // engine_fork.cpp
    [[nodiscard]] std::optional<QList<SignedCommit>> continuationIn(const Head &head, const Id &stream);
    [[nodiscard]] bool isForked(const Incoming &incoming);
    void mendForks();

    // engine_commits.cpp
    void takeHeads(const QList<Incoming> &incoming, Circle::Received &received);
    void gather(const QList<SignedCommit> &commits, Circle::Received &received);
    void takeGathered(Circle::Received &received);
    void takeIn(const QList<SignedCommit> &commits, Circle::Received &received);
    void fetchCommits(const Incoming &incoming, Circle::Received &received);
    void fetchFresh(const Incoming &incoming, Circle::Received &received);
    [[nodiscard]] std::optional<QList<SignedCommit>> fetchSegment(const Head &head, const Id &stream, const SegmentRef &segment);

    // engine_snapshot.cpp
    struct Cost
    {
        qsizetype gaps = 0;
        qsizetype objects = 0;
    };
    [[nodiscard]] qint64 laterNow() const;
    [[nodiscard]] qint64 earlierNow() const;
    [[nodiscard]] QList<std::pair<QString, ForeignCursor>> foreignCursors() const;
    [[nodiscard]] QList<KnownSnapshot> knownSnapshots(const Id &audience) const;
    [[nodiscard]] Cost costOf(const QList<const Head *> &heads, const Snapshot *snapshot) const;
    void takeSnapshots(const QList<Head> &offering, const QList<Incoming> &incoming, Circle::Received &received);
    void takeSnapshot(const Head &head, Circle::Received &received);
    void freeHeldBack(Circle::Received &received);
    [[nodiscard]] QList<Head> snapshotsElsewhere();
    [[nodiscard]] QByteArray whatIsThere() const;
    [[nodiscard]] bool isPickedToday(const Circle::StreamInfo &stream) const;
    [[nodiscard]] qsizetype uncovered(const Circle::StreamInfo &stream, const OwnCursor &own) const;
    void lookAfterTheStore();
    [[nodiscard]] bool isTroubled() const;
    struct Packed
    {
        SegmentRef segment;
        QByteArray object;
    };
    [[nodiscard]] bool putParts(const EpochKey &key, Snapshot &snapshot, QList<SignedCommit> &waiting);
    [[nodiscard]] bool isSame(const Snapshot &snapshot, const Packed &packed, const EpochKey &key, const QList<SignedCommit> &waiting);
    [[nodiscard]] bool addStream(const Circle::StreamInfo &stream, const EpochKey &key, Snapshot &snapshot, QList<SignedCommit> &waiting,
                                 QSet<Id> *named);
    [[nodiscard]] bool addStreams(const Id &audience, const EpochKey &key, Snapshot &snapshot, QList<SignedCommit> &waiting);
    void makeSnapshot(const Circle::StreamInfo &stream, const EpochKey &key, OwnCursor cursor);
    [[nodiscard]] bool isCollectable(const Circle::StreamInfo &stream, quint64 last) const;
    void collect(const Circle::StreamInfo &stream, OwnCursor cursor);

    // engine_collect.cpp
    void clearRemoved();
    void lookWeekly();
    [[nodiscard]] QSet<Id> audiencesLacking(const QList<Head> &heads, const QSet<QString> &there) const;
    [[nodiscard]] static QStringList namedBy(const Head &head);
    [[nodiscard]] static QStringList namedBy(const QList<SegmentRef> &segments, const QList<CarriedSegment> &carried,
                                             const std::optional<Snapshot> &snapshot);
    [[nodiscard]] std::optional<Head> readAgain(const QString &tag, quint32 seq);
    [[nodiscard]] bool clearStream(const QString &tag, const QList<quint32> &seqs);
    [[nodiscard]] bool isProven(const KnownSnapshot &known) const;
    void prove(const Id &audience);

    // engine_erase.cpp
    [[nodiscard]] static QSet<Id> epochsOf(const Head &head);
    [[nodiscard]] static QSet<Id> epochsOf(const OwnCursor &own);
    [[nodiscard]] bool isStale(const QSet<Id> &epochs) const;
    [[nodiscard]] bool isSeenByAll(const Circle::Erasing &erasing) const;
    void settleErasures();
    [[nodiscard]] bool renew(const Circle::StreamInfo &stream, OwnCursor cursor);
    [[nodiscard]] bool isNeeded(const EpochKey &key) const;
    void dropStaleKeys();
    void lookForValues(const QList<Head> &heads);
    /** A device that is silent for long holds nothing up: it begins again from a snapshot, and sends what it has then. */
    [[nodiscard]] bool isSilent(const ForeignCursor &cursor) const;
    /** One of those, whose files are sealed with a key from before an erasure, that goes or has gone. */
    [[nodiscard]] bool isLost(const ForeignCursor &cursor) const;
    [[nodiscard]] bool isHollower(const Commit &commit);

    // engine_evidence.cpp
    [[nodiscard]] static QString twoHistories();
    [[nodiscard]] static QString wentBack();
    void contradiction(const Incoming &incoming);
    void compareSeen(const Incoming &incoming);
    [[nodiscard]] QSet<Id> knownStreams() const;
    [[nodiscard]] std::optional<Id> openClaim(const QByteArray &what, const EvidenceNote &note) const;
    void lookForVanished();
    void weighEvidence();

    // engine_push.cpp
    void inspectOwn();
    void forgetOthers();
    [[nodiscard]] bool isEmptied();
    [[nodiscard]] std::optional<Head> readOwnHead(const HeadName &name);
    void adopt(const Circle::StreamInfo &stream, const HeadName &name);
    void inspectStream(const Circle::StreamInfo &stream);
    void lookAfter(const Circle::StreamInfo &stream, OwnCursor &own, bool listed, const QSet<QString> &names);
    /** Paths of all segments that lie there; nothing when that cannot be known. */
    [[nodiscard]] std::optional<QSet<QString>> listSegments();
    void push();
    void pushLetters();
    void pushStream(const Circle::StreamInfo &stream);
    /** Own streams, and those of audiences in which nothing was written here but something must be carried. */
    [[nodiscard]] QList<Circle::StreamInfo> streamsToPush() const;
    /** What is held of the person's other devices' streams in an audience, and neither lies at the remote nor is carried. */
    [[nodiscard]] QList<Circle::StreamInfo> toCarry(const Id &audience, const OwnCursor &own) const;
    [[nodiscard]] quint64 atRemote(const Id &stream) const;
    [[nodiscard]] bool pushCarried(const Circle::StreamInfo &stream, const EpochKey &key, OwnCursor &own);
    /** As many of the commits as fit, from the first. */
    [[nodiscard]] Packed pack(const Id &stream, quint64 first, const QList<SignedCommit> &commits, const EpochKey &key);
    enum class Put { Done, TooLarge, Failed };
    [[nodiscard]] Put putSegment(const Circle::StreamInfo &owner, const Packed &packed, OwnCursor &own, OwnCursor with);
    /** True when the remote refused an object as too large and smaller ones can be made; remembers it. */
    [[nodiscard]] bool takesLess(const Error &error, const Packed &packed);
    [[nodiscard]] qsizetype largestThere() const;
    [[nodiscard]] bool pushSegments(const Circle::StreamInfo &stream, const EpochKey &key, OwnCursor &own);
    [[nodiscard]] bool pushHead(const Circle::StreamInfo &stream, const EpochKey &key, OwnCursor &own, const QList<SignedCommit> &tail);
    [[nodiscard]] QMap<Id, StreamMark> seenFor(const Circle::StreamInfo &stream) const;
    [[nodiscard]] const EpochKey *currentKey(const Id &audience) const;
    /** Journals the name, puts the object, and takes the name from the journal in one step with @p then. */
    [[nodiscard]] Result<> put(const QString &path, const QByteArray &object, SyncUpdate before, SyncUpdate then);
    void tidy();
    [[nodiscard]] std::optional<OwnCursor> own(const Id &stream) const;
    void copiedVault(const QString &detail);

    /** Objects that are fetched side by side and held until it is their turn. */
    static constexpr qsizetype fetchedAhead = 8;
    /** Bytes of heads, or of commits, that are gathered before they are kept: what a folder may hold must not decide how much memory is used. */
    static constexpr qsizetype mostInMemory = 16'000'000;
    /** Bytes of commits packed into one object; packed they must not pass largestThere(). */
    static constexpr qsizetype mostInSegment = 4'000'000;
    // attachments_send.cpp, attachments_fetch.cpp
    /** An attachment on its way to the remote, and under which of its names each piece surely lies at the remote. */
    static constexpr char notThere = '\xff';
    struct Upload
    {
        Attachment attachment;
        Id stream; ///< where the commit that names it lies
        quint64 seq = 0;
        QByteArray there;      ///< a number for each piece (layout.h chunkPath); notThere
        bool tooLarge = false; ///< the remote refused a piece of it for its size
        bool mending = false;  ///< put back what is gone: pieces that are not here are another's to put back
        [[nodiscard]] bool complete() const { return !there.isEmpty() && !there.contains(notThere); }
    };
    /** push(), with what attachments ask for: words first, then the pieces, then the words that name them and what follows. */
    void pushAll();
    void headIsDue();
    // attachments_large.cpp
    [[nodiscard]] bool isTooLarge(const Attachment &attachment) const;
    [[nodiscard]] bool leaveOut(const Attachment &attachment);
    [[nodiscard]] static QString notTaken();
    /** Something stays on this device since the remote takes no file as large. */
    [[nodiscard]] bool hasLeftOut() const;
    void tellTooLarge(const Attachment &attachment, qint64 refused);
    void noLongerLeftOut(const Attachment &attachment);
    void addLeftOut(const QSet<QByteArray> &held, QList<Upload> &uploads);

    [[nodiscard]] QList<Upload> uploadsToDo();
    [[nodiscard]] bool addUploads(const Id &stream, quint64 after, quint64 count, const QSet<QByteArray> &held, QList<Upload> &uploads);
    /** The attachments that a commit names. */
    [[nodiscard]] static Result<QList<Attachment>> attachmentsOf(const SignedCommit &signedCommit);
    [[nodiscard]] Upload uploadOf(const Attachment &attachment, const Id &stream, quint64 seq) const;
    [[nodiscard]] QByteArray uploadNote(const Attachment &attachment) const { return m_where + 'b' + attachment.id().toBytes(); }
    /** Takes from the streams to push what would name an attachment that does not lie there. */
    void holdBack(const QList<Upload> &waiting);
    void sendAttachments(QList<Upload> &uploads);
    /** False when it cannot go on now. A piece that is lost here is left out. */
    [[nodiscard]] bool sendAttachment(Upload &upload);
    [[nodiscard]] bool putChunk(Upload &upload, qsizetype index, const QByteArray &piece);
    enum class PutOutcome { Done, NextName, TooLarge, Stop };
    [[nodiscard]] PutOutcome putUnder(Upload &upload, qsizetype index, int number, const QByteArray &piece, bool lastResort);
    [[nodiscard]] bool chunkLies(Upload &upload, qsizetype index, int number, bool mine);
    void tidyNames(const Upload &upload);
    /** At repair: finds out which pieces are gone from the remote, and puts back what is held here, whoever it came from. */
    void healAttachments();
    [[nodiscard]] std::optional<QSet<QString>> listChunks(const QList<AttachmentInfo> &infos);
    [[nodiscard]] bool inspectUpload(Upload &upload, const QSet<QString> &listed);
    // attachments_fossils.cpp
    [[nodiscard]] std::optional<PutPieceNote> putByUs(const QByteArray &piece) const;
    [[nodiscard]] bool liesByUs(const QByteArray &piece) const;
    /** What other devices mean to delete. */
    [[nodiscard]] QSet<QByteArray> namedByOthers() const;
    /** Before anything is pushed: what is shown again, or still, and may be deleted there, is put once more by this device. */
    void lookAtPieces();
    void weighPieces(FossilNote &note, const QSet<QByteArray> &held, const QSet<QByteArray> &live);
    void putOnceMore(FossilNote &note, const QList<AttachmentInfo> &infos, const QSet<QByteArray> &held);
    [[nodiscard]] bool isInDoubt(const FossilNote &note, const QSet<QByteArray> &named, const QByteArray &piece) const;
    void answerFossils(const QSet<QByteArray> &live);
    /** In a run with nothing else to do: deletes pieces that nobody needs any more, and names more of them. */
    void collectPieces();
    [[nodiscard]] quint64 roundSeenByAll() const;
    [[nodiscard]] bool deletePieces(FossilNote &note, const QSet<QByteArray> &live);
    [[nodiscard]] bool nameFossils(FossilNote &note) const;
    void adoptPieces(FossilNote &note, const QSet<QByteArray> &live);
    [[nodiscard]] bool addPiecesOf(const Circle::StreamInfo &stream, QSet<QByteArray> &names);
    void freePieces(FossilNote &note, const QSet<QByteArray> &held);
    [[nodiscard]] bool keepFossils(const FossilNote &note, std::optional<OwnCursor> cursor = {});
    void fetchAttachments();
    [[nodiscard]] bool fetchBatch(const QList<std::pair<qsizetype, qsizetype>> &batch, QList<AttachmentInfo> &infos, QSet<qsizetype> &missing);
    [[nodiscard]] Result<QByteArray> chunkElsewhere(const Attachment::Chunk &chunk, qsizetype missing);
    [[nodiscard]] bool wasMissing(const AttachmentInfo &info) const;
    void settleFetched(const QList<AttachmentInfo> &infos, const QSet<qsizetype> &missing);
    void mediaStep(SyncProgress::Step step, qint64 done, qint64 total);

    CirclePort &m_port;
    Remote &m_remote;
    const Clock &m_clock;
    Random &m_random;
    const Cancel &m_cancel;
    const SyncProgressFunction &m_progress;
    SyncOptions m_options;
    QElapsedTimer m_time;

    SyncReport m_report;
    CircleSnapshot m_circle;
    QByteArray m_where;
    QHash<QByteArray, QByteArray> m_cursors;
    QHash<QByteArray, QByteArray> m_journal;
    QList<Error> m_missing;         ///< objects that were looked for in vain
    QList<SignedCommit> m_gathered; ///< came, and not kept yet
    qsizetype m_gatheredBytes = 0;
    bool m_split = false; ///< what came was too much to be kept at once
    struct Fork
    {
        Id stream;
        QList<SignedCommit> theirs;
    };
    QList<Fork> m_forks;                   ///< found in this round
    bool m_mended = false;                 ///< what a copy of this vault did to its streams was put right: all is looked at again
    bool m_moreHeads = false;              ///< heads are left for another round
    QSet<QString> m_looked;                ///< tags whose heads were looked at
    bool m_news = false;                   ///< heads were taken in that were not known
    bool m_gap = false;                    ///< a head names changes that follow others which lie nowhere but in a snapshot
    QHash<QByteArray, QByteArray> m_media; ///< of attachments; read when one is on its way
    QMap<Id, quint64> m_fossilsSeen;       ///< for the next head (Head::fossilsSeen)
    TimeLeft m_left;
    qint64 m_mediaDone = 0;
    qint64 m_mediaTotal = 0;
    QStringList m_leftovers;               ///< journalled by earlier runs
    QHash<QString, QByteArray> m_ahead;    ///< objects that came before they were asked for
    QMap<QString, QList<quint32>> m_heads; ///< listed heads: tag -> sequences, rising
    QSet<QString> m_ownTags;
    QSet<QString> m_removedTags;            ///< of devices of people who were removed
    std::optional<QList<Head>> m_elsewhere; ///< what snapshotsElsewhere() found in this round
    QSet<QString> m_everyoneTags;           ///< of the known devices: what lies there must open
    QHash<Id, quint32> m_listedOwn;         ///< own streams whose newest head was listed, and its number
    bool m_broken = false;                  ///< the store here failed
    bool m_gone = false;                    ///< the remote cannot be reached
    bool m_noPush = false;
    bool m_emptied = false;         ///< nothing lies at the remote any more
    bool m_ownLettersRead = false;  ///< for what this device seems to have sent, but cannot open
    bool m_askLetters = false;      ///< heads of a stream never opened before
    bool m_askLettersAgain = false; ///< heads of a stream that was open before
    QSet<QString> m_closedKnown;    ///< tags of those
};

} // namespace heard
