// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/**
 * Which way words run, and what must not be turned round among words that run the other way (Unicode Standard Annex #9). Persons' own
 * words hold no marks of direction (cleanText() takes them away); what is put here is only in what is shown, printed or saved.
 */
namespace heard::bidi {

/** The direction of the first letter that has one and stands in no isolate (UAX #9, P2), or @p otherwise. */
[[nodiscard]] Qt::LayoutDirection directionOf(const QString &text, Qt::LayoutDirection otherwise);

/** @p words to be put into a sentence that runs @p direction: isolated where any letter runs the other way, so that nothing changes places. */
[[nodiscard]] QString inserted(const QString &words, Qt::LayoutDirection direction);

/**
 * @p text, in a paragraph that runs @p direction, with numbers kept in their order: among Arabic words "37 kB" would read "kB 37", "5 mg"
 * "mg 5", and a phone number group by group from its end. Text from the left comes back as it is.
 */
[[nodiscard]] QString numbersKept(const QString &text, Qt::LayoutDirection direction);

/** @p text without the marks that the two above put in: for the name of a file or a field that shows no such marks. */
[[nodiscard]] QString withoutMarks(const QString &text);

} // namespace heard::bidi
