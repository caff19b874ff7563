// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QtQml/qqmlregistration.h>

namespace heard {

/**
 * One folder of the device, for choosing a file or a place to save. Ours, because the desktop's own dialogs write what was
 * chosen into a list of recent files. Folders first, then files, each in the order of the language; hidden ones are left out.
 */
class FolderModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    /** The folder shown, as a path. */
    Q_PROPERTY(QString folder READ folder WRITE setFolder NOTIFY folderChanged FINAL)
    /** The last part of its path, in words ("Home" for the home folder). */
    Q_PROPERTY(QString folderName READ folderName NOTIFY folderChanged FINAL)
    Q_PROPERTY(bool canGoUp READ canGoUp NOTIFY folderChanged FINAL)
    Q_PROPERTY(bool canWrite READ canWrite NOTIFY loaded FINAL)
    /** Files shown, as "*.heard-invite"; empty shows folders only. */
    Q_PROPERTY(QList<QString> filters READ filters WRITE setFilters NOTIFY filtersChanged FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY loaded FINAL)
    Q_PROPERTY(int count READ count NOTIFY loaded FINAL)
    /** What is wrong with the folder, in plain words; empty when all is well. */
    Q_PROPERTY(QString problem READ problem NOTIFY loaded FINAL)

public:
    enum Role { NameRole = Qt::UserRole + 1, PathRole, IsFolderRole, ChangedRole };
    Q_ENUM(Role)

    explicit FolderModel(QObject *parent = nullptr);

    [[nodiscard]] QString folder() const { return m_folder; }
    void setFolder(const QString &folder);
    [[nodiscard]] QString folderName() const;
    [[nodiscard]] bool canGoUp() const;
    [[nodiscard]] bool canWrite() const { return m_canWrite; }
    [[nodiscard]] QStringList filters() const { return m_filters; }
    void setFilters(const QStringList &filters);
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] int count() const { return int(m_entries.size()); }
    [[nodiscard]] QString problem() const { return m_problem; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void up();
    Q_INVOKABLE void refresh();
    /** Home, Documents, Downloads, Desktop and what is plugged in, as paths that exist. */
    Q_INVOKABLE QStringList places() const;
    Q_INVOKABLE QString placeName(const QString &path) const;
    /** Makes a folder here and goes into it. False: see problem. */
    Q_INVOKABLE bool makeFolder(const QString &name);
    /** The full path of a file of this name here. */
    Q_INVOKABLE QString pathFor(const QString &name) const;
    Q_INVOKABLE bool exists(const QString &name) const;
    /** The name, or with the first number that no file here has yet. */
    Q_INVOKABLE QString freeName(const QString &name) const;

signals:
    void folderChanged();
    void filtersChanged();
    void loaded();

private:
    struct Entry
    {
        QString name;
        QString path;
        bool isFolder = false;
        QDateTime changed;
    };
    struct Listing
    {
        QList<Entry> entries;
        bool readable = true;
        bool canWrite = false;
    };
    static Listing list(const QString &folder, const QStringList &filters);
    void load();

    QString m_folder;
    QStringList m_filters;
    QList<Entry> m_entries;
    QString m_problem;
    bool m_canWrite = false;
    bool m_busy = false;
    int m_asked = 0; ///< answers to older questions are ignored
};

} // namespace heard
