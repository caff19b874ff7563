// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circlesearch.h"

#include "circlelist.h"
#include "nextsteprules.h"

#include <algorithm>

namespace heard {

namespace {

/** Lower case, without accents, in words. */
QStringList wordsOf(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (c.isMark())
            continue;
        plain.append(c.isLetterOrNumber() || c.isSurrogate() ? c.toCaseFolded() : QLatin1Char(' '));
    }
    return plain.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

CircleSearch::CircleSearch(QObject *parent) : QSortFilterProxyModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &CircleSearch::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &CircleSearch::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &CircleSearch::countChanged);
}

void CircleSearch::setTyped(const QString &typed)
{
    if (typed == m_typed)
        return;
    m_typed = typed;
    m_words = wordsOf(typed);
    emit changed();
    invalidateFilter();
}

void CircleSearch::setOnly(const QString &only)
{
    if (only == m_only)
        return;
    m_only = only;
    emit changed();
    invalidateFilter();
}

QString CircleSearch::idAt(int row) const
{
    return index(row, 0).data(CircleList::IdRole).toString();
}

QStringList CircleSearch::ids() const
{
    QStringList all;
    for (int row = 0; row < rowCount(); ++row)
        all.append(idAt(row));
    return all;
}

bool CircleSearch::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex at = sourceModel()->index(row, 0, parent);
    const auto fact = [&](int role) { return at.data(role); };
    const auto *list = qobject_cast<const CircleList *>(sourceModel());
    const bool holds = m_only == QLatin1String("new")        ? fact(CircleList::UnseenRole).toInt() > 0
                       : m_only == QLatin1String("versions") ? fact(CircleList::ClashesRole).toInt() > 0
                       : m_only == QLatin1String("unsent")   ? fact(CircleList::WaitingRole).toInt() > 0
                       : m_only == QLatin1String("missing")
                           ? fact(CircleList::WaitingToJoinRole).toBool()
                                 || (fact(CircleList::LinesRole).toInt() == 0 && fact(CircleList::TypeRole) != QLatin1String("group"))
                       : m_only == QLatin1String("old") ? fact(CircleList::LinesRole).toInt() > 0
                                                              && isStale(fact(CircleList::ChangedRole).toLongLong(), list ? list->now() : 0)
                                                        : true;
    if (!holds || m_words.isEmpty())
        return holds;
    const QStringList name = wordsOf(fact(CircleList::NameRole).toString());
    return std::all_of(m_words.cbegin(), m_words.cend(), [&](const QString &word) {
        return std::any_of(name.cbegin(), name.cend(), [&](const QString &own) { return own.startsWith(word); });
    });
}

} // namespace heard
