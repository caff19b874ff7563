// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "vault/crypto.h"

#include <QString>

namespace heard {

/** Bytes of a recovery code. */
inline constexpr qsizetype recoverySize = 16;

/**
 * 128 bits as Crockford base32 (crockford.com/base32.html): 26 signs and 2 check signs (10 bits of BLAKE2b), in 7 groups of 4.
 * The check tells a slip of the pen from a wrong code: one slip goes unseen once in 1,024.
 */
[[nodiscard]] QString recoveryCodeOf(const SecretBytes &bytes);

/** Reads it back; spaces, dashes and case do not matter, O is 0, I and L are 1. BadInput says what is wrong. */
[[nodiscard]] Result<SecretBytes> recoveryBytesOf(const QString &code);

/** What was typed of a code as its signs, without what stands between them; empty when something else is in it. */
[[nodiscard]] QString recoverySigns(const QString &typed);

/** What to say when a well-formed code is not the one of this vault. */
[[nodiscard]] Error wrongRecoveryCode();

} // namespace heard
