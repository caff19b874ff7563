// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "profile/version.h"

#include <QAbstractListModel>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** The dated versions of the profile, newest first, and the act of freezing one. */
class VersionList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    HEARD_INJECTED(VersionList)

    enum Role { VersionIdRole = Qt::UserRole + 1, NoteRole, DateRole, WhoRole, LinesRole };
    Q_ENUM(Role)

    explicit VersionList(CurrentCircle &circle, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_versions.size()); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE bool freeze(const QString &note);
    /** {value, text} of all versions and, first, of the profile as it is now (an empty value). */
    Q_INVOKABLE QVariantList choices() const;
    Q_INVOKABLE QString newest() const;

signals:
    void countChanged();
    void problemChanged();

private:
    struct Row
    {
        profile::VersionInfo info;
        friend bool operator==(const Row &a, const Row &b) { return a.info.id == b.info.id && a.info.who == b.info.who; }
    };
    void load();
    [[nodiscard]] static QString day(qint64 date);

    CurrentCircle &m_circle;
    QString m_problem;
    QList<Row> m_versions;
};

} // namespace heard
