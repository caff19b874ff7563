// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/support.h"
#include "store/migrations.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace heard;

namespace {

/** A connection that is gone when the test is. */
class Connection
{
public:
    explicit Connection(const QString &file) : m_name(QStringLiteral("test-%1").arg(++s_made))
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        m_database.setDatabaseName(file);
        if (!m_database.open())
            qFatal("cannot open a test database");
    }
    ~Connection()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    QSqlDatabase &operator*() { return m_database; }

    void exec(const char *statement)
    {
        QSqlQuery query(m_database);
        if (!query.exec(QString::fromUtf8(statement)))
            qFatal("%s: %s", statement, qPrintable(query.lastError().text()));
    }
    QStringList lines(const char *select)
    {
        QSqlQuery query(m_database);
        if (!query.exec(QString::fromUtf8(select)))
            qFatal("%s: %s", select, qPrintable(query.lastError().text()));
        QStringList all;
        while (query.next())
            all.append(query.value(0).toString());
        return all;
    }

private:
    static inline int s_made = 0;
    QString m_name;
    QSqlDatabase m_database;
};

/** Tables, columns, types, NOT NULL, keys, indexes and references; not the text, which ALTER TABLE writes differently. */
QStringList shapeOf(Connection &connection)
{
    return connection.lines("SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk"
                            " FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1")
           + connection.lines("SELECT 'index ' || m.name || ' ' || group_concat(i.name || ' ' || i.\"unique\" || ' ' || i.partial)"
                              " FROM sqlite_schema m, pragma_index_list(m.name) i WHERE m.type = 'table' GROUP BY m.name ORDER BY 1")
           + connection.lines("SELECT 'reference ' || m.name || ' ' || f.\"table\" || ' ' || f.\"from\" || ' ' || f.on_delete"
                              " FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1");
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// A made-up history of a store: notes without a colour, then with one and in a rebuilt table.
Result<> first(QSqlDatabase &database)
{
    static constexpr const char *statements[] = {"CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
                                                 "CREATE TABLE page(note INTEGER NOT NULL REFERENCES note(id) ON DELETE CASCADE) STRICT"};
    return runStatements(database, statements);
}

Result<> rebuild(QSqlDatabase &database)
{
    static constexpr const char *statements[] = {
        "CREATE TABLE note_new(id INTEGER PRIMARY KEY, text TEXT NOT NULL, colour TEXT NOT NULL DEFAULT 'white') STRICT",
        "INSERT INTO note_new(id, text) SELECT id, text FROM note",
        "DROP TABLE note",
        "ALTER TABLE note_new RENAME TO note",
        "CREATE INDEX note_colour ON note(colour)",
    };
    return runStatements(database, statements);
}

Result<> failsInTheMiddle(QSqlDatabase &database)
{
    static constexpr const char *statements[] = {"DELETE FROM note", "CREATE TABLE half(x INTEGER) STRICT", "INSERT INTO nowhere VALUES(1)"};
    return runStatements(database, statements);
}

Result<> breaksAReference(QSqlDatabase &database)
{
    static constexpr const char *statements[] = {"DELETE FROM note WHERE id = 1"};
    return runStatements(database, statements);
}

constexpr Migration upToOne[] = {{1, &first}};
constexpr Migration upToTwo[] = {{1, &first}, {2, &rebuild}};
constexpr Migration failing[] = {{1, &first}, {2, &rebuild}, {3, &failsInTheMiddle}};
constexpr Migration breaking[] = {{1, &first}, {2, &breaksAReference}};
constexpr Migration gap[] = {{1, &first}, {3, &rebuild}};
constexpr Migration doubled[] = {{1, &first}, {1, &rebuild}};
static_assert(risesByOne(upToTwo));
static_assert(!risesByOne(gap));
static_assert(!risesByOne(doubled));

void makeOld(const QString &file)
{
    Connection old(file);
    if (!migrate(*old, upToOne))
        qFatal("version 1 cannot be made");
    old.exec("PRAGMA journal_mode = WAL");
    old.exec("INSERT INTO note VALUES(1, 'one'), (2, 'two')");
    old.exec("INSERT INTO page VALUES(1), (1), (2)");
}

} // namespace

/** T21: older stores open with all they hold, and an interrupted or failing migration changes nothing. */
class TestMigrations : public QObject
{
    Q_OBJECT

private slots:
    void migratedEqualsFresh()
    {
        QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("old.sqlite"));
        makeOld(file);
        Connection old(file);
        const auto done = migrate(*old, upToTwo);
        VERIFY_OK(done);
        QVERIFY(*done);
        Connection fresh(place.filePath(QStringLiteral("fresh.sqlite")));
        VERIFY_OK(migrate(*fresh, upToTwo));
        QCOMPARE(shapeOf(old), shapeOf(fresh));
        QVERIFY(shapeOf(old).size() >= 6);
        QCOMPARE(old.lines("SELECT id || text || colour FROM note ORDER BY id"),
                 QStringList({QStringLiteral("1onewhite"), QStringLiteral("2twowhite")}));
        // The rebuilt table was dropped while others pointed to it: nothing of theirs went with it.
        QCOMPARE(old.lines("SELECT note FROM page ORDER BY 1").size(), 3);
        QCOMPARE(old.lines("PRAGMA user_version"), QStringList(QStringLiteral("2")));
        QCOMPARE(old.lines("PRAGMA foreign_keys"), QStringList(QStringLiteral("1")));
        const auto again = migrate(*old, upToTwo);
        VERIFY_OK(again);
        QVERIFY(!*again);
    }

    void failureRollsBackWhole_data()
    {
        QTest::addColumn<bool>("reference");
        QTest::newRow("a statement fails") << false;
        QTest::newRow("a reference is broken") << true;
    }
    void failureRollsBackWhole()
    {
        QFETCH(const bool, reference);
        QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("old.sqlite"));
        makeOld(file);
        if (!reference) {
            Connection first(file);
            VERIFY_OK(migrate(*first, upToTwo));
        }
        const QByteArray before = contentOf(file);
        QVERIFY(!before.isEmpty());
        {
            Connection old(file);
            const QStringList shape = shapeOf(old);
            const auto done = reference ? migrate(*old, breaking) : migrate(*old, failing);
            QVERIFY(!done);
            QVERIFY(!done.error().message.isEmpty());
            QCOMPARE(shapeOf(old), shape);
            QCOMPARE(old.lines("PRAGMA user_version"), QStringList(reference ? QStringLiteral("1") : QStringLiteral("2")));
            QCOMPARE(old.lines("SELECT id FROM note").size(), 2);
            QCOMPARE(old.lines("PRAGMA foreign_keys"), QStringList(QStringLiteral("1")));
        }
        QCOMPARE(contentOf(file), before);
    }

    void newerIsRefusedUnchanged()
    {
        QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("new.sqlite"));
        {
            Connection newer(file);
            newer.exec("CREATE TABLE unknown(x)");
            newer.exec("PRAGMA user_version = 7");
        }
        const QByteArray before = contentOf(file);
        {
            Connection newer(file);
            VERIFY_FAILS(migrate(*newer, upToTwo), ErrorCode::TooNew, "vault-too-new");
        }
        QCOMPARE(contentOf(file), before);
    }

    /** What version 1 is, in words: a change to a schema that was released shows here, and wants a migration instead. */
    void versionOneIsAsReleased()
    {
        QTemporaryDir place;
        Connection fresh(place.filePath(QStringLiteral("fresh.sqlite")));
        VERIFY_OK(migrate(*fresh, migrations().first(1)));
        const QStringList released = QString::fromUtf8(R"(column circle.id BLOB 1 1
column circle.overview BLOB 0 0
column commit_log.circle BLOB 1 0
column commit_log.hash BLOB 1 0
column commit_log.own INTEGER 1 0
column commit_log.row INTEGER 1 1
column commit_log.sealed BLOB 1 0
column commit_log.sent INTEGER 1 0
column commit_log.seq INTEGER 1 0
column commit_log.stream BLOB 1 0
column item.circle BLOB 1 1
column item.kind INTEGER 1 2
column item.name BLOB 1 3
column item.sealed BLOB 1 0
column keyslot.body BLOB 1 0
column keyslot.kind INTEGER 1 1
column meta.key TEXT 1 1
column meta.value BLOB 1 0
column state.circle BLOB 1 1
column state.sealed BLOB 1 0
column state.up_to_row INTEGER 1 0
index circle sqlite_autoindex_circle_1 1 0
index commit_log commit_log_unsent 0 1,commit_log_arrival 0 0,sqlite_autoindex_commit_log_1 1 0
index item sqlite_autoindex_item_1 1 0
index meta sqlite_autoindex_meta_1 1 0
index state sqlite_autoindex_state_1 1 0
reference commit_log circle circle CASCADE
reference item circle circle CASCADE
reference state circle circle CASCADE)")
                                         .split(u'\n');
        QCOMPARE(shapeOf(fresh), released);
    }

    /** The same of version 2, which is version 1 and a table of blobs; and an old file ends as a new one does, with what it held. */
    void versionTwoAddsBlobs()
    {
        QTemporaryDir place;
        Connection one(place.filePath(QStringLiteral("one.sqlite")));
        VERIFY_OK(migrate(*one, migrations().first(1)));
        QStringList expected = shapeOf(one);
        expected += {QStringLiteral("column blob.circle BLOB 1 1"), QStringLiteral("column blob.name BLOB 1 2"),
                     QStringLiteral("column blob.size INTEGER 1 0"), QStringLiteral("index blob blob_name 0 0,sqlite_autoindex_blob_1 1 0"),
                     QStringLiteral("reference blob circle circle CASCADE")};
        one.exec("INSERT INTO meta VALUES('word', x'01')");
        VERIFY_OK(migrate(*one, migrations().first(2)));
        QCOMPARE(one.lines("SELECT key FROM meta"), QStringList(QStringLiteral("word")));
        Connection fresh(place.filePath(QStringLiteral("fresh.sqlite")));
        VERIFY_OK(migrate(*fresh, migrations().first(2)));
        QCOMPARE(shapeOf(one), shapeOf(fresh));
        QStringList shape = shapeOf(fresh);
        shape.sort();
        expected.sort();
        QCOMPARE(shape, expected);
    }
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
