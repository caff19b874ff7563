// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringConverter>
#include <QStringList>
#include <memory>

class Hunspell;

namespace heard {

/** Words of a text that a word list can say something about. */
struct WordPlace
{
    qsizetype start = 0;
    qsizetype length = 0;
    friend bool operator==(const WordPlace &, const WordPlace &) = default;
};

/** All words of a text but those that are no language: addresses, numbers, abbreviations in capitals, single letters. */
[[nodiscard]] QList<WordPlace> wordsIn(const QString &text);

/**
 * The word list of one language, as Debian's hunspell-… packages install it: which words it knows, and what may have been meant by
 * others. It reads no file but its own two, and is for one thread at a time.
 */
class WordList
{
public:
    ~WordList();
    Q_DISABLE_COPY_MOVE(WordList)

    /** Where word lists lie: the folders of DICPATH (Hunspell's own variable), then those of the system. */
    [[nodiscard]] static QStringList usualFolders();
    /**
     * The list that fits a language (BCP 47) best, as a path without ending: of its country, of the language alone, of another
     * country. "" when there is none.
     */
    [[nodiscard]] static QString find(const QString &language, const QStringList &folders);
    /** Null when it can't be read. Takes some 0.1 s: not for the window's thread. */
    [[nodiscard]] static std::unique_ptr<WordList> load(const QString &path);

    /** Words in letters that the list has none of count as known: it can't tell. */
    [[nodiscard]] bool knows(const QString &word) const;
    /** The likeliest first. */
    [[nodiscard]] QStringList suggestions(const QString &word, qsizetype most) const;

private:
    WordList(std::unique_ptr<Hunspell> words, const QByteArray &encoding);
    /** As the list writes it; empty when it can't. */
    [[nodiscard]] std::string written(const QString &word) const;

    std::unique_ptr<Hunspell> m_words;
    QByteArray m_encoding;
};

} // namespace heard
