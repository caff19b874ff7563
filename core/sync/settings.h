// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"
#include "sync/engine.h"
#include "sync/remote.h"
#include "sync/webdav_access.h"

#include <memory>

namespace heard {

/** Where a circle syncs. Kept sealed in the vault. */
struct RemoteSettings
{
    enum class Kind { None, Folder, WebDav };
    Kind kind = Kind::None;
    QString folder;           ///< absolute path, for Kind::Folder
    WebDavAccess webDav = {}; ///< for Kind::WebDav
};

/** Kind::None when none was set. */
[[nodiscard]] Result<RemoteSettings> remoteSettings(const Vault &vault, const Id &circle);
/** Keeps them as they are given; Kind::None forgets. Check first with checkRemote() what a person typed. */
[[nodiscard]] Result<> setRemoteSettings(Vault &vault, const Id &circle, const RemoteSettings &settings);
/** Tries it for a circle: is it there, can it be written to? May take as long as a storage takes to answer; stops when cancelled. */
[[nodiscard]] Result<> checkRemote(const RemoteSettings &settings, const Id &circle, const Cancel *cancel = nullptr);
/** The remote itself. NotFound "no-remote" for Kind::None. Cheap; nothing is asked of the storage yet. */
[[nodiscard]] Result<std::unique_ptr<Remote>> makeRemote(const RemoteSettings &settings, const Id &circle);

/** True for problems of a storage that is not there just now, by their name: it may well be the right one, and go well later by itself. */
[[nodiscard]] bool mayComeBack(const QString &problem);
/** When pictures, sound and film go over by themselves, in all circles of this vault. */
enum class MediaRule {
    NotSet,
    Always,
    Careful, ///< not over a network that costs money; where the device cannot tell, only when somebody asks
};
[[nodiscard]] Result<MediaRule> mediaRule(const Vault &vault);
/** Keeps it sealed in the vault; it is this device's own. */
[[nodiscard]] Result<> setMediaRule(Vault &vault, MediaRule rule);

/** How the last syncs of a circle went, at any remote. */
struct SyncStatus
{
    qint64 lastTry = 0;     ///< ms since 1970; 0: never
    qint64 lastSuccess = 0; ///< 0: never
    QString problem;        ///< name of the last try's weightiest problem (problems.h), empty when it went well
    QString sentence;
    qint64 waiting = 0; ///< changes that were not at the remote after it
};
[[nodiscard]] Result<SyncStatus> syncStatus(const Vault &vault, const Id &circle);

/** What waits to be sent from this device, since when, and why. */
struct Pending
{
    enum class Why { Nothing, NoRemote, NotTried, Problem };
    Id circle;
    qint64 changes = 0;
    qint64 letters = 0; ///< welcomes and keys for others, not sent yet
    qint64 since = 0;   ///< ms since 1970 of the oldest change that waits; 0 when none
    Why why = Why::Nothing;
    QString problem;  ///< name, when why is Problem
    QString sentence; ///< why, in plain words; empty when nothing waits
    SyncStatus status;
};
/** "nothing", "no-remote", "not-tried", "problem": for the command line. */
[[nodiscard]] QString pendingWhyName(Pending::Why why);
[[nodiscard]] Result<Pending> pending(Circle &circle);

/** For callers on the circle's thread: settings, remote and syncOnce in one. No remote set gives a report with the problem "no-remote". */
[[nodiscard]] SyncReport syncCircle(Circle &circle, const Cancel &cancel, const SyncProgressFunction &progress = {},
                                    const SyncOptions &options = {});

/**
 * Takes everything of this circle away from where it syncs: heads first, so that nobody meets one whose segments are gone.
 * What the others hold stays theirs, and each of them is asked before anything is sent there again ("remote-emptied").
 * Gives the number of objects removed. Refused "not-owner"; NotFound "no-remote"; what the remote says; Refused "stopped" when cancelled:
 * it can be called again until nothing is left.
 */
[[nodiscard]] Result<qint64> clearRemote(Circle &circle, const Cancel &cancel, const SyncProgressFunction &progress = {});

} // namespace heard
