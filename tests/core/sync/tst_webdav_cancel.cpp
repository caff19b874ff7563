// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/davserver.h"
#include "core/sync/pictures.h"
#include "sync/webdav_remote.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <atomic>

using namespace heard;
using namespace heard::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int within = 2'000; ///< ms from cancelling to the end of the sync, the most that is promised

/** Sets a Cancel from another thread, as a button does: @p after ms from the moment that @p begun becomes true. */
class Button
{
public:
    Button(Cancel &cancel, const std::atomic<bool> &begun, int after)
        : m_thread(QThread::create([this, &cancel, &begun, after] {
            for (int waited = 0; !begun && waited < 20'000; ++waited)
                QThread::msleep(1);
            QThread::msleep(ulong(after));
            m_since.start();
            cancel.cancel();
        }))
    {
        m_thread->start();
    }
    ~Button() { m_thread->wait(); }
    Button(const Button &) = delete;
    Button &operator=(const Button &) = delete;
    /** ms since it was pressed; -1: it was not yet. */
    [[nodiscard]] qint64 elapsed()
    {
        m_thread->wait();
        return m_since.elapsed();
    }

private:
    QElapsedTimer m_since;
    std::unique_ptr<QThread> m_thread;
};

} // namespace

/** Cancelling ends a sync within two seconds in each phase, whatever the storage does or does not do, and leaves all as it was. */
class TestWebDavCancel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void serverStopsInAPhase_data();
    void serverStopsInAPhase();
    void blackHoles_data();
    void blackHoles();

private:
    TwoPeople m_people;
};

void TestWebDavCancel::initTestCase()
{
    QVERIFY(startCrypto());
    QVERIFY(m_people.start());
}

void TestWebDavCancel::serverStopsInAPhase_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<DavAnswer>("answer");
    const DavAnswer silent{.silent = true};
    const QByteArray some(2'000, 'x');
    const auto row = [](const char *name, const char *verb, const char *folder, const DavAnswer &answer) {
        QTest::newRow(name) << QByteArray(verb) << QByteArray(folder) << answer;
    };
    row("looking", "PROPFIND", "/h/", silent);
    row("looking, half an answer", "PROPFIND", "/h/", {.status = 207, .body = "<D:multistatus xmlns:D=\"DAV:\">", .claimed = 9'000});
    row("looking, busy for long", "PROPFIND", "/h/", {.status = 503, .headers = {"Retry-After: 5"}});
    row("fetching heads", "GET", "/h/", silent);
    row("fetching a segment", "GET", "/s/", silent);
    row("fetching a segment, half of it", "GET", "/s/", {.body = some, .claimed = 9'000});
    row("fetching, busy for long", "GET", "/s/", {.status = 429, .headers = {"Retry-After: 5"}});
    row("sending a segment", "PUT", "/s/", silent);
    row("sending a head", "PUT", "/h/", silent);
    row("sending a picture", "PUT", "/b/", silent);
    row("making a folder for a picture", "MKCOL", "/b/", silent);
    row("fetching a picture", "GET", "/b/", silent);
    row("fetching a picture, half of it", "GET", "/b/", {.body = some, .claimed = 9'000});
    row("tidying", "DELETE", "/h/", silent);
}

void TestWebDavCancel::serverStopsInAPhase()
{
    QFETCH(const QByteArray, verb);
    QFETCH(const QByteArray, folder);
    QFETCH(const DavAnswer, answer);
    TwoPeople &w = m_people;
    QVERIFY(w.fresh());
    DavServer server;
    const auto access = webDavAccess(server.address(), u"ada"_s, "app password").value();
    WebDavRemote mum(access, w.atMum->id());
    WebDavRemote school(access, w.atMum->id());
    HEARD_VERIFY(mum.check());
    w.atSchool = knock(w.mum, *w.atMum, w.school, Role::Senco);
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, school));
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
    if (verb == "DELETE") {
        // An old head to take away, and nothing to send: that is when it is done.
        QVERIFY(addMany(*w.atMum, 1, 4));
        HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
    } else {
        QVERIFY(addMany(*w.atSchool, 300, 1));
        QVERIFY(!addPicture(*w.atSchool, bytesOf(20'000, 1)).isNull());
        HEARD_SYNCED(syncWith(w.school, *w.atSchool, school));
        QVERIFY(addMany(*w.atMum, 300, 2));
        QVERIFY(!addPicture(*w.atMum, bytesOf(2 * pieceSize, 2)).isNull());
    }

    std::atomic<bool> begun = false;
    server.play([&begun, verb, folder, answer](const DavRequest &request, bool &) -> std::optional<DavAnswer> {
        if (request.verb != verb || !request.target.contains(folder))
            return std::nullopt;
        begun = true;
        return answer;
    });
    Cancel cancel;
    DirectPort port(*w.atMum);
    Button button(cancel, begun, 200);
    const SyncReport report = syncOnce(port, mum, w.mum.clock, w.mum.random, cancel);
    const qint64 took = button.elapsed();
    QVERIFY(begun);
    QVERIFY2(took < within, QByteArray::number(took).constData());
    QVERIFY(report.cancelled);
    QVERIFY2(report.problems.isEmpty(), told(report).constData()); // it was asked for
    server.play({});
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, school));
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    // Every picture is whole on both.
    for (Circle *circle : {w.atMum, w.atSchool}) {
        const auto infos = circle->attachments();
        HEARD_VERIFY(infos);
        QCOMPARE(infos->size(), verb == "DELETE" ? 0 : 2);
        for (const AttachmentInfo &info : *infos)
            HEARD_VERIFY(readAll(*circle, info.attachment));
    }
    QCOMPARE(server.secondPuts(), 0);
}

void TestWebDavCancel::blackHoles_data()
{
    QTest::addColumn<QString>("hole");
    QTest::newRow("takes connections and never answers") << u"mute"_s;
    QTest::newRow("the same with https") << u"mute https"_s;
    QTest::newRow("does not take connections any more") << u"full"_s;
    QTest::newRow("an address where nobody is") << u"nobody"_s;
}

/** What a sync is like whose packets nobody answers. 192.0.2.0/24 belongs to nobody (RFC 5737). */
void TestWebDavCancel::blackHoles()
{
    QFETCH(const QString, hole);
    TwoPeople &w = m_people;
    QVERIFY(w.fresh());
    QVERIFY(addMany(*w.atMum, 3, 1));
    QTcpServer listener;
    listener.setListenBacklogSize(1);
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    std::vector<std::unique_ptr<QTcpSocket>> filling;
    for (int i = 0; hole == "full"_L1 && i < 8; ++i) {
        filling.push_back(std::make_unique<QTcpSocket>());
        filling.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), listener.serverPort());
        filling.back()->waitForConnected(100);
    }
    QVERIFY(hole != "full"_L1 || filling.back()->state() != QAbstractSocket::ConnectedState);
    const QString address =
        hole == "nobody"_L1 ? u"https://192.0.2.1/dav/"_s
                            : u"%1://127.0.0.1:%2/dav/"_s.arg(hole == "mute https"_L1 ? u"https"_s : u"http"_s).arg(listener.serverPort());
    WebDavRemote mum(webDavAccess(address, u"ada"_s, "secret").value(), w.atMum->id());
    Cancel cancel;
    DirectPort port(*w.atMum);
    const std::atomic<bool> begun = true;
    Button button(cancel, begun, 300);
    const SyncReport report = syncOnce(port, mum, w.mum.clock, w.mum.random, cancel);
    const qint64 took = button.elapsed();
    QVERIFY2(took < within, QByteArray::number(took).constData());
    // A network that says at once that nobody is there is as good.
    QVERIFY2(report.cancelled || report.unreachable, told(report).constData());
    QCOMPARE(w.atMum->records(note::kind).size(), 3);
}

QTEST_GUILESS_MAIN(TestWebDavCancel)
#include "tst_webdav_cancel.moc"
