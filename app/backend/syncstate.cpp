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
    connect(&runner, &SyncRunner::progressed, this, [this] {
        if (m_phase != Phase::Running)
            look();
        emit progressed();
    });
    look();
}

double SyncState::progress() const
{
    const SyncProgress now = m_runner.progress();
    if (now.bytesTotal > 0)
        return double(now.bytesDone) / double(now.bytesTotal);
    return now.total > 0 ? double(now.done) / double(now.total) : -1;
}

QString SyncState::progressDetail() const
{
    const SyncProgress now = m_runner.progress();
    if (now.bytesTotal <= 0)
        return {};
    QString amount = tr("Pictures and sound: %1 of %2.").arg(sizeWords(now.bytesDone), sizeWords(now.bytesTotal));
    if (now.secondsLeft < 0)
        return amount;
    return tr("%1 %2 left.").arg(amount, timeLong(now.secondsLeft));
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

bool SyncState::showsRun(int waiting) const
{
    return m_runner.running() && (m_runner.wasAsked() || waiting > 0 || m_runner.progress().total > 0);
}

void SyncState::look()
{
    int places = 0;
    int alone = 0;
    int waiting = 0;
    qint64 oldestSuccess = 0;
    bool never = false;
    bool unreachable = false;
    bool problem = false;
    bool coming = false;
    for (const SyncList::Row &row : m_list.rows()) {
        if (row.place.isEmpty()) {
            ++alone;
            continue;
        }
        ++places;
        waiting += row.waiting + row.letters;
        never = never || row.lastSuccess == 0;
        oldestSuccess = oldestSuccess == 0 ? row.lastSuccess : std::min(oldestSuccess, row.lastSuccess);
        coming = coming || row.has(Remedy::ComesLater);
        unreachable = unreachable || row.unreachable();
        problem = problem || (row.troubled() && !row.unreachable());
    }
    m_waiting = waiting;
    if (showsRun(waiting)) {
        m_phase = Phase::Running;
        m_sentence = waiting > 0 ? tr("Sending…") : tr("Looking for what is new…");
    } else if (problem) {
        m_phase = Phase::Problem;
        m_sentence = tr("Sharing needs your help. Your work is safe on this device.");
    } else if (unreachable) {
        m_phase = Phase::Unreachable;
        m_sentence = tr("Can’t reach the storage. Your work is safe on this device.");
    } else if (places == 0) {
        m_phase = Phase::NotSetUp;
        m_sentence = tr("Not shared yet. On this device only.");
    } else if (waiting > 0) {
        m_phase = Phase::Waiting;
        m_sentence = tr("%n thing(s) waiting to send", nullptr, waiting);
    } else if (coming) {
        m_phase = Phase::Coming;
        m_sentence = tr("Some things have not come yet. Heard looks again by itself.");
    } else if (never) {
        m_phase = Phase::Waiting;
        m_sentence = tr("Not tried yet. Your work is safe on this device.");
    } else {
        m_phase = Phase::AllSent;
        m_sentence = tr("All sent · %1").arg(timeAgo(oldestSuccess, m_runner.now()));
        // Sent is what has somewhere to go.
        if (alone > 0)
            m_sentence = tr("%1. %n circle(s) only on this device.", nullptr, alone).arg(m_sentence);
    }
    announce();
    emit changed();
}

void SyncState::announce()
{
    if (m_phase == Phase::Running || m_phase == Phase::Waiting || m_phase == Phase::Coming || m_phase == m_settled)
        return;
    // How things stand when Heard opens is read with the page.
    const bool first = m_settled == Phase::Running;
    m_settled = m_phase;
    if (first)
        return;
    m_announcement = m_sentence;
    emit announced();
}

} // namespace heard
