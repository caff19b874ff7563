// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace heard {

/**
 * Reads what a person named. A read that fails, and a file that ends before the length it had, are errors: QFile gives fewer bytes then,
 * and a photo that could not be read would look like none.
 *
 * Errors of every function here are BadInput: "cannot-read" (not there, no right to, a folder, or the disk failed), "empty-file",
 * "too-large". Details hold no path.
 */
class FileReader
{
public:
    /** Whether a pipe or a device will do. Opening and reading one waits for its other side, so the window never does. */
    enum class From { FilesOnly, Anything };

    [[nodiscard]] static Result<FileReader> open(const QString &path, From from = From::FilesOnly);
    /** Standard input of the program. */
    [[nodiscard]] static Result<FileReader> standardInput();
    FileReader(FileReader &&other) noexcept;
    FileReader &operator=(FileReader &&) = delete;
    FileReader(const FileReader &) = delete;
    FileReader &operator=(const FileReader &) = delete;
    ~FileReader();

    /** Up to @p most bytes, at least one; empty at the end. */
    [[nodiscard]] Result<QByteArray> some(qsizetype most);
    /** All that is left, counted while it is read: the size a file claims may be wrong. "too-large" beyond @p longest, "empty-file" for nothing. */
    [[nodiscard]] Result<QByteArray> rest(qsizetype longest);
    /** The next line with its end, nothing after the last. A line of more than @p longest bytes comes cut off at @p longest + 1. */
    [[nodiscard]] Result<std::optional<QByteArray>> line(qsizetype longest);

    /** The length it had when it was opened; 0 when that is not known. */
    [[nodiscard]] qint64 size() const { return m_size; }
    /** How many bytes were given out. */
    [[nodiscard]] qint64 position() const { return m_position; }

private:
    explicit FileReader(int fd) : m_fd(fd) {}
    [[nodiscard]] Result<> look(From from);
    [[nodiscard]] Result<QByteArray> fetch(qsizetype most);
    [[nodiscard]] QByteArray take(qsizetype size);

    int m_fd = -1;
    qint64 m_size = 0;
    qint64 m_fetched = 0;
    qint64 m_position = 0;
    bool m_isFile = false;
    bool m_ended = false;
    QByteArray m_waiting; ///< fetched and not given out yet
};

/** A file from its beginning to its end, at most @p longest bytes, at least one. */
[[nodiscard]] Result<QByteArray> readWholeFile(const QString &path, qsizetype longest, FileReader::From from = FileReader::From::FilesOnly);

} // namespace heard
