// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/writers.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>

namespace heard {

Result<> saveFile(const QString &path, const QByteArray &bytes)
{
    const QFileInfo info(path);
    if (!info.absoluteDir().exists())
        return fail(ErrorCode::NotFound, "folder-missing",
                    coreText("This folder is not there any more. Your work is safe. Choose another folder."));
    const auto cannotWrite = [](const QString &detail) {
        return fail(ErrorCode::Refused, "cannot-write",
                    coreText("Heard may not save in this place. Your work is safe. Choose another folder, like Documents."), detail);
    };
    if (info.isDir())
        return cannotWrite(QStringLiteral("save: is a folder"));
    QSaveFile file(path);
    // Never write into the file directly: a power cut would leave half of it.
    file.setDirectWriteFallback(false);
    const auto failed = [&]() -> Result<> {
        const QString detail = QStringLiteral("save: file error %1").arg(int(file.error()));
        const QStorageInfo disk(info.absolutePath());
        const bool noRoom = disk.isValid() && !disk.isReadOnly() && disk.bytesTotal() > 0 && disk.bytesAvailable() < bytes.size();
        if (file.error() == QFileDevice::ResourceError || noRoom)
            return fail(ErrorCode::Full, "disk-full", coreText("The disk is full. Your work is safe. Make some room and save again."),
                        detail, true);
        return cannotWrite(detail);
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    if (file.write(bytes) != bytes.size() || !file.commit())
        return failed();
    return {};
}

} // namespace heard
