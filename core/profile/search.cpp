// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/search.h"

namespace heard::profile {

QStringList searchWords(const QString &text)
{
    QStringList words;
    QString word;
    for (const QChar c : text.toCaseFolded()) {
        if (c.isLetterOrNumber() || c.isMark() || c.isSurrogate()) {
            word += c;
        } else if (c != u'\'' && c != u'’' && !word.isEmpty()) {
            // "don't" is found by "dont".
            words.append(word);
            word.clear();
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

int searchScore(const QStringList &query, const Searched &thing)
{
    const QStringList textWords = searchWords(thing.text);
    QStringList keywordWords;
    for (const QString &keyword : thing.keywords)
        keywordWords += searchWords(keyword);
    const auto best = [](const QString &wanted, const QStringList &words, int whole, int begins) {
        int score = 0;
        for (const QString &word : words) {
            if (word == wanted)
                return whole;
            if (word.startsWith(wanted))
                score = begins;
        }
        return score;
    };
    int sum = 0;
    for (const QString &wanted : query) {
        const int score = std::max(best(wanted, textWords, 8, 4), best(wanted, keywordWords, 6, 3));
        if (score == 0)
            return 0;
        sum += score;
    }
    return sum;
}

} // namespace heard::profile
