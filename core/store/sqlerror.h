// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

class QSqlError;

namespace heard {

/**
 * SQLite's result codes in the words of the app: full disk, read-only folder, damaged file, held by another program.
 * @p folder is asked for its free space, since some platforms report a full disk as a plain write error.
 * The detail holds the code and SQLite's own text, which names tables and never content.
 */
[[nodiscard]] Error storeError(const QSqlError &error, const QString &folder);

/** True for the errors after which SQLite may have rolled the whole transaction back by itself. */
[[nodiscard]] bool endsTransaction(const QSqlError &error);

/** An error of base/filewriter.h in the words for the vault's own folder. */
[[nodiscard]] Error inStore(const Error &written);

[[nodiscard]] Error diskFull(const QString &detail);
[[nodiscard]] Error folderReadOnly(const QString &detail);
[[nodiscard]] Error vaultDamaged(const QString &detail);
[[nodiscard]] Error vaultTooNew(int version);

} // namespace heard
