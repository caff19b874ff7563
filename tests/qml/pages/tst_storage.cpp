// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/davserver.h"
#include "opened.h"
#include "sync/folder_remote.h"
#include "sync/webdav_remote.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QMetaProperty>
#include <QQuickStyle>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace heard;
using heard::test::buttonWith;
using heard::test::Opened;
using heard::test::press;
using heard::test::textsWith;
using heard::testing::DavAnswer;
using heard::testing::DavRequest;
using heard::testing::DavServer;

namespace {

const QString rightPassword = QStringLiteral("tortoise-Lantern-42");

/** Lets in who has the right password. */
std::optional<DavAnswer> doorkeeper(const DavRequest &request, bool & /*done*/)
{
    if (request.headers.value("authorization") == "Basic " + ("grace:" + rightPassword.toUtf8()).toBase64())
        return std::nullopt;
    return DavAnswer{.status = 401};
}

/** How long the window was not able to do anything: the longest time between two turns of its loop, and between two frames. */
class Beat : public QObject
{
public:
    explicit Beat(QQuickWindow &window)
    {
        m_sinceTurn.start();
        m_sinceFrame.start();
        connect(&m_timer, &QTimer::timeout, this, [this, &window] {
            m_turn = std::max(m_turn, m_sinceTurn.restart());
            window.update();
        });
        connect(&window, &QQuickWindow::frameSwapped, this, [this] {
            m_frame = std::max(m_frame, m_sinceFrame.restart());
            ++m_frames;
        });
        m_timer.start(5);
    }
    [[nodiscard]] qint64 turn() const { return m_turn; }
    [[nodiscard]] qint64 frame() const { return m_frame; }
    [[nodiscard]] int frames() const { return m_frames; }

private:
    QTimer m_timer;
    QElapsedTimer m_sinceTurn;
    QElapsedTimer m_sinceFrame;
    qint64 m_turn = 0;
    qint64 m_frame = 0;
    int m_frames = 0;
};

/** A window that stood still while a storage is silent would do so for 30 seconds. A busy machine stands still for a while by itself. */
constexpr qint64 frozen = 1'000; // ms
constexpr qint64 cancelWithin = 2'000;

} // namespace

/** Online storage in the window: setting it up, what is told of it, and that the window never waits for it. */
class TestStorage : public QObject
{
    Q_OBJECT

    QTemporaryDir m_place;
    std::optional<demo::Demo> m_made;

    /** A vault of its own for each test: the mother's, with nothing set about where it syncs. */
    QString vault(const QString &name)
    {
        const QString folder = m_place.filePath(name);
        const QString from = m_made->people.front().folder;
        for (QDirIterator it(from, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
            const QString to = folder + it.next().sliced(from.size());
            QDir().mkpath(QFileInfo(to).path());
            QFile::copy(it.filePath(), to);
        }
        return folder;
    }
    /** What the others have sent, put into a storage. */
    void fill(const DavServer &server) const
    {
        FolderRemote from(m_made->remote, m_made->circle);
        const auto access = webDavAccess(server.address(), QStringLiteral("grace"), rightPassword.toUtf8());
        QVERIFY(access);
        WebDavRemote to(*access, m_made->circle);
        for (const QString &folder : {QStringLiteral("s"), QStringLiteral("m"), QStringLiteral("h")}) {
            const auto names = from.list(folder);
            QVERIFY(names);
            for (const QString &name : *names) {
                const QString path = folder + u'/' + name;
                const auto bytes = from.get(path, 8'000'000);
                QVERIFY(bytes);
                QVERIFY(to.putNew(path, *bytes));
            }
        }
        to.leave();
    }

private slots:
    void initTestCase()
    {
        QVERIFY(startCrypto());
        QQuickStyle::setStyle(QStringLiteral("Basic"));
        installFonts();
        auto made = demo::makeDemo(m_place.filePath(QStringLiteral("demo")));
        QVERIFY(made);
        m_made = *std::move(made);
    }

    /** Tried first, kept when it works, in plain words when not; and the password is nowhere to be read. */
    void setUp()
    {
        Opened opened(*m_made, vault(QStringLiteral("setUp")), false);
        QVERIFY(opened.open(m_made->passphrase));
        SharedPlace &place = opened.place();
        DavServer server;
        server.play(doorkeeper);
        const auto host = QUrl(server.address()).host();

        place.begin(opened.circle());
        QCOMPARE(place.kind(), QStringLiteral("folder"));
        place.tryStorage(QStringLiteral("http://storage.example.org/"), {}, {});
        QVERIFY(!place.trying() && !place.problem().isEmpty() && !place.canKeep());
        place.tryStorage(server.address(), QStringLiteral("grace"), QStringLiteral("wrong"));
        QVERIFY(!opened.tried());
        QVERIFY2(place.problem().contains(QStringLiteral("password")), qPrintable(place.problem()));
        QVERIFY(!place.advice().isEmpty() && !place.canKeep());
        QVERIFY(!opened.world->syncList.isOnline(opened.circle()));

        place.tryStorage(server.address(), QStringLiteral("grace"), rightPassword);
        QVERIFY2(opened.tried(), qPrintable(place.problem()));
        QVERIFY(opened.world->syncList.isOnline(opened.circle()));
        QCOMPARE(place.kind(), QStringLiteral("online"));
        QCOMPARE(place.host(), host);
        QVERIFY(place.hasPassword());
        QTRY_COMPARE_WITH_TIMEOUT(opened.world->syncState.phase(), SyncState::Phase::AllSent, 20'000);
        const SyncList &list = opened.world->syncList;
        QCOMPARE(list.data(list.index(0), SyncList::PlaceRole).toString(), host);
        for (QObject *one : QList<QObject *>{&place, &opened.world->syncList, &opened.world->syncState}) {
            for (int i = 0; i < one->metaObject()->propertyCount(); ++i)
                QVERIFY(!one->metaObject()->property(i).read(one).toString().contains(rightPassword));
        }

        // Left empty it stands for the one that is kept, but only at the same computer.
        place.begin(opened.circle());
        place.tryStorage(place.address() + QStringLiteral("deeper/"), QStringLiteral("grace"), {});
        QVERIFY2(opened.tried(), qPrintable(place.problem()));
        DavServer other;
        place.tryStorage(other.address(), QStringLiteral("grace"), {});
        QVERIFY(QTest::qWaitFor([&] { return !place.trying(); }, 20'000));
        QVERIFY(!other.log().isEmpty());
        for (const DavRequest &request : other.log())
            QVERIFY(!QByteArray::fromBase64(request.headers.value("authorization").mid(6)).contains(rightPassword.toUtf8()));
    }

    void links()
    {
        QVERIFY(SharedPlace::isLink(QStringLiteral("https://cloud.example.org/s/AbC123")));
        QVERIFY(SharedPlace::isLink(QStringLiteral("cloud.example.org/index.php/s/AbC123")));
        QVERIFY(!SharedPlace::isLink(QStringLiteral("https://cloud.example.org/remote.php/dav/files/grace/")));
        QVERIFY(!SharedPlace::isLink(QString()));
    }

    void certificates()
    {
        Opened opened(*m_made, vault(QStringLiteral("certificates")), false);
        QVERIFY(opened.open(m_made->passphrase));
        SharedPlace &place = opened.place();
        place.begin(opened.circle());
        DavServer server(true);
        place.tryStorage(server.address(), QStringLiteral("grace"), rightPassword);
        QVERIFY(!opened.tried());
        QVERIFY(!place.advice().isEmpty() && !place.canKeep());

        QFile bad(m_place.filePath(QStringLiteral("bad.pem")));
        QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("milk, bread") > 0);
        bad.close();
        const QString before = place.problem();
        place.readCertificate(bad.fileName());
        QTRY_VERIFY(place.problem() != before);
        QVERIFY(!place.hasCertificate());

        QFile good(m_place.filePath(QStringLiteral("good.pem")));
        QVERIFY(good.open(QIODevice::WriteOnly) && good.write(DavServer::certificate()) > 0);
        good.close();
        place.readCertificate(good.fileName());
        QTRY_VERIFY(place.hasCertificate());
        place.tryStorage(server.address(), QStringLiteral("grace"), rightPassword);
        QVERIFY2(opened.tried(), qPrintable(place.problem()));
    }

    /** With no network it can be kept untried; a silent address can be left at once, and the window goes on meanwhile. */
    void tryingIsCancelled()
    {
        Opened opened(*m_made, vault(QStringLiteral("cancelled")), false);
        QVERIFY(opened.open(m_made->passphrase));
        SharedPlace &place = opened.place();
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        place.begin(opened.circle());
        QVERIFY(opened.show(QStringLiteral("share-online")));
        const QString address = QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort());
        {
            const Beat beat(*opened.window);
            place.tryStorage(address, QStringLiteral("grace"), rightPassword);
            QVERIFY(place.trying());
            QTest::qWait(1'000);
            QVERIFY(place.trying());
            QElapsedTimer since;
            since.start();
            place.cancel();
            QVERIFY(!place.trying());
            QTRY_COMPARE_WITH_TIMEOUT(QThreadPool::globalInstance()->activeThreadCount(), 0, 20'000);
            qInfo("a silent address while trying: longest turn %lld ms, longest frame %lld ms, cancelled within %lld ms", beat.turn(),
                  beat.frame(), since.elapsed());
            QVERIFY(beat.turn() < frozen && since.elapsed() < cancelWithin);
        }
        QVERIFY(!place.works() && place.problem().isEmpty() && !place.canKeep());

        silent.close();
        place.tryStorage(address, QStringLiteral("grace"), rightPassword);
        QVERIFY(!opened.tried());
        QVERIFY(place.canKeep());
        place.keepUntried();
        QVERIFY(opened.world->syncList.isOnline(opened.circle()));
        QTRY_COMPARE_WITH_TIMEOUT(opened.world->syncState.phase(), SyncState::Phase::Unreachable, 20'000);
        // Away for a moment is no message; the line says it.
        QCOMPARE(opened.world->messages.count(), 0);
    }

    void neverFreezes_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<bool>("stops");
        QTest::newRow("silent while listing") << QByteArray("PROPFIND") << QByteArray("/h/") << false;
        QTest::newRow("silent while fetching") << QByteArray("GET") << QByteArray("/h/") << false;
        QTest::newRow("silent while sending") << QByteArray("PUT") << QByteArray("/h/") << false;
        QTest::newRow("stops while listing") << QByteArray("PROPFIND") << QByteArray("/h/") << true;
        QTest::newRow("stops while fetching") << QByteArray("GET") << QByteArray("/h/") << true;
        QTest::newRow("stops while sending") << QByteArray("PUT") << QByteArray("/h/") << true;
    }
    /** The storage says nothing any more, or goes away, at each step of a sync: the window goes on, and stopping it is soon done. */
    void neverFreezes()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, part);
        QFETCH(bool, stops);
        Opened opened(*m_made, vault(QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-')), false);
        QVERIFY(opened.open(m_made->passphrase));
        auto server = std::make_unique<DavServer>();
        fill(*server);
        std::atomic<int> swallowed = 0;
        // Trying the storage lists too, before it puts and removes a file of its own: that goes well.
        std::atomic<int> tried = 0;
        std::atomic<int> listed = 0;
        server->play([&](const DavRequest &request, bool & /*done*/) -> std::optional<DavAnswer> {
            if (request.verb == "DELETE" && request.target.contains("/m/"))
                ++tried; // first of nothing, then of what it had put there
            if (tried < 2 || request.verb != verb || !request.target.contains(part))
                return std::nullopt;
            // The trial ends with a listing such as syncs make.
            if (verb == "PROPFIND" && listed++ == 0)
                return std::nullopt;
            ++swallowed;
            return DavAnswer{.silent = true};
        });
        World &world = *opened.world;
        const int waiting = world.syncState.waiting();
        QVERIFY(waiting > 0);
        opened.place().begin(opened.circle());
        const Beat beat(*opened.window);
        opened.place().tryStorage(server->address(), QStringLiteral("grace"), rightPassword);
        QTRY_VERIFY_WITH_TIMEOUT(swallowed > 0, 20'000);
        QTRY_COMPARE(world.syncState.phase(), SyncState::Phase::Running);
        for (const char *page : {"waiting", "home", "profile", "storage"}) {
            QVERIFY(opened.show(QString::fromLatin1(page)));
            QTest::qWait(250);
        }
        QVERIFY(world.syncRunner.running());
        QElapsedTimer since;
        since.start();
        if (stops)
            server.reset();
        else
            world.syncState.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!world.syncRunner.running(), 20'000);
        const qint64 ended = since.elapsed();
        qInfo("%s: longest turn %lld ms, longest frame %lld ms of %d, ended after %lld ms", QTest::currentDataTag(), beat.turn(),
              beat.frame(), beat.frames(), ended);
        QVERIFY(beat.turn() < frozen && beat.frame() < frozen);
        QVERIFY(beat.frames() > 10);
        QVERIFY(ended < cancelWithin);
        // Nothing is said to be sent that was not.
        QVERIFY(world.syncState.phase() != SyncState::Phase::AllSent);
        QVERIFY(world.syncState.waiting() > 0);
        QCOMPARE(world.messages.count(), 0);
    }

    /** What two people changed apart is there to be decided as soon as a sync has brought it: at home, in the circle, and where one decides. */
    void versionsComeWithASync()
    {
        std::vector<std::unique_ptr<Opened>> both;
        for (const int who : {0, 1}) {
            both.push_back(std::make_unique<Opened>(*m_made, m_made->people.at(size_t(who)).folder, false));
            QVERIFY(both.back()->open(m_made->passphrase));
        }
        World &mother = *both.front()->world;
        const auto syncs = [](World &world) {
            world.syncState.syncNow();
            return QTest::qWaitFor([&] { return !world.syncRunner.running(); }, 20'000);
        };
        QVERIFY(syncs(mother) && syncs(*both.back()->world));
        QVERIFY(both.front()->show(QStringLiteral("home")));
        const int before = mother.profile.clashes.count();
        for (const auto &one : both) {
            Circle *circle = one->world->currentCircle.circle();
            Change change(*circle, circle->everyone());
            change.set(m_made->settled, Field<QString>{"text"}, QStringLiteral("As %1 sees it").arg(one->world->session.personName()));
            QVERIFY(circle->save(change));
        }
        QVERIFY(syncs(*both.back()->world) && syncs(mother));
        QCOMPARE(mother.profile.clashes.count(), before + 1);
        const NextSteps &steps = mother.nextSteps;
        QCOMPARE(steps.data(steps.index(0), NextSteps::PageRole).toString(), QStringLiteral("two-versions"));
        QVERIFY(both.front()->show(QStringLiteral("two-versions")));
        for (const QSize &size : {QSize(360, 640), QSize(800, 1280), QSize(1440, 900)}) {
            both.front()->window->resize(size);
            QTest::qWait(50);
            QCOMPARE(textsWith(both.front()->window->contentItem(), QStringLiteral("As ")), 2);
        }
        // The way a person goes: from the card at home to the page, and there to one of the two.
        QVERIFY(both.front()->show(QStringLiteral("home")));
        QVERIFY(press(*both.front(), QStringLiteral("Two versions: which is right?")));
        QTRY_VERIFY(buttonWith(both.front()->window->contentItem(), QStringLiteral("Keep this")));
        for (int left = mother.profile.clashes.count(); left > 0; --left) {
            QVERIFY(press(*both.front(), QStringLiteral("Keep this")));
            QTRY_COMPARE(mother.profile.clashes.count(), left - 1);
        }
        QTRY_COMPARE(textsWith(both.front()->window->contentItem(), QStringLiteral("There is one version of everything.")), 1);
        QVERIFY(syncs(mother) && syncs(*both.back()->world) && syncs(mother));
        QCOMPARE(both.back()->world->profile.clashes.count(), 0);
        QCOMPARE(both.back()->world->currentCircle.circle()->digest(), mother.currentCircle.circle()->digest());
    }

    /** A storage that asks to be left alone is, until a person asks. */
    void comeBackLater()
    {
        Opened opened(*m_made, vault(QStringLiteral("busy")), true);
        QVERIFY(opened.open(m_made->passphrase));
        World &world = *opened.world;
        DavServer server;
        fill(server);
        opened.place().begin(opened.circle());
        opened.place().tryStorage(server.address(), QStringLiteral("grace"), rightPassword);
        QVERIFY2(opened.tried(), qPrintable(opened.place().problem()));
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 20'000);
        server.play([](const DavRequest &, bool &) { return std::optional(DavAnswer{.status = 503, .headers = {"Retry-After: 3600"}}); });
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::Unreachable, 20'000);
        const qsizetype asked = server.log().size();
        QTest::qWait(1'000); // five times the longest wait after a failure
        world.autoSync.networkBack();
        QTest::qWait(200);
        QCOMPARE(server.log().size(), asked);
        QCOMPARE(world.messages.count(), 0);
        server.play(nullptr);
        world.syncState.syncNow();
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 20'000);
    }

    /** A wrong password is one message however often it is tried, no more tries are made, and it goes when it is mended. */
    void oneMessageForOneCause()
    {
        Opened opened(*m_made, vault(QStringLiteral("messages")), true);
        QVERIFY(opened.open(m_made->passphrase));
        World &world = *opened.world;
        DavServer server;
        fill(server);
        opened.place().begin(opened.circle());
        opened.place().tryStorage(server.address(), QStringLiteral("grace"), QStringLiteral("any will do"));
        QVERIFY2(opened.tried(), qPrintable(opened.place().problem()));
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 20'000);
        QCOMPARE(world.messages.count(), 0);

        server.play(doorkeeper);
        QTRY_COMPARE_WITH_TIMEOUT(world.messages.count(), 1, 20'000);
        QCOMPARE(world.syncState.phase(), SyncState::Phase::Problem);
        const Id circle = *Id::fromHex(opened.circle());
        // One refusal may pass by itself; three in a row need a person.
        QTRY_VERIFY_WITH_TIMEOUT(world.autoSync.needsPerson(circle), 20'000);
        const qsizetype asked = server.log().size();
        QTest::qWait(1'000); // ten times the time between two looks
        QCOMPARE(server.log().size(), asked);
        for (int i = 0; i < 3; ++i) {
            world.syncState.syncNow();
            QTRY_VERIFY_WITH_TIMEOUT(!world.syncRunner.running(), 20'000);
        }
        QVERIFY(server.log().size() > asked);
        QCOMPARE(world.messages.count(), 1);
        const auto said = [&](int role) { return world.messages.data(world.messages.index(0), role).toString(); };
        QVERIFY(said(Messages::TextRole).contains(QStringLiteral("Sam")));
        QCOMPARE(said(Messages::ActionTextRole), QStringLiteral("Where to share"));
        // The person sees it: what the window shows is what is kept here.
        QVERIFY(opened.show(QStringLiteral("home")));
        QTRY_COMPARE(textsWith(opened.window->contentItem(), QStringLiteral("Sharing does not work: Sam")), 1);
        // Its button leads to where it can be mended, and it stays until it is.
        world.messages.choose(0);
        QCOMPARE(world.messages.count(), 1);
        QCOMPARE(opened.place().circleId(), opened.circle());

        // Put away it does not come again with the next try.
        world.messages.dismiss(0);
        world.syncState.syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(!world.syncRunner.running(), 20'000);
        QCOMPARE(world.messages.count(), 0);

        opened.place().tryStorage(server.address(), QStringLiteral("grace"), rightPassword);
        QVERIFY2(opened.tried(), qPrintable(opened.place().problem()));
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 20'000);
        QVERIFY(!world.autoSync.needsPerson(circle));
        QCOMPARE(world.messages.count(), 0);
        // Mended and broken again it is news again.
        server.play([](const DavRequest &, bool &) { return std::optional(DavAnswer{.status = 401}); });
        QTRY_COMPARE_WITH_TIMEOUT(world.messages.count(), 1, 20'000);
        // What is told of a circle is not told on a locked screen.
        world.session.lock();
        QCOMPARE(world.messages.count(), 0);
    }
};

QTEST_MAIN(TestStorage)
#include "tst_storage.moc"
