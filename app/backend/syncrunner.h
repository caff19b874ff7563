// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marshalledport.h"
#include "sync/engine.h"
#include "sync/settings.h"

#include <QHash>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

namespace heard {

/**
 * Syncs circles one after the other on a thread of its own: soon after a change, from time to time, and when asked.
 * After a failure it waits longer each time, up to 15 minutes; asking starts it at once.
 */
class SyncRunner : public QObject
{
    Q_OBJECT

public:
    struct Pace
    {
        int afterChange = 3'000;   ///< ms from the last change to the sync
        int between = 60'000;      ///< ms from one look at the others' changes to the next
        int afterFailure = 30'000; ///< ms, doubled each time …
        int longest = 900'000;     ///< … up to this
        bool automatic = true;     ///< false: only when asked (pictures, tests)
    };
    SyncRunner(OpenCircles &circles, Surroundings around, Pace pace, QObject *parent = nullptr);
    ~SyncRunner() override;
    Q_DISABLE_COPY_MOVE(SyncRunner)

    /** The time of day, as the vault sees it. */
    [[nodiscard]] qint64 now() const { return m_around.clock->now(); }
    [[nodiscard]] bool running() const { return m_port != nullptr; }
    [[nodiscard]] Id runningCircle() const { return m_circle; }
    [[nodiscard]] SyncProgress progress() const { return m_progress; }
    /** Problems of the last run of a circle in this session; a run that went well has none. */
    [[nodiscard]] QList<SyncProblem> problems(const Id &circle) const { return m_problems.value(circle); }

    /** All circles that have a remote, now. */
    void syncAll();
    void sync(const Id &circle);
    /** Sends everything again to a place that was emptied: the person agreed. */
    void putBack(const Id &circle);
    /** Stops after the request it is in, and empties the queue. */
    void stop();

signals:
    void started(const heard::Id &circle);
    void progressed();
    void finished(const heard::SyncReport &report);

private:
    void next();
    void finish(const SyncReport &report);
    void afterChange(const Id &circle);
    void close();
    [[nodiscard]] bool waits(const Id &circle) const;

    OpenCircles &m_open;
    Surroundings m_around;
    Pace m_pace;
    QThreadPool m_thread;
    QTimer m_soon;
    QTimer m_regular;
    QSet<Id> m_changed;
    QList<Id> m_queue;
    QSet<Id> m_putBack;
    QHash<Id, QList<SyncProblem>> m_problems;
    QHash<Id, int> m_failures;
    QHash<Id, qint64> m_notBefore;
    Id m_circle;
    SyncProgress m_progress;
    std::shared_ptr<MarshalledPort> m_port;
    std::shared_ptr<Cancel> m_cancel;
};

} // namespace heard
