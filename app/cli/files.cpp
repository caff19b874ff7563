// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.h"

#include <iostream>

namespace heard::cli {

namespace {

constexpr qint64 atOnce = 64 * 1024;

std::unexpected<Error> cannotRead(const QString &detail)
{
    return fail(ErrorCode::BadInput, "cannot-read", coreText("This file cannot be opened. Nothing was changed. Check its name and place."),
                detail);
}

std::unexpected<Error> readBroke(const QString &detail)
{
    return fail(ErrorCode::BadInput, "read-failed",
                coreText("The file cannot be read any further. Check the disk or the stick, then try again."), detail);
}

} // namespace

Result<std::shared_ptr<QFile>> openFile(const QString &path)
{
    auto file = std::make_shared<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return cannotRead(file->errorString());
    return file;
}

Result<QByteArray> readFile(const QString &path, qint64 longest)
{
    HEARD_TRY_ASSIGN(const auto file, openFile(path));
    // Counted while reading: the size a file claims may be wrong.
    QByteArray bytes = file->read(longest + 1);
    if (file->error() != QFileDevice::NoError)
        return cannotRead(file->errorString());
    if (bytes.size() > longest)
        return fail(ErrorCode::BadInput, "too-large", coreText("This file is too large. Nothing was changed. Use a smaller one."));
    return bytes;
}

Result<QString> readTextFile(const QString &path, qint64 longest)
{
    HEARD_TRY_ASSIGN(const QByteArray bytes, readFile(path, longest));
    return decodedText(bytes);
}

TextLines linesOf(const std::shared_ptr<QFile> &file, qsizetype longestLine)
{
    return {[file]() -> Result<QByteArray> {
                QByteArray some = file->read(atOnce);
                if (file->error() != QFileDevice::NoError)
                    return readBroke(file->errorString());
                return some;
            },
            longestLine};
}

TextLines linesOfStandardInput(qsizetype longestLine)
{
    return {[]() -> Result<QByteArray> {
                std::string line;
                if (!std::getline(std::cin, line))
                    return std::cin.bad() ? Result<QByteArray>(readBroke(QStringLiteral("standard input"))) : QByteArray();
                if (!std::cin.eof())
                    line += '\n';
                return QByteArray::fromStdString(line);
            },
            longestLine};
}

} // namespace heard::cli
