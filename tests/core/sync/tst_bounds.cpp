// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/support.h"

using namespace heard;
using namespace heard::testing;

namespace {

constexpr qint64 hour = 3'600'000;

} // namespace

/** How much memory and how many requests a sync may take, whatever lies in the folder. */
class TestBounds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatComesIsKeptALittleAtATime();
    void aSnapshotThatFindsNoRoomIsNotTriedAgainTheSameDay();
    void whatIsHeldBackCostsNothingWhileNothingComes();
    void aHeadThatRotsIsNotAStrangers();
    void anUnreadableHeadOfSomebodyRemovedCostsNothing();

private:
    [[nodiscard]] Circle *dadJoins();
    [[nodiscard]] SyncReport syncDad() { return syncWith(*m_dad, *m_atDad, *m_dadRemote); }
    void sleep(qint64 time);
    /** So many changes of three quarters of a megabyte each. */
    [[nodiscard]] bool addLong(Circle &circle, int count);

    std::unique_ptr<TwoPeople> m_people;
    std::unique_ptr<Quick> m_dad;
    Circle *m_atDad = nullptr;
    std::unique_ptr<MemoryRemote> m_dadRemote;
    quint64 m_seed = 1;
};

void TestBounds::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
    m_dad = std::make_unique<Quick>();
    QVERIFY(m_dad->start(QStringLiteral("Ben"), Role::Parent));
}

Circle *TestBounds::dadJoins()
{
    TwoPeople &w = *m_people;
    if (const QString wrong = w.joined(); !wrong.isEmpty())
        return nullptr;
    m_dad->clock.set(w.mum.clock.now());
    m_atDad = knock(w.mum, *w.atMum, *m_dad, Role::Parent);
    m_dadRemote = std::make_unique<MemoryRemote>(*w.store, 3);
    return m_atDad && w.syncMum().ok() && syncDad().ok() ? m_atDad : nullptr;
}

void TestBounds::sleep(qint64 time)
{
    for (SetClock *clock : {&m_people->mum.clock, &m_people->school.clock, &m_dad->clock})
        clock->set(clock->now() + time);
}

bool TestBounds::addLong(Circle &circle, int count)
{
    for (int i = 0; i < count; ++i) {
        Change change(circle, circle.everyone());
        const Id id = change.make(note::kind);
        for (const QString &field : {QStringLiteral("text"), QStringLiteral("place"), QStringLiteral("more")})
            change.setRaw(id, field, QCborValue(QString::number(++m_seed) + QString(250'000, u'y')));
        if (!circle.save(change))
            return false;
    }
    return true;
}

/** Far more than a small phone has room for, from two people, one of whom is introduced by the other: bytes are counted, not time. */
void TestBounds::whatComesIsKeptALittleAtATime()
{
    TwoPeople &w = *m_people;
    QVERIFY(dadJoins());
    QVERIFY(addLong(*w.atMum, 32) && addLong(*m_atDad, 24));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncDad());
    HEARD_SYNCED(w.syncMum());

    KillSwitch never;
    KillPort port(*w.atSchool, never);
    qsizetype most = 0;
    qsizetype total = 0;
    port.onReceive = [&](const QList<SignedCommit> &commits) {
        qsizetype bytes = 0;
        for (const SignedCommit &commit : commits)
            bytes += commit.bytes.size();
        most = std::max(most, bytes);
        total += bytes;
    };
    const Cancel cancel;
    const SyncReport report = syncOnce(port, *w.schoolRemote, w.school.clock, w.school.random, cancel);
    HEARD_SYNCED(report);
    QVERIFY2(total > 40'000'000 && most < 25'000'000, qPrintable(QStringLiteral("%1 of %2").arg(most).arg(total)));
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    // Sending takes no more: what is asked of the vault at once is bounded as well.
    DirectPort mums(*w.atMum);
    const auto some = mums.commitsOf(streamOf(w.atMum->device(), w.atMum->everyone()), 0, 5'000);
    HEARD_VERIFY(some);
    QVERIFY(!some->isEmpty() && some->size() <= 64);
}

/** A storage that has room for some of a snapshot and not for all of it: it is told once, tidied up, and left alone for a day. */
void TestBounds::aSnapshotThatFindsNoRoomIsNotTriedAgainTheSameDay()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    w.mumRemote->largest = 30'000;
    w.schoolRemote->largest = 30'000;
    for (int i = 0; i < 34; ++i) {
        QVERIFY(addMany(*w.atMum, 60, ++m_seed));
        HEARD_SYNCED(w.syncMum());
    }
    const qsizetype before = w.store->in(QStringLiteral("s")).size();
    int room = 12; // some are refused as too large at first
    w.mumRemote->fault = [&](const QString &what) {
        return what.startsWith(QLatin1String("put s/")) && --room < 0 ? Fault::Full : Fault::None;
    };
    QCOMPARE(problemNames(w.syncMum()), QStringList{QStringLiteral("remote-full")});
    QVERIFY(w.store->in(QStringLiteral("s")).size() > before); // so it had begun
    w.mumRemote->log.clear();
    for (int i = 0; i < 3; ++i)
        HEARD_SYNCED(w.syncMum());
    QCOMPARE(w.mumRemote->log.filter(QStringLiteral("put ")), QStringList());
    QCOMPARE(w.store->in(QStringLiteral("s")).size(), before);
    QCOMPARE(w.syncMum().requests, 1);
    // What people write goes on its way all the same.
    QVERIFY(addMany(*w.atMum, 1, ++m_seed));
    QCOMPARE(w.syncMum().pushed, 1);
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(w.syncMum().requests, 1);
    sleep(25 * hour);
    w.mumRemote->fault = {};
    w.mumRemote->log.clear();
    HEARD_SYNCED(w.syncMum());
    QVERIFY(w.mumRemote->log.filter(QStringLiteral("put s/")).size() > 3);
}

/** Dad's change follows one of mum's that does not come, and his snapshot has nothing for it: that is found out once. */
void TestBounds::whatIsHeldBackCostsNothingWhileNothingComes()
{
    TwoPeople &w = *m_people;
    QVERIFY(dadJoins());
    for (int i = 0; i < 34; ++i) {
        QVERIFY(addMany(*w.atMum, 60, ++m_seed));
        HEARD_SYNCED(w.syncMum());
    }
    QVERIFY(addMany(*m_atDad, 1, ++m_seed));
    for (int i = 0; i < 3; ++i)
        HEARD_SYNCED(syncDad());
    QVERIFY(m_dadRemote->log.filter(QStringLiteral("put s/")).size() > 0); // a snapshot
    HEARD_NOTHING_WRONG(w.settle());
    const QString shown = QStringLiteral("h/") + w.headsOfMum().constLast();
    const auto old = w.store->files.value(shown);
    QVERIFY(addMany(*w.atMum, 1, ++m_seed));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncDad());
    QVERIFY(addMany(*m_atDad, 1, ++m_seed));
    HEARD_SYNCED(syncDad());
    const QString hidden = QStringLiteral("h/") + w.headsOfMum().constLast();
    w.store->files.insert(shown, old);
    w.schoolRemote->hides = [&](const QString &path) { return path == hidden; };
    (void)w.syncSchool();
    QCOMPARE(w.atSchool->heldBack(), 1);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(w.syncSchool().requests, 1);
    // Once a day it is looked at again, and once it comes all is well.
    sleep(25 * hour);
    QVERIFY(w.syncSchool().requests > 1);
    w.store->files.remove(shown);
    w.schoolRemote->hides = {};
    HEARD_NOTHING_WRONG(w.settle());
    QCOMPARE(w.syncSchool().requests, 1);
}

/** A bit that flips where a head lies, or on its way: nothing changes here, and a good one is read as soon as it comes. */
void TestBounds::aHeadThatRotsIsNotAStrangers()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atSchool, 1, ++m_seed));
    HEARD_NOTHING_WRONG(w.settle());
    for (const bool inCommitment : {true, false}) {
        const QByteArray digest = w.atSchool->digest();
        QVERIFY(addMany(*w.atMum, 1, ++m_seed));
        HEARD_SYNCED(w.syncMum());
        HEARD_SYNCED(w.syncMum());
        const QString path = QStringLiteral("h/") + w.headsOfMum().constLast();
        const QByteArray good = w.store->files.value(path).bytes;
        QByteArray &there = w.store->files[path].bytes;
        there[objectHeaderSize + (inCommitment ? 3 : 20)] = char(there.at(objectHeaderSize + (inCommitment ? 3 : 20)) ^ 4);
        for (int i = 0; i < 3; ++i) {
            // In the commitment it can be told from another's key; in the nonce nobody could tell.
            QCOMPARE(problemNames(w.syncSchool()), QStringList{inCommitment ? QStringLiteral("object-damaged") : QStringLiteral("no-key")});
            QCOMPARE(w.atSchool->digest(), digest);
        }
        if (inCommitment)
            w.store->files[path].bytes = good; // it was on its way that the bit flipped
        else
            QVERIFY(addMany(*w.atMum, 1, ++m_seed)); // the next one takes its place
        HEARD_NOTHING_WRONG(w.settle());
        QCOMPARE(w.syncSchool().requests, 1);
    }
}

/** Somebody who was removed goes on putting files under their name, or their last one is half a file: that is nobody's work for ever. */
void TestBounds::anUnreadableHeadOfSomebodyRemovedCostsNothing()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atSchool, 1, ++m_seed));
    HEARD_NOTHING_WRONG(w.settle());
    const QString tag = streamTag(*w.atMum->nameKey(), streamOf(w.atSchool->device(), w.atSchool->everyone()));
    const HeadName last = *HeadName::parse(w.store->in(QStringLiteral("h")).filter(tag).constLast());
    const QByteArray good = w.store->files.value(last.path()).bytes;
    HEARD_VERIFY(w.atMum->removeMember(w.atSchool->me()));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncMum());
    const SecretBytes strange = SecretBytes::random(keySize, w.school.random);
    const HeadName closed{tag, last.seq + 1};
    const QList<QByteArray> unreadable{sealObject(ObjectType::Head, strange, w.atMum->id(), Head::role(closed), QByteArray(500, 'x'),
                                                  w.school.random),
                                       good.first(400)};
    for (qsizetype i = 0; i < unreadable.size(); ++i) {
        w.store->put(HeadName{tag, last.seq + 1 + quint32(i)}.path(), unreadable.at(i), 2);
        (void)w.syncMum();
        for (int again = 0; again < 3; ++again) {
            const SyncReport report = w.syncMum();
            HEARD_SYNCED(report);
            QCOMPARE(report.requests, 1);
        }
    }
    // It is looked at again now and then: what was written before the removal may have come garbled.
    sleep(25 * hour);
    QVERIFY(w.syncMum().requests > 1);
    QCOMPARE(w.syncMum().requests, 1);
}

QTEST_GUILESS_MAIN(TestBounds)
#include "tst_bounds.moc"
