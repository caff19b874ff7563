// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace heard {

/** What this device is called until its person says otherwise: what kind of machine it is, and nothing about them. */
[[nodiscard]] QString deviceNameHere();

} // namespace heard
