// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "syncrunner.h"

#include <QCoreApplication>
#include <QPointer>
#include <cstdlib>

namespace heard {

namespace {

bool failed(const SyncReport &report)
{
    return report.unreachable || !report.problems.isEmpty();
}

} // namespace

SyncRunner::SyncRunner(OpenCircles &circles, Surroundings around, Pace pace, QObject *parent)
    : QObject(parent)
    , m_open(circles)
    , m_around(around)
    , m_pace(pace)
{
    m_thread.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(pace.afterChange);
    m_regular.setInterval(pace.between);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        const QSet<Id> changedOnes = std::exchange(m_changed, {});
        for (const Id &circle : changedOnes) {
            if (!m_queue.contains(circle))
                m_queue.append(circle);
        }
        next();
    });
    connect(&m_regular, &QTimer::timeout, this, [this] {
        const qint64 at = now();
        const auto all = m_open.workspace()->vault().store().circles();
        for (const Id &circle : all.value_or(QList<Id>{})) {
            if (m_notBefore.value(circle) <= at && !m_queue.contains(circle))
                m_queue.append(circle);
        }
        next();
    });
    connect(&circles, &OpenCircles::closing, this, &SyncRunner::close);
    if (!pace.automatic)
        return;
    connect(&circles, &OpenCircles::opened, this, [this] {
        m_regular.start();
        // Not before the first page is there.
        QTimer::singleShot(1000, this, &SyncRunner::syncAll);
    });
    connect(&circles, &OpenCircles::changed, this, &SyncRunner::afterChange);
}

SyncRunner::~SyncRunner()
{
    close();
    // A storage that does not answer must not keep the program: what is saved is safe at any moment.
    if (!m_thread.waitForDone(2000))
        std::_Exit(0);
}

void SyncRunner::syncAll()
{
    if (!m_open.workspace())
        return;
    m_notBefore.clear();
    m_failures.clear();
    const auto circles = m_open.workspace()->vault().store().circles();
    for (const Id &circle : circles.value_or(QList<Id>{})) {
        if (!m_queue.contains(circle))
            m_queue.append(circle);
    }
    next();
}

void SyncRunner::sync(const Id &circle)
{
    m_notBefore.remove(circle);
    m_failures.remove(circle);
    if (!m_queue.contains(circle))
        m_queue.append(circle);
    next();
}

void SyncRunner::putBack(const Id &circle)
{
    m_putBack.insert(circle);
    sync(circle);
}

void SyncRunner::stop()
{
    m_queue.clear();
    if (m_cancel)
        m_cancel->cancel();
}

void SyncRunner::close()
{
    stop();
    m_soon.stop();
    m_regular.stop();
    m_changed.clear();
    m_problems.clear();
    m_failures.clear();
    m_notBefore.clear();
    if (m_port) {
        m_port->close();
        m_port.reset();
        m_cancel.reset();
    }
}

void SyncRunner::afterChange(const Id &circle)
{
    // What came from others changes the circle too, but leaves nothing to send.
    if ((m_port && m_circle == circle) || !waits(circle))
        return;
    m_changed.insert(circle);
    m_soon.start();
}

bool SyncRunner::waits(const Id &circle) const
{
    const auto opened = m_open.open(circle);
    return opened && (*opened)->overview().waiting > 0;
}

void SyncRunner::next()
{
    if (m_port || m_queue.isEmpty() || !m_open.workspace())
        return;
    const Id circle = m_queue.takeFirst();
    const auto settings = remoteSettings(m_open.workspace()->vault(), circle);
    if (!settings || settings->kind == RemoteSettings::Kind::None) {
        next();
        return;
    }
    auto remote = makeRemote(*settings, circle);
    if (!remote) {
        SyncReport report;
        report.circle = circle;
        report.problems.append({remote.error().name, remote.error().message, remote.error().detail, remote.error().code});
        m_circle = circle;
        finish(report);
        return;
    }
    m_circle = circle;
    m_progress = {};
    m_port = std::make_shared<MarshalledPort>(m_open, circle);
    m_cancel = std::make_shared<Cancel>();
    emit started(circle);
    SyncOptions options;
    options.putBack = m_putBack.remove(circle);
    QPointer<SyncRunner> self(this);
    m_thread.start([self, around = m_around, port = m_port, cancel = m_cancel, options,
                    remote = std::shared_ptr<Remote>(std::move(*remote))]() mutable {
        const auto told = [self, port](const SyncProgress &progress) {
            QMetaObject::invokeMethod(QCoreApplication::instance(), [self, port, progress] {
                if (self && self->m_port == port) {
                    self->m_progress = progress;
                    emit self->progressed();
                }
            });
        };
        const SyncReport report = syncOnce(*port, *remote, *around.clock, *around.random, *cancel, told, options);
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, port, report] {
            // A port that was closed belongs to a vault that is locked by now.
            if (self && self->m_port == port)
                self->finish(report);
        });
    });
}

void SyncRunner::finish(const SyncReport &report)
{
    m_port.reset();
    m_cancel.reset();
    m_problems.insert(report.circle, report.problems);
    if (failed(report)) {
        const int times = m_failures[report.circle]++;
        const qint64 pause = std::min<qint64>(m_pace.longest, qint64(m_pace.afterFailure) << std::min(times, 10));
        m_notBefore.insert(report.circle, now() + pause);
    } else {
        m_failures.remove(report.circle);
        m_notBefore.remove(report.circle);
        // What was typed during the run goes with the next one.
        if (m_pace.automatic && !report.cancelled && waits(report.circle)) {
            m_changed.insert(report.circle);
            m_soon.start();
        }
    }
    if (report.joined)
        m_open.listChanged();
    else if (report.pushed > 0)
        m_open.countsChanged(report.circle);
    emit finished(report);
    next();
}

} // namespace heard
