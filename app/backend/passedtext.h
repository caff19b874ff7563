// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace heard {

/** How long what was copied can be pasted. */
inline constexpr int copiedMinutes = 5;

/**
 * Puts an invite or a reply where the next paste finds it. Other programs on the device can read it there, so it is taken away after
 * copiedMinutes, at the end of the program, and by forgetCopied(); programs that keep what was copied are asked not to.
 */
void copyAsText(const QByteArray &file);
/** Takes it away now, unless something else was copied since. */
void forgetCopied();

/**
 * The first invite or reply in a text, as its file would hold it: without the words around it, and without what mail puts into long
 * lines. Empty when there is no whole one. Whether it is a true one only its reader in core/circle can say.
 */
[[nodiscard]] QByteArray fileInText(const QString &text);

/** The same for what was copied last. */
[[nodiscard]] QByteArray pastedFile();

/** The same for a file that somebody chose, in any encoding that decodedText() reads. Empty when there is none in it; errors of reading. */
[[nodiscard]] Result<QByteArray> passedFileAt(const QString &path);

} // namespace heard
