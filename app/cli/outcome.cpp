// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "outcome.h"

#include <QJsonDocument>
#include <algorithm>
#include <cstdio>

namespace heard::cli {

int exitStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage:
        return 2;
    case ErrorCode::Refused:
    case ErrorCode::Busy:
    case ErrorCode::TooNew:
        return 3;
    case ErrorCode::BadInput:
    case ErrorCode::NotFound:
        return 4;
    case ErrorCode::Unreachable:
        return 5;
    case ErrorCode::Damaged:
        return 6;
    case ErrorCode::Full:
    case ErrorCode::Internal:
        break;
    }
    return 1;
}

QJsonObject errorJson(const Outcome &outcome)
{
    const Error &error = *outcome.error;
    QJsonObject json = outcome.more;
    json.insert(QStringLiteral("code"), error.name);
    json.insert(QStringLiteral("message"), error.message);
    json.insert(QStringLiteral("detail"), error.detail);
    json.insert(QStringLiteral("retry"), error.retry);
    return json;
}

namespace {

/**
 * Can a character that stands in a JSON text do something to a terminal, or make the line read as another one? Qt escapes what is below
 * U+0020. The C1 controls are left: U+009B begins an escape sequence as ESC [ does (ECMA-48, 8.3.16). So are marks that cannot be seen.
 */
bool actsOnTerminal(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
        return c.unicode() >= 0x7F; // of those below only line ends are left, which are the document's own
    case QChar::Other_Format:
        return c.unicode() != 0x200C && c.unicode() != 0x200D; // joiners are part of words
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

/** The same JSON, in which such characters are written as `\uXXXX`. Outside of its texts none can stand. */
QByteArray harmless(QByteArray json)
{
    const bool plain = std::all_of(json.cbegin(), json.cend(), [](char c) { return c > 0 && c < 0x7F; });
    if (plain)
        return json;
    const QString text = QString::fromUtf8(json);
    if (std::none_of(text.cbegin(), text.cend(), actsOnTerminal))
        return json;
    QString escaped;
    escaped.reserve(text.size());
    for (const QChar c : text) {
        if (actsOnTerminal(c))
            escaped += QStringLiteral("\\u%1").arg(int(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            escaped += c;
    }
    return escaped.toUtf8();
}

} // namespace

bool writeJson(FILE *stream, const QJsonValue &value, bool pretty)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    QByteArray bytes = harmless(document.toJson(pretty ? QJsonDocument::Indented : QJsonDocument::Compact));
    if (!bytes.endsWith('\n'))
        bytes.append('\n');
    return std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream) == size_t(bytes.size()) && std::fflush(stream) == 0;
}

} // namespace heard::cli
