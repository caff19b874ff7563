// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/filereader.h"
#include "circle/devicename.h"
#include "controls/look.h"
#include "demo/demo.h"
#include "vault/keychain.h"
#include "vault/steadyclock.h"
#include "window/options.h"
#include "window/pagetour.h"
#include "window/restart.h"
#include "window/stopsignals.h"
#include "window/warnings.h"
#include "window/world.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>

using namespace heard;

namespace {

int stop(const QString &sentence)
{
    fprintf(stderr, "heard: %s\n", qUtf8Printable(sentence));
    return 1;
}

/** The first line of a file. */
Result<QString> firstLine(const QString &path)
{
    const auto bytes = readWholeFile(path, 4096, FileReader::From::Anything);
    if (!bytes)
        return fail(ErrorCode::BadInput, "no-passphrase-file", QStringLiteral("the passphrase file cannot be read"), bytes.error().detail);
    QByteArray line = bytes->left(bytes->indexOf('\n'));
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

/** How this run looks, where it was asked for; the rest as it was chosen. */
void dress(World &world, const Options &options)
{
    if (!options.theme.isEmpty())
        world.preferences.setScheme(options.theme);
    else if (options.forgetful())
        world.preferences.setScheme(QStringLiteral("light"));
    if (options.textScale > 0)
        world.preferences.setTextScale(options.textScale);
    if (!options.face.isEmpty())
        world.preferences.setFace(options.face);
    if (options.noMotion || options.selfTest || !options.screenshots.isEmpty())
        world.preferences.setMotion(false);
    if (options.window)
        world.preferences.setWindowSize(*options.window);
    const QString wanted = !options.language.isEmpty() ? options.language : world.preferences.language();
    world.language.setCurrent(wanted.isEmpty() ? options.forgetful() ? QStringLiteral("en-GB") : world.language.ofDevice() : wanted);
}

/** Waits for the vault to open; the window is not needed for it. */
void openNow(World &world, const QString &passphrase)
{
    world.session.unlock(passphrase);
    while (world.session.busy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace

int main(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QCoreApplication::setApplicationName(QStringLiteral("heard"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HEARD_VERSION));
    if (onlyAsks(argc, argv)) {
        const QCoreApplication asked(argc, argv);
        (void)readOptions(QCoreApplication::arguments());
    }
    if (!hasScreen(argc, argv))
        return stop(QStringLiteral("there is no screen here to open a window on. heard-cli works without one."));
    if (const auto started = startCrypto(); !started)
        return stop(started.error().message);
    QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Heard"));
    QGuiApplication::setDesktopFileName(QStringLiteral("heard"));
    const QStringList arguments = QCoreApplication::arguments();
    const Options options = readOptions(arguments);
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    const QStringList wanted = installFonts();
    if (!wanted.isEmpty()) {
        const QString sentence =
            QStringLiteral("some letters look wrong or are missing, because fonts are not installed. Install: %1").arg(wanted.join(u' '));
        // Pictures and checks are only worth something when they look as they do everywhere.
        if (options.selfTest || !options.screenshots.isEmpty())
            return stop(sentence);
        fprintf(stderr, "heard: %s\n", qUtf8Printable(sentence));
    }
    std::optional<Warnings> warnings;
    if (options.selfTest) {
        warnings.emplace();
        // As if a screen reader were there: only then do controls say what they are.
        QAccessible::setActive(true);
    }

    const SystemClock systemClock;
    const SteadyClock steadyClock;
    SystemRandom random;
    QtKeychainStore keychain;
    DeviceNetwork network;
    SetClock storyClock(0);
    std::unique_ptr<QTemporaryDir> story;
    World::Setup setup;
    setup.session.folder = options.vault.isEmpty() ? usualVaultFolder() : options.vault;
    setup.session.around = {.clock = &systemClock, .random = &random, .keychain = &keychain, .steady = &steadyClock, .deviceName = deviceNameHere()};
    setup.session.restart = [arguments] { restartProgram(argumentsAfterLock(arguments)); };
    setup.sync.network = &network;
    setup.idleLockSeconds = options.idleLockSeconds;
    QString passphrase;
    if (options.needsDemo()) {
        story = std::make_unique<QTemporaryDir>();
        const auto made = demo::makeDemo(story->filePath(QStringLiteral("demo")));
        if (!made)
            return stop(made.error().message);
        storyClock.set(made->now);
        setup.session.folder = made->people.front().folder;
        setup.session.around.clock = &storyClock;
        // The story ends with the window: locking it starts a new one.
        setup.session.around.keychain = nullptr;
        setup.session.restart = [arguments, &story] {
            story.reset();
            restartProgram(arguments);
        };
        setup.sync.automatic = options.demo && !options.selfTest && options.screenshots.isEmpty();
        passphrase = made->passphrase;
    } else if (!options.passphraseFile.isEmpty()) {
        auto line = firstLine(options.passphraseFile);
        if (!line)
            return stop(line.error().message);
        passphrase = *line;
    }
    if (!options.forgetful())
        setup.preferencesFile = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/heard/look.ini");

    QQmlEngine engine;
    QObject::connect(&engine, &QQmlEngine::quit, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    installIconProvider(engine);
    World world(setup, engine);
    world.preferences.forThisRun([&] { dress(world, options); });
    if (!passphrase.isEmpty()) {
        openNow(world, passphrase);
        if (!world.session.problem().isEmpty())
            return stop(world.session.problem());
    }

    QQmlComponent main(&engine, QUrl(QStringLiteral("qrc:/qt/qml/Heard/Pages/Shell/Main.qml")));
    std::unique_ptr<QObject> root(main.create());
    auto *window = qobject_cast<QQuickWindow *>(root.get());
    if (!window)
        return stop(main.errorString());
    if (options.firstFrame) {
        QObject::connect(
            window, &QQuickWindow::frameSwapped, &app,
            [&sinceStart] {
                printf("%lld\n", static_cast<long long>(sinceStart.elapsed()));
                QCoreApplication::quit();
            },
            Qt::QueuedConnection);
    }
    window->show();

    if (options.selfTest)
        return selfTest(
            *window, [&world](const QString &code) { world.language.setCurrent(code); },
            [&world](double scale) { world.preferences.setTextScale(scale); });
    if (!options.screenshots.isEmpty()) {
        QList<QSize> sizes;
        for (const QString &size : options.sizes)
            sizes.append(sizeFrom(size));
        return takeScreenshots(*window, options.screenshots, sizes.isEmpty() ? PageTour::usualSizes() : sizes, world.preferences.scheme(),
                               options.page);
    }
    if (!options.page.isEmpty()) {
        PageTour tour(*window);
        if (!tour.show(options.page))
            return stop(QStringLiteral("there is no page of this name; there are: %1").arg(tour.pages().join(QStringLiteral(", "))));
    }
    closeOnStopSignals();
    world.autoSync.listen();
    return QGuiApplication::exec();
}
