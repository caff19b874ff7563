// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/steadyclock.h"
#include "window/world.h"

#include <QTemporaryDir>
#include <QTest>

namespace heard::test {

inline QString passphrase()
{
    return QStringLiteral("otter lamp violin");
}

/** Waits in tenths of seconds instead of minutes. */
inline AutoSync::Setup quick()
{
    AutoSync::Setup setup;
    setup.pace = {.afterChange = 50, .afterFirst = 500, .between = 200, .idleBetween = 400, .soon = 20, .afterFailure = 100, .longest = 400};
    return setup;
}

/** A window's world in a folder of its own, without a window. */
struct Lived
{
    QTemporaryDir place;
    SetClock clock{1'800'000'000'000};
    SteadyClock steady;
    SystemRandom random;
    QQmlEngine engine;
    std::unique_ptr<World> world;

    /** @p vault: a folder with one that is there already; a new one otherwise. */
    explicit Lived(const AutoSync::Setup &sync = quick(), int idleSeconds = 0, const QString &vault = {})
    {
        World::Setup setup;
        setup.session.folder = vault.isEmpty() ? place.filePath(QStringLiteral("vault")) : vault;
        setup.session.around = {.clock = &clock, .random = &random, .steady = &steady};
        setup.session.cost = KdfCost::interactive();
        setup.sync = sync;
        setup.idleLockSeconds = idleSeconds;
        world = std::make_unique<World>(setup, engine);
        world->language.setCurrent(QStringLiteral("en-GB"));
    }
    [[nodiscard]] bool begin() const
    {
        world->session.create(QStringLiteral("Nadia"), QStringLiteral("parent"), QStringLiteral("en-GB"), passphrase());
        const bool made = QTest::qWaitFor([this] { return world->session.state() == Session::State::KeepCode; }, 20'000);
        world->session.codeIsKept();
        return made && world->session.state() == Session::State::Unlocked;
    }
    [[nodiscard]] bool write(const QString &text) const
    {
        Circle *circle = world->currentCircle.circle();
        Change change(*circle, circle->everyone());
        const Id record = change.make(QStringLiteral("statement"));
        change.set(record, Field<QString>{"text"}, text);
        return circle->save(change).has_value();
    }
};

} // namespace heard::test
