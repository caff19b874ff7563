// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <algorithm>
#include <functional>

namespace heard {

/** What a model does around a change of its rows: its own begin… and end… calls, which nobody else may make. */
struct RowSteps
{
    std::function<void(int at, const std::function<void()> &change)> insert;
    std::function<void(int at, const std::function<void()> &change)> remove;
    std::function<void(int from, int to, const std::function<void()> &change)> move; ///< @p to as beginMoveRows wants it
    std::function<void(int at)> changed;
};

/**
 * Makes @p shown equal to @p wanted by single inserts, removals, moves and changes, so that a row that a person is just
 * editing keeps its delegate and its focus. @p key names a row; rows need ==.
 */
template<typename Row, typename Key>
void updateRows(QList<Row> &shown, const QList<Row> &wanted, const Key &key, const RowSteps &steps)
{
    const auto find = [&](const QList<Row> &rows, const Row &row, qsizetype from) {
        const auto it = std::find_if(rows.cbegin() + from, rows.cend(), [&](const Row &other) { return key(other) == key(row); });
        return it == rows.cend() ? qsizetype(-1) : qsizetype(it - rows.cbegin());
    };
    for (qsizetype i = shown.size() - 1; i >= 0; --i) {
        if (find(wanted, shown.at(i), 0) < 0)
            steps.remove(int(i), [&] { shown.removeAt(i); });
    }
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const qsizetype now = find(shown, wanted.at(i), i);
        if (now < 0)
            steps.insert(int(i), [&] { shown.insert(i, wanted.at(i)); });
        else if (now != i)
            steps.move(int(now), int(i), [&] { shown.move(now, i); });
        if (!(shown.at(i) == wanted.at(i))) {
            shown[i] = wanted.at(i);
            steps.changed(int(i));
        }
    }
}

} // namespace heard

/// Inside a QAbstractListModel: the steps for updateRows.
#define HEARD_ROW_STEPS                                                        \
    heard::RowSteps                                                            \
    {                                                                          \
        .insert =                                                              \
            [this](int at, const std::function<void()> &change) {              \
                beginInsertRows({}, at, at);                                   \
                change();                                                      \
                endInsertRows();                                               \
            },                                                                 \
        .remove =                                                              \
            [this](int at, const std::function<void()> &change) {              \
                beginRemoveRows({}, at, at);                                   \
                change();                                                      \
                endRemoveRows();                                               \
            },                                                                 \
        .move =                                                                \
            [this](int from, int to, const std::function<void()> &change) {    \
                beginMoveRows({}, from, from, {}, to);                         \
                change();                                                      \
                endMoveRows();                                                 \
            },                                                                 \
        .changed = [this](int at) { emit dataChanged(index(at), index(at)); }, \
    }
