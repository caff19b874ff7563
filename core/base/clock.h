// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace heard {

/** The time of day, passed in so that tests and `--now` own it. Milliseconds since 1970 in UTC. */
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual qint64 now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 now() const override { return QDateTime::currentMSecsSinceEpoch(); }
};

/** A clock that stands still until it is set: for `--now`, tests and the simulator. */
class SetClock final : public Clock
{
public:
    explicit SetClock(qint64 at) : m_at(at) {}
    [[nodiscard]] qint64 now() const override { return m_at; }
    void set(qint64 at) { m_at = at; }

private:
    qint64 m_at;
};

} // namespace heard
