// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/privatefile.h"

#include "document/writers.h"

#include <QFile>
#include <QFileInfo>

namespace heard {

Result<> savePrivateFile(const QString &path, const QByteArray &bytes)
{
    constexpr QFile::Permissions onlyMine = QFile::ReadOwner | QFile::WriteOwner;
    // saveFile() gives the new file the rights of the one that it replaces: so there is one to replace, before anything is in it.
    QFile place(path);
    const bool fresh = place.open(QIODevice::WriteOnly | QIODevice::NewOnly, onlyMine);
    place.close();
    if (!fresh && QFileInfo(path).isFile())
        QFile::setPermissions(path, onlyMine);
    if (auto saved = saveFile(path, bytes); !saved) {
        if (fresh)
            QFile::remove(path);
        return saved;
    }
    if (QFileInfo(path).isFile())
        QFile::setPermissions(path, onlyMine);
    return {};
}

} // namespace heard
