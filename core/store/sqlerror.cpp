// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlerror.h"

#include <QSqlError>
#include <QStorageInfo>

namespace heard {

namespace {

/** Primary result codes, https://www.sqlite.org/rescode.html: the store speaks through Qt Sql, so sqlite3.h is not there. */
enum SqliteCode {
    Perm = 3,
    Abort = 4,
    Busy = 5,
    Locked = 6,
    NoMemory = 7,
    ReadOnly = 8,
    Interrupt = 9,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    NotADatabase = 26,
};

int primaryCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xFF;
}

} // namespace

Error diskFull(const QString &detail)
{
    return {ErrorCode::Full, QStringLiteral("disk-full"),
            coreText("There is no room left on this device. What was saved before is safe. Make some room, then try again."), detail, true};
}

Error inStore(const Error &written)
{
    if (written.name == QLatin1String("disk-full"))
        return diskFull(written.detail);
    const bool noRight = written.name == QLatin1String("cannot-write") || written.name == QLatin1String("disk-read-only");
    return noRight ? folderReadOnly(written.detail) : written;
}

Error folderReadOnly(const QString &detail)
{
    return {ErrorCode::Refused, QStringLiteral("folder-read-only"),
            coreText("Heard may not write in this folder. What was saved before is safe. Choose another folder, or ask who set up this device."),
            detail, false};
}

Error vaultDamaged(const QString &detail)
{
    return {ErrorCode::Damaged, QStringLiteral("vault-damaged"),
            coreText("Part of the file that keeps your work is damaged. Heard changed nothing. Bring your work back from a backup."),
            detail, false};
}

Error vaultTooNew(int version)
{
    return {ErrorCode::TooNew, QStringLiteral("vault-too-new"),
            coreText("A newer Heard made this vault. Heard changed nothing. Update Heard, then open it again."),
            QStringLiteral("schema version %1").arg(version), false};
}

Error storeError(const QSqlError &error, const QString &folder)
{
    const QString detail = QStringLiteral("sqlite %1: %2").arg(error.nativeErrorCode(), error.databaseText());
    switch (primaryCode(error)) {
    case Full:
        return diskFull(detail);
    case IoError:
        if (const QStorageInfo disk(folder); disk.isValid() && disk.bytesAvailable() < 65'536)
            return diskFull(detail);
        return {ErrorCode::Internal, QStringLiteral("disk-error"),
                coreText("The disk of this device did not do as asked. What was saved before is safe. Try again, and make a backup soon."),
                detail, true};
    case Perm:
    case ReadOnly:
    case CannotOpen:
        return folderReadOnly(detail);
    case Corrupt:
    case NotADatabase:
        return vaultDamaged(detail);
    case Busy:
    case Locked:
        return {ErrorCode::Busy, QStringLiteral("vault-in-use"),
                coreText("Another program is using this vault. Your work is safe. Close the other program, then try again."), detail, true};
    case NoMemory:
        return {ErrorCode::Internal, QStringLiteral("no-memory"),
                coreText("This device has too little memory free. What was saved before is safe. Close other apps, then try again."),
                detail, true};
    default:
        return {ErrorCode::Internal, QStringLiteral("store-failed"),
                coreText("This could not be saved. What was saved before is safe. Try again."), detail, false};
    }
}

bool endsTransaction(const QSqlError &error)
{
    switch (primaryCode(error)) {
    case Full:
    case IoError:
    case NoMemory:
    case Busy:
    case Interrupt:
    case Abort:
    case Corrupt:
        return true;
    default:
        return false;
    }
}

} // namespace heard
