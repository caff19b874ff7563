// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace heard {

/** How long ago @p then was, in words: "just now", "2 minutes ago", "yesterday", a date. Both in ms since 1970. */
[[nodiscard]] QString timeAgo(qint64 then, qint64 now);
/** How long something takes, roughly and at the start of a sentence: "Less than a minute", "About 5 minutes". */
[[nodiscard]] QString timeLong(qint64 seconds);

} // namespace heard
