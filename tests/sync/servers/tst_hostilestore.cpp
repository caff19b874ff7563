// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A storage that wants to harm the device, against the real heard-cli: refused within limits, told plainly, with the memory of the whole
// program measured. Each limit by itself: tests/core/sync/tst_webdav_limits.cpp.

#include "core/sync/davserver.h"
#include "scenarios.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace heard::testing;
using namespace heard::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostMemory = 200'000'000; ///< bytes, of the whole process at its highest

/** What is answered to a request for @p target, which ends in a slash for a listing. */
using Trap = std::function<DavAnswer(const QByteArray &target)>;

QByteArray listingStart(const QByteArray &target)
{
    return "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>" + target + "</D:href></D:response>";
}

QByteArray names(const QByteArray &target, int first, int count)
{
    QByteArray all;
    for (int i = first; i < first + count; ++i)
        all += "<D:response><D:href>" + target + "abcdefghijklmnop." + QByteArray::number(0x10000000 + i, 16) + "</D:href></D:response>";
    return all;
}

/** 300 MB of zeros, as a body that says to be gzip (RFC 1952; its checksum is wrong, which is seen only once all is unpacked). */
QByteArray gzipBomb()
{
    const QByteArray zlib = qCompress(QByteArray(300'000'000, '\0'), 9).sliced(4);
    return QByteArray::fromHex("1f8b08000000000000ff") + zlib.sliced(2).chopped(4) + QByteArray(8, '\0');
}

/** The highest resident memory of a process that still runs, in bytes. */
qint64 peakMemory(qint64 pid)
{
    QFile status(u"/proc/%1/status"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray all = status.readAll();
    const qsizetype at = all.indexOf("VmHWM:");
    return at < 0 ? -1 : all.sliced(at + 6, all.indexOf('k', at) - at - 6).trimmed().toLongLong() * 1024;
}

} // namespace

class HostileStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void within200MB_data();
    void within200MB();

private:
    /** One `sync` in a heard-cli that is still there afterwards: its answer, and the most memory it had. */
    [[nodiscard]] std::pair<QJsonObject, qint64> syncMeasured() const;

    DavServer m_server;
    DavServer m_other; ///< of somebody else
    World m_world;
    Pair m_pair{m_world};
};

void HostileStore::initTestCase()
{
    m_world.write(u"password"_s, "paper lantern\n");
    m_pair.place = {u"--webdav"_s, m_server.address(), u"--user"_s, u"ada"_s, u"--password-file"_s, m_world.path(u"password"_s)};
    const QString problem = m_pair.join(m_world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

std::pair<QJsonObject, qint64> HostileStore::syncMeasured() const
{
    QProcess process;
    process.setProcessEnvironment(m_world.environment());
    process.start(World::program(), m_pair.mother.opening() + QStringList{u"batch"_s, u"--keep-going"_s});
    process.write("sync " + m_pair.circle.toLatin1() + '\n');
    QElapsedTimer time;
    time.start();
    while (!process.canReadLine() && process.waitForReadyRead(std::max(1, int(120'000 - time.elapsed()))))
        continue;
    const QJsonObject answer = QJsonDocument::fromJson(process.readLine()).object();
    const qint64 memory = peakMemory(process.processId());
    process.closeWriteChannel();
    process.waitForFinished();
    return {answer, memory};
}

void HostileStore::within200MB_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<Trap>("trap");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *verb, const char *problem, const Trap &trap) {
        QTest::newRow(name) << QByteArray(verb) << trap << QString::fromLatin1(problem);
    };
    row("a million names", "PROPFIND", "listing-too-large",
        [](const QByteArray &target) { return DavAnswer{207, listingStart(target) + names(target, 0, 1'000'000) + "</D:multistatus>"}; });
    row("names without end", "PROPFIND", "listing-too-large",
        [](const QByteArray &target) { return DavAnswer{.status = 207, .body = listingStart(target), .endless = names(target, 0, 1'000)}; });
    row("entity bomb", "PROPFIND", "listing-unreadable", [](const QByteArray &target) {
        QByteArray entities = "<!ENTITY e0 \"" + target + "\">";
        for (int i = 1; i < 20; ++i)
            entities += "<!ENTITY e" + QByteArray::number(i) + " \"" + ("&e" + QByteArray::number(i - 1) + ';').repeated(10) + "\">";
        return DavAnswer{207, "<?xml version=\"1.0\"?><!DOCTYPE m [" + entities
                                  + "]><D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>&e19;" + "</D:href></D:response></D:multistatus>"};
    });
    row("a tree of 200,000 elements", "PROPFIND", "listing-too-large",
        [](const QByteArray &target) { return DavAnswer{207, listingStart(target) + QByteArray("<D:x>").repeated(200'000)}; });
    row("one name without end", "PROPFIND", "listing-too-large", [](const QByteArray &target) {
        return DavAnswer{.status = 207, .body = listingStart(target) + "<D:response><D:href>/", .endless = QByteArray(100'000, 'x')};
    });
    row("a listing of 10 GB", "PROPFIND", "listing-too-large",
        [](const QByteArray &target) { return DavAnswer{207, listingStart(target), {}, 10'000'000'000}; });
    row("an object of 10 GB", "GET", "object-too-large", [](const QByteArray &) { return DavAnswer{200, "x", {}, 10'000'000'000}; });
    row("an object without end", "GET", "object-too-large",
        [](const QByteArray &) { return DavAnswer{.status = 200, .endless = QByteArray(100'000, 'x')}; });
    row("a refusal without end", "PROPFIND", "remote-error",
        [](const QByteArray &) { return DavAnswer{.status = 500, .endless = QByteArray(100'000, 'x')}; });
    const QByteArray bomb = gzipBomb();
    row("gzip bomb for a listing", "PROPFIND", "listing-unreadable",
        [bomb](const QByteArray &) { return DavAnswer{207, bomb, {"Content-Encoding: gzip"}}; });
    row("gzip bomb for an object", "GET", "object-damaged",
        [bomb](const QByteArray &) { return DavAnswer{200, bomb, {"Content-Encoding: gzip"}}; });
    const QByteArray elsewhere = m_other.address().toLatin1();
    for (const char *verb : {"PROPFIND", "GET", "PUT"}) {
        row(QByteArray("to another host: ").append(verb).constData(), verb, "remote-redirected",
            [elsewhere](const QByteArray &target) { return DavAnswer{307, {}, {"Location: " + elsewhere + target}}; });
    }
}

void HostileStore::within200MB()
{
    QFETCH(const QByteArray, verb);
    QFETCH(const Trap, trap);
    QFETCH(const QString, problem);
    const QString c = m_pair.circle;
    // Something to fetch and something to send.
    for (const Device *device : {&m_pair.worker, &m_pair.mother})
        QCOMPARE((*device)({u"profile"_s, u"add"_s, c, u"--section"_s, u"tips"_s, u"--text"_s, u"While it is hostile."_s}).status, 0);
    QCOMPARE(m_pair.worker({u"sync"_s, c}).status, 0);

    m_server.play([verb, trap](const DavRequest &request, bool &) {
        return request.verb == verb ? std::optional(trap(request.target)) : std::nullopt;
    });
    const auto [answer, memory] = syncMeasured();
    m_server.play({});
    const QByteArray told = QJsonDocument(answer).toJson();
    const QJsonObject first = answer["result"_L1]["circles"_L1][0]["problems"_L1][0].toObject();
    QVERIFY2(first["code"_L1].toString() == problem, told.constData());
    QVERIFY2(first["message"_L1].toString().contains("safe"_L1), told.constData());
    QVERIFY(m_other.log().isEmpty()); // so no password either
    qInfo("%lld MB at the most", memory / 1'000'000);
    QVERIFY(memory > 0);
    if (!qEnvironmentVariableIsSet("HEARD_SANITIZED"))
        QVERIFY2(memory < mostMemory, QByteArray::number(memory).constData());

    // Nothing was lost or believed: all goes on.
    const QString wrong = m_pair.sync();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QCOMPARE(m_pair.mother({u"circle"_s, u"show"_s, c}).text("digest"), m_pair.worker({u"circle"_s, u"show"_s, c}).text("digest"));
}

QTEST_GUILESS_MAIN(HostileStore)
#include "tst_hostilestore.moc"
