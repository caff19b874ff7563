// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/random.h"
#include "sync/engine.h"

#include <QHash>
#include <QList>
#include <optional>

namespace heard {

/**
 * When to sync which circle next. It holds no timer and does nothing by itself: tell it what happens, ask what is due, and ask for how
 * long nothing will be. All times are milliseconds. The clock should be one that setting the time of day does not move; should it go back
 * all the same, no wait becomes longer than it was.
 *
 * After a change it waits a little for more of them. Others' changes are looked for often while somebody is there, more and more
 * seldom when nobody is. After a failure it waits longer each time, and never less than the storage asks for. When only a person can
 * help (a wrong password) it stops until they do something about it. Waits are jittered, so that the devices of a circle that lost
 * the same network do not all come back at once.
 */
class SyncSchedule
{
public:
    struct Pace
    {
        qint64 afterChange = 30'000;  ///< from the last change to the sync …
        qint64 afterFirst = 60'000;   ///< … but not longer after the first
        qint64 between = 60'000;      ///< from one look at the others' changes to the next, while somebody is there
        qint64 idleAfter = 300'000;   ///< somebody is there until this long after they last did something
        qint64 idleBetween = 900'000; ///< the longest from one look to the next
        qint64 soon = 1'000;          ///< after opening, waking up and when the network is back
        qint64 afterFailure = 30'000; ///< doubled with each failure in a row …
        qint64 longest = 900'000;     ///< … up to this
        int refusals = 3;             ///< in a row, after which only a person can help: one alone may be the storage's own trouble
        double jitter = 0.2;          ///< waits are this part shorter or longer at most
    };

    /** How a run went, as far as the next one depends on it. */
    struct Outcome
    {
        enum class Kind {
            Well,
            Failed,      ///< may go well later by itself
            NeedsPerson, ///< it was refused, and a few times in a row mean that it will not, until somebody does something about it
            Stopped,     ///< somebody asked for that
        };
        Kind kind = Kind::Well;
        bool moved = false;   ///< something was sent or fetched
        bool waiting = false; ///< something of this device waits still, and the next try may send it
        qint64 pause = 0;     ///< how long the storage asked to be left alone
    };
    [[nodiscard]] static Outcome outcome(const SyncReport &report);

    /** Both must outlive it. */
    SyncSchedule(const Clock &clock, Random &random, const Pace &pace);

    /** A circle that has a place to sync with; it is looked at soon. One that is known stays as it is. */
    void add(const Id &circle);
    void remove(const Id &circle);
    void clear();
    [[nodiscard]] bool knows(const Id &circle) const { return m_circles.contains(circle); }

    /** Something was written that waits to be sent. */
    void changed(const Id &circle);
    /** Somebody did something: touched a key, the screen. */
    void used();
    /** The app is in front again. */
    void resumed();
    /** The network is back: what failed for want of one is tried again soon. */
    void networkBack();
    /** Somebody wants it now, or did something about what was wrong: everything that was waited for is over. */
    void asked(const Id &circle);

    void started(const Id &circle);
    void finished(const Id &circle, const Outcome &outcome);

    /** What is to be run now, the longest due first. Nothing that runs already. */
    [[nodiscard]] QList<Id> due();
    /** Milliseconds until something is due, 0 when something is; nullopt: nothing will be until something happens. */
    [[nodiscard]] std::optional<qint64> wait();
    /** True: nothing is tried by itself any more. */
    [[nodiscard]] bool needsPerson(const Id &circle) const { return m_circles.value(circle).needsPerson; }

private:
    struct State
    {
        bool running = false;
        bool asked = false;
        bool needsPerson = false;
        int failures = 0;
        int refusals = 0;                  ///< in a row; a network that comes back does not make a password right
        std::optional<qint64> firstChange; ///< of those not sent
        qint64 lastChange = 0;             ///< of them
        qint64 nextLook = 0;
        qint64 interval = 0;  ///< the last one between two looks, before its jitter
        qint64 notBefore = 0; ///< because it failed
        qint64 pause = 0;     ///< the same, because the storage asked for it
    };

    /** When it is due; nullopt: not by itself. */
    [[nodiscard]] std::optional<qint64> dueAt(const State &state) const;
    [[nodiscard]] qint64 jittered(qint64 wait);
    [[nodiscard]] bool somebodyThere(qint64 now) const { return now - m_lastUsed <= m_pace.idleAfter; }
    void soon(State &state);
    /** The time, after moving everything with a clock that went back. */
    qint64 now();
    void after(State &state, const Outcome &outcome, qint64 at);

    const Clock &m_clock;
    Random &m_random;
    Pace m_pace;
    QHash<Id, State> m_circles;
    qint64 m_lastUsed = 0;
    qint64 m_lastNow = 0;
};

} // namespace heard
