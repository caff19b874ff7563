// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"
#include "medialist.h"
#include "sync/problems.h"
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
    /** Why a place could not be forgotten, with what to do; empty when it could. */
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
    /** Things of all circles that wait to be sent. */
    Q_PROPERTY(int waiting READ waiting NOTIFY changed FINAL)
    /** Pictures, sounds and films of all circles that are not where they should be yet. */
    Q_PROPERTY(int mediaWaiting READ mediaWaiting NOTIFY changed FINAL)

public:
    HEARD_INJECTED(SyncList)

    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,
        PlaceRole,    ///< where it syncs: a folder's path, an online storage's host; empty when nowhere
        OnlineRole,   ///< true: that is an online storage
        WaitingRole,  ///< changes of this device that wait
        LettersRole,  ///< keys and welcomes for others that wait
        SinceRole,    ///< in words
        WhyRole,      ///< in words
        LastRole,     ///< when all went well last, in words; empty: never
        ProblemRole,  ///< name of the weightiest problem (core/sync/engine.h); empty: none
        TroubledRole, ///< true: there is one that does not settle by itself with a later look
        MendHereRole, ///< true: it may be mended where the place is set
        RunningRole,
        ToSendRole,    ///< pictures, sounds and films of this device that wait
        ToFetchRole,   ///< those of others that are not here yet
        MediaLeftRole, ///< how much of them is to go over, in words
    };
    Q_ENUM(Role)

    struct Row
    {
        Id id;
        QString name;
        QString place;
        bool online = false;
        int waiting = 0;
        int letters = 0;
        qint64 since = 0;
        qint64 lastSuccess = 0;
        QString problem;
        QString sentence;
        MediaTally media;
        [[nodiscard]] bool has(Remedy remedy) const { return !problem.isEmpty() && remedyOf(problem) == remedy; }
        /** The storage is away for a while. */
        [[nodiscard]] bool unreachable() const { return has(Remedy::ComesBack); }
        [[nodiscard]] bool troubled() const { return !problem.isEmpty() && !has(Remedy::ComesLater); }
    };

    SyncList(OpenCircles &circles, SyncRunner &runner, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int waiting() const;
    [[nodiscard]] int mediaWaiting() const;
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /** Stops syncing a circle. What lies at the place stays there. */
    Q_INVOKABLE void forget(const QString &circle);
    /** True: the circle is shared in an online storage. */
    [[nodiscard]] Q_INVOKABLE bool isOnline(const QString &circle) const;
    Q_INVOKABLE void sync(const QString &circle);
    /** With pictures, sound and film, on whatever network there is. */
    Q_INVOKABLE void syncWithMedia(const QString &circle);
    Q_INVOKABLE void putBack(const QString &circle);
    /** Makes a copied vault a device of its own, and shares again. A run under way is stopped first. */
    Q_INVOKABLE void makeOwn();
    Q_INVOKABLE void clearProblem();
    /** Counts again what waits, in circles too that were not opened yet. */
    Q_INVOKABLE void recount();
    /** The words about times, again: for a timer and a change of language. */
    void refresh();

signals:
    void countChanged();
    void problemChanged();
    /** Any row is different. */
    void changed();

private:
    void takeOwn();
    void reload();
    void refreshRow(const Id &circle);
    /** Counts pictures too, which takes a look at every record. */
    void recountRow(const Id &circle);
    [[nodiscard]] Row rowOf(const CircleOverview &overview) const;
    void setProblem(const QString &problem);

    OpenCircles &m_open;
    SyncRunner &m_runner;
    QList<Row> m_rows;
    QString m_problem;
};

} // namespace heard
