// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/commit.h"

#include <QByteArray>
#include <vector>

namespace heard {

/** A commit, and the key that its signature should be good with. */
struct SignatureCheck
{
    const SignedCommit *commit = nullptr;
    QByteArray key; ///< Ed25519, public
    bool good = false;
};

/**
 * Sets `good` of each: verifyCommit() for many, side by side on the cores of the computer. Verifying is most of what receiving a long history
 * costs, and whoever receives may be the thread that draws.
 */
void verifyAll(std::vector<SignatureCheck> &checks);

} // namespace heard
