// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>

namespace heard {

namespace {

[[noreturn]] void refuse(const QString &sentence)
{
    fprintf(stderr, "heard: %s\n", qUtf8Printable(sentence));
    std::exit(2);
}

/** One of the arguments, before a lone "--", is one of these. */
bool has(int argc, const char *const *argv, std::initializer_list<const char *> names)
{
    for (int i = 1; i < argc && qstrcmp(argv[i], "--") != 0; ++i) {
        if (std::any_of(names.begin(), names.end(), [&](const char *name) { return qstrcmp(argv[i], name) == 0; }))
            return true;
    }
    return false;
}

} // namespace

bool onlyAsks(int argc, const char *const *argv)
{
    return has(argc, argv, {"--help", "--help-all", "-h", "--version", "-v"});
}

bool hasScreen(int argc, const char *const *argv)
{
    for (const char *set : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"}) {
        if (!qEnvironmentVariableIsEmpty(set))
            return true;
    }
    // The name that Wayland takes when none is set.
    const QString running = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return has(argc, argv, {"-platform", "--platform", "-display", "--display"})
           || (!running.isEmpty() && QFileInfo::exists(running + QStringLiteral("/wayland-0")));
}

QString usualVaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/heard/vault");
}

QSize sizeFrom(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{3,4})x(\\d{3,4})$"));
    const auto match = form.match(text);
    return match.hasMatch() ? QSize(match.captured(1).toInt(), match.captured(2).toInt()) : QSize();
}

Options readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Heard: one-page profiles, kept by the people they are about."));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto add = [&parser](const char *name, const char *what, const char *value = nullptr) {
        parser.addOption(value ? QCommandLineOption(QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(value))
                               : QCommandLineOption(QString::fromLatin1(name), QString::fromLatin1(what)));
    };
    add("vault", "The folder of the vault.", "folder");
    add("demo", "Opens a made-up circle, which is wiped at the end.");
    add("page", "Opens the made-up circle at this page; with --screenshots: only this page.", "name");
    add("language", "Speaks this language, for this run: en-GB, or ar-XB to try right-to-left.", "code");
    add("theme", "light, dark or contrast, for this run.", "name");
    add("text-scale", "1.0 to 2.0, for this run.", "number");
    add("face", "Noto Sans or OpenDyslexic, for this run.", "name");
    add("window", "Size of the window, such as 360x640.", "size");
    add("no-motion", "Nothing moves, for this run.");
    add("self-test", "Loads every page at three sizes in two languages and fails on any warning or cut text.");
    add("screenshots", "Writes a picture of every page at three sizes to this folder.", "folder");
    add("sizes", "Other sizes for the pictures: 320x640,800x600.", "list");
    add("passphrase-file", "Opens the vault with the first line of this file. For tests.", "file");
    add("idle-lock-seconds", "Locks after so many seconds without a touch. For tests.", "number");
    add("first-frame", "Prints the milliseconds to the first frame and ends.");
    parser.process(arguments);

    const auto value = [&parser](const char *name) { return parser.value(QString::fromLatin1(name)); };
    const auto has = [&parser](const char *name) { return parser.isSet(QString::fromLatin1(name)); };
    Options options;
    options.vault = value("vault");
    options.passphraseFile = value("passphrase-file");
    options.page = value("page");
    options.language = value("language");
    options.theme = value("theme");
    options.face = value("face");
    options.screenshots = value("screenshots");
    options.demo = has("demo");
    options.selfTest = has("self-test");
    options.firstFrame = has("first-frame");
    options.noMotion = has("no-motion");
    options.idleLockSeconds = value("idle-lock-seconds").toInt();
    if (!options.page.isEmpty() && !options.needsDemo())
        refuse(QStringLiteral("--page goes with --demo"));
    if (has("text-scale")) {
        options.textScale = value("text-scale").toDouble();
        if (options.textScale < 1 || options.textScale > 2)
            refuse(QStringLiteral("--text-scale is a number from 1.0 to 2.0"));
    }
    if (!options.theme.isEmpty()
        && !QStringList{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("contrast")}.contains(options.theme))
        refuse(QStringLiteral("--theme is light, dark or contrast"));
    if (has("window")) {
        options.window = sizeFrom(value("window"));
        if (!options.window->isValid())
            refuse(QStringLiteral("--window is a size such as 360x640"));
    }
    if (has("sizes"))
        options.sizes = value("sizes").split(u',', Qt::SkipEmptyParts);
    for (const QString &size : std::as_const(options.sizes)) {
        if (!sizeFrom(size).isValid())
            refuse(QStringLiteral("--sizes is a list such as 320x640,800x600"));
    }
    if (!parser.positionalArguments().isEmpty())
        refuse(QStringLiteral("%1 is not known. Try --help").arg(parser.positionalArguments().constFirst()));
    return options;
}

QStringList argumentsAfterLock(const QStringList &arguments)
{
    static const QStringList withValue{QStringLiteral("--passphrase-file"), QStringLiteral("--idle-lock-seconds")};
    QStringList kept;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString name = arguments.at(i).section(u'=', 0, 0);
        if (!withValue.contains(name))
            kept.append(arguments.at(i));
        else if (!arguments.at(i).contains(u'='))
            ++i;
    }
    return kept;
}

} // namespace heard
