// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synclist.h"

#include "timewords.h"

#include <algorithm>

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
    connect(&circles, &OpenCircles::placeChanged, this, &SyncList::refreshRow);
    connect(&runner, &SyncRunner::started, this, &SyncList::refreshRow);
    connect(&runner, &SyncRunner::finished, this, [this](const SyncReport &report) { recountRow(report.circle); });
    connect(&circles, &OpenCircles::closing, this, [this] {
        beginResetModel();
        m_rows.clear();
        endResetModel();
        setProblem({});
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
    case PlaceRole:
        return row.place;
    case OnlineRole:
        return row.online;
    case WaitingRole:
        return row.waiting;
    case LettersRole:
        return row.letters;
    case SinceRole:
        return row.since ? timeAgo(row.since, now) : QString();
    case WhyRole:
        if (row.place.isEmpty())
            return tr("This circle is not shared yet. It is on this device only.");
        return row.sentence.isEmpty() && row.waiting > 0 ? tr("Heard sends it by itself in a moment.") : row.sentence;
    case LastRole:
        return row.lastSuccess ? timeAgo(row.lastSuccess, now) : QString();
    case ProblemRole:
        return row.problem;
    case TroubledRole:
        return row.troubled();
    case MendHereRole:
        return row.troubled() && !row.has(Remedy::Read) && !row.has(Remedy::Device);
    case RunningRole:
        return m_runner.running() && m_runner.runningCircle() == row.id;
    case ToSendRole:
        return row.media.toSend;
    case ToFetchRole:
        return row.media.toFetch;
    case MediaLeftRole:
        return sizeWords(row.media.bytesLeft);
    default:
        return {};
    }
}

QHash<int, QByteArray> SyncList::roleNames() const
{
    return {{IdRole, "circleId"},     {NameRole, "name"},       {PlaceRole, "place"},       {OnlineRole, "online"},
            {WaitingRole, "waiting"}, {LettersRole, "letters"}, {SinceRole, "since"},       {WhyRole, "why"},
            {LastRole, "last"},       {ProblemRole, "problem"}, {TroubledRole, "troubled"}, {MendHereRole, "mendHere"},
            {RunningRole, "running"}, {ToSendRole, "toSend"},   {ToFetchRole, "toFetch"},   {MediaLeftRole, "mediaLeft"}};
}

int SyncList::waiting() const
{
    int all = 0;
    for (const Row &row : m_rows)
        all += row.waiting + row.letters;
    return all;
}

int SyncList::mediaWaiting() const
{
    int all = 0;
    for (const Row &row : m_rows)
        all += row.media.waiting() + row.media.damaged;
    return all;
}

void SyncList::forget(const QString &circle)
{
    const auto id = Id::fromHex(circle);
    if (!id || !m_open.workspace())
        return;
    const auto forgotten = setRemoteSettings(m_open.workspace()->vault(), *id, {});
    setProblem(forgotten ? QString() : forgotten.error().message);
    m_open.placeSet(*id);
}

bool SyncList::isOnline(const QString &circle) const
{
    return std::ranges::any_of(m_rows, [&](const Row &row) { return row.online && row.id.toHex() == circle; });
}

void SyncList::sync(const QString &circle)
{
    if (const auto id = Id::fromHex(circle))
        m_runner.sync(*id);
}

void SyncList::syncWithMedia(const QString &circle)
{
    if (const auto id = Id::fromHex(circle))
        m_runner.syncWithMedia(*id);
}

void SyncList::putBack(const QString &circle)
{
    if (const auto id = Id::fromHex(circle))
        m_runner.putBack(*id);
}

void SyncList::makeOwn()
{
    if (!m_runner.running())
        return takeOwn();
    // A run signs as the device that it began as.
    connect(&m_runner, &SyncRunner::finished, this, &SyncList::takeOwn, Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
    m_runner.stop();
}

void SyncList::takeOwn()
{
    if (!m_open.workspace() || m_runner.running())
        return;
    const auto own = m_open.workspace()->makeOwn();
    setProblem(own ? QString() : own.error().message);
    if (own)
        m_runner.syncAll();
}

void SyncList::clearProblem()
{
    setProblem({});
}

void SyncList::recount()
{
    for (const Row &row : QList<Row>(m_rows))
        recountRow(row.id);
}

void SyncList::recountRow(const Id &id)
{
    const auto circle = m_open.open(id);
    for (Row &row : m_rows) {
        if (row.id == id && circle)
            row.media = mediaTally(**circle);
    }
    refreshRow(id);
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
            const MediaTally media = m_rows.at(at).media;
            m_rows[at] = rowOf((*circle)->overview());
            m_rows[at].media = media;
            const auto letters = (*circle)->letters();
            m_rows[at].letters = letters ? int(letters->size()) : 0;
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
    if (const auto settings = remoteSettings(vault, overview.id)) {
        row.online = settings->kind == RemoteSettings::Kind::WebDav;
        row.place = row.online ? settings->webDav.url.host() : settings->folder;
    }
    if (const auto status = syncStatus(vault, overview.id)) {
        row.lastSuccess = status->lastSuccess;
        // Where the circle moved to another storage, what was sent to the old one is not there yet.
        row.waiting = std::max(row.waiting, int(status->waiting));
        row.problem = status->problem;
        row.sentence = status->sentence;
    }
    // What could not even begin is not in the vault.
    const QList<SyncProblem> problems = m_runner.problems(overview.id);
    if (const SyncProblem *told = weightiest(problems); told && row.problem.isEmpty()) {
        row.problem = told->name;
        row.sentence = told->sentence;
    }
    return row;
}

void SyncList::setProblem(const QString &problem)
{
    m_problem = problem;
    emit problemChanged();
}

} // namespace heard
