// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/order.h"

#include <algorithm>

namespace heard {

namespace {

constexpr int base = 36;
constexpr char16_t digits[] = u"0123456789abcdefghijklmnopqrstuvwxyz";

/** A digit's worth; anything that is no digit counts as the nearest one below, so foreign texts still sort. */
int valueOf(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    if (c >= u'a' && c <= u'z')
        return c.unicode() - u'a' + 10;
    return c < u'0' ? 0 : base - 1;
}

} // namespace

QString orderBetween(const QString &before, const QString &after)
{
    const bool open = after.isEmpty() || after <= before;
    QString result;
    bool belowAfter = open; // once a digit is smaller than after's, anything may follow
    for (qsizetype i = 0;; ++i) {
        const int low = i < before.size() ? valueOf(before.at(i)) : 0;
        const int high = belowAfter ? base : (i < after.size() ? valueOf(after.at(i)) : base);
        if (high - low > 1) {
            // At the end of the list, step by a little: long lists then keep short texts.
            const int step = open && i + 1 < std::max<qsizetype>(before.size(), 2) ? 1 : (high - low) / 2;
            result += QChar(digits[low + std::max(1, step)]);
            return result;
        }
        result += QChar(digits[low]);
        if (high > low)
            belowAfter = true;
    }
}

} // namespace heard
