// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.h"

#include <QFile>

namespace heard::cli {

Result<QByteArray> readFile(const QString &path, qint64 longest)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::BadInput, "cannot-read",
                    coreText("This file cannot be opened. Nothing was changed. Check its name and place."), file.errorString());
    // Counted while reading: the size a file claims may be wrong.
    QByteArray bytes = file.read(longest + 1);
    if (bytes.size() > longest)
        return fail(ErrorCode::BadInput, "too-large", coreText("This file is too large. Nothing was changed. Use a smaller one."));
    return bytes;
}

} // namespace heard::cli
