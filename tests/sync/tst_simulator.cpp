// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/history.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHashSeed>
#include <atomic>
#include <mutex>
#include <thread>

using namespace heard;
using namespace heard::testing;

namespace {

/** All histories are told before the first test looks: each test then asks about one invariant. */
struct Findings
{
    std::mutex lock;
    QMap<int, QStringList> broken;
    Counts counts;
    int failures = 0;
    QStringList unequal; ///< seeds that told two different stories
};

QString again(quint64 seed)
{
    return QStringLiteral("HEARD_TEST_SEED=%1 HEARD_SIM_SEEDS=1 tests/tst_simulator: ").arg(seed);
}

/** Seeds that failed once, told in every run: one a line, and why. */
QList<quint64> keptSeeds()
{
    QFile file(qEnvironmentVariable("HEARD_SOURCE_DIR") + QStringLiteral("/tests/sync/seeds.txt"));
    QList<quint64> seeds;
    if (!file.open(QIODevice::ReadOnly))
        return seeds;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        if (!line.isEmpty() && !line.startsWith('#'))
            seeds.append(line.split(' ').constFirst().toULongLong());
    }
    return seeds;
}

} // namespace

/** Thousands of histories; see history.h for what one is, and README.md for what was broken on purpose to try these tests. */
class TestSimulator : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void invariant01_allShowTheSameInTheEnd();
    void invariant02_nothingThatWasSavedIsLost();
    void invariant03_concurrentEditsAreAllKept();
    void invariant04_aNameIsNeverPutTwice();
    void invariant05_noHeadNamesWhatDoesNotLieThere();
    void invariant07_nothingCanBeReadByAnyoneElse();
    void invariant09_lagNeverRaisesAnAlarm();
    void invariant10_theRemovedAreShutOut();
    void invariant13_clocksDecideNothing();
    void invariant14_everyTroubleHappenedAndEnded();
    void oneSeedTellsOneStory();

private:
    void tellAll(const QList<quint64> &seeds);
    void nothingBroken(int invariant);

    Findings m_found;
};

void TestSimulator::initTestCase()
{
    QHashSeed::setDeterministicGlobalSeed();
    QVERIFY(startCrypto());
    useMemoryForVaults();
    const QList<quint64> kept = keptSeeds();
    QList<quint64> seeds = qEnvironmentVariableIsSet("HEARD_TEST_SEED") ? QList<quint64>() : kept;
    const quint64 first = firstSeed();
    const int count =
        qEnvironmentVariableIsSet("HEARD_SIM_SEEDS") ? qEnvironmentVariableIntValue("HEARD_SIM_SEEDS") : byDepth(300, 5'000, 12'000);
    for (quint64 seed = first; seed < first + quint64(count); ++seed)
        seeds.append(seed);
    QElapsedTimer time;
    time.start();
    tellAll(seeds);
    const QStringList notEven = m_found.broken.value(0);
    QVERIFY2(notEven.isEmpty(), qPrintable(notEven.mid(0, 5).join(u'\n')));
    const Counts &c = m_found.counts;
    qInfo("%lld histories from seed %llu (%lld of them kept from before) in %.0f s: %.1f devices, %.1f changes, %.1f syncs, %.0f requests each",
          c.histories, first, qint64(seeds.size()) - count, double(time.elapsed()) / 1000, double(c.devices) / double(c.histories),
          double(c.changes) / double(c.histories), double(c.syncs) / double(c.histories), double(c.requests) / double(c.histories));
    qInfo("%lld deaths, %lld restarts, %lld removals, %lld things set aside, %lld left with two versions, %lld looks at the store",
          c.deaths, c.restarts, c.removals, c.setAside, c.clashes, c.looks);
}

void TestSimulator::tellAll(const QList<quint64> &seeds)
{
    std::atomic<qsizetype> next = 0;
    const auto work = [&] {
        Replicas replicas;
        if (!replicas.start()) {
            const std::lock_guard guard(m_found.lock);
            m_found.broken[0].append(QStringLiteral("no vaults"));
            return;
        }
        for (qsizetype i = next++; i < seeds.size(); i = next++) {
            const quint64 seed = seeds.at(i);
            Telling told = History(replicas, seed).tell();
            // Every so often the same seed once more, and with the clocks out the other way.
            if (told.broken.isEmpty() && (i % 25 == 0 || seeds.size() == 1)) {
                const Telling once = History(replicas, seed).tell();
                const Telling other = History(replicas, seed, -1).tell();
                if (other.digest != told.digest)
                    told.broken[13].append(QStringLiteral("a clock decided something"));
                if (once.trace != told.trace)
                    told.broken[-1].append(QStringLiteral("two stories from one seed"));
            }
            const std::lock_guard guard(m_found.lock);
            if (seeds.size() == 1 && !told.broken.isEmpty())
                std::fputs(told.story.constData(), stderr); // one seed that fails: its whole story
            m_found.counts += told.counts;
            for (auto it = told.broken.cbegin(); it != told.broken.cend(); ++it)
                m_found.broken[it.key()].append(again(seed) + it->constFirst());
            if (!told.broken.isEmpty() && ++m_found.failures >= 10)
                next = seeds.size(); // enough to look at
            if (seeds.size() == 1)
                qInfo("seed %llu: trace %s", seed, told.trace.left(8).toHex().constData());
        }
    };
    const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::min<unsigned>(cores, unsigned(seeds.size())); ++i)
        threads.emplace_back(work);
    for (std::thread &thread : threads)
        thread.join();
}

void TestSimulator::nothingBroken(int invariant)
{
    const QStringList broken = m_found.broken.value(invariant);
    QVERIFY2(broken.isEmpty(), qPrintable(broken.mid(0, 5).join(u'\n')));
    QVERIFY(m_found.counts.histories > 0);
}

void TestSimulator::invariant01_allShowTheSameInTheEnd()
{
    nothingBroken(1);
}

void TestSimulator::invariant02_nothingThatWasSavedIsLost()
{
    nothingBroken(2);
    QVERIFY(m_found.counts.changes > m_found.counts.histories);
}

void TestSimulator::invariant03_concurrentEditsAreAllKept()
{
    nothingBroken(3);
    if (m_found.counts.histories >= 100) {
        QVERIFY(m_found.counts.clashes > m_found.counts.histories / 10); // or the histories would prove little
        QVERIFY(m_found.counts.equalTwice > 0);
    }
}

void TestSimulator::invariant04_aNameIsNeverPutTwice()
{
    nothingBroken(4);
}

void TestSimulator::invariant05_noHeadNamesWhatDoesNotLieThere()
{
    nothingBroken(5);
    QVERIFY(m_found.counts.looks > m_found.counts.histories);
}

void TestSimulator::invariant07_nothingCanBeReadByAnyoneElse()
{
    nothingBroken(7);
    // The look itself can fail: the words are found where they lie open, in each of the forms.
    for (const QByteArray &form : canaries()) {
        SimStore store(profiles().front());
        store.canaries = canaries();
        store.put(QStringLiteral("s/00"), QByteArray("open: ") + form, 0, false);
        QCOMPARE(store.broken.value(7).size(), 1);
    }
}

/** Lag, trouble and death raise no alarm about rollback, forks, copies or emptied folders, and trouble is called by its name. */
void TestSimulator::invariant09_lagNeverRaisesAnAlarm()
{
    nothingBroken(9);
}

void TestSimulator::invariant10_theRemovedAreShutOut()
{
    nothingBroken(10);
    if (m_found.counts.histories >= 100) {
        QVERIFY(m_found.counts.removals > 0);
        QVERIFY(m_found.counts.setAside > 0);
        QVERIFY(m_found.counts.shutOut > 0);
    }
}

/** Every 25th history is told again with each clock as far out the other way: nothing that is shown differs. */
void TestSimulator::invariant13_clocksDecideNothing()
{
    nothingBroken(13);
}

void TestSimulator::invariant14_everyTroubleHappenedAndEnded()
{
    nothingBroken(14);
    if (m_found.counts.histories >= 100) {
        for (size_t i = 1; i < troubles; ++i)
            QVERIFY2(m_found.counts.troubled[i] > 0, qPrintable(QString::number(i)));
        QVERIFY(m_found.counts.deaths > 0);
    }
}

void TestSimulator::oneSeedTellsOneStory()
{
    nothingBroken(-1);
}

QTEST_GUILESS_MAIN(TestSimulator)
#include "tst_simulator.moc"
