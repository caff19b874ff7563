// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/encoding.h"
#include "base/filereader.h"

#include <QByteArray>
#include <QString>
#include <memory>

namespace heard::cli {

/** All of a file that was named by the person. BadInput "cannot-read", "empty-file" or "too-large". */
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 longest);

/** A text file that was named by the person, decoded; also BadInput "not-plain-text" (base/encoding.h). */
[[nodiscard]] Result<QString> readTextFile(const QString &path, qint64 longest);

/** Opens a file that may be long, or a pipe. BadInput "cannot-read". */
[[nodiscard]] Result<std::shared_ptr<FileReader>> openFile(const QString &path);

/** Standard input, to be read like one. */
[[nodiscard]] Result<std::shared_ptr<FileReader>> standardInput();

/** Its lines, each as soon as it was written; a read that fails is BadInput "cannot-read", never the end. */
[[nodiscard]] TextLines linesOf(const std::shared_ptr<FileReader> &file, qsizetype longestLine);

} // namespace heard::cli
