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

/** The next text at the end of a list: counts up within a fixed width, and doubles the width when that is used up. */
QString orderAfter(const QString &before)
{
    const qsizetype width = std::max<qsizetype>(2, before.size());
    QString next = before.leftJustified(width, u'0');
    for (qsizetype i = width - 1; i >= 0; --i) {
        const int digit = valueOf(next.at(i)) + 1;
        if (digit < base) {
            next[i] = QChar(digits[digit]);
            // A text that ends in 0 has no room before it.
            if (next.endsWith(u'0'))
                next[width - 1] = u'1';
            return next;
        }
        next[i] = u'0';
    }
    return before.leftJustified(2 * width - 1, u'0') + u'1';
}

} // namespace

QString orderBetween(const QString &before, const QString &after)
{
    if (after.isEmpty() || after <= before)
        return orderAfter(before);
    QString result;
    bool belowAfter = false; // once a digit is smaller than after's, anything may follow
    for (qsizetype i = 0;; ++i) {
        const int low = i < before.size() ? valueOf(before.at(i)) : 0;
        const int high = belowAfter ? base : (i < after.size() ? valueOf(after.at(i)) : base);
        if (high - low > 1) {
            result += QChar(digits[low + (high - low) / 2]);
            return result;
        }
        result += QChar(digits[low]);
        if (high > low)
            belowAfter = true;
    }
}

} // namespace heard
