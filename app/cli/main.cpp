// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptplaces.h"
#include "commands.h"
#include "standardstreams.h"

#include <QGuiApplication>
#include <cstdio>
#include <iostream>
#include <memory>

namespace {

using namespace heard;
using namespace heard::cli;

/** Prints what a command gave, and says how the program ends. */
int finish(const Outcome &outcome, bool pretty)
{
    Outcome told = outcome;
    if (!outcome.output.isUndefined() && !writeJson(stdout, outcome.output, pretty)) {
        // What a vault's recovery code is must be said somewhere.
        told.more.insert(QStringLiteral("result"), outcome.output);
        if (!told.error)
            told.error = notPrinted();
    }
    if (told.error) {
        // When even this cannot be printed, the status still tells.
        static_cast<void>(writeJson(stderr, QJsonObject{{QStringLiteral("error"), errorJson(told)}}, pretty));
        return exitStatus(told.error->code);
    }
    return 0;
}

int run(int argc, char **argv)
{
    CLI::App root{"Heard without a window: circles of support, one-page profiles, and sync, for scripts and administrators.\n"
                  "Prints JSON. Exit status: 0 done, 2 wrong usage, 3 refused, 4 bad input, 5 remote not reachable, 6 damaged data, 1 anything else.",
                  "heard-cli"};
    Settings settings;
    root.add_option("--vault", settings.vault, "Folder of the vault; the platform's data folder when left out");
    root.add_option("--passphrase-file", settings.passphraseFile,
                    "File whose first line is the passphrase; else HEARD_PASSPHRASE_FILE, else it is asked for");
    root.add_option("--now", settings.now, "The time that rules count from, such as 2027-01-10T09:00:00Z");
    root.add_flag("--pretty", settings.pretty, "Print for people: indented");
    root.set_version_flag("--version", HEARD_VERSION);
    Commands commands(root, Commands::Where::CommandLine);
    try {
        root.parse(argc, argv);
    } catch (const CLI::ParseError &problem) {
        if (problem.get_exit_code() == 0) { // --help, --version
            root.exit(problem);
            return std::cout.flush() ? 0 : exitStatus(ErrorCode::Internal);
        }
        Outcome outcome;
        outcome.error = usageError(root, problem);
        return finish(outcome, settings.pretty);
    }

    if (const Result<> printable = checkStandardOutput(); !printable)
        return finish(std::unexpected(printable.error()), settings.pretty);

    // Documents are laid out with real fonts, which needs a platform; this one needs no screen.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const std::unique_ptr<QCoreApplication> app(commands.fonts() == Commands::Fonts::Needed ? new QGuiApplication(argc, argv)
                                                                                            : new QCoreApplication(argc, argv));
    QCoreApplication::setApplicationName(QStringLiteral("heard"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HEARD_VERSION));
    if (const Result<> started = startCrypto(); !started)
        return finish(std::unexpected(started.error()), settings.pretty);
    auto session = Session::make(settings);
    if (!session)
        return finish(std::unexpected(session.error()), settings.pretty);
    return finish(commands.chosen()(**session), settings.pretty);
}

/** Standard error holds our own words only: Qt's are about its surroundings, and nobody can vouch for what they repeat. */
void dropQtMessages(QtMsgType type, const QMessageLogContext & /*context*/, const QString &message)
{
    if (type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(message));
}

} // namespace

int main(int argc, char **argv)
{
    secureStandardStreams();
    keepWhatIsRead();
    qInstallMessageHandler(dropQtMessages);
    const int status = run(argc, argv);
    // Some file systems tell of a full disk only as a file is closed.
    return std::fclose(stdout) != 0 && status == 0 ? exitStatus(ErrorCode::Internal) : status;
}
