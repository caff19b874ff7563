// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/support.h"
#include "sync/folder_remote.h"

#include <QDirIterator>
#include <QFile>

using namespace heard;
using namespace heard::testing;

/** Sync as it should be: joining, converging, and within its budget of requests. */
class TestEngine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void joinsByLettersThroughAFolder();
    void threeDevicesConvergeAndKeepClashes();
    void budgetOfAFirstPushAndABootstrap();
    void budgetOfNothingNewAndOfSmallChanges();
    void longHistoriesGoIntoSegments();
    void onlyMeReachesOnlyMyOwnDevices();
    void providerSeesNothing();
    void oldHeadsGoOnceTheNewOneIsListed();
    void removedMemberReadsNoMore();
    void movedStickGoesOn();
    void twoRemotesInTurn();
    void restoredVaultGoesOnAsAnotherDevice();

private:
    std::unique_ptr<TwoPeople> m_people;
};

void TestEngine::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
}

/** Two devices agree through nothing but a plain folder; a letter lets the second one in. */
void TestEngine::joinsByLettersThroughAFolder()
{
    TwoPeople &w = *m_people;
    QVERIFY(w.fresh());
    QTemporaryDir folder;
    FolderRemote mumRemote(folder.path(), w.atMum->id());
    FolderRemote schoolRemote(folder.path(), w.atMum->id());
    QVERIFY(addMany(*w.atMum, 40, 1));
    w.atSchool = knock(w.mum, *w.atMum, w.school, Role::Senco);
    QVERIFY(w.atSchool);
    QVERIFY(!w.atSchool->isOpen());

    // Before the host has synced there is nothing to find; that is no problem, and one request.
    SyncReport report = syncWith(w.school, *w.atSchool, schoolRemote);
    HEARD_SYNCED(report);
    QCOMPARE(report.requests, 1);
    QVERIFY(!report.joined);

    report = syncWith(w.mum, *w.atMum, mumRemote);
    HEARD_SYNCED(report);
    QCOMPARE(report.pushed, 42);
    QCOMPARE(report.waiting, 0);
    QCOMPARE(w.atMum->overview().waiting, 0);
    QVERIFY(w.atMum->letters()->isEmpty());

    report = syncWith(w.school, *w.atSchool, schoolRemote);
    HEARD_SYNCED(report);
    QVERIFY(report.joined);
    QCOMPARE(report.pulled, 42);
    QVERIFY(w.atSchool->isOpen());
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    QCOMPARE(w.atSchool->records(note::kind).size(), 40);

    QVERIFY(!addNote(*w.atSchool, QStringLiteral("Sam reads with me at ten.")).isNull());
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, schoolRemote));
    report = syncWith(w.mum, *w.atMum, mumRemote);
    HEARD_SYNCED(report);
    QCOMPARE(report.pulled, 1);
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
}

void TestEngine::threeDevicesConvergeAndKeepClashes()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    Someone tablet;
    QVERIFY(tablet.start(QStringLiteral("Ada Okafor"), Role::Parent));
    Circle *atTablet = knock(w.mum, *w.atMum, tablet, Role::Parent, true);
    QVERIFY(atTablet);
    MemoryRemote tabletRemote(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(tablet, *atTablet, tabletRemote));
    QVERIFY(atTablet->isOpen());

    const Id note = addNote(*w.atMum, QStringLiteral("Sam likes buses"));
    const auto all = [&] {
        for (int round = 0; round < 3; ++round) {
            HEARD_SYNCED(w.syncMum());
            HEARD_SYNCED(w.syncSchool());
            HEARD_SYNCED(syncWith(tablet, *atTablet, tabletRemote));
        }
    };
    all();
    QVERIFY(editNote(*w.atMum, note, QStringLiteral("Sam loves red buses")));
    QVERIFY(editNote(*w.atSchool, note, QStringLiteral("Sam likes bus rides")));
    QVERIFY(editNote(*atTablet, note, QStringLiteral("Sam loves red buses"))); // equal to the first: no third version
    all();
    for (Circle *circle : {w.atMum, w.atSchool, atTablet}) {
        QCOMPARE(circle->digest(), w.atMum->digest());
        QCOMPARE(circle->record(note)->fields.value(QStringLiteral("text")).distinct().size(), 2);
        QCOMPARE(circle->overview().clashes, 1);
    }
    QVERIFY(editNote(*w.atSchool, note, QStringLiteral("Sam loves red buses")));
    all();
    for (Circle *circle : {w.atMum, w.atSchool, atTablet})
        QVERIFY(circle->clashing().isEmpty());
    HEARD_NOTHING_WRONG(w.store->violations.join(u' '));
}

void TestEngine::budgetOfAFirstPushAndABootstrap()
{
    TwoPeople &w = *m_people;
    QVERIFY(w.fresh());
    QVERIFY(addMany(*w.atMum, 1'000, 2));
    w.atSchool = knock(w.mum, *w.atMum, w.school, Role::Senco);
    QVERIFY(w.atSchool);
    SyncReport report = w.syncMum();
    HEARD_SYNCED(report);
    QCOMPARE(report.pushed, 1'002);
    qInfo("first push of 1,000 records: %lld requests (one is the letter), %lld bytes up, %.3f s", report.requests, report.bytesUp,
          report.seconds);
    QVERIFY2(report.requests <= 4, told(report).constData());

    report = w.syncSchool();
    HEARD_SYNCED(report);
    qInfo("bootstrap of them: %lld requests, %lld bytes down, %.3f s", report.requests, report.bytesDown, report.seconds);
    QCOMPARE(report.pulled, 1'002);
    QVERIFY2(report.requests <= 12, told(report).constData());
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
}

void TestEngine::budgetOfNothingNewAndOfSmallChanges()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const SyncReport idle = w.syncMum();
    HEARD_SYNCED(idle);
    QCOMPARE(idle.requests, 1);
    QVERIFY2(idle.bytesDown <= 5'000, told(idle).constData());
    for (int round = 0; round < 4; ++round) {
        QVERIFY(addMany(*w.atMum, 10, quint64(round)));
        const SyncReport push = w.syncMum();
        HEARD_SYNCED(push);
        const SyncReport pull = w.syncSchool();
        HEARD_SYNCED(pull);
        if (round == 0) {
            qInfo("10 changes: push %lld requests, %lld bytes up; pull %lld requests, %lld bytes down; nothing new: %lld request, %lld bytes",
                  push.requests, push.bytesUp, pull.requests, pull.bytesDown, idle.requests, idle.bytesDown);
            QCOMPARE(push.requests, 2);
            QCOMPARE(pull.requests, 2);
        }
        // A third one each time the changes have outgrown the head and go into a segment.
        QCOMPARE(push.pushed, 10);
        QVERIFY2(push.requests <= 3, told(push).constData());
        QCOMPARE(pull.pulled, 10);
        QVERIFY2(pull.requests <= 3, told(pull).constData());
    }
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
}

void TestEngine::longHistoriesGoIntoSegments()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    SeededRandom random(5);
    QString dangling;
    w.store->afterChange = [&] {
        const auto reader = DirectPort(*w.atSchool).snapshot();
        if (dangling.isEmpty() && reader)
            dangling = danglingReference(*w.store, *reader);
    };
    for (int round = 0; round < 12; ++round) {
        QVERIFY(addMany(*w.atMum, int(1 + random.below(60)), quint64(round)));
        HEARD_SYNCED(w.syncMum());
        if (round % 3 == 0)
            HEARD_SYNCED(w.syncSchool());
    }
    // A single commit larger than everything around it.
    Change large(*w.atMum, w.atMum->everyone());
    for (int i = 0; i < 3; ++i) {
        QByteArray noise(200'000, Qt::Uninitialized);
        random.fill({reinterpret_cast<unsigned char *>(noise.data()), size_t(noise.size())});
        large.setRaw(large.make(note::kind), QStringLiteral("blob"), QCborValue(noise));
    }
    HEARD_VERIFY(w.atMum->save(large));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncSchool());
    HEARD_NOTHING_WRONG(dangling);
    w.store->afterChange = {};
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    for (auto it = w.store->files.cbegin(); it != w.store->files.cend(); ++it) {
        QVERIFY2(it->bytes.size() <= largestObject, qPrintable(it.key()));
        if (it.key().startsWith(QLatin1String("s/")))
            QCOMPARE(it.key().sliced(2), segmentName(it->bytes));
    }
    // A newcomer gets the same from the start.
    Someone dad;
    QVERIFY(dad.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atDad = knock(w.mum, *w.atMum, dad, Role::Parent);
    QVERIFY(atDad);
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    const SyncReport report = syncWith(dad, *atDad, dadRemote);
    HEARD_SYNCED(report);
    QCOMPARE(atDad->digest(), w.atMum->digest());
    qInfo("bootstrap of %lld changes in %lld segments: %lld requests", report.pulled, qlonglong(w.store->in(QStringLiteral("s")).size()),
          report.requests);
}

/** SR-098: what a person keeps for themselves stays in their own vaults, by sync too; others do not even learn how much there is. */
void TestEngine::onlyMeReachesOnlyMyOwnDevices()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    Someone tablet;
    QVERIFY(tablet.start(QStringLiteral("Ada Okafor"), Role::Parent));
    Circle *atTablet = knock(w.mum, *w.atMum, tablet, Role::Parent, true);
    QVERIFY(atTablet);
    MemoryRemote tabletRemote(*w.store, 3);
    const Id mine = addNote(*w.atMum, QStringLiteral("For my eyes only"), true);
    QVERIFY(!mine.isNull());
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(tablet, *atTablet, tabletRemote));
    QVERIFY(atTablet->record(mine));
    QCOMPARE(atTablet->record(mine)->get(note::text), QStringLiteral("For my eyes only"));

    // School sees that a head is there, once, and finds it is not for school; after that it costs nothing.
    SyncReport report = w.syncSchool();
    HEARD_SYNCED(report);
    QVERIFY(!w.atSchool->record(mine));
    report = w.syncSchool();
    HEARD_SYNCED(report);
    QCOMPARE(report.requests, 1);
    // Nothing of that audience is told in what school can read: not even how much there is.
    const auto reader = DirectPort(*w.atSchool).snapshot();
    HEARD_VERIFY(reader);
    int read = 0;
    for (auto it = w.store->files.cbegin(); it != w.store->files.cend(); ++it) {
        const auto name = it.key().startsWith(QLatin1String("h/")) ? HeadName::parse(QStringView(it.key()).sliced(2)) : std::nullopt;
        const auto opened = name ? openObject(ObjectType::Head, reader->keyring, reader->circle, Head::role(*name), it->bytes)
                                 : Result<OpenedObject>(std::unexpected(Error{}));
        if (!opened)
            continue;
        const auto head = readHead(opened->plain);
        HEARD_VERIFY(head);
        ++read;
        QVERIFY(head->audience == w.atSchool->everyone() || head->audience == w.atSchool->onlyMe());
        QVERIFY(!head->seen.contains(streamOf(w.atMum->device(), w.atMum->onlyMe())));
    }
    QVERIFY(read > 0);
    // And back: from the tablet to the phone.
    QVERIFY(editNote(*atTablet, mine, QStringLiteral("For my eyes only, twice")));
    HEARD_SYNCED(syncWith(tablet, *atTablet, tabletRemote));
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(w.atMum->record(mine)->get(note::text), QStringLiteral("For my eyes only, twice"));
}

/** No word that is kept, no name and no number of the circle occurs in what the storage sees; sizes are padded. */
void TestEngine::providerSeesNothing()
{
    TwoPeople &w = *m_people;
    QVERIFY(w.fresh());
    QTemporaryDir folder;
    FolderRemote mumRemote(folder.path(), w.atMum->id());
    FolderRemote schoolRemote(folder.path(), w.atMum->id());
    const QList<QByteArray> canaries{"CANARYword",
                                     "Ada Okafor",
                                     "Mr Lee",
                                     "test-note",
                                     "everyone",
                                     w.atMum->id().toBytes(),
                                     w.atMum->device().toBytes(),
                                     w.atMum->everyone().toBytes(),
                                     w.atMum->id().toHex().toLatin1()};
    w.atSchool = knock(w.mum, *w.atMum, w.school, Role::Senco);
    QVERIFY(w.atSchool);
    for (int i = 0; i < 200; ++i) {
        QVERIFY(!addNote(*w.atMum, QStringLiteral("CANARYword about Sam %1").arg(i), i % 4 == 0).isNull());
        if (i % 60 == 0)
            HEARD_SYNCED(syncWith(w.mum, *w.atMum, mumRemote));
    }
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mumRemote));
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, schoolRemote));
    QVERIFY(!addNote(*w.atSchool, QStringLiteral("CANARYword from school")).isNull());
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, schoolRemote));
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mumRemote));
    int files = 0;
    QDirIterator it(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        ++files;
        for (const QByteArray &canary : canaries) {
            QVERIFY2(!bytes.contains(canary), canary.constData());
            QVERIFY(!it.filePath().sliced(folder.path().size()).toUtf8().contains(canary));
        }
        if (!it.filePath().contains(QLatin1String("/m/"))) {
            const qsizetype padded = bytes.size() - objectHeaderSize - 16 - nonceSize - tagSize;
            QCOMPARE(padded, padmeSize(padded));
        }
    }
    QVERIFY2(files >= 6, qPrintable(QString::number(files)));
}

void TestEngine::oldHeadsGoOnceTheNewOneIsListed()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 1, 1));
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(w.headsOfMum().size(), 2); // the new one was not seen listed yet
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(w.headsOfMum().size(), 1);
    QCOMPARE(w.syncMum().requests, 1);
    // One who only ever sends does not leave a trail behind for ever.
    for (int i = 0; i < 30; ++i) {
        QVERIFY(addMany(*w.atMum, 1, quint64(i)));
        HEARD_SYNCED(w.syncMum());
        // … but the one that was listed stays until a newer was: the new one could still get lost on its way.
        QVERIFY(w.headsOfMum().size() >= 2 && w.headsOfMum().size() <= 7);
    }
    HEARD_NOTHING_WRONG(w.store->violations.join(u' '));
}

void TestEngine::removedMemberReadsNoMore()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    Someone dad;
    QVERIFY(dad.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atDad = knock(w.mum, *w.atMum, dad, Role::Parent);
    QVERIFY(atDad);
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));

    HEARD_VERIFY(w.atMum->removeMember(w.atSchool->me()));
    const Id after = addNote(*w.atMum, QStringLiteral("written after the removal"));
    HEARD_SYNCED(w.syncMum());
    const SyncReport cutOff = w.syncSchool();
    QCOMPARE(problemNames(cutOff), QStringList{QStringLiteral("no-key")});
    QVERIFY(!w.atSchool->record(after));
    // Dad gets the new key by letter, in the same run as what it opens.
    const SyncReport report = syncWith(dad, *atDad, dadRemote);
    HEARD_SYNCED(report);
    QVERIFY(atDad->record(after));
    QCOMPARE(atDad->digest(), w.atMum->digest());
    // What he writes with it mum reads.
    QVERIFY(!addNote(*atDad, QStringLiteral("from dad, with the new key")).isNull());
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(atDad->digest(), w.atMum->digest());
    // What the removed one writes meanwhile comes, is kept, and is shown by none.
    QVERIFY(!addNote(*w.atSchool, QStringLiteral("late")).isNull());
    (void)w.syncSchool();
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    QCOMPARE(atDad->digest(), w.atMum->digest());
    QVERIFY(!w.atMum->setAside().isEmpty());
}

/** A stick is mounted under another path: what lies on it is taken up, nothing is sent twice. */
void TestEngine::movedStickGoesOn()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 150, 1));
    HEARD_NOTHING_WRONG(w.settle());
    const qsizetype segments = w.store->in(QStringLiteral("s")).size();
    w.store->identity = "elsewhere";
    SyncReport report = w.syncMum();
    HEARD_SYNCED(report);
    QCOMPARE(report.bytesUp, 0);
    QCOMPARE(report.waiting, 0);
    HEARD_SYNCED(w.syncSchool());
    QVERIFY(addMany(*w.atMum, 2, 2));
    HEARD_NOTHING_WRONG(w.settle());
    QCOMPARE(w.store->in(QStringLiteral("s")).size(), segments);
}

/** One circle over two storages in turn, say a stick and the school's folder: each gets all, neither is taken for the other. */
void TestEngine::twoRemotesInTurn()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    MemoryStore second;
    second.identity = "the other one";
    MemoryRemote mumSecond(second, 1);
    MemoryRemote schoolSecond(second, 2);
    for (int round = 0; round < 3; ++round) {
        QVERIFY(addMany(*w.atMum, 3, quint64(round)));
        HEARD_SYNCED(syncWith(w.mum, *w.atMum, mumSecond));
        HEARD_SYNCED(w.syncMum());
        QVERIFY(addMany(*w.atSchool, 2, quint64(round)));
        HEARD_SYNCED(syncWith(w.school, *w.atSchool, schoolSecond));
        HEARD_SYNCED(w.syncSchool());
    }
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mumSecond));
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, schoolSecond));
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_NOTHING_WRONG(second.violations.join(u' '));
}

void TestEngine::restoredVaultGoesOnAsAnotherDevice()
{
    Someone mum;
    Someone again;
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(mum.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atDad = knock(w.mum, *w.atMum, mum, Role::Parent);
    QVERIFY(atDad);
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(mum, *atDad, dadRemote));
    QVERIFY(!addNote(*atDad, QStringLiteral("sent before the backup")).isNull());
    HEARD_SYNCED(syncWith(mum, *atDad, dadRemote));
    QVERIFY(!addNote(*atDad, QStringLiteral("only in the backup")).isNull());
    const QString backup = mum.folder.filePath(QStringLiteral("backup.heard"));
    HEARD_VERIFY(mum.workspace->vault().backup(backup));
    // The phone is lost with what it wrote since; the backup comes back on another.
    HEARD_VERIFY(Vault::restore(backup, secret("paper lantern quiet river"), again.path(), again.around()));
    QVERIFY(again.reopen());
    const auto restored = again.workspace->circle(w.atMum->id());
    HEARD_VERIFY(restored);
    QVERIFY((*restored)->device() != atDad->device());
    MemoryRemote againRemote(*w.store, 4);
    QCOMPARE(syncWith(again, **restored, againRemote, {.dryRun = true}).waiting, 2); // that one, and its own introduction
    HEARD_SYNCED(syncWith(again, **restored, againRemote));
    QVERIFY(!addNote(**restored, QStringLiteral("from the new phone")).isNull());
    HEARD_SYNCED(syncWith(again, **restored, againRemote));
    HEARD_NOTHING_WRONG(w.settle());
    QCOMPARE((*restored)->digest(), w.atMum->digest());
    QCOMPARE(w.atMum->records(note::kind).size(), 3);
    QCOMPARE((*restored)->overview().waiting, 0);
    QCOMPARE(syncWith(again, **restored, againRemote).waiting, 0);
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
