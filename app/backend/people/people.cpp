// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "people.h"

#include "circle/names.h"
#include "document/photo.h"
#include "pictures.h"
#include "profilefacts.h"
#include "rows.h"

namespace heard {

bool People::Row::operator==(const Row &other) const
{
    const auto facts = [](const Member &m) { return std::tie(m.id, m.name, m.role, m.photo, m.owner, m.removed, m.devices); };
    return facts(member) == facts(other.member);
}

People::People(CurrentCircle &circle, QObject *parent) : QAbstractListModel(parent), m_circle(circle)
{
    connect(&circle, &CurrentCircle::changed, this, &People::load);
}

void People::load()
{
    QList<Row> wanted;
    m_setAside = 0;
    if (const Circle *circle = m_circle.circle()) {
        const QList<Member> members = circle->members();
        for (const Member &member : members) {
            Row row{member};
            row.member.name = shownName(*circle, member.id);
            wanted.append(row);
        }
        if (circle->iAmOwner())
            m_setAside = int(circle->setAside().size());
    }
    updateRows(m_people, wanted, [](const Row &row) { return row.member.id; }, HEARD_ROW_STEPS);
    emit countChanged();
}

int People::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant People::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Member &member = m_people.at(index.row()).member;
    const bool isMe = member.id == m_circle.circle()->me();
    switch (role) {
    case MemberIdRole:
        return member.id.toHex();
    case NameRole:
        return member.name;
    case RoleLabelRole:
        return roleLabel(member.role);
    case PhotoRole:
        return member.photo.isEmpty() ? QString() : pictureOf(member.id, memberKind::photo.key(), member.photo);
    case IsMeRole:
        return isMe;
    case OwnerRole:
        return member.owner;
    case RemovedRole:
        return member.removed;
    case YoungPersonRole:
        return member.role == heard::Role::YoungPerson;
    case DevicesRole:
        return int(member.devices.size());
    case SeesRole:
        return member.removed ? tr("Taken out: sees nothing new.")
               : isMe         ? tr("You see all that is shared here, and what only you can see.")
                              : tr("Sees all that is shared with everyone here.");
    default:
        break;
    }
    return {};
}

QHash<int, QByteArray> People::roleNames() const
{
    return {{MemberIdRole, "memberId"}, {NameRole, "name"},   {RoleLabelRole, "roleLabel"}, {PhotoRole, "photo"},
            {IsMeRole, "isMe"},         {OwnerRole, "owner"}, {RemovedRole, "removed"},     {YoungPersonRole, "youngPerson"},
            {DevicesRole, "devices"},   {SeesRole, "sees"}};
}

bool PeopleHere::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex at = sourceModel()->index(row, 0, parent);
    return !at.data(People::RemovedRole).toBool() && !at.data(People::YoungPersonRole).toBool();
}

bool People::done(const Result<> &result)
{
    m_problem = result ? QString() : result.error().message;
    emit problemChanged();
    return result.has_value();
}

bool People::takeOut(const QString &member)
{
    return m_circle.circle() && done(m_circle.circle()->removeMember(Id::fromHex(member).value_or(Id{})));
}

bool People::setMyPhoto(const QString &path)
{
    if (!m_circle.ready())
        return false;
    const auto raw = readPhoto(path);
    const auto photo = raw ? cleanPhoto(*raw, 400, 60'000) : raw;
    if (!photo)
        return done(std::unexpected(photo.error()));
    Circle &circle = *m_circle.circle();
    Change change(circle, circle.everyone());
    change.set(circle.me(), memberKind::photo, *photo);
    const auto saved = circle.save(change);
    return done(saved ? Result<>{} : std::unexpected(saved.error()));
}

QVariantList People::roles() const
{
    QVariantList list;
    const QList<heard::Role> all = allRoles();
    for (const heard::Role role : all)
        list.append(QVariantMap{{QStringLiteral("value"), roleName(role)}, {QStringLiteral("text"), roleLabel(role)}});
    return list;
}

} // namespace heard
