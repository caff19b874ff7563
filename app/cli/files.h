// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace heard::cli {

/** All of a file that was named by the person. BadInput "cannot-read", "empty-file" or "too-large". */
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 longest);

} // namespace heard::cli
