// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synclist.h"

#include "background.h"
#include "timewords.h"

namespace heard {

SyncList::SyncList(OpenCircles &circles, SyncRunner &runner, QObject *parent)
    : QAbstractListModel(parent)
    , m_open(circles)
    , m_runner(runner)
{
    connect(&circles, &OpenCircles::opened, this, &SyncList::reload);
    connect(&circles, &OpenCircles::circlesChanged, this, &SyncList::reload);
    connect(&circles, &OpenCircles::changed, this, &SyncList::refreshRow);
    connect(&circles, &OpenCircles::sent, this, &SyncList::refreshRow);
    connect(&runner, &SyncRunner::started, this, &SyncList::refreshRow);
    connect(&runner, &SyncRunner::finished, this, [this](const SyncReport &report) { refreshRow(report.circle); });
    connect(&circles, &OpenCircles::closing, this, [this] {
        beginResetModel();
        m_rows.clear();
        endResetModel();
        setProblem({}, false);
        emit countChanged();
        emit changed();
    });
}

int SyncList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant SyncList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const qint64 now = m_runner.now();
    switch (role) {
    case IdRole:
        return row.id.toHex();
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case FolderRole:
        return row.folder;
    case WaitingRole:
        return row.waiting;
    case SinceRole:
        return row.since ? timeAgo(row.since, now) : QString();
    case WhyRole:
        if (row.folder.isEmpty())
            return tr("No shared folder is set up for this circle.");
        return row.sentence.isEmpty() && row.waiting > 0 ? tr("It goes with the next try.") : row.sentence;
    case LastRole:
        return row.lastSuccess ? timeAgo(row.lastSuccess, now) : QString();
    case ProblemRole:
        return row.problem;
    case RunningRole:
        return m_runner.running() && m_runner.runningCircle() == row.id;
    default:
        return {};
    }
}

QHash<int, QByteArray> SyncList::roleNames() const
{
    return {{IdRole, "circleId"}, {NameRole, "name"}, {FolderRole, "folder"},   {WaitingRole, "waiting"}, {SinceRole, "since"},
            {WhyRole, "why"},     {LastRole, "last"}, {ProblemRole, "problem"}, {RunningRole, "running"}};
}

void SyncList::setFolder(const QString &circle, const QString &folder)
{
    const auto id = Id::fromHex(circle);
    if (!id || m_checking || !m_open.workspace())
        return;
    const RemoteSettings settings{RemoteSettings::Kind::Folder, folder};
    setProblem({}, true);
    inBackground(
        this, [settings, id = *id] { return checkRemote(settings, id); },
        [this, id = *id, settings](Result<> usable) {
            if (usable && m_open.workspace())
                usable = setRemoteSettings(m_open.workspace()->vault(), id, settings);
            setProblem(usable ? QString() : usable.error().message, false);
            refreshRow(id);
            if (usable) {
                emit folderSet(id.toHex());
                m_runner.sync(id);
            }
        });
}

void SyncList::forgetFolder(const QString &circle)
{
    const auto id = Id::fromHex(circle);
    if (!id || !m_open.workspace())
        return;
    const auto forgotten = setRemoteSettings(m_open.workspace()->vault(), *id, {});
    setProblem(forgotten ? QString() : forgotten.error().message, false);
    refreshRow(*id);
}

void SyncList::sync(const QString &circle)
{
    if (const auto id = Id::fromHex(circle))
        m_runner.sync(*id);
}

void SyncList::putBack(const QString &circle)
{
    if (const auto id = Id::fromHex(circle))
        m_runner.putBack(*id);
}

void SyncList::clearProblem()
{
    setProblem({}, m_checking);
}

void SyncList::refresh()
{
    if (m_rows.isEmpty())
        return;
    emit dataChanged(index(0), index(count() - 1), {SinceRole, WhyRole, LastRole});
    emit changed();
}

void SyncList::reload()
{
    if (!m_open.workspace())
        return;
    const auto circles = m_open.workspace()->circles();
    beginResetModel();
    m_rows.clear();
    for (const CircleOverview &overview : circles.value_or(QList<CircleOverview>{}))
        m_rows.append(rowOf(overview));
    endResetModel();
    emit countChanged();
    emit changed();
}

void SyncList::refreshRow(const Id &id)
{
    for (int at = 0; at < count(); ++at) {
        if (m_rows.at(at).id != id)
            continue;
        if (const auto circle = m_open.open(id)) {
            m_rows[at] = rowOf((*circle)->overview());
            emit dataChanged(index(at), index(at));
            emit changed();
        }
        return;
    }
}

SyncList::Row SyncList::rowOf(const CircleOverview &overview) const
{
    Row row;
    row.id = overview.id;
    row.name = overview.name;
    row.waiting = int(overview.waiting);
    row.since = overview.waitingSince;
    const Vault &vault = m_open.workspace()->vault();
    if (const auto settings = remoteSettings(vault, overview.id))
        row.folder = settings->kind == RemoteSettings::Kind::WebDav ? settings->webDav.url.toString() : settings->folder;
    if (const auto status = syncStatus(vault, overview.id)) {
        row.lastSuccess = status->lastSuccess;
        row.neverTried = status->lastTry == 0;
        row.problem = status->problem;
        row.sentence = status->sentence;
    }
    // The vault remembers a problem's name; this session knows its kind.
    for (const SyncProblem &problem : m_runner.problems(overview.id))
        row.unreachable = row.unreachable || problem.code == ErrorCode::Unreachable;
    row.unreachable = row.unreachable || row.problem == QLatin1String("remote-unreachable");
    return row;
}

void SyncList::setProblem(const QString &problem, bool checking)
{
    m_problem = problem;
    m_checking = checking;
    emit problemChanged();
}

} // namespace heard
