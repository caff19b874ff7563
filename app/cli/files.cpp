// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.h"

#include "base/filereader.h"

namespace heard::cli {

Result<QByteArray> readFile(const QString &path, qint64 longest)
{
    // A shell may well put a pipe where it says a file.
    return readWholeFile(path, longest, FileReader::From::Anything);
}

} // namespace heard::cli
