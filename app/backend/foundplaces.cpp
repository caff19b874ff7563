// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundplaces.h"

#include "background.h"

namespace heard {

namespace {

QString aboutOf(const FoundPlace &place)
{
    if (!place.usable)
        return FoundPlaces::tr("This is only a view of Google Drive. Use its own app, or a folder that rclone keeps.");
    switch (place.kind) {
    case FoundPlace::Kind::Stick:
        return FoundPlaces::tr("A stick. Carry it to the others: what is new goes on it, and comes off it.");
    case FoundPlace::Kind::Syncthing:
        return FoundPlaces::tr("Goes from device to device when both are on. Files may come late and in any order. Heard waits for them.");
    default:
        return FoundPlaces::tr("Share its folder “Heard” with the others there. Files may come late and in any order. Heard waits for them.");
    }
}

} // namespace

FoundPlaces::FoundPlaces(QObject *parent) : QAbstractListModel(parent)
{
    inBackground(
        this, [] { return findPlaces(PlaceRoots::ofThisDevice()); },
        [this](const QList<FoundPlace> &found) {
            beginResetModel();
            m_found = found;
            endResetModel();
            emit loaded();
        });
}

int FoundPlaces::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant FoundPlaces::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FoundPlace &place = m_found.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return place.name;
    case FolderRole:
        return place.kind == FoundPlace::Kind::Stick ? place.folder : folderIn(place);
    case AboutRole:
        return aboutOf(place);
    case UsableRole:
        return place.usable;
    default:
        return {};
    }
}

QHash<int, QByteArray> FoundPlaces::roleNames() const
{
    return {{NameRole, "name"}, {FolderRole, "folder"}, {AboutRole, "about"}, {UsableRole, "usable"}};
}

} // namespace heard
