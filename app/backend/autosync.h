// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mediachoice.h"
#include "sync/schedule.h"
#include "syncrunner.h"

#include <QTimer>

namespace heard {

/**
 * Syncs by itself: after a change, from time to time, when the app comes to the front and when the network is back. SyncSchedule says
 * when; this tells it what happens and keeps its timer. Locking ends what runs.
 */
class AutoSync : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        SyncSchedule::Pace pace = {};
        bool automatic = true;           ///< false: only when asked (pictures, tests)
        NetworkWatch *network = nullptr; ///< null: it hears nothing of the network
    };
    /** @p around: its steady clock serves where there is one. All must outlive this. */
    AutoSync(OpenCircles &circles, SyncRunner &runner, MediaChoice &media, const Surroundings &around, const Setup &setup,
             QObject *parent = nullptr);

    /** From now on it hears from the device: the network, the app coming to the front, somebody being there. */
    void listen();

    void resumed();
    void networkBack();
    /** True: nothing is tried for this circle by itself, since only a person can help. */
    [[nodiscard]] bool needsPerson(const Id &circle) const { return m_schedule.needsPerson(circle); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /** Circles that have a place to sync with are in the schedule, the others are not. */
    void plan();
    void changed(const Id &circle);
    void look();
    [[nodiscard]] qint64 waitingIn(const Id &circle) const;

    OpenCircles &m_open;
    SyncRunner &m_runner;
    MediaChoice &m_media;
    Setup m_setup;
    SyncSchedule m_schedule;
    QTimer m_timer;
};

} // namespace heard
