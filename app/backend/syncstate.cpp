// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "syncstate.h"

#include "timewords.h"

namespace heard {

SyncState::SyncState(OpenCircles &circles, SyncRunner &runner, SyncList &list, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_list(list)
{
    m_tick.setInterval(20'000);
    connect(&m_tick, &QTimer::timeout, this, &SyncState::refresh);
    connect(&circles, &OpenCircles::opened, &m_tick, qOverload<>(&QTimer::start));
    connect(&circles, &OpenCircles::closing, &m_tick, &QTimer::stop);
    connect(&list, &SyncList::changed, this, &SyncState::look);
    connect(&runner, &SyncRunner::progressed, this, &SyncState::progressed);
    look();
}

double SyncState::progress() const
{
    const SyncProgress now = m_runner.progress();
    return now.total > 0 ? double(now.done) / double(now.total) : -1;
}

void SyncState::syncNow()
{
    m_runner.syncAll();
}

void SyncState::stop()
{
    m_runner.stop();
}

void SyncState::refresh()
{
    m_list.refresh();
    look();
}

void SyncState::look()
{
    int places = 0;
    int waiting = 0;
    qint64 oldestSuccess = 0;
    bool unreachable = false;
    QString problem;
    for (const SyncList::Row &row : m_list.rows()) {
        waiting += row.waiting;
        if (row.folder.isEmpty())
            continue;
        ++places;
        oldestSuccess = oldestSuccess == 0 ? row.lastSuccess : std::min(oldestSuccess, row.lastSuccess);
        if (row.unreachable)
            unreachable = true;
        else if (!row.problem.isEmpty())
            problem = row.sentence;
    }
    m_waiting = waiting;
    if (m_runner.running()) {
        m_phase = Phase::Running;
        m_sentence = tr("Sending and fetching…");
    } else if (!problem.isEmpty()) {
        m_phase = Phase::Problem;
        m_sentence = problem;
    } else if (unreachable) {
        m_phase = Phase::Unreachable;
        m_sentence = tr("Can’t reach the shared folder. Your work is safe on this device.");
    } else if (places == 0) {
        m_phase = Phase::NotSetUp;
        m_sentence = tr("Only on this device. Sharing is not set up.");
    } else if (waiting > 0) {
        m_phase = Phase::Waiting;
        m_sentence = tr("%n thing(s) waiting to send", nullptr, waiting);
    } else {
        m_phase = Phase::AllSent;
        m_sentence = oldestSuccess ? tr("All sent · %1").arg(timeAgo(oldestSuccess, m_runner.now())) : tr("All sent");
    }
    emit changed();
}

} // namespace heard
