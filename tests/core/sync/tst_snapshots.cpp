// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/support.h"

using namespace heard;
using namespace heard::testing;

namespace {

constexpr qint64 day = 86'400'000;

/** Enough for a segment of its own, in few changes. */
bool addSegment(Circle &circle)
{
    for (int i = 0; i < 6; ++i) {
        if (addNote(circle, QStringLiteral("Sam tells of the day at the sea. ").repeated(100)).isNull())
            return false;
    }
    return true;
}

} // namespace

/** Snapshots, collection and healing: a new device needs few requests, nothing live is ever missing, and nothing is kept for ever. */
class TestSnapshots : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void invariant11_aSnapshotAndItsTailAreTheWholeLog();
    void aSnapshotIsMadeOnceAndOnlyWhenItPays();
    void invariant12_nothingIsCollectedBeforeAllHaveIt();
    void invariant12_aDeviceThatWasAwayLosesNothing();
    void silentDevicesHoldNothingUp();
    void twoSnapshotsAreHarmless();
    void collectedSegmentsSurviveALostSnapshot();
    void whatVanishedOfAnotherIsHealed();
    void removedDevicesAreClearedByAnOwner();
    void wrongClocksCollectNothingEarly();
    void smallerObjectsForAStorageThatTakesNoLargeOnes();

private:
    /** Mum and school joined, and @p rounds times enough written by mum for a segment of its own. */
    [[nodiscard]] QString grown(int rounds = 9, bool settled = true);
    /** Syncs both once a day for so many days; what is wrong then, or nothing. */
    [[nodiscard]] QString pass(int days);
    [[nodiscard]] std::optional<Head> headOf(Circle &circle) const;
    [[nodiscard]] Circle *newcomer(Someone &who, MemoryRemote &remote, SyncReport &report);

    std::unique_ptr<TwoPeople> m_people;
    qint64 m_start = 0;
    quint64 m_seed = 1;
};

void TestSnapshots::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
    m_start = m_people->mum.clock.now();
}

void TestSnapshots::init()
{
    m_people->mum.clock.set(m_start);
    m_people->school.clock.set(m_start);
}

QString TestSnapshots::grown(int rounds, bool settled)
{
    TwoPeople &w = *m_people;
    if (const QString wrong = w.joined(); !wrong.isEmpty())
        return wrong;
    // A head of its own, so that it is known to be active; what comes now it will have, and not have said so.
    if (!addMany(*w.atSchool, 1, ++m_seed) || !w.syncSchool().ok())
        return QStringLiteral("not saved");
    w.store->afterChange = [&w, this] {
        const auto reader = DirectPort(*w.atMum).snapshot();
        const QString dangling = reader ? danglingReference(*w.store, *reader) : QStringLiteral("unreadable");
        if (!dangling.isEmpty())
            w.store->violations.append(dangling);
    };
    for (int i = 0; i < rounds; ++i) {
        if (!addSegment(*w.atMum))
            return QStringLiteral("not saved");
        const SyncReport report = w.syncMum();
        if (!report.ok())
            return QString::fromUtf8(told(report));
    }
    return settled ? w.settle() : QString();
}

QString TestSnapshots::pass(int days)
{
    TwoPeople &w = *m_people;
    for (int i = 0; i < days; ++i) {
        w.mum.clock.set(w.mum.clock.now() + day);
        w.school.clock.set(w.school.clock.now() + day);
        for (const SyncReport &report : {w.syncMum(), w.syncSchool()}) {
            if (!report.ok())
                return QString::fromUtf8(told(report));
        }
        if (!w.store->violations.isEmpty())
            return w.store->violations.join(u' ');
    }
    return {};
}

/** The newest head of this circle's own device in "everyone here", as it lies in the store. */
std::optional<Head> TestSnapshots::headOf(Circle &circle) const
{
    const auto reader = DirectPort(circle).snapshot();
    const QString tag = streamTag(reader->nameKey, streamOf(circle.device(), circle.everyone()));
    const QStringList names = m_people->store->in(QStringLiteral("h")).filter(tag);
    if (names.isEmpty())
        return std::nullopt;
    const HeadName name = *HeadName::parse(names.constLast());
    const auto opened =
        openObject(ObjectType::Head, reader->keyring, reader->circle, Head::role(name), m_people->store->files.value(name.path()).bytes);
    const auto head = opened ? readHead(opened->plain) : Result<Head>(std::unexpected(opened.error()));
    return head ? std::optional(*head) : std::nullopt;
}

Circle *TestSnapshots::newcomer(Someone &who, MemoryRemote &remote, SyncReport &report)
{
    TwoPeople &w = *m_people;
    who.clock.set(w.mum.clock.now());
    if (!who.start(QStringLiteral("Ben"), Role::Parent))
        return nullptr;
    Circle *circle = knock(w.mum, *w.atMum, who, Role::Parent);
    if (!circle || !w.syncMum().ok())
        return nullptr;
    report = syncWith(who, *circle, remote);
    return circle;
}

void TestSnapshots::invariant11_aSnapshotAndItsTailAreTheWholeLog()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown(7));
    Someone before;
    MemoryRemote beforeRemote(*w.store, 3);
    SyncReport slow;
    Circle *atBefore = newcomer(before, beforeRemote, slow);
    HEARD_SYNCED(slow);
    QVERIFY(!headOf(*w.atMum)->snapshot && !headOf(*w.atSchool)->snapshot);

    for (int i = 0; i < 3; ++i) {
        QVERIFY(addSegment(*w.atMum));
        HEARD_SYNCED(w.syncMum());
    }
    HEARD_NOTHING_WRONG(pass(8));
    QVERIFY(headOf(*w.atMum)->snapshot || headOf(*w.atSchool)->snapshot);
    // And some more after it.
    QVERIFY(addSegment(*w.atMum));
    QVERIFY(addMany(*w.atSchool, 5, ++m_seed));
    HEARD_NOTHING_WRONG(w.settle());

    Someone after;
    MemoryRemote afterRemote(*w.store, 4);
    SyncReport quick;
    Circle *atAfter = newcomer(after, afterRemote, quick);
    HEARD_SYNCED(quick);
    HEARD_SYNCED(syncWith(before, *atBefore, beforeRemote));
    QCOMPARE(atAfter->digest(), w.atMum->digest());
    QCOMPARE(atAfter->digest(), atBefore->digest());
    QVERIFY2(quick.requests < slow.requests, qPrintable(QStringLiteral("%1 and %2").arg(quick.requests).arg(slow.requests)));
    // The very same commits, each with its author's signature.
    const auto check = atAfter->check();
    HEARD_VERIFY(check);
    QCOMPARE(check->damaged, QStringList());
    QCOMPARE(check->commits, w.atMum->check()->commits);
    qInfo("a new device: %lld requests with a snapshot, %lld without", quick.requests, slow.requests);
}

void TestSnapshots::aSnapshotIsMadeOnceAndOnlyWhenItPays()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown(3));
    HEARD_NOTHING_WRONG(pass(6));
    QVERIFY(!headOf(*w.atMum)->snapshot && !headOf(*w.atSchool)->snapshot);
    HEARD_NOTHING_WRONG(grown());
    HEARD_NOTHING_WRONG(pass(6));
    QVERIFY(bool(headOf(*w.atMum)->snapshot) != bool(headOf(*w.atSchool)->snapshot));
    const auto made = std::pair(headOf(*w.atMum)->snapshot, headOf(*w.atSchool)->snapshot);
    HEARD_NOTHING_WRONG(pass(6));
    QCOMPARE(std::pair(headOf(*w.atMum)->snapshot, headOf(*w.atSchool)->snapshot), made);
    // Then an idle sync is one request again.
    QCOMPARE(w.syncMum().requests, 1);
    QCOMPARE(w.syncSchool().requests, 1);
}

void TestSnapshots::invariant12_nothingIsCollectedBeforeAllHaveIt()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown(9, false));
    // Mum makes the snapshot, on the day it is her turn: were it school's, that would say that school has all of it.
    for (int i = 0; i < 60 && !headOf(*w.atMum)->snapshot; ++i) {
        w.mum.clock.set(w.mum.clock.now() + day);
        HEARD_SYNCED(w.syncMum());
    }
    w.school.clock.set(w.mum.clock.now());
    QVERIFY(headOf(*w.atMum)->snapshot);
    const qsizetype before = headOf(*w.atMum)->segments.size();
    QVERIFY(before >= 9);
    HEARD_NOTHING_WRONG(pass(20));
    QCOMPARE(headOf(*w.atMum)->segments.size(), before); // not old enough
    HEARD_NOTHING_WRONG(pass(12));
    // Old enough; but school has not yet said that it has them: what it last said was before they came.
    QCOMPARE(headOf(*w.atMum)->segments.size(), before);
    QVERIFY(addMany(*w.atSchool, 1, ++m_seed));
    HEARD_NOTHING_WRONG(pass(5));
    QCOMPARE(headOf(*w.atMum)->segments.size(), 1);
    QVERIFY(w.store->in(QStringLiteral("s")).size() <= 3);
    QCOMPARE(w.atMum->digest(), w.atSchool->digest());
    Someone dad;
    MemoryRemote dadRemote(*w.store, 3);
    SyncReport report;
    Circle *atDad = newcomer(dad, dadRemote, report);
    HEARD_SYNCED(report);
    QCOMPARE(atDad->digest(), w.atMum->digest());
    QCOMPARE(atDad->check()->damaged, QStringList());
}

void TestSnapshots::invariant12_aDeviceThatWasAwayLosesNothing()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown(1));
    Someone dad;
    MemoryRemote dadRemote(*w.store, 3);
    SyncReport report;
    Circle *atDad = newcomer(dad, dadRemote, report);
    HEARD_SYNCED(report);
    QVERIFY(addMany(*atDad, 1, ++m_seed));
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    // Dad's tablet goes into a drawer with words on it that were never sent.
    QVERIFY(addMany(*atDad, 30, ++m_seed));
    const Id kept = addNote(*atDad, QStringLiteral("Sam told me this in the garden"));
    for (int i = 0; i < 9; ++i) {
        QVERIFY(addSegment(*w.atMum));
        HEARD_SYNCED(w.syncMum());
    }
    HEARD_NOTHING_WRONG(w.settle());
    QVERIFY(addMany(*w.atSchool, 1, ++m_seed));
    HEARD_NOTHING_WRONG(pass(60));
    QVERIFY(headOf(*w.atMum)->segments.size() > 5); // dad may still come
    HEARD_NOTHING_WRONG(pass(70));
    QCOMPARE(headOf(*w.atMum)->segments.size(), 1); // he is away for too long

    dad.clock.set(w.mum.clock.now());
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    QCOMPARE(atDad->digest(), w.atMum->digest());
    QVERIFY(w.atMum->record(kept));
    QCOMPARE(w.atMum->record(kept)->get(note::text), QStringLiteral("Sam told me this in the garden"));
    QCOMPARE(atDad->check()->damaged, QStringList());
}

void TestSnapshots::silentDevicesHoldNothingUp()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown(9, false));
    // School never says anything again.
    for (int i = 0; i < 89; ++i) {
        w.mum.clock.set(w.mum.clock.now() + day);
        HEARD_SYNCED(w.syncMum());
    }
    QVERIFY(headOf(*w.atMum)->segments.size() > 5);
    for (int i = 0; i < 4; ++i) {
        w.mum.clock.set(w.mum.clock.now() + day);
        HEARD_SYNCED(w.syncMum());
    }
    QCOMPARE(headOf(*w.atMum)->segments.size(), 1);
    HEARD_NOTHING_WRONG(w.settle());
}

void TestSnapshots::twoSnapshotsAreHarmless()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown(34)); // so many that nobody waits for another
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncSchool());
    HEARD_NOTHING_WRONG(w.settle());
    Someone dad;
    MemoryRemote dadRemote(*w.store, 3);
    SyncReport report;
    Circle *atDad = newcomer(dad, dadRemote, report);
    HEARD_SYNCED(report);
    QVERIFY2(report.requests <= 12, told(report).constData());
    QCOMPARE(atDad->digest(), w.atMum->digest());
}

void TestSnapshots::collectedSegmentsSurviveALostSnapshot()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown());
    QVERIFY(addMany(*w.atSchool, 1, ++m_seed));
    HEARD_NOTHING_WRONG(pass(45));
    QCOMPARE(headOf(*w.atMum)->segments.size(), 1);
    // The storage loses every part of it.
    for (Circle *circle : {w.atMum, w.atSchool}) {
        const auto head = headOf(*circle);
        for (const SegmentRef &part : head->snapshot ? head->snapshot->parts : QList<SegmentRef>())
            w.store->files.remove(part.path());
    }
    w.store->afterChange = {};
    HEARD_NOTHING_WRONG(pass(10));
    Someone dad;
    MemoryRemote dadRemote(*w.store, 3);
    SyncReport report;
    Circle *atDad = newcomer(dad, dadRemote, report);
    HEARD_SYNCED(report);
    QCOMPARE(atDad->digest(), w.atMum->digest());
}

void TestSnapshots::whatVanishedOfAnotherIsHealed()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown(2));
    HEARD_NOTHING_WRONG(pass(1));
    w.store->afterChange = {};
    const QStringList segments = w.store->in(QStringLiteral("s"));
    w.store->files.remove(QStringLiteral("s/") + segments.constFirst());
    // Mum's device is gone for good; school's has all of it.
    for (int i = 0; i < 9; ++i) {
        w.school.clock.set(w.school.clock.now() + day);
        HEARD_SYNCED(w.syncSchool());
    }
    QVERIFY(headOf(*w.atSchool)->snapshot);
    const auto once = headOf(*w.atSchool)->snapshot;
    for (int i = 0; i < 20; ++i) {
        w.school.clock.set(w.school.clock.now() + day);
        HEARD_SYNCED(w.syncSchool());
    }
    QCOMPARE(headOf(*w.atSchool)->snapshot, once);
    w.mum.clock.set(w.school.clock.now());
    Someone dad;
    dad.clock.set(w.mum.clock.now());
    QVERIFY(dad.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atDad = knock(w.mum, *w.atMum, dad, Role::Parent);
    HEARD_SYNCED(w.syncMum());
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    QCOMPARE(atDad->digest(), w.atMum->digest());
}

void TestSnapshots::removedDevicesAreClearedByAnOwner()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown(1));
    for (int i = 0; i < 9; ++i) {
        QVERIFY(addSegment(*w.atSchool));
        HEARD_SYNCED(w.syncSchool());
    }
    HEARD_NOTHING_WRONG(w.settle());
    const Id schoolDevice = w.atSchool->device();
    const QString tag = streamTag(*w.atMum->nameKey(), streamOf(schoolDevice, w.atMum->everyone()));
    HEARD_VERIFY(w.atMum->removeMember(w.atMum->device(schoolDevice)->member));
    w.store->violations.clear();
    int kept = 0;
    for (int i = 0; i < 80; ++i) {
        w.mum.clock.set(w.mum.clock.now() + day);
        HEARD_SYNCED(w.syncMum());
        kept += w.store->in(QStringLiteral("h")).filter(tag).isEmpty() ? 0 : 1;
    }
    QVERIFY2(kept >= 29 && kept < 60, qPrintable(QString::number(kept)));
    QVERIFY2(!w.store->violations.isEmpty() && w.store->violations.filter(QStringLiteral("names")).isEmpty(),
             qPrintable(w.store->violations.join(u' ')));
    Someone dad;
    MemoryRemote dadRemote(*w.store, 3);
    SyncReport report;
    Circle *atDad = newcomer(dad, dadRemote, report);
    HEARD_SYNCED(report);
    QCOMPARE(atDad->digest(), w.atMum->digest());
}

/** A clock that is years ahead, here or there, makes nothing go sooner; one that is years behind only keeps it longer. */
void TestSnapshots::wrongClocksCollectNothingEarly()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(grown());
    QVERIFY(addMany(*w.atSchool, 1, ++m_seed));
    HEARD_NOTHING_WRONG(pass(8));
    const qsizetype before = headOf(*w.atMum)->segments.size();
    w.mumRemote->timeThereNow = w.mum.clock.now() + 3650 * day;
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(headOf(*w.atMum)->segments.size(), before);
    w.mumRemote->timeThereNow = w.mum.clock.now() + day;
    w.mum.clock.set(w.mum.clock.now() + 3650 * day);
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(headOf(*w.atMum)->segments.size(), before);
}

void TestSnapshots::smallerObjectsForAStorageThatTakesNoLargeOnes()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    w.mumRemote->largest = 30'000;
    QVERIFY(addMany(*w.atMum, 700, ++m_seed));
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(w.atMum->overview().waiting, 0);
    for (const MemoryStore::File &file : std::as_const(w.store->files))
        QVERIFY(file.bytes.size() <= 30'000);
    HEARD_SYNCED(w.syncSchool());
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    // It is remembered: nothing is refused a second time.
    QVERIFY(addMany(*w.atMum, 700, ++m_seed));
    w.mumRemote->log.clear();
    const qsizetype objects = w.store->files.size();
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(w.mumRemote->log.filter(QStringLiteral("put ")).size(), w.store->files.size() - objects);
}

QTEST_GUILESS_MAIN(TestSnapshots)
#include "tst_snapshots.moc"
