// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

namespace heard {

/** Longest sentence a person may save in one field, in bytes of UTF-8 (a hostile 1 MB is refused, with what to do). */
inline constexpr qsizetype longestText = 100'000;

/**
 * Text as it is kept and shown, one's own and what came from others: Unicode NFC, line ends as `\n`, trimmed at both ends. What cannot
 * be seen and can make words read as other words goes:
 * - control characters but tab and newline, lone surrogates and code points that are no characters;
 * - all marks that steer the direction of letters (U+061C, U+200E, U+200F, U+202A–202E, U+2066–2069): a line's direction follows from
 *   its own letters;
 * - spaces of no width and other invisible signs (U+00AD, U+034F, U+115F, U+1160, U+17B4, U+17B5, U+180E, U+200B, U+2060–2064,
 *   U+206A–206F, U+3164, U+FEFF, U+FFA0, U+FFF9–FFFB, tags U+E0000–E007F but in the flags of England, Scotland and Wales);
 * - joiners (U+200C, U+200D) but after letters and marks of the scripts that need them, and in emoji sequences;
 * - combining marks after the eighth on one letter, and variation selectors that follow each other.
 */
[[nodiscard]] QString cleanText(const QString &typed);

/** cleanText() of any text, however long: at most @p most bytes of UTF-8 of it, cut between characters. For what came from others. */
[[nodiscard]] QString boundedText(const QString &text, qsizetype most);

/** Text that is clean already, as one line of at most @p longest characters. For names that came from others. */
[[nodiscard]] QString boundedLine(const QString &text, qsizetype longest);

/** cleanText, refused when longer than longestText. Empty text is allowed. */
[[nodiscard]] Result<QString> checkedText(const QString &typed);

/** cleanText on one line, at most @p longest characters: for names. Refused when empty or too long. */
[[nodiscard]] Result<QString> checkedName(const QString &typed, qsizetype longest = 120);

/** Words as a person counts them: runs of letters and digits; apostrophes and hyphens inside belong to the word. */
[[nodiscard]] qsizetype countWords(const QString &text);

} // namespace heard
