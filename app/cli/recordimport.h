// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"
#include "outcome.h"

namespace heard::cli {

/**
 * Adds the records of a file of JSON lines, {"kind":…,"fields":{…}} each; ids and further members are passed over. Kinds and fields are those
 * that the profile declares. Statements are added by the profile's own rules. Saved 500 lines at a time: a line that cannot be used ends the
 * import with its number, and with how many of the blocks before it are saved.
 */
[[nodiscard]] Outcome importRecords(Circle &circle, const Id &audience, const QString &file);

} // namespace heard::cli
