// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "autosync.h"

#include <QEvent>
#include <QGuiApplication>
#include <utility>

namespace heard {

AutoSync::AutoSync(OpenCircles &circles, SyncRunner &runner, MediaChoice &media, const Surroundings &around, const Setup &setup, QObject *parent)
    : QObject(parent)
    , m_open(circles)
    , m_runner(runner)
    , m_media(media)
    , m_setup(setup)
    , m_schedule(around.steady ? *around.steady : *around.clock, *around.random, setup.pace)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &AutoSync::look);
    connect(&circles, &OpenCircles::closing, this, [this] {
        m_timer.stop();
        m_schedule.clear();
    });
    if (!setup.automatic)
        return;
    connect(&circles, &OpenCircles::opened, this, &AutoSync::plan);
    connect(&circles, &OpenCircles::circlesChanged, this, &AutoSync::plan);
    connect(&circles, &OpenCircles::changed, this, &AutoSync::changed);
    connect(&circles, &OpenCircles::placeChanged, this, &AutoSync::plan);
    connect(&media, &MediaChoice::changed, this, [this, held = true]() mutable {
        const bool holds = m_media.holds();
        if (std::exchange(held, holds) && !holds)
            networkBack();
    });
    connect(&runner, &SyncRunner::asked, this, [this](const Id &circle) {
        m_schedule.asked(circle);
        look();
    });
    connect(&runner, &SyncRunner::started, this, [this](const Id &circle) {
        m_schedule.started(circle);
        look();
    });
    connect(&runner, &SyncRunner::finished, this, [this](const SyncReport &report) {
        SyncSchedule::Outcome outcome = SyncSchedule::outcome(report);
        // What was written while it ran is not in its report.
        outcome.waiting = outcome.waiting || waitingIn(report.circle) > report.waiting;
        m_schedule.finished(report.circle, outcome);
        look();
    });
}

void AutoSync::listen()
{
    if (!m_setup.automatic)
        return;
    QCoreApplication::instance()->installEventFilter(this);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            resumed();
    });
    // Where nothing tells, the schedule does without: it looks from time to time all the same.
    if (m_setup.network)
        m_setup.network->whenBack(this, [this] { networkBack(); });
    m_media.listen();
}

void AutoSync::resumed()
{
    m_schedule.resumed();
    look();
}

void AutoSync::networkBack()
{
    m_schedule.networkBack();
    look();
}

bool AutoSync::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::Wheel:
        m_schedule.used();
        if (!m_timer.isActive() || m_timer.remainingTime() > m_setup.pace.between)
            look();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void AutoSync::plan()
{
    if (!m_open.workspace())
        return;
    const Vault &vault = m_open.workspace()->vault();
    const auto circles = vault.store().circles();
    for (const Id &circle : circles.value_or(QList<Id>{})) {
        const auto settings = remoteSettings(vault, circle);
        // One whose settings cannot be read is tried, so that it says so.
        if (!settings || settings->kind != RemoteSettings::Kind::None)
            m_schedule.add(circle);
        else
            m_schedule.remove(circle);
    }
    look();
}

void AutoSync::changed(const Id &circle)
{
    // What came from others changes the circle too, but leaves nothing to send.
    if ((m_runner.running() && m_runner.runningCircle() == circle) || !m_schedule.knows(circle))
        return;
    if (waitingIn(circle) > 0) {
        m_schedule.changed(circle);
        look();
    }
}

qint64 AutoSync::waitingIn(const Id &circle) const
{
    const auto opened = m_open.open(circle);
    return opened ? (*opened)->overview().waiting : 0;
}

void AutoSync::look()
{
    m_timer.stop();
    if (!m_open.workspace())
        return;
    const QList<Id> due = m_schedule.due();
    for (const Id &circle : due)
        m_runner.run(circle);
    const auto wait = m_schedule.wait();
    // What is due and waits for its turn behind another circle needs no timer: the end of that run looks again.
    if (wait && *wait > 0)
        m_timer.start(std::chrono::milliseconds(*wait));
}

} // namespace heard
