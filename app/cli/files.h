// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/encoding.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <memory>

namespace heard::cli {

/** A file that was named by the person. BadInput "cannot-read" or "too-large". */
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 longest);

/** A text file that was named by the person, decoded; also BadInput "not-plain-text" (base/encoding.h). */
[[nodiscard]] Result<QString> readTextFile(const QString &path, qint64 longest);

/** Opens a file that may be long. BadInput "cannot-read". */
[[nodiscard]] Result<std::shared_ptr<QFile>> openFile(const QString &path);

/** Its lines; a read that fails is BadInput "read-failed", never the end. */
[[nodiscard]] TextLines linesOf(const std::shared_ptr<QFile> &file, qsizetype longestLine);

/** The lines of standard input, each as soon as it was written. */
[[nodiscard]] TextLines linesOfStandardInput(qsizetype longestLine);

} // namespace heard::cli
