// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "base/filewriter.h"
#include "base/keptplaces.h"
#include "store/migrations.h"
#include "store/store_private.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <atomic>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace heard {

namespace {

/** "Hrd1" at byte 68 of the file: what tells a vault from any other SQLite file. */
constexpr quint32 applicationId = 0x48726431;
constexpr auto ownerOnlyFolder = ownerOnly | QFileDevice::ExeOwner;

QString databaseIn(const QString &folder)
{
    return folder + u'/' + QLatin1String(vaultFileName);
}

std::unexpected<Error> notAVault(const QString &detail)
{
    return fail(ErrorCode::BadInput, "not-a-vault", coreText("This is not a Heard vault. Heard changed nothing. Choose another folder."),
                detail);
}

/** Which file a path names now: device and number, or nothing when there is none. Elsewhere than on Unix an open file cannot go. */
std::optional<std::pair<quint64, quint64>> fileAt([[maybe_unused]] const QString &path)
{
#ifdef Q_OS_UNIX
    struct stat known{};
    if (::stat(QFile::encodeName(path).constData(), &known) == 0)
        return std::pair(quint64(known.st_dev), quint64(known.st_ino));
#endif
    return std::nullopt;
}

/**
 * Looks at the raw header (https://www.sqlite.org/fileformat.html section 1.3) before SQLite does, because even opening
 * a file for reading can replay its log, and a file that is not ours must stay as it is.
 */
Result<> checkHeader(const QString &file)
{
    QFile raw(file);
    if (!raw.open(QIODevice::ReadOnly))
        return std::unexpected(folderReadOnly(raw.errorString()));
    const QByteArray header = raw.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArray("SQLite format 3", 16)))
        return std::unexpected(vaultDamaged(QStringLiteral("no SQLite header")));
    if (qFromBigEndian<quint32>(header.constData() + 68) != applicationId)
        return notAVault(QStringLiteral("other application id"));
    if (const auto version = qFromBigEndian<qint32>(header.constData() + 60); version > Store::schemaVersion)
        return std::unexpected(vaultTooNew(version));
    return {};
}

} // namespace

Error Store::Private::errorOf(const QSqlError &error)
{
    Error said = storeError(error, folder);
    if (depth > 0 && endsTransaction(error) && !doomed)
        doomed = said;
    return said;
}

Result<Store::Private::Rows> Store::Private::run(std::string_view sql, std::initializer_list<QVariant> values)
{
    if (doomed)
        return std::unexpected(*doomed);
    // SQLite goes on writing into a file that was taken away or put elsewhere: what it keeps there nobody finds again.
    if (sql == "COMMIT" || (depth == 0 && !sql.starts_with("SELECT") && !sql.starts_with("PRAGMA") && sql != "ROLLBACK"))
        HEARD_TRY(stillThere());
    auto known = statements.find(sql);
    if (known == statements.end()) {
        auto query = std::make_unique<QSqlQuery>(database);
        query->setForwardOnly(true);
        if (!query->prepare(QString::fromUtf8(sql.data(), qsizetype(sql.size()))))
            return std::unexpected(errorOf(query->lastError()));
        known = statements.emplace(sql, std::move(query)).first;
    }
    QSqlQuery *query = known->second.get();
    int position = 0;
    for (const QVariant &value : values)
        query->bindValue(position++, value);
    if (!query->exec()) {
        Error error = errorOf(query->lastError());
        query->finish();
        return std::unexpected(std::move(error));
    }
    return Rows(this, query);
}

Result<> Store::Private::stillThere() const
{
    if (!file || fileAt(databaseIn(folder)) == file)
        return {};
    return fail(ErrorCode::NotFound, "vault-gone",
                coreText("The folder of your vault is not there any more, so nothing can be saved. Put it back where it was. Or copy your words "
                         "before you close Heard."),
                {}, true);
}

Result<> Store::Private::write(std::string_view sql, std::initializer_list<QVariant> values)
{
    HEARD_TRY(run(sql, values));
    return {};
}

Result<std::optional<QByteArray>> Store::Private::one(std::string_view sql, std::initializer_list<QVariant> values)
{
    HEARD_TRY_ASSIGN(Rows rows, run(sql, values));
    HEARD_TRY_ASSIGN(const bool some, rows.next());
    return some ? std::optional(rows.bytes(0)) : std::nullopt;
}

Result<qint64> Store::Private::number(std::string_view sql, std::initializer_list<QVariant> values)
{
    HEARD_TRY_ASSIGN(Rows rows, run(sql, values));
    HEARD_TRY_ASSIGN(const bool some, rows.next());
    return some ? rows.number(0) : 0;
}

Result<> Store::Private::openDatabase(const StoreOptions &options)
{
    static std::atomic<quint64> opened = 0;
    // Qt's list of drivers is made by the first who asks. When two threads ask at once, the program spins for ever as it ends (Qt 6.4).
    [[maybe_unused]] static const QStringList drivers = QSqlDatabase::drivers();
    connection = QStringLiteral("heard-store-%1").arg(++opened);
    database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
    database.setDatabaseName(databaseIn(folder));
    // The lock keeps Heard itself out. This wait is for a foreign tool that looks at the file for a moment.
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000"));
    if (!database.open())
        return std::unexpected(errorOf(database.lastError()));
    // One process only, so no shared memory file is needed. It must be said before the first look at the file.
    static constexpr const char *settings[] = {
        "PRAGMA locking_mode = EXCLUSIVE",
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
        "PRAGMA fullfsync = ON",
        "PRAGMA checkpoint_fullfsync = ON",
        "PRAGMA mmap_size = 0",
        "PRAGMA journal_size_limit = 4194304",
    };
    HEARD_TRY(runStatements(database, settings));
    file = fileAt(databaseIn(folder));
    const bool full = options.durability == StoreOptions::Durability::Full;
    HEARD_TRY(write(full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL"));
    HEARD_TRY_ASSIGN(const qint64 synchronous, number("PRAGMA synchronous"));
    HEARD_TRY_ASSIGN(const qint64 foreignKeys, number("PRAGMA foreign_keys"));
    if (synchronous != (full ? 2 : 1) || foreignKeys != 1)
        return fail(ErrorCode::Internal, "store-settings", coreText("This device cannot keep your work safely. Heard changed nothing."),
                    QStringLiteral("synchronous %1, foreign_keys %2").arg(synchronous).arg(foreignKeys));
    return {};
}

Result<> Store::Private::useWal()
{
    HEARD_TRY_ASSIGN(const auto mode, one("PRAGMA journal_mode = WAL"));
    if (mode.value_or(QByteArray()) != "wal")
        return fail(ErrorCode::Internal, "store-settings",
                    coreText("This folder cannot keep your work safely. Choose a folder on this device."),
                    QStringLiteral("journal_mode %1").arg(QString::fromLatin1(mode.value_or(QByteArray()))));
    return {};
}

void Store::Private::close()
{
    statements.clear();
    if (connection.isEmpty())
        return;
    database.close();
    database = QSqlDatabase();
    QSqlDatabase::removeDatabase(connection);
    connection.clear();
    lock.reset();
}

Result<> Store::Private::knowCircle(const Id &circle)
{
    if (knownCircles.contains(circle))
        return {};
    HEARD_TRY(write("INSERT INTO circle(id) VALUES(?) ON CONFLICT DO NOTHING", {blob(circle)}));
    knownCircles.insert(circle);
    return {};
}

Store::Store(std::unique_ptr<Private> p) : d(std::move(p)) {}
Store::~Store() = default;

QString Store::folder() const
{
    return d->folder;
}

bool Store::exists(const QString &folder)
{
    // A size of nothing is what a power cut leaves of a vault that was being made.
    return QFileInfo(databaseIn(folder)).size() > 0;
}

Result<std::unique_ptr<Store>> Store::create(const QString &folder, const StoreOptions &options, const std::function<Result<>(Store &)> &first)
{
    const QString path = QDir(folder).absolutePath();
    if (exists(path))
        return fail(ErrorCode::Refused, "vault-exists",
                    coreText("There is a vault in this folder already. Heard changed nothing. Open it, or choose another folder."));
    const bool made = !QFileInfo::exists(path);
    for (const QString &folderToMake : {path, path + QStringLiteral("/blobs")}) {
        if (const Result<> there = makeFolder(folderToMake, FileRights::OwnerOnly); !there)
            return std::unexpected(inStore(there.error()));
    }
    if (made)
        QFile::setPermissions(path, ownerOnlyFolder);
    QFile::setPermissions(path + QStringLiteral("/blobs"), ownerOnlyFolder);

    auto p = std::make_unique<Private>();
    p->folder = path;
    HEARD_TRY_ASSIGN(p->lock, FolderLock::take(path));
    if (exists(path))
        return fail(ErrorCode::Busy, "vault-in-use", coreText("Another Heard made a vault here just now. Open it instead."), {}, true);
    // Made before SQLite does, with narrow rights; its journal takes over the same ones. An empty one is what a power cut left.
    QFile::remove(databaseIn(path));
    if (const Result<> empty = makeEmptyFile(databaseIn(path)); !empty)
        return std::unexpected(inStore(empty.error()));
    HEARD_TRY(p->openDatabase(options));
    std::unique_ptr<Store> store(new Store(std::move(p)));
    Result<> done = store->transaction([&]() -> Result<> {
        for (const Migration &step : migrations())
            HEARD_TRY(runMigration(store->d->database, step));
        HEARD_TRY(store->d->write("PRAGMA application_id = 0x48726431"));
        return first ? first(*store) : Result<>();
    });
    // After the schema, so that the first page of the file is never without its application id.
    if (done)
        done = store->d->useWal();
    for (const QString &named : {path, QFileInfo(path).path()}) {
        if (done)
            done = syncFolder(named);
    }
    if (!done) {
        store->d->close();
        QFile::remove(databaseIn(path));
        return std::unexpected(inStore(done.error()));
    }
    return store;
}

Result<std::unique_ptr<Store>> Store::open(const QString &folder, const StoreOptions &options)
{
    const QString path = QDir(folder).absolutePath();
    if (!exists(path))
        return fail(ErrorCode::NotFound, "no-vault", coreText("There is no vault in this folder. Make a new one, or choose another folder."));
    auto p = std::make_unique<Private>();
    p->folder = path;
    HEARD_TRY_ASSIGN(p->lock, FolderLock::take(path));
    // With a rollback journal beside it the header may be half written; only SQLite can tell then.
    if (!QFileInfo::exists(databaseIn(path) + QStringLiteral("-journal")))
        HEARD_TRY(checkHeader(databaseIn(path)));
    HEARD_TRY(p->openDatabase(options));
    HEARD_TRY_ASSIGN(const qint64 application, p->number("PRAGMA application_id"));
    if (application != qint64(applicationId))
        return notAVault(QStringLiteral("other application id"));
    HEARD_TRY_ASSIGN(const int version, schemaVersionOf(p->database));
    if (version > schemaVersion)
        return std::unexpected(vaultTooNew(version));
    HEARD_TRY(p->useWal());
    HEARD_TRY_ASSIGN(const bool migrated, migrate(p->database, migrations()));
    if (migrated) {
        // So that the number in the file's own header is right for an older Heard that looks at nothing else.
        HEARD_TRY(p->write("PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    QFile::setPermissions(databaseIn(path), ownerOnly);
    QDir().mkpath(path + QStringLiteral("/blobs"));
    HEARD_TRY(p->sweepBlobs());
    return std::unique_ptr<Store>(new Store(std::move(p)));
}

Result<> Store::transaction(const std::function<Result<>()> &work)
{
    const bool outer = d->depth == 0;
    HEARD_TRY(d->write(outer ? "BEGIN IMMEDIATE" : "SAVEPOINT part"));
    ++d->depth;
    Result<> done = work();
    if (done && d->doomed)
        done = std::unexpected(*d->doomed);
    if (outer) {
        if (done)
            done = d->write("COMMIT");
        d->depth = 0;
        d->doomed.reset();
        if (!done) {
            // Fails when SQLite has rolled back by itself: nothing is left to undo then.
            [[maybe_unused]] const Result<> undone = d->write("ROLLBACK");
            d->knownCircles.clear();
        }
        return done;
    }
    --d->depth;
    if (done)
        return d->write("RELEASE part");
    d->knownCircles.clear();
    if (!d->doomed) {
        Result<> undone = d->write("ROLLBACK TO part");
        if (undone)
            undone = d->write("RELEASE part");
        if (!undone)
            d->doomed = undone.error();
    }
    return done;
}
} // namespace heard
