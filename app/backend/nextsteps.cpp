// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nextsteps.h"

#include "circle/given.h"

namespace heard {

NextSteps::NextSteps(OpenCircles &open, CircleList &circles, SyncList &sync, QObject *parent)
    : QAbstractListModel(parent)
    , m_open(open)
    , m_circles(circles)
    , m_sync(sync)
{
    // A change of many circles comes as many words of it: looked at once, when they have all come.
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &NextSteps::refresh);
    const auto soon = [this] { m_soon.start(); };
    connect(&circles, &QAbstractItemModel::modelReset, this, soon);
    connect(&circles, &QAbstractItemModel::dataChanged, this, soon);
    connect(&sync, &SyncList::changed, this, soon);
}

int NextSteps::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant NextSteps::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const NextStep &step = m_steps.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return step.text;
    case DetailRole:
        return step.detail;
    case IconRole:
        return step.icon;
    case PageRole:
        return step.page;
    case CircleRole:
        return step.circle;
    case OnlyRole:
        return step.only;
    default:
        return {};
    }
}

QHash<int, QByteArray> NextSteps::roleNames() const
{
    return {{TextRole, "text"}, {DetailRole, "detail"},   {IconRole, "icon"},
            {PageRole, "page"}, {CircleRole, "circleId"}, {OnlyRole, "only"}};
}

void NextSteps::refresh()
{
    QList<NextStep> steps;
    if (Workspace *workspace = m_open.workspace())
        steps = heard::nextSteps(facts(), workspace->vault().around().clock->now());
    if (steps == m_steps)
        return;
    beginResetModel();
    m_steps = std::move(steps);
    endResetModel();
    emit countChanged();
}

QList<CircleFacts> NextSteps::facts() const
{
    QHash<Id, bool> shared;
    for (const SyncList::Row &row : m_sync.rows())
        shared.insert(row.id, !row.place.isEmpty());
    QList<CircleFacts> all;
    for (const CircleOverview &circle : m_circles.overviews()) {
        CircleFacts facts;
        facts.id = circle.id.toHex();
        facts.name = circle.name;
        facts.group = circle.type == QLatin1String("group");
        const CircleNote note = m_circles.note(circle.id);
        facts.mine = note.mine;
        facts.waitingToJoin = circle.waitingToJoin;
        facts.shared = shared.value(circle.id);
        facts.members = int(circle.members);
        facts.lines = note.lines;
        facts.clashes = int(circle.clashes);
        facts.unseen = note.unseen();
        // What cannot be read now is no reason to say that somebody waits.
        facts.openInvites = heard::openInvites(m_open.workspace()->vault(), circle.id).value_or(0);
        facts.changed = note.changed;
        all.append(facts);
    }
    return all;
}

} // namespace heard
