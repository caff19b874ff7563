// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "sync/cancel.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

namespace heard {

/** What a remote was asked for and what went over the wire, counted by the remote itself. */
struct Traffic
{
    qint64 requests = 0;
    qint64 bytesUp = 0;
    qint64 bytesDown = 0;
};

/**
 * Where a circle's sealed objects meet those of its other devices: a folder, a WebDAV folder, or the tests' memory.
 *
 * It is asked for very little, so that any storage will do: no locks, no times, no moving, no replacing. A name that was put is
 * never put again, by anyone. Paths are `h/<name>`, `s/<name>`, `m/<name>` or `b/<2 digits>/<name>` (layout.h); everything else that
 * lies there is not ours and is not seen. Folders are made when the first object is put. A call blocks; call it from the thread that syncs.
 *
 * Errors: Unreachable (the storage is not there; retry later), NotFound, Full, Refused ("remote-read-only", "remote-refused",
 * and "name-taken" from putNew when the name is in use), Damaged ("object-too-large"). After any error of putNew but
 * "name-taken" the object may lie there or not: the caller never uses that name again.
 */
class Remote
{
public:
    Remote() = default;
    Remote(const Remote &) = delete;
    Remote &operator=(const Remote &) = delete;
    virtual ~Remote() = default;

    /** The names in one of the folders "h", "s", "m", "b/01", or of the folders in "b": only well-formed ones, sorted. A folder that was never made is empty. */
    [[nodiscard]] Result<QStringList> list(const QString &folder);
    /** The bytes of an object, refused when there are more than @p limit of them. */
    [[nodiscard]] Result<QByteArray> get(const QString &path, qsizetype limit);
    /** The same for many, in the order of the paths; a remote that is far away has several in flight. */
    [[nodiscard]] QList<Result<QByteArray>> getAll(const QStringList &paths, qsizetype limit);
    /** Puts an object under a name that was never used. When this gives a value the object is there for good. */
    [[nodiscard]] Result<> putNew(const QString &path, const QByteArray &bytes);
    /** Removes an object: one that this device put, or any when the circle itself is erased there. One that is gone counts as removed. */
    [[nodiscard]] Result<> remove(const QString &path);

    /** Calls that wait look at @p cancel and give Refused "stopped" soon after it is set; null: never. It must outlive the calls. */
    void stopWhen(const Cancel *cancel) { m_cancel = cancel; }
    /** Closes what is open. Called at the end of a run, on its thread; another run may follow, on another. */
    void leave();

    /** Milliseconds for which the storage asked to be left alone, at the last call that it was too busy for; 0: it did not. */
    [[nodiscard]] qint64 comeBackIn() const { return m_comeBackIn; }

    /** 16 bytes that stay the same for the same storage: what was seen where is remembered by it. */
    [[nodiscard]] virtual QByteArray identity() const = 0;
    /** The remote's own time of day in its last answer, ms since 1970; nothing when it tells none. May be wrong, like any clock. */
    [[nodiscard]] virtual std::optional<qint64> timeThere() const { return std::nullopt; }
    /** True when other software moves the files, so that they arrive, and go, in any order: what is missing may be on its way. */
    [[nodiscard]] virtual bool arrivesInPieces() const { return false; }
    /** False when not even this circle's own folder is there: what moves files carries them in and out of folders, and leaves those. */
    [[nodiscard]] virtual bool hasFolders() const { return true; }
    /** Takes away the circle's folders once it was erased there. One that somebody has put something into stays. */
    virtual void removeFolders() {}
    [[nodiscard]] const Traffic &traffic() const { return m_traffic; }

protected:
    [[nodiscard]] virtual Result<QStringList> doList(const QString &folder) = 0;
    [[nodiscard]] virtual Result<QByteArray> doGet(const QString &path, qsizetype limit) = 0;
    /** One after the other where nothing better is known. */
    [[nodiscard]] virtual QList<Result<QByteArray>> doGetAll(const QStringList &paths, qsizetype limit);
    [[nodiscard]] virtual Result<> doPutNew(const QString &path, const QByteArray &bytes) = 0;
    [[nodiscard]] virtual Result<> doRemove(const QString &path) = 0;
    virtual void doLeave() {}
    /** For requests that one call needs besides its own (making a folder, following a redirect). */
    void countRequests(qint64 more) { m_traffic.requests += more; }
    void askedToComeBackIn(qint64 ms) { m_comeBackIn = ms; }
    [[nodiscard]] const Cancel *cancel() const { return m_cancel; }

private:
    [[nodiscard]] Result<QByteArray> received(Result<QByteArray> bytes, const QString &path, qsizetype limit);

    Traffic m_traffic;
    qint64 m_comeBackIn = 0;
    const Cancel *m_cancel = nullptr;
};

} // namespace heard
