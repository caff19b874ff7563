// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

namespace heard::cli {

/**
 * To be called first. Puts something in the place of standard streams that are closed: otherwise the next file that is opened, the vault's
 * for one, would get their number, and be written into. What was closed still fails when it is used. A pipe that nobody reads from any
 * more is an error from now on, not the end of the program.
 */
void secureStandardStreams();

/**
 * Whether standard output takes what a command will print, as far as that shows before anything is written: it is open, for writing; its
 * reader is there; its disk has room. Internal "cannot-print".
 */
[[nodiscard]] Result<> checkStandardOutput();

/** What a result is that could not be printed although the work was done. */
[[nodiscard]] Error notPrinted();

/**
 * What FileWriter will say of a place (keptplaces.h), before the work is done that would be in vain; asked once all that the command reads
 * was read. And Usage "out-is-standard-output" when a file that a command is to write is where its answer goes too: one would spoil the other.
 */
[[nodiscard]] Result<> checkOut(const QString &path);

} // namespace heard::cli
