// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace heard {

/** Puts an invite or a reply where the next paste finds it. Other programs on the device can read it there. */
void copyAsText(const QByteArray &file);

/**
 * The first invite or reply in a text, as its file would hold it: without the words around it, and without what mail puts into long
 * lines. Empty when there is no whole one. Whether it is a true one only its reader in core/circle can say.
 */
[[nodiscard]] QByteArray fileInText(const QString &text);

/** The same for what was copied last. */
[[nodiscard]] QByteArray pastedFile();

} // namespace heard
