// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace heard {

/** Milliseconds since the device started, sleep included where the platform tells it. Setting the time of day does not move it. */
class SteadyClock final : public Clock
{
public:
    [[nodiscard]] qint64 now() const override;
};

} // namespace heard
