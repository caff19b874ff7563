// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "shellwords.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>

namespace heard::cli {

namespace {

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
    std::ifstream file;
    if (!o.in.empty()) {
        file.open(o.in, std::ios::binary);
        if (!file)
            return fail(ErrorCode::BadInput, "cannot-read",
                        coreText("This file cannot be opened. Nothing was changed. Check its name and place."));
    }
    std::istream &in = o.in.empty() ? std::cin : file;
    // Unlocked before the first line, so that a wrong passphrase is one plain refusal.
    HEARD_TRY(session.workspace());

    Outcome first;
    qint64 number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
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
            first.more.insert(QStringLiteral("line"), number);
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
