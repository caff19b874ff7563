// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wordlist.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <algorithm>
#include <hunspell.hxx>

namespace heard {

namespace {

/** No word that people write is longer; on longer ones Hunspell spends its time in vain. */
constexpr qsizetype longestWord = 60;

bool isApostrophe(QChar c)
{
    return c == u'\'' || c == u'’';
}

bool ofWord(QChar c)
{
    return c.isLetter() || c.isMark();
}

/** "Dan@school.uk", "www.heard.org", "A4", "half_term": nobody's spelling. */
bool isNoLanguage(QStringView chunk)
{
    for (qsizetype i = 0; i < chunk.size(); ++i) {
        const QChar c = chunk.at(i);
        const bool between = i > 0 && i + 1 < chunk.size() && chunk.at(i - 1).isLetterOrNumber() && chunk.at(i + 1).isLetterOrNumber();
        if (c.isDigit() || c == u'@' || c == u'_' || c == u'\\' || c.isSurrogate() || (between && (c == u'.' || c == u':')))
            return true;
    }
    return chunk.contains(QLatin1String("://"));
}

bool inCapitals(QStringView word)
{
    return word.size() > 1 && std::all_of(word.cbegin(), word.cend(), [](QChar c) { return c.isUpper() || !c.isLetter(); });
}

void addWords(QStringView chunk, qsizetype at, QList<WordPlace> &found)
{
    qsizetype start = 0;
    while (start < chunk.size()) {
        if (!ofWord(chunk.at(start))) {
            ++start;
            continue;
        }
        qsizetype end = start + 1;
        while (end < chunk.size()
               && (ofWord(chunk.at(end)) || (isApostrophe(chunk.at(end)) && end + 1 < chunk.size() && ofWord(chunk.at(end + 1)))))
            ++end;
        const QStringView word = chunk.mid(start, end - start);
        if (word.size() > 1 && word.size() <= longestWord && !inCapitals(word))
            found.append({at + start, word.size()});
        start = end;
    }
}

} // namespace

QList<WordPlace> wordsIn(const QString &text)
{
    QList<WordPlace> found;
    const QStringView all(text);
    qsizetype start = 0;
    while (start < all.size()) {
        if (all.at(start).isSpace()) {
            ++start;
            continue;
        }
        qsizetype end = start;
        while (end < all.size() && !all.at(end).isSpace())
            ++end;
        if (const QStringView chunk = all.mid(start, end - start); !isNoLanguage(chunk))
            addWords(chunk, start, found);
        start = end;
    }
    return found;
}

WordList::WordList(std::unique_ptr<Hunspell> words, const QByteArray &encoding) : m_words(std::move(words)), m_encoding(encoding) {}

WordList::~WordList() = default;

QStringList WordList::usualFolders()
{
    QStringList folders = qEnvironmentVariable("DICPATH").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    for (const char *name : {"hunspell", "myspell", "myspell/dicts"})
        folders += QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, QString::fromLatin1(name), QStandardPaths::LocateDirectory);
    folders.removeDuplicates();
    return folders;
}

QString WordList::find(const QString &language, const QStringList &folders)
{
    const QString country = QString(language).replace(u'-', u'_');
    const QString alone = language.section(u'-', 0, 0);
    for (const QString &wanted : {country, alone, alone + QStringLiteral("_*")}) {
        for (const QString &folder : folders) {
            const QStringList lists = QDir(folder).entryList({wanted + QStringLiteral(".dic")}, QDir::Files | QDir::Readable, QDir::Name);
            for (const QString &list : lists) {
                const QString path = QDir(folder).filePath(list.chopped(4));
                if (QFileInfo::exists(path + QStringLiteral(".aff")))
                    return path;
            }
        }
    }
    return {};
}

std::unique_ptr<WordList> WordList::load(const QString &path)
{
    const QByteArray rules = QFile::encodeName(path + QStringLiteral(".aff"));
    const QByteArray words = QFile::encodeName(path + QStringLiteral(".dic"));
    if (!QFileInfo(path + QStringLiteral(".aff")).isReadable() || !QFileInfo(path + QStringLiteral(".dic")).isReadable())
        return nullptr;
    auto list = std::make_unique<Hunspell>(rules.constData(), words.constData());
    const QByteArray encoding = QByteArray::fromStdString(list->get_dict_encoding());
    if (!QStringEncoder(encoding.constData()).isValid() || !QStringDecoder(encoding.constData()).isValid())
        return nullptr;
    return std::unique_ptr<WordList>(new WordList(std::move(list), encoding));
}

std::string WordList::written(const QString &word) const
{
    // Lists are written with the apostrophe of typewriters.
    QStringEncoder encoder(m_encoding.constData());
    const QByteArray bytes = encoder(QString(word).replace(u'’', u'\''));
    return encoder.hasError() ? std::string() : bytes.toStdString();
}

bool WordList::knows(const QString &word) const
{
    const std::string bytes = written(word);
    return bytes.empty() || m_words->spell(bytes);
}

QStringList WordList::suggestions(const QString &word, qsizetype most) const
{
    QStringList found;
    const std::string bytes = written(word);
    if (bytes.empty() || word.size() > longestWord)
        return found;
    QStringDecoder decoder(m_encoding.constData());
    for (const std::string &suggestion : m_words->suggest(bytes)) {
        QString meant = decoder(QByteArray::fromStdString(suggestion));
        // As the person writes it.
        if (word.contains(u'’'))
            meant.replace(u'\'', u'’');
        found.append(meant);
        if (found.size() == most)
            break;
    }
    return found;
}

} // namespace heard
