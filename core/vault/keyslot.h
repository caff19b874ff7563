// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/id.h"
#include "store/store.h"
#include "vault/crypto.h"

namespace heard {

/** Ways to open a vault. Stored as a number: never renumber. */
enum class SlotKind {
    Passphrase = 1, ///< Argon2id
    Keychain = 2,   ///< 32 random bytes in the platform's keychain
    Recovery = 3,   ///< 128 random bits on paper
};

/**
 * A slot wraps the profile key with a key made from a secret. Its body is canonical CBOR:
 * [format, kind, memory, passes, salt, sealed]; memory and passes are 0 unless a passphrase is stretched.
 * The vault's id, the kind and all numbers are bound as associated data, and `sealed` starts with a commitment to the key:
 * a slot of another vault or kind, or with weaker numbers, opens nothing.
 */
[[nodiscard]] Result<QByteArray> makeSlot(const Id &vault, SlotKind kind, const KdfCost &cost, const SecretBytes &secret,
                                          const SecretBytes &profileKey, Random &random);

/**
 * The profile key. Refused ("wrong-secret") when the secret is not this slot's; Damaged when the slot is not well formed,
 * weaker than the floor, or altered.
 */
[[nodiscard]] Result<SecretBytes> openSlot(const Id &vault, SlotKind kind, const QByteArray &body, const SecretBytes &secret);

/** The slot of one kind among all, or NotFound. */
[[nodiscard]] Result<QByteArray> findSlot(const QList<StoredSlot> &all, SlotKind kind);

} // namespace heard
