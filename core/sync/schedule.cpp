// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/schedule.h"

#include "sync/problems.h"

#include <algorithm>
#include <cmath>

namespace heard {

SyncSchedule::Outcome SyncSchedule::outcome(const SyncReport &report)
{
    Outcome outcome;
    outcome.moved = report.pushed > 0 || report.pulled > 0 || report.joined;
    outcome.pause = report.comeBackIn;
    // Where a run ended early and well there is nothing to be patient with.
    bool failed = report.unreachable && !(report.problems.size() == 1 && remedyOf(report.problems.constFirst().name) == Remedy::ComesLater);
    bool needsPerson = false;
    for (const SyncProblem &problem : report.problems) {
        const Remedy remedy = remedyOf(problem.name);
        failed = failed || isFailure(remedy);
        needsPerson = needsPerson || remedy == Remedy::Access;
    }
    if (report.cancelled)
        outcome.kind = Outcome::Kind::Stopped;
    else if (needsPerson)
        outcome.kind = Outcome::Kind::NeedsPerson;
    else if (failed)
        outcome.kind = Outcome::Kind::Failed;
    // What waits for Wi-Fi or for a key goes with a later look: another try in a moment would change nothing.
    outcome.waiting = report.waiting > 0 && (failed || (report.blobsWaiting == 0 && report.problems.isEmpty()));
    return outcome;
}

SyncSchedule::SyncSchedule(const Clock &clock, Random &random, const Pace &pace)
    : m_clock(clock)
    , m_random(random)
    , m_pace(pace)
    , m_lastUsed(clock.now())
    , m_lastNow(m_lastUsed)
{}

void SyncSchedule::add(const Id &circle)
{
    if (m_circles.contains(circle))
        return;
    State state;
    state.interval = m_pace.between;
    state.nextLook = now() + jittered(m_pace.soon);
    m_circles.insert(circle, state);
}

void SyncSchedule::remove(const Id &circle)
{
    m_circles.remove(circle);
}

void SyncSchedule::clear()
{
    m_circles.clear();
}

void SyncSchedule::changed(const Id &circle)
{
    const auto it = m_circles.find(circle);
    if (it == m_circles.end())
        return;
    const qint64 at = now();
    if (!it->firstChange)
        it->firstChange = at;
    it->lastChange = at;
}

void SyncSchedule::used()
{
    const qint64 at = now();
    const bool wasAway = !somebodyThere(at);
    m_lastUsed = at;
    if (!wasAway)
        return;
    for (State &state : m_circles) {
        state.interval = m_pace.between;
        state.nextLook = std::min(state.nextLook, at + jittered(m_pace.between));
    }
}

void SyncSchedule::resumed()
{
    m_lastUsed = now();
    for (State &state : m_circles) {
        state.interval = m_pace.between;
        soon(state);
    }
}

void SyncSchedule::networkBack()
{
    for (State &state : m_circles)
        soon(state);
}

void SyncSchedule::soon(State &state)
{
    // What failed may go well now. What the storage asked for stands, and so does the need of a person.
    const qint64 at = now() + jittered(m_pace.soon);
    state.failures = 0;
    state.notBefore = 0;
    state.nextLook = std::min(state.nextLook, at);
}

void SyncSchedule::asked(const Id &circle)
{
    const auto it = m_circles.find(circle);
    if (it == m_circles.end())
        return;
    State &state = *it;
    state.asked = true;
    state.needsPerson = false;
    state.refusals = 0;
    state.failures = 0;
    state.notBefore = 0;
    state.pause = 0;
    state.interval = m_pace.between;
    m_lastUsed = now();
}

void SyncSchedule::started(const Id &circle)
{
    const auto it = m_circles.find(circle);
    if (it == m_circles.end())
        return;
    it->running = true;
    it->asked = false;
    // What is written from now on is for the next run.
    it->firstChange.reset();
}

void SyncSchedule::finished(const Id &circle, const Outcome &outcome)
{
    const auto it = m_circles.find(circle);
    if (it == m_circles.end())
        return; // its place was forgotten meanwhile
    const qint64 at = now();
    it->running = false;
    after(*it, outcome, at);
    // Looks become rarer while nobody is there and nothing comes.
    if (somebodyThere(at) || outcome.moved)
        it->interval = m_pace.between;
    else
        it->interval = std::min(it->interval * 2, std::max(m_pace.idleBetween, m_pace.between));
    it->nextLook = at + jittered(it->interval);
}

void SyncSchedule::after(State &state, const Outcome &outcome, qint64 at)
{
    state.refusals = outcome.kind == Outcome::Kind::NeedsPerson ? state.refusals + 1 : 0;
    state.needsPerson = state.refusals >= m_pace.refusals;
    const bool refused = state.refusals > 0 && !state.needsPerson;
    state.pause = outcome.pause > 0 ? at + outcome.pause : 0;
    if (outcome.kind == Outcome::Kind::Failed || refused) {
        const qint64 longer = m_pace.afterFailure << std::min(state.failures, 20);
        ++state.failures;
        // Jitter makes it shorter only: the longest is the longest.
        const qint64 most = std::min(longer, m_pace.longest);
        state.notBefore = at + std::min(jittered(most), most);
    } else {
        state.failures = 0;
        state.notBefore = 0;
    }
    // What is left, was written during the run or could not be sent, goes with the next; after a stop, with the next look.
    if (outcome.waiting && outcome.kind != Outcome::Kind::Stopped && !state.firstChange) {
        state.firstChange = at;
        state.lastChange = at;
    }
}

std::optional<qint64> SyncSchedule::dueAt(const State &state) const
{
    if (state.running)
        return std::nullopt;
    if (state.asked)
        return 0;
    if (state.needsPerson)
        return std::nullopt;
    qint64 at = state.nextLook;
    if (state.firstChange)
        at = std::min({at, state.lastChange + m_pace.afterChange, *state.firstChange + m_pace.afterFirst});
    return std::max({at, state.notBefore, state.pause});
}

QList<Id> SyncSchedule::due()
{
    const qint64 at = now();
    QList<std::pair<qint64, Id>> found;
    for (auto it = m_circles.cbegin(); it != m_circles.cend(); ++it) {
        if (const auto when = dueAt(*it); when && *when <= at)
            found.append({*when, it.key()});
    }
    std::ranges::sort(found);
    QList<Id> circles;
    for (const auto &[when, circle] : std::as_const(found))
        circles.append(circle);
    return circles;
}

std::optional<qint64> SyncSchedule::wait()
{
    const qint64 at = now();
    std::optional<qint64> first;
    for (const State &state : std::as_const(m_circles)) {
        if (const auto when = dueAt(state); when && (!first || *when < *first))
            first = when;
    }
    if (!first)
        return std::nullopt;
    return std::max<qint64>(0, *first - at);
}

qint64 SyncSchedule::jittered(qint64 wait)
{
    std::array<unsigned char, 4> bytes{};
    m_random.fill(bytes);
    const quint32 number = quint32(bytes[0]) | quint32(bytes[1]) << 8 | quint32(bytes[2]) << 16 | quint32(bytes[3]) << 24;
    const double part = double(number) / double(0xffffffffU) * 2 - 1; // -1 to 1
    return std::llround(double(wait) * (1 + part * m_pace.jitter));
}

qint64 SyncSchedule::now()
{
    const qint64 at = m_clock.now();
    if (at < m_lastNow) {
        const qint64 back = m_lastNow - at;
        m_lastUsed -= back;
        for (State &state : m_circles) {
            for (qint64 *time : {&state.nextLook, &state.notBefore, &state.pause, &state.lastChange})
                *time -= back;
            if (state.firstChange)
                *state.firstChange -= back;
        }
    }
    m_lastNow = at;
    return at;
}

} // namespace heard
