// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands.h"

/** The `profile` group is long; it lies in three files. */
namespace heard::cli {

/** add, edit, move, remove, bring-back, share, settle, about, sign, tips, pick-tip */
void addProfileWriting(Commands &commands, CLI::App &profile);
/** show, history, freeze, versions, compare */
void addProfileReading(Commands &commands, CLI::App &profile);
/** export, fit, agree, agreements, take-back, pen */
void addProfileSharing(Commands &commands, CLI::App &profile);

} // namespace heard::cli
