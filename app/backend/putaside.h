// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/vault.h"

namespace heard {

// A locked store that nobody can open today is never deleted: it is put aside beside its place, whole, and can be taken back.

/** The store that was put aside last, for the place @p folder; empty when there is none. */
[[nodiscard]] QString lastPutAside(const QString &folder);

/**
 * Moves the store in @p folder to a new name beside it, "…-kept-2026-11-28", which it gives back. Busy when another program has it
 * open; nothing was changed when it fails.
 */
[[nodiscard]] Result<QString> putAside(const QString &folder, const Surroundings &around);

/** Moves @p kept back into the empty place @p folder. */
[[nodiscard]] Result<> takeBack(const QString &kept, const QString &folder);

/**
 * A backup into @p folder. A store that is there already is put aside once the backup has been opened and checked, so that a wrong
 * passphrase or a damaged file changes nothing.
 */
[[nodiscard]] Result<> restoreInPlace(const QString &file, const Passphrase &passphrase, const QString &folder, const Surroundings &around);

/** Ends what restoreInPlace() had begun when the program was stopped between its two moves. For every start. */
void finishRestore(const QString &folder);

} // namespace heard
