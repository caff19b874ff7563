// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"

namespace heard {

/**
 * A text in which what looks alike is alike: case, spaces, accents, digits for letters, and letters of other scripts that read the same
 * (after Unicode Technical Standard 39, "Unicode Security Mechanisms", confusables). Only to compare names, never to be shown.
 */
[[nodiscard]] QString lookOf(const QString &name);

/**
 * A member's name as it is shown everywhere: the name they go by and, when somebody else's is the same or looks it, who they are besides:
 * "Sam (parent or carer, since 3 March 2027)". The young person's own name stays as it is: whoever else takes it is told apart from
 * them. Empty for one who is not known here. Everybody who is or was in the circle counts, and the circle's own name.
 */
[[nodiscard]] QString shownName(const Circle &circle, const Id &member);

/** The name of somebody who is not in the circle; when it reads like one who is: "Sam (someone else)". */
[[nodiscard]] QString shownOutsider(const Circle &circle, const QString &name);

} // namespace heard
