// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "files.h"
#include "shellwords.h"
#include "standardstreams.h"

#include <algorithm>
#include <cstdio>

namespace heard::cli {

namespace {

constexpr qsizetype longestLine = 4'000'000;

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

/** What has been done stays done: the line tells how far that is. The first command that failed matters more than that. */
Outcome stopped(Outcome first, const Error &error, qint64 line)
{
    if (!first.error) {
        first.error = error;
        first.more.insert(QStringLiteral("line"), line);
    }
    return first;
}

Error lineTooLong()
{
    return {ErrorCode::BadInput,
            QStringLiteral("line-too-long"),
            coreText("This line is too long. What was done before it is safe. Put long words into a file."),
            {},
            false};
}

Outcome batch(Session &session, const Batch &o)
{
    HEARD_TRY_ASSIGN(const auto in, o.in.empty() ? standardInput() : openFile(text(o.in)));
    TextLines lines = linesOf(in, longestLine);
    // Unlocked before the first line, so that a wrong passphrase is one plain refusal.
    HEARD_TRY(session.workspace());
    session.askNothing();

    Outcome first;
    for (;;) {
        const auto read = lines.next();
        if (!read)
            return stopped(std::move(first), read.error().name == QLatin1String("line-too-long") ? lineTooLong() : read.error(),
                           lines.number());
        if (!*read && lines.number() == 0 && !o.in.empty())
            return fail(ErrorCode::BadInput, "empty-file", coreText("There is nothing in this file. Nothing was changed. Choose another one."));
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
        if (!writeJson(stdout, answer, false)) {
            Outcome lost = std::unexpected(notPrinted());
            lost.more = {{QStringLiteral("line"), lines.number()}, {QStringLiteral("result"), answer}};
            return lost;
        }
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
