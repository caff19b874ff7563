// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/bidi.h"

#include <QList>
#include <QRegularExpression>
#include <algorithm>

namespace heard::bidi {

namespace {

constexpr QChar leftToRightIsolate(0x2066);
constexpr QChar firstStrongIsolate(0x2068);
constexpr QChar endOfIsolate(0x2069);

bool startsIsolate(uint c)
{
    return c >= 0x2066 && c <= 0x2068;
}

} // namespace

Qt::LayoutDirection directionOf(const QString &text, Qt::LayoutDirection otherwise)
{
    int inside = 0;
    const QList<uint> letters = text.toUcs4();
    for (const uint c : letters) {
        if (startsIsolate(c))
            ++inside;
        else if (c == endOfIsolate.unicode())
            inside = std::max(0, inside - 1);
        if (inside > 0)
            continue;
        switch (QChar::direction(c)) {
        case QChar::DirL:
            return Qt::LeftToRight;
        case QChar::DirR:
        case QChar::DirAL:
            return Qt::RightToLeft;
        default:
            break;
        }
    }
    return otherwise;
}

QString inserted(const QString &words, Qt::LayoutDirection direction)
{
    const QList<uint> letters = words.toUcs4();
    const bool otherWay = std::any_of(letters.begin(), letters.end(), [direction](uint c) {
        const QChar::Direction own = QChar::direction(c);
        return direction == Qt::RightToLeft ? own == QChar::DirL : own == QChar::DirR || own == QChar::DirAL;
    });
    return otherWay ? firstStrongIsolate + words + endOfIsolate : words;
}

QString numbersKept(const QString &text, Qt::LayoutDirection direction)
{
    if (direction != Qt::RightToLeft)
        return text;
    // Units of size, weight, volume, length, time, heat and share; then numbers to ring up, which are written in groups.
    static const QRegularExpression kept(QStringLiteral(
        "(?<![\\p{L}\\p{N}])(?:\\d+(?:[.,:]\\d+)*[ \\x{A0}\\x{202F}]?(?:[kMGT]?i?B|[km\\x{B5}]?g|mcg|[mcd]?[lL]|[mck]?m|km/h|mph|in|ft"
        "|h|min|ms|s|[ap]\\.?m\\.?|\\x{B0}[CF]|kcal|mmol/[lL]|bpm|dB|pt|px|V|W)(?![\\p{L}\\p{N}])"
        "|\\+?\\(?\\d+\\)?(?:[ \\x{A0}\\x{202F}-]\\(?\\d{2,}\\)?){1,6}(?![\\p{L}\\p{N}]))"));
    QString out;
    qsizetype from = 0;
    for (auto found = kept.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString words = match.captured();
        const bool ringsUp = words.front() == u'+' || words.front() == u'0' || words.front() == u'(';
        const bool hasUnit = std::any_of(words.begin(), words.end(), [](QChar c) { return c.isLetter(); });
        out += text.mid(from, match.capturedStart() - from);
        out += hasUnit || ringsUp ? leftToRightIsolate + words + endOfIsolate : words;
        from = match.capturedEnd();
    }
    return out + text.mid(from);
}

QString withoutMarks(const QString &text)
{
    QString out = text;
    return out.removeIf([](QChar c) { return startsIsolate(c.unicode()) || c == endOfIsolate; });
}

} // namespace heard::bidi
