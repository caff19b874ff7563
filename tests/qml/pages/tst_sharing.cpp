// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/davserver.h"
#include "demo/demo.h"
#include "lived.h"
#include "sync/notes.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QDirIterator>
#include <QSignalSpy>

using namespace heard;
using heard::test::Lived;
using heard::testing::DavAnswer;
using heard::testing::DavRequest;
using heard::testing::DavServer;

namespace {

/** A network whose cost the test says. */
class TestNetwork final : public NetworkWatch
{
public:
    explicit TestNetwork(bool tells) : m_tells(tells) {}
    void whenBack(QObject * /*context*/, const std::function<void()> & /*back*/) override {}
    [[nodiscard]] bool tellsCost() const override { return m_tells; }
    [[nodiscard]] bool costs() const override { return m_costs; }
    void whenCostChanges(QObject * /*context*/, const std::function<void()> &changed) override { m_changed = changed; }
    void setCosts(bool costs)
    {
        m_costs = costs;
        if (m_changed)
            m_changed();
    }

private:
    bool m_tells;
    bool m_costs = false;
    std::function<void()> m_changed;
};

/** Sends what was saved soon, and looks at nothing by itself for an hour. */
AutoSync::Setup patient(NetworkWatch &network)
{
    constexpr qint64 hour = 3'600'000;
    AutoSync::Setup setup;
    setup.pace = {.afterChange = 20, .afterFirst = 50, .between = hour, .idleBetween = hour, .soon = 20, .afterFailure = hour, .longest = hour};
    setup.network = &network;
    return setup;
}

bool addPicture(const Lived &lived, const QString &name)
{
    Circle *circle = lived.world->currentCircle.circle();
    QByteArray bytes(3'000, 'p');
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    return circle->addAttachment(circle->records(QStringLiteral("statement")).constFirst()->id, file, QStringLiteral("image/png"), name).has_value();
}

/** A circle that is shared in a folder, with one sentence in it that is sent. */
bool share(const Lived &lived, const QString &folder)
{
    World &world = *lived.world;
    const QString circle = world.circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
    if (!lived.write(QStringLiteral("I like ducks")) || !QDir().mkpath(folder))
        return false;
    world.sharedPlace.begin(circle);
    world.sharedPlace.tryFolder(folder);
    return QTest::qWaitFor([&] { return world.syncState.phase() == SyncState::Phase::AllSent; }, 20'000);
}

int piecesIn(const QString &folder)
{
    int found = 0;
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
        found += it.next().contains(QStringLiteral("/b/")) ? 1 : 0;
    return found;
}

} // namespace

/** What the window tells of sharing, and what goes over which network. */
class TestSharing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startCrypto()); }

    /** Whatever a sync can say leads somewhere: it comes by itself, or the person is told with a button for it. */
    void everyProblemLeadsSomewhere()
    {
        Lived lived;
        QVERIFY(lived.begin());
        SyncList::Row row;
        row.id = Id::random(lived.random);
        row.name = QStringLiteral("Sam");
        row.place = QStringLiteral("storage.example.org");
        row.sentence = QStringLiteral("What it is, and that your work is safe.");
        const auto cause = [&] { return lived.world->syncMessages.causeOf(row); };
        QVERIFY(!cause());
        const QStringList names = problemNames() + QStringList{QStringLiteral("disk-full")};
        for (const QString &name : names) {
            row.problem = name;
            const Remedy remedy = remedyOf(name);
            QCOMPARE(row.troubled(), remedy != Remedy::ComesLater);
            QCOMPARE(row.unreachable(), remedy == Remedy::ComesBack);
            QCOMPARE(cause().has_value(), isFailure(remedy) ? remedy != Remedy::ComesBack : remedy == Remedy::Read);
            if (!cause())
                continue;
            QVERIFY2(cause()->text.contains(QStringLiteral("%1")) && !cause()->sentence.isEmpty() && !cause()->actionText.isEmpty(),
                     qPrintable(name));
            const bool place = remedy == Remedy::SetUp || remedy == Remedy::Access;
            const bool read = remedy == Remedy::Read || remedy == Remedy::Decide;
            QVERIFY2(cause()->action.startsWith(place  ? QStringLiteral("place:")
                                                : read ? QStringLiteral("waiting")
                                                       : QStringLiteral("sync:")),
                     qPrintable(name));
        }
        // A storage that is away is told of when it keeps things waiting for long.
        row.problem = QStringLiteral("remote-slow");
        row.waiting = 1;
        row.since = lived.clock.now() - 25LL * 3'600'000;
        QVERIFY(cause() && cause()->action.startsWith(QStringLiteral("sync:")));
    }

    /** Files that come one by one are no trouble: the line says so calmly, and nobody is asked for help. */
    void comingBitByBit()
    {
        AutoSync::Setup never;
        never.automatic = false;
        Lived lived(never);
        QVERIFY(lived.begin());
        World &world = *lived.world;
        const QString circle = world.circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        const Id id = *Id::fromHex(circle);
        Vault &vault = world.circles.workspace()->vault();
        QVERIFY(setRemoteSettings(vault, id, {RemoteSettings::Kind::Folder, lived.place.filePath(QStringLiteral("shared"))}));
        QVERIFY(world.circles.workspace()->vault().keep(id, ItemKind::Cursor, StatusNote::name(),
                                                        StatusNote{lived.clock.now(), lived.clock.now(), QStringLiteral("changes-waiting"),
                                                                   QStringLiteral("Some shared changes have not come yet.")}
                                                            .encoded()));
        const auto sent = [&] {
            // As if a sync had taken everything away from here.
            Circle &opened = **world.circles.open(id);
            DirectPort port(opened);
            SyncUpdate update;
            for (const Circle::StreamInfo &stream : opened.streams())
                update.sent.append({stream.stream, stream.count});
            return port.keep(update).has_value();
        };
        QVERIFY(sent());
        world.circles.placeSet(id);
        QCOMPARE(world.syncState.phase(), SyncState::Phase::Coming);
        QVERIFY2(world.syncState.sentence().contains(QStringLiteral("not come yet")), qPrintable(world.syncState.sentence()));
        QCOMPARE(world.messages.count(), 0);
        QVERIFY(!world.syncList.data(world.syncList.index(0), SyncList::TroubledRole).toBool());
        QVERIFY(lived.write(QStringLiteral("I like ducks")));
        QCOMPARE(world.syncState.phase(), SyncState::Phase::Waiting);
    }

    /** Pictures wait where they would cost money, and what is saved before them goes; then they go by themselves, or because somebody says so. */
    void picturesWaitForWiFi()
    {
        TestNetwork network(true);
        network.setCosts(true);
        Lived lived(patient(network));
        QVERIFY(lived.begin());
        World &world = *lived.world;
        world.mediaChoice.listen();
        const QString folder = lived.place.filePath(QStringLiteral("shared"));
        QVERIFY(share(lived, folder));
        QVERIFY(world.mediaChoice.tells() && world.mediaChoice.holds());
        QCOMPARE(world.mediaChoice.rule(), QStringLiteral("careful"));

        const QSignalSpy runs(&world.syncRunner, &SyncRunner::finished);
        QVERIFY(lived.write(QStringLiteral("I like trains")));
        QVERIFY(addPicture(lived, QStringLiteral("one.png")));
        const auto media = [&] { return world.syncList.rows().constFirst().media; };
        QTRY_COMPARE_WITH_TIMEOUT(media().toSend, 1, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.waiting(), 1, 20'000);
        QCOMPARE(piecesIn(folder), 0);
        QCOMPARE(world.syncState.phase(), SyncState::Phase::Waiting);
        // It is not tried again and again meanwhile.
        QTest::qWait(100);
        const qsizetype before = runs.size();
        QTest::qWait(400);
        QCOMPARE(runs.size(), before);
        // Asked to send, it still keeps to the choice; with pictures it does not.
        world.syncList.sync(world.currentCircle.circleId());
        QTRY_VERIFY_WITH_TIMEOUT(runs.size() > before && !world.syncRunner.running(), 20'000);
        QCOMPARE(piecesIn(folder), 0);
        world.syncList.syncWithMedia(world.currentCircle.circleId());
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 20'000);
        QCOMPARE(piecesIn(folder), 1);
        QCOMPARE(media().waiting(), 0);

        // Home again, where Wi-Fi is.
        QVERIFY(addPicture(lived, QStringLiteral("two.png")));
        QTRY_COMPARE_WITH_TIMEOUT(media().toSend, 1, 20'000);
        network.setCosts(false);
        QVERIFY(!world.mediaChoice.holds());
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 20'000);
        QCOMPARE(piecesIn(folder), 2);
    }

    /** The choice lies sealed in the vault, and is there again after locking. */
    void theChoiceIsKept()
    {
        TestNetwork network(true);
        network.setCosts(true);
        Lived lived(patient(network));
        QVERIFY(lived.begin());
        World &world = *lived.world;
        world.mediaChoice.setRule(QStringLiteral("always"));
        QVERIFY(world.mediaChoice.problem().isEmpty() && !world.mediaChoice.holds());
        world.session.lock();
        QCOMPARE(world.mediaChoice.rule(), QStringLiteral("careful")); // nothing is known of a locked vault
        world.session.unlock(test::passphrase());
        QTRY_COMPARE_WITH_TIMEOUT(world.session.state(), Session::State::Unlocked, 20'000);
        QCOMPARE(world.mediaChoice.rule(), QStringLiteral("always"));
        QVERIFY(share(lived, lived.place.filePath(QStringLiteral("shared"))));
        QVERIFY(addPicture(lived, QStringLiteral("one.png")));
        QTRY_COMPARE_WITH_TIMEOUT(piecesIn(lived.place.path()), 1, 20'000);
    }

    /** A device that cannot tell sends as ever, unless the person wants to be asked. */
    void aNetworkThatDoesNotTell()
    {
        TestNetwork network(false);
        Lived lived(patient(network));
        QVERIFY(lived.begin());
        MediaChoice &choice = lived.world->mediaChoice;
        QVERIFY(!choice.tells() && !choice.holds());
        QCOMPARE(choice.rule(), QStringLiteral("always"));
        choice.setRule(QStringLiteral("careful"));
        QVERIFY(choice.holds());
    }

    /** Leaving the house while a picture goes over: the run ends, and goes on without it. */
    void theNetworkChangesMeanwhile()
    {
        TestNetwork network(true);
        Lived lived(patient(network));
        QVERIFY(lived.begin());
        World &world = *lived.world;
        world.mediaChoice.listen();
        DavServer server;
        std::atomic<int> pictures = 0;
        server.play([&](const DavRequest &request, bool & /*done*/) -> std::optional<DavAnswer> {
            if (request.verb != "PUT" || !request.target.contains("/b/"))
                return std::nullopt;
            ++pictures;
            return DavAnswer{.silent = true};
        });
        const QString circle = world.circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        QVERIFY(lived.write(QStringLiteral("I like ducks")));
        world.sharedPlace.begin(circle);
        world.sharedPlace.tryStorage(server.address(), {}, {});
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 20'000);
        QVERIFY(addPicture(lived, QStringLiteral("one.png")));
        QTRY_COMPARE_WITH_TIMEOUT(pictures, 1, 20'000);
        const QSignalSpy runs(&world.syncRunner, &SyncRunner::finished);
        network.setCosts(true);
        QTRY_COMPARE_WITH_TIMEOUT(runs.size(), 2, 20'000);
        QVERIFY(!world.syncRunner.running());
        QCOMPARE(pictures, 1);
        QCOMPARE(world.syncState.phase(), SyncState::Phase::Waiting);
        QCOMPARE(world.syncList.rows().constFirst().media.toSend, 1);
    }

    /** However many wait, a few are shown at a time, and one that goes takes no other's place on the screen away. */
    void manyPictures()
    {
        TestNetwork network(true);
        AutoSync::Setup setup = patient(network);
        setup.automatic = false;
        Lived lived(setup);
        QVERIFY(lived.begin());
        World &world = *lived.world;
        const QAbstractItemModelTester tester(&world.mediaList, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QString folder = lived.place.filePath(QStringLiteral("shared"));
        QVERIFY(share(lived, folder));
        constexpr int many = 2 * MediaList::most + 5;
        for (int i = 0; i < many; ++i)
            QVERIFY(addPicture(lived, QStringLiteral("%1.png").arg(i)));
        MediaList &list = world.mediaList;
        list.begin(world.currentCircle.circleId());
        QCOMPARE(list.total(), many);
        QCOMPARE(list.toSend(), many);
        QCOMPARE(list.rowCount(), MediaList::most);
        const auto name = [&](int row) { return list.data(list.index(row), MediaList::NameRole).toString(); };
        QCOMPARE(name(0), QStringLiteral("0.png"));
        list.forward();
        list.forward();
        list.forward();
        QCOMPARE(list.rowCount(), 5);
        QCOMPARE(name(4), QStringLiteral("44.png"));
        list.backward();
        QCOMPARE(list.first(), MediaList::most);
        world.syncState.syncNow();
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 60'000);
        QCOMPARE(list.total(), 0);
        QCOMPARE(list.rowCount(), 0);
        QCOMPARE(list.first(), 0);
        QCOMPARE(piecesIn(folder), many);
    }

    /** Another's picture that did not come for want of Wi-Fi comes when it is asked for, and only that one. */
    void fetchOneNow()
    {
        QTemporaryDir place;
        const auto made = demo::makeDemo(place.filePath(QStringLiteral("demo")));
        QVERIFY(made);
        TestNetwork network(true);
        network.setCosts(true);
        AutoSync::Setup setup = patient(network);
        setup.automatic = false;
        Lived lived(setup, 0, made->people.front().folder);
        lived.clock.set(made->now);
        World &world = *lived.world;
        world.session.unlock(made->passphrase);
        QTRY_COMPARE_WITH_TIMEOUT(world.session.state(), Session::State::Unlocked, 20'000);
        MediaList &list = world.mediaList;
        list.begin(world.currentCircle.circleId());
        QCOMPARE(list.toFetch(), 1);
        QCOMPARE(list.toSend(), 1);
        int row = 0;
        while (row < list.rowCount() && list.data(list.index(row), MediaList::ActionRole).toString().isEmpty())
            ++row;
        QVERIFY(row < list.rowCount());
        QCOMPARE(list.data(list.index(row), MediaList::ActionRole).toString(), QStringLiteral("fetch"));
        QVERIFY(list.data(list.index(row), MediaList::WhoRole).toString().startsWith(QStringLiteral("Dan")));
        QVERIFY(list.data(list.index(row), MediaList::StateRole).toString().contains(QStringLiteral("Wi-Fi")));
        list.fetch(row);
        QTRY_COMPARE_WITH_TIMEOUT(list.toFetch(), 0, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!world.syncRunner.running(), 20'000);
        QCOMPARE(list.toSend(), 1);
        QVERIFY(list.problem().isEmpty());
    }
};

QTEST_MAIN(TestSharing)
#include "tst_sharing.moc"
