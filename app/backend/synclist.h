// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"
#include "syncrunner.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** Where each circle meets its other devices, and what waits to be sent: since when, and why. One row a circle. */
class SyncList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    /** Why the last place could not be used, with what to do; empty when it could. */
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
    Q_PROPERTY(bool checking READ checking NOTIFY problemChanged FINAL)

public:
    HEARD_INJECTED(SyncList)

    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,
        FolderRole,  ///< where it syncs; empty when nowhere
        WaitingRole, ///< changes of this device that wait
        SinceRole,   ///< in words
        WhyRole,     ///< in words
        LastRole,    ///< when all went well last, in words; empty: never
        ProblemRole, ///< name of the last problem (core/sync/engine.h); empty: none
        RunningRole,
    };
    Q_ENUM(Role)

    struct Row
    {
        Id id;
        QString name;
        QString folder;
        int waiting = 0;
        qint64 since = 0;
        qint64 lastSuccess = 0;
        bool neverTried = true;
        bool unreachable = false;
        QString problem;
        QString sentence;
    };

    SyncList(OpenCircles &circles, SyncRunner &runner, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool checking() const { return m_checking; }
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /** Tries a folder and, if it can be used, keeps it for the circle and syncs. folderSet() or a problem follows. */
    Q_INVOKABLE void setFolder(const QString &circle, const QString &folder);
    /** Stops syncing a circle. What lies in the folder stays there. */
    Q_INVOKABLE void forgetFolder(const QString &circle);
    Q_INVOKABLE void sync(const QString &circle);
    Q_INVOKABLE void putBack(const QString &circle);
    Q_INVOKABLE void clearProblem();
    /** The words about times, again: for a timer and a change of language. */
    void refresh();

signals:
    void countChanged();
    void problemChanged();
    void folderSet(const QString &circle);
    /** Any row is different. */
    void changed();

private:
    void reload();
    void refreshRow(const Id &circle);
    [[nodiscard]] Row rowOf(const CircleOverview &overview) const;
    void setProblem(const QString &problem, bool checking);

    OpenCircles &m_open;
    SyncRunner &m_runner;
    QList<Row> m_rows;
    QString m_problem;
    bool m_checking = false;
};

} // namespace heard
