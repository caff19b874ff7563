// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QObject>
#include <QTemporaryDir>

namespace heard::test {

/** A folder for one test, and what QML tests need to know of it. */
class Place : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] Q_INVOKABLE QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] Q_INVOKABLE bool exists(const QString &name) const { return QFile::exists(path(name)); }
    [[nodiscard]] Q_INVOKABLE QString read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    /** Some file below the folder has these letters in the open. */
    [[nodiscard]] Q_INVOKABLE bool holds(const QString &letters) const
    {
        QDirIterator files(m_folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(letters.toUtf8()))
                return true;
        }
        return false;
    }
    Q_INVOKABLE bool write(const QString &name, const QString &text) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0;
    }
    Q_INVOKABLE bool makeFolder(const QString &name) const { return QDir().mkpath(path(name)); }
    Q_INVOKABLE bool removeFolder(const QString &name) const { return QDir(path(name)).removeRecursively(); }

private:
    QTemporaryDir m_folder;
};

} // namespace heard::test
