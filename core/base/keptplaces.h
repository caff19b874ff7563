// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>

// Where a file that a person asked for never goes, whatever name they gave: onto the vault itself, onto what the same run has read (its
// passphrase, an invite), onto a disk. FileWriter asks here before it opens anything.

namespace heard {

/** The file that makes a folder a vault's. Whatever lies in that folder, or in one of its folders, is the vault's own. */
inline constexpr const char *vaultFileName = "vault.sqlite";

/** From now on noteRead() remembers: for a program that does one thing and ends. */
void keepWhatIsRead();
/** The file that is open as @p descriptor is being read. Does nothing before keepWhatIsRead(), nor for what is no regular file. */
void noteRead(int descriptor);

/**
 * May a file that a person asked for be written at @p path (in the file system's encoding; links are followed)? Usage "out-in-vault" within
 * the folder of any vault; "out-is-input" for a file that this run has read, by whatever name; "out-is-device" for a disk, a socket or a
 * device that is neither a terminal nor one of those that keep nothing (`/dev/null`, `/dev/full`). A pipe may be written to.
 */
[[nodiscard]] Result<> mayBeWritten(const QByteArray &path);

} // namespace heard
