// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Invariants 2, 4 and 5 with the real programs: `heard-cli sync` is killed with SIGKILL at random moments while it talks to Apache.

#include "apache_server.h"
#include "core/sync/support.h"
#include "scenarios.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>
#include <csignal>

using namespace heard;
using namespace heard::testing;
using namespace Qt::StringLiterals;
using heard::test::ApacheServer;
using heard::test::Ran;
using heard::test::Scenario;
using heard::test::World;

class SyncKill : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsLostOrLeft();

private:
    [[nodiscard]] QString write(const test::Device &device, int statements);
    [[nodiscard]] QString addPicture(const test::Device &device);
    /** All of them are on this device, whole. */
    [[nodiscard]] QString pictures(const test::Device &device);
    void kill();
    [[nodiscard]] QString check();
    /** What lies at the server and is named by no head, and what a head names and is not there. */
    [[nodiscard]] QStringList strangers();

    ApacheServer m_server;
    World m_world;
    Scenario m_scenario{m_world, m_server};
    QRandomGenerator m_random;
    int m_written = 0;
    QSet<QString> m_texts;                 ///< that were saved, by either
    QHash<QString, QByteArray> m_pictures; ///< by name, that were added, by either
    QStringList m_letters;                 ///< of the joining; they stay

    // How it went, for the report.
    int m_before = 0;    ///< before its first request had ended
    int m_during = 0;    ///< after that
    int m_after = 0;     ///< it had told that it was done
    int m_orphans = 0;   ///< objects that a killed one left and a later one took away
    double m_syncMs = 8; ///< running mean from the end of the first request to the end, to aim with
    double m_openMs = 150;
};

void SyncKill::initTestCase()
{
    QVERIFY(startCrypto());
    QString problem = m_server.start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    problem = m_scenario.join();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_letters = m_server.files().filter(u"/m/"_s);
    QCOMPARE(strangers(), QStringList());
    // The comparison must be able to fail.
    const QString stray = m_server.files().filter(u"/h/"_s).constFirst().section(u'/', 0, 0) + u"/s/"_s + QString(32, u'a');
    QVERIFY(QFile::copy(m_server.dataFolder() + u'/' + m_server.files().constFirst(), m_server.dataFolder() + u'/' + stray));
    QCOMPARE(strangers(), QStringList(stray));
    QVERIFY(QFile::remove(m_server.dataFolder() + u'/' + stray));
}

QString SyncKill::write(const test::Device &device, int statements)
{
    QByteArray lines;
    for (int i = 0; i < statements; ++i) {
        // Words that cannot be packed away: a few dozen need a segment of their own.
        QString text = QString::number(++m_written);
        while (text.size() < 300)
            text += u' ' + QString::number(m_random.generate64(), 36);
        lines += R"({"kind":"statement","fields":{"section":"support","text":")" + text.toUtf8() + "\"}}\n";
        m_texts.insert(text);
    }
    m_world.write(u"new.jsonl"_s, lines);
    return expectStatus(device, {u"record"_s, u"import"_s, m_scenario.pair().circle, u"--jsonl"_s, m_world.path(u"new.jsonl"_s)}, 0);
}

QString SyncKill::addPicture(const test::Device &device)
{
    const QJsonArray statements = device({u"record"_s, u"list"_s, m_scenario.pair().circle, u"--kind"_s, u"statement"_s}).array();
    const QString name = u"%1.jpg"_s.arg(m_pictures.size());
    // Most of one piece, some of three.
    QByteArray bytes(m_random.bounded(4) == 0 ? 2'000'000 : 20'000, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(m_random.generate());
    m_world.write(name, bytes);
    m_pictures.insert(name, bytes);
    return expectStatus(device,
                        {u"attachment"_s, u"add"_s, m_scenario.pair().circle, u"--record"_s, statements[0]["record"_L1].toString(),
                         u"--file"_s, m_world.path(name)},
                        0);
}

QString SyncKill::pictures(const test::Device &device)
{
    const QJsonArray list = device({u"attachment"_s, u"list"_s, m_scenario.pair().circle}).array();
    if (list.size() != m_pictures.size())
        return u"%1 has %2 of %3 pictures"_s.arg(device.name()).arg(list.size()).arg(m_pictures.size());
    // The newest are read back, byte by byte; of the others it is enough that all pieces are there.
    QStringList lines;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString state = list[i]["state"_L1].toString();
        if (state != "here"_L1 && state != "sent"_L1)
            return device.name() + u": "_s + list[i]["name"_L1].toString() + u" is "_s + state;
        if (i + 4 < list.size())
            continue;
        const QString name = list[i]["name"_L1].toString();
        const QString out = u"%1-%2-%3"_s.arg(device.name(), name).arg(m_random.generate());
        if (QString problem =
                expectStatus(device,
                             {u"attachment"_s, u"get"_s, m_scenario.pair().circle, list[i]["id"_L1].toString(), u"--out"_s, m_world.path(out)},
                             0);
            !problem.isEmpty())
            return problem;
        if (m_world.read(out) != m_pictures.value(name))
            return device.name() + u" has other bytes of "_s + name;
        QFile::remove(m_world.path(out));
    }
    return {};
}

void SyncKill::kill()
{
    (void)m_server.requests();
    QProcess process;
    process.setProcessEnvironment(m_world.environment());
    QElapsedTimer timer;
    timer.start();
    process.start(World::program(), m_scenario.pair().mother.opening() + QStringList{u"sync"_s, m_scenario.pair().circle});
    // Now and then anywhere, else from the end of its first request on, when it is sure to be at work.
    const bool anywhere = m_random.bounded(6) == 0;
    bool begun = false;
    if (anywhere) {
        QThread::usleep(quint64(m_random.generateDouble() * 1000 * (m_openMs + m_syncMs)));
    } else {
        const QFileInfo log(m_server.accessLog());
        const qint64 size = log.size();
        while (!begun && process.state() != QProcess::NotRunning && !timer.hasExpired(60'000)) {
            begun = QFileInfo(m_server.accessLog()).size() > size;
            if (!begun && process.waitForFinished(0))
                break;
            QThread::usleep(200);
        }
        m_openMs += (double(timer.nsecsElapsed()) / 1e6 - m_openMs) / 8;
        QThread::usleep(quint64(m_random.generateDouble() * 1000 * 1.3 * m_syncMs));
    }
    ::kill(pid_t(process.processId()), SIGKILL);
    process.waitForFinished();
    const bool told = !process.readAllStandardOutput().isEmpty();
    begun = begun || !m_server.requests().isEmpty();
    ++(told ? m_after : begun ? m_during : m_before);
    // Aim so that some finish and most do not.
    m_syncMs = std::clamp(m_syncMs * (told ? 0.93 : 1.04), 2.0, 200.0);
}

QStringList SyncKill::strangers()
{
    const Id circle = *Id::fromHex(m_scenario.pair().circle);
    const QString folder = circleFolder(circle);
    const QStringList files = m_server.files();
    QStringList unnamed = files.filter(u"/s/"_s) + files.filter(u"/b/"_s);
    QStringList missing;
    QSet<QString> opened;
    for (const test::Device *device : {&m_scenario.pair().mother, &m_scenario.pair().worker}) {
        SystemRandom random;
        SetClock clock{1'800'000'000'000};
        auto vault = Vault::open(device->folder(), secret("paper lantern quiet river maple"),
                                 {.clock = &clock, .random = &random, .keychain = nullptr, .store = {}});
        auto workspace = vault ? Workspace::open(*std::move(vault)) : Result<std::unique_ptr<Workspace>>(std::unexpected(vault.error()));
        if (!workspace)
            return {u"cannot open "_s + device->name() + u": "_s + workspace.error().name};
        const auto held = (*workspace)->circle(circle);
        if (!held)
            return {u"no circle at "_s + device->name()};
        DirectPort port(**held);
        const auto reader = port.snapshot();
        if (!reader)
            return {u"no snapshot of "_s + device->name()};
        const auto infos = port.attachments();
        if (!infos)
            return {u"no list of pictures of "_s + device->name()};
        for (const AttachmentInfo &info : *infos) {
            // Where the words lie is not known here; at rest all of them lie there.
            for (const Attachment::Chunk &chunk : info.attachment.chunks) {
                qsizetype lie = 0;
                for (int number = 0; number < namesOfChunk; ++number)
                    lie += unnamed.removeAll(folder + u'/' + chunkPath(chunk.name, number)) > 0 ? 1 : 0;
                if (lie > 1)
                    missing.append(u"a piece lies there under %1 names"_s.arg(lie));
            }
        }
        for (const QString &file : files) {
            const auto name = file.contains(u"/h/"_s) ? HeadName::parse(QStringView(file).sliced(file.lastIndexOf(u'/') + 1)) : std::nullopt;
            const auto plain = name ? openObject(ObjectType::Head, reader->keyring, circle, Head::role(*name), m_server.read(file))
                                    : Result<OpenedObject>(fail(ErrorCode::NotFound, "no-head", {}));
            const auto head = plain ? readHead(plain->plain) : Result<Head>(std::unexpected(plain.error()));
            if (!head)
                continue;
            opened.insert(file);
            const QList<SegmentRef> parts = head->snapshot ? head->snapshot->parts : QList<SegmentRef>();
            for (const SegmentRef &segment : head->segments + parts) {
                const QString path = folder + u'/' + segment.path();
                unnamed.removeAll(path);
                if (blake2b(m_server.read(path)) != segment.hash)
                    missing.append(file + u" names "_s + path);
            }
        }
    }
    // One head a stream, and each can be read by somebody.
    QSet<QString> tags;
    for (const QString &head : files.filter(u"/h/"_s)) {
        if (!opened.contains(head) || tags.contains(head.section(u'.', 0, 0)))
            unnamed.append(head);
        tags.insert(head.section(u'.', 0, 0));
    }
    for (const QString &letter : files.filter(u"/m/"_s)) {
        if (!m_letters.contains(letter))
            unnamed.append(letter);
    }
    return unnamed + missing;
}

QString SyncKill::check()
{
    const test::Pair &pair = m_scenario.pair();
    const qsizetype left = strangers().size();
    // The first sends what waits; the next have nothing to send: then a snapshot may be made, and leftovers are taken away.
    for (const test::Device *device : {&pair.mother, &pair.mother, &pair.worker, &pair.worker, &pair.mother, &pair.worker, &pair.mother}) {
        if (QString problem = expectStatus(*device, {u"sync"_s, pair.circle}, 0); !problem.isEmpty())
            return problem;
    }
    if (const QStringList after = strangers(); !after.isEmpty())
        return u"left behind: "_s + after.join(u' ');
    m_orphans += int(left);
    QString digest;
    for (const test::Device *device : {&pair.mother, &pair.worker}) {
        if (QString problem = pictures(*device); !problem.isEmpty())
            return problem;
        const QJsonArray told =
            device->batch({u"vault check"_s, u"record list %1 --kind statement"_s.arg(pair.circle), u"circle show "_s + pair.circle});
        if (!told[0]["result"_L1]["ok"_L1].toBool())
            return device->name() + u" is damaged"_s;
        const QJsonArray records = told[1]["result"_L1].toArray();
        QSet<QString> lost = m_texts;
        for (const auto &record : records)
            lost.remove(record["fields"_L1]["text"_L1].toString());
        if (!lost.isEmpty() || records.size() != m_texts.size())
            return u"%1 has %2 of %3 statements, and not \"%4\""_s.arg(device->name())
                .arg(records.size())
                .arg(m_texts.size())
                .arg(lost.values().value(0));
        if (!digest.isEmpty() && digest != told[2]["result"_L1]["digest"_L1].toString())
            return u"they do not show the same"_s;
        digest = told[2]["result"_L1]["digest"_L1].toString();
    }
    return {};
}

/** 200 kills at night. After each few the next syncs bring all of it to both sides and take away what no head names. */
void SyncKill::nothingIsLostOrLeft()
{
    const int kills = World::byDepth(20, 60, 200);
    const quint32 seed =
        qEnvironmentVariableIsSet("HEARD_SEED") ? qEnvironmentVariable("HEARD_SEED").toUInt() : QRandomGenerator::system()->generate();
    m_random.seed(seed);
    qInfo("seed %u", seed);
    for (int done = 0; done < kills;) {
        // Sometimes one after the other without a whole sync between, so that leftovers pile up; sometimes there is much to fetch.
        const int row = 1 + int(m_random.bounded(12));
        if (m_random.bounded(3) == 0) {
            QCOMPARE(write(m_scenario.pair().worker, 1 + int(m_random.bounded(40))), QString());
            if (m_random.bounded(2) == 0)
                QCOMPARE(addPicture(m_scenario.pair().worker), QString());
            QCOMPARE(expectStatus(m_scenario.pair().worker, {u"sync"_s, m_scenario.pair().circle}, 0), QString());
        }
        for (int i = 0; i < row && done < kills; ++i, ++done) {
            QCOMPARE(write(m_scenario.pair().mother, m_random.bounded(2) == 0 ? 2 : 60), QString());
            if (m_random.bounded(4) == 0)
                QCOMPARE(addPicture(m_scenario.pair().mother), QString());
            kill();
        }
        const QString problem = check();
        QVERIFY2(problem.isEmpty(), qPrintable(u"seed %1, kill %2: %3"_s.arg(seed).arg(done).arg(problem)));
    }
    qInfo("%d kills: %d before the first answer, %d in the middle, %d when it was done; %lld statements, %lld pictures, 0 lost; %d leftovers, 0 after the next syncs",
          kills, m_before, m_during, m_after, static_cast<long long>(m_texts.size()), static_cast<long long>(m_pictures.size()), m_orphans);
    QVERIFY(m_during > kills / 4);
}

QTEST_GUILESS_MAIN(SyncKill)
#include "tst_synckill.moc"
