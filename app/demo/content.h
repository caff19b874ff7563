// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/pen.h"
#include "profile/profile.h"

#include <QByteArray>
#include <span>

/** The words of the demo. Nobody in it is real. */
namespace heard::demo {

/** Who is in the story. Sam is nine and has no vault; Gran is not in the circle. */
enum class Who { Grace, Dan, Michael, Priya, Sam, Gran };

/** A statement, and how it came to be. */
struct Line
{
    profile::Section section;
    Who saidBy;
    Who writtenBy;
    const char *symbol; ///< left out when the app was built without it
    bool mustKnow;
    const char *lastYear; ///< null: it is new this year
    const char *thisYear; ///< null: it was taken out this year
};
[[nodiscard]] std::span<const Line> lines();

/** One statement two people change apart. */
struct Apart
{
    size_t line; ///< index in lines()
    const char *grace;
    const char *dan;
};
[[nodiscard]] Apart settledLine();
[[nodiscard]] Apart undecidedLine();

[[nodiscard]] profile::AboutEdit aboutSam();
[[nodiscard]] QList<profile::NewSign> signsOfSam();
/** Of one of the four adults. */
[[nodiscard]] profile::PenEdit penOf(Who who);

/** A portrait in the manner of a child's drawing, as PNG. */
[[nodiscard]] QByteArray portraitOfSam();

} // namespace heard::demo
