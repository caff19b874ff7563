// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <functional>
#include <span>

class QSqlDatabase;
class QString;

namespace heard {

/** One step of the schema. A plain function: it can reach nothing but the connection it is given. */
struct Migration
{
    int version = 0; ///< what the file is when @ref run has succeeded
    Result<> (*run)(QSqlDatabase &database) = nullptr;
};

/** True when the versions are 1, 2, 3 … : a merge that doubles or skips one does not compile. */
[[nodiscard]] constexpr bool risesByOne(std::span<const Migration> migrations)
{
    int expected = 1;
    for (const Migration &migration : migrations) {
        if (migration.version != expected++ || !migration.run)
            return false;
    }
    return true;
}

/** All steps of this build, from an empty file to Store::schemaVersion. */
[[nodiscard]] std::span<const Migration> migrations();

/** `PRAGMA user_version`. */
[[nodiscard]] Result<int> schemaVersionOf(QSqlDatabase &database);

/** Runs one step and sets the version, without a transaction of its own (Store::create has one around all). */
[[nodiscard]] Result<> runMigration(QSqlDatabase &database, const Migration &migration);

/**
 * Brings an older file up to the last of @p steps. Each step and its version number are one transaction (BEGIN IMMEDIATE),
 * checked for broken references before it is committed; on any error the step is rolled back and the file is as it was before that step.
 * A newer file is refused unchanged (TooNew). Returns true when something was done.
 */
[[nodiscard]] Result<bool> migrate(QSqlDatabase &database, std::span<const Migration> steps);

/** Runs statements in order; stops at the first error. */
[[nodiscard]] Result<> runStatements(QSqlDatabase &database, std::span<const char *const> statements);

} // namespace heard
