// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"
#include "synclist.h"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** One line that is true at all times: is everything sent, does something wait, does something stand in the way? */
class SyncState : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Phase phase READ phase NOTIFY changed FINAL)
    /** The line itself. */
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed FINAL)
    /** Changes of this device that wait to be sent, in all circles. */
    Q_PROPERTY(int waiting READ waiting NOTIFY changed FINAL)
    Q_PROPERTY(bool running READ running NOTIFY changed FINAL)
    /** The line for screen readers to say: changes when it is settled how things stand, not with each minute or try. */
    Q_PROPERTY(QString announcement READ announcement NOTIFY announced FINAL)
    /** How far the running one is, 0 to 1; -1 when that is not known. */
    Q_PROPERTY(double progress READ progress NOTIFY progressed FINAL)
    /** How much of pictures and sound went over, and how long the rest takes; empty while it is about words. */
    Q_PROPERTY(QString progressDetail READ progressDetail NOTIFY progressed FINAL)

public:
    HEARD_INJECTED(SyncState)

    enum class Phase { NotSetUp, AllSent, Waiting, Coming, Running, Unreachable, Problem };
    Q_ENUM(Phase)

    SyncState(OpenCircles &circles, SyncRunner &runner, SyncList &list, QObject *parent = nullptr);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] QString sentence() const { return m_sentence; }
    [[nodiscard]] int waiting() const { return m_waiting; }
    [[nodiscard]] bool running() const { return m_phase == Phase::Running; }
    [[nodiscard]] QString announcement() const { return m_announcement; }
    [[nodiscard]] double progress() const;
    [[nodiscard]] QString progressDetail() const;

    Q_INVOKABLE void syncNow();
    Q_INVOKABLE void stop();
    /** The words again, after a change of language. */
    void refresh();

signals:
    void changed();
    void progressed();
    void announced();

private:
    void look();
    /** A look at what others wrote that nobody asked for is no news, unless something comes or goes. */
    [[nodiscard]] bool showsRun(int waiting) const;
    void announce();

    SyncRunner &m_runner;
    SyncList &m_list;
    QTimer m_tick; ///< "2 minutes ago" has to stay true
    Phase m_phase = Phase::NotSetUp;
    Phase m_settled = Phase::Running; ///< the last that a run ended in; Running: none yet
    QString m_sentence;
    QString m_announcement;
    int m_waiting = 0;
};

} // namespace heard
