// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/folderlock.h"
#include "store/migrations.h"
#include "store/sqlerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QtEndian>
#include <atomic>
#include <initializer_list>
#include <limits>
#include <map>
#include <optional>
#include <string_view>

namespace heard {

namespace {

/** "Hrd1" at byte 68 of the file: what tells a vault from any other SQLite file. */
constexpr quint32 applicationId = 0x48726431;
constexpr qsizetype hashBytes = 32;
constexpr int pageOfCommits = 256;
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto ownerOnlyFolder = ownerOnly | QFileDevice::ExeOwner;

QString databaseIn(const QString &folder)
{
    return folder + QStringLiteral("/vault.sqlite");
}

std::unexpected<Error> notAVault(const QString &detail)
{
    return fail(ErrorCode::BadInput, "not-a-vault", coreText("This is not a Heard vault. Heard changed nothing. Choose another folder."),
                detail);
}

/** A bound value: Qt binds a null QByteArray as SQL NULL, but empty bytes are bytes here. */
QVariant blob(const QByteArray &bytes)
{
    return bytes.isNull() ? QVariant(QByteArray("", 0)) : QVariant(bytes);
}

QVariant blob(const Id &id)
{
    return id.toBytes();
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

class Store::Private
{
public:
    ~Private() { close(); }

    Result<> openDatabase(const StoreOptions &options);
    Result<> useWal();
    void close();

    /** A statement that has run; reset when it goes out of scope, so that nothing stays open between calls. */
    class Rows
    {
    public:
        Rows(Private *owner, QSqlQuery *query) : m_owner(owner), m_query(query) {}
        Rows(Rows &&other) noexcept : m_owner(other.m_owner), m_query(std::exchange(other.m_query, nullptr)) {}
        Rows(const Rows &) = delete;
        Rows &operator=(const Rows &) = delete;
        Rows &operator=(Rows &&) = delete;
        ~Rows()
        {
            if (m_query)
                m_query->finish();
        }

        /** The next row, or no more. */
        Result<bool> next()
        {
            if (m_query->next())
                return true;
            if (m_query->lastError().isValid())
                return std::unexpected(m_owner->errorOf(m_query->lastError()));
            return false;
        }
        [[nodiscard]] QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
        [[nodiscard]] qint64 number(int column) const { return m_query->value(column).toLongLong(); }
        [[nodiscard]] QString text(int column) const { return m_query->value(column).toString(); }
        [[nodiscard]] Result<Id> id(int column) const
        {
            if (const auto id = Id::fromBytes(bytes(column)))
                return *id;
            return std::unexpected(vaultDamaged(QStringLiteral("an id is not 16 bytes")));
        }
        [[nodiscard]] qint64 changed() const { return m_query->numRowsAffected(); }

    private:
        Private *m_owner;
        QSqlQuery *m_query;
    };

    /** Prepares @p sql once, binds and runs it. */
    Result<Rows> run(std::string_view sql, std::initializer_list<QVariant> values = {});
    Result<> write(std::string_view sql, std::initializer_list<QVariant> values = {});
    /** The first column of the first row, or nothing. */
    Result<std::optional<QByteArray>> one(std::string_view sql, std::initializer_list<QVariant> values = {});
    Result<qint64> number(std::string_view sql, std::initializer_list<QVariant> values = {});
    Result<QList<StoredCommit>> commits(const Id &circle, std::string_view sql, std::initializer_list<QVariant> values);
    Result<> knowCircle(const Id &circle);
    Error errorOf(const QSqlError &error);

    QString folder;
    std::unique_ptr<FolderLock> lock;
    QString connection;
    QSqlDatabase database;
    std::map<std::string_view, std::unique_ptr<QSqlQuery>> statements;
    int depth = 0;
    /** Set when SQLite may have rolled back by itself: what follows in the same transaction would otherwise be saved alone. */
    std::optional<Error> doomed;
    /** Circles known to be in the file: an import of many commits asks once. Forgotten at every rollback. */
    QSet<Id> knownCircles;
};

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
    if (!QDir().mkpath(path) || !QDir().mkpath(path + QStringLiteral("/blobs")))
        return std::unexpected(folderReadOnly(QStringLiteral("mkpath")));
    if (made)
        QFile::setPermissions(path, ownerOnlyFolder);
    QFile::setPermissions(path + QStringLiteral("/blobs"), ownerOnlyFolder);

    auto p = std::make_unique<Private>();
    p->folder = path;
    HEARD_TRY_ASSIGN(p->lock, FolderLock::take(path));
    if (exists(path))
        return fail(ErrorCode::Busy, "vault-in-use", coreText("Another Heard made a vault here just now. Open it instead."), {}, true);
    {
        // Made before SQLite does, with narrow rights; its journal takes over the same ones.
        QFile file(databaseIn(path));
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnly))
            return std::unexpected(folderReadOnly(file.errorString()));
    }
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
    if (!done) {
        store->d->close();
        QFile::remove(databaseIn(path));
        return std::unexpected(done.error());
    }
    syncFolder(path);
    syncFolder(QFileInfo(path).path());
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

Result<QByteArray> Store::meta(const QString &key) const
{
    HEARD_TRY_ASSIGN(const auto value, d->one("SELECT value FROM meta WHERE key = ?", {key}));
    return value.value_or(QByteArray());
}

Result<> Store::setMeta(const QString &key, const QByteArray &value)
{
    return d->write("INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", {key, blob(value)});
}

Result<QList<StoredSlot>> Store::slotsOf() const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT kind, body FROM keyslot ORDER BY kind"));
    QList<StoredSlot> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        found.append({int(rows.number(0)), rows.bytes(1)});
    }
}

Result<> Store::setSlot(int kind, const QByteArray &body)
{
    return d->write("INSERT INTO keyslot(kind, body) VALUES(?, ?) ON CONFLICT(kind) DO UPDATE SET body = excluded.body", {kind, blob(body)});
}

Result<> Store::removeSlot(int kind)
{
    return d->write("DELETE FROM keyslot WHERE kind = ?", {kind});
}

Result<QList<Id>> Store::circles() const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT id FROM circle WHERE overview IS NOT NULL ORDER BY id"));
    QList<Id> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        HEARD_TRY_ASSIGN(const Id id, rows.id(0));
        found.append(id);
    }
}

Result<QByteArray> Store::overview(const Id &circle) const
{
    HEARD_TRY_ASSIGN(const auto sealed, d->one("SELECT overview FROM circle WHERE id = ? AND overview IS NOT NULL", {blob(circle)}));
    return sealed.value_or(QByteArray());
}

Result<> Store::setOverview(const Id &circle, const QByteArray &sealed)
{
    return d->write("INSERT INTO circle(id, overview) VALUES(?, ?) ON CONFLICT(id) DO UPDATE SET overview = excluded.overview",
                    {blob(circle), blob(sealed)});
}

Result<> Store::eraseCircle(const Id &circle)
{
    if (circle.isNull())
        return fail(ErrorCode::Usage, "no-circle", coreText("There is no such circle. Nothing was changed."));
    d->knownCircles.remove(circle);
    HEARD_TRY(d->write("DELETE FROM circle WHERE id = ?", {blob(circle)}));
    if (d->depth == 0) {
        // What was erased must not stay readable in the log until the next checkpoint. The erasing itself is durable already.
        [[maybe_unused]] const Result<> emptied = d->write("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    return {};
}

Result<Store::StoredState> Store::state(const Id &circle) const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT up_to_row, sealed FROM state WHERE circle = ?", {blob(circle)}));
    HEARD_TRY_ASSIGN(const bool some, rows.next());
    return some ? StoredState{rows.number(0), rows.bytes(1)} : StoredState{};
}

Result<> Store::setState(const Id &circle, const StoredState &state)
{
    return transaction([&]() -> Result<> {
        HEARD_TRY(d->knowCircle(circle));
        return d->write("INSERT INTO state(circle, up_to_row, sealed) VALUES(?, ?, ?)"
                        " ON CONFLICT(circle) DO UPDATE SET up_to_row = excluded.up_to_row, sealed = excluded.sealed",
                        {blob(circle), state.upToRow, blob(state.sealed)});
    });
}

Result<> Store::dropState(const Id &circle)
{
    return d->write("DELETE FROM state WHERE circle = ?", {blob(circle)});
}

Result<bool> Store::append(const StoredCommit &commit)
{
    if (commit.seq < 1 || commit.seq > quint64(std::numeric_limits<qint64>::max()) || commit.hash.size() != hashBytes)
        return fail(ErrorCode::BadInput, "bad-commit", coreText("This change cannot be used. Nothing was changed."),
                    QStringLiteral("seq or hash"));
    const auto insert = [&]() -> Result<bool> {
        HEARD_TRY_ASSIGN(const auto rows, d->run("INSERT INTO commit_log(circle, stream, seq, hash, sealed, own, sent) VALUES(?, ?, ?, ?, ?, ?, ?)"
                                                 " ON CONFLICT(circle, stream, seq) DO NOTHING",
                                                 {blob(commit.circle), blob(commit.stream), qint64(commit.seq), blob(commit.hash),
                                                  blob(commit.sealed), int(commit.own), int(commit.sent)}));
        return rows.changed() > 0;
    };
    bool fresh = false;
    if (d->knownCircles.contains(commit.circle)) {
        HEARD_TRY_ASSIGN(fresh, insert());
    } else {
        const Result<> done = transaction([&]() -> Result<> {
            HEARD_TRY(d->knowCircle(commit.circle));
            HEARD_TRY_ASSIGN(fresh, insert());
            return {};
        });
        HEARD_TRY(done);
    }
    if (fresh)
        return true;
    HEARD_TRY_ASSIGN(const auto hash, d->one("SELECT hash FROM commit_log WHERE circle = ? AND stream = ? AND seq = ?",
                                             {blob(commit.circle), blob(commit.stream), qint64(commit.seq)}));
    if (hash != commit.hash)
        return fail(ErrorCode::Damaged, "fork",
                    coreText("Two different changes claim the same place. The first one is kept. Your work is safe."));
    return false;
}

Result<QList<StoredCommit>> Store::Private::commits(const Id &circle, std::string_view sql, std::initializer_list<QVariant> values)
{
    HEARD_TRY_ASSIGN(Rows rows, run(sql, values));
    QList<StoredCommit> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        HEARD_TRY_ASSIGN(const Id stream, rows.id(1));
        found.append({circle, stream, quint64(rows.number(2)), rows.bytes(3), rows.bytes(4), rows.number(5) != 0, rows.number(6) != 0,
                      rows.number(0)});
    }
}

Result<> Store::eachCommit(const Id &circle, qint64 afterRow, const std::function<Result<>(const StoredCommit &)> &each) const
{
    HEARD_TRY_ASSIGN(const qint64 last, lastRow(circle));
    // Read a page at a time: memory stays small, and no statement is open while `each` uses the store itself.
    while (afterRow < last) {
        HEARD_TRY_ASSIGN(const auto page, d->commits(circle,
                                                     "SELECT row, stream, seq, hash, sealed, own, sent FROM commit_log"
                                                     " WHERE circle = ? AND row > ? AND row <= ? ORDER BY row LIMIT ?",
                                                     {blob(circle), afterRow, last, pageOfCommits}));
        if (page.isEmpty())
            return {};
        for (const StoredCommit &commit : page)
            HEARD_TRY(each(commit));
        afterRow = page.constLast().row;
    }
    return {};
}

Result<QList<StoredCommit>> Store::commitsOf(const Id &circle, const Id &stream, quint64 after, int most) const
{
    constexpr auto largest = quint64(std::numeric_limits<qint64>::max());
    return d->commits(circle,
                      "SELECT row, stream, seq, hash, sealed, own, sent FROM commit_log"
                      " WHERE circle = ? AND stream = ? AND seq > ? ORDER BY seq LIMIT ?",
                      {blob(circle), blob(stream), qint64(std::min(after, largest)), most});
}

Result<> Store::markSent(const Id &circle, const Id &stream, quint64 upToSeq)
{
    constexpr auto largest = quint64(std::numeric_limits<qint64>::max());
    return d->write("UPDATE commit_log SET sent = 1 WHERE circle = ? AND stream = ? AND seq <= ? AND own = 1 AND sent = 0",
                    {blob(circle), blob(stream), qint64(std::min(upToSeq, largest))});
}

Result<QList<StoredCommit>> Store::unsent(const Id &circle) const
{
    return d->commits(circle,
                      "SELECT row, stream, seq, hash, sealed, own, sent FROM commit_log"
                      " WHERE circle = ? AND own = 1 AND sent = 0 ORDER BY row",
                      {blob(circle)});
}

Result<qint64> Store::commitCount(const Id &circle) const
{
    return d->number("SELECT count(*) FROM commit_log WHERE circle = ?", {blob(circle)});
}

Result<qint64> Store::lastRow(const Id &circle) const
{
    return d->number("SELECT coalesce(max(row), 0) FROM commit_log WHERE circle = ?", {blob(circle)});
}

Result<QByteArray> Store::item(const Id &circle, ItemKind kind, const QByteArray &name) const
{
    HEARD_TRY_ASSIGN(const auto sealed,
                     d->one("SELECT sealed FROM item WHERE circle = ? AND kind = ? AND name = ?", {blob(circle), int(kind), blob(name)}));
    return sealed.value_or(QByteArray());
}

Result<> Store::setItem(const Id &circle, ItemKind kind, const QByteArray &name, const QByteArray &sealed)
{
    return transaction([&]() -> Result<> {
        HEARD_TRY(d->knowCircle(circle));
        return d->write("INSERT INTO item(circle, kind, name, sealed) VALUES(?, ?, ?, ?)"
                        " ON CONFLICT(circle, kind, name) DO UPDATE SET sealed = excluded.sealed",
                        {blob(circle), int(kind), blob(name), blob(sealed)});
    });
}

Result<> Store::removeItem(const Id &circle, ItemKind kind, const QByteArray &name)
{
    return d->write("DELETE FROM item WHERE circle = ? AND kind = ? AND name = ?", {blob(circle), int(kind), blob(name)});
}

Result<QList<std::pair<QByteArray, QByteArray>>> Store::items(const Id &circle, ItemKind kind) const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT name, sealed FROM item WHERE circle = ? AND kind = ? ORDER BY name", {blob(circle), int(kind)}));
    QList<std::pair<QByteArray, QByteArray>> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        found.append({rows.bytes(0), rows.bytes(1)});
    }
}

Result<QString> Store::integrity() const
{
    QStringList said;
    for (const char *check : {"PRAGMA integrity_check", "PRAGMA foreign_key_check"}) {
        HEARD_TRY_ASSIGN(auto rows, d->run(check));
        for (;;) {
            HEARD_TRY_ASSIGN(const bool more, rows.next());
            if (!more)
                break;
            if (const QString line = rows.text(0); line != QStringLiteral("ok"))
                said.append(line);
        }
    }
    return said.join(u'\n');
}

Result<> Store::copyTo(const QString &file) const
{
    {
        // Made first with narrow rights: SQLite would use the default ones. It accepts an empty file.
        QFile copy(file);
        if (!copy.open(QIODevice::WriteOnly | QIODevice::NewOnly) || !copy.setPermissions(ownerOnly))
            return std::unexpected(folderReadOnly(copy.errorString()));
    }
    if (Result<> done = d->write("VACUUM INTO ?", {file}); !done) {
        QFile::remove(file);
        return done;
    }
    return {};
}

} // namespace heard
