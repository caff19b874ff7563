// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/steadyclock.h"

#include <chrono>
#include <ctime>

namespace heard {

qint64 SteadyClock::now() const
{
#ifdef CLOCK_BOOTTIME
    if (timespec time{}; clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
#endif
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace heard
