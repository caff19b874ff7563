// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "files.h"
#include "shellwords.h"

#include <algorithm>
#include <cstdio>

namespace heard::cli {

namespace {

/** Longer than any text that a record may hold. */
constexpr qsizetype longestLine = 1'000'000;

struct Batch
{
    std::string in;
    bool keepGoing = false;
};

void declareBatch(CLI::App &app, Batch &o)
{
    app.add_option("--in", o.in, "File with one command a line; standard input when left out");
    app.add_flag("--keep-going", o.keepGoing, "Go on after a command that failed");
}

Outcome runLine(Session &session, const std::string &line)
{
    HEARD_TRY_ASSIGN(std::vector<std::string> words, shellWords(line));
    CLI::App root{"heard-cli batch"};
    Commands commands(root, Commands::Where::BatchLine);
    try {
        // CLI11 takes the words from the back.
        std::reverse(words.begin(), words.end());
        root.parse(words);
    } catch (const CLI::ParseError &problem) {
        return std::unexpected(usageError(root, problem));
    }
    return commands.chosen()(session);
}

bool isBlank(const std::string &line)
{
    const size_t first = line.find_first_not_of(" \t\r");
    return first == std::string::npos || line[first] == '#';
}

Outcome batch(Session &session, const Batch &o)
{
    std::shared_ptr<QFile> file;
    if (!o.in.empty()) {
        HEARD_TRY_ASSIGN(file, openFile(text(o.in)));
    }
    TextLines lines = file ? linesOf(file, longestLine) : linesOfStandardInput(longestLine);
    // Unlocked before the first line, so that a wrong passphrase is one plain refusal.
    HEARD_TRY(session.workspace());
    session.askNothing();

    Outcome first;
    for (;;) {
        const auto read = lines.next();
        if (!read) {
            // What was done before stays done; the line that cannot be read is named.
            Outcome outcome = std::unexpected(read.error());
            outcome.more.insert(QStringLiteral("line"), lines.number());
            return first.error ? first : outcome;
        }
        if (!*read)
            break;
        const std::string line = (*read)->toStdString();
        if (isBlank(line))
            continue;
        const Outcome outcome = runLine(session, line);
        QJsonObject answer{{QStringLiteral("ok"), !outcome.error}};
        if (!outcome.output.isUndefined())
            answer.insert(QStringLiteral("result"), outcome.output);
        if (outcome.error)
            answer.insert(QStringLiteral("error"), errorJson(outcome));
        // The command has come back, so what it saved is durable: only now is it said.
        if (!writeJson(stdout, answer, false))
            return fail(ErrorCode::Internal, "cannot-print", coreText("The results cannot be printed. What was done before is safe."));
        if (outcome.error && !first.error) {
            first.error = outcome.error;
            first.more.insert(QStringLiteral("line"), lines.number());
        }
        if (outcome.error && !o.keepGoing)
            break;
    }
    return first;
}

} // namespace

void addBatchCommand(Commands &commands)
{
    commands.add<Batch>(commands.root(), "batch", "Many commands in one unlocked run; one line of JSON for each", declareBatch, batch,
                        Commands::Fonts::Needed);
}

} // namespace heard::cli
