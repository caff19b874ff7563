// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circlelist.h"

#include "messages.h"

namespace heard {

CircleList::CircleList(OpenCircles &circles, Messages &messages, QObject *parent)
    : QAbstractListModel(parent)
    , m_open(circles)
    , m_messages(messages)
{
    connect(&circles, &OpenCircles::opened, this, &CircleList::reload);
    connect(&circles, &OpenCircles::circlesChanged, this, &CircleList::reload);
    connect(&circles, &OpenCircles::changed, this, &CircleList::refresh);
    connect(&circles, &OpenCircles::sent, this, &CircleList::refresh);
    connect(&circles, &OpenCircles::closing, this, [this] {
        beginResetModel();
        m_circles.clear();
        endResetModel();
        emit countChanged();
    });
}

int CircleList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CircleList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CircleOverview &circle = m_circles.at(index.row());
    switch (role) {
    case IdRole:
        return circle.id.toHex();
    case Qt::DisplayRole:
    case NameRole:
        return circle.name;
    case TypeRole:
        return circle.type;
    case MembersRole:
        return circle.members;
    case ClashesRole:
        return circle.clashes;
    case WaitingRole:
        return circle.waiting;
    case WaitingSinceRole:
        return circle.waitingSince ? QDateTime::fromMSecsSinceEpoch(circle.waitingSince) : QDateTime();
    case WaitingToJoinRole:
        return circle.waitingToJoin;
    default:
        return {};
    }
}

QHash<int, QByteArray> CircleList::roleNames() const
{
    return {{IdRole, "circleId"},
            {NameRole, "name"},
            {TypeRole, "type"},
            {MembersRole, "members"},
            {ClashesRole, "clashes"},
            {WaitingRole, "waiting"},
            {WaitingSinceRole, "waitingSince"},
            {WaitingToJoinRole, "waitingToJoin"}};
}

QString CircleList::createCircle(const QString &name, const QString &type, const QString &born, const QString &nation)
{
    if (!m_open.workspace())
        return {};
    const auto created = m_open.workspace()->createCircle({name, type, born, nation});
    if (!created) {
        emit problem(created.error().message);
        return {};
    }
    const QString id = (*created)->id().toHex();
    m_open.listChanged();
    return id;
}

bool CircleList::eraseCircle(const QString &id)
{
    const auto known = Id::fromHex(id);
    if (!m_open.workspace() || !known)
        return false;
    if (const auto erased = m_open.workspace()->eraseCircle(*known); !erased) {
        m_messages.report(erased.error());
        return false;
    }
    m_open.listChanged();
    return true;
}

void CircleList::reload()
{
    if (!m_open.workspace())
        return;
    auto circles = m_open.workspace()->circles();
    if (!circles) {
        m_messages.report(circles.error());
        return;
    }
    beginResetModel();
    m_circles = *circles;
    endResetModel();
    emit countChanged();
}

void CircleList::refresh(const Id &id)
{
    for (int row = 0; row < count(); ++row) {
        if (m_circles.at(row).id != id)
            continue;
        const auto circle = m_open.open(id);
        if (!circle)
            return;
        m_circles[row] = (*circle)->overview();
        emit dataChanged(index(row), index(row));
        return;
    }
}

} // namespace heard
