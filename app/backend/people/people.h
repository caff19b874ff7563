// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** The people of the chosen circle: the young person first, then the others, then those who were taken out. */
class People : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    /** Changes by people who were taken out, that nobody had seen before: kept, not shown. Only owners are told. */
    Q_PROPERTY(int setAside READ setAside NOTIFY countChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    HEARD_INJECTED(People)

    enum Role {
        MemberIdRole = Qt::UserRole + 1,
        NameRole,
        RoleLabelRole,
        PhotoRole, ///< where the picture is; empty when none
        IsMeRole,
        OwnerRole, ///< may change who is here
        RemovedRole,
        YoungPersonRole,
        DevicesRole,
        SeesRole, ///< what they can read, in words
    };
    Q_ENUM(Role)

    explicit People(CurrentCircle &circle, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_people.size()); }
    [[nodiscard]] int setAside() const { return m_setAside; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /** Takes somebody out: they get nothing new from now on. What they have read stays with them. */
    Q_INVOKABLE bool takeOut(const QString &member);
    Q_INVOKABLE bool setMyPhoto(const QString &path);
    /** Roles as {value, text}. */
    Q_INVOKABLE QVariantList roles() const;

signals:
    void countChanged();
    void problemChanged();

private:
    struct Row
    {
        Member member;
        bool operator==(const Row &other) const;
    };
    void load();
    bool done(const Result<> &result);

    CurrentCircle &m_circle;
    QList<Row> m_people;
    int m_setAside = 0;
    QString m_problem;
};

/** Those of People who stand around the young person: not the young person, and nobody who was taken out. */
class PeopleHere : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
};

} // namespace heard
