// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

namespace heard::cli {

Commands::Commands(CLI::App &root, Where where) : m_root(root)
{
    root.require_subcommand(1);
    // Options of the program may also stand after the command.
    root.fallthrough();
    addVaultCommands(*this, where);
    addCircleCommands(*this);
    addMemberCommands(*this);
    addRecordCommands(*this);
    addAttachmentCommands(*this);
    addProfileCommands(*this);
    addRemoteCommands(*this);
    addSyncCommands(*this);
    if (where == Where::CommandLine) {
        addBatchCommand(*this);
        addDemoCommand(*this);
    }
}

CLI::App &Commands::group(const char *name, const char *help)
{
    CLI::App *group = m_root.add_subcommand(name, help);
    group->require_subcommand(1);
    return *group;
}

Error usageError(const CLI::App &root, const CLI::ParseError &problem)
{
    QString detail;
    if (problem.get_exit_code() == int(CLI::ExitCodes::ExtrasError)) {
        // A passphrase or a child's words may have been put in the wrong place: they are not repeated in anybody's log.
        QStringList names;
        for (const std::string &word : root.remaining(true)) {
            if (word.starts_with('-'))
                names.append(text(word.substr(0, word.find('='))));
        }
        detail = names.isEmpty() ? QStringLiteral("there are words too many, or a command that does not exist")
                                 : QStringLiteral("not known: ") + names.join(QStringLiteral(", "));
    } else {
        detail = text(problem.what());
    }
    return {ErrorCode::Usage, QStringLiteral("usage"), coreText("This command cannot be read. Nothing was changed. See --help."), detail, false};
}

} // namespace heard::cli
