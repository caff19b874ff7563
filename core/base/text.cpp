// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

namespace heard {

namespace {

bool isKept(QChar c)
{
    if (c == u'\t' || c == u'\n')
        return true;
    const char16_t u = c.unicode();
    if ((u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069))
        return false;
    return u >= 0x20 && u != 0x7F && !(u >= 0x80 && u < 0xA0) && u != 0xFEFF;
}

} // namespace

QString cleanText(const QString &typed)
{
    QString lines = typed;
    lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    lines.replace(u'\r', u'\n');
    lines.replace(QChar::ParagraphSeparator, u'\n');
    lines.replace(QChar::LineSeparator, u'\n');
    QString kept;
    kept.reserve(lines.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QChar c = lines.at(i);
        if (c.isHighSurrogate() && i + 1 < lines.size() && lines.at(i + 1).isLowSurrogate()) {
            kept += c;
            kept += lines.at(++i);
        } else if (!c.isSurrogate() && isKept(c)) {
            // A lone surrogate cannot be written as UTF-8, so it cannot be kept.
            kept += c;
        }
    }
    return kept.normalized(QString::NormalizationForm_C).trimmed();
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
