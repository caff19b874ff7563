// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "messages.h"

#include <QAbstractListModel>
#include <QHash>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** The devices of one person here: what they are called, and since when. */
class PersonDevices : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(heard::CurrentCircle *circle READ circle WRITE setCircle NOTIFY changed REQUIRED FINAL)
    /** Whose. */
    Q_PROPERTY(QString member READ member WRITE setMember NOTIFY changed REQUIRED FINAL)
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    /** They are mine, so they are mine to name. */
    Q_PROPERTY(bool mine READ mine NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    using QAbstractListModel::QAbstractListModel;

    enum Role { DeviceIdRole = Qt::UserRole + 1, NameRole, SinceRole };
    Q_ENUM(Role)

    [[nodiscard]] CurrentCircle *circle() const { return m_circle; }
    void setCircle(CurrentCircle *circle);
    [[nodiscard]] QString member() const { return m_member; }
    void setMember(const QString &member);
    [[nodiscard]] int count() const { return int(m_devices.size()); }
    [[nodiscard]] bool mine() const { return m_circle && m_circle->me() == m_member; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE bool rename(const QString &device, const QString &name);

signals:
    void changed();

private:
    void load();

    CurrentCircle *m_circle = nullptr;
    QString m_member;
    QList<DeviceInfo> m_devices;
    QString m_problem;
};

/**
 * Devices that came since one last looked, of the people in the chosen circle: each is asked about, "Is that right?", until somebody
 * says so. A message says it too, of every circle that is open.
 */
class NewDevices : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    HEARD_INJECTED(NewDevices)

    enum Role {
        DeviceIdRole = Qt::UserRole + 1,
        MemberIdRole,
        TextRole,   ///< whose, and since when
        DetailRole, ///< what it is called, and what it can do
        OwnerRole,  ///< the name of whose it is
        MineRole,
    };
    Q_ENUM(Role)

    NewDevices(OpenCircles &open, CurrentCircle &circle, Messages &messages, QObject *parent = nullptr);

    /** What the button of its message means: the page of the people of that circle. */
    static constexpr QLatin1String peopleAction{"people:"};

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /** Somebody looked, and it is. */
    Q_INVOKABLE void isRight(const QString &device);
    /** The words again, after a change of language. */
    void refresh();

signals:
    void countChanged();

private:
    struct Row
    {
        DeviceInfo device;
        QString owner;
        bool mine = false;
        bool operator==(const Row &other) const;
    };
    [[nodiscard]] static QString textOf(const Row &row);
    [[nodiscard]] static QList<Row> rowsOf(const Circle &circle);
    void look(const Id &circle);

    OpenCircles &m_open;
    CurrentCircle &m_circle;
    Messages &m_messages;
    QList<Row> m_rows;
    QHash<Id, QStringList> m_told; ///< by circle: keys of messages
};

} // namespace heard
