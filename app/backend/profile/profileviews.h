// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clashlist.h"
#include "drafts.h"
#include "pagemaker.h"
#include "pageout.h"
#include "printing.h"
#include "profilefacts.h"
#include "roomleft.h"
#include "spelling.h"
#include "tiplist.h"
#include "versionlist.h"

namespace heard {

/** The view models of the profile, made once and given to the engine. Both must outlive what was loaded with it. */
class ProfileViews
{
public:
    ProfileViews(OpenCircles &open, CurrentCircle &circle, const Preferences &preferences, const Language &language, QQmlEngine &engine);

    Profile profile;
    RoomLeft roomLeft;
    TipList tips;
    VersionList versions;
    Drafts drafts;
    ClashList clashes;
    Spelling spelling;
    PageMaker pages;
    PageOut pageOut;
    Printing printing;
};

} // namespace heard
