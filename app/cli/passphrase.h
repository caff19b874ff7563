// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/crypto.h"

namespace heard::cli {

/** The first line of a file, read straight into guarded memory. BadInput when it cannot be read or its first line is empty. */
[[nodiscard]] Result<SecretBytes> secretFromFile(const QString &file);

/** Asks on the terminal, without showing what is typed. Usage error when there is no terminal; Refused when the person stops with Ctrl+C. */
[[nodiscard]] Result<SecretBytes> secretFromTerminal(const QString &question);

/** Asks twice, and gives it when both are the same. */
[[nodiscard]] Result<SecretBytes> newSecretFromTerminal(const QString &question);

} // namespace heard::cli
