// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptplaces.h"

#include <QMutex>
#include <QSet>
#include <cstdlib>
#include <memory>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <utility>

namespace heard {

namespace {

using FileNumber = std::pair<quint64, quint64>; // device and inode

/** What was read in this run. */
class ReadFiles
{
public:
    static ReadFiles &instance()
    {
        static ReadFiles one;
        return one;
    }
    void start()
    {
        const QMutexLocker lock(&m_lock);
        m_keeps = true;
    }
    void add(const FileNumber &file)
    {
        const QMutexLocker lock(&m_lock);
        if (m_keeps)
            m_files.insert(file);
    }
    bool has(const FileNumber &file)
    {
        const QMutexLocker lock(&m_lock);
        return m_files.contains(file);
    }

private:
    QMutex m_lock;
    QSet<FileNumber> m_files;
    bool m_keeps = false;
};

FileNumber numberOf(const struct stat &info)
{
    return {quint64(info.st_dev), quint64(info.st_ino)};
}

/** Terminals, and what swallows all that it is given. */
bool keepsNothing(const struct stat &info)
{
    constexpr unsigned memory = 1;
    constexpr unsigned null = 3;
    constexpr unsigned full = 7;
    constexpr unsigned terminals = 4;
    constexpr unsigned ownTerminal = 5;
    constexpr unsigned firstWindow = 136;
    constexpr unsigned lastWindow = 143;
    const unsigned kind = major(info.st_rdev);
    const unsigned which = minor(info.st_rdev);
    return (kind == memory && (which == null || which == full)) || kind == terminals || kind == ownTerminal
           || (kind >= firstWindow && kind <= lastWindow);
}

/** The real path of the folder that a file is to lie in; empty when there is none. */
QByteArray realFolderOf(const QByteArray &path)
{
    const auto real = [](const QByteArray &of) {
        const std::unique_ptr<char, decltype(&std::free)> found(::realpath(of.constData(), nullptr), &std::free);
        return found ? QByteArray(found.get()) : QByteArray();
    };
    // A link that points to nothing yet is followed by FileWriter itself, which asks again with what it found.
    QByteArray whole = real(path);
    const qsizetype slash = path.lastIndexOf('/');
    if (whole.isEmpty())
        return real(slash < 0 ? QByteArray(".") : slash == 0 ? QByteArray("/") : path.first(slash));
    whole.truncate(qMax<qsizetype>(1, whole.lastIndexOf('/')));
    return whole;
}

bool isInVault(const QByteArray &path)
{
    QByteArray folder = realFolderOf(path);
    while (!folder.isEmpty()) {
        struct stat info = {};
        if (::stat((folder + '/' + vaultFileName).constData(), &info) == 0 && S_ISREG(info.st_mode))
            return true;
        folder.truncate(qMax<qsizetype>(0, folder.lastIndexOf('/')));
    }
    return false;
}

} // namespace

void keepWhatIsRead()
{
    ReadFiles::instance().start();
}

void noteRead(int descriptor)
{
    struct stat info = {};
    if (::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode))
        ReadFiles::instance().add(numberOf(info));
}

Result<> mayBeWritten(const QByteArray &path)
{
    if (isInVault(path))
        return fail(ErrorCode::Usage, "out-in-vault",
                    coreText("Heard keeps its own files in this folder. Nothing was changed. Choose another folder."));
    struct stat info = {};
    if (::stat(path.constData(), &info) != 0)
        return {};
    if (S_ISREG(info.st_mode) && ReadFiles::instance().has(numberOf(info)))
        return fail(ErrorCode::Usage, "out-is-input",
                    coreText("This file was just read, and would be lost. Nothing was changed. Choose another name."));
    if (S_ISBLK(info.st_mode) || S_ISSOCK(info.st_mode) || (S_ISCHR(info.st_mode) && !keepsNothing(info)))
        return fail(ErrorCode::Usage, "out-is-device",
                    coreText("This is no file but a device. Nothing was changed. Choose a file in a folder."));
    return {};
}

} // namespace heard
