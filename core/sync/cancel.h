// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace heard {

/** Asks a running sync to stop: after the request it is in, or in the middle of one that waits. May be set from any thread. */
class Cancel
{
public:
    void cancel() { m_cancelled = true; }
    [[nodiscard]] bool cancelled() const { return m_cancelled; }

private:
    std::atomic<bool> m_cancelled = false;
};

} // namespace heard
