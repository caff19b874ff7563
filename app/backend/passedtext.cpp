// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "passedtext.h"

#include "base/encoding.h"
#include "base/filereader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QRegularExpression>
#include <QTimer>

namespace heard {

namespace {

/** An invite is under a thousand letters; somebody may have copied a long letter with it, but not a book. */
constexpr qsizetype longest = 50'000;

/** What this program copied last, and when it goes. */
struct Copied
{
    QString text;
    QTimer timer;
};

Copied &copied()
{
    static auto *one = [] {
        auto *made = new Copied; // lives as long as the program's own object, which stops its timer
        made->timer.setSingleShot(true);
        made->timer.setInterval(copiedMinutes * 60'000);
        QObject::connect(&made->timer, &QTimer::timeout, &forgetCopied);
        QObject::connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, &forgetCopied);
        return made;
    }();
    return *one;
}

} // namespace

void copyAsText(const QByteArray &file)
{
    Copied &last = copied();
    last.text = QString::fromLatin1(file.trimmed());
    auto *data = new QMimeData;
    data->setText(last.text);
    // What keeps a history of what was copied (KDE, and those that learned it from there) leaves this out.
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(data);
    last.timer.start();
}

void forgetCopied()
{
    Copied &last = copied();
    last.timer.stop();
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (!last.text.isEmpty() && clipboard->text() == last.text)
        clipboard->clear();
    last.text.clear();
}

QByteArray fileInText(const QString &text)
{
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

Result<QByteArray> passedFileAt(const QString &path)
{
    HEARD_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path, longest));
    HEARD_TRY_ASSIGN(const QString text, decodedText(bytes));
    return fileInText(text);
}

} // namespace heard
