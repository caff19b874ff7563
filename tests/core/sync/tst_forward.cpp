// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "core/sync/support.h"

#include <QBuffer>

using namespace heard;
using namespace heard::testing;

namespace {

/** A kind of record that this Heard does not know, with values of every shape that a change of this format can hold (base/cbor.h). */
const QString strangeKind = QStringLiteral("mood-board");

QMap<QString, QCborValue> strangeFields()
{
    return {{QStringLiteral("number"), QCborValue(qint64(-9'000'000'000))},
            {QStringLiteral("yes"), QCborValue(true)},
            {QStringLiteral("nothing"), QCborValue(nullptr)},
            {QStringLiteral("bytes"), QCborValue(QByteArray("\0\xff\x10", 3))},
            {QStringLiteral("words"), QCborValue(QStringLiteral("žluťoučký 🦜"))},
            {QStringLiteral("list"), QCborValue(QCborArray{1, QStringLiteral("two"), QCborArray{3}})},
            {QStringLiteral("things"),
             QCborValue(QCborArray{QCborArray{1, QStringLiteral("a")}, QCborArray{2, QCborArray{3, false, nullptr}}})}};
}

QList<QByteArray> bytesOf(Circle &circle, const Id &stream)
{
    QList<QByteArray> all;
    const auto commits = circle.commitsOf(stream, 0);
    for (const SignedCommit &commit : commits ? *commits : QList<SignedCommit>())
        all.append(commit.bytes);
    return all;
}

/** All that two devices may show of a record, the times that its authors claim too. */
QCborArray shownOf(const Circle &circle, const Id &id)
{
    const Record *record = circle.record(id);
    if (!record)
        return {};
    QCborArray all{record->kind, record->time, record->creator.toBytes()};
    for (auto it = record->fields.cbegin(); it != record->fields.cend(); ++it) {
        for (const Version &version : it->all())
            all.append(QCborArray{it.key(), version.value, version.time, version.member.toBytes()});
    }
    return all;
}

} // namespace

/** Old and new Heards share one circle; and what families need of sync, told as they would tell it. */
class TestForward : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void invariant16_whatANewerHeardWroteSurvivesAnOlderOne();
    void invariant16_aLaterFormatMakesTheCircleReadOnly();
    void pollIsAnsweredOfflineAndSyncsLater();
    void sameInformationSameTime();
    void packOpensLaterOffline();

private:
    std::unique_ptr<TwoPeople> m_people;
    std::unique_ptr<Quick> m_dad;
    quint64 m_seed = 1;
};

void TestForward::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
    m_dad = std::make_unique<Quick>();
    QVERIFY(m_dad->start(QStringLiteral("Ben"), Role::Parent));
}

void TestForward::init()
{
    HEARD_NOTHING_WRONG(m_people->joined());
    m_dad->clock.set(m_people->mum.clock.now());
}

/**
 * Mum's Heard is newer than school's. School receives, shows, edits around, sends on and packs what it does not understand into a
 * snapshot; dad's, which is as new as mum's, has only school's snapshot to begin from: and has every byte that mum signed.
 */
void TestForward::invariant16_whatANewerHeardWroteSurvivesAnOlderOne()
{
    TwoPeople &w = *m_people;
    const QMap<QString, QCborValue> strange = strangeFields();
    Change change(*w.atMum, w.atMum->everyone());
    const Id board = change.make(strangeKind);
    const Id noted = change.make(note::kind);
    for (auto it = strange.cbegin(); it != strange.cend(); ++it) {
        change.setRaw(board, it.key(), it.value());
        change.setRaw(noted, it.key(), it.value()); // fields of a kind that is known
    }
    change.set(noted, note::text, QStringLiteral("Sam likes this"));
    change.setRaw(noted, note::place.key(), QCborValue(QCborArray{1, QStringLiteral("a place as newer ones write it")}));
    HEARD_VERIFY(w.atMum->save(change));
    HEARD_NOTHING_WRONG(w.settle());
    // School edits around it, in the same record and in the strange one, and takes the strange one away and brings it back.
    Change around(*w.atSchool, w.atSchool->everyone());
    around.set(noted, note::text, QStringLiteral("Sam likes this very much"));
    around.setRaw(board, QStringLiteral("words"), QCborValue(QStringLiteral("by an older one")));
    around.remove(board);
    HEARD_VERIFY(w.atSchool->save(around));
    Change back(*w.atSchool, w.atSchool->everyone());
    back.bringBack(board);
    HEARD_VERIFY(w.atSchool->save(back));
    // School's vault is shut and opened again, from its quick copy too.
    HEARD_VERIFY(w.atSchool->checkpoint());
    QVERIFY(w.school.reopen());
    w.atSchool = *w.school.workspace->circle(w.atMum->id());
    for (int i = 0; i < 34; ++i) {
        QVERIFY(addMany(*w.atSchool, 60, ++m_seed));
        HEARD_SYNCED(w.syncSchool());
    }
    HEARD_SYNCED(w.syncMum());
    Circle *atDad = knock(w.mum, *w.atMum, *m_dad, Role::Parent);
    QVERIFY(atDad);
    HEARD_SYNCED(w.syncMum());
    w.schoolRemote->log.clear();
    for (int i = 0; i < 3; ++i)
        HEARD_SYNCED(w.syncSchool());
    QVERIFY(!w.schoolRemote->log.filter(QStringLiteral("put s/")).isEmpty()); // the snapshot

    const Id mums = streamOf(w.atMum->device(), w.atMum->everyone());
    const QList<QByteArray> written = bytesOf(*w.atMum, mums);
    QVERIFY(written.size() >= 3);
    QCOMPARE(bytesOf(*w.atSchool, mums), written);
    MemoryRemote dadRemote(*w.store, 3);
    const QString mumsHeads = streamTag(*w.atMum->nameKey(), mums);
    dadRemote.hides = [&](const QString &path) { return path.startsWith(QLatin1String("h/") + mumsHeads); }; // only what school packed
    const SyncReport report = syncWith(*m_dad, *atDad, dadRemote);
    HEARD_SYNCED(report);
    QCOMPARE(bytesOf(*atDad, mums), written);
    for (Circle *circle : {w.atMum, w.atSchool, atDad}) {
        for (auto it = strange.cbegin(); it != strange.cend(); ++it) {
            const bool edited = it.key() == u"words";
            QCOMPARE(circle->record(board)->fields.value(it.key()).all().constFirst().value,
                     edited ? QCborValue(QStringLiteral("by an older one")) : it.value());
            QCOMPARE(circle->record(noted)->fields.value(it.key()).all().constFirst().value, it.value());
        }
        QVERIFY(!circle->record(board)->gone());
        QCOMPARE(circle->record(board)->kind, strangeKind);
        QCOMPARE(circle->digest(), w.atMum->digest());
        QCOMPARE(circle->check()->damaged, QStringList());
    }
}

/** A head, or an object, of a format that is not known here: said plainly, nothing is sent, nothing is lost, and it ends when it can be read. */
void TestForward::invariant16_aLaterFormatMakesTheCircleReadOnly()
{
    TwoPeople &w = *m_people;
    QVERIFY(addMany(*w.atSchool, 1, ++m_seed));
    HEARD_NOTHING_WRONG(w.settle());
    for (const bool laterObject : {true, false}) {
        const QByteArray digest = w.atSchool->digest();
        QVERIFY(addMany(*w.atMum, 3, ++m_seed));
        HEARD_SYNCED(w.syncMum());
        HEARD_SYNCED(w.syncMum());
        const HeadName name = *HeadName::parse(w.headsOfMum().constLast());
        const QByteArray known = w.store->files.value(name.path()).bytes;
        QByteArray &there = w.store->files[name.path()].bytes;
        const EpochKey *key = w.atMum->currentKey(w.atMum->everyone());
        const auto opened = openObject(ObjectType::Head, {key, 1}, w.atMum->id(), Head::role(name), known);
        HEARD_VERIFY(opened);
        if (laterObject) {
            // What a later version is sealed like cannot be known: all but its first bytes is noise here.
            QByteArray later(known.size(), Qt::Uninitialized);
            w.mum.random.fill({reinterpret_cast<unsigned char *>(later.data()), size_t(later.size())});
            there = known.first(4) + char(objectVersion + 1) + known.sliced(5, 3) + later.sliced(8);
        } else {
            QCborArray fields = fromCbor(opened->plain.chopped(signatureSize))->toArray();
            fields[0] = 2;
            const QByteArray message = toCbor(fields);
            there = sealObject(ObjectType::Head, key->key, w.atMum->id(), Head::role(name),
                               message + sign(w.atMum->signingKey(), headDomain, message), w.mum.random);
        }
        // School goes on writing; it is kept, and told that it waits and why.
        QVERIFY(addMany(*w.atSchool, 2, ++m_seed));
        for (int i = 0; i < 3; ++i) {
            w.schoolRemote->log.clear();
            const SyncReport report = w.syncSchool();
            QVERIFY(report.readOnly);
            QCOMPARE(problemNames(report), QStringList{QStringLiteral("object-too-new")});
            QCOMPARE(report.problems.constFirst().sentence,
                     QStringLiteral("Someone here has a newer Heard. Your work is safe on this device. Update Heard to share again."));
            QCOMPARE(report.pushed, 0);
            QCOMPARE(report.waiting, 2);
            QCOMPARE(w.schoolRemote->log.filter(QStringLiteral("put ")) + w.schoolRemote->log.filter(QStringLiteral("remove ")), QStringList());
        }
        QVERIFY(w.atSchool->digest() != digest); // its own words are there
        // Updated: the same can be read, and all of it is there, on both sides.
        w.store->files[name.path()].bytes = known;
        HEARD_NOTHING_WRONG(w.settle());
        QCOMPARE(w.atSchool->overview().waiting, 0);
        QCOMPARE(w.atSchool->records(note::kind).size(), w.atMum->records(note::kind).size());
    }
}

/**
 * SR-071, the syncing part: a poll about when people can meet is answered by two of them with no network at all, on the same line as well;
 * it syncs later, and every answer is there.
 */
void TestForward::pollIsAnsweredOfflineAndSyncsLater()
{
    TwoPeople &w = *m_people;
    Change asked(*w.atMum, w.atMum->everyone());
    const Id poll = asked.make(QStringLiteral("poll"));
    asked.setRaw(poll, QStringLiteral("monday"), QCborValue(QStringLiteral("?")));
    HEARD_VERIFY(w.atMum->save(asked));
    HEARD_NOTHING_WRONG(w.settle());
    const auto answer = [&](Circle &circle, const QString &text) {
        Change change(circle, circle.everyone());
        const Id id = change.make(QStringLiteral("answer"));
        change.setRaw(id, QStringLiteral("poll"), QCborValue(poll.toBytes()));
        change.setRaw(id, QStringLiteral("text"), QCborValue(text));
        change.setRaw(poll, QStringLiteral("monday"), QCborValue(text));
        return circle.save(change).has_value();
    };
    w.mumRemote->fault = w.schoolRemote->fault = [](const QString &) { return Fault::Unreachable; };
    QVERIFY(answer(*w.atMum, QStringLiteral("on the phone")) && answer(*w.atSchool, QStringLiteral("at school, step-free")));
    QVERIFY(w.syncMum().unreachable && w.syncSchool().unreachable);
    w.mumRemote->fault = w.schoolRemote->fault = {};
    HEARD_NOTHING_WRONG(w.settle());
    for (Circle *circle : {w.atMum, w.atSchool}) {
        QCOMPARE(circle->records(QStringLiteral("answer")).size(), 2);
        QCOMPARE(circle->record(poll)->clashes(), QStringList{QStringLiteral("monday")}); // both stand
    }
}

/** SR-036: the same information with the same time, for everyone, whatever their own clocks say. */
void TestForward::sameInformationSameTime()
{
    TwoPeople &w = *m_people;
    w.school.clock.set(w.mum.clock.now() + qint64(400) * 86'400'000);
    const Id first = addNote(*w.atMum, QStringLiteral("The meeting is on Friday"));
    HEARD_NOTHING_WRONG(w.settle());
    const qint64 then = w.atMum->record(first)->time;
    w.mum.clock.set(w.mum.clock.now() + 86'400'000);
    Change change(*w.atSchool, w.atSchool->everyone());
    change.set(first, note::place, QStringLiteral("the library"));
    HEARD_VERIFY(w.atSchool->save(change));
    HEARD_NOTHING_WRONG(w.settle());
    Circle *atDad = knock(w.mum, *w.atMum, *m_dad, Role::Parent);
    HEARD_SYNCED(w.syncMum());
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(syncWith(*m_dad, *atDad, dadRemote));
    HEARD_NOTHING_WRONG(w.settle());
    QCOMPARE(w.atSchool->record(first)->time, then);
    const QList<const Record *> all = w.atMum->records({});
    QVERIFY(all.size() > 3);
    for (const Record *record : all) {
        QCOMPARE(shownOf(*w.atSchool, record->id), shownOf(*w.atMum, record->id));
        QCOMPARE(shownOf(*atDad, record->id), shownOf(*w.atMum, record->id));
    }
    w.school.clock.set(w.mum.clock.now());
}

/** SR-065: what was taken home opens later with no network, and after the vault was shut. */
void TestForward::packOpensLaterOffline()
{
    TwoPeople &w = *m_people;
    const Id about = addNote(*w.atSchool, QStringLiteral("To read at home"));
    QByteArray pages(300'000, Qt::Uninitialized);
    w.school.random.fill({reinterpret_cast<unsigned char *>(pages.data()), size_t(pages.size())});
    QBuffer source(&pages);
    QVERIFY(source.open(QIODevice::ReadOnly));
    HEARD_VERIFY(w.atSchool->addAttachment(about, source, QStringLiteral("application/pdf"), QStringLiteral("pack.pdf")));
    HEARD_NOTHING_WRONG(w.settle());
    w.mumRemote->fault = [](const QString &) { return Fault::Unreachable; };
    QVERIFY(w.mum.reopen());
    w.atMum = *w.mum.workspace->circle(w.atSchool->id());
    QVERIFY(w.syncMum().unreachable);
    QCOMPARE(w.atMum->record(about)->get(note::text), QStringLiteral("To read at home"));
    const auto packs = w.atMum->attachments();
    HEARD_VERIFY(packs);
    QCOMPARE(packs->size(), 1);
    QByteArray read;
    HEARD_VERIFY(w.atMum->readAttachment(packs->constFirst().attachment, [&](QByteArrayView piece) -> Result<> {
        read.append(piece);
        return {};
    }));
    QCOMPARE(read, pages);
}

QTEST_GUILESS_MAIN(TestForward)
#include "tst_forward.moc"
