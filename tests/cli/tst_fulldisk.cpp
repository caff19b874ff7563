// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every command that writes a file, on a disk with room for 0 to 64 kB: either all of it is there and status 0 says so, or nothing new is,
// what was there is as it was, and the error tells what to do. The disk is a tmpfs in namespaces of its own where the system lets us have
// one, and the same again with a preloaded library that plays it, which works everywhere.

#include "harness.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray oldBytes = "what stood here before\n";

/** The end of a whole file: half a page has another. */
bool isWhole(const QString &name, const QByteArray &bytes)
{
    if (name.endsWith(".pdf"_L1))
        return bytes.startsWith("%PDF") && bytes.trimmed().endsWith("%%EOF");
    if (name.endsWith(".html"_L1))
        return bytes.trimmed().endsWith("</html>");
    if (name.endsWith(".odt"_L1))
        return bytes.startsWith("PK") && bytes.right(30).contains("PK\x05\x06");
    return bytes.size() > 100;
}

} // namespace

class FullDisk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void files_data();
    void files();
    void aVaultIsMadeWholeOrNotAtAll();
    void picturesAreKeptWholeOrNotAtAll();
    void wordsAreSavedOrRefused();
    void sticksWithFewManners();
    void theDiskFailsAtTheLastMoment();

private:
    /** Runs heard-cli where @p folder lies on a disk with @p kilobytes of room; the folder is copied to `after`. */
    [[nodiscard]] Ran onSmallDisk(int kilobytes, const QStringList &arguments) const;
    [[nodiscard]] Ran unlucky(const QStringList &faults, const QStringList &arguments) const;
    [[nodiscard]] QStringList opened(const QStringList &command) const { return m_mother.opening() + command; }
    [[nodiscard]] static QList<int> rooms();
    [[nodiscard]] QByteArray after(const QString &name) const { return m_world.read(u"after/"_s + name); }
    [[nodiscard]] QStringList namesAfter() const;

    World m_world;
    Device m_mother{m_world, u"mother"_s};
    QString m_circle;
    QString m_statement;
    QString m_picture;
    bool m_real = false; ///< a tmpfs can be had
};

QList<int> FullDisk::rooms()
{
    if (World::byDepth(0, 1, 2) == 0)
        return {0, 8, 64};
    QList<int> all;
    for (int kilobytes = 0; kilobytes <= 64; kilobytes += World::byDepth(8, 16, 4))
        all.append(kilobytes);
    return all;
}

void FullDisk::initTestCase()
{
    QVERIFY(m_mother.create(u"Grace Okafor"_s, u"parent"_s).status == 0);
    m_circle = m_mother({u"circle"_s, u"create"_s, u"--name"_s, u"Sam"_s}).text("circle");
    m_statement =
        m_mother({u"profile"_s, u"add"_s, m_circle, u"--section"_s, u"support"_s, u"--text"_s, u"A swing helps."_s}).text("statement");
    QVERIFY(!m_statement.isEmpty());
    QCOMPARE(m_mother({u"profile"_s, u"agree"_s, m_circle, u"--given-by"_s, u"young-person"_s, u"--how"_s, u"She nodded"_s}).status, 0);
    QByteArray bytes;
    for (int i = 0; i < 20'000; ++i)
        bytes += char(qHash(i, 5));
    m_world.write(u"swing.jpg"_s, bytes);
    m_picture =
        m_mother({u"attachment"_s, u"add"_s, m_circle, u"--record"_s, m_statement, u"--file"_s, m_world.path(u"swing.jpg"_s)}).text("id");
    QVERIFY(!m_picture.isEmpty());
    QDir().mkpath(m_world.path(u"disk"_s));
    const Ran mounted =
        m_world.runAmong({}, u"unshare"_s,
                         {u"-Urm"_s, u"sh"_s, u"-c"_s, u"mount -t tmpfs -o size=8k none \"$1\""_s, u"sh"_s, m_world.path(u"disk"_s)});
    m_real = mounted.status == 0;
    if (!m_real)
        qWarning("no small file system can be had here (%s): only the played one is tried", mounted.err.trimmed().constData());
}

void FullDisk::init()
{
    QDir(m_world.path(u"after"_s)).removeRecursively();
    QDir(m_world.path(u"disk"_s)).removeRecursively();
    QVERIFY(QDir().mkpath(m_world.path(u"disk"_s)) && QDir().mkpath(m_world.path(u"after"_s)));
}

Ran FullDisk::unlucky(const QStringList &faults, const QStringList &arguments) const
{
    return m_world.runAmong(QStringList{u"LD_PRELOAD="_s + QStringLiteral(HEARD_FAULTS)} + faults, World::program(), arguments);
}

Ran FullDisk::onSmallDisk(int kilobytes, const QStringList &arguments) const
{
    // What is to lie on the disk from the beginning lies in `before`. The filler leaves just the room that was asked for.
    static const QString script = u"mount -t tmpfs -o size=16m none \"$1\" || exit 125\n"
                                  "cp -a \"$2\"/. \"$1\" || exit 125\n"
                                  "free=$(df -k --output=avail \"$1\" | tail -1)\n"
                                  "dd if=/dev/zero of=\"$1/filler\" bs=1024 count=$((free - $4)) 2>/dev/null || exit 125\n"
                                  "to=$3; disk=$1; shift 4\n"
                                  "\"$@\"; status=$?\n"
                                  "rm -f \"$disk/filler\"; cp -a \"$disk\"/. \"$to\"; exit $status\n"_s;
    return m_world.runAmong({}, u"unshare"_s,
                            QStringList{u"-Urm"_s, u"sh"_s, u"-c"_s, script, u"sh"_s, m_world.path(u"disk"_s), m_world.path(u"before"_s),
                                        m_world.path(u"after"_s), QString::number(kilobytes), World::program()}
                                + arguments);
}

QStringList FullDisk::namesAfter() const
{
    return QDir(m_world.path(u"after"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

void FullDisk::files_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("command");
    const auto row = [](const char *title, const QString &name, const QStringList &command) { QTest::newRow(title) << name << command; };
    for (const char *format : {"pdf", "html", "odt"})
        row(format, u"page."_s + QLatin1String(format),
            {u"profile"_s, u"export"_s, m_circle, u"--layout"_s, u"one-page"_s, u"--format"_s, QLatin1String(format), u"--out"_s});
    row("backup", u"backup.heard"_s, {u"vault"_s, u"backup"_s, u"--out"_s});
    row("picture", u"swing.jpg"_s, {u"attachment"_s, u"get"_s, m_circle, m_picture, u"--out"_s});
    row("invite", u"invite.heard"_s, {u"member"_s, u"invite"_s, m_circle, u"--name"_s, u"Dan"_s, u"--role"_s, u"keyworker"_s, u"--out"_s});
}

void FullDisk::files()
{
    QFETCH(QString, name);
    QFETCH(QStringList, command);
    const QString target = m_world.path(u"disk/"_s + name);
    int refused = 0;
    int written = 0;
    const auto look = [&](const Ran &ran, const QByteArray &there, const QStringList &names) {
        QCOMPARE(names, QStringList(name));
        if (ran.status == 0) {
            ++written;
            QVERIFY2(isWhole(name, there), ran.told().constData());
            return;
        }
        ++refused;
        QCOMPARE(there, oldBytes);
        QVERIFY2(ran.status == 1, ran.told().constData());
        QCOMPARE(ran.code(), u"disk-full"_s);
        QVERIFY2(ran.error["message"_L1].toString().contains("room"_L1), ran.told().constData());
        QVERIFY(ran.out.isEmpty());
    };
    const QList<int> all = rooms();
    for (const int kilobytes : all) {
        QDir(m_world.path(u"before"_s)).removeRecursively();
        QDir().mkpath(m_world.path(u"before"_s));
        m_world.write(u"before/"_s + name, oldBytes);
        if (m_real) {
            init();
            const Ran ran = onSmallDisk(kilobytes, opened(command + QStringList(target)));
            QVERIFY2(ran.status != 125, ran.told().constData());
            look(ran, after(name), namesAfter());
        }
        init();
        m_world.write(u"disk/"_s + name, oldBytes);
        const Ran ran =
            unlucky({u"HEARD_FAULT_FULL="_s + m_world.path(u"disk/"_s), u"HEARD_FAULT_ROOM="_s + QString::number(kilobytes * 1024)},
                    opened(command + QStringList(target)));
        look(ran, m_world.read(u"disk/"_s + name), QDir(m_world.path(u"disk"_s)).entryList(QDir::Files | QDir::Hidden));
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(refused > 0);
    qInfo("%s: %d times refused, %d times written", qPrintable(name), refused, written);
}

/** A vault whose recovery code nobody has seen, or none: never half of one. */
void FullDisk::aVaultIsMadeWholeOrNotAtAll()
{
    if (!m_real)
        QSKIP("needs a small file system of its own (unshare -Urm)");
    QDir(m_world.path(u"before"_s)).removeRecursively();
    QDir().mkpath(m_world.path(u"before"_s));
    const QStringList place{u"--vault"_s, m_world.path(u"disk/v"_s), u"--passphrase-file"_s, m_world.passphraseFile()};
    int refused = 0;
    QList<int> all = rooms();
    all.append(2'000);
    for (const int kilobytes : std::as_const(all)) {
        init();
        const Ran ran = onSmallDisk(kilobytes, place
                                                   + QStringList{u"vault"_s, u"create"_s, u"--name"_s, u"Ana"_s, u"--role"_s, u"parent"_s,
                                                                 u"--kdf"_s, u"interactive"_s});
        if (ran.status == 0) {
            QVERIFY(!ran.text("recovery_code").isEmpty());
            QCOMPARE(m_world
                         .run({u"--vault"_s, m_world.path(u"after/v"_s), u"--passphrase-file"_s, m_world.passphraseFile(), u"vault"_s, u"check"_s})
                         .status,
                     0);
            continue;
        }
        ++refused;
        QVERIFY2(ran.code() == "disk-full"_L1, ran.told().constData());
        QVERIFY2(!QFile::exists(m_world.path(u"after/v/vault.sqlite"_s)), QByteArray::number(kilobytes).constData());
    }
    QVERIFY(refused > 0 && refused < all.size());
}

/** A small picture is one write at its very end: the one that was forgotten. */
void FullDisk::picturesAreKeptWholeOrNotAtAll()
{
    m_world.write(u"small.jpg"_s, QByteArray(3'000, 'p'));
    int refused = 0;
    const QList<int> all = rooms();
    for (const int kilobytes : all) {
        init();
        QDir(m_world.path(u"before"_s)).removeRecursively();
        const QStringList add{u"attachment"_s, u"add"_s, m_circle, u"--record"_s, m_statement, u"--file"_s, m_world.path(u"small.jpg"_s)};
        const auto look = [&](const Ran &ran, const QString &vault) {
            const QStringList place{u"--vault"_s, vault, u"--passphrase-file"_s, m_world.passphraseFile()};
            const Ran checked = m_world.run(place + QStringList{u"vault"_s, u"check"_s});
            QVERIFY2(checked.status == 0, checked.told().constData());
            const QJsonArray pictures = m_world.run(place + QStringList{u"attachment"_s, u"list"_s, m_circle}).array();
            QCOMPARE(pictures.size(), ran.status == 0 ? 2 : 1);
            // Named and not there is the worst of all: it was reported as saved, and is nowhere.
            for (const QJsonValue &picture : pictures)
                QCOMPARE(picture["state"_L1].toString(), u"waiting"_s);
            const QFileInfoList blobs = QDir(vault + u"/blobs"_s).entryInfoList(QDir::Files | QDir::Hidden);
            for (const QFileInfo &blob : blobs)
                QVERIFY(blob.size() > 0);
            if (ran.status != 0) {
                ++refused;
                QVERIFY2(ran.code() == "disk-full"_L1, ran.told().constData());
            }
        };
        // Only the pieces have no room here; what the database needs, it has.
        QVERIFY(m_world.runAmong({}, u"cp"_s, {u"-a"_s, m_mother.folder(), m_world.path(u"disk/v"_s)}).status == 0);
        const QStringList place{u"--vault"_s, m_world.path(u"disk/v"_s), u"--passphrase-file"_s, m_world.passphraseFile()};
        look(unlucky({u"HEARD_FAULT_FULL="_s + m_world.path(u"disk/v/blobs/"_s), u"HEARD_FAULT_ROOM="_s + QString::number(kilobytes * 128)},
                     place + add),
             m_world.path(u"disk/v"_s));
        if (m_real && !QTest::currentTestFailed()) {
            QVERIFY(QDir(m_world.path(u"disk"_s)).removeRecursively() && QDir().mkpath(m_world.path(u"disk"_s)));
            QDir().mkpath(m_world.path(u"before"_s));
            QVERIFY(m_world.runAmong({}, u"cp"_s, {u"-a"_s, m_mother.folder(), m_world.path(u"before/v"_s)}).status == 0);
            look(onSmallDisk(kilobytes, place + add), m_world.path(u"after/v"_s));
        }
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(refused > 0);
}

void FullDisk::wordsAreSavedOrRefused()
{
    if (!m_real)
        QSKIP("needs a small file system of its own (unshare -Urm)");
    QByteArray lines;
    for (int i = 0; i < 400; ++i)
        lines += "{\"kind\":\"statement\",\"fields\":{\"section\":\"strengths\",\"text\":\"Line " + QByteArray::number(i) + "\"}}\n";
    m_world.write(u"lines.jsonl"_s, lines);
    const QStringList place{u"--vault"_s, m_world.path(u"disk/v"_s), u"--passphrase-file"_s, m_world.passphraseFile()};
    init();
    QDir(m_world.path(u"before"_s)).removeRecursively();
    QDir().mkpath(m_world.path(u"before"_s));
    QVERIFY(m_world.runAmong({}, u"cp"_s, {u"-a"_s, m_mother.folder(), m_world.path(u"before/v"_s)}).status == 0);
    const Ran ran = onSmallDisk(64, place + QStringList{u"record"_s, u"import"_s, m_circle, u"--jsonl"_s, m_world.path(u"lines.jsonl"_s)});
    QVERIFY2(ran.status == 1, ran.told().constData());
    QCOMPARE(ran.code(), u"disk-full"_s);
    const QStringList copy{u"--vault"_s, m_world.path(u"after/v"_s), u"--passphrase-file"_s, m_world.passphraseFile()};
    QCOMPARE(m_world.run(copy + QStringList{u"vault"_s, u"check"_s}).status, 0);
    QCOMPARE(m_world.run(copy + QStringList{u"record"_s, u"list"_s, m_circle, u"--kind"_s, u"statement"_s}).array().size(), 1);
}

/** A stick that neither renames onto what is there nor knows fsync: new and old names both work, and nothing is left beside them. */
void FullDisk::sticksWithFewManners()
{
    const QString target = m_world.path(u"disk/backup"_s);
    for (int i = 0; i < 2; ++i) {
        const Ran ran = unlucky({u"HEARD_FAULT_STICK=1"_s}, opened({u"vault"_s, u"backup"_s, u"--out"_s, target}));
        QVERIFY2(ran.status == 0, ran.told().constData());
        QVERIFY(m_world.read(u"disk/backup"_s).startsWith("HEARDBK1"));
        QCOMPARE(QDir(m_world.path(u"disk"_s)).entryList(QDir::Files | QDir::Hidden), QStringList(u"backup"_s));
    }
}

void FullDisk::theDiskFailsAtTheLastMoment()
{
    m_world.write(u"disk/page.html"_s, oldBytes);
    const Ran ran = unlucky({u"HEARD_FAULT_FLUSH=1"_s}, opened({u"profile"_s, u"export"_s, m_circle, u"--layout"_s, u"one-page"_s,
                                                                u"--format"_s, u"html"_s, u"--out"_s, m_world.path(u"disk/page.html"_s)}));
    QVERIFY2(ran.status != 0, ran.told().constData());
    QCOMPARE(m_world.read(u"disk/page.html"_s), oldBytes);
    QCOMPARE(QDir(m_world.path(u"disk"_s)).entryList(QDir::Files | QDir::Hidden), QStringList(u"page.html"_s));
}

QTEST_GUILESS_MAIN(FullDisk)
#include "tst_fulldisk.moc"
