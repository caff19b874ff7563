// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiplist.h"

#include "profile/profile.h"

#include <algorithm>

namespace heard {

TipList::TipList(CurrentCircle &circle, QObject *parent)
    : QAbstractListModel(parent)
    , m_circle(circle)
    , m_tips(profile::searchTips(profile::tipLibrary(), {}))
{
    connect(&circle, &CurrentCircle::changed, this, [this] {
        if (!m_tips.isEmpty())
            emit dataChanged(index(0), index(count() - 1), {PickedRole});
    });
}

void TipList::setQuery(const QString &query)
{
    if (query != m_query) {
        m_query = query;
        find();
    }
}

void TipList::setGroup(const QString &group)
{
    if (group != m_group) {
        m_group = group;
        find();
    }
}

void TipList::find()
{
    beginResetModel();
    m_tips = profile::searchTips(profile::tipLibrary(), m_query, m_group);
    endResetModel();
    emit filterChanged();
}

int TipList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TipList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const profile::Tip &tip = m_tips.at(index.row());
    switch (role) {
    case TipIdRole:
        return tip.id;
    case TextRole:
        return tip.text;
    case GroupLabelRole:
        return profile::tipGroupLabel(tip.group);
    case PickedRole: {
        if (!m_circle.circle())
            return false;
        const QList<profile::Statement> all = profile::statements(*m_circle.circle());
        return std::any_of(all.cbegin(), all.cend(), [&](const profile::Statement &s) { return s.tip == tip.id; });
    }
    default:
        break;
    }
    return {};
}

QHash<int, QByteArray> TipList::roleNames() const
{
    return {{TipIdRole, "tipId"}, {TextRole, "text"}, {GroupLabelRole, "groupLabel"}, {PickedRole, "picked"}};
}

QVariantList TipList::groups() const
{
    QVariantList list{QVariantMap{{QStringLiteral("value"), QString()}, {QStringLiteral("text"), tr("All tips")}}};
    const QStringList names = profile::tipGroups(profile::tipLibrary());
    for (const QString &name : names)
        list.append(QVariantMap{{QStringLiteral("value"), name}, {QStringLiteral("text"), profile::tipGroupLabel(name)}});
    return list;
}

bool TipList::pick(const QString &tip, const QString &section)
{
    const auto block = profile::sectionFromName(section);
    if (!block || !m_circle.circle())
        return false;
    const auto line = profile::insertTip(*m_circle.circle(), tip, *block);
    m_problem = line ? QString() : line.error().message;
    emit problemChanged();
    return line.has_value();
}

} // namespace heard
