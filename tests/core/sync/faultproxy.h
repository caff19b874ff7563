// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMutex>
#include <QThread>

namespace heard::testing {

/** What befalls the bytes between a device and its storage. */
struct WireFault
{
    enum class Kind {
        None,
        Refuse,      ///< closes each connection at once
        CutRequest,  ///< closes after so many bytes to the storage
        CutAnswer,   ///< closes after so many bytes from it
        LoseAnswer,  ///< the storage has it all and does it, and its answer does not come
        Reset,       ///< as CutAnswer, with a reset
        Mute,        ///< nothing more comes after so many bytes, and the connection stays
        Trickle,     ///< then one byte at a time, ever so slowly
        FlipRequest, ///< one bit of that byte is turned on its way there
        FlipAnswer,  ///< … on its way back
        InPieces,    ///< a few bytes at a time: harmless
        AddToAnswer, ///< bytes that the storage never sent
    };
    Kind kind = Kind::None;
    qint64 at = 0;      ///< bytes of a connection after which it happens
    int connection = 0; ///< to which connections: those from this one on, 0 being the next
};

/** A way to one port of this computer through which faults befall. On a thread of its own. */
class FaultProxy
{
public:
    explicit FaultProxy(quint16 to);
    ~FaultProxy();
    FaultProxy(const FaultProxy &) = delete;
    FaultProxy &operator=(const FaultProxy &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    /** From the next connection on; those that are open are closed. */
    void befall(const WireFault &fault);
    /** How often it really did something since befall(). */
    [[nodiscard]] int happened() const;

private:
    class Listener;
    friend class Listener;

    quint16 m_to;
    quint16 m_port = 0;
    QThread m_thread;
    Listener *m_listener = nullptr;
    mutable QMutex m_mutex;
    WireFault m_fault;
    int m_happened = 0;
};

} // namespace heard::testing
