// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace heard {

/**
 * Puts a new process in the place of this one, with these arguments: all memory is gone with it, which no cleaning can promise.
 * Open files of this process (the vault's lock, the connection to the screen) are closed. Returns only when it is not possible.
 */
void restartProgram(const QStringList &arguments);

} // namespace heard
