// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/faultproxy.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

namespace heard::testing {

namespace {

using Kind = WireFault::Kind;
constexpr int trickleEvery = 200; ///< ms: far too slow for anybody's patience

/** One connection and its other half. Lives on the proxy's thread and goes with the device's socket. */
class Wire : public QObject
{
public:
    Wire(QTcpSocket *device, quint16 to, const WireFault &fault, std::function<void()> happened)
        : QObject(device)
        , m_device(device)
        , m_fault(fault)
        , m_happened(std::move(happened))
    {
        m_storage.connectToHost(QHostAddress(QHostAddress::LocalHost), to);
        connect(device, &QTcpSocket::readyRead, this, [this] { toStorage(); });
        connect(&m_storage, &QTcpSocket::readyRead, this, [this] { toDevice(); });
        connect(&m_storage, &QTcpSocket::disconnected, device, [this] {
            toDevice();
            m_device->disconnectFromHost();
        });
        connect(device, &QTcpSocket::disconnected, device, &QObject::deleteLater);
        connect(&m_drops, &QTimer::timeout, this, [this] { drop(); });
    }

private:
    /** True once the byte at which it happens is among these; they are cut there. */
    [[nodiscard]] bool reached(QByteArray &bytes, qint64 &passed) const
    {
        const bool now = passed + bytes.size() > m_fault.at;
        if (now)
            bytes.truncate(std::max<qint64>(0, m_fault.at - passed));
        return now;
    }
    void flip(QByteArray &bytes, qint64 passed)
    {
        const qint64 at = m_fault.at - passed;
        if (at >= 0 && at < bytes.size()) {
            bytes[at] = char(bytes.at(at) ^ 0x10);
            m_happened();
        }
    }
    void toStorage()
    {
        QByteArray bytes = m_device->readAll();
        const qint64 size = bytes.size();
        if (m_fault.kind == Kind::FlipRequest)
            flip(bytes, m_sent);
        const bool cut = m_fault.kind == Kind::CutRequest && reached(bytes, m_sent);
        if (m_storage.isOpen())
            m_storage.write(bytes);
        m_sent += size;
        if (cut) {
            m_happened();
            m_storage.flush();
            m_storage.disconnectFromHost();
            m_device->abort();
        }
    }
    void toDevice()
    {
        if (!m_storage.isOpen() || m_device->state() != QAbstractSocket::ConnectedState)
            return;
        QByteArray bytes = m_storage.readAll();
        const qint64 size = bytes.size();
        switch (m_fault.kind) {
        case Kind::LoseAnswer:
            if (size > 0)
                end(false);
            return;
        case Kind::Mute:
            if (m_ended)
                return;
            m_ended = reached(bytes, m_received);
            if (m_ended)
                m_happened();
            break;
        case Kind::CutAnswer:
        case Kind::Reset:
            if (reached(bytes, m_received)) {
                m_device->write(bytes);
                m_device->flush();
                end(m_fault.kind == Kind::Reset);
                return;
            }
            break;
        case Kind::Trickle:
        case Kind::InPieces:
            m_waiting += bytes;
            m_received += size;
            if (!m_drops.isActive() && !m_waiting.isEmpty()) {
                m_happened();
                m_drops.start(m_fault.kind == Kind::Trickle ? trickleEvery : 0);
            }
            return;
        case Kind::FlipAnswer:
            flip(bytes, m_received);
            break;
        case Kind::AddToAnswer:
            if (m_received <= m_fault.at && m_received + size > m_fault.at) {
                bytes.insert(m_fault.at - m_received, "0000000000000000");
                m_happened();
            }
            break;
        default:
            break;
        }
        m_received += size;
        m_device->write(bytes);
    }
    void drop()
    {
        if (m_device->state() != QAbstractSocket::ConnectedState)
            return m_drops.stop();
        const qsizetype some = m_fault.kind == Kind::Trickle ? 1 : 7;
        m_device->write(m_waiting.first(std::min(some, m_waiting.size())));
        m_device->flush();
        m_waiting.remove(0, some);
        if (m_waiting.isEmpty())
            m_drops.stop();
    }
    void end(bool reset)
    {
        m_happened();
        if (reset) {
            const linger now{1, 0};
            ::setsockopt(int(m_device->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        }
        m_storage.disconnect(this);
        m_storage.abort();
        m_device->abort();
    }

    QTcpSocket *m_device;
    QTcpSocket m_storage;
    WireFault m_fault;
    std::function<void()> m_happened;
    QTimer m_drops;
    QByteArray m_waiting;
    qint64 m_sent = 0;
    qint64 m_received = 0;
    bool m_ended = false;
};

} // namespace

class FaultProxy::Listener : public QTcpServer
{
public:
    explicit Listener(FaultProxy &proxy) : m_proxy(proxy) {}
    int connections = 0;

protected:
    void incomingConnection(qintptr handle) override
    {
        auto *device = new QTcpSocket(this);
        device->setSocketDescriptor(handle);
        const QMutexLocker lock(&m_proxy.m_mutex);
        const bool due = connections++ >= m_proxy.m_fault.connection;
        if (due && m_proxy.m_fault.kind == Kind::Refuse) {
            ++m_proxy.m_happened;
            device->abort();
            device->deleteLater();
            return;
        }
        new Wire(device, m_proxy.m_to, due ? m_proxy.m_fault : WireFault(), [this] {
            const QMutexLocker counting(&m_proxy.m_mutex);
            ++m_proxy.m_happened;
        });
    }

private:
    FaultProxy &m_proxy;
};

FaultProxy::FaultProxy(quint16 to) : m_to(to)
{
    m_listener = new Listener(*this);
    m_listener->listen(QHostAddress::LocalHost);
    m_port = m_listener->serverPort();
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
}

FaultProxy::~FaultProxy()
{
    m_thread.quit();
    m_thread.wait();
}

void FaultProxy::befall(const WireFault &fault)
{
    QMetaObject::invokeMethod(
        m_listener,
        [this, fault] {
            const auto open = m_listener->findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly);
            for (QTcpSocket *socket : open)
                socket->abort();
            const QMutexLocker lock(&m_mutex);
            m_fault = fault;
            m_happened = 0;
            m_listener->connections = 0;
        },
        Qt::BlockingQueuedConnection);
}

int FaultProxy::happened() const
{
    const QMutexLocker lock(&m_mutex);
    return m_happened;
}

} // namespace heard::testing
