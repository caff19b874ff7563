// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulkpages.h"

#include <QFileInfo>

namespace heard {

BulkPages::BulkPages(OpenCircles &open, CircleList &circles, QObject *parent) : QAbstractListModel(parent), m_open(open), m_circles(circles)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &BulkPages::next);
    connect(&open, &OpenCircles::closing, this, &BulkPages::clear);
    connect(&open, &OpenCircles::circlesChanged, this, [this] {
        const qsizetype before = m_chosen.size();
        m_chosen.removeIf([this](const QString &id) { return m_circles.nameOf(id).isEmpty(); });
        if (m_chosen.size() != before)
            emit chosen();
    });
}

double BulkPages::part() const
{
    return m_total == 0 ? 0 : double(m_total - m_left.size()) / double(m_total);
}

int BulkPages::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant BulkPages::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case DoneRole:
        return row.done;
    case TellsRole:
        return row.tells;
    case CircleRole:
        return row.circle;
    default:
        return {};
    }
}

QHash<int, QByteArray> BulkPages::roleNames() const
{
    return {{NameRole, "name"}, {DoneRole, "done"}, {TellsRole, "tells"}, {CircleRole, "circleId"}};
}

void BulkPages::setLayout(const QString &name)
{
    const auto layout = profile::layoutFromName(name);
    if (layout && *layout != m_layout && *layout != profile::Layout::Pen) {
        m_layout = *layout;
        emit chosen();
    }
}

QVariantList BulkPages::layouts() const
{
    QVariantList list;
    for (const profile::Layout layout : profile::allLayouts()) {
        if (layout != profile::Layout::Pen)
            list.append(QVariantMap{{QStringLiteral("value"), profile::layoutName(layout)},
                                    {QStringLiteral("text"), profile::layoutLabel(layout)}});
    }
    return list;
}

void BulkPages::choose(const QString &circle, bool on)
{
    if (on == m_chosen.contains(circle))
        return;
    if (on)
        m_chosen.insert(circle);
    else
        m_chosen.remove(circle);
    emit chosen();
}

void BulkPages::chooseAll(const QStringList &circles)
{
    m_chosen.unite(QSet<QString>(circles.cbegin(), circles.cend()));
    emit chosen();
}

void BulkPages::chooseNone()
{
    m_chosen.clear();
    emit chosen();
}

void BulkPages::make(const QString &folder)
{
    if (running() || m_chosen.isEmpty())
        return;
    beginResetModel();
    m_rows.clear();
    endResetModel();
    m_folder = folder;
    m_saved = 0;
    for (const CircleOverview &circle : m_circles.overviews()) {
        if (const QString id = circle.id.toHex(); m_chosen.contains(id))
            m_left.append(id);
    }
    m_total = m_left.size();
    emit progress();
    m_soon.start();
}

void BulkPages::next()
{
    if (m_left.isEmpty() || !m_open.workspace())
        return;
    const QString id = m_left.takeFirst();
    Row row{.circle = id, .name = m_circles.nameOf(id), .done = false, .tells = {}};
    const auto made = makeFor(Id::fromHex(id).value_or(Id{}));
    row.done = made.has_value();
    row.tells = made ? *made : made.error().message;
    m_saved += row.done ? 1 : 0;
    // What needs somebody stands on top.
    const int at = row.done ? count() : int(std::count_if(m_rows.cbegin(), m_rows.cend(), [](const Row &r) { return !r.done; }));
    beginInsertRows({}, at, at);
    m_rows.insert(at, row);
    endInsertRows();
    emit progress();
    if (m_left.isEmpty())
        emit finished();
    else
        m_soon.start();
}

Result<QString> BulkPages::makeFor(const Id &id) const
{
    HEARD_TRY_ASSIGN(Circle * circle, m_open.open(id));
    if (!circle->isOpen())
        return fail(ErrorCode::Refused, "not-let-in", tr("You are not let in yet."));
    HEARD_TRY_ASSIGN(const profile::Export page, profile::makeExport(*circle, m_layout, profile::Format::Pdf));
    HEARD_TRY_ASSIGN(const QStringList files, profile::saveExportIn(page, m_folder));
    return QFileInfo(files.constFirst()).fileName();
}

void BulkPages::stop()
{
    if (m_left.isEmpty())
        return;
    m_left.clear();
    m_soon.stop();
    emit progress();
    emit finished();
}

void BulkPages::clear()
{
    m_left.clear();
    m_soon.stop();
    m_chosen.clear();
    beginResetModel();
    m_rows.clear();
    endResetModel();
    m_total = 0;
    m_saved = 0;
    emit chosen();
    emit progress();
}

} // namespace heard
