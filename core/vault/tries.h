// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>

namespace heard {

class Store;
struct Surroundings;

/**
 * Wrong passphrases, counted in the store: five are free, then 30 s are waited, doubling to 15 min. Never wiped, never final.
 * It slows down somebody who types at this device; who copies the file meets Argon2id instead.
 */
struct Tries
{
    qint64 failed = 0;
    qint64 wallAt = 0;    ///< time of day of the last one, ms
    qint64 steadyAt = -1; ///< time since start of the last one, ms; -1 when not known

    [[nodiscard]] QByteArray encoded() const;
    /** Bytes that are not ours count as five wrong ones just now: removing the count must not be a way around it. */
    [[nodiscard]] static Tries decoded(const QByteArray &bytes, qint64 wall, qint64 steady);

    /** How long to wait after the last try, in ms. */
    [[nodiscard]] qint64 pause() const;
    /** What is left of it, in ms. A time of day that went back starts the pause again (@p wallAt is moved then). */
    [[nodiscard]] qint64 left(qint64 wall, qint64 steady);
};

/** Refuses while a pause runs ("too-many-tries"); else writes down the try as a wrong one, before it is checked. */
[[nodiscard]] Result<> beginTry(Store &store, const Surroundings &around);
/** The passphrase was right: the count is forgotten. */
void forgetTries(Store &store);
/** What to say of a wrong one, after beginTry. */
[[nodiscard]] Error wrongPassphrase(const Store &store);

} // namespace heard
