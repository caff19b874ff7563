// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heard {

/**
 * From now on SIGTERM, SIGINT and SIGHUP (the session ends, the machine shuts down) close the program as its window's button does, so that
 * words that are being written are saved. A second one ends it at once. Where there are no such signals, nothing happens.
 */
void closeOnStopSignals();

} // namespace heard
