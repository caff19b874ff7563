// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <algorithm>

/** Searching small libraries (tips, symbols) by the beginnings of words. */
namespace heard::profile {

/** What a thing can be found by: its text counts more than its keywords. */
struct Searched
{
    QString text;
    QStringList keywords;
};

/** The words of a text, lower case. */
[[nodiscard]] QStringList searchWords(const QString &text);

/** 0 when a word of @p query begins no word of the thing; else the higher the better. */
[[nodiscard]] int searchScore(const QStringList &query, const Searched &thing);

/** Those of @p things that every word of @p query finds; best first, then in their order. An empty query gives all. */
template<typename T, typename Look>
[[nodiscard]] QList<T> searched(const QList<T> &things, const QString &query, Look look)
{
    const QStringList words = searchWords(query);
    if (words.isEmpty())
        return query.trimmed().isEmpty() ? things : QList<T>{};
    QList<std::pair<int, const T *>> hits;
    for (const T &thing : things) {
        if (const int score = searchScore(words, look(thing)); score > 0)
            hits.append({score, &thing});
    }
    std::stable_sort(hits.begin(), hits.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QList<T> list;
    for (const auto &hit : std::as_const(hits))
        list.append(*hit.second);
    return list;
}

} // namespace heard::profile
