// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/circles.h"
#include "sync/schedule.h"

#include <QTest>

using namespace heard;
using heard::testing::SeededRandom;

namespace {

using Kind = SyncSchedule::Outcome::Kind;

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;

Id circle(char name)
{
    return *Id::fromBytes(QByteArray(16, name));
}

/** A schedule in a time of its own, which passes only when it is told to. */
struct Days
{
    SetClock clock{1'000 * minute};
    SeededRandom random;
    SyncSchedule schedule;

    explicit Days(const SyncSchedule::Pace &pace, quint64 seed = 1) : random(seed), schedule(clock, random, pace) {}
    void pass(qint64 ms) { clock.set(clock.now() + ms); }
    /** Goes on to when something is due; gives how long that took. */
    qint64 toNext()
    {
        const auto wait = schedule.wait();
        if (!wait)
            return -1;
        pass(*wait);
        return *wait;
    }
    void run(const Id &one, const SyncSchedule::Outcome &outcome = {})
    {
        schedule.started(one);
        schedule.finished(one, outcome);
    }
};

/** Whole numbers to count with. */
SyncSchedule::Pace noJitter()
{
    SyncSchedule::Pace pace;
    pace.jitter = 0;
    return pace;
}

SyncReport reportWith(const char *problem)
{
    SyncReport report;
    report.problems.append({QString::fromLatin1(problem), {}, {}, ErrorCode::Unreachable});
    return report;
}

} // namespace

class TestSchedule : public QObject
{
    Q_OBJECT

    const Id a = circle('a');
    const Id b = circle('b');

private slots:
    void nothingKnown()
    {
        Days days(noJitter());
        QVERIFY(!days.schedule.wait());
        QVERIFY(days.schedule.due().isEmpty());
        days.schedule.changed(a);
        days.schedule.finished(a, {});
        days.schedule.networkBack();
        QVERIFY(!days.schedule.wait());
    }

    /** Opened: soon, not at once. Then every minute while somebody is there. */
    void regular()
    {
        Days days(noJitter());
        days.schedule.add(a);
        QCOMPARE(days.toNext(), second);
        QCOMPARE(days.schedule.due(), QList<Id>{a});
        days.run(a);
        QVERIFY(days.schedule.due().isEmpty());
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(days.toNext(), minute);
            days.schedule.used();
            days.run(a);
        }
    }

    /** Nobody there: more and more seldom, up to 15 minutes; somebody comes: within a minute, and often again. */
    void idle()
    {
        Days days(noJitter());
        days.schedule.add(a);
        days.toNext();
        QList<qint64> waits;
        for (int i = 0; i < 14; ++i) {
            days.run(a);
            waits.append(days.toNext());
        }
        QCOMPARE(waits.constFirst(), minute);
        QCOMPARE(waits.constLast(), 15 * minute);
        QVERIFY(std::ranges::is_sorted(waits));
        days.run(a);
        days.pass(minute);
        days.schedule.used();
        QCOMPARE(days.toNext(), minute);
        days.run(a);
        QCOMPARE(days.toNext(), minute);
    }

    /** What others write while nobody is there makes it look more often too. */
    void somethingCameWhileIdle()
    {
        Days days(noJitter());
        days.schedule.add(a);
        for (int i = 0; i < 14; ++i) {
            days.toNext();
            days.run(a);
        }
        QCOMPARE(days.toNext(), 15 * minute);
        days.run(a, {.moved = true});
        QCOMPARE(days.toNext(), minute);
    }

    /** 30 seconds after the last change, and never more than a minute after the first. */
    void changes()
    {
        auto pace = noJitter();
        pace.between = 15 * minute;
        Days days(pace);
        days.schedule.add(a);
        days.toNext();
        days.run(a);
        days.schedule.changed(a);
        QCOMPARE(days.toNext(), 30 * second);
        days.run(a);

        days.schedule.changed(a);
        qint64 passed = 0;
        while (days.schedule.due().isEmpty() && passed < 10 * minute) {
            days.pass(5 * second);
            passed += 5 * second;
            days.schedule.changed(a);
        }
        QCOMPARE(passed, minute);
    }

    /** What is written while it runs goes with the next run, and no second run begins beside it. */
    void changeDuringRun()
    {
        Days days(noJitter());
        days.schedule.add(a);
        days.toNext();
        days.schedule.started(a);
        QVERIFY(!days.schedule.wait());
        days.schedule.changed(a);
        days.pass(10 * minute);
        QVERIFY(days.schedule.due().isEmpty());
        days.schedule.asked(a);
        QVERIFY(days.schedule.due().isEmpty());
        days.schedule.finished(a, {});
        QCOMPARE(days.schedule.due(), QList<Id>{a});
    }

    /** Each failure doubles the wait up to 15 minutes; changes do not shorten it; going well ends it. */
    void backOff()
    {
        Days days(noJitter());
        days.schedule.add(a);
        days.toNext();
        QList<qint64> waits;
        for (int i = 0; i < 12; ++i) {
            days.schedule.changed(a);
            days.run(a, {.kind = Kind::Failed, .waiting = true});
            days.schedule.changed(a);
            waits.append(days.toNext());
        }
        QCOMPARE(waits.first(6), (QList<qint64>{30 * second, minute, 2 * minute, 4 * minute, 8 * minute, 15 * minute}));
        QCOMPARE(waits.constLast(), 15 * minute);
        days.run(a);
        days.schedule.changed(a);
        QCOMPARE(days.toNext(), 30 * second);
    }

    void askedForgetsTheBackOff()
    {
        Days days(noJitter());
        days.schedule.add(a);
        for (int i = 0; i < 6; ++i) {
            days.toNext();
            days.run(a, {.kind = Kind::Failed});
        }
        QVERIFY(*days.schedule.wait() > 10 * minute);
        days.schedule.asked(a);
        QCOMPARE(days.schedule.due(), QList<Id>{a});
        days.run(a, {.kind = Kind::Failed, .waiting = true});
        QCOMPARE(days.toNext(), 30 * second);
    }

    /** The network is back, or the app: soon, with the back-off forgotten. */
    void networkAndResume()
    {
        for (const bool network : {true, false}) {
            Days days(noJitter());
            days.schedule.add(a);
            for (int i = 0; i < 6; ++i) {
                days.toNext();
                days.run(a, {.kind = Kind::Failed, .waiting = true});
            }
            if (network)
                days.schedule.networkBack();
            else
                days.schedule.resumed();
            QCOMPARE(days.toNext(), second);
        }
    }

    /** Retry-After holds against everything but a person. */
    void comeBackLater()
    {
        Days days(noJitter());
        days.schedule.add(a);
        days.toNext();
        days.run(a, {.kind = Kind::Failed, .waiting = true, .pause = 20 * minute});
        days.schedule.changed(a);
        days.schedule.networkBack();
        days.schedule.resumed();
        QCOMPARE(*days.schedule.wait(), 20 * minute);
        days.schedule.asked(a);
        QCOMPARE(days.toNext(), qint64(0));
    }

    /** A wrong password is not tried again and again: the storage would shut the account. */
    void needsPerson()
    {
        Days days(noJitter());
        days.schedule.add(a);
        days.schedule.add(b);
        days.toNext();
        // Once may be the storage's own trouble; it is asked again, but not often, however often the network comes and goes.
        for (int refusal = 1; refusal < noJitter().refusals; ++refusal) {
            days.run(a, {.kind = Kind::NeedsPerson, .waiting = true});
            days.run(b);
            QVERIFY(!days.schedule.needsPerson(a));
            days.schedule.networkBack();
            while (!days.schedule.due().contains(a)) {
                days.toNext();
                if (days.schedule.due().contains(b))
                    days.run(b);
            }
        }
        days.run(a, {.kind = Kind::NeedsPerson, .waiting = true});
        days.run(b);
        QVERIFY(days.schedule.needsPerson(a));
        for (int i = 0; i < 100; ++i) {
            days.schedule.changed(a);
            days.schedule.networkBack();
            days.schedule.resumed();
            days.toNext();
            QCOMPARE(days.schedule.due(), QList<Id>{b});
            days.run(b);
        }
        days.schedule.asked(a);
        QVERIFY(!days.schedule.needsPerson(a));
        QVERIFY(days.schedule.due().contains(a));
    }

    /** A refusal that passes leaves nothing behind: it takes as many again before a person is asked. */
    void refusalThatPasses()
    {
        Days days(noJitter());
        days.schedule.add(a);
        for (int i = 0; i < 20; ++i) {
            days.toNext();
            days.run(a, {.kind = Kind::NeedsPerson, .waiting = true});
            QVERIFY(!days.schedule.needsPerson(a));
            QVERIFY(*days.schedule.wait() >= minute / 2);
            days.toNext();
            days.run(a, {.waiting = true});
        }
    }

    /** Who stops it is not met by the same run again a moment later. */
    void stopped()
    {
        Days days(noJitter());
        days.schedule.add(a);
        days.toNext();
        days.run(a, {.kind = Kind::Stopped, .waiting = true});
        QCOMPARE(*days.schedule.wait(), minute);
    }

    void removedWhileRunning()
    {
        Days days(noJitter());
        days.schedule.add(a);
        days.toNext();
        days.schedule.started(a);
        days.schedule.remove(a);
        days.schedule.finished(a, {.kind = Kind::Failed});
        QVERIFY(!days.schedule.knows(a));
        QVERIFY(!days.schedule.wait());
    }

    /** A device whose clock is set back a year does not wait for a year. */
    void clockSetBack()
    {
        Days days(noJitter());
        days.schedule.add(a);
        days.toNext();
        days.schedule.changed(a);
        days.run(a, {.kind = Kind::Failed, .waiting = true});
        days.pass(-900 * minute);
        QCOMPARE(*days.schedule.wait(), 30 * second);
        days.toNext();
        QCOMPARE(days.schedule.due(), QList<Id>{a});
    }

    /** Whatever the numbers: no wait is shorter or longer than the jitter allows, no back-off longer than the longest, and devices differ. */
    void jitter()
    {
        const quint64 first = qEnvironmentVariableIsSet("HEARD_SEED") ? qEnvironmentVariable("HEARD_SEED").toULongLong() : 1;
        QSet<qint64> looks;
        for (quint64 seed = first; seed < first + 200; ++seed) {
            Days days({}, seed);
            days.schedule.add(a);
            days.toNext();
            days.run(a);
            const qint64 look = days.toNext();
            QVERIFY2(look >= 48 * second && look <= 72 * second, qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(look)));
            looks.insert(look);
            for (int i = 0; i < 12; ++i) {
                days.run(a, {.kind = Kind::Failed, .waiting = true});
                const qint64 wait = days.toNext();
                QVERIFY2(wait >= 24 * second && wait <= 15 * minute, qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(wait)));
            }
        }
        QVERIFY(looks.size() > 150);
    }

    void outcomes()
    {
        QCOMPARE(SyncSchedule::outcome({}).kind, Kind::Well);
        // Nothing is wrong with a storage that brings some things later, or that somebody should read something about.
        for (const char *name : {"changes-waiting", "object-missing", "changes-withheld", "two-histories", "no-key"}) {
            SyncReport goesOn = reportWith(name);
            QCOMPARE(SyncSchedule::outcome(goesOn).kind, Kind::Well);
            goesOn.waiting = 1;
            QVERIFY2(!SyncSchedule::outcome(goesOn).waiting, name);
        }
        // Pictures that wait for Wi-Fi must not be asked for each half minute.
        SyncReport media;
        media.waiting = 3;
        QVERIFY(SyncSchedule::outcome(media).waiting);
        media.blobsWaiting = 1;
        QVERIFY(!SyncSchedule::outcome(media).waiting);
        QCOMPARE(SyncSchedule::outcome(reportWith("a-name-that-nobody-knows")).kind, Kind::Failed);
        QCOMPARE(SyncSchedule::outcome(reportWith("remote-unreachable")).kind, Kind::Failed);
        QCOMPARE(SyncSchedule::outcome(reportWith("remote-full")).kind, Kind::Failed);
        QCOMPARE(SyncSchedule::outcome(reportWith("remote-login")).kind, Kind::NeedsPerson);
        QCOMPARE(SyncSchedule::outcome(reportWith("remote-forbidden")).kind, Kind::NeedsPerson);
        QCOMPARE(SyncSchedule::outcome(reportWith("remote-not-trusted")).kind, Kind::NeedsPerson);
        QCOMPARE(SyncSchedule::outcome(reportWith("remote-read-only")).kind, Kind::Failed);
        QCOMPARE(SyncSchedule::outcome(reportWith("enough-for-now")).kind, Kind::Well);
        SyncReport report = reportWith("remote-busy");
        report.comeBackIn = 7;
        report.waiting = 1;
        report.pulled = 1;
        const auto busy = SyncSchedule::outcome(report);
        QVERIFY(busy.kind == Kind::Failed && busy.pause == 7 && busy.waiting && busy.moved);
        report.cancelled = true;
        QCOMPARE(SyncSchedule::outcome(report).kind, Kind::Stopped);
    }
};

QTEST_APPLESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
