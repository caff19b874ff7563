// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nextsteps.h"

namespace heard {

NextSteps::NextSteps(OpenCircles &open, CircleList &circles, SyncList &sync, QObject *parent)
    : QAbstractListModel(parent)
    , m_open(open)
    , m_circles(circles)
    , m_sync(sync)
{
    connect(&circles, &QAbstractItemModel::modelReset, this, &NextSteps::refresh);
    connect(&circles, &QAbstractItemModel::dataChanged, this, &NextSteps::refresh);
    connect(&sync, &SyncList::changed, this, &NextSteps::refresh);
}

int NextSteps::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant NextSteps::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Step &step = m_steps.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return step.text;
    case DetailRole:
        return step.detail;
    case ActionTextRole:
        return step.actionText;
    case IconRole:
        return step.icon;
    case PageRole:
        return step.page;
    case CircleRole:
        return step.circle;
    default:
        return {};
    }
}

QHash<int, QByteArray> NextSteps::roleNames() const
{
    return {{TextRole, "text"}, {DetailRole, "detail"}, {ActionTextRole, "actionText"},
            {IconRole, "icon"}, {PageRole, "page"},     {CircleRole, "circleId"}};
}

void NextSteps::refresh()
{
    QList<Step> steps = m_open.workspace() ? find() : QList<Step>{};
    if (steps == m_steps)
        return;
    beginResetModel();
    m_steps = std::move(steps);
    endResetModel();
    emit countChanged();
}

QList<NextSteps::Step> NextSteps::find() const
{
    constexpr qsizetype most = 3;
    QList<Step> steps;
    const QList<CircleOverview> circles = m_circles.overviews();
    for (const CircleOverview &circle : circles) {
        if (circle.clashes > 0) {
            steps.append({tr("In %1’s circle, two people wrote %n thing(s) differently", nullptr, int(circle.clashes)).arg(circle.name),
                          tr("Both are kept. Say which one is right."), tr("Look"), QStringLiteral("compare"),
                          QStringLiteral("two-versions"), circle.id.toHex()});
        }
    }
    for (const CircleOverview &circle : circles) {
        if (circle.waitingToJoin) {
            steps.append({tr("You are not in %1’s circle yet").arg(circle.name), tr("Give your reply to the person who invited you."),
                          tr("See how"), QStringLiteral("waiting"), QStringLiteral("join"), circle.id.toHex()});
        } else if (circle.members < 2) {
            steps.append({tr("Write %1’s one-page profile").arg(circle.name), tr("Start with one thing people like about them."),
                          tr("Open profile"), QStringLiteral("profile"), QStringLiteral("profile"), circle.id.toHex()});
            steps.append({tr("Ask someone into %1’s circle").arg(circle.name), tr("They see what you share, and can add to it."),
                          tr("Add someone"), QStringLiteral("invite"), QStringLiteral("people"), circle.id.toHex()});
        }
    }
    for (const SyncList::Row &row : m_sync.rows()) {
        if (row.place.isEmpty()) {
            steps.append({tr("Share %1’s circle with other devices").arg(row.name),
                          tr("Choose a folder or an online storage that you all can reach."), tr("Set up sharing"), QStringLiteral("sync"),
                          QStringLiteral("storage"), row.id.toHex()});
        }
    }
    if (steps.size() < most && !circles.isEmpty() && !circles.constFirst().waitingToJoin && circles.constFirst().members > 1) {
        const CircleOverview &circle = circles.constFirst();
        steps.append({tr("Read %1’s one-page profile again").arg(circle.name), tr("Is it still true? Add what is new."), tr("Open profile"),
                      QStringLiteral("profile"), QStringLiteral("profile"), circle.id.toHex()});
    }
    return steps.mid(0, most);
}

} // namespace heard
