// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Apache's mod_dav, as Debian has it, run by this test alone. Requests and bytes are those of its own log.

#include "apache_server.h"
#include "core/sync/support.h"
#include "scenarios.h"
#include "sync/webdav_remote.h"

#include <QTest>

using namespace heard;
using namespace heard::testing;
using namespace Qt::StringLiterals;
using heard::test::ApacheServer;
using heard::test::LocalServer;
using heard::test::Ran;
using heard::test::Scenario;
using heard::test::World;

namespace {

WebDavAccess accessTo(const LocalServer &server, const QByteArray &password = LocalServer::password())
{
    return webDavAccess(server.url(), LocalServer::user(), password).value();
}

} // namespace

class TestApache : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aFamily_data();
    void aFamily();
    void refusalsAreNamed_data();
    void refusalsAreNamed();
    void invariant06_requestBudget();
    void digestLogin();

private:
    ApacheServer m_server;
    World m_world;
    Scenario m_scenario{m_world, m_server};
    QString m_failed; ///< the step that failed: the later ones rest on it
};

void TestApache::initTestCase()
{
    QVERIFY(startCrypto());
    const QString problem = m_server.start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestApache::aFamily_data()
{
    using Step = QString (Scenario::*)();
    QTest::addColumn<Step>("step");
    QTest::newRow("join") << &Scenario::join;
    QTest::newRow("server away") << &Scenario::away;
    QTest::newRow("clash") << &Scenario::clash;
    QTest::newRow("remove") << &Scenario::remove;
    QTest::newRow("third vault") << &Scenario::third;
    QTest::newRow("leave") << &Scenario::leave;
    QTest::newRow("many") << &Scenario::many;
    QTest::newRow("pictures") << &Scenario::pictures;
    QTest::newRow("rest") << &Scenario::rest;
}

/** SR-036: the same for all of them, with the server stopped and started before each step. */
void TestApache::aFamily()
{
    using Step = QString (Scenario::*)();
    QFETCH(const Step, step);
    QVERIFY2(m_failed.isEmpty(), "rests on a step that failed");
    m_failed = (m_scenario.*step)();
    QVERIFY2(m_failed.isEmpty(), qPrintable(m_failed));
}

void TestApache::refusalsAreNamed_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("problem");
    QTest::newRow("another password") << u"password"_s << u"remote-login"_s;
    QTest::newRow("may only read") << u"read-only"_s << u"remote-read-only"_s;
    QTest::newRow("the folder's own rights") << u"rights"_s << u"remote-"_s;
    QTest::newRow("no large files") << u"small"_s << u"remote-too-small"_s;
    QTest::newRow("all of it gone") << u"gone"_s << u"remote-emptied"_s;
}

/** Invariant 14 with a real server: exit status 5 or a plain problem, nothing lost, and all is well when the fault has ended. */
void TestApache::refusalsAreNamed()
{
    QFETCH(const QString, fault);
    QFETCH(const QString, problem);
    QVERIFY2(m_failed.isEmpty(), "rests on a step that failed");
    const test::Pair &pair = m_scenario.pair();
    const QString c = pair.circle;
    const QByteArray words = "While it is " + fault.toUtf8();
    QCOMPARE(pair.mother({u"profile"_s, u"add"_s, c, u"--section"_s, u"tips"_s, u"--text"_s, QString::fromUtf8(words)}).status, 0);
    const auto restart = [this] {
        m_server.stop();
        return m_server.start();
    };
    const QString folder = m_server.dataFolder() + u'/' + circleFolder(*Id::fromHex(c));
    constexpr auto mayRead = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    if (fault == "password"_L1)
        m_server.manner.otherPassword = "something else";
    else if (fault == "read-only"_L1)
        m_server.manner.readOnly = true;
    else if (fault == "small"_L1)
        m_server.manner.mostBytes = 500;
    else if (fault == "rights"_L1)
        QVERIFY(QFile::setPermissions(folder + u"/h"_s, mayRead));
    else
        QVERIFY(QFile::rename(folder, m_server.dataFolder() + u"/../kept"_s));
    QCOMPARE(restart(), QString());

    const Ran ran = pair.mother({u"sync"_s, c});
    const QJsonObject first = ran.object()["circles"_L1][0]["problems"_L1][0].toObject();
    QVERIFY2(first.value("code"_L1).toString().startsWith(problem), ran.told().constData());
    QVERIFY2(ran.told().contains("safe"), ran.told().constData());
    QVERIFY2(fault == "gone"_L1 ? ran.status != 0 : ran.status == 5, ran.told().constData());
    QVERIFY(pair.mother({u"record"_s, u"list"_s, c}).out.contains(words));

    m_server.manner = {};
    if (fault == "rights"_L1)
        QVERIFY(QFile::setPermissions(folder + u"/h"_s, mayRead | QFile::WriteOwner));
    else if (fault == "gone"_L1)
        QVERIFY(QFile::rename(m_server.dataFolder() + u"/../kept"_s, folder));
    QCOMPARE(restart(), QString());
    const Ran after = pair.mother({u"sync"_s, c});
    QVERIFY2(after.status == 0, after.told().constData());
    QVERIFY(pair.mother({u"pending"_s}).out.trimmed() == "[]");
    const test::Device gran(m_world, u"gran"_s);
    QCOMPARE(gran({u"sync"_s, c}).status, 0);
    QVERIFY(gran({u"record"_s, u"list"_s, c}).out.contains(words));
}

/** Invariant 6, by Apache's own log: 1 request and 5 kB when nothing is new, 2 for ten changes each way, 4 for the first thousand records, 12 for a new device. */
void TestApache::invariant06_requestBudget()
{
    TwoPeople w;
    QVERIFY(w.start());
    QVERIFY(w.fresh());
    WebDavRemote mum(accessTo(m_server), w.atMum->id());
    WebDavRemote school(accessTo(m_server), w.atMum->id());
    QList<ApacheServer::Request> seen;
    // What one sync costs: by the report, and by the server's log, which must agree.
    const auto cost = [&](Someone &who, Circle &circle, Remote &remote, qsizetype most) -> QString {
        const SyncReport report = syncWith(who, circle, remote);
        seen = m_server.requests(report.requests);
        if (!report.ok())
            return QString::fromUtf8(told(report));
        if (report.requests != seen.size())
            return u"reported %1, but "_s.arg(report.requests) + QString::fromUtf8(ApacheServer::told(seen));
        return seen.size() <= most ? QString() : u"more than %1: "_s.arg(most) + QString::fromUtf8(ApacheServer::told(seen));
    };
    (void)m_server.requests();
    // Setting the place tries it and makes its folders: once in a circle's life.
    HEARD_VERIFY(mum.check());
    seen = m_server.requests(mum.traffic().requests);
    QCOMPARE(seen.size(), mum.traffic().requests);
    qInfo("setting the place: %s", ApacheServer::told(seen).constData());

    QVERIFY(addMany(*w.atMum, 1'000, 2));
    QCOMPARE(cost(w.mum, *w.atMum, mum, 4), QString());
    qInfo("first push of 1,000 records: %s", ApacheServer::told(seen).constData());
    w.atSchool = knock(w.mum, *w.atMum, w.school, Role::Senco);
    QVERIFY(w.atSchool);
    QCOMPARE(cost(w.mum, *w.atMum, mum, 4), QString());
    QCOMPARE(cost(w.school, *w.atSchool, school, 12), QString());
    qInfo("a new device: %s", ApacheServer::told(seen).constData());
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
    (void)m_server.requests();

    QVERIFY(addMany(*w.atMum, 10, 3));
    QCOMPARE(cost(w.mum, *w.atMum, mum, 2), QString());
    qInfo("10 changes sent: %s", ApacheServer::told(seen).constData());
    QCOMPARE(cost(w.school, *w.atSchool, school, 2), QString());
    qInfo("10 changes fetched: %s", ApacheServer::told(seen).constData());
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
    (void)m_server.requests();
    QCOMPARE(cost(w.mum, *w.atMum, mum, 1), QString());
    qInfo("nothing new: %s", ApacheServer::told(seen).constData());
    QCOMPARE(seen.size(), 1);
    QCOMPARE_LE(ApacheServer::bytes(seen), 5'000);
    QCOMPARE(cost(w.school, *w.atSchool, school, 1), QString());
}

/** A storage that takes no password in the clear (mod_auth_digest, many a NAS): the trial and syncs sign in, a wrong password is named. */
void TestApache::digestLogin()
{
    m_server.stop();
    m_server.manner = {};
    m_server.manner.digest = true;
    QCOMPARE(m_server.start(), QString());
    TwoPeople w;
    QVERIFY(w.start());
    QVERIFY(w.fresh());
    WebDavRemote mum(accessTo(m_server), w.atMum->id());
    HEARD_VERIFY(mum.check());
    QVERIFY(addMany(*w.atMum, 50, 2));
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
    w.atSchool = knock(w.mum, *w.atMum, w.school, Role::Senco);
    QVERIFY(w.atSchool);
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
    WebDavRemote school(accessTo(m_server), w.atMum->id());
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, school));
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    QCOMPARE(WebDavRemote(accessTo(m_server, "another"), w.atMum->id()).check().error().name, u"remote-login"_s);
    m_server.stop();
    m_server.manner = {};
    QCOMPARE(m_server.start(), QString());
}

QTEST_GUILESS_MAIN(TestApache)
#include "tst_apache.moc"
