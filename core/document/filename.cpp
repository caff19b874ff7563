// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/filename.h"

#include "base/error.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTextBoundaryFinder>

namespace heard {

namespace {

/** The first @p most bytes of UTF-8, cut before a letter that does not fit whole, with its marks. */
QString cut(const QString &text, qsizetype most)
{
    if (text.toUtf8().size() <= most)
        return text;
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, text);
    qsizetype end = 0;
    for (qsizetype at = letters.toNextBoundary(); at > 0 && text.left(at).toUtf8().size() <= most; at = letters.toNextBoundary())
        end = at;
    return text.left(end);
}

QString withoutEnd(QString text)
{
    // Windows drops full stops and spaces at the end, and two names would become one.
    while (!text.isEmpty() && (text.back() == u'.' || text.back().isSpace()))
        text.chop(1);
    return text;
}

struct Parted
{
    QString base;
    QString ending; ///< with its full stop
};

/** What stands after the last full stop is the ending, but not of a name that begins with it. */
Parted parted(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    return dot > 0 ? Parted{name.left(dot), name.mid(dot)} : Parted{name, {}};
}

} // namespace

QString fileWords(const QString &words, qsizetype mostBytes)
{
    static const QRegularExpression parting(QStringLiteral("[\\\\/:*?\"<>|\\p{Cc}\\p{Zl}\\p{Zp}]"));
    // Marks of direction, joiners and the like: two names that look alike must not be two files.
    static const QRegularExpression unseen(QStringLiteral("[\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]"));
    QString fit = words.normalized(QString::NormalizationForm_C);
    fit.replace(parting, QStringLiteral(" "));
    fit.remove(unseen);
    fit = fit.simplified();
    static const QRegularExpression lead(QStringLiteral("^[.\\-~\\s]+"));
    fit.remove(lead);
    return withoutEnd(cut(fit, mostBytes));
}

QString fileName(const QStringList &parts, const QString &extension)
{
    QStringList fit;
    for (const QString &part : parts)
        fit.append(fileWords(part, 60));
    fit.removeAll(QString());
    QString base = fit.join(QStringLiteral(" – "));
    if (base.isEmpty())
        base = coreText("Page", "name of a file that has no other");
    static const QRegularExpression device(QStringLiteral("^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\\s*(\\.|$)"),
                                           QRegularExpression::CaseInsensitiveOption);
    if (device.match(base).hasMatch())
        base.prepend(u'_');
    constexpr qsizetype most = 180;
    return withoutEnd(cut(base, most)) + u'.' + extension;
}

QString freeFileName(const QString &folder, const QString &name)
{
    const QDir dir(folder);
    const auto taken = [&dir](const QString &one) {
        const QFileInfo info(dir.filePath(one));
        return info.exists() || info.isSymLink();
    };
    const Parted parts = parted(name);
    QString free = name;
    for (int number = 2; taken(free); ++number)
        free = QStringLiteral("%1 (%2)%3").arg(parts.base, QString::number(number), parts.ending);
    return free;
}

QString pathOfPage(const QString &path, int number)
{
    if (number <= 1)
        return path;
    const QFileInfo first(path);
    const Parted parts = parted(first.fileName());
    const QString name = parts.base + fileWords(coreText(", page %1", "ends the name of a file").arg(number)) + parts.ending;
    return first.dir().filePath(freeFileName(first.path(), name));
}

} // namespace heard
