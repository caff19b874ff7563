// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices.h"
#include "inviting.h"
#include "people.h"

namespace heard {

/** The view models of the people, made once and given to the engine. Both must outlive what was loaded with it. */
class PeopleViews
{
public:
    PeopleViews(OpenCircles &open, CurrentCircle &circle, Messages &messages, QQmlEngine &engine)
        : people(circle)
        , inviting(open, circle)
        , newDevices(open, circle, messages)
    {
        give(engine, people);
        give(engine, inviting);
        give(engine, newDevices);
    }

    People people;
    Inviting inviting;
    NewDevices newDevices;
};

} // namespace heard
