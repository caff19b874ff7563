// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Standard output that cannot be written is an error before anything is made; where it shows only afterwards, the answer is told on
// standard error. A stream that is closed never lets a file of the vault have its number.

#include "harness.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

class Streams : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsMadeInVain_data();
    void nothingIsMadeInVain();
    void aFullDiskIsSeenBefore();
    void helpIsPrintedOrNot();
    void whatIsLostIsToldBesides();
    void aBatchTellsHowFarItCame();
    void noInput();
    void outIsNotWhereTheAnswerGoes();
    void outIsNeitherTheVaultNorAnInput();
    void pipesAndDevices();

private:
    /** heard-cli with this vault and command, by a shell that redirects it. */
    [[nodiscard]] Ran shell(const QString &how, const QStringList &command, const QStringList &more = {}) const;
    [[nodiscard]] qsizetype circles() const { return m_mother({u"circle"_s, u"list"_s}).array().size(); }

    World m_world;
    Device m_mother{m_world, u"mother"_s};
};

Ran Streams::shell(const QString &how, const QStringList &command, const QStringList &more) const
{
    return m_world.runAmong(more, u"bash"_s, QStringList{u"-c"_s, how, World::program()} + m_mother.opening() + command);
}

void Streams::initTestCase()
{
    QCOMPARE(m_mother.create(u"Grace Okafor"_s, u"parent"_s).status, 0);
    QCOMPARE(m_mother({u"circle"_s, u"create"_s, u"--name"_s, u"Sam"_s}).status, 0);
}

void Streams::nothingIsMadeInVain_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("closed") << u"exec \"$0\" \"$@\" >&-"_s;
    QTest::newRow("all closed but for errors") << u"exec \"$0\" \"$@\" <&- >&-"_s;
    QTest::newRow("for reading only") << u"exec \"$0\" \"$@\" 1</dev/null"_s;
    QTest::newRow("always full") << u"exec \"$0\" \"$@\" >/dev/full"_s;
    QTest::newRow("nobody reads any more") << u"exec 4> >(true); wait $!; exec \"$0\" \"$@\" >&4"_s;
}

void Streams::nothingIsMadeInVain()
{
    QFETCH(QString, how);
    const Ran ran = shell(how, {u"circle"_s, u"create"_s, u"--name"_s, u"Ana"_s});
    QVERIFY2(ran.status == 1, ran.told().constData());
    QVERIFY2(ran.code() == "cannot-print"_L1, ran.told().constData());
    QVERIFY(!ran.error.contains("result"_L1));
    QCOMPARE(circles(), 1);
    QCOMPARE(m_mother({u"vault"_s, u"check"_s}).status, 0);
    const QString fresh = m_world.path(u"fresh"_s);
    const Ran made =
        m_world.runAmong({}, u"bash"_s,
                         {u"-c"_s, how, World::program(), u"--vault"_s, fresh, u"--passphrase-file"_s, m_world.passphraseFile(), u"vault"_s,
                          u"create"_s, u"--name"_s, u"Ana"_s, u"--role"_s, u"parent"_s, u"--kdf"_s, u"interactive"_s});
    QCOMPARE(made.status, 1);
    QVERIFY2(!QFile::exists(fresh), "a vault whose recovery code nobody has seen");
}

void Streams::aFullDiskIsSeenBefore()
{
    QDir().mkpath(m_world.path(u"disk"_s));
    const Ran ran = m_world.runAmong({}, u"unshare"_s,
                                     QStringList{u"-Urm"_s, u"sh"_s, u"-c"_s,
                                                 u"disk=$1; shift; mount -t tmpfs -o size=8k none \"$disk\" || exit 125\n"
                                                 "dd if=/dev/zero of=\"$disk/filler\" bs=1024 count=8 2>/dev/null\n"
                                                 "\"$@\" >\"$disk/out\""_s,
                                                 u"sh"_s, m_world.path(u"disk"_s), World::program()}
                                         + m_mother.opening() + QStringList{u"circle"_s, u"create"_s, u"--name"_s, u"Ana"_s});
    if (ran.error.isEmpty() && ran.status != 0)
        QSKIP("needs a small file system of its own (unshare -Urm)");
    QCOMPARE(ran.status, 1);
    QCOMPARE(ran.code(), u"cannot-print"_s);
    QCOMPARE(circles(), 1);
}

void Streams::helpIsPrintedOrNot()
{
    QCOMPARE(shell(u"exec \"$0\" --help >/dev/full"_s, {}).status, 1);
    QCOMPARE(shell(u"exec \"$0\" --version >&-"_s, {}).status, 1);
    QCOMPARE(shell(u"exec \"$0\" --help"_s, {}).status, 0);
}

/** The disk behind a redirection may fill up meanwhile. A recovery code that is in no file must not be lost. */
void Streams::whatIsLostIsToldBesides()
{
    const QStringList faults{u"LD_PRELOAD="_s + QStringLiteral(HEARD_FAULTS), u"HEARD_FAULT_PRINT=1"_s};
    const Ran ran = m_world.runAmong(faults, World::program(),
                                     {u"--vault"_s, m_world.path(u"second"_s), u"--passphrase-file"_s, m_world.passphraseFile(), u"vault"_s,
                                      u"create"_s, u"--name"_s, u"Ana"_s, u"--role"_s, u"parent"_s, u"--kdf"_s, u"interactive"_s});
    QVERIFY2(ran.status == 1, ran.told().constData());
    QCOMPARE(ran.code(), u"cannot-print"_s);
    QVERIFY(ran.out.isEmpty());
    const QString code = ran.error["result"_L1]["recovery_code"_L1].toString();
    QVERIFY2(!code.isEmpty(), ran.told().constData());
    m_world.write(u"code"_s, code.toUtf8() + '\n');
    QCOMPARE(m_world
                 .run({u"--vault"_s, m_world.path(u"second"_s), u"--passphrase-file"_s, m_world.passphraseFile(), u"vault"_s, u"recover"_s,
                       u"--code-file"_s, m_world.path(u"code"_s), u"--kdf"_s, u"interactive"_s})
                 .status,
             0);
}

void Streams::aBatchTellsHowFarItCame()
{
    m_world.write(u"lines"_s, "circle create --name Ben\ncircle create --name Cleo\n");
    const QStringList faults{u"LD_PRELOAD="_s + QStringLiteral(HEARD_FAULTS), u"HEARD_FAULT_PRINT=1"_s};
    const Ran ran =
        m_world.runAmong(faults, World::program(), m_mother.opening() + QStringList{u"batch"_s, u"--in"_s, m_world.path(u"lines"_s)});
    QVERIFY2(ran.status == 1, ran.told().constData());
    QCOMPARE(ran.code(), u"cannot-print"_s);
    QCOMPARE(ran.error["line"_L1].toInt(), 1);
    QCOMPARE(ran.error["result"_L1]["result"_L1]["circle"_L1].toString().size(), 32);
    QCOMPARE(circles(), 2);
}

void Streams::noInput()
{
    const Ran ran = shell(u"exec \"$0\" \"$@\" <&-"_s, {u"batch"_s});
    QVERIFY2(ran.status == 4, ran.told().constData());
    QCOMPARE(ran.code(), u"cannot-read"_s);
}

void Streams::outIsNotWhereTheAnswerGoes()
{
    const QString file = m_world.path(u"both"_s);
    const Ran ran = m_world.runAmong({}, World::program(), m_mother.opening() + QStringList{u"vault"_s, u"backup"_s, u"--out"_s, file}, file);
    QVERIFY2(ran.status == 2, ran.told().constData());
    QCOMPARE(ran.code(), u"out-is-standard-output"_s);
    const Ran piped = m_mother({u"vault"_s, u"backup"_s, u"--out"_s, u"/dev/stdout"_s});
    QVERIFY2(piped.status == 2, piped.told().constData());
    QVERIFY(piped.out.isEmpty());
}

/** What is no file is written to as it comes, and is as it was afterwards. */
/** Whatever the command and however it is named: a vault and what a command reads are never written over. */
void Streams::outIsNeitherTheVaultNorAnInput()
{
    const QString circle = m_mother({u"circle"_s, u"create"_s, u"--name"_s, u"Sam"_s}).text("circle");
    const QList<QStringList> writers = {
        {u"vault"_s, u"backup"_s, u"--out"_s},
        {u"profile"_s, u"export"_s, circle, u"--layout"_s, u"one-page"_s, u"--format"_s, u"html"_s, u"--out"_s},
        {u"member"_s, u"invite"_s, circle, u"--name"_s, u"Dan"_s, u"--role"_s, u"friend"_s, u"--out"_s},
    };
    const QString folder = m_mother.folder();
    QVERIFY(QFile::link(folder, m_world.path(u"shortcut"_s)));
    QVERIFY(QFile::link(m_world.passphraseFile(), m_world.path(u"words"_s)));
    const QByteArray secret = m_world.read(QFileInfo(m_world.passphraseFile()).fileName());
    for (const QStringList &writer : writers) {
        for (const QString &out :
             {folder + u"/vault.sqlite"_s, folder + u"/blobs/x"_s, folder + u"/new"_s, m_world.path(u"shortcut/vault.sqlite"_s)}) {
            const Ran ran = m_mother(writer + QStringList(out));
            QVERIFY2(ran.status == 2 && ran.code() == u"out-in-vault"_s, ran.told().constData());
        }
        for (const QString &out : {m_world.passphraseFile(), m_world.path(u"words"_s)}) {
            const Ran ran = m_mother(writer + QStringList(out));
            QVERIFY2(ran.status == 2 && ran.code() == u"out-is-input"_s, ran.told().constData());
        }
        m_world.write(u"lines"_s,
                      (quoted(writer.at(0)) + u' ' + QStringList(writer.mid(1)).join(u' ') + u' ' + m_world.path(u"lines"_s)).toUtf8());
        const Ran batch = m_mother({u"batch"_s, u"--in"_s, m_world.path(u"lines"_s)});
        QVERIFY2(batch.status == 2 && batch.code() == u"out-is-input"_s, batch.told().constData());
    }
    QCOMPARE(m_world.read(QFileInfo(m_world.passphraseFile()).fileName()), secret);
    const Ran whole = m_mother({u"vault"_s, u"check"_s});
    QVERIFY2(whole.status == 0, whole.told().constData());
}

void Streams::pipesAndDevices()
{
    const Ran piped =
        shell(u"mkfifo \"$HOME/pipe\" && cat \"$HOME/pipe\" >\"$HOME/got\" & "
              "while ! [ -p \"$HOME/pipe\" ]; do sleep 0.01; done; \"$0\" \"$@\" --out \"$HOME/pipe\"; status=$?; wait; exit $status"_s,
              {u"vault"_s, u"backup"_s});
    QVERIFY2(piped.status == 0, piped.told().constData());
    QVERIFY(m_world.read(u"home/got"_s).startsWith("HEARDBK1"));
    m_world.write(u"got.heard"_s, m_world.read(u"home/got"_s));
    QCOMPARE(m_world
                 .run({u"--vault"_s, m_world.path(u"restored"_s), u"--passphrase-file"_s, m_world.passphraseFile(), u"vault"_s,
                       u"restore"_s, u"--in"_s, m_world.path(u"got.heard"_s)})
                 .status,
             0);
    const Ran own = shell(u"exec 5>\"$HOME/five\"; exec \"$0\" \"$@\" --out /dev/fd/5"_s, {u"vault"_s, u"backup"_s});
    QVERIFY2(own.status == 0, own.told().constData());
    QVERIFY(m_world.read(u"home/five"_s).startsWith("HEARDBK1"));
    QCOMPARE(m_mother({u"vault"_s, u"backup"_s, u"--out"_s, u"/dev/null"_s}).status, 0);
    const Ran full = m_mother({u"vault"_s, u"backup"_s, u"--out"_s, u"/dev/full"_s});
    QVERIFY2(full.status == 1, full.told().constData());
    QCOMPARE(full.code(), u"disk-full"_s);
    const Ran broken = shell(u"exec 4> >(true); wait $!; exec \"$0\" \"$@\" --out /dev/fd/4"_s, {u"vault"_s, u"backup"_s});
    QVERIFY2(broken.status > 0, broken.told().constData());
    QVERIFY2(broken.error["message"_L1].toString().contains("stopped"_L1) || broken.code() == "backup-not-written"_L1,
             broken.told().constData());
}

QTEST_GUILESS_MAIN(Streams)
#include "tst_streams.moc"
