// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"
#include "opencircles.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace heard {

class Messages;

/** The circles of the person, as lists show them. Known without opening any. */
class CircleList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    HEARD_INJECTED(CircleList)

    enum Role { IdRole = Qt::UserRole + 1, NameRole, TypeRole, MembersRole, ClashesRole, WaitingRole, WaitingSinceRole, WaitingToJoinRole };
    Q_ENUM(Role)

    CircleList(OpenCircles &circles, Messages &messages, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_circles.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] const QList<CircleOverview> &overviews() const { return m_circles; }

    /** Makes a circle; gives its id, or nothing when it could not be (then `problem` says why). @p type "young-person" or "group". */
    Q_INVOKABLE QString createCircle(const QString &name, const QString &type, const QString &born, const QString &nation);
    /** Takes a circle off this device. The others keep theirs. */
    Q_INVOKABLE bool eraseCircle(const QString &id);

signals:
    void countChanged();
    /** Why the last call did not work, in plain words. */
    void problem(const QString &sentence);

private:
    void reload();
    void refresh(const Id &circle);

    OpenCircles &m_open;
    Messages &m_messages;
    QList<CircleOverview> m_circles;
};

} // namespace heard
