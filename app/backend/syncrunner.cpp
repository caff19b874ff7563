// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "syncrunner.h"

#include <QCoreApplication>
#include <QPointer>
#include <cstdlib>
#include <utility>

namespace heard {

SyncRunner::SyncRunner(OpenCircles &circles, MediaChoice &media, Surroundings around, QObject *parent)
    : QObject(parent)
    , m_open(circles)
    , m_media(media)
    , m_around(std::move(around))
{
    m_thread.setMaxThreadCount(1);
    connect(&circles, &OpenCircles::closing, this, &SyncRunner::close);
    connect(&media, &MediaChoice::changed, this, &SyncRunner::leaveMedia);
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
    const auto circles = m_open.workspace()->vault().store().circles();
    for (const Id &circle : circles.value_or(QList<Id>{}))
        sync(circle);
}

void SyncRunner::sync(const Id &circle)
{
    const auto runs = [&] { return m_port && m_circle == circle; };
    const bool ran = runs();
    m_asked.insert(circle);
    m_askedFor = m_askedFor || ran;
    emit asked(circle);
    // Who heard that may have started it. One that ran already is run once more: it may have missed what was written since.
    if (ran || !runs())
        run(circle);
}

void SyncRunner::syncWithMedia(const Id &circle)
{
    m_withMedia.insert(circle);
    sync(circle);
}

void SyncRunner::leaveMedia()
{
    if (!m_port || !m_mediaUnasked || !m_media.holds())
        return;
    m_mediaUnasked = false;
    if (m_askedFor)
        m_asked.insert(m_circle);
    run(m_circle);
    m_cancel->cancel();
}

void SyncRunner::run(const Id &circle)
{
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
    m_asked.clear();
    m_withMedia.clear();
    if (m_cancel)
        m_cancel->cancel();
}

void SyncRunner::close()
{
    stop();
    m_problems.clear();
    m_putBack.clear();
    if (m_port) {
        m_port->close();
        m_port.reset();
        m_cancel.reset();
    }
}

void SyncRunner::next()
{
    if (m_port || m_queue.isEmpty() || !m_open.workspace())
        return;
    const Id circle = m_queue.takeFirst();
    m_circle = circle;
    m_askedFor = m_asked.remove(circle);
    const auto settings = remoteSettings(m_open.workspace()->vault(), circle);
    if (!settings) {
        finish(settings.error());
        return;
    }
    if (settings->kind == RemoteSettings::Kind::None) {
        next();
        return;
    }
    auto remote = makeRemote(*settings, circle);
    if (!remote) {
        finish(remote.error());
        return;
    }
    m_progress = {};
    m_port = std::make_shared<MarshalledPort>(m_open, circle);
    m_cancel = std::make_shared<Cancel>();
    emit started(circle);
    SyncOptions options;
    options.putBack = m_putBack.remove(circle);
    const bool withMedia = m_withMedia.remove(circle);
    options.media = withMedia || !m_media.holds();
    m_mediaUnasked = options.media && !withMedia;
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
        SyncReport report = syncOnce(*port, *remote, *around.clock, *around.random, *cancel, told, options);
        report.comeBackIn = remote->comeBackIn();
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, port, report] {
            // A port that was closed belongs to a vault that is locked by now.
            if (self && self->m_port == port)
                self->finish(report);
        });
    });
}

void SyncRunner::finish(const Error &error)
{
    SyncReport report;
    report.circle = m_circle;
    report.problems.append({error.name, error.message, error.detail, error.code});
    finish(report);
}

void SyncRunner::finish(const SyncReport &report)
{
    m_port.reset();
    m_cancel.reset();
    m_problems.insert(report.circle, report.problems);
    if (report.joined)
        m_open.listChanged();
    else if (report.pushed > 0)
        m_open.countsChanged(report.circle);
    emit finished(report);
    next();
}

} // namespace heard
