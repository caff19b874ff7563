// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"
#include "support/circles.h"

#include <QBuffer>

using namespace heard;
using namespace heard::testing;

/** Erasing for good: by whom, what is left, and that nothing is lost which nobody erased. */
class TestErase : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void nothingOfItIsLeft();
    void everyoneElseLetsGoOfItToo();
    void onlyOnesOwnOrAsAnOwner();
    void wordsThatCameMeanwhileStay();
    void theErasureOfSomebodyRemovedIsSetAside();
    void valuesThatNobodyErasedComeBack();
    void whatOthersHangOnIsNeverHollow();
    void picturesGoWithIt();
    void whatOnlyISeeIsErasedToo();
    void nothingToErase();

private:
    /** All bytes of all changes that this circle holds, as they lie in its store and as they are sent. */
    [[nodiscard]] static QByteArray allBytes(Circle &circle);
    /** The erasure was seen by all: what sync says when it is so. */
    static void finish(Circle &circle);
    void everyoneMeets();

    Someone m_mum;
    Someone m_school;
    Circle *m_atMum = nullptr;
    Circle *m_atSchool = nullptr;
};

namespace {
const QString words = QStringLiteral("Sam keeps a zebra umbrella");
const QString later = QStringLiteral("Sam keeps a paper submarine");
} // namespace

void TestErase::initTestCase()
{
    QVERIFY(startCrypto());
    QVERIFY(m_mum.start(QStringLiteral("Ada"), Role::Parent));
    QVERIFY(m_school.start(QStringLiteral("Mr Lee"), Role::Senco));
}

void TestErase::init()
{
    const auto circle = m_mum.workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(circle);
    m_atMum = *circle;
    m_atSchool = join(m_mum, *m_atMum, m_school, Role::Senco);
    QVERIFY(m_atSchool);
    everyoneMeets();
}

void TestErase::everyoneMeets()
{
    for (int round = 0; round < 2; ++round) {
        HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
        HEARD_VERIFY(handOver(*m_atSchool, *m_atMum));
    }
    for (Circle *circle : {m_atMum, m_atSchool}) {
        const Id own = streamOf(circle->device(), circle->everyone());
        HEARD_VERIFY(circle->markSent(own, circle->count(own)));
    }
    QCOMPARE(m_atSchool->digest(), m_atMum->digest());
}

QByteArray TestErase::allBytes(Circle &circle)
{
    QByteArray all;
    const QList<Circle::StreamInfo> streams = circle.streams();
    for (const Circle::StreamInfo &stream : streams) {
        const auto commits = circle.commitsOf(stream.stream, 0);
        for (const SignedCommit &commit : commits.value_or(QList<SignedCommit>()))
            all += commit.bytes;
        // As they lie in the store: what is sent is already without the erased values.
        const auto rows = circle.vault().store().commitsOf(circle.id(), stream.stream, 0);
        for (const StoredCommit &row : rows.value_or(QList<StoredCommit>())) {
            const SealContext context{.purpose = QByteArrayLiteral("commit"),
                                      .circle = circle.id(),
                                      .stream = row.stream,
                                      .number = row.seq,
                                      .name = row.hash};
            all += circle.vault().unseal(context, row.sealed).value_or(QByteArray());
        }
    }
    return all;
}

void TestErase::finish(Circle &circle)
{
    QList<Id> ids;
    const QList<Circle::Erasing> pending = circle.erasing();
    for (const Circle::Erasing &erasing : pending)
        ids.append(erasing.id);
    HEARD_VERIFY(circle.finishErasures(ids));
    QVERIFY(circle.erasing().isEmpty());
}

void TestErase::nothingOfItIsLeft()
{
    Someone alone;
    QVERIFY(alone.start(QStringLiteral("Ben"), Role::Parent));
    const auto made = alone.workspace->createCircle({.name = QStringLiteral("Kit")});
    HEARD_VERIFY(made);
    Circle *circle = *made;
    const Id note = addNote(*circle, words);
    QVERIFY(editNote(*circle, note, later));
    const Id other = addNote(*circle, QStringLiteral("this one stays"));
    HEARD_VERIFY(circle->checkpoint());
    QVERIFY(allBytes(*circle).contains(words.toUtf8()) && allBytes(*circle).contains(later.toUtf8()));

    HEARD_VERIFY(circle->erase(note));
    QVERIFY(circle->erasing().isEmpty()); // nobody to wait for
    for (int opened = 0; opened < 2; ++opened) {
        QVERIFY(circle->record(note)->gone());
        QVERIFY(!circle->record(note)->has(note::text));
        QVERIFY(!circle->record(note)->has(note::saidBy));
        const auto history = circle->history(note);
        HEARD_VERIFY(history);
        for (const HistoryEntry &entry : *history)
            QCOMPARE(entry.field, common::gone.key());
        QVERIFY(!allBytes(*circle).contains(words.toUtf8()) && !allBytes(*circle).contains(later.toUtf8()));
        QCOMPARE(circle->record(other)->get(note::text), QStringLiteral("this one stays"));
        const auto check = circle->check();
        HEARD_VERIFY(check);
        QCOMPARE(check->damaged, QStringList());
        QVERIFY(circle->lacking().isEmpty());
        const Id id = circle->id();
        const QByteArray digest = circle->digest();
        QVERIFY(alone.reopen());
        circle = *alone.workspace->circle(id);
        QCOMPARE(circle->digest(), digest);
    }
}

void TestErase::everyoneElseLetsGoOfItToo()
{
    const Id note = addNote(*m_atMum, words);
    everyoneMeets();
    HEARD_VERIFY(m_atMum->erase(note));
    // Not shown and not sent from now on; but kept until all have seen it.
    QVERIFY(!m_atMum->record(note)->has(note::text));
    QVERIFY(!m_atMum->erasing().isEmpty());
    const auto sent = m_atMum->commitsOf(streamOf(m_atMum->device(), m_atMum->everyone()), 0);
    HEARD_VERIFY(sent);
    for (const SignedCommit &commit : *sent)
        QVERIFY(!commit.bytes.contains(words.toUtf8()));
    QVERIFY(allBytes(*m_atMum).contains(words.toUtf8()));
    everyoneMeets();
    QVERIFY(!m_atSchool->record(note)->has(note::text));
    for (Circle *circle : {m_atMum, m_atSchool}) {
        finish(*circle);
        QVERIFY(!allBytes(*circle).contains(words.toUtf8()));
        QCOMPARE(circle->check()->damaged, QStringList());
    }
    // A new key has begun, and the one from before goes.
    const auto letters = m_atMum->letters();
    HEARD_VERIFY(letters);
    for (const Letter &letter : *letters)
        HEARD_VERIFY(m_atSchool->openLetter(letter.sealed));
    for (Circle *circle : {m_atMum, m_atSchool}) {
        const QSet<Id> stale = circle->staleEpochs();
        QCOMPARE(stale.size(), 1);
        QVERIFY(!stale.contains(circle->currentKey(circle->everyone())->epoch));
        const SecretBytes names = *circle->nameKey();
        HEARD_VERIFY(circle->dropKeys(stale));
        QVERIFY(circle->staleEpochs().isEmpty());
        QVERIFY2(circle->nameKey()->view() == names.view(), "files keep their names");
    }
    QCOMPARE(m_atMum->currentKey(m_atMum->everyone())->epoch, m_atSchool->currentKey(m_atSchool->everyone())->epoch);
    // Who comes now gets what there is, and can work with it.
    Someone gran;
    QVERIFY(gran.start(QStringLiteral("Gran"), Role::Keyworker));
    Circle *atGran = join(m_mum, *m_atMum, gran, Role::Keyworker);
    QVERIFY(atGran);
    QCOMPARE(atGran->digest(), m_atMum->digest());
    QVERIFY(atGran->nameKey()->view() == m_atMum->nameKey()->view());
    QVERIFY(!addNote(*atGran, QStringLiteral("hello")).isNull());
    QVERIFY(atGran->lacking().isEmpty());
}

void TestErase::onlyOnesOwnOrAsAnOwner()
{
    const Id mums = addNote(*m_atMum, words);
    const Id schools = addNote(*m_atSchool, later);
    const Id another = addNote(*m_atSchool, QStringLiteral("a second one"));
    everyoneMeets();
    QCOMPARE(m_atSchool->erase(mums).error().name, QStringLiteral("not-yours"));
    QVERIFY(m_atSchool->record(mums)->has(note::text));
    // Nor by one's own words in the same record.
    QVERIFY(editNote(*m_atSchool, mums, QStringLiteral("school wrote over it")));
    QCOMPARE(m_atSchool->erase(mums).error().name, QStringLiteral("not-yours"));
    HEARD_VERIFY(m_atSchool->erase(schools));
    everyoneMeets();
    QVERIFY(!m_atMum->record(schools)->has(note::text));
    HEARD_VERIFY(m_atMum->erase(another));
    everyoneMeets();
    QVERIFY(!m_atSchool->record(another)->has(note::text));
    QVERIFY(m_atMum->setAside().isEmpty());
    // The key is changed by an owner, whoever erased.
    const Id epoch = m_atSchool->erasing().constFirst().id;
    QVERIFY(!epoch.isNull());
}

void TestErase::wordsThatCameMeanwhileStay()
{
    const Id note = addNote(*m_atMum, words);
    everyoneMeets();
    HEARD_VERIFY(m_atMum->erase(note));
    QVERIFY(editNote(*m_atSchool, note, QStringLiteral("school had not seen that it was erased")));
    everyoneMeets();
    for (Circle *circle : {m_atMum, m_atSchool}) {
        QVERIFY(!circle->record(note)->gone());
        QVERIFY(circle->record(note)->clashes().contains(common::gone.key()));
        QCOMPARE(circle->record(note)->get(note::text), QStringLiteral("school had not seen that it was erased"));
        finish(*circle);
        QVERIFY(!allBytes(*circle).contains(words.toUtf8()));
        QCOMPARE(circle->record(note)->get(note::text), QStringLiteral("school had not seen that it was erased"));
        QCOMPARE(circle->check()->damaged, QStringList());
    }
}

/** Whoever is removed cannot destroy anything with what the others had not seen by then. */
void TestErase::theErasureOfSomebodyRemovedIsSetAside()
{
    const Id note = addNote(*m_atSchool, words);
    everyoneMeets();
    HEARD_VERIFY(m_atMum->removeMember(m_atSchool->me()));
    HEARD_VERIFY(m_atSchool->erase(note));
    HEARD_VERIFY(handOver(*m_atSchool, *m_atMum));
    QCOMPARE(m_atMum->record(note)->get(note::text), words);
    QVERIFY(m_atMum->erasing().isEmpty());
    QVERIFY(!m_atMum->setAside().isEmpty());
    // In the other order too: at first it counts, and the value is kept for just this.
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    QCOMPARE(m_atSchool->record(note)->get(note::text), words);
    QCOMPARE(m_atSchool->digest(), m_atMum->digest());
}

/** One who passes changes on may leave values out. What nobody erased is missed, and taken from whoever has it. */
void TestErase::valuesThatNobodyErasedComeBack()
{
    const Id note = addNote(*m_atMum, words);
    const Id stream = streamOf(m_atMum->device(), m_atMum->everyone());
    QList<SignedCommit> commits = *m_atMum->commitsOf(stream, m_atSchool->count(stream));
    const SignedCommit whole = commits.constLast();
    const Commit content = *readCommit(whole);
    QSet<quint32> texts;
    for (qsizetype i = 0; i < content.operations.size(); ++i) {
        if (content.operations.at(i).field == note::text.key())
            texts.insert(quint32(i));
    }
    commits.last() = *withoutValues(whole, texts);
    const auto received = m_atSchool->receive(commits);
    HEARD_VERIFY(received);
    QCOMPARE(received->taken, commits.size());
    QVERIFY(!m_atSchool->record(note)->has(note::text));
    QCOMPARE(m_atSchool->lacking().value(stream).size(), 1);
    HEARD_VERIFY(m_atSchool->checkpoint());
    const Id circle = m_atSchool->id();
    QVERIFY(m_school.reopen());
    m_atSchool = *m_school.workspace->circle(circle);
    QCOMPARE(m_atSchool->lacking().value(stream).size(), 1);
    QCOMPARE(m_atSchool->receive({commits.constLast()})->completed, 0);
    QCOMPARE(m_atSchool->receive({whole})->completed, 1);
    QCOMPARE(m_atSchool->record(note)->get(note::text), words);
    QVERIFY(m_atSchool->lacking().isEmpty());
    QCOMPARE(m_atSchool->digest(), m_atMum->digest());
    QCOMPARE(m_atSchool->check()->damaged, QStringList());
    // But what was erased does not come back by that door.
    HEARD_VERIFY(m_atMum->erase(note));
    everyoneMeets();
    finish(*m_atSchool);
    HEARD_VERIFY(m_atSchool->receive({whole}));
    QVERIFY(!allBytes(*m_atSchool).contains(words.toUtf8()));
}

void TestErase::whatOthersHangOnIsNeverHollow()
{
    const Id stream = streamOf(m_atMum->device(), m_atMum->everyone());
    const QList<SignedCommit> commits = *m_atMum->commitsOf(stream, 0);
    int tried = 0;
    Someone stranger;
    QVERIFY(stranger.start(QStringLiteral("Kim"), Role::Keyworker));
    Circle *atKim = join(m_mum, *m_atMum, stranger, Role::Keyworker);
    QVERIFY(atKim);
    const auto admission = m_atMum->commitsOf(stream, quint64(commits.size()));
    HEARD_VERIFY(admission);
    for (const SignedCommit &commit : *admission) {
        const Commit content = *readCommit(commit);
        for (qsizetype i = 0; i < content.operations.size(); ++i) {
            if (isErasable(content.operations.at(i)))
                continue;
            const auto hollow = withoutValues(commit, {quint32(i)});
            HEARD_VERIFY(hollow);
            QCOMPARE(m_atSchool->receive({*hollow})->refused, 1);
            ++tried;
        }
    }
    QVERIFY(tried > 0);
    everyoneMeets();
}

void TestErase::picturesGoWithIt()
{
    const Id note = addNote(*m_atMum, words);
    QBuffer film;
    film.setData(QByteArray(2'000'000, 'f'));
    QVERIFY(film.open(QIODevice::ReadOnly));
    const auto picture = m_atMum->addAttachment(note, film, QStringLiteral("video/mp4"));
    HEARD_VERIFY(picture);
    everyoneMeets();
    QCOMPARE(m_atMum->heldChunks()->size(), 3);
    HEARD_VERIFY(m_atMum->erase(*picture));
    QVERIFY(m_atMum->attachments()->isEmpty());
    finish(*m_atMum);
    QVERIFY(m_atMum->heldChunks()->isEmpty());
    QVERIFY(m_atMum->record(note)->has(note::text));
}

void TestErase::whatOnlyISeeIsErasedToo()
{
    const Id note = addNote(*m_atMum, words, true);
    const Id before = m_atMum->currentKey(m_atMum->onlyMe())->epoch;
    HEARD_VERIFY(m_atMum->erase(note));
    QVERIFY(m_atMum->erasing().isEmpty()); // never sent
    QVERIFY(!allBytes(*m_atMum).contains(words.toUtf8()));
    const Id now = m_atMum->currentKey(m_atMum->onlyMe())->epoch;
    QVERIFY(now != before);
    QCOMPARE(m_atMum->staleEpochs(), QSet<Id>{before});
    HEARD_VERIFY(m_atMum->dropKeys({before, now}));
    QCOMPARE(m_atMum->currentKey(m_atMum->onlyMe())->epoch, now);
    QVERIFY(m_atMum->staleEpochs().isEmpty());
    QVERIFY(m_atMum->setAside().isEmpty());
    QVERIFY(!addNote(*m_atMum, QStringLiteral("another"), true).isNull());
}

void TestErase::nothingToErase()
{
    QCOMPARE(m_atMum->erase(Id::random(m_mum.random)).error().name, QStringLiteral("nothing-to-erase"));
    // People are removed, not erased; so is the circle.
    QCOMPARE(m_atMum->erase(m_atMum->me()).error().name, QStringLiteral("nothing-to-erase"));
    QCOMPARE(m_atMum->erase(m_atMum->circleRecord()->id).error().name, QStringLiteral("nothing-to-erase"));
    const Id note = addNote(*m_atMum, words);
    HEARD_VERIFY(m_atMum->erase(note));
    QCOMPARE(m_atMum->erase(note).error().name, QStringLiteral("nothing-to-erase"));
}

QTEST_GUILESS_MAIN(TestErase)
#include "tst_erase.moc"
