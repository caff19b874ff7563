// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine.h"

#include <QStringList>

namespace heard {

/** What a problem of a sync asks for. The later ones weigh more. */
enum class Remedy {
    ComesLater, ///< nothing is wrong: it has not come yet, and a later look finds it
    ComesBack,  ///< the storage is away or busy: the same may go well later
    Read,       ///< sync goes on; somebody should read of it, and ask the others
    AtStorage,  ///< to be mended at the storage: make room, allow writing
    SetUp,      ///< where the circle is shared is to be set again
    Access,     ///< the same, and not tried by itself before: a storage that is asked again with a wrong password shuts the account
    Decide,     ///< nothing is sent until somebody decides or updates
    Device,     ///< of this device's own store; whatever is not listed is of this kind
};

/** By a problem's name (engine.h). */
[[nodiscard]] Remedy remedyOf(const QString &problem);
/** All names that core/sync itself gives to problems of a run, in alphabetical order. A test holds them against the sources. */
[[nodiscard]] QStringList problemNames();
/** The one that a person should hear of first; null when there is none. Of equals the first. */
[[nodiscard]] const SyncProblem *weightiest(const QList<SyncProblem> &problems);
/** True: later tries by themselves are to become rarer, since this one did not do what it should. */
[[nodiscard]] bool isFailure(Remedy remedy);

} // namespace heard
