// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "opencircles.h"
#include "sync/port.h"

#include <QObject>
#include <condition_variable>
#include <mutex>

namespace heard {

/**
 * The bridge between a sync on its own thread and a circle on the window's. Made and closed on the window's thread, called on
 * the other: each call is carried over and waited for. Once closed, every call, waiting ones too, fails at once and the circle
 * is not looked at again: so locking and quitting never wait for a slow disk.
 */
class MarshalledPort final : public CirclePort
{
public:
    /** Circles of @p open are used on the thread that open lives on. */
    MarshalledPort(OpenCircles &open, const Id &circle);
    ~MarshalledPort() override;
    MarshalledPort(const MarshalledPort &) = delete;
    MarshalledPort &operator=(const MarshalledPort &) = delete;

    void close();

    [[nodiscard]] Result<CircleSnapshot> snapshot() override;
    [[nodiscard]] Result<QList<SignedCommit>> commitsOf(const Id &stream, quint64 after, int most) override;
    [[nodiscard]] Result<QByteArray> deviceKey(const Id &device) override;
    [[nodiscard]] Result<QByteArray> signHead(const QByteArray &message) override;
    [[nodiscard]] Result<Circle::Received> receive(const QList<SignedCommit> &commits) override;
    [[nodiscard]] Result<Circle::Rewritten> rewriteFork(const Id &stream, const QList<SignedCommit> &theirs) override;
    [[nodiscard]] Result<QList<Letter>> letters() override;
    [[nodiscard]] Result<bool> openLetter(const QByteArray &sealed) override;
    [[nodiscard]] Result<QHash<QByteArray, QByteArray>> notes(ItemKind kind) override;
    [[nodiscard]] Result<> keep(const SyncUpdate &update) override;
    [[nodiscard]] Result<QList<AttachmentInfo>> attachments() override;
    [[nodiscard]] Result<QSet<QByteArray>> heldChunks() override;
    [[nodiscard]] Result<QByteArray> chunk(const QByteArray &name) override;
    [[nodiscard]] Result<> keepChunks(const QList<QByteArray> &pieces) override;
    [[nodiscard]] Result<> dropChunks(const QList<QByteArray> &names) override;
    [[nodiscard]] Result<> finishErasures(const QList<Id> &erasures) override;
    [[nodiscard]] Result<> dropKeys(const QSet<Id> &epochs) override;
    [[nodiscard]] Result<> dropUnusedChunks(const QList<QByteArray> &names) override;

private:
    struct Shared
    {
        std::mutex guard;
        std::condition_variable answered;
        bool closed = false;
        OpenCircles *open = nullptr; ///< looked at on its own thread only, and only while not closed
        Id circle;
    };
    template<typename T, typename Ask>
    [[nodiscard]] Result<T> carry(Ask ask);

    std::shared_ptr<Shared> m_shared;
};

} // namespace heard
