// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/migrations.h"

#include "store/sqlerror.h"
#include "store/store.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace heard {

namespace {

Result<> toVersion1(QSqlDatabase &database)
{
    // The null circle is the vault itself: what belongs to no circle (this device's keys) hangs on it, so that one rule erases all.
    static constexpr const char *statements[] = {
        "CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT",
        "CREATE TABLE keyslot(kind INTEGER PRIMARY KEY NOT NULL, body BLOB NOT NULL) STRICT",
        "CREATE TABLE circle(id BLOB PRIMARY KEY NOT NULL CHECK(length(id) = 16), overview BLOB) STRICT",
        "INSERT INTO circle(id) VALUES(zeroblob(16))",
        "CREATE TABLE state(circle BLOB PRIMARY KEY NOT NULL REFERENCES circle(id) ON DELETE CASCADE,"
        " up_to_row INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT",
        // AUTOINCREMENT: a row's number is never used again, even after a circle was erased, so "up to row" stays true.
        "CREATE TABLE commit_log(row INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
        " circle BLOB NOT NULL REFERENCES circle(id) ON DELETE CASCADE,"
        " stream BLOB NOT NULL CHECK(length(stream) = 16), seq INTEGER NOT NULL CHECK(seq >= 1),"
        " hash BLOB NOT NULL CHECK(length(hash) = 32), sealed BLOB NOT NULL,"
        " own INTEGER NOT NULL CHECK(own IN (0, 1)), sent INTEGER NOT NULL CHECK(sent IN (0, 1)),"
        " UNIQUE(circle, stream, seq)) STRICT",
        "CREATE INDEX commit_log_arrival ON commit_log(circle, row)",
        "CREATE INDEX commit_log_unsent ON commit_log(circle, row) WHERE own = 1 AND sent = 0",
        "CREATE TABLE item(circle BLOB NOT NULL REFERENCES circle(id) ON DELETE CASCADE, kind INTEGER NOT NULL,"
        " name BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY(circle, kind, name)) STRICT",
    };
    return runStatements(database, statements);
}

Result<> toVersion2(QSqlDatabase &database)
{
    // Nothing in it is worth sealing: names and sizes show in `blobs/` itself. What the pieces belong to is said in sealed commits only.
    static constexpr const char *statements[] = {
        "CREATE TABLE blob(circle BLOB NOT NULL REFERENCES circle(id) ON DELETE CASCADE,"
        " name BLOB NOT NULL CHECK(length(name) = 16), size INTEGER NOT NULL CHECK(size > 0), PRIMARY KEY(circle, name)) STRICT",
        "CREATE INDEX blob_name ON blob(name)",
    };
    return runStatements(database, statements);
}

constexpr Migration allMigrations[] = {
    {1, &toVersion1},
    {2, &toVersion2},
};
static_assert(risesByOne(allMigrations), "migrations must be numbered 1, 2, 3 … without gaps or doubles");
static_assert(std::size(allMigrations) == Store::schemaVersion, "Store::schemaVersion is the number of the last migration");

Error errorOf(const QSqlDatabase &database, const QSqlError &error)
{
    return storeError(error, QFileInfo(database.databaseName()).path());
}

Result<> run(QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        return std::unexpected(errorOf(database, query.lastError()));
    return {};
}

Result<> checkReferences(QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("PRAGMA foreign_key_check")))
        return std::unexpected(errorOf(database, query.lastError()));
    if (query.next())
        return std::unexpected(vaultDamaged(QStringLiteral("broken reference in %1 after migration").arg(query.value(0).toString())));
    return {};
}

Result<> migrateOnce(QSqlDatabase &database, const Migration &step)
{
    HEARD_TRY(run(database, QStringLiteral("BEGIN IMMEDIATE")));
    Result<> done = runMigration(database, step);
    if (done)
        done = checkReferences(database);
    if (done)
        done = run(database, QStringLiteral("COMMIT"));
    if (!done) {
        // When SQLite rolled back by itself this fails, and nothing is left to undo.
        [[maybe_unused]] const Result<> undone = run(database, QStringLiteral("ROLLBACK"));
    }
    return done;
}

} // namespace

std::span<const Migration> migrations()
{
    return allMigrations;
}

Result<int> schemaVersionOf(QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return std::unexpected(errorOf(database, query.lastError()));
    return query.value(0).toInt();
}

Result<> runStatements(QSqlDatabase &database, std::span<const char *const> statements)
{
    for (const char *statement : statements)
        HEARD_TRY(run(database, QString::fromLatin1(statement)));
    return {};
}

Result<> runMigration(QSqlDatabase &database, const Migration &migration)
{
    HEARD_TRY(migration.run(database));
    return run(database, QStringLiteral("PRAGMA user_version = %1").arg(migration.version));
}

Result<bool> migrate(QSqlDatabase &database, std::span<const Migration> steps)
{
    HEARD_TRY_ASSIGN(const int version, schemaVersionOf(database));
    const int newest = steps.empty() ? 0 : steps.back().version;
    if (version > newest)
        return std::unexpected(vaultTooNew(version));
    if (version < 0)
        return std::unexpected(vaultDamaged(QStringLiteral("schema version %1").arg(version)));
    if (version == newest)
        return false;
    // Off while tables are rebuilt (https://www.sqlite.org/lang_altertable.html section 7); it is a no-op inside a transaction.
    HEARD_TRY(run(database, QStringLiteral("PRAGMA foreign_keys = OFF")));
    Result<> done;
    for (const Migration &step : steps) {
        if (done && step.version > version)
            done = migrateOnce(database, step);
    }
    const Result<> restored = run(database, QStringLiteral("PRAGMA foreign_keys = ON"));
    HEARD_TRY(done);
    HEARD_TRY(restored);
    return true;
}

} // namespace heard
