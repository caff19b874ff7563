// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "profile/version.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** What is different between two versions of the profile, line by line. */
class ProfileComparison : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(heard::CurrentCircle *circle READ circle WRITE setCircle NOTIFY compared REQUIRED FINAL)
    /** Ids of versions; empty stands for the profile as it is now. */
    Q_PROPERTY(QString before READ before WRITE setBefore NOTIFY compared FINAL)
    Q_PROPERTY(QString after READ after WRITE setAfter NOTIFY compared FINAL)
    Q_PROPERTY(int count READ count NOTIFY compared FINAL)
    /** Lines that are in both, word for word. */
    Q_PROPERTY(int same READ same NOTIFY compared FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY compared FINAL)

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< "new", "gone", "changed", "moved"
        KindTextRole,                ///< the same in words
        SectionRole,                 ///< the heading it stands under (now, or before it went)
        BeforeRole,
        AfterRole,
        WhoRole,
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] CurrentCircle *circle() const { return m_circle; }
    void setCircle(CurrentCircle *circle);
    [[nodiscard]] QString before() const { return m_before; }
    void setBefore(const QString &version);
    [[nodiscard]] QString after() const { return m_after; }
    void setAfter(const QString &version);
    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] int same() const { return m_same; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void compared();

private:
    struct Row
    {
        QString kind;
        QString section;
        QString before;
        QString after;
        QString who;
    };
    void compare();

    CurrentCircle *m_circle = nullptr;
    QString m_before;
    QString m_after;
    QString m_problem;
    int m_same = 0;
    QList<Row> m_rows;
};

} // namespace heard
