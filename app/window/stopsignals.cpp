// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/stopsignals.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace heard {

#ifdef Q_OS_UNIX

namespace {

/** A handler may do next to nothing: it writes a byte, and the event loop reads it. */
int &wire(int end)
{
    static int ends[2] = {-1, -1};
    return ends[end];
}

void onSignal(int signal)
{
    const char byte = 1;
    if (::write(wire(0), &byte, 1) != 1)
        ::_exit(128 + signal);
}

} // namespace

void closeOnStopSignals()
{
    int ends[2] = {-1, -1};
    if (wire(0) >= 0 || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    wire(0) = ends[0];
    wire(1) = ends[1];
    auto *notifier = new QSocketNotifier(ends[1], QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(notifier, &QSocketNotifier::activated, QCoreApplication::instance(), [] { QCoreApplication::quit(); });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART | SA_RESETHAND; // the second one is the system's again
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
}

#else

void closeOnStopSignals() {}

#endif

} // namespace heard
