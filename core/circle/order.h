// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace heard {

/**
 * A text that sorts between two others (by code unit), for lists that several people reorder apart. Digits 0-9a-z as a fraction
 * in base 36; never ends in 0. Empty @p before means the start, empty @p after the end. When the two are equal or the wrong way
 * round (a clash), it gives a text right after @p before.
 */
[[nodiscard]] QString orderBetween(const QString &before, const QString &after);

} // namespace heard
