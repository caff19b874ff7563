// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"
#include "vault/keyslot.h"
#include "vault/vault.h"

namespace heard {

/**
 * A backup file:
 *
 *     "HEARDBK1" | length of the header, 4 bytes big-endian | header | secretstream header, 24 bytes | chunks
 *
 * The header is canonical CBOR: [vault id, salt, passphrase slot, recovery slot] (a keychain belongs to one device and stays there).
 * The chunks are libsodium's secretstream (XChaCha20-Poly1305) of 64 KiB each, the last one marked as final, the header bound to each,
 * under a key derived from the profile key and the salt. Inside: for each file its name, its length and its bytes;
 * first `vault.sqlite`, then what lies in `blobs/`.
 */
[[nodiscard]] Result<> writeBackup(const Store &store, const Id &vault, const SecretBytes &profileKey, Random &random, const QString &file);

/** Checks all of @p file into a hidden folder beside @p folder, then gives it that name. The folder must not be there or be empty. */
[[nodiscard]] Result<> readBackup(const QString &file, SlotKind kind, const SecretBytes &secret, const QString &folder,
                                  const Surroundings &around);

} // namespace heard
