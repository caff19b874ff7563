// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/vault.h"

namespace heard {

/** How many invites given out from this device nobody came in with yet, though they still could. The circle need not be open. */
[[nodiscard]] Result<int> openInvites(const Vault &vault, const Id &circle);

} // namespace heard
