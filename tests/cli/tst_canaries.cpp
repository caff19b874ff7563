// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// T13: words that are known only to this test go into every field there is, and are then looked for wherever they must not be.

#include "canaries.h"
#include "harness.h"

#include <QDir>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray word = QByteArrayLiteral("qvzcanaryjxwk");
const QByteArray secretWord = QByteArrayLiteral("kwxpassyrzvqj");

} // namespace

class Canaries : public QObject
{
    Q_OBJECT

private slots:
    void theFinderFinds_data();
    void theFinderFinds();
    void nothingReadableIsLeft();

private:
    /** The next one: the word, and a number, so that one that leaks can be traced to its field. */
    QString next() { return QString::fromLatin1(word) + QString::number(++m_count); }
    /** Runs it and keeps what it says on standard error, as a log would. */
    Ran logged(const Device &device, const QStringList &arguments);

    int m_count = 0;
    QByteArray m_log;
};

void Canaries::theFinderFinds_data()
{
    QTest::addColumn<QByteArray>("hidden");
    const QByteArray text = "before " + word + "17 after";
    const QString wide = QString::fromLatin1(text);
    const QByteArray utf16le(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2);
    QTest::newRow("UTF-8") << text;
    QTest::newRow("UTF-16") << utf16le;
    for (int offset = 0; offset < 3; ++offset) {
        QTest::addRow("base64 %d", offset) << (QByteArray(offset, '-') + text).toBase64();
        QTest::addRow("base64url %d", offset) << (QByteArray(offset, '-') + text).toBase64(QByteArray::Base64UrlEncoding);
        QTest::addRow("UTF-16 in base64 %d", offset) << (QByteArray(offset, '-') + utf16le).toBase64();
    }
    QTest::newRow("hex") << text.toHex();
    QTest::newRow("URL") << text.toPercentEncoding({}, word);
    QTest::newRow("zlib") << "some bytes" + qCompress(QByteArray(300, 'x') + text).mid(4) + "more";
    QTest::newRow("UTF-16 in zlib") << qCompress(utf16le);
}

/** A search that finds nothing proves nothing: each form is found when it is there, with random bytes around it. */
void Canaries::theFinderFinds()
{
    QFETCH(QByteArray, hidden);
    const CanaryFinder finder(word);
    QByteArray noise(100'000, Qt::Uninitialized);
    QRandomGenerator random(1);
    random.generate(reinterpret_cast<quint32 *>(noise.data()), reinterpret_cast<quint32 *>(noise.data() + noise.size()));
    QVERIFY(finder.find(noise).isEmpty());
    QVERIFY(!finder.find(noise.left(5000) + hidden + noise).isEmpty());
}

Ran Canaries::logged(const Device &device, const QStringList &arguments)
{
    Ran ran = device(arguments);
    m_log += ran.err;
    return ran;
}

void Canaries::nothingReadableIsLeft()
{
    const World world;
    const World out; // what people hand on themselves: invites, exports, printed results
    world.write(u"passphrase"_s, QByteArray());
    out.write(u"passphrase"_s, "four words and " + secretWord + "\n");
    const auto opening = [&](const QString &vault) {
        return QStringList{u"--vault"_s, world.path(vault), u"--passphrase-file"_s, out.passphraseFile()};
    };
    const auto run = [&](const QString &vault, const QStringList &arguments) {
        Ran ran = world.run(opening(vault) + arguments);
        m_log += ran.err;
        return ran;
    };
    const QString remote = world.path(u"remote"_s);
    QDir().mkpath(remote);

    // Names, and joining.
    QCOMPARE(run(u"mother"_s, {u"vault"_s, u"create"_s, u"--name"_s, next(), u"--role"_s, u"parent"_s, u"--kdf"_s, u"interactive"_s}).status, 0);
    QCOMPARE(run(u"worker"_s, {u"vault"_s, u"create"_s, u"--name"_s, next(), u"--role"_s, u"keyworker"_s, u"--kdf"_s, u"interactive"_s}).status,
             0);
    const QString c = run(u"mother"_s, {u"circle"_s, u"create"_s, u"--name"_s, next()}).text("circle");
    QCOMPARE(run(u"mother"_s, {u"member"_s, u"invite"_s, c, u"--name"_s, next(), u"--role"_s, u"keyworker"_s, u"--out"_s, out.path(u"invite"_s)})
                 .status,
             0);
    QCOMPARE(run(u"worker"_s, {u"member"_s, u"accept"_s, u"--invite"_s, out.path(u"invite"_s), u"--reply-out"_s, out.path(u"reply"_s)}).status,
             0);
    QCOMPARE(run(u"mother"_s, {u"member"_s, u"admit"_s, c, u"--reply"_s, out.path(u"reply"_s)}).status, 0);
    for (const QString &vault : {u"mother"_s, u"worker"_s})
        QCOMPARE(run(vault, {u"remote"_s, u"set"_s, c, u"--folder"_s, remote}).status, 0);

    // Every field that people can write in.
    QStringList lines;
    const QStringList sections = {u"appreciate"_s, u"important"_s, u"support"_s, u"strengths"_s, u"tips"_s};
    for (int i = 0; i < 160; ++i) {
        const QString &section = sections.at(i % sections.size());
        lines.append(u"profile add %1 --section %2 --text %3 %4"_s.arg(c, section, next(),
                                                                       i % 5 == 0   ? u"--said-by-name "_s + next()
                                                                       : i % 7 == 0 ? u"--audience only-me"_s
                                                                                    : QString()));
    }
    lines.append(
        u"profile about %1 --name %2 --communicate %3 --yes %4 --no %5 --stop %6 --pain %7"_s.arg(c, next(), next(), next(), next(), next())
            .arg(next()));
    lines.append(u"profile sign %1 --see %2 --means %3 --do %4"_s.arg(c, next(), next(), next()));
    lines.append(u"profile pen %1 --what %2 --can %3 --cannot %4 --work %5"_s.arg(c, next(), next(), next(), next()));
    lines.append(u"profile agree %1 --given-by young-person --how %2 --for %3"_s.arg(c, next(), next()));
    lines.append(u"profile freeze %1 --note %2"_s.arg(c, next()));
    lines.append(u"sync "_s + c);
    const Ran written = world.run(opening(u"mother"_s) + QStringList{u"batch"_s}, lines.join(u'\n').toUtf8());
    m_log += written.err;
    QVERIFY2(written.status == 0, written.told().right(2000).constData());
    QVERIFY(m_count >= 200);

    QCOMPARE(run(u"worker"_s, {u"sync"_s}).status, 0);
    // Errors, too, must not repeat what was written.
    const QString statement =
        run(u"worker"_s, {u"record"_s, u"list"_s, c, u"--kind"_s, u"statement"_s}).array().first()["record"_L1].toString();
    run(u"worker"_s, {u"profile"_s, u"edit"_s, c, statement, u"--symbol"_s, u"no-such-symbol"_s, u"--text"_s, next()});
    run(u"worker"_s, {u"profile"_s, u"add"_s, c, next(), u"--section"_s, u"tips"_s, u"--text"_s, next()});
    run(u"worker"_s, {u"member"_s, u"invite"_s, c, u"--name"_s, next(), u"--role"_s, u"parent"_s, u"--out"_s, u"/no/such/place"_s});
    run(u"worker"_s, {u"vault"_s, u"backup"_s, u"--out"_s, world.path(u"backup"_s)});
    QVERIFY(QFile::exists(world.path(u"backup"_s)));

    // What is unlocked must be found in memory, or the search itself is broken; the passphrase not even there.
    const CanaryFinder finder(word);
    const CanaryFinder secrets(secretWord);
    QProcess unlocked;
    unlocked.setProcessEnvironment(world.environment());
    unlocked.start(World::program(), opening(u"mother"_s) + QStringList{u"batch"_s});
    unlocked.write("record list " + c.toLatin1() + "\n");
    while (!unlocked.readAllStandardOutput().contains('\n') && unlocked.waitForReadyRead(60'000)) {}
    const auto inMemory = finder.findInMemory(unlocked.processId());
    const auto secretInMemory = secrets.findInMemory(unlocked.processId());
    QFile limits(u"/proc/%1/limits"_s.arg(unlocked.processId()));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArray allLimits = limits.readAll();
    unlocked.closeWriteChannel();
    QVERIFY(unlocked.waitForFinished());
    m_log += unlocked.readAllStandardError();
    const QByteArray core = allLimits.mid(allLimits.indexOf("Max core file size"), 80).simplified();
    QVERIFY2(core.startsWith("Max core file size 0 "), core.constData());
    if (inMemory == CanaryFinder::Memory::NotAllowed) {
        qInfo("this machine does not let the test look into a process");
    } else {
        QVERIFY(inMemory == CanaryFinder::Memory::Found);
        QVERIFY(secretInMemory == CanaryFinder::Memory::Absent);
    }

    // Locked: nowhere. Vaults, backup, remote, home, temp and run folders all lie in this world.
    QCOMPARE(finder.findIn(world.path(QString())), QStringList());
    QCOMPARE(secrets.findIn(world.path(QString())), QStringList());
    QVERIFY2(finder.find(m_log).isEmpty(), m_log.constData());
    QVERIFY2(secrets.find(m_log).isEmpty(), m_log.constData());
    // The words were there all the time, for those who may read them.
    QVERIFY(run(u"worker"_s, {u"profile"_s, u"show"_s, c}).out.contains(word));
    qInfo("%d words in, 0 found outside; in the memory of the unlocked process: %s", m_count,
          inMemory == CanaryFinder::Memory::Found ? "found" : "not looked");
}

QTEST_GUILESS_MAIN(Canaries)
#include "tst_canaries.moc"
