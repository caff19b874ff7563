// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/support.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtEndian>

#ifdef Q_OS_UNIX
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/mount.h>
#endif

using namespace heard;
using heard::testing::byDepth;
using heard::testing::numberedCommit;
using heard::testing::SeededRandom;

namespace {

Id idOf(unsigned char filled)
{
    Id id;
    id.bytes.fill(filled);
    return id;
}

const Id circleA = idOf(0xA1);
const Id circleB = idOf(0xB2);
const Id streamS = idOf(0x51);
const Id streamT = idOf(0x71);

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &name, qint64 at, const QByteArray &bytes)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at) || file.write(bytes) != bytes.size())
        qFatal("cannot change a test file");
}

/** A plain SQLite file with what another program could have in it. */
void makeForeign(const QString &name)
{
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("foreign"));
        other.setDatabaseName(name);
        if (!other.open())
            qFatal("cannot make a foreign database");
        QSqlQuery query(other);
        query.exec(QStringLiteral("CREATE TABLE photos(name TEXT)"));
        query.exec(QStringLiteral("INSERT INTO photos VALUES('beach')"));
        query.finish();
        other.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("foreign"));
}

#ifdef Q_OS_UNIX
/** Runs as somebody for whom rights on files count: root becomes "nobody" while this lives. */
class AsOrdinaryUser
{
public:
    AsOrdinaryUser() : m_root(geteuid() == 0)
    {
        if (m_root && seteuid(65534) != 0)
            qFatal("cannot become an ordinary user");
    }
    ~AsOrdinaryUser()
    {
        if (m_root && seteuid(0) != 0)
            qFatal("cannot become root again");
    }
    AsOrdinaryUser(const AsOrdinaryUser &) = delete;
    AsOrdinaryUser &operator=(const AsOrdinaryUser &) = delete;

private:
    bool m_root;
};
#endif

} // namespace

/** The store: what it keeps, what it refuses, and that a failure leaves everything as it was. */
class TestStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_place = std::make_unique<QTemporaryDir>();
        m_folder = m_place->filePath(QStringLiteral("vault"));
    }
    void cleanup() { m_place.reset(); }

    void keepsAllKinds()
    {
        {
            auto made = Store::create(m_folder);
            VERIFY_OK(made);
            Store &store = **made;
            QCOMPARE(store.folder(), m_folder);
            QVERIFY(Store::exists(m_folder));
            VERIFY_OK(store.setMeta(QStringLiteral("colour"), "blue"));
            VERIFY_OK(store.setMeta(QStringLiteral("colour"), "green"));
            VERIFY_OK(store.setSlot(1, "one"));
            VERIFY_OK(store.setSlot(3, "three"));
            VERIFY_OK(store.setSlot(1, "uno"));
            VERIFY_OK(store.setOverview(circleB, "overview b"));
            VERIFY_OK(store.setOverview(circleA, "overview a"));
            VERIFY_OK(store.setState(circleA, {7, "state"}));
            VERIFY_OK(store.setItem(circleA, ItemKind::Cursor, "z", "last"));
            VERIFY_OK(store.setItem(circleA, ItemKind::Cursor, QByteArray("\0a", 2), "first"));
            VERIFY_OK(store.setItem(circleA, ItemKind::Local, "z", "other kind"));
            VERIFY_OK(store.setItem(Id{}, ItemKind::Local, {}, {}));
            VERIFY_OK(store.setItem(Id{}, ItemKind::Local, "device", "keys"));
        }
        auto opened = Store::open(m_folder);
        VERIFY_OK(opened);
        Store &store = **opened;
        QCOMPARE(*store.meta(QStringLiteral("colour")), QByteArray("green"));
        QCOMPARE(*store.meta(QStringLiteral("none")), QByteArray());
        const auto all = store.slotsOf();
        VERIFY_OK(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).body, QByteArray("uno"));
        VERIFY_OK(store.removeSlot(1));
        QCOMPARE(store.slotsOf()->size(), 1);
        QCOMPARE(*store.circles(), QList<Id>({circleA, circleB}));
        QCOMPARE(*store.overview(circleB), QByteArray("overview b"));
        QCOMPARE(*store.overview(streamS), QByteArray());
        QCOMPARE(store.state(circleA)->upToRow, 7);
        QCOMPARE(store.state(circleA)->sealed, QByteArray("state"));
        VERIFY_OK(store.dropState(circleA));
        QCOMPARE(store.state(circleA)->upToRow, 0);
        const auto cursors = store.items(circleA, ItemKind::Cursor);
        VERIFY_OK(cursors);
        QCOMPARE(cursors->size(), 2);
        QCOMPARE(cursors->at(0), std::make_pair(QByteArray("\0a", 2), QByteArray("first")));
        QCOMPARE(*store.item(circleA, ItemKind::Local, "z"), QByteArray("other kind"));
        QCOMPARE(*store.item(Id{}, ItemKind::Local, "device"), QByteArray("keys"));
        VERIFY_OK(store.removeItem(circleA, ItemKind::Local, "z"));
        QCOMPARE(*store.item(circleA, ItemKind::Local, "z"), QByteArray());
        QCOMPARE(*store.integrity(), QString());
    }

    void keepsCommitsInOrderOfArrival()
    {
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        Store &store = **made;
        for (const StoredCommit &commit :
             {numberedCommit(circleA, streamS, 1), numberedCommit(circleA, streamT, 2), numberedCommit(circleB, streamS, 1),
              numberedCommit(circleA, streamT, 1), numberedCommit(circleA, streamS, 2)}) {
            const auto added = store.append(commit);
            VERIFY_OK(added);
            QVERIFY(*added);
        }
        QList<quint64> seen;
        qint64 second = 0;
        const Result<> all = store.eachCommit(circleA, 0, [&](const StoredCommit &commit) -> Result<> {
            seen.append(commit.seq);
            if (seen.size() == 2)
                second = commit.row;
            // Using the store while it reads, even for the same question, is allowed.
            return store.eachCommit(circleB, 0, [](const StoredCommit &) -> Result<> { return {}; });
        });
        VERIFY_OK(all);
        QCOMPARE(seen, QList<quint64>({1, 2, 1, 2}));
        seen.clear();
        VERIFY_OK(store.eachCommit(circleA, second, [&](const StoredCommit &commit) -> Result<> {
            seen.append(commit.seq);
            return {};
        }));
        QCOMPARE(seen, QList<quint64>({1, 2}));
        VERIFY_FAILS(store.eachCommit(circleA, 0,
                                      [](const StoredCommit &) -> Result<> {
                                          return fail(ErrorCode::BadInput, "enough", QStringLiteral("That is enough of this."));
                                      }),
                     ErrorCode::BadInput, "enough");
        const auto ofT = store.commitsOf(circleA, streamT, 0);
        VERIFY_OK(ofT);
        QCOMPARE(ofT->size(), 2);
        QCOMPARE(ofT->at(0).seq, 1);
        QCOMPARE(ofT->at(0).sealed, numberedCommit(circleA, streamT, 1).sealed);
        QCOMPARE(store.commitsOf(circleA, streamT, 1)->size(), 1);
        QCOMPARE(store.commitsOf(circleA, streamT, 0, 1)->size(), 1);
        QCOMPARE(store.commitsOf(circleA, streamT, UINT64_MAX)->size(), 0);
        QCOMPARE(*store.commitCount(circleA), 4);
        QCOMPARE(store.unsent(circleA)->size(), 4);
        VERIFY_OK(store.markSent(circleA, streamS, 1));
        QCOMPARE(store.unsent(circleA)->size(), 3);
        VERIFY_OK(store.markSent(circleA, streamT, UINT64_MAX));
        QCOMPARE(store.unsent(circleA)->size(), 1);
        QCOMPARE(store.unsent(circleB)->size(), 1);
    }

    /** The same commit again is quiet; another one in its place is a fork, and both copies of the first stay as they were. */
    void noticesAFork()
    {
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        Store &store = **made;
        const StoredCommit commit = numberedCommit(circleA, streamS, 1);
        QVERIFY(*store.append(commit));
        const auto again = store.append(commit);
        VERIFY_OK(again);
        QVERIFY(!*again);
        StoredCommit other = commit;
        other.hash = blake2b("other");
        VERIFY_FAILS(store.append(other), ErrorCode::Damaged, "fork");
        QCOMPARE(store.commitsOf(circleA, streamS, 0)->at(0).hash, commit.hash);
        StoredCommit bad = commit;
        bad.seq = 0;
        VERIFY_FAILS(store.append(bad), ErrorCode::BadInput, "bad-commit");
        bad = commit;
        bad.hash.chop(1);
        VERIFY_FAILS(store.append(bad), ErrorCode::BadInput, "bad-commit");
    }

    void transactionsAreWholeAndNest()
    {
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        Store &store = **made;
        const auto no = [] { return fail(ErrorCode::Refused, "no", QStringLiteral("No, this is not going to be.")); };
        const Result<> failed = store.transaction([&]() -> Result<> {
            HEARD_TRY(store.setMeta(QStringLiteral("a"), "1"));
            HEARD_TRY(store.setItem(circleA, ItemKind::Local, "x", "y"));
            return no();
        });
        VERIFY_FAILS(failed, ErrorCode::Refused, "no");
        QCOMPARE(*store.meta(QStringLiteral("a")), QByteArray());
        QCOMPARE(*store.item(circleA, ItemKind::Local, "x"), QByteArray());
        const Result<> outer = store.transaction([&]() -> Result<> {
            HEARD_TRY(store.setMeta(QStringLiteral("a"), "outer"));
            const Result<> inner = store.transaction([&]() -> Result<> {
                [[maybe_unused]] const Result<> set = store.setMeta(QStringLiteral("a"), "inner");
                [[maybe_unused]] const Result<> set2 = store.setMeta(QStringLiteral("b"), "inner");
                return no();
            });
            if (inner)
                return fail(ErrorCode::Internal, "wrong", QStringLiteral("The inner one was to fail."));
            return store.transaction([&] { return store.setMeta(QStringLiteral("c"), "inner"); });
        });
        VERIFY_OK(outer);
        QCOMPARE(*store.meta(QStringLiteral("a")), QByteArray("outer"));
        QCOMPARE(*store.meta(QStringLiteral("b")), QByteArray());
        QCOMPARE(*store.meta(QStringLiteral("c")), QByteArray("inner"));
        VERIFY_OK(store.transaction([&] { return store.setMeta(QStringLiteral("d"), "1"); }));
    }

    /** A circle that is erased leaves nothing in the files either (secure_delete, emptied log). */
    void erasedMeansGone()
    {
        const QByteArray sign = SeededRandom(7).bytes(64);
        const auto traces = [&] {
            qsizetype found = 0;
            for (const QString &name : QDir(m_folder).entryList(QDir::Files))
                found += contentOf(m_folder + u'/' + name).count(sign);
            return found;
        };
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        Store &store = **made;
        StoredCommit commit = numberedCommit(circleA, streamS, 1);
        commit.sealed = sign + sign;
        QVERIFY(*store.append(commit));
        commit = numberedCommit(circleB, streamS, 1);
        QVERIFY(*store.append(commit));
        VERIFY_OK(store.setOverview(circleA, sign));
        VERIFY_OK(store.setState(circleA, {1, sign}));
        VERIFY_OK(store.setItem(circleA, ItemKind::Keyring, sign, sign));
        const qint64 rowsBefore = *store.lastRow(circleB);
        QVERIFY(traces() >= 6);
        VERIFY_OK(store.eraseCircle(circleA));
        QCOMPARE(traces(), 0);
        QCOMPARE(*store.commitCount(circleA), 0);
        QCOMPARE(*store.commitCount(circleB), 1);
        QVERIFY(!store.eraseCircle(Id{}));
        // A row's number never comes back, or a kept state would stand for commits it has not seen.
        QVERIFY(*store.append(numberedCommit(circleA, streamS, 1)));
        QVERIFY(*store.lastRow(circleA) > rowsBefore);
        QCOMPARE(*store.integrity(), QString());
    }

    void onlyTheOwnerMayRead()
    {
#ifndef Q_OS_UNIX
        QSKIP("rights of files are Unix's");
#else
        const mode_t before = umask(0);
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        VERIFY_OK((*made)->setMeta(QStringLiteral("a"), "b"));
        umask(before);
        const auto rights = [](const QString &name) {
            struct stat info{};
            stat(QFile::encodeName(name).constData(), &info);
            return int(info.st_mode & 0777);
        };
        QCOMPARE(rights(m_folder), 0700);
        const QStringList files = QDir(m_folder).entryList(QDir::Files);
        QVERIFY(files.contains(QStringLiteral("vault.sqlite-wal")));
        for (const QString &name : files)
            QCOMPARE(rights(m_folder + u'/' + name), 0600);
        QCOMPARE(rights(m_folder + QStringLiteral("/blobs")), 0700);
        VERIFY_OK((*made)->copyTo(m_place->filePath(QStringLiteral("copy"))));
        QCOMPARE(rights(m_place->filePath(QStringLiteral("copy"))), 0600);
#endif
    }

    void makingIsWholeOrNot()
    {
        VERIFY_FAILS(Store::create(m_folder, {},
                                   [](Store &store) -> Result<> {
                                       HEARD_TRY(store.setMeta(QStringLiteral("a"), "b"));
                                       return fail(ErrorCode::Refused, "no", QStringLiteral("No, this is not going to be."));
                                   }),
                     ErrorCode::Refused, "no");
        QVERIFY(!Store::exists(m_folder));
        VERIFY_FAILS(Store::open(m_folder), ErrorCode::NotFound, "no-vault");
        {
            auto made = Store::create(m_folder, {}, [](Store &store) { return store.setMeta(QStringLiteral("a"), "b"); });
            VERIFY_OK(made);
            QCOMPARE(*(*made)->meta(QStringLiteral("a")), QByteArray("b"));
        }
        const QByteArray before = contentOf(m_folder + QStringLiteral("/vault.sqlite"));
        VERIFY_FAILS(Store::create(m_folder), ErrorCode::Refused, "vault-exists");
        QCOMPARE(contentOf(m_folder + QStringLiteral("/vault.sqlite")), before);
    }

    /// T24: one process at a time; a killed one leaves no lock behind.
    void secondProcessIsRefused()
    {
        {
            auto made = Store::create(m_folder);
            VERIFY_OK(made);
            VERIFY_FAILS(Store::open(m_folder), ErrorCode::Busy, "vault-in-use");
            QProcess second;
            second.start(QStringLiteral(HEARD_STORE_WRITER), {QStringLiteral("hold"), m_folder});
            QVERIFY(second.waitForFinished(10'000));
            QCOMPARE(second.exitCode(), 3);
            VERIFY_OK((*made)->setMeta(QStringLiteral("a"), "b"));
        }
        for (int i = 0; i < byDepth(2, 5, 20); ++i) {
            QProcess first;
            first.start(QStringLiteral(HEARD_STORE_WRITER), {QStringLiteral("hold"), m_folder});
            QVERIFY(first.waitForReadyRead(10'000));
            QCOMPARE(first.readAllStandardOutput(), QByteArray("open\n"));
            const auto refused = Store::open(m_folder);
            VERIFY_FAILS(refused, ErrorCode::Busy, "vault-in-use");
            QVERIFY(refused.error().retry);
            first.kill();
            QVERIFY(first.waitForFinished(10'000));
            const auto opened = Store::open(m_folder);
            VERIFY_OK(opened);
            QCOMPARE(*(*opened)->meta(QStringLiteral("a")), QByteArray("b"));
        }
    }

    void foreignFilesStayAsTheyAre_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("name");
        QTest::newRow("another program's database") << QStringLiteral("foreign") << ErrorCode::BadInput << QStringLiteral("not-a-vault");
        QTest::newRow("a newer Heard's") << QStringLiteral("newer") << ErrorCode::TooNew << QStringLiteral("vault-too-new");
        QTest::newRow("noise") << QStringLiteral("noise") << ErrorCode::Damaged << QStringLiteral("vault-damaged");
        QTest::newRow("a few bytes") << QStringLiteral("short") << ErrorCode::Damaged << QStringLiteral("vault-damaged");
        QTest::newRow("cut in half") << QStringLiteral("half") << ErrorCode::Damaged << QStringLiteral("vault-damaged");
        QTest::newRow("cut after the first page") << QStringLiteral("page") << ErrorCode::Damaged << QStringLiteral("vault-damaged");
    }
    void foreignFilesStayAsTheyAre()
    {
        QFETCH(const QString, what);
        QFETCH(const ErrorCode, code);
        QFETCH(const QString, name);
        const QString file = m_folder + QStringLiteral("/vault.sqlite");
        if (what == QStringLiteral("foreign")) {
            QDir().mkpath(m_folder);
            makeForeign(file);
        } else {
            auto made = Store::create(m_folder);
            VERIFY_OK(made);
            for (quint64 seq = 1; seq <= 50; ++seq)
                VERIFY_OK((*made)->append(numberedCommit(circleA, streamS, seq)));
        }
        const qint64 size = QFileInfo(file).size();
        if (what == QStringLiteral("newer"))
            overwrite(file, 60, QByteArray("\0\0\0", 3) + char(Store::schemaVersion + 1));
        if (what == QStringLiteral("noise"))
            overwrite(file, 0, SeededRandom(3).bytes(size));
        if (what == QStringLiteral("short"))
            QVERIFY(QFile::resize(file, 40));
        if (what == QStringLiteral("half"))
            QVERIFY(QFile::resize(file, size / 2));
        if (what == QStringLiteral("page"))
            QVERIFY(QFile::resize(file, 4096));
        const QByteArray before = contentOf(file);
        QVERIFY(!before.isEmpty());
        {
            const auto opened = Store::open(m_folder);
            QVERIFY2(!opened, "it opened");
            QVERIFY2(opened.error().code == code, heard::testing::explain(opened.error()).constData());
            QCOMPARE(opened.error().name, name);
        }
        QCOMPARE(contentOf(file), before);
        QCOMPARE(QDir(m_folder).entryList({QStringLiteral("vault.sqlite-*")}).size(), 0);
    }

    void readOnlyPlacesAreSaid()
    {
#ifndef Q_OS_UNIX
        QSKIP("rights of files are Unix's");
#else
        // A file where the folder should be: nobody can write there.
        const QString file = m_place->filePath(QStringLiteral("file"));
        overwrite(file, 0, "x");
        VERIFY_FAILS(Store::create(file + QStringLiteral("/vault")), ErrorCode::Refused, "folder-read-only");

        {
            auto made = Store::create(m_folder);
            VERIFY_OK(made);
        }
        const QString fresh = m_place->filePath(QStringLiteral("fresh"));
        for (const QString &folder : {m_place->path(), m_folder})
            chmod(QFile::encodeName(folder).constData(), 0555);
        for (const char *name : {"vault.sqlite", "vault.lock"})
            chmod(QFile::encodeName(m_folder + u'/' + QString::fromLatin1(name)).constData(), 0444);
        {
            const AsOrdinaryUser user;
            VERIFY_FAILS(Store::create(fresh), ErrorCode::Refused, "folder-read-only");
            VERIFY_FAILS(Store::open(m_folder), ErrorCode::Refused, "folder-read-only");
        }
        for (const QString &folder : {m_place->path(), m_folder})
            chmod(QFile::encodeName(folder).constData(), 0755);
        chmod(QFile::encodeName(m_folder + QStringLiteral("/vault.lock")).constData(), 0600);
        chmod(QFile::encodeName(m_folder + QStringLiteral("/vault.sqlite")).constData(), 0600);
        VERIFY_OK(Store::open(m_folder));
#endif
    }

    /// T5: the disk is full, says so, loses nothing, and goes on when there is room again.
    void fullDiskLosesNothing()
    {
#ifndef Q_OS_LINUX
        QSKIP("needs a small file system");
#else
        const QByteArray disk = QFile::encodeName(m_place->filePath(QStringLiteral("disk")));
        mkdir(disk.constData(), 0700);
        if (mount("none", disk.constData(), "tmpfs", 0, "size=8m") != 0)
            QSKIP("only root may make a small disk; tst_powercut fails every write with ENOSPC for everybody");
        const auto unmount = qScopeGuard([&] { umount2(disk.constData(), MNT_DETACH); });
        const QString folder = QFile::decodeName(disk) + QStringLiteral("/vault");
        quint64 saved = 0;
        for (int round = 0; round < byDepth(2, 5, 100); ++round) {
            {
                auto opened = Store::exists(folder) ? Store::open(folder) : Store::create(folder);
                VERIFY_OK(opened);
                Store &store = **opened;
                QFile ballast(QFile::decodeName(disk) + QStringLiteral("/ballast"));
                QVERIFY(ballast.open(QIODevice::WriteOnly));
                while (ballast.write(QByteArray(4096, 'x')) == 4096 && ballast.flush()) {}
                ballast.close();
                int refused = 0;
                for (int i = 0; i < 2000 && refused < 3; ++i) {
                    const auto added = store.append(numberedCommit(circleA, streamS, saved + 1));
                    if (added) {
                        ++saved;
                        continue;
                    }
                    ++refused;
                    VERIFY_FAILS(added, ErrorCode::Full, "disk-full");
                    // A transaction that meets the full disk in its middle is gone whole, even when the error is swallowed.
                    const Result<> swallowed = store.transaction([&]() -> Result<> {
                        [[maybe_unused]] const auto big = store.setItem(circleA, ItemKind::Local, "big", QByteArray(1 << 20, 'x'));
                        [[maybe_unused]] const auto small = store.setMeta(QStringLiteral("small"), "x");
                        return {};
                    });
                    QVERIFY(!swallowed);
                    QCOMPARE(*store.meta(QStringLiteral("small")), QByteArray());
                }
                QCOMPARE(refused, 3);
                QCOMPARE(quint64(*store.commitCount(circleA)), saved);
                QVERIFY(ballast.remove());
                VERIFY_OK(store.append(numberedCommit(circleA, streamS, ++saved)));
                if (saved > 3000) {
                    VERIFY_OK(store.eraseCircle(circleA));
                    saved = 0;
                }
            }
            auto opened = Store::open(folder);
            VERIFY_OK(opened);
            QCOMPARE(quint64(*(*opened)->commitCount(circleA)), saved);
            QCOMPARE(*(*opened)->integrity(), QString());
        }
#endif
    }

    void copiesAreWhole()
    {
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        for (quint64 seq = 1; seq <= 100; ++seq)
            QVERIFY(*(*made)->append(numberedCommit(circleA, streamS, seq)));
        QDir().mkpath(m_place->filePath(QStringLiteral("copy")));
        const QString copy = m_place->filePath(QStringLiteral("copy/vault.sqlite"));
        VERIFY_OK((*made)->copyTo(copy));
        QVERIFY(!(*made)->copyTo(copy));
        auto opened = Store::open(m_place->filePath(QStringLiteral("copy")));
        VERIFY_OK(opened);
        QCOMPARE(*(*opened)->commitCount(circleA), 100);
        QCOMPARE((*opened)->commitsOf(circleA, streamS, 99)->constFirst().sealed, numberedCommit(circleA, streamS, 100).sealed);
        QCOMPARE(*(*opened)->integrity(), QString());
    }

    /** Opening a circle folds what is there: reading 100,000 small commits is well under a second. */
    void readsFast()
    {
        const int count = byDepth(20'000, 100'000, 100'000);
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        Store &store = **made;
        QElapsedTimer timer;
        timer.start();
        const QByteArray content(300, 'c');
        const Result<> written = store.transaction([&]() -> Result<> {
            for (int n = 1; n <= count; ++n) {
                HEARD_TRY(store.append({circleA, streamS, quint64(n), blake2b(QByteArray::number(n)), content, false, true}));
            }
            return {};
        });
        VERIFY_OK(written);
        const qint64 writing = timer.restart();
        int seen = 0;
        VERIFY_OK(store.eachCommit(circleA, 0, [&](const StoredCommit &commit) -> Result<> {
            seen += commit.sealed.size() == 300 ? 1 : 0;
            return {};
        }));
        const qint64 reading = timer.elapsed();
        qInfo("%d commits: written in one transaction in %lld ms, read in %lld ms", count, static_cast<long long>(writing),
              static_cast<long long>(reading));
        QCOMPARE(seen, count);
        QVERIFY(reading < count / 20);
    }

private:
    std::unique_ptr<QTemporaryDir> m_place;
    QString m_folder;
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
