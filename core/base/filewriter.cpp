// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/filewriter.h"

#include "base/keptplaces.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace heard {

namespace {

constexpr mode_t usualFile = 0666;
constexpr mode_t ownersFile = 0600;
constexpr mode_t ownersFolder = 0700;
constexpr int mostLinks = 40;  // as the kernel's own limit
constexpr int mostTries = 100; // to find a name that nobody has

std::unexpected<Error> writeFail(int why, const char *step)
{
    return std::unexpected(writeError(why, step));
}

/** fsync, where the file system knows it: some of USB sticks and of networks do not, and say so. */
int flushed(int fd)
{
    while (::fsync(fd) != 0) {
        if (errno == EINVAL || errno == ENOTSUP || errno == ENOSYS)
            return 0;
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

QByteArray folderOf(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    return slash < 0 ? QByteArray(".") : slash == 0 ? QByteArray("/") : path.first(slash);
}

/** What a name stands for when it is a link, though what it points to may not be there yet. */
std::optional<QByteArray> withoutLinks(QByteArray path)
{
    for (int links = 0; links <= mostLinks; ++links) {
        struct stat info = {};
        if (::lstat(path.constData(), &info) != 0 || !S_ISLNK(info.st_mode))
            return path;
        QByteArray to(4096, 0);
        const ssize_t size = ::readlink(path.constData(), to.data(), size_t(to.size()));
        if (size <= 0 || size == to.size())
            return {};
        to.truncate(qsizetype(size));
        path = to.startsWith('/') ? to : folderOf(path) + '/' + to;
    }
    return {};
}

/** The descriptor of ours that a path is another name of (`/dev/stdout`, `/dev/fd/3`): opening it again would write over its beginning. */
std::optional<int> ownDescriptor(const QByteArray &path)
{
    if (path == "/dev/stdout")
        return STDOUT_FILENO;
    if (path == "/dev/stderr")
        return STDERR_FILENO;
    for (const char *folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (path.startsWith(folder)) {
            bool isNumber = false;
            const int number = path.mid(qsizetype(std::strlen(folder))).toInt(&isNumber);
            if (isNumber && number >= 0)
                return number;
        }
    }
    return {};
}

QByteArray sixLetters()
{
    constexpr QByteArrayView letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    QByteArray six;
    for (int i = 0; i < 6; ++i)
        six += letters.at(QRandomGenerator::system()->bounded(letters.size()));
    return six;
}

/** @p path and six letters or digits; shorter where that would be too long for a name. */
QByteArray besideName(const QByteArray &path)
{
    constexpr qsizetype longestName = 240;
    QByteArray name = path;
    if (const QByteArray folder = folderOf(path); path.size() - path.lastIndexOf('/') > longestName)
        name = folder + "/heard";
    return name + '.' + sixLetters();
}

} // namespace

Error writeError(int why, const char *step)
{
    const QString detail = QStringLiteral("%1: %2").arg(QLatin1String(step), QString::fromLocal8Bit(std::strerror(why)));
    switch (why) {
    case ENOSPC:
    case EDQUOT:
        return {ErrorCode::Full, QStringLiteral("disk-full"),
                coreText("The disk is full. Your work is safe. Make some room and save again."), detail, true};
    case EFBIG:
        return {ErrorCode::Full, QStringLiteral("file-too-large"),
                coreText("This disk can't hold a file as large as this. Your work is safe. Choose another place."), detail, false};
    case EROFS:
        return {ErrorCode::Refused, QStringLiteral("disk-read-only"),
                coreText("This disk or stick can't be changed. Your work is safe. Choose another place, or look if it is locked."), detail,
                true};
    case ENOENT:
    case ENOTDIR:
        return {ErrorCode::NotFound, QStringLiteral("folder-missing"),
                coreText("This folder is not there any more. Your work is safe. Choose another folder."), detail, false};
    case EIO:
    case ENXIO:
    case ENODEV:
    case ESTALE:
        return {ErrorCode::Internal, QStringLiteral("disk-error"),
                coreText("The disk did not do as asked. Your work is safe. Try again, or choose another place."), detail, true};
    case EPIPE:
        return {ErrorCode::Refused, QStringLiteral("cannot-write"),
                coreText("The program that should take this has stopped. Your work is safe. Try again."), detail, true};
    default:
        return {ErrorCode::Refused, QStringLiteral("cannot-write"),
                coreText("Heard may not save in this place. Your work is safe. Choose another folder, like Documents."), detail, false};
    }
}

Result<FileWriter> FileWriter::open(const QString &path, Options options)
{
    FileWriter writer;
    writer.m_syncName = options.syncName;
    const QByteArray asked = QFile::encodeName(path);
    if (asked.isEmpty() || asked.contains('\0'))
        return writeFail(EINVAL, "no name");
    if (ownDescriptor(asked)) {
        HEARD_TRY(writer.openDirectly(asked));
        return writer;
    }
    if (options.asked)
        HEARD_TRY(mayBeWritten(asked));
    mode_t mode = options.rights == FileRights::OwnerOnly ? ownersFile : usualFile;
    struct stat there = {};
    if (::stat(asked.constData(), &there) == 0) {
        if (S_ISDIR(there.st_mode))
            return writeFail(EISDIR, "open");
        if (!S_ISREG(there.st_mode)) {
            HEARD_TRY(writer.openDirectly(asked));
            return writer;
        }
        // A folder's rights would allow to replace it; the file's own say that it should stay.
        if (::access(asked.constData(), W_OK) != 0)
            return writeFail(errno, "open");
        if (options.rights == FileRights::Usual)
            mode = there.st_mode & 0777;
    } else if (errno != ENOENT) {
        return writeFail(errno, "open");
    }
    const auto target = withoutLinks(asked);
    if (!target)
        return writeFail(ELOOP, "open");
    if (options.asked && *target != asked)
        HEARD_TRY(mayBeWritten(*target));
    writer.m_target = *target;
    HEARD_TRY(writer.openBeside(mode));
    return writer;
}

FileWriter::FileWriter(FileWriter &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_target(std::move(other.m_target))
    , m_temporary(std::exchange(other.m_temporary, {}))
    , m_syncName(other.m_syncName)
    , m_size(other.m_size)
    , m_state(std::move(other.m_state))
{}

FileWriter::~FileWriter()
{
    drop();
}

void FileWriter::drop()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
    if (!m_temporary.isEmpty())
        ::unlink(std::exchange(m_temporary, {}).constData());
}

Result<> FileWriter::failed(int why, const char *step)
{
    m_state = writeFail(why, step);
    drop();
    return m_state;
}

Result<> FileWriter::openDirectly(const QByteArray &path)
{
    const auto own = ownDescriptor(path);
    m_fd = own ? ::fcntl(*own, F_DUPFD_CLOEXEC, 3) : ::open(path.constData(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (m_fd < 0)
        return failed(errno, "open");
    return {};
}

Result<> FileWriter::openBeside(mode_t mode)
{
    // For as long as it is written its owner needs the right to.
    for (int i = 0; i < mostTries && m_fd < 0; ++i) {
        const QByteArray name = besideName(m_target);
        m_fd = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode | ownersFile);
        if (m_fd >= 0)
            m_temporary = name;
        else if (errno != EEXIST && errno != EINTR)
            return failed(errno, "make");
    }
    if (m_fd < 0)
        return failed(EEXIST, "make");
    // The umask may have taken what a file that is replaced allows. Where there are no rights (FAT), there is nothing to give.
    if (mode != usualFile)
        static_cast<void>(::fchmod(m_fd, mode));
    return {};
}

Result<> FileWriter::write(QByteArrayView bytes)
{
    if (!m_state)
        return m_state;
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(m_fd, bytes.data() + done, size_t(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return failed(n == 0 ? EIO : errno, "write");
        done += qsizetype(n);
    }
    m_size += bytes.size();
    return {};
}

Result<> FileWriter::commit()
{
    if (!m_state)
        return m_state;
    if (!m_target.isEmpty()) {
        if (const int why = flushed(m_fd); why != 0)
            return failed(why, "flush");
        struct stat now = {};
        if (::fstat(m_fd, &now) != 0)
            return failed(errno, "look");
        if (now.st_size != m_size)
            return failed(EIO, "length");
    }
    // Some file systems of networks tell of a full disk only here. EINTR closes all the same on Linux.
    if (::close(std::exchange(m_fd, -1)) != 0 && errno != EINTR)
        return failed(errno, "close");
    if (m_target.isEmpty())
        return {};
    if (const int why = rename(); why != 0)
        return failed(why, "rename");
    m_temporary.clear();
    return m_syncName ? syncFolder(QFile::decodeName(folderOf(m_target))) : Result<>();
}

/** 0 or errno. */
int FileWriter::rename() const
{
    if (::rename(m_temporary.constData(), m_target.constData()) == 0)
        return 0;
    const int why = errno;
    if (why != EEXIST && why != EPERM && why != EINVAL && why != ENOTSUP && why != ENOSYS)
        return why;
    // Some file systems (of phones and cameras, old drivers of exFAT) rename, but never onto a name that is taken: the old file steps aside.
    const QByteArray aside = besideName(m_target);
    if (::rename(m_target.constData(), aside.constData()) != 0)
        return why;
    if (::rename(m_temporary.constData(), m_target.constData()) != 0) {
        ::rename(aside.constData(), m_target.constData());
        return why;
    }
    ::unlink(aside.constData());
    return 0;
}

Result<> saveFile(const QString &path, QByteArrayView bytes, FileRights rights)
{
    HEARD_TRY_ASSIGN(FileWriter file, FileWriter::open(path, rights));
    HEARD_TRY(file.write(bytes));
    return file.commit();
}

Result<> makeEmptyFile(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, ownersFile);
    if (fd < 0)
        return writeFail(errno, "make");
    if (::close(fd) != 0 && errno != EINTR)
        return writeFail(errno, "close");
    return {};
}

Result<> makeFolder(const QString &path, FileRights rights)
{
    const QString whole = QDir::cleanPath(QDir(path).absolutePath());
    if (QFileInfo(whole).isDir())
        return {};
    if (const QString above = QFileInfo(whole).path(); above != whole)
        HEARD_TRY(makeFolder(above));
    const mode_t mode = rights == FileRights::OwnerOnly ? ownersFolder : 0777;
    if (::mkdir(QFile::encodeName(whole).constData(), mode) != 0 && errno != EEXIST)
        return writeFail(errno, "make folder");
    // EEXIST is also said of a file of this name.
    return QFileInfo(whole).isDir() ? Result<>() : writeFail(EACCES, "make folder");
}

Result<TemporaryFolder> TemporaryFolder::make(const QString &stem)
{
    for (int i = 0; i < mostTries; ++i) {
        const QByteArray name = QFile::encodeName(stem) + sixLetters();
        if (::mkdir(name.constData(), ownersFolder) == 0)
            return TemporaryFolder(QFile::decodeName(name));
        if (errno != EEXIST)
            return writeFail(errno, "make folder");
    }
    return writeFail(EEXIST, "make folder");
}

TemporaryFolder::~TemporaryFolder()
{
    if (!m_path.isEmpty())
        QDir(m_path).removeRecursively();
}

Result<> syncFolder(const QString &folder)
{
    const int fd = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // A folder that may be written to and not be looked into: its names are as durable as its file system makes them.
    if (fd < 0)
        return errno == EACCES ? Result<>() : writeFail(errno, "open folder");
    const int why = flushed(fd);
    ::close(fd);
    return why == 0 ? Result<>() : writeFail(why, "flush folder");
}

} // namespace heard
