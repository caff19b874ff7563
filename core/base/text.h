// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

namespace heard {

/** Longest sentence a person may save in one field, in bytes of UTF-8 (a hostile 1 MB is refused, with what to do). */
inline constexpr qsizetype longestText = 100'000;

/**
 * Text as it is kept: Unicode NFC, line ends as `\n`, no control characters but tab and newline, and no bidirectional
 * overrides, embeddings or isolates (U+202A–202E, U+2066–2069), which can make words read as other words than were typed.
 * Marks that right-to-left scripts need (U+200E, U+200F, U+061C, joiners) stay. Trimmed at both ends.
 */
[[nodiscard]] QString cleanText(const QString &typed);

/** cleanText, refused when longer than longestText. Empty text is allowed. */
[[nodiscard]] Result<QString> checkedText(const QString &typed);

/** cleanText on one line, at most @p longest characters: for names. Refused when empty or too long. */
[[nodiscard]] Result<QString> checkedName(const QString &typed, qsizetype longest = 120);

/** Words as a person counts them: runs of letters and digits; apostrophes and hyphens inside belong to the word. */
[[nodiscard]] qsizetype countWords(const QString &text);

} // namespace heard
