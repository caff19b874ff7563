// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "circle/people.h"
#include "vault/vault.h"

namespace heard {

/** This device's own keys: one identity a vault. */
struct DeviceKeys
{
    SigningKey sign;
    BoxKey box;
    Id id;
    [[nodiscard]] static DeviceKeys make(Random &random);
};

/** Overwrites bytes that held a secret, then empties them. */
inline void wipe(QByteArray &bytes)
{
    [[maybe_unused]] const SecretBytes taken = SecretBytes::taking(bytes);
}

/** Keeps the keys sealed in the vault. @p slot is "device", or "device.old" for the one a restored vault had before. */
[[nodiscard]] Result<> keepDevice(Vault &vault, const QString &slot, const DeviceKeys &keys);
/** Damaged when there are none. */
[[nodiscard]] Result<DeviceKeys> keptDevice(const Vault &vault, const QString &slot);

[[nodiscard]] Result<> keepPerson(Vault &vault, const Person &person);
[[nodiscard]] Result<Person> keptPerson(const Vault &vault);

} // namespace heard
