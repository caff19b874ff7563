// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "versionlist.h"

#include "rows.h"

#include <QLocale>

namespace heard {

VersionList::VersionList(CurrentCircle &circle, QObject *parent) : QAbstractListModel(parent), m_circle(circle)
{
    connect(&circle, &CurrentCircle::changed, this, &VersionList::load);
}

void VersionList::load()
{
    QList<Row> wanted;
    if (m_circle.circle()) {
        const QList<profile::VersionInfo> versions = profile::versions(*m_circle.circle());
        for (const profile::VersionInfo &info : versions)
            wanted.append({info});
    }
    const int before = count();
    updateRows(m_versions, wanted, [](const Row &row) { return row.info.id; }, HEARD_ROW_STEPS);
    if (count() != before)
        emit countChanged();
}

QString VersionList::day(qint64 date)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(date).date(), QLocale::LongFormat);
}

int VersionList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant VersionList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const profile::VersionInfo &info = m_versions.at(index.row()).info;
    switch (role) {
    case VersionIdRole:
        return info.id.toHex();
    case NoteRole:
        return info.note;
    case DateRole:
        return day(info.date);
    case WhoRole:
        return info.who;
    case LinesRole:
        return int(info.statements);
    default:
        break;
    }
    return {};
}

QHash<int, QByteArray> VersionList::roleNames() const
{
    return {{VersionIdRole, "versionId"}, {NoteRole, "note"}, {DateRole, "date"}, {WhoRole, "who"}, {LinesRole, "lines"}};
}

bool VersionList::freeze(const QString &note)
{
    if (!m_circle.circle())
        return false;
    const auto made = profile::freeze(*m_circle.circle(), note);
    m_problem = made ? QString() : made.error().message;
    emit problemChanged();
    return made.has_value();
}

QVariantList VersionList::choices() const
{
    QVariantList list{QVariantMap{{QStringLiteral("value"), QString()}, {QStringLiteral("text"), tr("As it is now")}}};
    for (const Row &row : m_versions) {
        const QString text = row.info.note.isEmpty() ? day(row.info.date) : tr("%1 · %2").arg(day(row.info.date), row.info.note);
        list.append(QVariantMap{{QStringLiteral("value"), row.info.id.toHex()}, {QStringLiteral("text"), text}});
    }
    return list;
}

QString VersionList::newest() const
{
    return m_versions.isEmpty() ? QString() : m_versions.constFirst().info.id.toHex();
}

} // namespace heard
