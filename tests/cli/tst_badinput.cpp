// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes wrong in real life: each gives a plain error with what to do, the right exit status, and nothing is lost.

#include "harness.h"

#include <QDir>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

class BadInput : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void usage_data();
    void usage();
    void passphraseIsNeverAnArgument();
    void wrongPassphrase();
    void noPassphrase();
    void truncatedVault();
    void flippedVault();
    void foreignDatabase();
    void newerVault();
    void fullDisk();
    void readOnlyFolder();
    void vaultInUse();
    void inviteOpenedTwice();
    void inviteExpired();
    void inviteBroken();
    void aMegabyteOfText();
    void textOverrides();
    void tenThousandStatements();
    void importStopsAtABadLine();
    void remoteGone();

private:
    /** Exit status, and an error that says what to do. */
    void refused(const Ran &ran, int status, const QString &code);
    [[nodiscard]] QByteArray records() const { return m_pair.mother({u"record"_s, u"list"_s, m_pair.circle}).out; }
    /** Runs shell lines in a mount namespace of their own; Null when this machine allows none. */
    [[nodiscard]] Ran inNamespace(const QString &script) const;
    [[nodiscard]] QString databaseFile() const { return m_pair.mother.folder() + u"/vault.sqlite"_s; }
    [[nodiscard]] QByteArray database() const { return m_world.read(u"mother/vault.sqlite"_s); }
    /** Puts other bytes in the place of the mother's vault; what SQLite left beside the old ones goes too. */
    void putDatabase(const QByteArray &bytes) const;

    World m_world;
    Pair m_pair{m_world};
};

void BadInput::refused(const Ran &ran, int status, const QString &code)
{
    QVERIFY2(ran.status == status, ran.told().constData());
    QVERIFY2(ran.code() == code, ran.told().constData());
    QVERIFY2(ran.out.isEmpty(), ran.told().constData());
    const QString message = ran.error.value("message"_L1).toString();
    QVERIFY2(message.count(u'.') >= 2, qPrintable(message)); // what happened, and what to do
    QVERIFY(ran.error.contains("detail"_L1));
    QVERIFY(ran.error.value("retry"_L1).isBool());
}

void BadInput::initTestCase()
{
    const QString problem = m_pair.join(m_world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QStringList lines;
    for (int i = 0; i < 30; ++i)
        lines.append(u"profile add %1 --section support --text 'line %2'"_s.arg(m_pair.circle).arg(i));
    QCOMPARE(m_pair.mother.batch(lines).size(), 30);
}

void BadInput::putDatabase(const QByteArray &bytes) const
{
    for (const char *extra : {"-wal", "-shm", "-journal"})
        QFile::remove(databaseFile() + QLatin1String(extra));
    m_world.write(u"mother/vault.sqlite"_s, bytes);
}

void BadInput::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString c = m_pair.circle;
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("no such command") << QStringList{u"dance"_s};
    QTest::newRow("half a command") << QStringList{u"profile"_s};
    QTest::newRow("missing option") << QStringList{u"profile"_s, u"add"_s, c, u"--section"_s, u"tips"_s};
    QTest::newRow("no such section") << QStringList{u"profile"_s, u"add"_s, c, u"--section"_s, u"needs"_s, u"--text"_s, u"x"_s};
    QTest::newRow("no such role") << QStringList{u"vault"_s, u"create"_s, u"--name"_s, u"A"_s, u"--role"_s, u"king"_s};
    QTest::newRow("unknown option") << QStringList{u"vault"_s, u"info"_s, u"--loud"_s};
    QTest::newRow("two at once") << QStringList{u"remote"_s, u"set"_s, c, u"--folder"_s, u"/tmp"_s, u"--none"_s};
    QTest::newRow("no number") << QStringList{u"sync"_s, u"--every"_s, u"soon"_s};
}

void BadInput::usage()
{
    QFETCH(QStringList, arguments);
    const Ran ran = m_pair.mother(arguments);
    QVERIFY2(ran.status == 2, ran.told().constData());
    QCOMPARE(ran.code(), u"usage"_s);
    QVERIFY(ran.out.isEmpty());
}

void BadInput::passphraseIsNeverAnArgument()
{
    const Ran ran =
        m_world.run({u"--vault"_s, m_pair.mother.folder(), u"--passphrase"_s, u"paper lantern quiet river maple"_s, u"vault"_s, u"info"_s});
    QCOMPARE(ran.status, 2);
    // Nor is it repeated where logs are kept.
    QVERIFY2(!ran.err.contains("lantern"), ran.err.constData());
}

void BadInput::wrongPassphrase()
{
    m_world.write(u"wrong"_s, "paper lantern quiet river oak\n");
    const QByteArray before = records();
    refused(m_world.run({u"--vault"_s, m_pair.mother.folder(), u"--passphrase-file"_s, m_world.path(u"wrong"_s), u"circle"_s, u"list"_s}),
            3, u"wrong-passphrase"_s);
    QCOMPARE(records(), before);
    // Only the first line counts, with either kind of line end.
    m_world.write(u"windows"_s, "paper lantern quiet river maple\r\nsomething else\r\n");
    QCOMPARE(m_world.run({u"--vault"_s, m_pair.mother.folder(), u"--passphrase-file"_s, m_world.path(u"windows"_s), u"circle"_s, u"list"_s}).status,
             0);
}

void BadInput::noPassphrase()
{
    m_world.write(u"empty"_s, "\n");
    refused(m_world.run({u"--vault"_s, m_pair.mother.folder(), u"--passphrase-file"_s, m_world.path(u"empty"_s), u"circle"_s, u"list"_s}),
            4, u"empty-passphrase"_s);
    refused(m_world.run({u"--vault"_s, m_pair.mother.folder(), u"--passphrase-file"_s, m_world.path(u"nowhere"_s), u"circle"_s, u"list"_s}),
            4, u"no-passphrase-file"_s);
    refused(m_world.run({u"--vault"_s, m_world.path(u"no-vault"_s), u"--passphrase-file"_s, m_world.passphraseFile(), u"circle"_s, u"list"_s}),
            4, u"no-vault"_s);
}

void BadInput::truncatedVault()
{
    const QByteArray before = records();
    const QByteArray whole = database();
    QVERIFY(whole.size() > 20'000);
    for (const qsizetype size :
         {qsizetype(0), qsizetype(50), qsizetype(100), qsizetype(4096), whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
        putDatabase(whole.left(size));
        const Ran ran = m_pair.mother({u"vault"_s, u"check"_s});
        // Too short to be known as a vault is "not a vault"; else it is damage.
        QVERIFY2(ran.status == 6 || (size < 4096 && ran.status == 4), (QByteArray::number(size) + ": " + ran.told()).constData());
        QVERIFY(!ran.error.value("message"_L1).toString().isEmpty());
        if (size < 100)
            QCOMPARE(database(), whole.left(size));
    }
    putDatabase(whole);
    QCOMPARE(records(), before);
}

void BadInput::flippedVault()
{
    const QByteArray before = records();
    const QByteArray whole = database();
    const quint32 seed = QRandomGenerator::system()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    int detected = 0;
    const int flips = World::byDepth(12, 40, 400);
    for (int i = 0; i < flips; ++i) {
        QByteArray bad = whole;
        const qsizetype at = random.bounded(int(bad.size()));
        bad[at] = char(bad.at(at) ^ (1 << random.bounded(8)));
        putDatabase(bad);
        const Ran check = m_pair.mother({u"vault"_s, u"check"_s});
        if (check.status != 0) {
            ++detected;
            QVERIFY2(check.status == 6 || check.status == 4 || check.status == 3, check.told().constData());
            continue;
        }
        // A free page or an unused byte: then everything must read as before.
        const Ran ran = m_pair.mother({u"record"_s, u"list"_s, m_pair.circle});
        QVERIFY2(ran.status == 0 && ran.out == before, qPrintable(u"seed %1, byte %2"_s.arg(seed).arg(at)));
    }
    qInfo("%d of %d single flipped bits found, the others harmless", detected, flips);
    QVERIFY(detected > flips / 8);
    putDatabase(whole);
    QCOMPARE(records(), before);
}

void BadInput::foreignDatabase()
{
    QDir().mkpath(m_world.path(u"foreign"_s));
    const QString file = m_world.path(u"foreign/vault.sqlite"_s);
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"foreign"_s);
        other.setDatabaseName(file);
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(u"CREATE TABLE songs(name TEXT)"_s));
        QVERIFY(QSqlQuery(other).exec(u"INSERT INTO songs VALUES('mine')"_s));
        other.close();
    }
    QSqlDatabase::removeDatabase(u"foreign"_s);
    const QByteArray before = m_world.read(u"foreign/vault.sqlite"_s);
    const Device foreign(m_world, u"foreign"_s);
    refused(foreign({u"vault"_s, u"info"_s}), 4, u"not-a-vault"_s);
    QCOMPARE(m_world.read(u"foreign/vault.sqlite"_s), before);
    // Nor is it written over by a new vault.
    refused(foreign.create(u"A"_s, u"parent"_s), 3, u"vault-exists"_s);
    QCOMPARE(m_world.read(u"foreign/vault.sqlite"_s), before);

    m_world.write(u"foreign/vault.sqlite"_s, "This is a letter to Gran, and no vault at all.");
    refused(foreign({u"vault"_s, u"info"_s}), 6, u"vault-damaged"_s);
    QCOMPARE(m_world.read(u"foreign/vault.sqlite"_s), QByteArray("This is a letter to Gran, and no vault at all."));
}

void BadInput::newerVault()
{
    QDir().mkpath(m_world.path(u"newer"_s));
    QVERIFY(QFile::copy(databaseFile(), m_world.path(u"newer/vault.sqlite"_s)));
    {
        QSqlDatabase newer = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"newer"_s);
        newer.setDatabaseName(m_world.path(u"newer/vault.sqlite"_s));
        QVERIFY(newer.open());
        QVERIFY(QSqlQuery(newer).exec(u"PRAGMA user_version = 99"_s));
        QSqlQuery(newer).exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        newer.close();
    }
    QSqlDatabase::removeDatabase(u"newer"_s);
    const QByteArray before = m_world.read(u"newer/vault.sqlite"_s);
    const Device newer(m_world, u"newer"_s);
    for (const QStringList &command : {QStringList{u"vault"_s, u"check"_s}, QStringList{u"circle"_s, u"list"_s}, QStringList{u"sync"_s}})
        refused(newer(command), 3, u"vault-too-new"_s);
    QCOMPARE(m_world.read(u"newer/vault.sqlite"_s), before);
}

Ran BadInput::inNamespace(const QString &script) const
{
    const Ran probe =
        m_world.runOther(u"unshare"_s, {u"-rm"_s, u"sh"_s, u"-c"_s, u"mount -t tmpfs -o size=1m none '%1'"_s.arg(m_world.path(u"tmp"_s))});
    if (probe.status != 0)
        return {};
    return m_world.runOther(u"unshare"_s, {u"-rm"_s, u"sh"_s, u"-c"_s, script}, 300);
}

/** The disk fills up while somebody writes: what was acknowledged is there, the rest is refused; with room again, work goes on. */
void BadInput::fullDisk()
{
    QDir().mkpath(m_world.path(u"small"_s));
    QByteArray lines;
    for (int i = 0; i < 400; ++i)
        lines += "profile add " + m_pair.circle.toLatin1() + " --section important --text 'full " + QByteArray(2000, 'x')
                 + QByteArray::number(i) + "'\n";
    m_world.write(u"lines"_s, lines);
    const QString cli =
        u"'%1' --vault '%2/vault' --passphrase-file '%3'"_s.arg(World::program(), m_world.path(u"small"_s), m_world.passphraseFile());
    const Ran ran = inNamespace(
        u"set -e; mount -t tmpfs -o size=2m none '%1'; cp -r '%2' '%1/vault'; cd '%3';"
        "set +e; %4 batch --in lines > acknowledged 2> full-error; echo $? > full-status;"
        "%4 record list %5 > full-records; %4 vault check > full-check;"
        "mount -o remount,size=20m '%1';"
        "%4 profile add %5 --section tips --text again > full-again; %4 record list %5 > full-after; %4 vault check > full-check-after; true"_s
            .arg(m_world.path(u"small"_s), m_pair.mother.folder(), m_world.path(QString()), cli, m_pair.circle));
    if (ran.status == -1)
        QSKIP("this machine lets nobody mount a small disk");
    QVERIFY2(ran.status == 0, ran.told().constData());
    QCOMPARE(m_world.read(u"full-status"_s).trimmed(), QByteArray("1"));
    const QJsonObject error = QJsonDocument::fromJson(m_world.read(u"full-error"_s))["error"_L1].toObject();
    QCOMPARE(error.value("code"_L1).toString(), u"disk-full"_s);
    QCOMPARE(error.value("retry"_L1).toBool(), true);

    QStringList promised;
    const QList<QByteArray> answers = m_world.read(u"acknowledged"_s).split('\n');
    for (const QByteArray &answer : answers) {
        const QJsonObject one = QJsonDocument::fromJson(answer).object();
        if (one.value("ok"_L1).toBool())
            promised.append(one.value("result"_L1)["statement"_L1].toString());
    }
    qInfo("%lld changes were saved before the disk was full", static_cast<long long>(promised.size()));
    QVERIFY(promised.size() > 5);
    for (const QString &listed : {u"full-records"_s, u"full-after"_s}) {
        const QByteArray there = m_world.read(listed);
        for (const QString &statement : promised)
            QVERIFY2(there.contains(statement.toLatin1()), qPrintable(listed));
    }
    QCOMPARE(QJsonDocument::fromJson(m_world.read(u"full-check"_s))["ok"_L1].toBool(), true);
    QVERIFY(QJsonDocument::fromJson(m_world.read(u"full-again"_s)).object().contains("statement"_L1));
    QCOMPARE(QJsonDocument::fromJson(m_world.read(u"full-check-after"_s))["ok"_L1].toBool(), true);
}

void BadInput::readOnlyFolder()
{
    QDir().mkpath(m_world.path(u"small"_s));
    const QString cli =
        u"'%1' --vault '%2/vault' --passphrase-file '%3'"_s.arg(World::program(), m_world.path(u"small"_s), m_world.passphraseFile());
    const Ran ran = inNamespace(
        u"set -e; mount -t tmpfs -o size=20m none '%1'; cp -r '%2' '%1/vault'; mount -o remount,ro '%1'; cd '%3'; set +e;"
        "%4 profile add %5 --section tips --text x > read-only-out 2> read-only-error; echo $? > read-only-status;"
        "%4 member invite %5 --name A --role parent --out '%1/invite' 2> read-only-out-error; "
        "mount -o remount,rw '%1'; %4 record list %5 > read-only-records; true"_s.arg(m_world.path(u"small"_s), m_pair.mother.folder(),
                                                                                      m_world.path(QString()), cli, m_pair.circle));
    if (ran.status == -1)
        QSKIP("this machine lets nobody mount a read-only disk");
    QVERIFY2(ran.status == 0, ran.told().constData());
    QCOMPARE(m_world.read(u"read-only-status"_s).trimmed(), QByteArray("3"));
    QCOMPARE(QJsonDocument::fromJson(m_world.read(u"read-only-error"_s))["error"_L1]["code"_L1].toString(), u"folder-read-only"_s);
    QCOMPARE(m_world.read(u"read-only-records"_s), records());
}

/** T24: the second of two processes is refused politely, and can try again. */
void BadInput::vaultInUse()
{
    QProcess first;
    first.setProcessEnvironment(m_world.environment());
    first.start(World::program(), m_pair.mother.opening() + QStringList{u"batch"_s});
    first.write("circle list\n");
    QVERIFY(first.waitForReadyRead(60'000));
    const Ran second = m_pair.mother({u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"tips"_s, u"--text"_s, u"second"_s});
    refused(second, 3, u"vault-in-use"_s);
    QCOMPARE(second.error.value("retry"_L1).toBool(), true);
    first.write(u"profile add %1 --section tips --text first\n"_s.arg(m_pair.circle).toUtf8());
    first.closeWriteChannel();
    QVERIFY(first.waitForFinished(60'000));
    QCOMPARE(first.exitCode(), 0);
    const QByteArray after = records();
    QVERIFY(after.contains("\"first\""));
    QVERIFY(!after.contains("\"second\""));
}

void BadInput::inviteOpenedTwice()
{
    const QString invite = m_world.path(u"files/twice"_s);
    const QString reply = m_world.path(u"files/twice-reply"_s);
    const Device gran(m_world, u"gran"_s);
    QCOMPARE(gran.create(u"Gran"_s, u"parent"_s).status, 0);
    QCOMPARE(m_pair.mother({u"member"_s, u"invite"_s, m_pair.circle, u"--name"_s, u"Gran"_s, u"--role"_s, u"parent"_s, u"--out"_s, invite}).status,
             0);
    // A reply that cannot be written leaves the invite as it was.
    refused(gran({u"member"_s, u"accept"_s, u"--invite"_s, invite, u"--reply-out"_s, m_world.path(u"no/such/folder/reply"_s)}), 4,
            u"folder-missing"_s);
    QCOMPARE(gran({u"member"_s, u"accept"_s, u"--invite"_s, invite, u"--reply-out"_s, reply}).status, 0);
    refused(gran({u"member"_s, u"accept"_s, u"--invite"_s, invite, u"--reply-out"_s, reply + u"2"_s}), 3, u"invite-opened"_s);
    QVERIFY(!QFile::exists(reply + u"2"_s));
    // Before she is let in, she can do nothing there.
    refused(gran({u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"tips"_s, u"--text"_s, u"x"_s}), 3, u"waiting-to-join"_s);

    // Somebody else opens the same invite with another vault: the first who is let in uses it up.
    const Device stranger(m_world, u"stranger"_s);
    QCOMPARE(stranger.create(u"Stranger"_s, u"parent"_s).status, 0);
    QCOMPARE(stranger({u"member"_s, u"accept"_s, u"--invite"_s, invite, u"--reply-out"_s, reply + u"3"_s}).status, 0);
    const Ran look = m_pair.mother({u"member"_s, u"admit"_s, m_pair.circle, u"--reply"_s, reply, u"--look"_s});
    QCOMPARE(look.status, 0);
    refused(m_pair.mother({u"member"_s, u"admit"_s, m_pair.circle, u"--reply"_s, reply, u"--check-words"_s, u"one two three four five six"_s}),
            4, u"not-check-words"_s);
    QCOMPARE(m_pair.mother({u"member"_s, u"list"_s, m_pair.circle}).array().size(), 2);
    QCOMPARE(m_pair.mother({u"member"_s, u"admit"_s, m_pair.circle, u"--reply"_s, reply}).status, 0);
    refused(m_pair.mother({u"member"_s, u"admit"_s, m_pair.circle, u"--reply"_s, reply + u"3"_s}), 3, u"invite-used"_s);
    refused(m_pair.mother({u"member"_s, u"admit"_s, m_pair.circle, u"--reply"_s, reply}), 3, u"invite-used"_s);
    QCOMPARE(m_pair.mother({u"member"_s, u"list"_s, m_pair.circle}).array().size(), 3);
}

void BadInput::inviteExpired()
{
    const QString invite = m_world.path(u"files/old"_s);
    const Device late(m_world, u"late"_s);
    QCOMPARE(late.create(u"Late"_s, u"parent"_s).status, 0);
    QCOMPARE(m_pair
                 .mother({u"member"_s, u"invite"_s, m_pair.circle, u"--name"_s, u"Late"_s, u"--role"_s, u"parent"_s, u"--out"_s, invite,
                          u"--now"_s, u"2026-11-01T09:00:00Z"_s})
                 .status,
             0);
    refused(late({u"member"_s, u"accept"_s, u"--invite"_s, invite, u"--reply-out"_s, invite + u"-reply"_s, u"--now"_s, u"2026-11-02T09:00:01Z"_s}),
            3, u"invite-expired"_s);
    QCOMPARE(late({u"member"_s, u"accept"_s, u"--invite"_s, invite, u"--reply-out"_s, invite + u"-reply"_s, u"--now"_s, u"2026-11-02T08:59:00Z"_s})
                 .status,
             0);
    // In time on the one side, too late on the other.
    refused(m_pair.mother({u"member"_s, u"admit"_s, m_pair.circle, u"--reply"_s, invite + u"-reply"_s, u"--now"_s, u"2026-11-03T09:00:00Z"_s}),
            3, u"invite-expired"_s);
}

void BadInput::inviteBroken()
{
    const QByteArray invite = m_world.read(u"files/twice"_s);
    for (const QByteArray &bad : {QByteArray(), QByteArray("hello"), invite.left(invite.size() / 2), QByteArray(100'000, 'x')}) {
        m_world.write(u"files/bad"_s, bad);
        const Ran ran = m_pair.worker(
            {u"member"_s, u"accept"_s, u"--invite"_s, m_world.path(u"files/bad"_s), u"--reply-out"_s, m_world.path(u"files/none"_s)});
        QVERIFY2(ran.status == 4 || ran.status == 6, ran.told().constData());
        QVERIFY(!QFile::exists(m_world.path(u"files/none"_s)));
    }
}

void BadInput::aMegabyteOfText()
{
    m_world.write(u"long"_s, QByteArray(1'000'000, 'a'));
    const QByteArray before = records();
    refused(m_pair.mother({u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"tips"_s, u"--text-file"_s, m_world.path(u"long"_s)}), 4,
            u"text-too-long"_s);
    const QString statement =
        m_pair.mother({u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"tips"_s, u"--text"_s, u"short"_s}).text("statement");
    const QByteArray then = records();
    refused(m_pair.mother({u"profile"_s, u"edit"_s, m_pair.circle, statement, u"--text-file"_s, m_world.path(u"long"_s)}), 4,
            u"text-too-long"_s);
    QCOMPARE(records(), then);
    QVERIFY(then.size() > before.size());
    // And in a batch, where a line can be as long.
    const Ran ran =
        m_world.run(m_pair.mother.opening() + QStringList{u"batch"_s},
                    "profile add " + m_pair.circle.toLatin1() + " --section tips --text " + QByteArray(1'000'000, 'b') + "\ncircle list\n");
    QCOMPARE(ran.status, 4);
    QCOMPARE(ran.out.count('\n'), 1);
}

/** Words that would show as other words than were typed are cleaned. No marks of direction are needed: each sentence finds its own. */
void BadInput::textOverrides()
{
    const QString typed = u"He is \u202Eton\u202C kind\u2066!\u2069 \u200Fشكرا\u200F"_s;
    const Ran ran = m_pair.mother({u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"appreciate"_s, u"--text"_s, typed});
    QVERIFY2(ran.status == 0, ran.told().constData());
    const QString kept = ran.text("text");
    for (const char16_t bad : {u'\u202A', u'\u202B', u'\u202C', u'\u202D', u'\u202E', u'\u2066', u'\u2067', u'\u2068', u'\u2069'})
        QVERIFY(!kept.contains(QChar(bad)));
    QCOMPARE(kept, u"He is ton kind! شكرا"_s);
}

void BadInput::tenThousandStatements()
{
    const Device many(m_world, u"many"_s);
    QCOMPARE(many.create(u"Many"_s, u"parent"_s).status, 0);
    const QString circle = many({u"circle"_s, u"create"_s, u"--name"_s, u"Many"_s}).text("circle");
    QByteArray lines;
    for (int i = 0; i < 10'000; ++i)
        lines += R"({"kind":"statement","id":"ignored","fields":{"section":"important","text":"thing )" + QByteArray::number(i) + "\"}}\n";
    m_world.write(u"many.jsonl"_s, lines);
    const Ran imported = many({u"record"_s, u"import"_s, circle, u"--jsonl"_s, m_world.path(u"many.jsonl"_s)}, 300);
    QVERIFY2(imported.status == 0, imported.told().constData());
    QCOMPARE(imported.object().value("imported"_L1).toInt(), 10'000);
    qInfo("imported in %.2f s", imported.object().value("seconds"_L1).toDouble());
    const QJsonArray answers =
        many.batch({u"record list %1 --kind statement"_s.arg(circle), u"vault check"_s, u"profile show "_s + circle, u"vault info"_s});
    QCOMPARE(answers.size(), 4);
    const QJsonArray there = answers[0]["result"_L1].toArray();
    QCOMPARE(there.size(), 10'000);
    // In the order of the file.
    QCOMPARE(there.first()["fields"_L1]["text"_L1].toString(), u"thing 0"_s);
    QCOMPARE(there.last()["fields"_L1]["text"_L1].toString(), u"thing 9999"_s);
    QCOMPARE(answers[1]["result"_L1]["ok"_L1].toBool(), true);
    QCOMPARE(answers[2]["result"_L1]["sections"_L1]["important"_L1].toArray().size(), 10'000);
    // One saved change for 500 lines, and the one that began the circle.
    const int commits = answers[3]["result"_L1]["commits"_L1].toInt();
    QVERIFY2(commits >= 20 && commits <= 30, qPrintable(QString::number(commits)));
    // A page cannot hold it, and says so.
    refused(many({u"profile"_s, u"export"_s, circle, u"--layout"_s, u"one-page"_s, u"--format"_s, u"pdf"_s, u"--out"_s,
                  m_world.path(u"many.pdf"_s)},
                 300),
            3, u"does-not-fit"_s);
    QVERIFY(!QFile::exists(m_world.path(u"many.pdf"_s)));
}

void BadInput::importStopsAtABadLine()
{
    QByteArray lines;
    for (int i = 0; i < 1200; ++i)
        lines += i == 777
                     ? "{\"kind\":\"statement\",\"fields\":{\"section\":\"nowhere\",\"text\":\"x\"}}\n"
                     : "{\"kind\":\"statement\",\"fields\":{\"section\":\"support\",\"text\":\"imported " + QByteArray::number(i) + "\"}}\n";
    m_world.write(u"bad.jsonl"_s, lines);
    const Ran ran = m_pair.mother({u"record"_s, u"import"_s, m_pair.circle, u"--jsonl"_s, m_world.path(u"bad.jsonl"_s)});
    QVERIFY2(ran.status == 4, ran.told().constData());
    QCOMPARE(ran.error.value("line"_L1).toInt(), 778);
    QCOMPARE(ran.error.value("imported"_L1).toInt(), 500);
    QVERIFY(ran.error.value("message"_L1).toString().contains("778"_L1));
    const QByteArray after = records();
    QVERIFY(after.contains("\"imported 499\""));
    QVERIFY(!after.contains("\"imported 500\""));
    for (const char *bad :
         {"not json", "[1]", "{\"kind\":\"statement\"}", "{\"kind\":\"circle\",\"fields\":{\"name\":\"x\"}}",
          "{\"kind\":\"passport-sign\",\"fields\":{\"see\":1.5}}", "{\"kind\":\"statement\",\"fields\":{\"colour\":\"red\"}}"}) {
        m_world.write(u"bad.jsonl"_s, bad);
        const Ran one = m_pair.mother({u"record"_s, u"import"_s, m_pair.circle, u"--jsonl"_s, m_world.path(u"bad.jsonl"_s)});
        QVERIFY2(one.status == 4, (QByteArray(bad) + one.told()).constData());
        QCOMPARE(one.error.value("line"_L1).toInt(), 1);
    }
    QCOMPARE(records(), after);
}

void BadInput::remoteGone()
{
    refused(m_pair.mother({u"remote"_s, u"set"_s, m_pair.circle, u"--folder"_s, m_world.path(u"not-there"_s)}), 5, u"remote-unreachable"_s);
    const QString away = m_pair.remote + u".away"_s;
    QVERIFY(QDir().rename(m_pair.remote, away));
    const QByteArray before = records();
    const Ran ran = m_pair.mother({u"sync"_s});
    QVERIFY2(ran.status == 5, ran.told().constData());
    QCOMPARE(ran.code(), u"remote-unreachable"_s);
    QCOMPARE(ran.error.value("retry"_L1).toBool(), true);
    // What it did is told all the same.
    QCOMPARE(ran.json["circles"_L1].toArray().size(), 1);
    const QJsonArray waits = m_pair.mother({u"pending"_s}).array();
    QCOMPARE(waits.size(), 1);
    QVERIFY(waits[0]["changes"_L1].toInt() > 0);
    QCOMPARE(waits[0]["why"_L1].toString(), u"problem"_s);
    QVERIFY(!waits[0]["since"_L1].toString().isEmpty());
    QVERIFY(!waits[0]["sentence"_L1].toString().isEmpty());
    QCOMPARE(records(), before);
    QVERIFY(QDir().rename(away, m_pair.remote));
    QCOMPARE(m_pair.sync(), QString());
    QCOMPARE(m_pair.mother({u"pending"_s}).out.trimmed(), QByteArray("[]"));
    QCOMPARE(m_pair.worker({u"record"_s, u"list"_s, m_pair.circle}).out, records());
}

QTEST_GUILESS_MAIN(BadInput)
#include "tst_badinput.moc"
