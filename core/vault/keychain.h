// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/vault.h"

#include <optional>

namespace heard {

/**
 * The platform's keychain through QtKeychain: Secret Service or KWallet, Keychain, Credential Manager, Android Keystore.
 * Entries stay tiny (a key of 32 bytes): Android fails above 256 bytes while it reports success (qtkeychain issue 263), so what
 * was written is read back. Plain-text fallback is never used. Each call waits at most a few seconds, without a keychain too.
 * Needs a QCoreApplication; call it from the thread of that.
 */
class QtKeychainStore final : public Keychain
{
public:
    /** Asked once, by looking for an entry that is not there. Without a session bus nothing is asked at all. */
    [[nodiscard]] bool available() const override;
    [[nodiscard]] Result<SecretBytes> read(const QString &name) override;
    [[nodiscard]] Result<> write(const QString &name, const SecretBytes &secret) override;
    [[nodiscard]] Result<> remove(const QString &name) override;

private:
    mutable std::optional<bool> m_available;
};

/** Errors that every Keychain gives. */
[[nodiscard]] Error noKeychain(const QString &detail = {});
[[nodiscard]] Error notInKeychain();

} // namespace heard
