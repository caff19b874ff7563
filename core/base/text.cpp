// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <QList>
#include <algorithm>
#include <array>

namespace heard {

namespace {

/** Nothing for most texts: letters, digits and signs of Latin scripts without anything that cleaning could change. */
bool isPlain(const QString &text)
{
    if (text.isEmpty())
        return true;
    const bool latin = std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= 0x20 && u < 0x7F) || u == u'\n' || u == u'\t' || (u > 0xA0 && u <= 0xFF && u != 0xAD);
    });
    return latin && !text.front().isSpace() && !text.back().isSpace();
}

bool isHidden(char32_t c)
{
    constexpr std::array hidden{
        std::pair{U'\u00AD', U'\u00AD'}, std::pair{U'\u034F', U'\u034F'}, std::pair{U'\u061C', U'\u061C'}, std::pair{U'\u115F', U'\u1160'},
        std::pair{U'\u17B4', U'\u17B5'}, std::pair{U'\u180E', U'\u180E'}, std::pair{U'\u200B', U'\u200B'}, std::pair{U'\u200E', U'\u200F'},
        std::pair{U'\u202A', U'\u202E'}, std::pair{U'\u2060', U'\u206F'}, std::pair{U'\u3164', U'\u3164'}, std::pair{U'\uFEFF', U'\uFEFF'},
        std::pair{U'\uFFA0', U'\uFFA0'}, std::pair{U'\uFFF0', U'\uFFFB'},
    };
    const bool noCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return noCharacter
           || std::any_of(hidden.cbegin(), hidden.cend(), [&](const auto &range) { return c >= range.first && c <= range.second; });
}

bool isControl(char32_t c)
{
    return (c < 0x20 && c != U'\n' && c != U'\t') || (c >= 0x7F && c < 0xA0);
}

bool isVariation(char32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool isTag(char32_t c)
{
    return c >= 0xE0000 && c <= 0xE007F;
}

bool isSign(char32_t c)
{
    return QChar::category(c) == QChar::Symbol_Other || (c >= 0x1F3FB && c <= 0x1F3FF);
}

/** Letters of scripts in which a joiner changes how a word is written; in the others it only hides. */
bool joins(char32_t c)
{
    switch (QChar::script(c)) {
    case QChar::Script_Latin:
    case QChar::Script_Greek:
    case QChar::Script_Cyrillic:
    case QChar::Script_Armenian:
    case QChar::Script_Hebrew:
    case QChar::Script_Georgian:
    case QChar::Script_Hangul:
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Common:
    case QChar::Script_Unknown:
        return false;
    default:
        return QChar::isLetter(c) || QChar::isMark(c);
    }
}

/** Takes characters one by one and keeps those that may stay where they are. */
class Cleaner
{
public:
    void take(char32_t c, char32_t next)
    {
        if (isControl(c) || isHidden(c) || !mayStay(c, next))
            return;
        m_marks = isMark(c) ? m_marks + 1 : 0;
        m_inFlag = c == blackFlag || (m_inFlag && isTag(c));
        m_last = c;
        m_kept += QString::fromUcs4(&c, 1);
    }
    [[nodiscard]] const QString &kept() const { return m_kept; }

private:
    static constexpr char32_t blackFlag = 0x1F3F4;
    static constexpr int mostMarks = 8;

    static bool isMark(char32_t c) { return QChar::isMark(c) && !isVariation(c); }
    [[nodiscard]] bool mayStay(char32_t c, char32_t next) const
    {
        if (c == 0x200C)
            return joins(m_last);
        if (c == 0x200D)
            return joins(m_last) || ((isSign(m_last) || isVariation(m_last)) && isSign(next));
        if (isTag(c))
            return m_inFlag && c > 0xE001F;
        if (isVariation(c))
            return m_last != 0 && !isVariation(m_last) && !QChar::isSpace(m_last);
        return !isMark(c) || m_marks < mostMarks;
    }

    QString m_kept;
    char32_t m_last = 0;
    int m_marks = 0;
    bool m_inFlag = false;
};

} // namespace

QString cleanText(const QString &typed)
{
    if (isPlain(typed))
        return typed;
    QString lines = typed;
    lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    lines.replace(u'\r', u'\n');
    lines.replace(QChar::ParagraphSeparator, u'\n');
    lines.replace(QChar::LineSeparator, u'\n');
    // A lone surrogate cannot be written as UTF-8, so it cannot be kept.
    QList<uint> points;
    points.reserve(lines.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QChar c = lines.at(i);
        if (c.isHighSurrogate() && i + 1 < lines.size() && lines.at(i + 1).isLowSurrogate())
            points.append(QChar::surrogateToUcs4(c, lines.at(++i)));
        else if (!c.isSurrogate())
            points.append(c.unicode());
    }
    Cleaner cleaner;
    for (qsizetype i = 0; i < points.size(); ++i)
        cleaner.take(points.at(i), i + 1 < points.size() ? points.at(i + 1) : 0);
    return cleaner.kept().normalized(QString::NormalizationForm_C).trimmed();
}

QString boundedText(const QString &text, qsizetype most)
{
    // Cut before cleaning too: cleaning a gigabyte would be the attack.
    QString clean = cleanText(text.size() > 4 * most ? text.left(4 * most) : text);
    if (clean.size() * 3 <= most)
        return clean;
    qsizetype bytes = 0;
    for (qsizetype i = 0; i < clean.size(); ++i) {
        const QChar c = clean.at(i);
        const bool pair = c.isHighSurrogate();
        bytes += pair ? 4 : c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 ? 2 : 3;
        if (bytes > most)
            return clean.left(i).trimmed();
        i += pair ? 1 : 0;
    }
    return clean;
}

QString boundedLine(const QString &text, qsizetype longest)
{
    QString line = text.simplified();
    if (line.size() <= longest)
        return line;
    line.truncate(longest);
    if (line.back().isHighSurrogate())
        line.chop(1);
    return line.trimmed();
}

Result<QString> checkedText(const QString &typed)
{
    const auto tooLong = [] {
        return fail(ErrorCode::BadInput, "text-too-long",
                    coreText("This text is too long to keep in one place. Cut it into shorter pieces and save each. What you typed is still here."));
    };
    // Measured before cleaning too: cleaning a gigabyte would be the attack.
    if (typed.size() > 4 * longestText)
        return tooLong();
    QString text = cleanText(typed);
    if (text.toUtf8().size() > longestText)
        return tooLong();
    return text;
}

Result<QString> checkedName(const QString &typed, qsizetype longest)
{
    QString name = cleanText(typed.left(20 * longest));
    name = name.simplified();
    if (name.isEmpty())
        return fail(ErrorCode::BadInput, "name-missing", coreText("Type a name first."));
    if (name.size() > longest)
        return fail(ErrorCode::BadInput, "name-too-long", coreText("This name is too long. Use a shorter one."));
    return name;
}

qsizetype countWords(const QString &text)
{
    qsizetype words = 0;
    bool inside = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool joins = inside && (c == u'\'' || c == u'’' || c == u'-') && i + 1 < text.size() && text.at(i + 1).isLetterOrNumber();
        const bool letter = c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || joins;
        if (letter && !inside)
            ++words;
        inside = letter;
    }
    return words;
}

} // namespace heard
