// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "sync/cancel.h"
#include "sync/port.h"
#include "sync/remote.h"

#include <QList>
#include <QString>
#include <functional>

namespace heard {

/**
 * Something that did not go as it should. Work on the device is safe in every case; the sentence says what to do.
 * Names, stable:
 *  "remote-unreachable", "remote-read-only", "remote-full", "remote-refused": the storage itself (codes Unreachable, Refused, Full, Refused);
 *  "remote-emptied": all that was sent is gone from there; nothing is sent until the person says so (SyncOptions::putBack);
 *  "object-damaged", "object-missing": something of another device cannot be read (yet); the last good state stays;
 *  "changes-waiting": changes came that follow others which have not come yet (normal with folders that arrive bit by bit);
 *  "store-went-back": the remote shows less than it showed before; what was seen is kept;
 *  "two-histories": one device has published two different pasts; the first is kept;
 *  "changes-withheld": others have seen changes that lie nowhere where this device looks;
 *  "seen-more-than-sent": others have seen changes of this very device that it does not have: a copy of it wrote them, or someone lies;
 *  "copied-vault": another copy of this very vault writes to this remote; this one sends nothing until it is made its own (Workspace::makeOwn);
 *  "changes-left": what such a copy wrote was sent anew, but for a few things (in the run that did it);
 *  "object-too-new": a newer Heard wrote there; nothing is sent until this one is updated;
 *  "attachment-not-taken": the storage takes no file as large as a piece of a picture; its words went without it (in the run it was tried);
 *  and whatever the store said, when something could not be kept here.
 */
struct SyncProblem
{
    QString name;
    QString sentence;
    QString detail; ///< for logs: object names and technical words, never anything personal
    ErrorCode code = ErrorCode::Internal;
};

/** What one sync did. */
struct SyncReport
{
    Id circle;
    qint64 pushed = 0;       ///< own changes that lie at the remote now and did not before
    qint64 pulled = 0;       ///< changes of others taken in
    qint64 blobsUp = 0;      ///< attachments sent …
    qint64 blobsDown = 0;    ///< … and fetched
    qint64 blobsWaiting = 0; ///< attachments that could not or were not to be sent: what names them, and all saved after it, waits with them
    qint64 blobsTooLarge = 0; ///< attachments that this storage takes no file of the size of: their words went without them
    qint64 blobsMissing = 0;  ///< attachments that were looked for and do not lie there whole (yet)
    qint64 requests = 0;
    qint64 bytesUp = 0;
    qint64 bytesDown = 0;
    double seconds = 0;
    qint64 waiting = 0;    ///< own changes that still wait to be sent
    qint64 comeBackIn = 0; ///< ms for which the storage asked to be left alone; 0: it did not
    bool unreachable = false;
    bool readOnly = false; ///< a newer Heard is in use: changes are kept here, none are sent
    bool cancelled = false;
    bool joined = false; ///< the welcome came in this run
    QList<SyncProblem> problems;
    [[nodiscard]] bool ok() const { return problems.isEmpty() && !cancelled; }
};

/** Where a running sync is, for a progress bar. */
struct SyncProgress
{
    enum class Step { Looking, Fetching, Saving, Sending, Tidying, SendingMedia, FetchingMedia };
    Step step = Step::Looking;
    qint64 done = 0;
    qint64 total = 0; ///< 0: not known
    // of attachments, while Step is SendingMedia or FetchingMedia; done and total count attachments then
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;
    qint64 secondsLeft = -1; ///< -1: not known (timeleft.h)
};
using SyncProgressFunction = std::function<void(const SyncProgress &)>;

struct SyncOptions
{
    bool dryRun = false;  ///< look, count, change nothing here or there
    bool putBack = false; ///< the person agreed: send everything again to a remote that was emptied
    bool repair = false;  ///< read back what this device put there, and put again what is damaged or missing, attachments of others too
    bool media = true;    ///< false on a network that costs: attachments wait, and with them what names them; asked-for ones still come
};

/**
 * Brings one circle and one remote together: pulls, then pushes, then tidies. Straight-line code on the calling thread; clock,
 * randomness and remote are passed in. Whatever happens to the remote or the process meanwhile, nothing that was saved is lost
 * and the next run goes on from there: names are noted before they are put, a name is never used twice, and a head is put only
 * when everything it names lies there. A run with nothing new on either side is one request.
 */
[[nodiscard]] SyncReport syncOnce(CirclePort &port, Remote &remote, const Clock &clock, Random &random, const Cancel &cancel,
                                  const SyncProgressFunction &progress = {}, const SyncOptions &options = {});

} // namespace heard
