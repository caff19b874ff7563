// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"

namespace heard {

/** Gives a circle another name, for everyone in it. Refused "not-owner", "not-let-in"; BadInput as when it is made. */
[[nodiscard]] Result<> renameCircle(Circle &circle, const QString &name);

} // namespace heard
