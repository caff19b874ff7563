// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

namespace heard {

/** What was asked for on the command line of the window. */
struct Options
{
    QString vault;          ///< folder; empty: the platform's own place
    QString passphraseFile; ///< opens the vault at once (tests)
    QString page;           ///< opens the made-up circle there
    QString language;       ///< for this run; empty: as chosen before
    QString theme;
    double textScale = 0; ///< 0: as chosen before
    QString face;
    QString screenshots; ///< folder for pictures of every page
    QStringList sizes;   ///< "360x640"; empty: the three of the design
    std::optional<QSize> window;
    int idleLockSeconds = 0; ///< instead of any choice (tests)
    bool demo = false;       ///< a made-up circle that is wiped at the end
    bool selfTest = false;
    bool firstFrame = false; ///< prints the milliseconds to the first frame and ends
    bool noMotion = false;

    [[nodiscard]] bool needsDemo() const { return demo || selfTest || !screenshots.isEmpty(); }
    /** Nothing is kept of how the window looks. */
    [[nodiscard]] bool forgetful() const { return selfTest || demo || !screenshots.isEmpty(); }
};

/** Reads them. On --help, --version or a mistake it prints and leaves the program. */
[[nodiscard]] Options readOptions(const QStringList &arguments);

/** The help or the version is asked for, and no window: to be answered before one is tried, for there may be no screen. */
[[nodiscard]] bool onlyAsks(int argc, const char *const *argv);

/** False when Qt would end the program at once, because there is nothing that a window could be shown on. */
[[nodiscard]] bool hasScreen(int argc, const char *const *argv);

/** The same arguments for a program that starts locked: without those that would open the vault again. */
[[nodiscard]] QStringList argumentsAfterLock(const QStringList &arguments);

/** Where a vault lies when none is named: the same place as on the command line. */
[[nodiscard]] QString usualVaultFolder();

/** "360x640" as a size; invalid when it is not one. */
[[nodiscard]] QSize sizeFrom(const QString &text);

} // namespace heard
