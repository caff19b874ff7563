// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "json.h"
#include "pick.h"
#include "progress.h"
#include "sync/schedule.h"
#include "sync/settings.h"
#include "vault/steadyclock.h"

#include <QThread>
#include <csignal>
#include <cstdio>

namespace heard::cli {

namespace {

/** Set by Ctrl+C and by SIGTERM while watching. */
Cancel &stopAsked()
{
    static Cancel cancel;
    return cancel;
}

void onStopSignal(int /*signal*/)
{
    stopAsked().cancel(); // an atomic flag: allowed in a signal handler
}

struct Sync
{
    std::string circle;
    bool watch = false;
    bool dryRun = false;
    bool putBack = false;
    bool repair = false;
    bool noMedia = false;
    int every = 30;
};

void declareSync(CLI::App &app, Sync &o)
{
    app.add_option("circle", o.circle, "Id of the circle; all of them when left out");
    auto *dry = app.add_flag("--dry-run", o.dryRun, "Look and count; change nothing here or there");
    auto *watch = app.add_flag("--watch", o.watch, "Go on until stopped; one line of JSON for each time that something happened");
    app.add_option("--every", o.every, "Seconds between two looks while watching; more after a failure")->check(CLI::Range(1, 3600))->capture_default_str();
    app.add_flag("--put-back", o.putBack, "Send everything again to a place that was emptied")->excludes(dry);
    app.add_flag("--repair", o.repair, "Read back what this device sent, and send again what is damaged or missing")->excludes(dry);
    app.add_flag("--no-media", o.noMedia, "Leave pictures and films for another time, but for those that were asked for");
    watch->excludes(dry);
}

/** What a person at a command line is to type for what the sentence asks of them. */
QString advice(const SyncProblem &problem)
{
    if (problem.name == QLatin1String("copied-vault"))
        return coreText(" Type: heard-cli vault make-own");
    return {};
}

QJsonObject reportJson(const SyncReport &report)
{
    QJsonArray problems;
    for (const SyncProblem &problem : report.problems) {
        problems.append(QJsonObject{{QStringLiteral("code"), problem.name},
                                    {QStringLiteral("message"), problem.sentence + advice(problem)},
                                    {QStringLiteral("detail"), problem.detail}});
    }
    return {{QStringLiteral("circle"), report.circle.toHex()},
            {QStringLiteral("pushed"), report.pushed},
            {QStringLiteral("pulled"), report.pulled},
            {QStringLiteral("blobs_up"), report.blobsUp},
            {QStringLiteral("blobs_down"), report.blobsDown},
            {QStringLiteral("blobs_waiting"), report.blobsWaiting},
            {QStringLiteral("blobs_missing"), report.blobsMissing},
            {QStringLiteral("blobs_too_large"), report.blobsTooLarge},
            {QStringLiteral("requests"), report.requests},
            {QStringLiteral("bytes_up"), report.bytesUp},
            {QStringLiteral("bytes_down"), report.bytesDown},
            {QStringLiteral("seconds"), report.seconds},
            {QStringLiteral("waiting"), report.waiting},
            {QStringLiteral("joined"), report.joined},
            {QStringLiteral("problems"), problems}};
}

/** A circle without a remote is no problem when all are synced; changes that wait for earlier ones come by themselves. */
bool isOrdinary(const SyncProblem &problem, bool all)
{
    return problem.name == QLatin1String("changes-waiting") || (all && problem.name == QLatin1String("no-remote"));
}

struct Round
{
    QJsonObject json;
    std::optional<Error> error; ///< the first that matters; an unreachable remote before all others
    bool moved = false;
    QList<SyncReport> reports;
};

/** The circles that were asked for. */
Result<QList<Circle *>> askedCircles(Session &session, const Sync &o)
{
    QList<Circle *> circles;
    if (!o.circle.empty()) {
        HEARD_TRY_ASSIGN(Circle * circle, anyCircle(session, o.circle));
        circles.append(circle);
        return circles;
    }
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const QList<Id> ids, workspace->vault().store().circles());
    for (const Id &id : ids) {
        HEARD_TRY_ASSIGN(Circle * circle, workspace->circle(id));
        circles.append(circle);
    }
    return circles;
}

Round syncRound(const QList<Circle *> &circles, const Sync &o)
{
    Round round;
    QJsonArray reports;
    Progress progress(QStringLiteral("sync"));
    for (Circle *circle : circles) {
        const SyncReport report = syncCircle(*circle, stopAsked(),
                                             [&progress](const SyncProgress &at) {
                                                 if (at.bytesTotal > 0)
                                                     progress.showBytes(at.bytesDone, at.bytesTotal, at.secondsLeft);
                                                 else
                                                     progress.show(at.done, at.total);
                                             },
                                             {o.dryRun, o.putBack, o.repair, !o.noMedia});
        reports.append(reportJson(report));
        round.reports.append(report);
        round.moved = round.moved || report.pushed > 0 || report.pulled > 0 || report.joined || report.blobsUp > 0 || report.blobsDown > 0;
        for (const SyncProblem &problem : report.problems) {
            if (isOrdinary(problem, o.circle.empty()))
                continue;
            // A storage that is full, takes too little or nothing, or lacks something cannot be used just now, like one that is not there
            // (exit status 5).
            const bool lacks = problem.name == QLatin1String("remote-full") || problem.name == QLatin1String("remote-too-small")
                               || problem.name == QLatin1String("remote-read-only") || problem.name == QLatin1String("remote-refused")
                               || problem.name == QLatin1String("remote-closed") || problem.name == QLatin1String("remote-keeps-all")
                               || problem.name == QLatin1String("attachment-not-taken")
                               || (problem.code == ErrorCode::NotFound && problem.name != QLatin1String("no-remote"));
            const ErrorCode code = lacks ? ErrorCode::Unreachable : problem.code;
            if (!round.error || (code == ErrorCode::Unreachable && round.error->code != ErrorCode::Unreachable))
                round.error = Error{code, problem.name, problem.sentence + advice(problem), problem.detail, code == ErrorCode::Unreachable};
        }
    }
    round.json = {{QStringLiteral("circles"), reports}};
    return round;
}

Outcome watch(Session &session, const Sync &o)
{
    std::signal(SIGINT, onStopSignal);
    std::signal(SIGTERM, onStopSignal);
    HEARD_TRY_ASSIGN(const QList<Circle *> circles, askedCircles(session, o));
    SyncSchedule::Pace pace;
    pace.between = qint64(o.every) * 1000;
    // Who watches wants the others' changes as often as was said, with nobody at the keyboard.
    pace.idleBetween = pace.between;
    const SteadyClock clock;
    SystemRandom random;
    SyncSchedule schedule(clock, random, pace);
    for (Circle *circle : circles) {
        // One that was asked for by name and has no place says so, once.
        const auto settings = remoteSettings(circle->vault(), circle->id());
        if (!o.circle.empty() || !settings || settings->kind != RemoteSettings::Kind::None)
            schedule.add(circle->id());
    }
    QHash<Id, std::optional<Error>> last;
    while (!stopAsked().cancelled()) {
        const QList<Id> due = schedule.due();
        for (Circle *circle : circles) {
            if (!due.contains(circle->id()) || stopAsked().cancelled())
                continue;
            schedule.started(circle->id());
            const Round round = syncRound({circle}, o);
            schedule.finished(circle->id(), SyncSchedule::outcome(round.reports.constFirst()));
            std::optional<Error> &before = last[circle->id()];
            // The same problem at each look is told once.
            const bool news = (round.error ? round.error->name : QString()) != (before ? before->name : QString());
            if ((round.moved || news) && !writeJson(stdout, round.json, false))
                return fail(ErrorCode::Internal, "cannot-print", coreText("The result cannot be printed. Work is safe on this device."));
            before = round.error;
        }
        // Only a person can help with all of them: there is nothing left to watch.
        if (!last.isEmpty() && !schedule.wait())
            return std::unexpected(last.cbegin()->value_or(Error{}));
        constexpr qint64 tick = 100;
        QThread::msleep(uint(std::clamp<qint64>(schedule.wait().value_or(tick), 1, tick)));
    }
    return {};
}

Outcome sync(Session &session, const Sync &o)
{
    if (o.watch)
        return watch(session, o);
    HEARD_TRY_ASSIGN(const QList<Circle *> circles, askedCircles(session, o));
    const Round round = syncRound(circles, o);
    Outcome outcome = round.json;
    outcome.error = round.error;
    return outcome;
}

struct Nothing
{};

void declareNothing(CLI::App & /*app*/, Nothing & /*o*/) {}

Outcome pendingAll(Session &session, const Nothing & /*o*/)
{
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const QList<Id> ids, workspace->vault().store().circles());
    QJsonArray json;
    for (const Id &id : ids) {
        HEARD_TRY_ASSIGN(Circle * circle, workspace->circle(id));
        HEARD_TRY_ASSIGN(const Pending waits, pending(*circle));
        if (waits.changes == 0 && waits.letters == 0)
            continue;
        json.append(QJsonObject{{QStringLiteral("circle"), id.toHex()},
                                {QStringLiteral("name"), circle->overview().name},
                                {QStringLiteral("changes"), waits.changes},
                                {QStringLiteral("letters"), waits.letters},
                                {QStringLiteral("since"), timeJson(waits.since)},
                                {QStringLiteral("why"), pendingWhyName(waits.why)},
                                {QStringLiteral("problem"), waits.problem},
                                {QStringLiteral("sentence"), waits.sentence},
                                {QStringLiteral("last_success"), timeJson(waits.status.lastSuccess)}});
    }
    return json;
}

} // namespace

void addSyncCommands(Commands &commands)
{
    commands.add<Sync>(commands.root(), "sync", "Bring circles and their remotes together: fetch, then send", declareSync, sync);
    commands.add<Nothing>(commands.root(), "pending", "What waits to be sent, since when, and why", declareNothing, pendingAll);
}

} // namespace heard::cli
