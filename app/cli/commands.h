// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "outcome.h"
#include "session.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>

namespace heard::cli {

using Action = std::function<Outcome(Session &)>;

/**
 * The tree of commands. Each command gathers its options in a plain struct and has one function that does the work:
 * parsing only chooses the action, so that a line of a batch is read in the same way as a command line.
 */
class Commands
{
public:
    enum class Where { CommandLine, BatchLine };
    Commands(CLI::App &root, Where where);

    /** A command with sub-commands. */
    [[nodiscard]] CLI::App &group(const char *name, const char *help);

    /** Whether a command lays out documents. What that takes is started only then: it is slower, and looks around the system for fonts. */
    enum class Fonts { NotNeeded, Needed };

    /** Adds a command: @p declare binds its options, @p act does it. */
    template<typename Options>
    void add(CLI::App &parent, const char *name, const char *help, void (*declare)(CLI::App &, Options &),
             Outcome (*act)(Session &, const Options &), Fonts fonts = Fonts::NotNeeded)
    {
        CLI::App *command = parent.add_subcommand(name, help);
        const auto options = std::make_shared<Options>();
        declare(*command, *options);
        command->callback([this, options, act, fonts] {
            m_chosen = [options, act](Session &session) { return act(session, *options); };
            m_fonts = fonts;
        });
    }

    [[nodiscard]] CLI::App &root() { return m_root; }
    /** Valid after a parse that did not throw. */
    [[nodiscard]] const Action &chosen() const { return m_chosen; }
    [[nodiscard]] Fonts fonts() const { return m_fonts; }

private:
    CLI::App &m_root;
    Action m_chosen;
    Fonts m_fonts = Fonts::NotNeeded;
};

/** What went wrong while reading the command line, as an error of ours. Words of the command line are not repeated, only options' names. */
[[nodiscard]] Error usageError(const CLI::App &root, const CLI::ParseError &problem);

// One file each.
void addVaultCommands(Commands &commands, Commands::Where where);
void addCircleCommands(Commands &commands);
void addMemberCommands(Commands &commands);
void addRecordCommands(Commands &commands);
void addAttachmentCommands(Commands &commands);
void addProfileCommands(Commands &commands);
void addRemoteCommands(Commands &commands);
void addSyncCommands(Commands &commands);
void addBatchCommand(Commands &commands);
void addDemoCommand(Commands &commands);

} // namespace heard::cli
