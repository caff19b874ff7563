// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marshalledport.h"
#include "mediachoice.h"
#include "sync/engine.h"
#include "sync/settings.h"

#include <QHash>
#include <QSet>
#include <QThreadPool>

namespace heard {

/** Syncs circles one after the other on a thread of its own. What runs when nobody asks is AutoSync's to say. */
class SyncRunner : public QObject
{
    Q_OBJECT

public:
    /** @p media says whether pictures go too. Both must outlive this. */
    SyncRunner(OpenCircles &circles, MediaChoice &media, Surroundings around, QObject *parent = nullptr);
    ~SyncRunner() override;
    Q_DISABLE_COPY_MOVE(SyncRunner)

    /** The time of day, as the vault sees it. */
    [[nodiscard]] qint64 now() const { return m_around.clock->now(); }
    [[nodiscard]] bool running() const { return m_port != nullptr; }
    [[nodiscard]] Id runningCircle() const { return m_circle; }
    /** True: somebody asked for the run that runs, and is told how it goes. */
    [[nodiscard]] bool wasAsked() const { return m_askedFor; }
    [[nodiscard]] SyncProgress progress() const { return m_progress; }
    /** Problems of the last run of a circle in this session; a run that went well has none. */
    [[nodiscard]] QList<SyncProblem> problems(const Id &circle) const { return m_problems.value(circle); }

    /** All circles that have a remote, now, because somebody asked for it. */
    void syncAll();
    void sync(const Id &circle);
    /** The same with pictures, sound and film, on whatever network: the person said so. */
    void syncWithMedia(const Id &circle);
    /** The same when nobody asked. */
    void run(const Id &circle);
    /** Sends everything again to a place that was emptied: the person agreed. */
    void putBack(const Id &circle);
    /** Stops after the request it is in, and empties the queue. */
    void stop();

signals:
    /** Somebody wants this circle synced now. */
    void asked(const heard::Id &circle);
    void started(const heard::Id &circle);
    void progressed();
    void finished(const heard::SyncReport &report);

private:
    void next();
    void finish(const SyncReport &report);
    /** What could not even begin. */
    void finish(const Error &error);
    void close();
    /** The network costs money from now on: what runs goes on without pictures. */
    void leaveMedia();

    OpenCircles &m_open;
    MediaChoice &m_media;
    Surroundings m_around;
    QThreadPool m_thread;
    QList<Id> m_queue;
    QSet<Id> m_asked; ///< of those in the queue
    QSet<Id> m_putBack;
    QSet<Id> m_withMedia;
    QHash<Id, QList<SyncProblem>> m_problems;
    Id m_circle;
    bool m_askedFor = false;
    bool m_mediaUnasked = false; ///< the run that runs takes pictures along because the network costs nothing
    SyncProgress m_progress;
    std::shared_ptr<MarshalledPort> m_port;
    std::shared_ptr<Cancel> m_cancel;
};

} // namespace heard
