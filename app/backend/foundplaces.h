// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/places.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** What families have already to share a folder with: found on this device, by its own name, each to be used with one press. */
class FoundPlaces : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int count READ count NOTIFY loaded FINAL)

public:
    enum Role {
        NameRole = Qt::UserRole + 1, ///< "OneDrive", "Dropbox", the stick's own
        FolderRole,                  ///< what SharedPlace::tryFound() is to be given
        AboutRole,                   ///< how it carries files and what that means, in words
        UsableRole,
    };
    Q_ENUM(Role)

    /** Looks on a thread of its own: a disk may sleep. */
    explicit FoundPlaces(QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_found.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void loaded();

private:
    QList<FoundPlace> m_found;
};

} // namespace heard
