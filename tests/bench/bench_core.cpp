// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "circle/fold.h"
#include "circle/identity.h"
#include "core/sync/support.h"
#include "document/writers.h"
#include "profile/layout.h"
#include "profile/profile.h"
#include "support/circles.h"
#include "support/longhistory.h"
#include "sync/engine.h"
#include "sync/folder_remote.h"

#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSaveFile>
#include <QtEndian>
#include <algorithm>
#include <cstdio>

using namespace heard;
using namespace heard::testing;

namespace {

/** Stops the bench with a sentence: a figure that was not reached must never look like one. */
[[noreturn]] void giveUp(const QByteArray &what)
{
    fprintf(stderr, "bench: %s\n", what.constData());
    exit(1);
}

template<typename T>
T need(Result<T> result, const char *what)
{
    if (!result)
        giveUp(QByteArray(what) + ": " + why(result));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/** The median of @p runs timings of @p work, in milliseconds. */
double medianMs(int runs, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

/** Resident memory of this process in MB, as the kernel counts it. */
double residentMb()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> parts = status.readAll().split(' ');
    return parts.size() > 1 ? double(parts.at(1).toLongLong()) * 4096 / 1e6 : 0;
}

/** The most resident memory this program ever had, in bytes (of the program itself: rusage counts its parent's before exec too). */
qint64 peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        giveUp("no /proc");
    const QByteArray all = status.readAll();
    const qsizetype at = all.indexOf("VmHWM:") + 6;
    return all.sliced(at, all.indexOf('k', at) - at).trimmed().toLongLong() * 1024;
}

QString sentence(int i)
{
    return QStringLiteral("A sentence about Sam, number %1, that somebody wrote down for the others.").arg(i);
}

void fillNotes(Circle &circle, int count)
{
    for (int done = 0; done < count; done += 500) {
        Change change(circle, circle.everyone());
        for (int i = done; i < std::min(count, done + 500); ++i) {
            const Id id = change.make(note::kind);
            change.set(id, note::text, sentence(i));
            change.set(id, note::place, QStringLiteral("school"));
            change.set(id, note::saidBy, circle.me());
        }
        need(circle.save(change), "save");
    }
}

QJsonObject openTenThousand()
{
    Someone mum;
    if (!mum.start(QStringLiteral("Ada"), Role::Parent))
        giveUp("vault");
    Circle *circle = need(mum.workspace->createCircle({.name = QStringLiteral("Sam")}), "circle");
    const Id id = circle->id();
    fillNotes(*circle, 10'000);
    need(circle->checkpoint(), "checkpoint");
    // The floor in the same run: reading and unsealing the very bytes, without making records of them.
    if (!mum.reopen())
        giveUp("reopen");
    const Store::StoredState state = need(mum.workspace->vault().store().state(id), "state");
    const double floor = medianMs(5, [&] {
        const SealContext context{.purpose = QByteArrayLiteral("state"), .circle = id, .stream = {}, .number = quint64(state.upToRow), .name = {}};
        need(mum.workspace->vault().unseal(context, need(mum.workspace->vault().store().state(id), "state").sealed), "unseal");
    });
    std::vector<double> times;
    double memory = 0;
    for (int i = 0; i < 5; ++i) {
        if (!mum.reopen())
            giveUp("reopen");
        QElapsedTimer timer;
        timer.start();
        circle = need(mum.workspace->circle(id), "open");
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
        memory = residentMb();
    }
    std::sort(times.begin(), times.end());
    return {{QStringLiteral("ms"), times.at(2)},
            {QStringLiteral("goal_ms"), 250},
            {QStringLiteral("unseal_only_ms"), floor},
            {QStringLiteral("ratio_to_unseal"), times.at(2) / floor},
            {QStringLiteral("records"), circle->recordCount()},
            {QStringLiteral("resident_mb"), memory},
            {QStringLiteral("goal_mb"), 150}};
}

QJsonObject foldHundredThousand()
{
    SystemRandom random;
    const DeviceKeys keys = DeviceKeys::make(random);
    const QByteArray genesis(16, 'g');
    const Id circle = circleIdFor(keys.id, genesis);
    const Id everyone = everyoneOf(circle);
    int nonce = 0;
    const auto make = [&](QList<Operation> &ops, const QString &kind) {
        QByteArray bytes(16, '\0');
        qToBigEndian(++nonce, bytes.data());
        const Id id = recordIdFor(keys.id, everyone, bytes);
        ops.append({id, kind, common::made.key(), QCborValue(bytes), {}});
        return id;
    };
    QList<Commit> commits;
    const auto commit = [&](const QList<Operation> &ops) {
        Commit c;
        c.circle = circle;
        c.audience = everyone;
        c.device = keys.id;
        c.seq = quint64(commits.size()) + 1;
        c.operations = ops;
        commits.append(c);
    };
    QList<Operation> founding;
    const Id circleRecord = make(founding, circleKind::circle);
    founding.append({circleRecord, circleKind::circle, circleKind::genesis.key(), QCborValue(genesis), {}});
    const Id member = make(founding, memberKind::member);
    founding.append({member, memberKind::member, memberKind::grant.key(), QCborValue(QStringLiteral("parent")), {}});
    const Id device = make(founding, deviceKind::device);
    founding.append({device, deviceKind::device, deviceKind::member.key(), FieldCodec<Id>::encode(member), {}});
    founding.append({device, deviceKind::device, deviceKind::sign.key(), QCborValue(keys.sign.publicKey), {}});
    founding.append({device, deviceKind::device, deviceKind::box.key(), QCborValue(keys.box.publicKey), {}});
    commit(founding);
    // 20,000 records of a made-operation and two fields, then two edits each: 100,000 operations in 10,000 commits.
    const Id stream = streamOf(keys.id, everyone);
    QHash<Id, OpId> standing;
    QList<Id> records;
    qint64 operations = 0;
    while (records.size() < 20'000) {
        QList<Operation> ops;
        for (int i = 0; i < 10; ++i) {
            const Id id = make(ops, note::kind);
            ops.append({id, note::kind, note::text.key(), QCborValue(sentence(int(records.size()))), {}});
            standing.insert(id, {stream, quint64(commits.size()) + 1, quint32(ops.size() - 1)});
            ops.append({id, note::kind, note::place.key(), QCborValue(QStringLiteral("school")), {}});
            records.append(id);
        }
        operations += ops.size();
        commit(ops);
    }
    for (int round = 0; round < 2; ++round) {
        for (qsizetype at = 0; at < records.size(); at += 10) {
            QList<Operation> ops;
            for (qsizetype i = at; i < at + 10; ++i) {
                const Id id = records.at(i);
                ops.append({id, note::kind, note::text.key(), QCborValue(sentence(int(i) + round)), {standing.value(id)}});
                standing.insert(id, {stream, quint64(commits.size()) + 1, quint32(ops.size() - 1)});
            }
            operations += ops.size();
            commit(ops);
        }
    }
    // The floor in the same run: putting the same values into one hash, with no meaning at all.
    const double floor = medianMs(3, [&] {
        QHash<std::pair<Id, QString>, QCborValue> plain;
        for (const Commit &c : commits) {
            for (const Operation &op : c.operations)
                plain.insert({op.record, op.field}, op.value);
        }
        if (plain.isEmpty())
            giveUp("floor");
    });
    qsizetype folded = 0;
    const double ms = medianMs(3, [&] {
        Fold fold(circle);
        for (const Commit &c : commits)
            fold.take(c);
        folded = fold.records().size();
    });
    if (folded != 20'003)
        giveUp("fold gave " + QByteArray::number(folded) + " records");
    return {{QStringLiteral("operations"), operations},
            {QStringLiteral("ms"), ms},
            {QStringLiteral("us_each"), ms * 1000 / double(operations)},
            {QStringLiteral("goal_us_each"), 10},
            {QStringLiteral("plain_hash_ms"), floor},
            {QStringLiteral("ratio_to_plain_hash"), ms / floor}};
}

/** The passphrase that all benches use, in a program that opens a vault and does nothing else: its time and its memory. */
int unlockAndTell(const QString &folder)
{
    SystemClock clock;
    SystemRandom random;
    QElapsedTimer timer;
    timer.start();
    auto vault =
        need(Vault::open(folder, secret("paper lantern quiet river"), {.clock = &clock, .random = &random, .keychain = nullptr, .store = {}}),
             "unlock");
    const double unlocked = double(timer.nsecsElapsed()) / 1e6;
    const auto workspace = need(Workspace::open(std::move(vault)), "workspace");
    const QList<Id> circles = need(workspace->vault().store().circles(), "circles");
    const Circle *circle = need(workspace->circle(circles.constFirst()), "circle");
    const QJsonObject told{{QStringLiteral("ms"), double(timer.nsecsElapsed()) / 1e6},
                           {QStringLiteral("of_it_key_derivation_ms"), unlocked},
                           {QStringLiteral("records"), circle->recordCount()},
                           {QStringLiteral("peak_mb"), double(peakMemory()) / 1e6}};
    fputs(QJsonDocument(told).toJson().constData(), stdout);
    return 0;
}

QJsonObject unlockedElsewhere(const QString &folder)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--unlock"), folder});
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        giveUp("unlock: " + process.readAllStandardError());
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

/** T8: one long history, unlocked by another process: with the quick copy of its state, and by folding all of it again. */
QJsonObject unlockLongHistory()
{
    Quick mum; // the disk is not what is measured here
    if (!mum.start(QStringLiteral("Ada"), Role::Parent))
        giveUp("vault");
    Circle *circle = need(mum.workspace->createCircle({.name = QStringLiteral("Sam")}), "circle");
    const Id id = circle->id();
    QElapsedTimer timer;
    timer.start();
    const auto made = makeLongHistory(*circle, 100'000);
    if (!made)
        giveUp("save");
    const double saving = double(timer.nsecsElapsed()) / 1e6;
    const auto close = [&mum] { mum.workspace.reset(); };
    close();
    QJsonObject result = unlockedElsewhere(mum.path());
    if (!mum.reopen())
        giveUp("reopen");
    need(mum.workspace->vault().store().setState(id, {}), "state");
    close();
    result.insert(QStringLiteral("without_quick_copy"), unlockedElsewhere(mum.path()));
    result.insert(QStringLiteral("operations"), made->operations);
    result.insert(QStringLiteral("saved_changes"), made->saved);
    result.insert(QStringLiteral("ms_a_save"), saving / double(made->saved));
    result.insert(QStringLiteral("goal_ms"), 2'000);
    result.insert(QStringLiteral("goal_mb"), 300);
    return result;
}

QJsonObject onePagePdf()
{
    Someone mum;
    if (!mum.start(QStringLiteral("Ada"), Role::Parent))
        giveUp("vault");
    Circle *circle = need(mum.workspace->createCircle({.name = QStringLiteral("Sam")}), "circle");
    for (const profile::Section section : profile::allSections()) {
        for (int i = 0; i < 3; ++i)
            need(profile::add(*circle, {.section = section, .text = QStringLiteral("Sam likes to sit by the window and watch the buses.")}),
                 "statement");
    }
    profile::Export made;
    const double pdf =
        medianMs(7, [&] { made = need(profile::makeExport(*circle, profile::Layout::OnePage, profile::Format::Pdf, {}), "pdf"); });
    const double fit = medianMs(15, [&] { (void)need(profile::fit(*circle, profile::Layout::OnePage, {}), "fit"); });
    const double html =
        medianMs(7, [&] { (void)need(profile::makeExport(*circle, profile::Layout::OnePage, profile::Format::Html, {}), "html"); });
    return {{QStringLiteral("ms"), pdf},           {QStringLiteral("goal_ms"), 150},  {QStringLiteral("pages"), made.pages},
            {QStringLiteral("words"), made.words}, {QStringLiteral("html_ms"), html}, {QStringLiteral("ratio_to_html"), pdf / html},
            {QStringLiteral("live_fit_ms"), fit}};
}

QJsonObject folderSync()
{
    Someone mum;
    Someone school;
    if (!mum.start(QStringLiteral("Ada"), Role::Parent) || !school.start(QStringLiteral("Mr Lee"), Role::Senco))
        giveUp("vault");
    Circle *circle = need(mum.workspace->createCircle({.name = QStringLiteral("Sam")}), "circle");
    Circle *atSchool = join(mum, *circle, school, Role::Senco);
    if (!atSchool)
        giveUp("join");
    fillNotes(*circle, 1'000);
    const QTemporaryDir folder;
    const Cancel cancel;
    const auto sync = [&](Someone &who, Circle &c) {
        DirectPort port(c);
        FolderRemote remote(folder.path(), c.id());
        const SyncReport report = syncOnce(port, remote, who.clock, who.random, cancel);
        if (!report.ok())
            giveUp("sync: " + report.problems.constFirst().detail.toUtf8());
        return report;
    };
    QElapsedTimer timer;
    timer.start();
    const SyncReport push = sync(mum, *circle);
    const double pushMs = double(timer.nsecsElapsed()) / 1e6;
    timer.restart();
    const SyncReport pull = sync(school, *atSchool);
    const double pullMs = double(timer.nsecsElapsed()) / 1e6;
    if (circle->digest() != atSchool->digest())
        giveUp("sync: the two do not agree");
    // What a sync with nothing new costs, after both have tidied.
    (void)sync(mum, *circle);
    (void)sync(school, *atSchool);
    (void)sync(mum, *circle);
    (void)sync(school, *atSchool);
    const SyncReport idle = sync(mum, *circle);
    // The floor in the same run: the same number of bytes written to and read from one file, flushed.
    const QByteArray same(qsizetype(push.bytesUp), 'x');
    const double floorWrite = medianMs(3, [&] {
        QSaveFile file(folder.filePath(QStringLiteral("floor")));
        if (!file.open(QIODevice::WriteOnly) || file.write(same) != same.size() || !file.commit())
            giveUp("floor");
    });
    return {{QStringLiteral("records"), 1'000},
            {QStringLiteral("push_ms"), pushMs},
            {QStringLiteral("push_requests"), push.requests},
            {QStringLiteral("push_bytes"), push.bytesUp},
            {QStringLiteral("pull_ms"), pullMs},
            {QStringLiteral("pull_requests"), pull.requests},
            {QStringLiteral("idle_requests"), idle.requests},
            {QStringLiteral("idle_bytes"), idle.bytesUp + idle.bytesDown},
            {QStringLiteral("one_file_ms"), floorWrite},
            {QStringLiteral("push_ratio_to_one_file"), pushMs / floorWrite}};
}

} // namespace

int main(int argc, char *argv[])
{
    const QGuiApplication app(argc, argv);
    need(startCrypto(), "crypto");
    if (const QStringList arguments = QCoreApplication::arguments(); arguments.value(1) == QLatin1String("--unlock"))
        return unlockAndTell(arguments.value(2));
    const QList<std::pair<QString, std::function<QJsonObject()>>> benches{
        {QStringLiteral("open_10000_records"), openTenThousand},         {QStringLiteral("fold_100000_operations"), foldHundredThousand},
        {QStringLiteral("unlock_100000_operations"), unlockLongHistory}, {QStringLiteral("one_page_pdf"), onePagePdf},
        {QStringLiteral("folder_sync_1000_records"), folderSync},
    };
    const QStringList wanted = QCoreApplication::arguments().mid(1);
    QJsonObject results;
    for (const auto &[name, bench] : benches) {
        if (wanted.isEmpty() || wanted.contains(name))
            results.insert(name, bench());
    }
    printf("%s\n", QJsonDocument(results).toJson(QJsonDocument::Indented).constData());
    return 0;
}
