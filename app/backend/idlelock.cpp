// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "idlelock.h"

#include "session.h"

#include <QDateTime>
#include <QEvent>

namespace heard {

namespace {

QByteArray keptName()
{
    return QByteArrayLiteral("idle-lock-minutes");
}

int defaultMinutes(Role role)
{
    switch (role) {
    case Role::YoungPerson:
    case Role::Parent:
    case Role::ForumRep:
    case Role::Grandparent:
    case Role::Sibling:
    case Role::Friend:
        return 15;
    case Role::Keyworker:
    case Role::ParticipationWorker:
    case Role::Senco:
    case Role::Professional:
        return 2;
    }
    return 2;
}

} // namespace

IdleLock::IdleLock(Session &session, QObject &app, int fixedSeconds, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_fixedSeconds(fixedSeconds)
{
    app.installEventFilter(this);
    connect(&m_timer, &QTimer::timeout, this, &IdleLock::look);
    connect(&session.circles(), &OpenCircles::opened, this, &IdleLock::start);
    connect(&session.circles(), &OpenCircles::closing, &m_timer, &QTimer::stop);
}

void IdleLock::setMinutes(int minutes)
{
    auto *workspace = m_session.circles().workspace();
    if (!workspace || minutes == m_minutes || minutes < 0 || minutes > 600)
        return;
    if (!workspace->vault().keep(Id{}, ItemKind::Local, keptName(), QByteArray::number(minutes)))
        return;
    m_minutes = minutes;
    emit minutesChanged();
}

void IdleLock::start()
{
    auto *workspace = m_session.circles().workspace();
    const auto kept = workspace->vault().kept(Id{}, ItemKind::Local, keptName());
    m_minutes = kept && !kept->isEmpty() ? kept->toInt() : defaultMinutes(workspace->person().role);
    emit minutesChanged();
    m_quiet.start();
    m_touchedAt = QDateTime::currentMSecsSinceEpoch();
    m_timer.start(m_fixedSeconds > 0 ? 100 : 5000);
}

qint64 IdleLock::limit() const
{
    return m_fixedSeconds > 0 ? m_fixedSeconds * 1000LL : m_minutes * 60'000LL;
}

void IdleLock::look()
{
    const qint64 most = limit();
    if (most > 0 && (m_quiet.elapsed() >= most || QDateTime::currentMSecsSinceEpoch() - m_touchedAt >= most))
        m_session.lock();
}

bool IdleLock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::InputMethod:
        // After a long sleep the first touch comes before the timer: it must not count as presence.
        if (m_timer.isActive()) {
            look();
            m_quiet.restart();
            m_touchedAt = QDateTime::currentMSecsSinceEpoch();
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace heard
