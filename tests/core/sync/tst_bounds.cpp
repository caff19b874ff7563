// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/support.h"

using namespace heard;
using namespace heard::testing;

/** How much memory and how many requests a sync may take, whatever lies in the folder. */
class TestBounds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatComesIsKeptALittleAtATime();

private:
    /** So many changes of three quarters of a megabyte each. */
    [[nodiscard]] bool addLong(Circle &circle, int count);

    std::unique_ptr<TwoPeople> m_people;
    std::unique_ptr<Quick> m_dad;
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
    HEARD_NOTHING_WRONG(w.joined());
    Circle *atDad = knock(w.mum, *w.atMum, *m_dad, Role::Parent);
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(*m_dad, *atDad, dadRemote));
    QVERIFY(addLong(*w.atMum, 60) && addLong(*atDad, 30));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(*m_dad, *atDad, dadRemote));
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
    QVERIFY2(total > 65'000'000 && most < 25'000'000, qPrintable(QStringLiteral("%1 of %2").arg(most).arg(total)));
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    // Sending takes no more: what is asked of the vault at once is bounded as well.
    DirectPort mums(*w.atMum);
    const auto some = mums.commitsOf(streamOf(w.atMum->device(), w.atMum->everyone()), 0, 5'000);
    HEARD_VERIFY(some);
    QVERIFY(!some->isEmpty() && some->size() <= 64);
}

QTEST_GUILESS_MAIN(TestBounds)
#include "tst_bounds.moc"
