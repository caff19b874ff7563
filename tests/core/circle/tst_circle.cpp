// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"
#include "support/circles.h"

using namespace heard;
using namespace heard::testing;

class TestCircle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsWhatIsSaved();
    void opensTheSameWithAndWithoutCheckpoint();
    void clashShowsBothAndIsSettled();
    void equalEditsAreNoClash();
    void oneBadSignatureAmongMany();
    void clashesAreCountedAsTheyComeAndGo();
    void removedHereAndChangedThereShowsBoth();
    void onlyMeStaysHere();
    void unknownKindsPassThrough();
    void historyTellsEverything();
    void aFailedSaveChangesNothing();
    void checkFindsDamage();
    void restoredVaultTakesNewIdentity();
    void tenThousandRecords();

private:
    std::unique_ptr<Someone> m_mum;
    std::unique_ptr<Someone> m_school;
    Circle *m_atMum = nullptr;
    Circle *m_atSchool = nullptr;
    void twoPeople();
};

void TestCircle::initTestCase()
{
    QVERIFY(startCrypto());
}

void TestCircle::twoPeople()
{
    m_mum = std::make_unique<Someone>();
    m_school = std::make_unique<Someone>();
    QVERIFY(m_mum->start(QStringLiteral("Ada Okafor"), Role::Parent));
    QVERIFY(m_school->start(QStringLiteral("Mr Lee"), Role::Senco));
    auto circle = m_mum->workspace->createCircle(
        {.name = QStringLiteral("Sam"), .born = QStringLiteral("2017-05"), .nation = QStringLiteral("england")});
    HEARD_VERIFY(circle);
    m_atMum = *circle;
    m_atSchool = join(*m_mum, *m_atMum, *m_school, Role::Senco);
    QVERIFY(m_atSchool);
    QVERIFY(m_atSchool->isOpen());
    QCOMPARE(m_atSchool->digest(), m_atMum->digest());
}

void TestCircle::keepsWhatIsSaved()
{
    Someone mum;
    QVERIFY(mum.start(QStringLiteral("Ada"), Role::Parent));
    auto circle = mum.workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(circle);
    QVERIFY((*circle)->isOpen());
    QVERIFY((*circle)->iAmOwner());
    QCOMPARE((*circle)->overview().name, QStringLiteral("Sam"));
    const Id id = (*circle)->id();
    const Id note = addNote(**circle, QStringLiteral("Sam laughs with the whole room."));
    QVERIFY(!note.isNull());
    const QByteArray digest = (*circle)->digest();
    QVERIFY(mum.reopen());
    const auto overviews = mum.workspace->circles();
    HEARD_VERIFY(overviews);
    QCOMPARE(overviews->size(), 1);
    QCOMPARE(overviews->constFirst().name, QStringLiteral("Sam"));
    QCOMPARE(overviews->constFirst().waiting, 2);
    auto again = mum.workspace->circle(id);
    HEARD_VERIFY(again);
    QCOMPARE((*again)->digest(), digest);
    QCOMPARE((*again)->record(note)->get(note::text), QStringLiteral("Sam laughs with the whole room."));
    const auto check = mum.workspace->check();
    HEARD_VERIFY(check);
    QVERIFY2(check->damaged.isEmpty(), qPrintable(check->damaged.join(u' ')));
    QCOMPARE(check->commits, 2);
}

void TestCircle::opensTheSameWithAndWithoutCheckpoint()
{
    twoPeople();
    for (int i = 0; i < 40; ++i)
        addNote(*m_atMum, QStringLiteral("note %1").arg(i), i % 7 == 0);
    const QByteArray digest = m_atMum->digest();
    const Id id = m_atMum->id();
    const qsizetype records = m_atMum->recordCount();
    HEARD_VERIFY(m_atMum->checkpoint());
    addNote(*m_atMum, QStringLiteral("after the checkpoint"), true);
    QVERIFY(m_mum->reopen());
    Circle *again = *m_mum->workspace->circle(id);
    QCOMPARE(again->digest(), digest);
    QCOMPARE(again->recordCount(), records + 1);
    HEARD_VERIFY(m_mum->workspace->vault().store().dropState(id));
    QVERIFY(m_mum->reopen());
    again = *m_mum->workspace->circle(id);
    QCOMPARE(again->digest(), digest);
    QCOMPARE(again->recordCount(), records + 1);
    QVERIFY(!addNote(*again, QStringLiteral("goes on")).isNull());
}

void TestCircle::clashShowsBothAndIsSettled()
{
    twoPeople();
    const Id note = addNote(*m_atMum, QStringLiteral("Sam likes buses"));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    QVERIFY(editNote(*m_atMum, note, QStringLiteral("Sam loves red buses")));
    QVERIFY(editNote(*m_atSchool, note, QStringLiteral("Sam likes bus rides")));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    HEARD_VERIFY(handOver(*m_atSchool, *m_atMum));
    QCOMPARE(m_atMum->digest(), m_atSchool->digest());
    const QList<Version> both = m_atMum->record(note)->fields.value(QStringLiteral("text")).distinct();
    QCOMPARE(both.size(), 2);
    QCOMPARE(m_atMum->record(note)->clashes(), QStringList{QStringLiteral("text")});
    QCOMPARE(m_atMum->overview().clashes, 1);
    QSet<Id> authors;
    for (const Version &v : both)
        authors.insert(v.member);
    QCOMPARE(authors, QSet<Id>({m_atMum->me(), m_atSchool->me()}));

    QVERIFY(editNote(*m_atSchool, note, QStringLiteral("Sam loves red buses")));
    HEARD_VERIFY(handOver(*m_atSchool, *m_atMum));
    QVERIFY(m_atMum->clashing().isEmpty());
    QCOMPARE(m_atMum->record(note)->get(note::text), QStringLiteral("Sam loves red buses"));
    QCOMPARE(m_atMum->digest(), m_atSchool->digest());
}

void TestCircle::equalEditsAreNoClash()
{
    twoPeople();
    const Id note = addNote(*m_atMum, QStringLiteral("old"));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    QVERIFY(editNote(*m_atMum, note, QStringLiteral("same")));
    QVERIFY(editNote(*m_atSchool, note, QStringLiteral("same")));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    HEARD_VERIFY(handOver(*m_atSchool, *m_atMum));
    QVERIFY(m_atMum->clashing().isEmpty());
    QCOMPARE(m_atMum->record(note)->fields.value(QStringLiteral("text")).all().size(), 2);
    QCOMPARE(m_atMum->record(note)->fields.value(QStringLiteral("text")).distinct().size(), 1);
}

/** Signatures are verified many at a time: one that is not good is found all the same, and what follows it waits for a good one. */
void TestCircle::oneBadSignatureAmongMany()
{
    twoPeople();
    const Circle::StreamInfo own = [&] {
        const QList<Circle::StreamInfo> streams = m_atMum->streams();
        return *std::ranges::find_if(streams,
                                     [&](const auto &s) { return s.device == m_atMum->device() && s.audience == m_atMum->everyone(); });
    }();
    for (int i = 0; i < 300; ++i)
        QVERIFY(!addNote(*m_atMum, QString::number(i)).isNull());
    const auto all = m_atMum->commitsOf(own.stream, own.count);
    HEARD_VERIFY(all);
    QCOMPARE(all->size(), 300);
    for (const qsizetype bad : {qsizetype(0), qsizetype(1), qsizetype(149), qsizetype(298)}) {
        QList<SignedCommit> some = all->sliced(0, bad + 2);
        QByteArray &bytes = some[bad].bytes;
        bytes[bytes.size() - 1 - bad % 60] = char(bytes.at(bytes.size() - 1 - bad % 60) ^ 1);
        const qsizetype before = m_atSchool->records(note::kind).size();
        const auto received = m_atSchool->receive(some);
        HEARD_VERIFY(received);
        QCOMPARE(received->refused, 1);
        QCOMPARE(m_atSchool->records(note::kind).size(), std::max(before, bad));
    }
    // Somebody else's good signature under it is no better.
    QList<SignedCommit> swapped = *all;
    swapped[299].bytes = swapped[299].bytes.chopped(signatureSize) + swapped[298].bytes.last(signatureSize);
    HEARD_VERIFY(m_atSchool->receive(swapped));
    QCOMPARE(m_atSchool->records(note::kind).size(), 299);
    HEARD_VERIFY(m_atSchool->receive(*all));
    QCOMPARE(m_atSchool->digest(), m_atMum->digest());
}

/** The count that each save keeps for the overview is the one that looking at every record gives, at every moment. */
void TestCircle::clashesAreCountedAsTheyComeAndGo()
{
    twoPeople();
    SeededRandom random(20'261'122);
    QList<Id> notes;
    int most = 0;
    const auto counted = [&](const Circle &circle) {
        QSet<Id> all;
        for (const Id &id : std::as_const(notes)) {
            if (const Record *record = circle.record(id); record && !record->clashes().isEmpty())
                all.insert(id);
        }
        QSet<Id> listed;
        const QList<const Record *> clashing = circle.clashing();
        for (const Record *record : clashing)
            listed.insert(record->id);
        QCOMPARE(listed, all);
        QCOMPARE(circle.overview().clashes, all.size());
        most = std::max(most, int(all.size()));
    };
    for (int step = 0; step < 300; ++step) {
        Circle &circle = random.below(2) == 0 ? *m_atMum : *m_atSchool;
        if (notes.size() < 8) {
            notes.append(addNote(*m_atMum, QString::number(step)));
        } else if (const Id id = notes.at(qsizetype(random.below(8))); circle.record(id)) {
            Change change(circle, circle.everyone());
            switch (random.below(4)) {
            case 0:
                change.remove(id);
                break;
            case 1:
                change.bringBack(id);
                break;
            default:
                change.set(id, note::text, QString::number(random.below(3)));
            }
            if (!change.isEmpty())
                HEARD_VERIFY(circle.save(change));
        }
        if (random.below(4) == 0)
            HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
        if (random.below(4) == 0)
            HEARD_VERIFY(handOver(*m_atSchool, *m_atMum));
        counted(*m_atMum);
        counted(*m_atSchool);
        if (step == 150) {
            const Id id = m_atMum->id();
            HEARD_VERIFY(m_atMum->checkpoint());
            QVERIFY(m_mum->reopen());
            m_atMum = *m_mum->workspace->circle(id);
        }
    }
    QVERIFY2(most >= 3, QByteArray::number(most).constData());
}

void TestCircle::removedHereAndChangedThereShowsBoth()
{
    twoPeople();
    const Id note = addNote(*m_atMum, QStringLiteral("Sam hums when worried"));
    const Id plain = addNote(*m_atMum, QStringLiteral("goes quietly"));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    Change removal(*m_atMum, m_atMum->everyone());
    removal.remove(note);
    removal.remove(plain);
    HEARD_VERIFY(m_atMum->save(removal));
    QVERIFY(m_atMum->record(note)->gone());
    QVERIFY(editNote(*m_atSchool, note, QStringLiteral("Sam hums when worried or tired")));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    HEARD_VERIFY(handOver(*m_atSchool, *m_atMum));
    for (Circle *c : {m_atMum, m_atSchool}) {
        QVERIFY(!c->record(note)->gone());
        QCOMPARE(c->record(note)->clashes(), QStringList{QStringLiteral("gone")});
        QVERIFY(c->record(plain)->gone());
    }
    Change keep(*m_atMum, m_atMum->everyone());
    keep.bringBack(note);
    HEARD_VERIFY(m_atMum->save(keep));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    QVERIFY(m_atSchool->clashing().isEmpty());
    QCOMPARE(m_atSchool->record(note)->get(note::text), QStringLiteral("Sam hums when worried or tired"));
    Change again(*m_atSchool, m_atSchool->everyone());
    again.remove(note);
    HEARD_VERIFY(m_atSchool->save(again));
    HEARD_VERIFY(handOver(*m_atSchool, *m_atMum));
    QVERIFY(m_atMum->record(note)->gone());
}

/** SR-098: what is kept for "only me" is in nobody else's vault, even when everything is offered. */
void TestCircle::onlyMeStaysHere()
{
    twoPeople();
    const Id secretNote = addNote(*m_atMum, QStringLiteral("I am worried about the move"), true);
    QVERIFY(m_atMum->record(secretNote));
    QCOMPARE(m_atMum->audienceName(m_atMum->record(secretNote)->audience), QStringLiteral("only-me"));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    QVERIFY(!m_atSchool->record(secretNote));
    QCOMPARE(m_atMum->digest(), m_atSchool->digest());
    QVERIFY(!m_atSchool->currentKey(m_atMum->onlyMe()));
    // A second device of the same person does have it.
    Someone tablet;
    QVERIFY(tablet.start(QStringLiteral("Ada Okafor"), Role::Parent));
    Circle *atTablet = join(*m_mum, *m_atMum, tablet, Role::Parent, true);
    QVERIFY(atTablet);
    QCOMPARE(atTablet->me(), m_atMum->me());
    QVERIFY(atTablet->record(secretNote));
    QVERIFY(atTablet->currentKey(atTablet->onlyMe()));
}

void TestCircle::unknownKindsPassThrough()
{
    twoPeople();
    Change change(*m_atMum, m_atMum->everyone());
    const Id id = change.make(QStringLiteral("kind-of-2031"));
    change.setRaw(id, QStringLiteral("field-of-2031"), QCborValue(QCborArray{1, QStringLiteral("two"), QCborArray{}}));
    HEARD_VERIFY(m_atMum->save(change));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    QCOMPARE(m_atSchool->record(id)->shown(QStringLiteral("field-of-2031"))->value,
             QCborValue(QCborArray{1, QStringLiteral("two"), QCborArray{}}));
}

void TestCircle::historyTellsEverything()
{
    twoPeople();
    const Id note = addNote(*m_atMum, QStringLiteral("one"));
    m_mum->clock.set(m_mum->clock.now() + 1'000);
    QVERIFY(editNote(*m_atMum, note, QStringLiteral("two")));
    m_mum->clock.set(m_mum->clock.now() + 1'000);
    QVERIFY(editNote(*m_atMum, note, QStringLiteral("three")));
    const auto history = m_atMum->history(note);
    HEARD_VERIFY(history);
    QStringList texts;
    for (const HistoryEntry &e : *history) {
        if (e.field == QLatin1String("text"))
            texts.append(e.value.toString() + (e.standing ? QStringLiteral("!") : QString()));
    }
    QCOMPARE(texts, QStringList({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three!")}));
}

void TestCircle::aFailedSaveChangesNothing()
{
    twoPeople();
    const Id note = addNote(*m_atMum, QStringLiteral("stays"));
    const QByteArray digest = m_atMum->digest();
    const qint64 waiting = m_atMum->overview().waiting;
    Change tooLong(*m_atMum, m_atMum->everyone());
    tooLong.set(note, note::text, QString(300'000, u'x'));
    QCOMPARE(m_atMum->save(tooLong).error().name, QStringLiteral("value-too-long"));
    // Inside a transaction that fails afterwards: the fold must fall back with the store.
    const auto failed = m_mum->workspace->vault().store().transaction([&]() -> Result<> {
        Change change(*m_atMum, m_atMum->everyone());
        change.set(note, note::text, QStringLiteral("never"));
        HEARD_TRY(m_atMum->save(change));
        return fail(ErrorCode::Full, "disk-full", QStringLiteral("The disk is full."));
    });
    QVERIFY(!failed);
    const Id id = m_atMum->id();
    QVERIFY(m_mum->reopen());
    Circle *again = *m_mum->workspace->circle(id);
    QCOMPARE(again->digest(), digest);
    QCOMPARE(again->overview().waiting, waiting);
}

void TestCircle::checkFindsDamage()
{
    twoPeople();
    addNote(*m_atMum, QStringLiteral("fine"));
    // A commit row that belongs elsewhere: sealed well, but for another place.
    Store &store = m_mum->workspace->vault().store();
    const auto rows = store.unsent(m_atMum->id());
    HEARD_VERIFY(rows);
    StoredCommit moved = rows->constLast();
    moved.seq += 1;
    HEARD_VERIFY(store.append(moved));
    const auto check = m_atMum->check();
    HEARD_VERIFY(check);
    QCOMPARE(check->damaged.size(), 1);
    QVERIFY(check->damaged.constFirst().endsWith(QLatin1String("seal")));
}

/** T12: a restored copy never writes as the device it was copied from. */
void TestCircle::restoredVaultTakesNewIdentity()
{
    twoPeople();
    const Id note = addNote(*m_atMum, QStringLiteral("before the backup"));
    addNote(*m_atMum, QStringLiteral("mine alone"), true);
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    const QString file = m_mum->folder.filePath(QStringLiteral("backup.heard"));
    HEARD_VERIFY(m_mum->workspace->vault().backup(file));
    const Id id = m_atMum->id();
    const Id oldDevice = m_mum->workspace->device();

    Someone copy;
    HEARD_VERIFY(Vault::restore(file, secret("paper lantern quiet river"), copy.path(), copy.around()));
    QVERIFY(copy.reopen());
    QVERIFY(copy.workspace->device() != oldDevice);
    Circle *atCopy = *copy.workspace->circle(id);
    QVERIFY(atCopy->isOpen());
    QCOMPARE(atCopy->me(), m_atMum->me());
    QVERIFY(editNote(*m_atMum, note, QStringLiteral("changed on the old device")));
    QVERIFY(editNote(*atCopy, note, QStringLiteral("changed on the restored one")));
    QVERIFY(!addNote(*atCopy, QStringLiteral("still mine alone"), true).isNull());
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    const auto received = handOver(*atCopy, *m_atSchool);
    HEARD_VERIFY(received);
    QCOMPARE(received->forks, 0);
    QCOMPARE(received->refused, 0);
    QCOMPARE(m_atSchool->record(note)->clashes(), QStringList{QStringLiteral("text")});
    QVERIFY(copy.reopen());
    const Id device = copy.workspace->device();
    QVERIFY(copy.reopen());
    QCOMPARE(copy.workspace->device(), device);
}

void TestCircle::tenThousandRecords()
{
    twoPeople();
    for (int block = 0; block < 20; ++block) {
        Change change(*m_atMum, m_atMum->everyone());
        for (int i = 0; i < 500; ++i) {
            const Id id = change.make(note::kind);
            change.set(id, note::text, QStringLiteral("A sentence about Sam, number %1, that somebody wrote down.").arg(block * 500 + i));
            change.set(id, note::saidBy, m_atMum->me());
        }
        HEARD_VERIFY(m_atMum->save(change));
    }
    const Id id = m_atMum->id();
    const QByteArray digest = m_atMum->digest();
    HEARD_VERIFY(m_atMum->checkpoint());
    QVERIFY(m_mum->reopen());
    QElapsedTimer timer;
    timer.start();
    Circle *again = *m_mum->workspace->circle(id);
    qInfo() << "10,000 records opened in" << timer.elapsed() << "ms";
    QCOMPARE(again->records(note::kind).size(), 10'000);
    QCOMPARE(again->digest(), digest);
}

QTEST_GUILESS_MAIN(TestCircle)
#include "tst_circle.moc"
