// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "profile/tips.h"

#include <QAbstractListModel>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** Support tips to pick from (SR-095). */
class TipList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY filterChanged FINAL)
    /** A group of groups(); empty for all. */
    Q_PROPERTY(QString group READ group WRITE setGroup NOTIFY filterChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    HEARD_INJECTED(TipList)

    enum Role { TipIdRole = Qt::UserRole + 1, TextRole, GroupLabelRole, PickedRole };
    Q_ENUM(Role)

    explicit TipList(CurrentCircle &circle, QObject *parent = nullptr);

    [[nodiscard]] QString query() const { return m_query; }
    void setQuery(const QString &query);
    [[nodiscard]] QString group() const { return m_group; }
    void setGroup(const QString &group);
    [[nodiscard]] int count() const { return int(m_tips.size()); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /** Groups as {value, text}; the first is "all". */
    Q_INVOKABLE QVariantList groups() const;
    /** Puts a tip into the profile, in "tips" or "support". */
    Q_INVOKABLE bool pick(const QString &tip, const QString &section);

signals:
    void filterChanged();
    void problemChanged();

private:
    void find();

    CurrentCircle &m_circle;
    QString m_query;
    QString m_group;
    QString m_problem;
    QList<profile::Tip> m_tips;
};

} // namespace heard
