// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace heard {

/**
 * How long the rest of a transfer takes, from how fast it went lately: a mean that forgets, so that a network that slows down shows within
 * seconds and one quick piece does not promise too much. Says nothing for the first two seconds or before anything went over.
 */
class TimeLeft
{
public:
    /** @p done of @p total bytes have gone over, @p ms after the beginning; both never fall. Gives seconds, rounded up; -1: not known. */
    [[nodiscard]] qint64 at(qint64 done, qint64 total, qint64 ms);

private:
    qint64 m_lastDone = 0;
    qint64 m_lastMs = 0;
    double m_rate = 0; ///< bytes a ms
};

} // namespace heard
