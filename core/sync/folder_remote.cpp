// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/folder_remote.h"

#include "sync/layout.h"
#include "vault/crypto.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace heard {

namespace {

constexpr int mostNames = 500'000;

/** An open descriptor, closed when it goes. */
class Descriptor
{
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    [[nodiscard]] bool valid() const { return m_fd >= 0; }
    [[nodiscard]] int get() const { return m_fd; }
    /** Some file systems tell of a full disk only here. */
    [[nodiscard]] bool close() { return ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

/** What errno means for a person. @p what names the step and the object for the log; never the folder, which can hold a name. */
Error folderError(int why, const QString &what)
{
    const QString detail = QStringLiteral("%1: %2").arg(what, QString::fromLocal8Bit(std::strerror(why)));
    switch (why) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return {ErrorCode::Full, QStringLiteral("remote-full"),
                coreText("The shared folder is full. Your work is safe on this device. Make some room there, then try again."), detail, true};
    case EROFS:
        return {ErrorCode::Refused, QStringLiteral("remote-read-only"),
                coreText("The shared folder cannot be changed. Your work is safe on this device. Check if the stick is locked."), detail, true};
    case EACCES:
    case EPERM:
        return {ErrorCode::Refused, QStringLiteral("remote-read-only"),
                coreText("Heard may not change the shared folder. Your work is safe on this device. Ask for the right to change it."),
                detail, true};
    case ELOOP:
    case ENOTDIR:
        return {ErrorCode::Refused, QStringLiteral("remote-refused"),
                coreText("The shared folder holds something that is not Heard's. Your work is safe. Choose an empty folder."), detail, false};
    default:
        return {ErrorCode::Unreachable, QStringLiteral("remote-unreachable"),
                coreText("The shared folder is not there. Your work is safe on this device. Plug it in or check it, then try again."),
                detail, true};
    }
}

/** Another account on this computer made it, and let nobody else in. */
std::unexpected<Error> closedFail(const QString &what)
{
    return fail(ErrorCode::Refused, "remote-closed",
                coreText("Part of the shared folder belongs to somebody else and is closed to you. Your work is safe. Ask them to let all who "
                         "share it read and change it."),
                what, true);
}

std::unexpected<Error> folderFail(int why, const QString &what)
{
    return std::unexpected(folderError(why, what));
}

Result<Descriptor> openRoot(const QString &folder)
{
    Descriptor root(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!root.valid())
        return folderFail(errno == ENOTDIR ? ENOENT : errno, QStringLiteral("open folder"));
    return root;
}

/** Lets in whoever the folder around lets in: one account's umask must not shut the others out of what they share. */
void shareLike(const Descriptor &around, const Descriptor &made, mode_t most)
{
    struct stat info = {};
    if (::fstat(around.get(), &info) != 0 || (info.st_mode & (S_IWGRP | S_IWOTH)) == 0)
        return; // of one account alone
    // Where the group may not be given, or modes are not known (FAT), there is nothing to give or all have it.
    if ((info.st_mode & S_ISGID) == 0 && ::fchown(made.get(), uid_t(-1), info.st_gid) != 0)
        errno = 0;
    if (::fchmod(made.get(), (info.st_mode & most) | S_IRUSR | S_IWUSR) != 0)
        errno = 0;
}

constexpr mode_t folderMode = S_ISGID | S_IRWXU | S_IRWXG | S_IRWXO;
constexpr mode_t fileMode = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;

/** A folder inside another, not followed when it is a link. Not valid when it is not there and @p make is false. */
Result<Descriptor> openInside(const Descriptor &parent, const QByteArray &name, bool make)
{
    const auto open = [&] { return ::openat(parent.get(), name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); };
    Descriptor inside(open());
    if (!inside.valid() && errno == ENOENT && make) {
        if (::mkdirat(parent.get(), name.constData(), 0777) != 0 && errno != EEXIST)
            return folderFail(errno, QStringLiteral("make folder"));
        ::fsync(parent.get());
        inside = Descriptor(open());
        if (inside.valid())
            shareLike(parent, inside, folderMode);
    }
    if (!inside.valid() && errno == EACCES)
        return closedFail(QStringLiteral("open inner folder"));
    if (!inside.valid() && (errno != ENOENT || make))
        return folderFail(errno, QStringLiteral("open inner folder"));
    return inside;
}

/** The folder `h` or `b/01` inside the circle's; not valid when it is not there and @p make is false. */
Result<Descriptor> openPath(const Descriptor &circle, const QString &folder, bool make)
{
    const QStringList parts = folder.split(u'/');
    HEARD_TRY_ASSIGN(Descriptor inner, openInside(circle, parts.constFirst().toLatin1(), make));
    for (qsizetype i = 1; i < parts.size() && inner.valid(); ++i) {
        HEARD_TRY_ASSIGN(inner, openInside(inner, parts.at(i).toLatin1(), make));
    }
    return inner;
}

Result<> writeWhole(int fd, const QByteArray &bytes, const QString &what)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(fd, bytes.constData() + done, size_t(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return folderFail(n == 0 ? EIO : errno, what);
        done += n;
    }
    return {};
}

/** fsync, where the file system knows it (some network ones do not, and say EINVAL). */
bool flushed(int fd)
{
    return ::fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
}

/** Gives @p from the name @p to unless that is taken; 0 or errno. */
int renameWithoutReplacing(int folder, const QByteArray &from, const QByteArray &to)
{
#ifdef RENAME_NOREPLACE
    if (::renameat2(folder, from.constData(), folder, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
#endif
    if (::linkat(folder, from.constData(), folder, to.constData(), 0) == 0) {
        ::unlinkat(folder, from.constData(), 0);
        return 0;
    }
    if (errno == EEXIST)
        return EEXIST;
    // Neither is known to this file system (FAT over some drivers). No one else makes this name: it is random, or carries our own tag.
    struct stat there = {};
    if (::fstatat(folder, to.constData(), &there, AT_SYMLINK_NOFOLLOW) == 0)
        return EEXIST;
    return ::renameat(folder, from.constData(), folder, to.constData()) == 0 ? 0 : errno;
}

/** Not a name of any object, so nobody reads it; made from the object's own, so that whoever removes the one removes the other. */
QByteArray partName(const QByteArray &name)
{
    return '.' + name + ".part";
}

Result<> putInto(const Descriptor &folder, const QByteArray &name, const QByteArray &bytes, const QString &what)
{
    const QByteArray part = partName(name);
    const auto create = [&] { return ::openat(folder.get(), part.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666); };
    Descriptor file(create());
    if (!file.valid() && errno == EEXIST) {
        ::unlinkat(folder.get(), part.constData(), 0); // left by a run that was cut short
        file = Descriptor(create());
    }
    if (!file.valid())
        return folderFail(errno, what);
    const auto giveUp = [&](Error error) {
        ::unlinkat(folder.get(), part.constData(), 0);
        return std::unexpected(std::move(error));
    };
    shareLike(folder, file, fileMode);
    if (const Result<> written = writeWhole(file.get(), bytes, what); !written)
        return giveUp(written.error());
    if (!flushed(file.get()) || !file.close())
        return giveUp(folderError(errno, what));
    if (const int why = renameWithoutReplacing(folder.get(), part, name); why == EEXIST) {
        return giveUp({ErrorCode::Refused, QStringLiteral("name-taken"),
                       coreText("This name is taken in the shared folder. Nothing was replaced. Your work is safe."), what, false});
    } else if (why != 0) {
        return giveUp(folderError(why, what));
    }
    if (!flushed(folder.get()))
        return folderFail(errno, what);
    return {};
}

Result<QByteArray> readFrom(const Descriptor &folder, const QByteArray &name, qsizetype limit, const QString &what)
{
    // Not blocking: a pipe that someone put there must not hang us.
    Descriptor file(::openat(folder.get(), name.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    const auto notAFile = [&] {
        return fail(ErrorCode::Damaged, "object-damaged", coreText("A shared file is damaged. Your work is safe."), what, true);
    };
    if (!file.valid() && errno == ENOENT)
        return fail(ErrorCode::NotFound, "object-missing", coreText("A shared file has not come yet. Your work is safe."), what, true);
    if (!file.valid() && errno == ELOOP)
        return notAFile();
    if (!file.valid() && errno == EACCES)
        return closedFail(what);
    if (!file.valid())
        return folderFail(errno, what);
    struct stat info = {};
    if (::fstat(file.get(), &info) != 0)
        return folderFail(errno, what);
    if (!S_ISREG(info.st_mode))
        return notAFile();
    if (info.st_size > limit)
        return fail(ErrorCode::Damaged, "object-too-large", coreText("A shared file is larger than it can be. Your work is safe."), what);
    QByteArray bytes(qsizetype(info.st_size), Qt::Uninitialized);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::read(file.get(), bytes.data() + done, size_t(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return folderFail(errno, what);
        if (n == 0)
            break; // it shrank meanwhile: what there is will not open
        done += n;
    }
    bytes.truncate(done);
    return bytes;
}

} // namespace

FolderRemote::FolderRemote(const QString &folder, const Id &circle) : m_folder(QDir::cleanPath(folder)), m_circle(circleFolder(circle)) {}

QByteArray FolderRemote::identity() const
{
    return blake2b("folder\n" + m_folder.toUtf8() + '\n' + m_circle.toUtf8(), 16);
}

Result<> FolderRemote::check(const QString &folder, const Id &circle)
{
    const QString what = QStringLiteral("check folder");
    FolderRemote remote(folder, circle);
    HEARD_TRY_ASSIGN(const Descriptor root, openRoot(remote.m_folder));
    if (::faccessat(root.get(), ".", W_OK | X_OK, AT_EACCESS) != 0)
        return folderFail(errno, what);
    const QByteArray circleName = remote.m_circle.toLatin1();
    const auto isThere = [](const Descriptor &parent, const QByteArray &name) {
        struct stat info = {};
        return parent.valid() && ::fstatat(parent.get(), name.constData(), &info, AT_SYMLINK_NOFOLLOW) == 0;
    };
    const bool hadCircle = isThere(root, circleName);
    HEARD_TRY_ASSIGN(const Descriptor before, openInside(root, circleName, false));
    const bool hadInner = isThere(before, "m");

    // With a name as syncs use it, so that whatever watches the folder treats it as it will treat theirs.
    const QString path =
        QStringLiteral("m/") + QString::fromLatin1(blake2b(QByteArray::number(QRandomGenerator::system()->generate64()), 16).toHex());
    const QByteArray content("Heard looks if this folder can be used.\n");
    Result<> usable = remote.putNew(path, content);
    if (usable) {
        const Result<QByteArray> back = remote.get(path, content.size());
        const Result<QStringList> names = remote.list(QStringLiteral("m"));
        if (!back)
            usable = std::unexpected(back.error());
        else if (!names || *back != content || !names->contains(leafOf(path)))
            usable = folderFail(EIO, what);
    }
    const Result<> removed = remote.remove(path);
    const Result<> open = remote.lookForClosed();
    const auto inside = openInside(root, circleName, false);
    if (!hadInner && inside && inside->valid())
        ::unlinkat(inside->get(), "m", AT_REMOVEDIR); // only when it is empty: somebody may have begun to use it
    if (!hadCircle)
        ::unlinkat(root.get(), circleName.constData(), AT_REMOVEDIR);
    HEARD_TRY(open);
    HEARD_TRY(usable);
    return removed;
}

/** What other accounts made in this folder must be open to this one: their folders to put into, their heads to be read. */
Result<> FolderRemote::lookForClosed()
{
    HEARD_TRY_ASSIGN(const Descriptor root, openRoot(m_folder));
    HEARD_TRY_ASSIGN(const Descriptor circle, openInside(root, m_circle.toLatin1(), false));
    if (!circle.valid())
        return {};
    QStringList folders{QStringLiteral("h"), QStringLiteral("s"), QStringLiteral("m"), QStringLiteral("b")};
    HEARD_TRY_ASSIGN(const QStringList ofPieces, list(QStringLiteral("b")));
    for (const QString &name : ofPieces)
        folders.append(QStringLiteral("b/") + name);
    const auto isClosed = [&](const QString &path, int rights) {
        return ::faccessat(circle.get(), path.toLatin1().constData(), rights, AT_EACCESS) != 0 && errno == EACCES;
    };
    for (const QString &folder : std::as_const(folders)) {
        if (isClosed(folder, R_OK | W_OK | X_OK))
            return closedFail(QStringLiteral("folder ") + folder);
    }
    HEARD_TRY_ASSIGN(const QStringList heads, list(QStringLiteral("h")));
    for (const QString &name : heads) {
        if (isClosed(QStringLiteral("h/") + name, R_OK))
            return closedFail(QStringLiteral("head ") + name);
    }
    return {};
}

Result<QStringList> FolderRemote::doList(const QString &folder)
{
    HEARD_TRY_ASSIGN(const Descriptor root, openRoot(m_folder));
    HEARD_TRY_ASSIGN(const Descriptor circle, openInside(root, m_circle.toLatin1(), false));
    if (!circle.valid())
        return QStringList();
    HEARD_TRY_ASSIGN(const Descriptor inner, openPath(circle, folder, false));
    if (!inner.valid())
        return QStringList();
    const int own = ::dup(inner.get());
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(own < 0 ? nullptr : ::fdopendir(own), ::closedir);
    if (!stream)
        return folderFail(errno, QStringLiteral("list %1").arg(folder));
    QStringList names;
    errno = 0;
    while (const dirent *entry = ::readdir(stream.get())) { // NOLINT(concurrency-mt-unsafe): the stream is this call's own
        const QString name = QString::fromLatin1(entry->d_name);
        if (isObjectName(folder, name))
            names.append(name);
        if (names.size() > mostNames)
            return folderFail(ENOTDIR, QStringLiteral("list %1: too many names").arg(folder));
        errno = 0;
    }
    if (errno != 0)
        return folderFail(errno, QStringLiteral("list %1").arg(folder));
    return names;
}

Result<QByteArray> FolderRemote::doGet(const QString &path, qsizetype limit)
{
    const QString what = QStringLiteral("get %1").arg(path);
    HEARD_TRY_ASSIGN(const Descriptor root, openRoot(m_folder));
    HEARD_TRY_ASSIGN(const Descriptor circle, openInside(root, m_circle.toLatin1(), false));
    if (circle.valid()) {
        HEARD_TRY_ASSIGN(const Descriptor inner, openPath(circle, folderOf(path), false));
        if (inner.valid())
            return readFrom(inner, leafOf(path).toLatin1(), limit, what);
    }
    return fail(ErrorCode::NotFound, "object-missing", coreText("A shared file has not come yet. Your work is safe."), what, true);
}

Result<> FolderRemote::doPutNew(const QString &path, const QByteArray &bytes)
{
    HEARD_TRY_ASSIGN(const Descriptor root, openRoot(m_folder));
    HEARD_TRY_ASSIGN(const Descriptor circle, openInside(root, m_circle.toLatin1(), true));
    HEARD_TRY_ASSIGN(const Descriptor inner, openPath(circle, folderOf(path), true));
    return putInto(inner, leafOf(path).toLatin1(), bytes, QStringLiteral("put %1").arg(path));
}

bool FolderRemote::hasFolders() const
{
    const auto root = openRoot(m_folder);
    const auto circle = root ? openInside(*root, m_circle.toLatin1(), false) : std::unexpected(root.error());
    return !circle || circle->valid(); // when it cannot be looked at, that is another matter
}

void FolderRemote::removeFolders()
{
    const auto chunks = doList(QStringLiteral("b"));
    const auto root = openRoot(m_folder);
    const auto circle = root ? openInside(*root, m_circle.toLatin1(), false) : std::unexpected(root.error());
    if (!circle || !circle->valid())
        return;
    QStringList folders{QStringLiteral("h"), QStringLiteral("s"), QStringLiteral("m")};
    for (const QString &name : chunks.value_or(QStringList()))
        folders.append(QStringLiteral("b/") + name);
    folders.append(QStringLiteral("b"));
    for (const QString &folder : std::as_const(folders))
        ::unlinkat(circle->get(), folder.toLatin1().constData(), AT_REMOVEDIR); // refused as long as anything lies in it
    ::unlinkat(root->get(), m_circle.toLatin1().constData(), AT_REMOVEDIR);
}

Result<> FolderRemote::doRemove(const QString &path)
{
    HEARD_TRY_ASSIGN(const Descriptor root, openRoot(m_folder));
    HEARD_TRY_ASSIGN(const Descriptor circle, openInside(root, m_circle.toLatin1(), false));
    if (!circle.valid())
        return {};
    HEARD_TRY_ASSIGN(const Descriptor inner, openPath(circle, folderOf(path), false));
    if (!inner.valid())
        return {};
    const QByteArray name = leafOf(path).toLatin1();
    ::unlinkat(inner.get(), partName(name).constData(), 0);
    if (::unlinkat(inner.get(), name.constData(), 0) != 0 && errno != ENOENT)
        return folderFail(errno, QStringLiteral("remove %1").arg(path));
    return {};
}

} // namespace heard
