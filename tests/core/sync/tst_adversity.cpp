// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/support.h"

#include <QDir>
#include <QFile>

using namespace heard;
using namespace heard::testing;

/** Storage that fails, rots, forgets or lies: nothing saved is lost, nothing false is shown, and it is said plainly. */
class TestAdversity : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void unreachableKeepsEverything();
    void fullAndReadOnlySaySo();
    void lostAnswerTakesANewName();
    void cutUploadIsHealed();
    void damagedHeadLeavesTheLastGoodState();
    void damagedSegmentIsRepairedByItsOwner();
    void missingSegmentIsWaitedFor();
    void headsMayComeInAnyOrder();
    void storeThatGoesBackIsNoticed();
    void swappedHeadsAreNoUse();
    void forkIsReportedAndKeptOut();
    void forgedHeadIsLeftAlone();
    void copiedVaultSendsNothing();
    void strangersFileUnderOurNameIsSteppedOver();
    void emptiedStoreAsksFirst();
    void vanishedHeadIsPutBack();
    void newerHeardMakesItReadOnly();
    void oneRottenVersionByteDoesNot();

private:
    std::unique_ptr<TwoPeople> m_people;
};

void TestAdversity::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
}

void TestAdversity::unreachableKeepsEverything()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 3, 1));
    const QByteArray digest = w.atMum->digest();
    w.mumRemote->fault = [](const QString &) { return Fault::Unreachable; };
    const SyncReport report = w.syncMum();
    QVERIFY(report.unreachable);
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("remote-unreachable")});
    QCOMPARE(report.problems.constFirst().code, ErrorCode::Unreachable);
    QVERIFY(report.problems.constFirst().sentence.contains(QLatin1String("safe")));
    QCOMPARE(report.waiting, 3);
    QCOMPARE(report.requests, 1);
    QCOMPARE(w.atMum->digest(), digest);
    w.mumRemote->fault = {};
    HEARD_SYNCED(w.syncMum());
    HEARD_NOTHING_WRONG(w.settle());
}

void TestAdversity::fullAndReadOnlySaySo()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 200, 1)); // a segment and a head
    QVERIFY(addMany(*w.atSchool, 2, 2));
    HEARD_SYNCED(w.syncSchool());
    for (const auto &[fault, name] : {std::pair(Fault::Full, "remote-full"), std::pair(Fault::ReadOnly, "remote-read-only")}) {
        w.mumRemote->fault = [f = fault](const QString &what) { return what.startsWith(QLatin1String("put")) ? f : Fault::None; };
        const SyncReport report = w.syncMum();
        QCOMPARE(problemNames(report), QStringList{QString::fromLatin1(name)});
        QVERIFY(!report.unreachable);
        QCOMPARE(report.waiting, 200);
        QCOMPARE(w.atMum->records(note::kind).size(), 202); // reading goes on
    }
    w.mumRemote->fault = {};
    HEARD_SYNCED(w.syncMum());
    HEARD_NOTHING_WRONG(w.settle());
}

void TestAdversity::lostAnswerTakesANewName()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 200, 1));
    int puts = 0;
    w.mumRemote->fault = [&](const QString &what) {
        return what.startsWith(QLatin1String("put")) && puts++ < 1 ? Fault::LostAnswer : Fault::None;
    };
    QVERIFY(w.syncMum().unreachable);
    puts = 0; // now the head's answer is lost
    w.mumRemote->fault = [&](const QString &what) {
        return what.startsWith(QLatin1String("put h")) && puts++ < 1 ? Fault::LostAnswer : Fault::None;
    };
    QVERIFY(w.syncMum().unreachable);
    // The other device may read that head already: what it names is there.
    const SyncReport report = w.syncSchool();
    HEARD_SYNCED(report);
    QCOMPARE(report.pulled, 200);
    w.mumRemote->fault = {};
    HEARD_SYNCED(w.syncMum());
    HEARD_NOTHING_WRONG(w.settle());
    // The orphans are gone: one segment, and one head of the one stream that was written.
    QCOMPARE(w.store->in(QStringLiteral("s")).size(), 1);
    QCOMPARE(w.store->in(QStringLiteral("h")).size(), 1);
}

void TestAdversity::cutUploadIsHealed()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    for (const char *kind : {"put s", "put h"}) {
        QVERIFY(addMany(*w.atMum, 200, 1));
        int puts = 0;
        w.mumRemote->fault = [&](const QString &what) {
            return what.startsWith(QLatin1String(kind)) && puts++ < 1 ? Fault::Cut : Fault::None;
        };
        QVERIFY(w.syncMum().unreachable);
        w.mumRemote->fault = {};
        const SyncReport half = w.syncSchool();
        QVERIFY2(half.problems.isEmpty() || problemNames(half) == QStringList{QStringLiteral("object-damaged")}, told(half).constData());
        HEARD_SYNCED(w.syncMum());
        HEARD_NOTHING_WRONG(w.settle());
    }
}

void TestAdversity::damagedHeadLeavesTheLastGoodState()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 2, 1));
    HEARD_SYNCED(w.syncMum());
    const QString newest = QStringLiteral("h/") + w.headsOfMum().constLast();
    const QByteArray whole = w.store->files[newest].bytes;
    w.store->files[newest].bytes[300] = char(whole[300] ^ 0x10);
    const QByteArray before = w.atSchool->digest();
    SyncReport report = w.syncSchool();
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("object-damaged")});
    QCOMPARE(w.atSchool->digest(), before);
    // School's own changes go out all the same: one bad file never blocks the rest.
    QVERIFY(addMany(*w.atSchool, 1, 3));
    report = w.syncSchool();
    QCOMPARE(report.pushed, 1);
    w.store->files[newest].bytes = whole;
    HEARD_SYNCED(w.syncSchool());
    HEARD_NOTHING_WRONG(w.settle());
}

/** T10: what rots at the remote is put again by the device that has it. */
void TestAdversity::damagedSegmentIsRepairedByItsOwner()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    for (int round = 0; round < 3; ++round) {
        QVERIFY(addMany(*w.atMum, 100, quint64(round)));
        HEARD_SYNCED(w.syncMum());
    }
    const QStringList segments = w.store->in(QStringLiteral("s"));
    QCOMPARE(segments.size(), 3);
    for (const QString &name : segments) {
        QByteArray &bytes = w.store->files[QStringLiteral("s/") + name].bytes;
        bytes[700] = char(bytes[700] ^ 1);
    }
    SyncReport report = w.syncSchool();
    QVERIFY(problemNames(report).contains(QStringLiteral("object-damaged")));
    QCOMPARE(report.pulled, 0);
    HEARD_SYNCED(w.syncMum({.repair = true}));
    report = w.syncSchool();
    HEARD_SYNCED(report);
    QCOMPARE(report.pulled, 300);
    HEARD_NOTHING_WRONG(w.settle());
    for (const QString &name : segments)
        QVERIFY(!w.store->files.contains(QStringLiteral("s/") + name)); // the rotten ones are tidied away
    // When all is well a repair only reads.
    report = w.syncMum({.repair = true});
    HEARD_SYNCED(report);
    QCOMPARE(report.bytesUp, 0);
}

void TestAdversity::missingSegmentIsWaitedFor()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 200, 1));
    HEARD_SYNCED(w.syncMum());
    const QString name = QStringLiteral("s/") + w.store->in(QStringLiteral("s")).constFirst();
    const auto file = w.store->files.take(name); // a folder tool brings the head before the segment
    SyncReport report = w.syncSchool();
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("object-missing")});
    QCOMPARE(report.pulled, 0);
    w.store->files.insert(name, file);
    report = w.syncSchool();
    HEARD_SYNCED(report);
    QCOMPARE(report.pulled, 200);
    HEARD_NOTHING_WRONG(w.settle());
}

/** Plain lag never alarms: a change may come before the change it answers, and shows once both are here. */
void TestAdversity::headsMayComeInAnyOrder()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    Someone dad;
    QVERIFY(dad.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atDad = knock(w.mum, *w.atMum, dad, Role::Parent);
    QVERIFY(atDad);
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    HEARD_NOTHING_WRONG(w.settle());
    const Id note = addNote(*w.atMum, QStringLiteral("first"));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    QVERIFY(editNote(*atDad, note, QStringLiteral("second")));
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    // School sees dad's answer, and not yet what it answers.
    const QString path = QStringLiteral("h/") + w.headsOfMum().constLast();
    const auto late = w.store->files.take(path);
    // It is kept, and said to be waiting: that is no alarm.
    QCOMPARE(problemNames(w.syncSchool()), QStringList{QStringLiteral("changes-waiting")});
    QVERIFY(!w.atSchool->record(note));
    w.store->files.insert(path, late);
    HEARD_SYNCED(w.syncSchool());
    QVERIFY(w.atSchool->record(note));
    QCOMPARE(w.atSchool->record(note)->get(note::text), QStringLiteral("second"));
    QCOMPARE(w.atSchool->digest(), atDad->digest());
}

void TestAdversity::storeThatGoesBackIsNoticed()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const QMap<QString, MemoryStore::File> old = w.store->files;
    QVERIFY(addMany(*w.atMum, 3, 1));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncSchool());
    const QByteArray digest = w.atSchool->digest();
    w.store->files = old; // an older copy of the folder
    SyncReport report = w.syncSchool();
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("store-went-back")});
    QCOMPARE(w.atSchool->digest(), digest);
    // Its owner finds its head gone and puts a new one; then all is well again.
    report = w.syncMum();
    HEARD_SYNCED(report);
    HEARD_NOTHING_WRONG(w.settle());
    QCOMPARE(w.atSchool->digest(), digest);
}

/** A head of one stream, or an older one, under another's name does not open there. */
void TestAdversity::swappedHeadsAreNoUse()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 2, 1));
    QVERIFY(addMany(*w.atSchool, 2, 2));
    HEARD_NOTHING_WRONG(w.settle());
    const QString tag = w.headsOfMum().constLast().first(16);
    const QString own = w.headsOfMum().constLast();
    const quint32 seq = HeadName::parse(own)->seq;
    const QByteArray digest = w.atSchool->digest();
    const auto sameBytes = w.store->files.value(QStringLiteral("h/") + own);
    w.store->files.insert(HeadName{tag, seq + 5}.path(), sameBytes); // a replay as if it were new
    const SyncReport report = w.syncSchool();
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("object-damaged")});
    QCOMPARE(w.atSchool->digest(), digest);
    // Nor does it lead its owner astray: a file of our name that is not our head proves nothing.
    w.store->files.remove(HeadName{tag, seq + 5}.path());
    HEARD_NOTHING_WRONG(w.settle());
}

void TestAdversity::forkIsReportedAndKeptOut()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    // A copy of mum's vault, made behind everyone's back, goes on by itself.
    const QString copy = w.mum.folder.filePath(QStringLiteral("copy"));
    const Id id = w.atMum->id();
    w.mum.workspace.reset();
    QVERIFY(QDir().mkpath(copy));
    const QStringList files = QDir(w.mum.path()).entryList(QDir::Files | QDir::Hidden);
    for (const QString &file : files)
        QVERIFY(QFile::copy(w.mum.path() + u'/' + file, copy + u'/' + file));
    auto opened = Vault::open(copy, secret("paper lantern quiet river"), w.mum.around());
    HEARD_VERIFY(opened);
    auto copied = Workspace::open(*std::move(opened));
    HEARD_VERIFY(copied);
    Circle *atCopy = *(*copied)->circle(id);
    QVERIFY(w.mum.reopen());
    w.atMum = *w.mum.workspace->circle(id);

    QVERIFY(!addNote(*w.atMum, QStringLiteral("from the phone")).isNull());
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncSchool());
    const QByteArray digest = w.atSchool->digest();

    // The copy was offline; at a store that hides the phone's head it writes another past under the same numbers.
    const QMap<QString, MemoryStore::File> now = w.store->files;
    MemoryRemote copyRemote(*w.store, 1);
    QStringList hidden = w.headsOfMum();
    hidden.removeFirst();
    for (const QString &name : std::as_const(hidden))
        w.store->files.remove(QStringLiteral("h/") + name);
    w.store->everUsed.clear();
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!addNote(*atCopy, QStringLiteral("from the copy %1").arg(i)).isNull());
        DirectPort port(*atCopy);
        const Cancel cancel;
        const SyncReport report = syncOnce(port, copyRemote, w.mum.clock, w.mum.random, cancel);
        QVERIFY2(report.ok(), told(report).constData());
    }
    SyncReport report = w.syncSchool();
    QVERIFY2(problemNames(report).contains(QStringLiteral("two-histories")), told(report).constData());
    QCOMPARE(w.atSchool->digest(), digest);
    // It goes on being said until somebody does something about it.
    QVERIFY(problemNames(w.syncSchool()).contains(QStringLiteral("two-histories")));
    // The phone itself finds what it never wrote under its own name.
    report = w.syncMum();
    QVERIFY2(problemNames(report).contains(QStringLiteral("copied-vault")), told(report).constData());
    QVERIFY(!addNote(*w.atMum, QStringLiteral("stays here for now")).isNull());
    report = w.syncMum();
    QCOMPARE(report.pushed, 0);
    QCOMPARE(report.waiting, 1);
}

/** T12 at the remote: two copies of one vault never write as one without an alarm. */
void TestAdversity::copiedVaultSendsNothing()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const QString copy = w.mum.folder.filePath(QStringLiteral("copy2"));
    const Id id = w.atMum->id();
    w.mum.workspace.reset();
    QVERIFY(QDir().mkpath(copy));
    const QStringList files = QDir(w.mum.path()).entryList(QDir::Files | QDir::Hidden);
    for (const QString &file : files)
        QVERIFY(QFile::copy(w.mum.path() + u'/' + file, copy + u'/' + file));
    auto opened = Vault::open(copy, secret("paper lantern quiet river"), w.mum.around());
    HEARD_VERIFY(opened);
    auto copied = Workspace::open(*std::move(opened));
    HEARD_VERIFY(copied);
    Circle *atCopy = *(*copied)->circle(id);
    QVERIFY(w.mum.reopen());
    w.atMum = *w.mum.workspace->circle(id);

    QVERIFY(!addNote(*w.atMum, QStringLiteral("from the phone")).isNull());
    HEARD_SYNCED(w.syncMum());
    QVERIFY(!addNote(*atCopy, QStringLiteral("from the copy")).isNull());
    const qsizetype objects = w.store->files.size();
    MemoryRemote copyRemote(*w.store, 1);
    DirectPort port(*atCopy);
    const Cancel cancel;
    const SyncReport report = syncOnce(port, copyRemote, w.mum.clock, w.mum.random, cancel);
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("copied-vault")});
    QCOMPARE(report.pushed, 0);
    QCOMPARE(report.waiting, 1);
    QCOMPARE(w.store->files.size(), objects);
    HEARD_NOTHING_WRONG(w.settle());
}

void TestAdversity::forgedHeadIsLeftAlone()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 2, 1));
    HEARD_NOTHING_WRONG(w.settle());
    // School holds the circle's key, so it can seal a head in mum's name; it cannot sign it.
    const auto reader = DirectPort(*w.atSchool).snapshot();
    HEARD_VERIFY(reader);
    const Id stream = streamOf(w.atMum->device(), w.atMum->everyone());
    const HeadName newest = *HeadName::parse(w.headsOfMum().constLast());
    const auto opened = openObject(ObjectType::Head, reader->keyring, reader->circle, Head::role(newest), w.store->files[newest.path()].bytes);
    HEARD_VERIFY(opened);
    Head forged = *readHead(opened->plain);
    QCOMPARE(forged.stream, stream);
    forged.previousSeq = forged.seq;
    forged.previousHash = forged.hash();
    forged.seq = newest.seq + 1;
    const QByteArray message = encodeHead(forged);
    forged.bytes = message + sign(w.atSchool->signingKey(), headDomain, message);
    const HeadName name{newest.tag, forged.seq};
    const EpochKey *key = w.atSchool->currentKey(w.atSchool->everyone());
    w.store->put(name.path(), sealObject(ObjectType::Head, key->key, reader->circle, Head::role(name), forged.bytes, w.mum.random), 9);

    // A third device is not taken in, and mum is not made to think that she was copied.
    Someone dad;
    QVERIFY(dad.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atDad = knock(w.mum, *w.atMum, dad, Role::Parent);
    QVERIFY(atDad);
    MemoryRemote dadRemote(*w.store, 3);
    const SyncReport mum = w.syncMum();
    QVERIFY2(mum.ok(), told(mum).constData());
    const SyncReport report = w.syncSchool();
    HEARD_SYNCED(report);
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    QCOMPARE(atDad->digest(), w.atMum->digest());
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
}

/** Somebody puts any file under the name our next head would have: it is not replaced, and we go on with the next number. */
void TestAdversity::strangersFileUnderOurNameIsSteppedOver()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const HeadName newest = *HeadName::parse(w.headsOfMum().constLast());
    const HeadName next{newest.tag, newest.seq + 1};
    w.store->files.insert(next.path(), {QByteArray(2'000, 'x'), 9});
    QVERIFY(addMany(*w.atMum, 1, 1));
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(w.store->files.value(next.path()).bytes, QByteArray(2'000, 'x'));
    QVERIFY(w.store->files.contains(HeadName{newest.tag, newest.seq + 2}.path()));
    HEARD_SYNCED(w.syncSchool());
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
}

/** A folder that is suddenly empty never takes anything from a device, and is not filled again without asking. */
void TestAdversity::emptiedStoreAsksFirst()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 120, 1));
    QVERIFY(addMany(*w.atMum, 1, 2));
    QVERIFY(addMany(*w.atSchool, 1, 2));
    HEARD_NOTHING_WRONG(w.settle());
    const QByteArray digest = w.atMum->digest();
    w.store->files.clear();
    QVERIFY(addMany(*w.atMum, 1, 4));
    const QByteArray more = w.atMum->digest();
    SyncReport report = w.syncMum();
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("remote-emptied")});
    QVERIFY(w.store->files.isEmpty());
    QCOMPARE(w.atMum->digest(), more);
    QCOMPARE(report.waiting, 1);
    report = w.syncMum({.putBack = true});
    HEARD_SYNCED(report);
    QCOMPARE(report.waiting, 0);
    report = w.syncSchool();
    HEARD_SYNCED(report);
    HEARD_NOTHING_WRONG(w.settle());
    QVERIFY(digest != w.atMum->digest());
    // And a newcomer finds all of it.
    Someone dad;
    QVERIFY(dad.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atDad = knock(w.mum, *w.atMum, dad, Role::Parent);
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    QCOMPARE(atDad->digest(), w.atMum->digest());
}

void TestAdversity::vanishedHeadIsPutBack()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 120, 1));
    QVERIFY(addMany(*w.atSchool, 1, 2));
    HEARD_NOTHING_WRONG(w.settle());
    const QStringList gone = w.headsOfMum();
    for (const QString &name : gone)
        w.store->files.remove(QStringLiteral("h/") + name);
    // Absence changes nothing here; but a head never goes by our own doing, so it is said at once.
    const QByteArray before = w.atSchool->digest();
    QCOMPARE(problemNames(w.syncSchool()), QStringList{QStringLiteral("store-went-back")});
    QCOMPARE(w.atSchool->digest(), before);
    const SyncReport report = w.syncMum();
    HEARD_SYNCED(report);
    QVERIFY(report.bytesUp < 5'000); // its segment is there still: only a head
    HEARD_NOTHING_WRONG(w.settle());
    // Now a segment goes too.
    w.store->files.remove(QStringLiteral("s/") + w.store->in(QStringLiteral("s")).constFirst());
    HEARD_SYNCED(w.syncMum({.repair = true}));
    HEARD_NOTHING_WRONG(w.settle());
    Someone dad;
    QVERIFY(dad.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atDad = knock(w.mum, *w.atMum, dad, Role::Parent);
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    QCOMPARE(atDad->digest(), w.atMum->digest());
}

void TestAdversity::newerHeardMakesItReadOnly()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const HeadName newest = *HeadName::parse(w.headsOfMum().constLast());
    const HeadName next{newest.tag, newest.seq + 1};
    const QByteArray header("KCS1\x07\x01\x09\x00", 8);
    w.store->files.insert(next.path(), {header
                                            + seal(w.atMum->currentKey(w.atMum->everyone())->key, header + w.atMum->id().toBytes(),
                                                   QByteArray(1'024, 'n'), w.mum.random),
                                        1});
    QVERIFY(addMany(*w.atSchool, 2, 1));
    const QByteArray digest = w.atSchool->digest();
    const SyncReport report = w.syncSchool();
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("object-too-new")});
    QCOMPARE(report.problems.constFirst().code, ErrorCode::TooNew);
    QVERIFY(report.readOnly);
    QCOMPARE(report.pushed, 0);
    QCOMPARE(report.waiting, 2);
    QCOMPARE(w.atSchool->digest(), digest);
    QVERIFY(!addNote(*w.atSchool, QStringLiteral("kept here meanwhile")).isNull());
    w.store->files.remove(next.path());
    HEARD_NOTHING_WRONG(w.settle());
}

void TestAdversity::oneRottenVersionByteDoesNot()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(addMany(*w.atMum, 1, 1));
    HEARD_SYNCED(w.syncMum());
    w.store->files[QStringLiteral("h/") + w.headsOfMum().constLast()].bytes[4] = 3;
    QVERIFY(addMany(*w.atSchool, 1, 2));
    const SyncReport report = w.syncSchool();
    QCOMPARE(problemNames(report), QStringList{QStringLiteral("object-damaged")});
    QVERIFY(!report.readOnly);
    QCOMPARE(report.pushed, 1);
}

QTEST_GUILESS_MAIN(TestAdversity)
#include "tst_adversity.moc"
