// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>
#include <vector>

namespace heard::cli {

/**
 * Splits a line into words as a POSIX shell does (2.2 Quoting), without expanding anything: '…' keeps all, "…" keeps all but \" \\ \$ \`,
 * a backslash outside keeps the next character, # at the start of a word begins a comment. BadInput for an open quote or a backslash at the end.
 */
[[nodiscard]] Result<std::vector<std::string>> shellWords(const std::string &line);

} // namespace heard::cli
