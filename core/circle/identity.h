// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "circle/people.h"
#include "vault/vault.h"

#include <vector>

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

/** Keeps the keys sealed in the vault. @p slot is "device", or "device.old.N" for those a vault had before it was restored or made its own. */
[[nodiscard]] Result<> keepDevice(Vault &vault, const QString &slot, const DeviceKeys &keys);
/** Damaged when there are none. */
[[nodiscard]] Result<DeviceKeys> keptDevice(const Vault &vault, const QString &slot);

/**
 * The keys of earlier identities, the oldest first. No change and no head is signed with them any more; but a letter to one of them may
 * bring the only key to what a copy of this vault has sent, and who does not know the new identity yet believes a letter of the oldest.
 */
[[nodiscard]] Result<std::vector<DeviceKeys>> earlierDevices(const Vault &vault);
/** Keeps one more, after the @p count that are kept already. */
[[nodiscard]] Result<> keepEarlierDevice(Vault &vault, size_t count, const DeviceKeys &keys);

[[nodiscard]] Result<> keepPerson(Vault &vault, const Person &person);
[[nodiscard]] Result<Person> keptPerson(const Vault &vault);

} // namespace heard
