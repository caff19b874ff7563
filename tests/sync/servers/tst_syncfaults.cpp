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

private:
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
    QTest::addColumn<int>("exitStatus"); // 5: not reachable, work is safe; 0 stands for any but 0
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
        if (v != "PUT") {
            QTest::addRow("%s cut", verb) << v << DavAnswer{.status = v == "GET" ? 200 : 207, .body = QByteArray(1000, 'x'), .cutAfter = 300}
                                          << (v == "GET" ? u"remote-unreachable"_s : u"listing-unreadable"_s) << 5;
        }
    }
    row("PROPFIND", 404, "remote-emptied", 3); // asks the person
    row("PROPFIND", 409, "remote-folder-missing");
    row("GET", 404, "object-missing", 0);
    row("PUT", 409, "remote-folder-missing");
    row("PUT", 404, "remote-folder-missing");
    row("PUT", 412, "remote-refused", 3);
    QTest::newRow("malformed 207") << QByteArray("PROPFIND") << DavAnswer{207, "<<<not what was asked for>>>"} << u"listing-unreadable"_s << 5;
}

void SyncFaults::invariant14_faultMatrix()
{
    QFETCH(const QByteArray, verb);
    QFETCH(const DavAnswer, answer);
    QFETCH(const QString, problem);
    QFETCH(const int, exitStatus);
    const QString c = m_pair.circle;
    // Something to fetch and something to send.
    const QString words = u"While %1."_s.arg(QLatin1StringView(QTest::currentDataTag()));
    const auto all = [&](const Device &device, const QStringList &lines) {
        const QJsonArray answers = device.batch(lines);
        return answers.size() == lines.size() && answers.last()["ok"_L1].toBool() ? answers : QJsonArray();
    };
    const auto add = [&](const Device &device) { return u"profile add %1 --section tips --text %2"_s.arg(c, quoted(words + device.name())); };
    const auto has = [&](const QJsonValue &told, const Device &device) {
        const QJsonArray records = told["result"_L1].toArray();
        return std::any_of(records.begin(), records.end(),
                           [&](const QJsonValue &record) { return record["fields"_L1]["text"_L1].toString() == words + device.name(); });
    };
    const QString sync = u"sync "_s + c;
    const QString list = u"record list %1 --kind statement"_s.arg(c);
    QVERIFY(!all(m_pair.worker, {add(m_pair.worker), sync}).isEmpty());
    QVERIFY(!all(m_pair.mother, {add(m_pair.mother)}).isEmpty());

    m_server.play([verb, answer](const DavRequest &request, bool &) { return request.verb == verb ? std::optional(answer) : std::nullopt; });
    const Ran ran = m_pair.mother({u"sync"_s, c});
    m_server.play({});
    QVERIFY2(exitStatus == 0 ? ran.status != 0 : ran.status == exitStatus, ran.told().constData());
    const QJsonArray problems = ran.object()["circles"_L1][0]["problems"_L1].toArray();
    QVERIFY2(!problems.isEmpty(), ran.told().constData());
    QVERIFY2(problems[0]["code"_L1].toString() == problem, ran.told().constData());
    const QString sentence = problems[0]["message"_L1].toString();
    QVERIFY2(sentence.contains("safe"_L1) && !sentence.contains("HTTP"_L1), ran.told().constData());

    const QJsonArray mother = all(m_pair.mother, {list, sync, u"pending"_s, list});
    QVERIFY(has(mother[0], m_pair.mother));
    // Whatever befalls the sending, what the other sent has come before.
    QVERIFY(verb != "PUT" || has(mother[0], m_pair.worker));
    QVERIFY(mother[2]["result"_L1].isArray() && mother[2]["result"_L1].toArray().isEmpty());
    QVERIFY(has(mother[3], m_pair.mother) && has(mother[3], m_pair.worker));
    const QJsonArray worker = all(m_pair.worker, {sync, list});
    QVERIFY(has(worker[1], m_pair.mother) && has(worker[1], m_pair.worker));
    QCOMPARE(m_server.secondPuts(), 0);
}

QTEST_GUILESS_MAIN(SyncFaults)
#include "tst_syncfaults.moc"
