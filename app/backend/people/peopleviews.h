// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inviting.h"
#include "people.h"

namespace heard {

/** The view models of the people, made once and given to the engine. Both must outlive what was loaded with it. */
class PeopleViews
{
public:
    PeopleViews(OpenCircles &open, CurrentCircle &circle, QQmlEngine &engine) : people(circle), inviting(open, circle)
    {
        give(engine, people);
        give(engine, inviting);
    }

    People people;
    Inviting inviting;
};

} // namespace heard
