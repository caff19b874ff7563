// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/world.h"

#include <QCoreApplication>

namespace heard {

World::World(const Setup &setup, QQmlEngine &engine)
    : messages(nullptr)
    , preferences(setup.preferencesFile)
    , language(&engine)
    , session(setup.session, circles)
    , idleLock(session, *QCoreApplication::instance(), setup.idleLockSeconds)
    , passphraseAdvice(*setup.session.around.random, circles)
    , security(session)
    , circleNotes(circles)
    , circleList(circles, circleNotes, messages)
    , currentCircle(circles, messages)
    , whose(currentCircle, circleNotes)
    , bulkPages(circles, circleList)
    , profile(circles, currentCircle, preferences, language, engine)
    , people(circles, currentCircle, messages, engine)
    , joining(circles)
    , mediaChoice(circles, setup.sync.network)
    , syncRunner(circles, mediaChoice, setup.session.around)
    , autoSync(circles, syncRunner, mediaChoice, setup.session.around, setup.sync)
    , sharedPlace(circles, syncRunner)
    , syncList(circles, syncRunner)
    , syncMessages(syncList, syncRunner, messages)
    , syncState(circles, syncRunner, syncList)
    , mediaList(circles, syncRunner, mediaChoice)
    , nextSteps(circles, circleList, syncList)
{
    give(engine, messages);
    give(engine, preferences);
    give(engine, language);
    give(engine, session);
    give(engine, idleLock);
    give(engine, passphraseAdvice);
    give(engine, security);
    give(engine, circleList);
    give(engine, currentCircle);
    give(engine, whose);
    give(engine, bulkPages);
    give(engine, joining);
    give(engine, mediaChoice);
    give(engine, mediaList);
    give(engine, sharedPlace);
    give(engine, syncList);
    give(engine, syncState);
    give(engine, nextSteps);

    // Sentences made in C++ are not bindings: they are made again when the language changes.
    QObject::connect(&language, &Language::currentChanged, &syncState, &SyncState::refresh);
    QObject::connect(&language, &Language::currentChanged, &mediaList, &MediaList::refresh);
    QObject::connect(&language, &Language::currentChanged, &nextSteps, &NextSteps::refresh);
    QObject::connect(&language, &Language::currentChanged, &people.newDevices, &NewDevices::refresh);
    QObject::connect(&language, &Language::currentChanged, &circleList, &CircleList::refreshWords);
    QObject::connect(&language, &Language::currentChanged, &whose, &Whose::refresh);
    // One circle is the common case: nobody should have to choose among one. Among several nobody is chosen for a person: they would write
    // on the page of another child.
    QObject::connect(&circleList, &CircleList::countChanged, &currentCircle, [this] {
        if (currentCircle.circleId().isEmpty() && circleList.count() == 1)
            currentCircle.choose(circleList.overviews().constFirst().id.toHex());
    });
}

} // namespace heard
