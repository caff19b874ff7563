// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The same family's day that tst_apache has, on one of the servers that tests/sync/servers/run was asked for.

#include "other_servers.h"
#include "scenarios.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace heard::test;

class ServerScenarios : public QObject
{
    Q_OBJECT

private slots:
    void aFamily();
};

void ServerScenarios::aFamily()
{
    const std::unique_ptr<LocalServer> server = serverCalled(qEnvironmentVariable("HEARD_SERVER"));
    QVERIFY2(server, "HEARD_SERVER must be apache, nginx, lighttpd, rclone or sabre");
    World world;
    const QString started = server->start();
    QVERIFY2(started.isEmpty(), qPrintable(started));
    Scenario scenario(world, *server);
    for (const auto step : {&Scenario::join, &Scenario::away, &Scenario::clash, &Scenario::remove, &Scenario::third, &Scenario::leave,
                            &Scenario::many, &Scenario::pictures, &Scenario::rest}) {
        const QString problem = (scenario.*step)();
        QVERIFY2(problem.isEmpty(), qPrintable(server->name() + u": "_s + problem));
    }
    qInfo("%s: join, server away, clash, remove, third vault, leave, many, pictures, rest: %lld objects", qPrintable(server->name()),
          static_cast<long long>(server->files().size()));
}

QTEST_GUILESS_MAIN(ServerScenarios)
#include "server_scenarios.moc"
