// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/writers.h"

namespace heard {

/** The error for a one-side document that overflows: says by how much, and names the lines to shorten by their first words. */
[[nodiscard]] Error doesNotFit(const Document &document, const FitReport &report);

} // namespace heard
