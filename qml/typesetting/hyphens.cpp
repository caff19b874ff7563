// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hyphens.h"

#include <QDir>
#include <QFile>
#include <QFontMetricsF>
#include <QLocale>
#include <QStandardPaths>
#include <algorithm>
#include <hyphen.h>

namespace heard {

namespace {

constexpr QChar softHyphen(0x00ad);
/** Shorter words have no place to be divided at. */
constexpr qsizetype shortest = 5;
/** libhyphen counts bytes. */
constexpr qsizetype longest = 90;

/** The file of a language: of its country, of the language alone, of another country. */
QString fileFor(const QString &language)
{
    const QStringList folders =
        QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, QStringLiteral("hyphen"), QStandardPaths::LocateDirectory);
    const QString alone = language.section(u'_', 0, 0);
    for (const QString &wanted : {language, alone, alone + QStringLiteral("_*")}) {
        for (const QString &folder : folders) {
            const QStringList files =
                QDir(folder).entryList({QStringLiteral("hyph_%1.dic").arg(wanted)}, QDir::Files | QDir::Readable, QDir::Name);
            if (!files.isEmpty())
                return QDir(folder).filePath(files.constFirst());
        }
    }
    return {};
}

} // namespace

void Hyphens::Free::operator()(_HyphenDict *patterns) const
{
    hnj_hyphen_free(patterns);
}

Hyphens::Hyphens(QObject *parent) : QObject(parent) {}

Hyphens::~Hyphens() = default;

_HyphenDict *Hyphens::patterns()
{
    const QString language = QLocale().name();
    if (language == m_language)
        return m_patterns.get();
    m_language = language;
    const QString file = fileFor(language);
    m_patterns.reset(file.isEmpty() ? nullptr : hnj_hyphen_load(QFile::encodeName(file).constData()));
    // All that Debian has are UTF-8.
    if (m_patterns && !m_patterns->utf8)
        m_patterns.reset();
    return m_patterns.get();
}

QString Hyphens::divided(const QString &word)
{
    // Patterns are of small letters; a letter that has more than one small one would put the places out.
    const QString small = word.toLower();
    const QByteArray bytes = small.toUtf8();
    _HyphenDict *by = word.size() < shortest || bytes.size() > longest || small.size() != word.size() ? nullptr : patterns();
    if (!by)
        return word;
    QByteArray places(bytes.size() + 5, '\0');
    char **replacements = nullptr;
    int *from = nullptr;
    int *cut = nullptr;
    const int failed = hnj_hyphen_hyphenate2(by, bytes.constData(), int(bytes.size()), places.data(), nullptr, &replacements, &from, &cut);
    QString all;
    for (qsizetype i = 0; i < word.size(); ++i) {
        all += word.at(i);
        // Where dividing a word changes its letters, it is not divided: the letters are somebody's.
        const bool changes = replacements && replacements[i];
        if (!failed && i + 1 < word.size() && (places.at(i) & 1) && !changes)
            all += softHyphen;
    }
    for (qsizetype i = 0; replacements && i < bytes.size(); ++i)
        free(replacements[i]);
    free(replacements);
    free(from);
    free(cut);
    return all;
}

QString Hyphens::fitted(const QString &text, const QFont &font, double width)
{
    if (width <= 0)
        return text;
    const QFontMetricsF letters(font);
    // No word is wider than its letters at the height of their face.
    const qsizetype sure = qsizetype(width / std::max(1.0, letters.height()));
    QString all;
    qsizetype done = 0;
    qsizetype start = 0;
    while (start < text.size()) {
        if (!text.at(start).isLetter()) {
            ++start;
            continue;
        }
        qsizetype end = start + 1;
        while (end < text.size() && (text.at(end).isLetter() || text.at(end).isMark()))
            ++end;
        const QString word = text.mid(start, end - start);
        if (word.size() >= shortest && word.size() > sure && letters.horizontalAdvance(word) > width) {
            all += QStringView(text).mid(done, start - done);
            all += divided(word);
            done = end;
        }
        start = end;
    }
    return done == 0 ? text : all + text.mid(done);
}

} // namespace heard
