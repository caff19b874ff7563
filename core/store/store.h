// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/id.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <functional>
#include <memory>

namespace heard {

/** One saved change as it lies on disk: ids and numbers in the open, the rest sealed by the vault (core/vault). */
struct StoredCommit
{
    Id circle;
    Id stream;
    quint64 seq = 0;   ///< 1, 2, 3 … within the stream
    QByteArray hash;   ///< 32 bytes: BLAKE2b-256 of the signed commit, the next one's `prev`
    QByteArray sealed; ///< the signed canonical bytes, sealed
    bool own = false;  ///< made on this device
    bool sent = false; ///< own, and known to lie at the remote
    qint64 row = 0;    ///< order of arrival on this device; set by the store
};

/** What a sealed item is for. Stored as a number: never renumber. */
enum class ItemKind {
    Keyring = 1, ///< epoch keys of a circle
    Invite = 2,  ///< invites given out or accepted
    Remote = 3,  ///< where a circle syncs
    Cursor = 4,  ///< what was last seen of a stream at the remote
    Journal = 5, ///< intents of uploads, written before them
    Local = 6,   ///< this device's own: private keys, drafts, what was dismissed
    Media = 7,   ///< attachments: what was asked for, and what of them lies at the remote
};

/** A sealed passphrase, keychain or recovery slot (core/vault/keyslot.h gives the bytes their meaning). */
struct StoredSlot
{
    int kind = 0;
    QByteArray body;
};

struct StoreOptions
{
    /** What the database does on a commit. Everything but tests uses Full: "saved" means it survives a power cut. */
    enum class Durability { Full, Normal };
    Durability durability = Durability::Full;
};

/**
 * The only SQL of the project: one SQLite file (`vault.sqlite`; WAL, synchronous FULL, foreign keys, secure_delete, temp in memory)
 * in a folder of its own with `blobs/`, and the lock that keeps a second process out. It sees only sealed bytes.
 * Not thread-safe: one thread owns it. A failed write leaves everything as it was and says so (full disk: ErrorCode::Full).
 */
class Store
{
public:
    /** The schema this build writes. A file with a higher number is refused unchanged (ErrorCode::TooNew). */
    static constexpr int schemaVersion = 2;

    /**
     * Makes the folder (0700) and an empty store (0600). Refused when a vault is already there.
     * @p first runs in the transaction that makes the schema: either all of it is there afterwards or no vault is.
     */
    [[nodiscard]] static Result<std::unique_ptr<Store>> create(const QString &folder, const StoreOptions &options = {},
                                                               const std::function<Result<>(Store &)> &first = {});
    /** Opens, migrating older schemas in one transaction each (rolled back whole on any error). */
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const QString &folder, const StoreOptions &options = {});
    /** True when the folder holds a vault (cheap; does not open it). */
    [[nodiscard]] static bool exists(const QString &folder);
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    [[nodiscard]] QString folder() const;

    /**
     * Runs @p work inside one transaction: all of it is durable when this returns a value, none of it otherwise.
     * Calls nest: an inner call joins the outer transaction; when only the inner one fails, only its part is undone.
     */
    [[nodiscard]] Result<> transaction(const std::function<Result<>()> &work);

    [[nodiscard]] Result<QByteArray> meta(const QString &key) const; ///< empty when not set
    [[nodiscard]] Result<> setMeta(const QString &key, const QByteArray &value);

    [[nodiscard]] Result<QList<StoredSlot>> slotsOf() const;
    [[nodiscard]] Result<> setSlot(int kind, const QByteArray &body); ///< one of each kind
    [[nodiscard]] Result<> removeSlot(int kind);

    // Writing anything for a circle that is not there yet makes it known. The null id stands for the vault itself.
    /** Those that have an overview, in order of their ids. */
    [[nodiscard]] Result<QList<Id>> circles() const;
    [[nodiscard]] Result<QByteArray> overview(const Id &circle) const;
    [[nodiscard]] Result<> setOverview(const Id &circle, const QByteArray &sealed); ///< adds the circle when new
    /** Removes the circle and all that belongs to it from this device. */
    [[nodiscard]] Result<> eraseCircle(const Id &circle);

    /** The folded state that was last kept, and the arrival row up to which it stands. Empty when there is none. */
    struct StoredState
    {
        qint64 upToRow = 0;
        QByteArray sealed;
    };
    [[nodiscard]] Result<StoredState> state(const Id &circle) const;
    [[nodiscard]] Result<> setState(const Id &circle, const StoredState &state);
    [[nodiscard]] Result<> dropState(const Id &circle);

    /** Appends; the row is the store's to choose. The same (stream, seq) with the same hash is a quiet no-op (false); with another hash it is Damaged ("fork"). */
    [[nodiscard]] Result<bool> append(const StoredCommit &commit);
    /**
     * In order of arrival, those after @p afterRow; stops at the first error @p each gives.
     * @p each may write; what it appends is not visited.
     */
    [[nodiscard]] Result<> eachCommit(const Id &circle, qint64 afterRow, const std::function<Result<>(const StoredCommit &)> &each) const;
    /** The commits of one stream with seq > @p after, in order. */
    [[nodiscard]] Result<QList<StoredCommit>> commitsOf(const Id &circle, const Id &stream, quint64 after, int most = 1'000'000) const;
    /** Writes another sealing over a commit that is there: the same change with less in it (core/circle erases values). NotFound "no-such-commit". */
    [[nodiscard]] Result<> reseal(const StoredCommit &commit);
    /** After something was erased: nothing of it stays in the write-ahead log, where it would lie until the log is written over. */
    [[nodiscard]] Result<> scrub();
    [[nodiscard]] Result<> markSent(const Id &circle, const Id &stream, quint64 upToSeq);
    [[nodiscard]] Result<QList<StoredCommit>> unsent(const Id &circle) const;
    /** The streams that have some of those. */
    [[nodiscard]] Result<QList<Id>> unsentStreams(const Id &circle) const;
    /** Takes out the commits of a stream with seq > @p after: another continuation of it stands (core/circle rewrites what they held). */
    [[nodiscard]] Result<> removeCommits(const Id &circle, const Id &stream, quint64 after);
    [[nodiscard]] Result<qint64> commitCount(const Id &circle) const;
    [[nodiscard]] Result<qint64> lastRow(const Id &circle) const;

    [[nodiscard]] Result<QByteArray> item(const Id &circle, ItemKind kind, const QByteArray &name) const; ///< empty when not there
    [[nodiscard]] Result<> setItem(const Id &circle, ItemKind kind, const QByteArray &name, const QByteArray &sealed);
    [[nodiscard]] Result<> removeItem(const Id &circle, ItemKind kind, const QByteArray &name);
    [[nodiscard]] Result<QList<std::pair<QByteArray, QByteArray>>> items(const Id &circle, ItemKind kind) const; ///< (name, sealed), by name

    // Blobs: sealed pieces of attachments, one file each in `blobs/`, named by the hash of their bytes. Files and not rows, so that a film
    // does not pass through the log, the cache and every copy of the database. A row says that a file is there for good, so the order is:
    // writeBlob() for all, syncBlobs(), and only then nameBlob() in the transaction of whatever refers to them. A file without a row is
    // what a power cut left over, and goes when the store is next opened.
    /** Writes a file of `blobs/` and makes its bytes durable; its name only becomes so with syncBlobs(). */
    [[nodiscard]] Result<> writeBlob(const QByteArray &name, QByteArrayView bytes);
    [[nodiscard]] Result<> syncBlobs();
    /** Says that a blob belongs to a circle. Saying it again changes nothing. */
    [[nodiscard]] Result<> nameBlob(const Id &circle, const QByteArray &name, qint64 size);
    struct StoredBlob
    {
        QByteArray name; ///< 16 bytes: BLAKE2b-128 of the file
        qint64 size = 0;
    };
    [[nodiscard]] Result<QList<StoredBlob>> blobs(const Id &circle) const; ///< by name
    [[nodiscard]] Result<bool> hasBlob(const Id &circle, const QByteArray &name) const;
    /** The bytes of a file, as they are: whether they are those of its name is for the caller to look. NotFound "blob-missing". */
    [[nodiscard]] Result<QByteArray> readBlob(const QByteArray &name) const;
    /** How large a file is; -1 when it is not there. */
    [[nodiscard]] qint64 blobFileSize(const QByteArray &name) const;
    /** Takes blobs away from a circle, and their files when no other circle has them. */
    [[nodiscard]] Result<> removeBlobs(const Id &circle, const QList<QByteArray> &names);

    /** SQLite's own integrity and foreign key checks. Empty when all is well; else what it says (for the log). */
    [[nodiscard]] Result<QString> integrity() const;
    /** A consistent copy of the database into a new file (VACUUM INTO). */
    [[nodiscard]] Result<> copyTo(const QString &file) const;

private:
    class Private;
    explicit Store(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace heard
