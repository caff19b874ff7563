// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/harness.h"
#include "local_server.h"

namespace heard::test {

/**
 * What a family does with one server, through the real heard-cli: each step gives an empty text, or what went wrong. The order is that of
 * the functions. The server is stopped and started again before each step.
 */
class Scenario
{
public:
    Scenario(World &world, LocalServer &server);

    /** A mother and a keyworker join by the three files. */
    [[nodiscard]] QString join();
    /** Both write while the server is away: exit status 5, nothing lost, and it all arrives when the server is back. */
    [[nodiscard]] QString away();
    /** Both change the same words; both see both; one settles it. */
    [[nodiscard]] QString clash();
    [[nodiscard]] QString remove();
    /** A third vault comes in later and has all of it. */
    [[nodiscard]] QString third();
    /** One is removed: the others get new keys by letters, and go on; the one who left sees nothing new. */
    [[nodiscard]] QString leave();
    /** More than one object's worth of records. */
    [[nodiscard]] QString many();
    /** A picture and a film of several pieces go with the words and arrive whole. */
    [[nodiscard]] QString pictures();
    /** Nothing is new for anyone: one request each, and nothing lies there that need not. */
    [[nodiscard]] QString rest();

    [[nodiscard]] const Pair &pair() const { return m_pair; }
    /** What `remote set` is told to use this server. */
    [[nodiscard]] QStringList place() const;

private:
    [[nodiscard]] QString restart();
    /** All that are in the circle, until nobody has anything new; and that they show the same. */
    [[nodiscard]] QString settle();
    [[nodiscard]] QString say(const Device &device, const QString &text);

    World &m_world;
    LocalServer &m_server;
    Pair m_pair;
    Device m_gran;
    QList<const Device *> m_here;
    int m_statements = 0;
};

/** Runs heard-cli and gives what it told when its status is not @p status. */
[[nodiscard]] QString expectStatus(const Device &device, const QStringList &arguments, int status);

} // namespace heard::test
