// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/id.h"

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

/** A made-up young person and the people around them, for trying Heard out, for its tests and for pictures of its window. */
namespace heard::demo {

struct Options
{
    quint64 seed = 1; ///< the same seed gives the same people, words, ids and times
    /** Is told what is being done: one plain line, and how far it is of how much. */
    std::function<void(const QString &step, int done, int most)> onStep = {};
};

/** One of them with a vault of their own. */
struct Someone
{
    QString name;
    QString role;   ///< as roleName() gives it
    QString folder; ///< of the vault
    QString recoveryCode;
    Id member;
};

/** What was made, and where. */
struct Demo
{
    QString folder;
    QString passphrase;          ///< of all its vaults
    QString passphraseFile;      ///< a file with it
    QString remote;              ///< the folder they sync through
    std::vector<Someone> people; ///< first the mother, who began the circle; then the keyworker, the father and the SENCO
    Id circle;
    qint64 now = 0;             ///< when the story stands, ms since 1970: open the vaults with a clock set to it
    QStringList checkWords;     ///< what mother and keyworker compared aloud
    Id before;                  ///< last year's frozen version
    Id after;                   ///< this year's
    Id settled;                 ///< a statement that two of them changed apart, and that is settled
    QStringList settledBetween; ///< what its two versions said
    Id undecided;               ///< another, where both versions still stand in every vault
    QStringList undecidedBetween;
    QString invite;     ///< the file of an invite that waits for its answer
    qint64 waiting = 0; ///< changes in the mother's vault that wait to be sent
    bool same = false;  ///< when all had synced, all showed the same
};

/**
 * Makes the demo in @p folder, which must be empty or not there yet: four vaults, a circle joined by files, statements of two years, two versions
 * that were settled and two that were not, a profile frozen last year and this year, agreements, pen profiles, an invite without
 * an answer yet, and changes that wait to be sent. The vaults are closed when this returns. Takes some seconds: every passphrase is stretched.
 * Refused "folder-not-empty".
 */
[[nodiscard]] Result<Demo> makeDemo(const QString &folder, const Options &options = {});

/** The file that marks a folder as one of the demo's; it is written before all else. */
[[nodiscard]] QString listingFile(const QString &folder);
/** Removes a demo that was made here, whole or half. Refused "folder-not-empty", with nothing removed, when anything else lies among it. */
[[nodiscard]] Result<> clearDemo(const QString &folder);

} // namespace heard::demo
