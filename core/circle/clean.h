// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCborValue>

namespace heard {

/**
 * A value that came in a change, as it is shown here: each text in it as cleanText() gives it and at most longestText bytes long.
 * Whoever wrote it may have used another app than this one, so nothing about it can be taken for granted. The change itself stays as it
 * was signed; what is folded from it is clean, so every reader, every comparison of two versions and every page gets the same clean text.
 */
[[nodiscard]] QCborValue cleanedValue(const QCborValue &value);
/** A claimed time that a calendar can show: ms since 1970, from then to the end of 9999; 0 for others. */
[[nodiscard]] qint64 cleanedTime(qint64 ms);

} // namespace heard
