// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circlelist.h"

#include "circle/rename.h"
#include "messages.h"
#include "timewords.h"

namespace heard {

namespace {

QString factsOf(const CircleOverview &circle, const CircleNote &note, qint64 now)
{
    if (circle.waitingToJoin)
        return CircleList::tr("Waiting to be let in");
    QStringList facts{CircleList::tr("%n people", nullptr, int(circle.members))};
    if (circle.type != QLatin1String("group") && note.lines >= 0)
        facts.append(note.lines == 0 ? CircleList::tr("nothing written yet") : CircleList::tr("%n line(s)", nullptr, note.lines));
    if (note.changed > 0)
        facts.append(CircleList::tr("changed %1").arg(timeAgo(note.changed, now)));
    return facts.join(QStringLiteral(" · "));
}

QString badgeOf(const CircleOverview &circle, const CircleNote &note)
{
    if (circle.clashes > 0)
        return CircleList::tr("Two versions");
    if (note.unseen() > 0)
        return CircleList::tr("New");
    if (circle.waiting > 0)
        return CircleList::tr("%n not sent", nullptr, int(circle.waiting));
    return {};
}

} // namespace

CircleList::CircleList(OpenCircles &circles, CircleNotes &notes, Messages &messages, QObject *parent)
    : QAbstractListModel(parent)
    , m_open(circles)
    , m_notes(notes)
    , m_messages(messages)
{
    connect(&circles, &OpenCircles::opened, this, &CircleList::reload);
    connect(&circles, &OpenCircles::circlesChanged, this, &CircleList::reload);
    connect(&circles, &OpenCircles::changed, this, &CircleList::refresh);
    connect(&circles, &OpenCircles::sent, this, &CircleList::refresh);
    connect(&notes, &CircleNotes::changed, this, [this](const Id &id) {
        for (int row = 0; row < count(); ++row) {
            if (m_circles.at(row).id == id)
                emit dataChanged(index(row), index(row), {LinesRole, UnseenRole, ChangedRole, FactsRole, BadgeRole});
        }
    });
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
    case LinesRole:
        return m_notes.note(circle.id).lines;
    case UnseenRole:
        return m_notes.note(circle.id).unseen();
    case ChangedRole:
        return m_notes.note(circle.id).changed;
    case FactsRole:
        return factsOf(circle, m_notes.note(circle.id), now());
    case BadgeRole:
        return badgeOf(circle, m_notes.note(circle.id));
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
            {WaitingToJoinRole, "waitingToJoin"},
            {LinesRole, "lines"},
            {UnseenRole, "unseen"},
            {ChangedRole, "changed"},
            {FactsRole, "facts"},
            {BadgeRole, "badge"}};
}

qint64 CircleList::now() const
{
    return m_open.workspace() ? m_open.workspace()->vault().around().clock->now() : 0;
}

QString CircleList::nameOf(const QString &id) const
{
    const auto known = Id::fromHex(id);
    const auto it = std::find_if(m_circles.cbegin(), m_circles.cend(), [&](const CircleOverview &c) { return known && c.id == *known; });
    return it == m_circles.cend() ? QString() : it->name;
}

bool CircleList::hasName(const QString &name) const
{
    const QString wanted = name.simplified();
    return std::any_of(m_circles.cbegin(), m_circles.cend(),
                       [&](const CircleOverview &c) { return c.name.compare(wanted, Qt::CaseInsensitive) == 0; });
}

void CircleList::refreshWords()
{
    if (!m_circles.isEmpty())
        emit dataChanged(index(0), index(count() - 1), {FactsRole, BadgeRole});
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
    m_notes.read(**created);
    const QString id = (*created)->id().toHex();
    m_open.listChanged();
    return id;
}

bool CircleList::renameCircle(const QString &id, const QString &name)
{
    const auto known = Id::fromHex(id);
    if (!m_open.workspace() || !known)
        return false;
    // Opened here and not only in the workspace, so that all who show the name hear of it.
    auto circle = m_open.open(*known);
    const Result<> renamed = circle ? heard::renameCircle(**circle, name) : Result<>(std::unexpected(circle.error()));
    if (!renamed)
        emit problem(renamed.error().message);
    return renamed.has_value();
}

bool CircleList::eraseCircle(const QString &id)
{
    const auto known = Id::fromHex(id);
    if (!m_open.workspace() || !known)
        return false;
    const auto erased = m_open.erase(*known);
    if (!erased)
        m_messages.report(erased.error());
    return erased.has_value();
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
