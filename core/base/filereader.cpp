// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/filereader.h"

#include "base/keptplaces.h"

#include <QFile>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace heard {

namespace {

constexpr qsizetype fetchSize = 65'536;

std::unexpected<Error> cannotOpen(const QString &detail)
{
    return fail(ErrorCode::BadInput, "cannot-read", coreText("This file cannot be opened. Nothing was changed. Check its name and place."),
                detail);
}

std::unexpected<Error> cannotReadOn(const QString &detail)
{
    return fail(ErrorCode::BadInput, "cannot-read",
                coreText("This file cannot be read to its end. Nothing was changed. Copy it again, or choose another."), detail, true);
}

QString said(int why)
{
    return QString::fromLocal8Bit(std::strerror(why));
}

} // namespace

Result<FileReader> FileReader::open(const QString &path, From from)
{
    const QByteArray name = QFile::encodeName(path);
    if (name.isEmpty() || name.contains('\0'))
        return cannotOpen(QStringLiteral("no name"));
    // A pipe without a writer must not hold up who will not read from it anyway.
    const int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (from == From::FilesOnly ? O_NONBLOCK : 0);
    FileReader reader(::open(name.constData(), flags));
    if (reader.m_fd < 0)
        return cannotOpen(said(errno));
    HEARD_TRY(reader.look(from));
    return reader;
}

Result<FileReader> FileReader::standardInput()
{
    FileReader reader(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3));
    if (reader.m_fd < 0)
        return cannotOpen(said(errno));
    HEARD_TRY(reader.look(From::Anything));
    return reader;
}

Result<> FileReader::look(From from)
{
    struct stat info = {};
    if (::fstat(m_fd, &info) != 0)
        return cannotOpen(said(errno));
    if (S_ISDIR(info.st_mode))
        return cannotOpen(said(EISDIR));
    m_isFile = S_ISREG(info.st_mode);
    if (!m_isFile && from == From::FilesOnly)
        return cannotOpen(QStringLiteral("not a file"));
    if (m_isFile) {
        noteRead(m_fd);
        // Standard input may have been read from before.
        const off_t at = ::lseek(m_fd, 0, SEEK_CUR);
        m_size = qMax<qint64>(0, info.st_size - qMax<off_t>(0, at));
    }
    return {};
}

FileReader::FileReader(FileReader &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_size(other.m_size)
    , m_fetched(other.m_fetched)
    , m_position(other.m_position)
    , m_isFile(other.m_isFile)
    , m_ended(other.m_ended)
    , m_waiting(std::move(other.m_waiting))
{}

FileReader::~FileReader()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<QByteArray> FileReader::fetch(qsizetype most)
{
    QByteArray bytes(most, Qt::Uninitialized);
    ssize_t n = 0;
    do {
        n = ::read(m_fd, bytes.data(), size_t(most));
    } while (n < 0 && errno == EINTR);
    if (n < 0)
        return cannotReadOn(said(errno));
    bytes.truncate(qsizetype(n));
    m_fetched += n;
    m_ended = n == 0;
    if (m_ended && m_isFile && m_fetched < m_size)
        return cannotReadOn(QStringLiteral("shorter than it was"));
    return bytes;
}

QByteArray FileReader::take(qsizetype size)
{
    QByteArray bytes = m_waiting.first(size);
    m_waiting.remove(0, size);
    m_position += size;
    return bytes;
}

Result<QByteArray> FileReader::some(qsizetype most)
{
    if (m_waiting.isEmpty() && !m_ended) {
        HEARD_TRY_ASSIGN(m_waiting, fetch(qMin(most, fetchSize)));
    }
    return take(qMin(most, m_waiting.size()));
}

Result<QByteArray> FileReader::rest(qsizetype longest)
{
    while (!m_ended && m_waiting.size() <= longest) {
        HEARD_TRY_ASSIGN(const QByteArray more, fetch(fetchSize));
        m_waiting += more;
    }
    if (m_waiting.size() > longest)
        return fail(ErrorCode::BadInput, "too-large", coreText("This file is too large. Nothing was changed. Use a smaller one."));
    if (m_waiting.isEmpty())
        return fail(ErrorCode::BadInput, "empty-file", coreText("There is nothing in this file. Nothing was changed. Choose another one."));
    return take(m_waiting.size());
}

Result<std::optional<QByteArray>> FileReader::line(qsizetype longest)
{
    qsizetype looked = 0;
    for (;;) {
        const qsizetype end = m_waiting.indexOf('\n', looked);
        if (end >= 0)
            return take(qMin(end, longest) + 1);
        looked = m_waiting.size();
        if (looked > longest)
            return take(longest + 1);
        if (m_ended)
            return looked == 0 ? std::nullopt : std::optional(take(looked));
        HEARD_TRY_ASSIGN(const QByteArray more, fetch(fetchSize));
        m_waiting += more;
    }
}

Result<QByteArray> readWholeFile(const QString &path, qsizetype longest, FileReader::From from)
{
    HEARD_TRY_ASSIGN(FileReader file, FileReader::open(path, from));
    return file.rest(longest);
}

} // namespace heard
