// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/passphrase.h"

namespace heard::cli {

/**
 * The first line of a text file, in any encoding that decodedText() reads. BadInput when it cannot be read, is not text, or its first
 * line is empty.
 */
[[nodiscard]] Result<Passphrase> passphraseFromFile(const QString &file);

/** The first recovery code in a text file: its first line, or the file that the window saves, which says before it what it is. */
[[nodiscard]] Result<QString> recoveryCodeFromFile(const QString &file);

/** Asks on the terminal, without showing what is typed. Usage error when there is no terminal; Refused when the person stops with Ctrl+C. */
[[nodiscard]] Result<Passphrase> passphraseFromTerminal(const QString &question);

/** Asks twice, and gives it when both are the same. */
[[nodiscard]] Result<Passphrase> newPassphraseFromTerminal(const QString &question);

/** True when there is a person to ask: standard input is a terminal. */
[[nodiscard]] bool personIsThere();

/** Asks on the terminal for something that may be seen. Errors as for a passphrase. */
[[nodiscard]] Result<QString> answerFromTerminal(const QString &question);

} // namespace heard::cli
