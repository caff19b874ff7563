// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "passedtext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>

namespace heard {

void copyAsText(const QByteArray &file)
{
    QGuiApplication::clipboard()->setText(QString::fromLatin1(file.trimmed()));
}

QByteArray fileInText(const QString &text)
{
    // An invite is under a thousand letters; somebody may have copied a long letter with it, but not a book.
    constexpr qsizetype longest = 50'000;
    // "> " stands before each line of a quoted mail.
    static const QRegularExpression form(
        QStringLiteral("(HEARD-(?:INVITE|REPLY)-\\d+)[\\s>]+([A-Za-z0-9_\\-\\s>]+?)[\\s>]+([0-9a-f]{12})(?![\\w-])"));
    static const QRegularExpression between(QStringLiteral("[\\s>]+"));
    const auto match = form.match(text.left(longest));
    if (!match.hasMatch())
        return {};
    return (match.captured(1) + u' ' + match.captured(2).remove(between) + u' ' + match.captured(3) + u'\n').toLatin1();
}

QByteArray pastedFile()
{
    return fileInText(QGuiApplication::clipboard()->text());
}

} // namespace heard
