// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Invariant 14 through the real heard-cli, against a server that answers as the test likes.

#include "core/sync/davserver.h"
#include "scenarios.h"

#include <QTest>

using namespace heard::testing;
using namespace heard::test;
using namespace Qt::StringLiterals;

class SyncFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void invariant14_faultMatrix_data();
    void invariant14_faultMatrix();
    void invariant14_cutUploads();
    void invariant14_wrongDates_data();
    void invariant14_wrongDates();

private:
    /** Several commands in one run; nothing when the last failed. */
    [[nodiscard]] static QJsonArray all(const Device &device, const QStringList &lines);
    [[nodiscard]] QString add(const Device &device, const QString &words) const;
    [[nodiscard]] static bool has(const QJsonValue &told, const QString &words);
    /** One thing at each that the other lacks, the worker's sent already. */
    void prepare(const QString &words);
    /** Syncs the mother while it is not well: the names and sentence of the problem, and the exit status. */
    void expectTold(const QString &problem, int exitStatus);
    /** Both have both, and nothing waits, once all is well again. @p before: the worker's words came in spite of the fault. */
    void expectAll(const QString &words, bool before);

    DavServer m_server;
    World m_world;
    Pair m_pair{m_world};
};

void SyncFaults::initTestCase()
{
    m_pair.place = {u"--webdav"_s, m_server.address()};
    const QString problem = m_pair.join(m_world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void SyncFaults::invariant14_faultMatrix_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<DavAnswer>("answer");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<int>("exitStatus"); // 5: cannot be used just now, work is safe
    const auto row = [](const char *verb, int status, const char *problem, int exitStatus = 5) {
        QTest::addRow("%s %d", verb, status) << QByteArray(verb) << DavAnswer{status} << QString::fromLatin1(problem) << exitStatus;
    };
    for (const char *verb : {"PROPFIND", "GET", "PUT"}) {
        row(verb, 401, "remote-login");
        row(verb, 403, QByteArrayView(verb) == "PUT" ? "remote-read-only" : "remote-forbidden");
        row(verb, 405, "remote-not-webdav");
        row(verb, 413, "remote-too-small");
        row(verb, 423, "remote-busy");
        row(verb, 429, "remote-busy");
        row(verb, 500, "remote-error");
        row(verb, 502, "remote-error");
        row(verb, 503, "remote-busy");
        row(verb, 507, "remote-full");
        const QByteArray v(verb);
        QTest::addRow("%s closed", verb) << v << DavAnswer{.closed = true} << u"remote-unreachable"_s << 5;
        // Half a minute each: the rest by night. With shorter patience all are in tst_webdav.
        if (v == "PUT" || World::byDepth(0, 0, 1) == 1)
            QTest::addRow("%s time-out", verb) << v << DavAnswer{.silent = true} << u"remote-slow"_s << 5;
        if (v != "PUT") {
            QTest::addRow("%s cut", verb) << v << DavAnswer{.status = v == "GET" ? 200 : 207, .body = QByteArray(1000, 'x'), .cutAfter = 300}
                                          << (v == "GET" ? u"remote-unreachable"_s : u"listing-unreadable"_s) << 5;
        }
    }
    row("PROPFIND", 404, "remote-emptied", 3); // not one that passes by itself: the person is asked what became of it
    row("PROPFIND", 409, "remote-folder-missing");
    row("PROPFIND", 412, "remote-not-webdav");
    row("GET", 404, "object-missing");
    row("GET", 409, "remote-folder-missing");
    row("GET", 412, "remote-not-webdav");
    row("PUT", 409, "remote-folder-missing");
    row("PUT", 404, "remote-folder-missing");
    row("PUT", 412, "remote-refused");
    const auto malformed = [](const char *name, const QByteArray &body) {
        QTest::addRow("malformed 207: %s", name) << QByteArray("PROPFIND") << DavAnswer{207, body} << u"listing-unreadable"_s << 5;
    };
    malformed("no XML", "<<<not what was asked for>>>");
    malformed("empty", {});
    malformed("another document", "<?xml version=\"1.0\"?><html><body>Please sign in</body></html>");
    malformed("no end", "<D:multistatus xmlns:D=\"DAV:\">");
    malformed("bytes that are no text", "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>\xff\xfe\x00</D:href>");
    malformed("another folder", "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/x/</D:href></D:response></D:multistatus>");
}

QJsonArray SyncFaults::all(const Device &device, const QStringList &lines)
{
    const QJsonArray answers = device.batch(lines);
    return answers.size() == lines.size() && answers.last()["ok"_L1].toBool() ? answers : QJsonArray();
}

QString SyncFaults::add(const Device &device, const QString &words) const
{
    return u"profile add %1 --section tips --text %2"_s.arg(m_pair.circle, quoted(words + device.name()));
}

bool SyncFaults::has(const QJsonValue &told, const QString &words)
{
    const QJsonArray records = told["result"_L1].toArray();
    return std::any_of(records.begin(), records.end(),
                       [&](const QJsonValue &record) { return record["fields"_L1]["text"_L1].toString() == words; });
}

void SyncFaults::prepare(const QString &words)
{
    QVERIFY(!all(m_pair.worker, {add(m_pair.worker, words), u"sync "_s + m_pair.circle}).isEmpty());
    QVERIFY(!all(m_pair.mother, {add(m_pair.mother, words)}).isEmpty());
}

void SyncFaults::expectTold(const QString &problem, int exitStatus)
{
    const Ran ran = m_pair.mother({u"sync"_s, m_pair.circle});
    QVERIFY2(ran.status == exitStatus, ran.told().constData());
    const QJsonArray problems = ran.object()["circles"_L1][0]["problems"_L1].toArray();
    QVERIFY2(!problems.isEmpty(), ran.told().constData());
    QVERIFY2(problems[0]["code"_L1].toString() == problem, ran.told().constData());
    const QString sentence = problems[0]["message"_L1].toString();
    QVERIFY2(sentence.contains("safe"_L1) && !sentence.contains("HTTP"_L1), ran.told().constData());
}

void SyncFaults::expectAll(const QString &words, bool before)
{
    const QString sync = u"sync "_s + m_pair.circle;
    const QString list = u"record list %1 --kind statement"_s.arg(m_pair.circle);
    const QString mothers = words + m_pair.mother.name();
    const QString workers = words + m_pair.worker.name();
    const QJsonArray mother = all(m_pair.mother, {list, sync, u"pending"_s, list});
    QVERIFY(has(mother[0], mothers));
    QVERIFY(!before || has(mother[0], workers));
    QVERIFY(mother[2]["result"_L1].isArray() && mother[2]["result"_L1].toArray().isEmpty());
    QVERIFY(has(mother[3], mothers) && has(mother[3], workers));
    const QJsonArray worker = all(m_pair.worker, {sync, list});
    QVERIFY(has(worker[1], mothers) && has(worker[1], workers));
    QCOMPARE(m_server.secondPuts(), 0);
}

void SyncFaults::invariant14_faultMatrix()
{
    QFETCH(const QByteArray, verb);
    QFETCH(const DavAnswer, answer);
    QFETCH(const QString, problem);
    QFETCH(const int, exitStatus);
    const QString words = u"While %1."_s.arg(QLatin1StringView(QTest::currentDataTag()));
    prepare(words);
    if (QTest::currentTestFailed())
        return;
    m_server.play([verb, answer](const DavRequest &request, bool &) { return request.verb == verb ? std::optional(answer) : std::nullopt; });
    expectTold(problem, exitStatus);
    m_server.play({});
    if (QTest::currentTestFailed())
        return;
    // Whatever befalls the sending, what the other sent has come before.
    expectAll(words, verb == "PUT");
}

/** The connection ends in the middle of a body that goes up. */
void SyncFaults::invariant14_cutUploads()
{
    for (const int after : {0, 1, 500}) {
        const QString words = u"Cut after %1."_s.arg(after);
        prepare(words);
        m_server.cutUploads(after);
        expectTold(u"remote-unreachable"_s, 5);
        m_server.cutUploads(-1);
        expectAll(words, true);
        if (QTest::currentTestFailed())
            return;
    }
}

void SyncFaults::invariant14_wrongDates_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::newRow("long past") << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT");
    QTest::newRow("after 2038") << QByteArray("Tue, 19 Jan 2038 03:14:08 GMT");
    QTest::newRow("far ahead") << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT");
    QTest::newRow("no date") << QByteArray("The day after tomorrow");
    QTest::newRow("back again") << QByteArray("Mon, 01 Jan 2001 00:00:00 GMT");
}

/** No clock decides anything that is seen: a wrong one is no fault, and nothing is told of it. */
void SyncFaults::invariant14_wrongDates()
{
    QFETCH(const QByteArray, date);
    const QString words = u"At %1."_s.arg(QLatin1StringView(QTest::currentDataTag()));
    prepare(words);
    m_server.alwaysSay("Date: " + date);
    const Ran ran = m_pair.mother({u"sync"_s, m_pair.circle});
    QVERIFY2(ran.status == 0, ran.told().constData());
    expectAll(words, true);
    m_server.alwaysSay({});
    expectAll(words, true);
}

QTEST_GUILESS_MAIN(SyncFaults)
#include "tst_syncfaults.moc"
