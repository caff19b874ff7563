// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.h"

namespace heard::cli {

namespace {

constexpr qsizetype atOnce = 64 * 1024;

} // namespace

Result<std::shared_ptr<FileReader>> openFile(const QString &path)
{
    // A shell may well put a pipe where it says a file.
    HEARD_TRY_ASSIGN(FileReader file, FileReader::open(path, FileReader::From::Anything));
    return std::make_shared<FileReader>(std::move(file));
}

Result<std::shared_ptr<FileReader>> standardInput()
{
    HEARD_TRY_ASSIGN(FileReader file, FileReader::standardInput());
    return std::make_shared<FileReader>(std::move(file));
}

Result<QByteArray> readFile(const QString &path, qint64 longest)
{
    return readWholeFile(path, longest, FileReader::From::Anything);
}

Result<QString> readTextFile(const QString &path, qint64 longest)
{
    HEARD_TRY_ASSIGN(const QByteArray bytes, readFile(path, longest));
    return decodedText(bytes);
}

TextLines linesOf(const std::shared_ptr<FileReader> &file, qsizetype longestLine)
{
    return {[file]() { return file->some(atOnce); }, longestLine};
}

} // namespace heard::cli
