// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "marshalledport.h"

#include <QCoreApplication>

namespace heard {

namespace {

std::unexpected<Error> stopped()
{
    return fail(ErrorCode::Unreachable, "stopped", coreText("It was stopped. Your work is safe here."), {}, true);
}

} // namespace

MarshalledPort::MarshalledPort(OpenCircles &open, const Id &circle) : m_shared(std::make_shared<Shared>())
{
    m_shared->open = &open;
    m_shared->circle = circle;
}

MarshalledPort::~MarshalledPort() = default;

void MarshalledPort::close()
{
    {
        const std::scoped_lock lock(m_shared->guard);
        m_shared->closed = true;
    }
    m_shared->answered.notify_all();
}

template<typename T, typename Ask>
Result<T> MarshalledPort::carry(Ask ask)
{
    // What is asked goes by value and the answer lies in memory that both sides hold: either may be gone first.
    struct Call
    {
        Ask ask;
        std::optional<Result<T>> answer;
    };
    auto call = std::make_shared<Call>(Call{std::move(ask), {}});
    auto shared = m_shared;
    {
        const std::scoped_lock lock(shared->guard);
        if (shared->closed)
            return stopped();
    }
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [shared, call] {
            {
                const std::scoped_lock lock(shared->guard);
                if (shared->closed)
                    return;
            }
            // Only this thread closes: the circle stays while it is asked.
            Result<T> answer = stopped();
            if (const auto circle = shared->open->open(shared->circle)) {
                DirectPort direct(**circle);
                answer = call->ask(direct);
            } else {
                answer = std::unexpected(circle.error());
            }
            {
                const std::scoped_lock lock(shared->guard);
                call->answer.emplace(std::move(answer));
            }
            shared->answered.notify_all();
        },
        Qt::QueuedConnection);
    std::unique_lock lock(shared->guard);
    shared->answered.wait(lock, [&] { return call->answer.has_value() || shared->closed; });
    if (!call->answer)
        return stopped();
    return std::move(*call->answer);
}

Result<CircleSnapshot> MarshalledPort::snapshot()
{
    return carry<CircleSnapshot>([](CirclePort &port) { return port.snapshot(); });
}

Result<QList<SignedCommit>> MarshalledPort::commitsOf(const Id &stream, quint64 after, int most)
{
    return carry<QList<SignedCommit>>([stream, after, most](CirclePort &port) { return port.commitsOf(stream, after, most); });
}

Result<QByteArray> MarshalledPort::deviceKey(const Id &device)
{
    return carry<QByteArray>([device](CirclePort &port) { return port.deviceKey(device); });
}

Result<QByteArray> MarshalledPort::signHead(const QByteArray &message)
{
    return carry<QByteArray>([message](CirclePort &port) { return port.signHead(message); });
}

Result<Circle::Received> MarshalledPort::receive(const QList<SignedCommit> &commits)
{
    return carry<Circle::Received>([commits](CirclePort &port) { return port.receive(commits); });
}

Result<Circle::Rewritten> MarshalledPort::rewriteFork(const Id &stream, const QList<SignedCommit> &theirs)
{
    return carry<Circle::Rewritten>([stream, theirs](CirclePort &port) { return port.rewriteFork(stream, theirs); });
}

Result<QList<Letter>> MarshalledPort::letters()
{
    return carry<QList<Letter>>([](CirclePort &port) { return port.letters(); });
}

Result<bool> MarshalledPort::openLetter(const QByteArray &sealed)
{
    return carry<bool>([sealed](CirclePort &port) { return port.openLetter(sealed); });
}

Result<QHash<QByteArray, QByteArray>> MarshalledPort::notes(ItemKind kind)
{
    return carry<QHash<QByteArray, QByteArray>>([kind](CirclePort &port) { return port.notes(kind); });
}

Result<> MarshalledPort::keep(const SyncUpdate &update)
{
    return carry<void>([update](CirclePort &port) { return port.keep(update); });
}

Result<QList<AttachmentInfo>> MarshalledPort::attachments()
{
    return carry<QList<AttachmentInfo>>([](CirclePort &port) { return port.attachments(); });
}

Result<QSet<QByteArray>> MarshalledPort::heldChunks()
{
    return carry<QSet<QByteArray>>([](CirclePort &port) { return port.heldChunks(); });
}

Result<QByteArray> MarshalledPort::chunk(const QByteArray &name)
{
    return carry<QByteArray>([name](CirclePort &port) { return port.chunk(name); });
}

Result<> MarshalledPort::keepChunks(const QList<QByteArray> &pieces)
{
    return carry<void>([pieces](CirclePort &port) { return port.keepChunks(pieces); });
}

Result<> MarshalledPort::dropChunks(const QList<QByteArray> &names)
{
    return carry<void>([names](CirclePort &port) { return port.dropChunks(names); });
}

Result<> MarshalledPort::finishErasures(const QList<Id> &erasures)
{
    return carry<void>([erasures](CirclePort &port) { return port.finishErasures(erasures); });
}

Result<> MarshalledPort::dropKeys(const QSet<Id> &epochs)
{
    return carry<void>([epochs](CirclePort &port) { return port.dropKeys(epochs); });
}

Result<> MarshalledPort::dropUnusedChunks(const QList<QByteArray> &names)
{
    return carry<void>([names](CirclePort &port) { return port.dropUnusedChunks(names); });
}

} // namespace heard
