// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/keychain.h"
#include "vault/vault.h"

#include <QMap>

namespace heard::testing {

/** A keychain in memory, with the ways in which real ones let people down. */
class FakeKeychain final : public Keychain
{
public:
    bool there = true;
    bool keepsNothing = false; ///< reports success and keeps nothing (qtkeychain issue 263)
    bool keepsHalf = false;
    QMap<QString, QByteArray> entries;

    [[nodiscard]] bool available() const override { return there; }
    [[nodiscard]] Result<SecretBytes> read(const QString &name) override
    {
        if (!entries.contains(name))
            return std::unexpected(notInKeychain());
        QByteArray copy = entries.value(name);
        copy.detach();
        return SecretBytes::taking(copy);
    }
    [[nodiscard]] Result<> write(const QString &name, const SecretBytes &secret) override
    {
        if (!keepsNothing)
            entries.insert(name, secret.view().first(keepsHalf ? secret.size() / 2 : secret.size()).toByteArray());
        return {};
    }
    [[nodiscard]] Result<> remove(const QString &name) override
    {
        entries.remove(name);
        return {};
    }
};

} // namespace heard::testing
