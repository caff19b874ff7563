// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "standardstreams.h"

#include "base/keptplaces.h"

#include <QFile>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <sys/sysmacros.h>
#endif

namespace heard::cli {

namespace {

std::unexpected<Error> cannotPrint(const QString &detail)
{
    return fail(ErrorCode::Internal, "cannot-print",
                coreText("The answer cannot be printed. Nothing was done. Look where the output goes."), detail);
}

QString said(int why)
{
    return QString::fromLocal8Bit(std::strerror(why));
}

/** The device that is always full. Nothing but a write shows it, and a write would be part of the answer. */
bool isAlwaysFull([[maybe_unused]] const struct stat &info)
{
#ifdef Q_OS_LINUX
    return S_ISCHR(info.st_mode) && major(info.st_rdev) == 1 && minor(info.st_rdev) == 7; // Documentation/admin-guide/devices.txt
#else
    return false;
#endif
}

} // namespace

void secureStandardStreams()
{
    // In order, since open() gives the lowest number that is free. The wrong way round, so that using it still fails.
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(fd, F_GETFD) < 0 && errno == EBADF && ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            ::_exit(1); // without /dev/null nothing here is as it should be
    }
    std::signal(SIGPIPE, SIG_IGN);
}

Result<> checkStandardOutput()
{
    const int flags = ::fcntl(STDOUT_FILENO, F_GETFL);
    struct stat info = {};
    if (flags < 0 || ::fstat(STDOUT_FILENO, &info) != 0)
        return cannotPrint(said(errno));
    if ((flags & O_ACCMODE) == O_RDONLY)
        return cannotPrint(said(EBADF));
    if (isAlwaysFull(info))
        return cannotPrint(said(ENOSPC));
    pollfd output{STDOUT_FILENO, POLLOUT, 0};
    if (::poll(&output, 1, 0) > 0 && (output.revents & (POLLERR | POLLNVAL)) != 0)
        return cannotPrint(said(EPIPE));
    if (struct statvfs disk = {}; S_ISREG(info.st_mode) && ::fstatvfs(STDOUT_FILENO, &disk) == 0) {
        // Root may fill what is kept for root. Some file systems do not tell their size.
        const auto free = ::geteuid() == 0 ? disk.f_bfree : disk.f_bavail;
        if (disk.f_blocks > 0 && free == 0)
            return cannotPrint(said(ENOSPC));
    }
    return {};
}

Error notPrinted()
{
    return {ErrorCode::Internal,
            QStringLiteral("cannot-print"),
            coreText("This was done, but its answer could not be printed in its place. The answer stands here, under result."),
            {},
            false};
}

Result<> checkOut(const QString &path)
{
    struct stat out = {};
    struct stat answer = {};
    if (::stat(QFile::encodeName(path).constData(), &out) != 0 || ::fstat(STDOUT_FILENO, &answer) != 0)
        return mayBeWritten(QFile::encodeName(path));
    // A terminal or /dev/null takes both.
    if (out.st_dev != answer.st_dev || out.st_ino != answer.st_ino || S_ISCHR(out.st_mode))
        return mayBeWritten(QFile::encodeName(path));
    return fail(ErrorCode::Usage, "out-is-standard-output",
                coreText("The answer is printed there already. Nothing was changed. Give --out another file."));
}

} // namespace heard::cli
