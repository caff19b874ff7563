// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/settings.h"

#include "core/sync/pictures.h"
#include "support/copyfolder.h"

#include <QDir>
#include <QFile>

using namespace heard;
using namespace heard::testing;

/** Where a circle syncs, what waits and why, and the ways to look without touching and to stop. */
class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void settingsAreKeptSealed();
    void noRemoteIsSaidPlainly();
    void pendingSaysWhatWaitsAndWhy();
    void statusRemembersTheLastSuccess();
    void dryRunChangesNothing();
    void cancelStops();
    void progressIsTold();
    void unpluggedStickAndBack();
    void erasedThereIsToldAtOnce();

private:
    std::unique_ptr<TwoPeople> m_people;
};

void TestSettings::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
}

void TestSettings::settingsAreKeptSealed()
{
    TwoPeople &w = *m_people;
    QVERIFY(w.fresh());
    Vault &vault = w.mum.workspace->vault();
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("Sams CANARY folder"));
    QVERIFY(QDir().mkpath(path));
    QCOMPARE(remoteSettings(vault, w.atMum->id())->kind, RemoteSettings::Kind::None);
    HEARD_VERIFY(checkRemote({RemoteSettings::Kind::Folder, path}, w.atMum->id()));
    HEARD_VERIFY(setRemoteSettings(vault, w.atMum->id(), {RemoteSettings::Kind::Folder, path}));
    const auto kept = remoteSettings(vault, w.atMum->id());
    HEARD_VERIFY(kept);
    QCOMPARE(kept->kind, RemoteSettings::Kind::Folder);
    QCOMPARE(kept->folder, path);
    HEARD_SYNCED(syncCircle(*w.atMum, Cancel()));
    const QStringList files = QDir(w.mum.path()).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : files) {
        QFile file(w.mum.path() + u'/' + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("CANARY"));
        QVERIFY(!bytes.contains(circleFolder(w.atMum->id()).toLatin1()));
    }
    HEARD_VERIFY(setRemoteSettings(vault, w.atMum->id(), {}));
    QCOMPARE(remoteSettings(vault, w.atMum->id())->kind, RemoteSettings::Kind::None);
}

void TestSettings::noRemoteIsSaidPlainly()
{
    TwoPeople &w = *m_people;
    QVERIFY(w.fresh());
    const SyncReport report = syncCircle(*w.atMum, Cancel());
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("no-remote")});
    QCOMPARE(report.problems.constFirst().code, ErrorCode::NotFound);
    QVERIFY(!report.unreachable);
    QVERIFY(report.waiting > 0);
    QCOMPARE(makeRemote({}, w.atMum->id()).error().name, QStringLiteral("no-remote"));
    QCOMPARE(checkRemote({}, w.atMum->id()).error().name, QStringLiteral("no-remote"));
}

/** What waits to be sent, since when and why is always known, and nothing of it is lost while it waits. */
void TestSettings::pendingSaysWhatWaitsAndWhy()
{
    TwoPeople &w = *m_people;
    w.mum.clock.set(1'900'000'000'000);
    QVERIFY(w.fresh());
    Vault &vault = w.mum.workspace->vault();
    auto waits = pending(*w.atMum);
    HEARD_VERIFY(waits);
    QCOMPARE(waits->why, Pending::Why::NoRemote);
    QCOMPARE(waits->changes, 1); // the founding one
    QCOMPARE(waits->since, 1'900'000'000'000);
    QVERIFY(!waits->sentence.isEmpty());

    QTemporaryDir folder;
    const QString stick = folder.filePath(QStringLiteral("stick"));
    QVERIFY(QDir().mkpath(stick));
    HEARD_VERIFY(setRemoteSettings(vault, w.atMum->id(), {RemoteSettings::Kind::Folder, stick}));
    waits = pending(*w.atMum);
    QCOMPARE(waits->why, Pending::Why::NotTried);
    HEARD_SYNCED(syncCircle(*w.atMum, Cancel()));
    waits = pending(*w.atMum);
    QCOMPARE(waits->why, Pending::Why::Nothing);
    QCOMPARE(waits->changes, 0);
    QCOMPARE(waits->since, 0);
    QVERIFY(waits->sentence.isEmpty());

    w.mum.clock.set(1'900'000'100'000);
    QVERIFY(addMany(*w.atMum, 2, 1));
    w.mum.clock.set(1'900'000'200'000);
    QVERIFY(addMany(*w.atMum, 1, 2));
    QVERIFY(QDir().rename(stick, stick + QStringLiteral("-unplugged")));
    const SyncReport report = syncCircle(*w.atMum, Cancel());
    QVERIFY(report.unreachable);
    waits = pending(*w.atMum);
    QCOMPARE(waits->why, Pending::Why::Problem);
    QCOMPARE(waits->problem, QStringLiteral("remote-unreachable"));
    QCOMPARE(waits->sentence, report.problems.constFirst().sentence);
    QCOMPARE(waits->changes, 3);
    QCOMPARE(waits->since, 1'900'000'100'000);
    QCOMPARE(waits->status.lastSuccess, 1'900'000'000'000);
    QCOMPARE(waits->status.lastTry, 1'900'000'200'000);
    QVERIFY(QDir().rename(stick + QStringLiteral("-unplugged"), stick));
    HEARD_SYNCED(syncCircle(*w.atMum, Cancel()));
    QCOMPARE(pending(*w.atMum)->why, Pending::Why::Nothing);

    // A letter waits as well.
    QVERIFY(knock(w.mum, *w.atMum, w.school, Role::Senco));
    waits = pending(*w.atMum);
    QCOMPARE(waits->letters, 1);
    QCOMPARE(waits->changes, 1);
    QCOMPARE(waits->why, Pending::Why::NotTried);

    // Another folder has none of it yet.
    QTemporaryDir other;
    HEARD_SYNCED(syncCircle(*w.atMum, Cancel()));
    HEARD_VERIFY(setRemoteSettings(vault, w.atMum->id(), {RemoteSettings::Kind::Folder, other.path()}));
    QCOMPARE(pending(*w.atMum)->changes, 5);
    HEARD_SYNCED(syncCircle(*w.atMum, Cancel()));
    QCOMPARE(pending(*w.atMum)->changes, 0);
    for (const auto &[whyNot, name] : {std::pair(Pending::Why::Nothing, "nothing"), std::pair(Pending::Why::NoRemote, "no-remote"),
                                       std::pair(Pending::Why::NotTried, "not-tried"), std::pair(Pending::Why::Problem, "problem")})
        QCOMPARE(pendingWhyName(whyNot), QString::fromLatin1(name));
}

void TestSettings::statusRemembersTheLastSuccess()
{
    TwoPeople &w = *m_people;
    QVERIFY(w.fresh());
    Vault &vault = w.mum.workspace->vault();
    QCOMPARE(syncStatus(vault, w.atMum->id())->lastTry, 0);
    w.mum.clock.set(1'910'000'000'000);
    HEARD_SYNCED(w.syncMum());
    w.mum.clock.set(1'910'000'060'000);
    w.mumRemote->fault = [](const QString &) { return Fault::Unreachable; };
    QVERIFY(!w.syncMum().ok());
    const auto status = syncStatus(vault, w.atMum->id());
    HEARD_VERIFY(status);
    QCOMPARE(status->lastSuccess, 1'910'000'000'000);
    QCOMPARE(status->lastTry, 1'910'000'060'000);
    QCOMPARE(status->problem, QStringLiteral("remote-unreachable"));
    w.mumRemote->fault = {};
    HEARD_SYNCED(w.syncMum());
    QVERIFY(syncStatus(vault, w.atMum->id())->problem.isEmpty());
}

void TestSettings::dryRunChangesNothing()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 4, 1));
    HEARD_SYNCED(w.syncMum());
    QVERIFY(addMany(*w.atSchool, 3, 1));
    const QByteArray digest = w.atSchool->digest();
    const QStringList files = w.store->files.keys();
    for (int i = 0; i < 2; ++i) {
        const SyncReport report = w.syncSchool({.dryRun = true});
        QVERIFY2(report.problems.isEmpty(), told(report).constData());
        QCOMPARE(report.pushed, 3);
        QCOMPARE(report.pulled, 4);
        QCOMPARE(report.waiting, 3);
        QCOMPARE(report.bytesUp, 0);
        QCOMPARE(w.atSchool->digest(), digest);
        QCOMPARE(w.store->files.keys(), files);
    }
    const SyncReport real = w.syncSchool();
    HEARD_SYNCED(real);
    QCOMPARE(real.pushed, 3);
    QCOMPARE(real.pulled, 4);
}

void TestSettings::cancelStops()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 120, 1));
    // Whenever it is cancelled, the run ends with the request it is in, and the next one goes on.
    for (int after = 0; after < 4; ++after) {
        Cancel cancel;
        int requests = 0;
        w.mumRemote->fault = [&](const QString &) {
            if (requests++ == after)
                cancel.cancel();
            return Fault::None;
        };
        DirectPort port(*w.atMum);
        const SyncReport report = syncOnce(port, *w.mumRemote, w.mum.clock, w.mum.random, cancel);
        QCOMPARE(report.cancelled, requests > after);
        QVERIFY(report.requests <= after + 1);
        QVERIFY(!report.unreachable);
    }
    w.mumRemote->fault = {};
    HEARD_NOTHING_WRONG(w.settle());
    Cancel before;
    before.cancel();
    DirectPort port(*w.atMum);
    const SyncReport report = syncOnce(port, *w.mumRemote, w.mum.clock, w.mum.random, before);
    QVERIFY(report.cancelled);
    QVERIFY(report.requests <= 1);
}

void TestSettings::progressIsTold()
{
    TwoPeople &w = *m_people;
    QVERIFY(w.fresh());
    QVERIFY(addMany(*w.atMum, 120, 1));
    QList<SyncProgress::Step> steps;
    DirectPort port(*w.atMum);
    const Cancel cancel;
    HEARD_SYNCED(syncOnce(port, *w.mumRemote, w.mum.clock, w.mum.random, cancel, [&](const SyncProgress &progress) {
        QVERIFY(progress.total == 0 || progress.done <= progress.total);
        steps.append(progress.step);
    }));
    QCOMPARE(steps.constFirst(), SyncProgress::Step::Looking);
    QVERIFY(steps.contains(SyncProgress::Step::Sending));
}

void TestSettings::unpluggedStickAndBack()
{
    TwoPeople &w = *m_people;
    QVERIFY(w.fresh());
    QTemporaryDir folder;
    const QString stick = folder.filePath(QStringLiteral("stick"));
    QVERIFY(QDir().mkpath(stick));
    HEARD_VERIFY(setRemoteSettings(w.mum.workspace->vault(), w.atMum->id(), {RemoteSettings::Kind::Folder, stick}));
    QVERIFY(addMany(*w.atMum, 3, 1));
    HEARD_SYNCED(syncCircle(*w.atMum, Cancel()));
    QVERIFY(addMany(*w.atMum, 3, 2));
    // Only the mount point is left, empty: that is not taken for a new folder to fill.
    QVERIFY(QDir().rename(stick, stick + QStringLiteral("-pulled")));
    QVERIFY(QDir().mkpath(stick));
    SyncReport report = syncCircle(*w.atMum, Cancel());
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("remote-emptied")});
    QCOMPARE(report.waiting, 3);
    QVERIFY(QDir(stick).isEmpty());
    QVERIFY(QDir().rmdir(stick));
    QVERIFY(QDir().rename(stick + QStringLiteral("-pulled"), stick));
    report = syncCircle(*w.atMum, Cancel());
    HEARD_SYNCED(report);
    QCOMPARE(report.pushed, 3);
}

/** Also to somebody who only reads, of whom nothing lies there that could be missed. */
void TestSettings::erasedThereIsToldAtOnce()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QTemporaryDir folder;
    for (const auto &[who, circle] : {std::pair(&w.mum, w.atMum), std::pair(&w.school, w.atSchool)})
        HEARD_VERIFY(setRemoteSettings(who->workspace->vault(), circle->id(), {RemoteSettings::Kind::Folder, folder.path()}));
    QVERIFY(addMany(*w.atMum, 3, 1));
    QVERIFY(!addPicture(*w.atMum, bytesOf(50'000, 5)).isNull());
    HEARD_SYNCED(syncCircle(*w.atMum, Cancel()));
    HEARD_SYNCED(syncCircle(*w.atSchool, Cancel()));
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());

    // Files that go one by one, and folders that stay: somebody's tool may be bringing the next ones.
    const QString there = QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0);
    QTemporaryDir aside;
    heard::test::copyFolder(folder.path(), aside.filePath(QStringLiteral("copy")));
    for (const char *kind : {"h", "s", "m"}) {
        const QDir inside(folder.filePath(there + u'/' + QLatin1String(kind)));
        for (const QString &name : inside.entryList(QDir::Files))
            QVERIFY(QFile::remove(inside.filePath(name)));
    }
    QCOMPARE(problemNames(syncCircle(*w.atSchool, Cancel())), QStringList{QStringLiteral("changes-waiting")});
    QVERIFY(QDir(folder.filePath(there)).removeRecursively());
    heard::test::copyFolder(aside.filePath(QStringLiteral("copy/") + there), folder.filePath(there));
    HEARD_SYNCED(syncCircle(*w.atSchool, Cancel()));

    QVERIFY(!clearRemote(*w.atSchool, Cancel()));
    HEARD_VERIFY(clearRemote(*w.atMum, Cancel()));
    QVERIFY(QDir(folder.path()).isEmpty());
    QCOMPARE(problemNames(syncCircle(*w.atSchool, Cancel())), QStringList{QStringLiteral("remote-emptied")});
    // What the reader has, the reader can put back.
    HEARD_SYNCED(syncCircle(*w.atSchool, Cancel(), {}, {.putBack = true}));
    QVERIFY(!QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
