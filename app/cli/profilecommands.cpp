// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profilecommands.h"

namespace heard::cli {

void addProfileCommands(Commands &commands)
{
    CLI::App &profile = commands.group("profile", "The one-page profile: statements, and the pages made of them");
    addProfileWriting(commands, profile);
    addProfileReading(commands, profile);
    addProfileSharing(commands, profile);
}

} // namespace heard::cli
