// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foldermodel.h"

#include "background.h"
#include "document/filename.h"

#include <QCollator>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QStorageInfo>
#include <algorithm>

namespace heard {

FolderModel::FolderModel(QObject *parent) : QAbstractListModel(parent)
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    m_folder = QFileInfo(documents).isDir() ? documents : QDir::homePath();
    load();
}

void FolderModel::setFolder(const QString &folder)
{
    const QString clean = QDir::cleanPath(folder);
    if (clean == m_folder || clean.isEmpty())
        return;
    m_folder = clean;
    emit folderChanged();
    load();
}

QString FolderModel::folderName() const
{
    return placeName(m_folder);
}

bool FolderModel::canGoUp() const
{
    return !QDir(m_folder).isRoot();
}

void FolderModel::setFilters(const QStringList &filters)
{
    if (filters == m_filters)
        return;
    m_filters = filters;
    emit filtersChanged();
    load();
}

int FolderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant FolderModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return entry.name;
    case PathRole:
        return entry.path;
    case IsFolderRole:
        return entry.isFolder;
    case ChangedRole:
        return QLocale().toString(entry.changed, QLocale::ShortFormat);
    default:
        return {};
    }
}

QHash<int, QByteArray> FolderModel::roleNames() const
{
    return {{NameRole, "name"}, {PathRole, "path"}, {IsFolderRole, "isFolder"}, {ChangedRole, "changed"}};
}

void FolderModel::up()
{
    QDir dir(m_folder);
    if (dir.cdUp())
        setFolder(dir.absolutePath());
}

void FolderModel::refresh()
{
    load();
}

QStringList FolderModel::places() const
{
    QStringList found;
    const auto add = [&found](const QString &path) {
        if (!path.isEmpty() && QFileInfo(path).isDir() && !found.contains(path))
            found.append(path);
    };
    add(QDir::homePath());
    add(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    add(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    add(QStandardPaths::writableLocation(QStandardPaths::DesktopLocation));
    for (const QStorageInfo &volume : QStorageInfo::mountedVolumes()) {
        const QString root = volume.rootPath();
        // What people plug in lies in one of these on Linux; on the other systems every volume but the first counts.
        if (root.startsWith(u"/media/") || root.startsWith(u"/run/media/") || root.startsWith(u"/mnt/") || root.startsWith(u"/Volumes/"))
            add(root);
    }
    return found;
}

QString FolderModel::placeName(const QString &path) const
{
    if (path == QDir::homePath())
        return tr("Home");
    const QString name = QDir(path).dirName();
    return name.isEmpty() ? tr("This device") : name;
}

bool FolderModel::makeFolder(const QString &name)
{
    const QString path = pathFor(name);
    if (name.trimmed().isEmpty() || !QDir().mkpath(path)) {
        m_problem = tr("The folder could not be made here. Choose another place, or another name.");
        emit loaded();
        return false;
    }
    setFolder(path);
    return true;
}

QString FolderModel::pathFor(const QString &name) const
{
    // A name is never a path: what would lead elsewhere is written as a dash.
    QString safe = name.trimmed();
    for (QChar &c : safe) {
        if (QStringView(u"/\\:*?\"<>|").contains(c) || c.unicode() < 0x20)
            c = u'-';
    }
    while (safe.startsWith(u'.'))
        safe.remove(0, 1);
    if (safe.isEmpty())
        safe = QStringLiteral("heard");
    return QDir(m_folder).filePath(safe);
}

bool FolderModel::exists(const QString &name) const
{
    return QFileInfo::exists(pathFor(name));
}

QString FolderModel::freeName(const QString &name) const
{
    return freeFileName(m_folder, QFileInfo(pathFor(name)).fileName());
}

FolderModel::Listing FolderModel::list(const QString &folder, const QStringList &filters)
{
    Listing listing;
    const QFileInfo info(folder);
    listing.readable = info.isDir() && info.isReadable();
    listing.canWrite = info.isWritable();
    const QDir dir(folder);
    const auto add = [&listing](const QFileInfoList &found, bool isFolder) {
        for (const QFileInfo &file : found)
            listing.entries.append({file.fileName(), file.absoluteFilePath(), isFolder, file.lastModified()});
    };
    add(dir.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot), true);
    if (!filters.isEmpty())
        add(dir.entryInfoList(filters, QDir::Files), false);
    QCollator collator;
    collator.setNumericMode(true);
    std::stable_sort(listing.entries.begin(), listing.entries.end(), [&collator](const Entry &a, const Entry &b) {
        return a.isFolder != b.isFolder ? a.isFolder : collator.compare(a.name, b.name) < 0;
    });
    return listing;
}

void FolderModel::load()
{
    // A folder on a network or a sleeping disk can take seconds: never on the window's thread.
    m_busy = true;
    emit loaded();
    inBackground(
        this, [folder = m_folder, filters = m_filters] { return list(folder, filters); },
        [this, asked = ++m_asked](const Listing &listing) {
            if (asked != m_asked)
                return;
            beginResetModel();
            m_entries = listing.entries;
            endResetModel();
            m_canWrite = listing.canWrite;
            m_problem = listing.readable ? QString() : tr("This folder cannot be read. Choose another one.");
            m_busy = false;
            emit loaded();
        });
}

} // namespace heard
