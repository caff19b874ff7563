// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "autosync.h"
#include "bulkpages.h"
#include "circlelist.h"
#include "currentcircle.h"
#include "idlelock.h"
#include "joining.h"
#include "language.h"
#include "mediachoice.h"
#include "medialist.h"
#include "messages.h"
#include "nextsteps.h"
#include "passphraseadvice.h"
#include "peopleviews.h"
#include "preferences.h"
#include "profileviews.h"
#include "security.h"
#include "session.h"
#include "sharedplace.h"
#include "synclist.h"
#include "syncmessages.h"
#include "syncrunner.h"
#include "syncstate.h"
#include "whose.h"

namespace heard {

/** Every view model of the window, made once and tied together. main() makes one; a test makes one on a folder of its own. */
class World
{
public:
    struct Setup
    {
        Session::Setup session;
        QString preferencesFile; ///< empty: nothing is kept
        AutoSync::Setup sync = {};
        int idleLockSeconds = 0;
    };

    /** Gives all view models to the engine. Both must outlive what was loaded with it. */
    World(const Setup &setup, QQmlEngine &engine);

    OpenCircles circles;
    Messages messages;
    Preferences preferences;
    Language language;
    Session session;
    IdleLock idleLock;
    PassphraseAdvice passphraseAdvice;
    Security security;
    CircleNotes circleNotes;
    CircleList circleList;
    CurrentCircle currentCircle;
    Whose whose;
    BulkPages bulkPages;
    ProfileViews profile;
    PeopleViews people;
    Joining joining;
    MediaChoice mediaChoice;
    SyncRunner syncRunner;
    AutoSync autoSync;
    SharedPlace sharedPlace;
    SyncList syncList;
    SyncMessages syncMessages;
    SyncState syncState;
    MediaList mediaList;
    NextSteps nextSteps;
};

} // namespace heard
