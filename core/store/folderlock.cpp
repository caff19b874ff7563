// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/folderlock.h"

#include "store/sqlerror.h"

#include <QFile>
#include <QLockFile>
#include <cerrno>
#include <cstring>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace heard {

namespace {

std::unexpected<Error> inUse()
{
    return fail(ErrorCode::Busy, "vault-in-use",
                coreText("Heard is open already on this device. Your work is safe. Close the other Heard, then try again."), {}, true);
}

} // namespace

FolderLock::FolderLock() = default;

Result<std::unique_ptr<FolderLock>> FolderLock::take(const QString &folder)
{
    const QString name = folder + QStringLiteral("/vault.lock");
    std::unique_ptr<FolderLock> lock(new FolderLock);
#ifdef Q_OS_UNIX
    lock->m_descriptor = ::open(QFile::encodeName(name).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock->m_descriptor < 0) {
        const int why = errno;
        const QString detail = QStringLiteral("vault.lock: %1").arg(QString::fromLocal8Bit(std::strerror(why)));
        return std::unexpected(why == ENOSPC || why == EDQUOT ? diskFull(detail) : folderReadOnly(detail));
    }
    int locked = 0;
    do {
        locked = ::flock(lock->m_descriptor, LOCK_EX | LOCK_NB);
    } while (locked != 0 && errno == EINTR);
    if (locked != 0)
        return inUse();
#else
    lock->m_file = std::make_unique<QLockFile>(name);
    lock->m_file->setStaleLockTime(0);
    if (!lock->m_file->tryLock(0)) {
        if (lock->m_file->error() == QLockFile::LockFailedError)
            return inUse();
        return std::unexpected(folderReadOnly(QStringLiteral("vault.lock")));
    }
#endif
    return lock;
}

FolderLock::~FolderLock()
{
#ifdef Q_OS_UNIX
    // The file stays: removing it would let a third process lock a name that a second one still waits on.
    if (m_descriptor >= 0)
        ::close(m_descriptor);
#endif
}

} // namespace heard
