// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/timeleft.h"

#include <algorithm>
#include <cmath>

namespace heard {

namespace {

constexpr qint64 firstWord = 2000;  ///< ms before anything is said
constexpr qint64 leastLook = 250;   ///< ms between two looks at the speed
constexpr double memory = 10'000.0; ///< ms after which what was before counts for a third

} // namespace

qint64 TimeLeft::at(qint64 done, qint64 total, qint64 ms)
{
    if (const qint64 passed = ms - m_lastMs; passed >= leastLook) {
        const double rate = double(std::max<qint64>(done - m_lastDone, 0)) / double(passed);
        const double keep = m_lastDone > 0 ? std::exp(-double(passed) / memory) : 0.0;
        m_rate = m_rate * keep + rate * (1.0 - keep);
        m_lastDone = done;
        m_lastMs = ms;
    }
    if (total > 0 && done >= total)
        return 0;
    if (ms < firstWord || m_rate <= 0.0)
        return -1;
    return qint64(std::ceil(double(total - done) / m_rate / 1000.0));
}

} // namespace heard
