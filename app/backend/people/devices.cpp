// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices.h"

#include "rows.h"

#include <QDateTime>
#include <QLocale>

namespace heard {

namespace {

QString dayOf(qint64 time)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time).date(), QLocale::LongFormat);
}

} // namespace

void PersonDevices::setCircle(CurrentCircle *circle)
{
    if (circle == m_circle)
        return;
    if (m_circle)
        disconnect(m_circle, nullptr, this, nullptr);
    m_circle = circle;
    if (circle)
        connect(circle, &CurrentCircle::changed, this, &PersonDevices::load);
    load();
}

void PersonDevices::setMember(const QString &member)
{
    if (member != m_member) {
        m_member = member;
        load();
    }
}

void PersonDevices::load()
{
    beginResetModel();
    const Circle *circle = m_circle ? m_circle->circle() : nullptr;
    m_devices = circle ? circle->devicesOf(Id::fromHex(m_member).value_or(Id{})) : QList<DeviceInfo>();
    endResetModel();
    emit changed();
}

int PersonDevices::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PersonDevices::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeviceInfo &device = m_devices.at(index.row());
    switch (role) {
    case DeviceIdRole:
        return device.id.toHex();
    case NameRole: {
        const QString name = device.name.isEmpty() ? tr("Device %1").arg(index.row() + 1) : device.name;
        return device.here ? tr("%1 (this one)").arg(name) : name;
    }
    case SinceRole:
        return tr("Here since %1").arg(dayOf(device.since));
    default:
        break;
    }
    return {};
}

QHash<int, QByteArray> PersonDevices::roleNames() const
{
    return {{DeviceIdRole, "deviceId"}, {NameRole, "name"}, {SinceRole, "since"}};
}

bool PersonDevices::rename(const QString &device, const QString &name)
{
    if (!m_circle || !m_circle->circle())
        return false;
    const Result<> named = m_circle->circle()->nameDevice(Id::fromHex(device).value_or(Id{}), name);
    m_problem = named ? QString() : named.error().message;
    emit changed();
    return named.has_value();
}

bool NewDevices::Row::operator==(const Row &other) const
{
    const auto facts = [](const Row &row) { return std::tie(row.device.id, row.device.name, row.device.since, row.owner, row.mine); };
    return facts(*this) == facts(other);
}

NewDevices::NewDevices(OpenCircles &open, CurrentCircle &circle, Messages &messages, QObject *parent)
    : QAbstractListModel(parent)
    , m_open(open)
    , m_circle(circle)
    , m_messages(messages)
{
    connect(&circle, &CurrentCircle::chosen, this, [this] { look(m_circle.circle() ? m_circle.circle()->id() : Id()); });
    connect(&open, &OpenCircles::changed, this, &NewDevices::look);
    connect(&open, &OpenCircles::closing, this, [this] {
        for (const QStringList &keys : std::as_const(m_told)) {
            for (const QString &key : keys)
                m_messages.settle(key);
        }
        m_told.clear();
    });
}

QList<NewDevices::Row> NewDevices::rowsOf(const Circle &circle)
{
    QList<Row> rows;
    const auto fresh = circle.newDevices();
    for (const DeviceInfo &device : fresh.value_or(QList<DeviceInfo>())) {
        const auto member = circle.member(device.member);
        rows.append({device, member ? member->name : QString(), device.member == circle.me()});
    }
    return rows;
}

QString NewDevices::textOf(const Row &row)
{
    return row.mine ? tr("A new device of yours, since %1. Is that right?").arg(dayOf(row.device.since))
                    : tr("A new device of %1, since %2. Is that right?").arg(row.owner, dayOf(row.device.since));
}

void NewDevices::look(const Id &circle)
{
    const bool chosen = m_circle.circle() ? m_circle.circle()->id() == circle : circle.isNull();
    QList<Row> rows;
    if (!circle.isNull() && m_open.workspace()) {
        const auto here = m_open.open(circle);
        if (here && (*here)->isOpen())
            rows = rowsOf(**here);
    }
    QStringList keys;
    for (const Row &row : std::as_const(rows)) {
        keys.append(QStringLiteral("new-device/%1/%2").arg(circle.toHex(), row.device.id.toHex()));
        m_messages.keep(keys.constLast(), QStringLiteral("warning"), textOf(row), tr("Look at People, and say yes or no."), tr("Look"),
                        peopleAction + circle.toHex());
    }
    QStringList &told = m_told[circle];
    for (const QString &key : std::as_const(told)) {
        if (!keys.contains(key))
            m_messages.settle(key);
    }
    told = keys;
    if (!chosen)
        return;
    updateRows(m_rows, rows, [](const Row &row) { return row.device.id; }, HEARD_ROW_STEPS);
    emit countChanged();
}

void NewDevices::refresh()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0), index(count() - 1));
}

int NewDevices::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant NewDevices::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case DeviceIdRole:
        return row.device.id.toHex();
    case MemberIdRole:
        return row.device.member.toHex();
    case TextRole:
        return textOf(row);
    case DetailRole: {
        const QString does = row.mine ? tr("It reads what you read, and writes as you.") : tr("It writes here as %1.").arg(row.owner);
        return row.device.name.isEmpty() ? does : tr("It is called “%1”. %2").arg(row.device.name, does);
    }
    case OwnerRole:
        return row.owner;
    case MineRole:
        return row.mine;
    default:
        break;
    }
    return {};
}

QHash<int, QByteArray> NewDevices::roleNames() const
{
    return {{DeviceIdRole, "deviceId"}, {MemberIdRole, "memberId"}, {TextRole, "text"},
            {DetailRole, "detail"},     {OwnerRole, "owner"},       {MineRole, "mine"}};
}

void NewDevices::isRight(const QString &device)
{
    if (!m_circle.circle())
        return;
    if (const Result<> noted = m_circle.circle()->deviceSeen(Id::fromHex(device).value_or(Id{})); !noted)
        m_messages.report(noted.error());
}

} // namespace heard
