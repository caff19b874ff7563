// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/modifiedclient.h"

using namespace heard;
using namespace heard::testing;

/** Who may do what, decided the same on every device. */
class TestAuthority : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void whoSaidItNeverChanges();
    void onlyOwnersChangePeople();
    void membersMayChangeTheirOwnName();
    void removalIsSetAsideEverywhereAlike();
    void twoOwnersRemoveEachOther();
    void removedDeviceGetsNoNewKey();
    void strangersAreNotHeard();
    void forgedAndReplayedChangesAreRefused();
    void nobodyElseCanClaimToHaveMadeIt();
    void concurrentRemovalsConverge();
    void nobodyTakesAnothersDevice();
    void nobodyGivesThemselvesARole();
    void nothingUnseenIsReplaced();
    void ownersCannotReadOnlyMe();
    void newcomersGetTheKeyChangedMeanwhile();
    void wordsThatCameMeanwhileStayBeside();

private:
    Someone m_mum;
    Someone m_dad;
    Someone m_school;
    Circle *m_atMum = nullptr;
    Circle *m_atDad = nullptr;
    Circle *m_atSchool = nullptr;
    bool m_started = false;
    void everyoneMeets();
};

void TestAuthority::initTestCase()
{
    QVERIFY(startCrypto());
    QVERIFY(m_mum.start(QStringLiteral("Ada"), Role::Parent));
    QVERIFY(m_dad.start(QStringLiteral("Ben"), Role::Parent));
    QVERIFY(m_school.start(QStringLiteral("Mr Lee"), Role::Senco));
}

void TestAuthority::init()
{
    auto circle = m_mum.workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(circle);
    m_atMum = *circle;
    m_atDad = join(m_mum, *m_atMum, m_dad, Role::Parent);
    QVERIFY(m_atDad);
    m_atSchool = join(m_mum, *m_atMum, m_school, Role::Senco);
    QVERIFY(m_atSchool);
    everyoneMeets();
    QCOMPARE(m_atDad->digest(), m_atMum->digest());
}

void TestAuthority::everyoneMeets()
{
    const QList<std::pair<Someone *, Circle *>> all{{&m_mum, m_atMum}, {&m_dad, m_atDad}, {&m_school, m_atSchool}};
    for (int round = 0; round < 2; ++round) {
        for (const auto &[from, a] : all) {
            for (const auto &[to, b] : all) {
                if (a != b)
                    HEARD_VERIFY(handOver(*a, *b));
            }
        }
    }
}

void TestAuthority::whoSaidItNeverChanges()
{
    const Id note = addNote(*m_atMum, QStringLiteral("Ada's words"));
    everyoneMeets();
    for (Circle *c : {m_atMum, m_atSchool}) {
        Change steal(*c, c->everyone());
        steal.set(note, note::saidBy, m_atSchool->me());
        const auto saved = c->save(steal);
        QVERIFY(!saved);
        QCOMPARE(saved.error().name, QStringLiteral("fixed-field"));
        QCOMPARE(c->record(note)->get(note::saidBy), m_atMum->me());
    }
}

void TestAuthority::onlyOwnersChangePeople()
{
    QVERIFY(m_atDad->iAmOwner());
    QVERIFY(!m_atSchool->iAmOwner());
    QCOMPARE(m_atSchool->removeMember(m_atDad->me()).error().name, QStringLiteral("not-owner"));
    QCOMPARE(m_school.workspace->invite(*m_atSchool, {.name = QStringLiteral("Someone")}).error().name, QStringLiteral("not-owner"));
    Change rename(*m_atSchool, m_atSchool->everyone());
    rename.set(m_atSchool->circleRecord()->id, circleKind::name, QStringLiteral("Not Sam"));
    QCOMPARE(m_atSchool->save(rename).error().name, QStringLiteral("not-owner"));
    Change member(*m_atSchool, m_atSchool->everyone());
    const Id made = member.make(memberKind::member);
    member.set(made, memberKind::grant, QStringLiteral("parent"));
    QCOMPARE(m_atSchool->save(member).error().name, QStringLiteral("not-owner"));
    QCOMPARE(m_atMum->members().size(), 3);
}

void TestAuthority::membersMayChangeTheirOwnName()
{
    Change own(*m_atSchool, m_atSchool->everyone());
    own.set(m_atSchool->me(), memberKind::name, QStringLiteral("Mr Lee (SENCO)"));
    HEARD_VERIFY(m_atSchool->save(own));
    Change others(*m_atSchool, m_atSchool->everyone());
    others.set(m_atMum->me(), memberKind::name, QStringLiteral("Nobody"));
    QCOMPARE(m_atSchool->save(others).error().name, QStringLiteral("not-owner"));
    everyoneMeets();
    QCOMPARE(m_atMum->member(m_atSchool->me())->name, QStringLiteral("Mr Lee (SENCO)"));
}

void TestAuthority::removalIsSetAsideEverywhereAlike()
{
    const Id before = addNote(*m_atSchool, QStringLiteral("before"));
    everyoneMeets();
    HEARD_VERIFY(m_atMum->removeMember(m_atSchool->me()));
    const Id late = addNote(*m_atSchool, QStringLiteral("written while away"));
    QVERIFY(!late.isNull());
    // Dad hears the late words first and the removal after; Mum the other way round.
    HEARD_VERIFY(handOver(*m_atSchool, *m_atDad));
    QVERIFY(m_atDad->record(late));
    HEARD_VERIFY(handOver(*m_atMum, *m_atDad));
    HEARD_VERIFY(handOver(*m_atSchool, *m_atMum));
    QCOMPARE(m_atDad->digest(), m_atMum->digest());
    for (Circle *c : {m_atMum, m_atDad}) {
        QVERIFY(c->record(before));
        QVERIFY(!c->record(late));
        QCOMPARE(c->setAside().size(), 1);
        QCOMPARE(c->setAside().constFirst().reason, QStringLiteral("removed"));
        QVERIFY(c->member(m_atSchool->me())->removed);
    }
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    Change more(*m_atSchool, m_atSchool->everyone());
    more.set(more.make(note::kind), note::text, QStringLiteral("more"));
    QCOMPARE(m_atSchool->save(more).error().name, QStringLiteral("not-a-member"));
}

void TestAuthority::twoOwnersRemoveEachOther()
{
    HEARD_VERIFY(m_atMum->removeMember(m_atDad->me()));
    HEARD_VERIFY(m_atDad->removeMember(m_atMum->me()));
    HEARD_VERIFY(handOver(*m_atMum, *m_atDad));
    HEARD_VERIFY(handOver(*m_atDad, *m_atMum));
    HEARD_VERIFY(handOver(*m_atDad, *m_atSchool));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    QCOMPARE(m_atMum->digest(), m_atDad->digest());
    QCOMPARE(m_atSchool->digest(), m_atDad->digest());
    for (Circle *c : {m_atMum, m_atDad, m_atSchool}) {
        QVERIFY(c->member(m_atMum->me())->removed);
        QVERIFY(c->member(m_atDad->me())->removed);
    }
}

void TestAuthority::removedDeviceGetsNoNewKey()
{
    const Id old = m_atMum->currentKey(m_atMum->everyone())->epoch;
    HEARD_VERIFY(m_atMum->removeMember(m_atSchool->me()));
    QVERIFY(m_atMum->currentKey(m_atMum->everyone())->epoch != old);
    const auto letters = m_atMum->letters();
    HEARD_VERIFY(letters);
    QCOMPARE(letters->size(), 2); // for Dad, and for this very device, should its vault be copied
    HEARD_VERIFY(handOver(*m_atMum, *m_atDad));
    HEARD_VERIFY(handOver(*m_atMum, *m_atSchool));
    int forDad = 0;
    int forMum = 0;
    for (const Letter &letter : *letters) {
        QVERIFY(!*m_atSchool->openLetter(letter.sealed));
        forDad += *m_atDad->openLetter(letter.sealed) ? 1 : 0;
        forMum += *m_atMum->openLetter(letter.sealed) ? 1 : 0;
    }
    QCOMPARE(forDad, 1);
    QCOMPARE(forMum, 1);
    QCOMPARE(m_atDad->currentKey(m_atDad->everyone())->epoch, m_atMum->currentKey(m_atMum->everyone())->epoch);
    QCOMPARE(m_atSchool->currentKey(m_atSchool->everyone())->epoch, old);
}

void TestAuthority::strangersAreNotHeard()
{
    SystemRandom random;
    const DeviceKeys stranger = DeviceKeys::make(random);
    Commit c;
    c.seed = QByteArray(seedSize, 's');
    c.circle = m_atMum->id();
    c.audience = m_atMum->everyone();
    c.device = stranger.id;
    c.seq = 1;
    c.prev = QByteArray(32, '\0');
    const QByteArray nonce(16, 'n');
    const Id record = recordIdFor(stranger.id, c.audience, nonce);
    c.operations = {{record, note::kind, common::made.key(), QCborValue(nonce), {}},
                    {record, note::kind, note::text.key(), QCborValue(QStringLiteral("let me in")), {}}};
    const auto received = m_atMum->receive({*signCommit(c, stranger.sign)});
    HEARD_VERIFY(received);
    QCOMPARE(received->taken, 0);
    QCOMPARE(received->notYet, 1);
    // Even one who introduces themselves, and makes themselves a member, is set aside.
    const Id device = recordIdFor(stranger.id, c.audience, QByteArray(16, 'd'));
    const Id member = recordIdFor(stranger.id, c.audience, QByteArray(16, 'm'));
    c.operations += {{member, memberKind::member, common::made.key(), QCborValue(QByteArray(16, 'm')), {}},
                     {member, memberKind::member, memberKind::grant.key(), QCborValue(QStringLiteral("parent")), {}},
                     {device, deviceKind::device, common::made.key(), QCborValue(QByteArray(16, 'd')), {}},
                     {device, deviceKind::device, deviceKind::member.key(), FieldCodec<Id>::encode(member), {}},
                     {device, deviceKind::device, deviceKind::sign.key(), QCborValue(stranger.sign.publicKey), {}},
                     {device, deviceKind::device, deviceKind::box.key(), QCborValue(stranger.box.publicKey), {}}};
    HEARD_VERIFY(m_atMum->receive({*signCommit(c, stranger.sign)}));
    QVERIFY(!m_atMum->record(record));
    QVERIFY(!m_atMum->member(member));
    QCOMPARE(m_atMum->setAside().constLast().reason, QStringLiteral("not-a-member"));
}

void TestAuthority::forgedAndReplayedChangesAreRefused()
{
    addNote(*m_atMum, QStringLiteral("one"));
    addNote(*m_atMum, QStringLiteral("two"));
    const auto mine = m_atMum->commitsOf(streamOf(m_atMum->device(), m_atMum->everyone()), 0);
    HEARD_VERIFY(mine);
    const QByteArray digest = m_atDad->digest();
    // Signed with another's key.
    const Commit forged = *readCommit(mine->at(mine->size() - 2));
    QCOMPARE(m_atDad->receive({*signCommit(forged, m_atSchool->signingKey())})->refused, 1);
    // A bit changed.
    SignedCommit flipped = mine->at(mine->size() - 2);
    flipped.bytes[40] = char(flipped.bytes.at(40) ^ 1);
    QCOMPARE(m_atDad->receive({flipped})->taken, 0);
    // For another circle.
    auto other = m_mum.workspace->createCircle({.name = QStringLiteral("Other")});
    HEARD_VERIFY(other);
    addNote(**other, QStringLiteral("elsewhere"));
    for (const auto &stream : (*other)->streams())
        QCOMPARE(m_atDad->receive(*(*other)->commitsOf(stream.stream, 0))->taken, 0);
    QCOMPARE(m_atDad->digest(), digest);
    // The real ones, twice and backwards, count once.
    QList<SignedCommit> jumbled = *mine + *mine;
    std::reverse(jumbled.begin(), jumbled.end());
    const auto received = m_atDad->receive(jumbled);
    HEARD_VERIFY(received);
    QCOMPARE(received->taken, 2);
    QCOMPARE(m_atDad->digest(), m_atMum->digest());
    // Another commit under a number already held is a fork: kept out and told.
    Commit fork = *readCommit(mine->constLast());
    fork.time += 1;
    const auto forkReceived = m_atDad->receive({*signCommit(fork, m_atMum->signingKey())});
    HEARD_VERIFY(forkReceived);
    QCOMPARE(forkReceived->forks, 1);
    QCOMPARE(m_atDad->digest(), m_atMum->digest());
}

void TestAuthority::nobodyElseCanClaimToHaveMadeIt()
{
    // The nonce is public to members; the id is bound to the device that made it, so making it again elsewhere fails.
    const Id note = addNote(*m_atMum, QStringLiteral("Ada's"));
    const auto mine = m_atMum->commitsOf(streamOf(m_atMum->device(), m_atMum->everyone()), 0);
    const Commit original = *readCommit(mine->constLast());
    Change again(*m_atSchool, m_atSchool->everyone());
    again.setRaw(note, common::made.key(), original.operations.constFirst().value);
    QVERIFY(!m_atSchool->save(again));
    everyoneMeets();
    QCOMPARE(m_atSchool->record(note)->creator, m_atMum->me());
}

/** Any order of hearing about concurrent removals and admissions gives the same circle. */
void TestAuthority::concurrentRemovalsConverge()
{
    const quint64 seed = QRandomGenerator::global()->generate64();
    qInfo() << "seed" << seed;
    SeededRandom random(seed);
    Someone gran;
    QVERIFY(gran.start(QStringLiteral("Gran"), Role::Parent));
    Circle *atGran = join(m_dad, *m_atDad, gran, Role::Parent); // Dad lets Gran in while Mum removes Dad
    QVERIFY(atGran);
    HEARD_VERIFY(m_atMum->removeMember(m_atDad->me()));
    HEARD_VERIFY(atGran->removeMember(m_atSchool->me())); // and Gran removes the school
    addNote(*m_atSchool, QStringLiteral("meanwhile"));
    QList<SignedCommit> all;
    for (Circle *c : {m_atMum, m_atDad, m_atSchool, atGran}) {
        for (const auto &stream : c->streams()) {
            if (stream.audience == c->everyone())
                all += *c->commitsOf(stream.stream, 0);
        }
    }
    QByteArray expected;
    for (int round = 0; round < byDepth(20, 60, 300); ++round) {
        for (qsizetype i = all.size() - 1; i > 0; --i)
            all.swapItemsAt(i, qsizetype(random.below(quint64(i) + 1)));
        Fold fold(m_atMum->id());
        QList<Commit> commits;
        for (const SignedCommit &c : std::as_const(all))
            commits.append(*readCommit(c));
        const auto feed = [&](const std::function<void(const Commit &)> &take) -> Result<> {
            for (const Commit &c : std::as_const(commits))
                take(c);
            return {};
        };
        QList<Commit> soFar;
        for (const Commit &c : std::as_const(commits)) {
            soFar.append(c);
            fold.take(c);
            if (fold.needsRefold()) {
                HEARD_VERIFY(fold.refold([&](const std::function<void(const Commit &)> &take) -> Result<> {
                    for (const Commit &s : std::as_const(soFar))
                        take(s);
                    return {};
                }));
            }
        }
        QCOMPARE(fold.held(), 0);
        Fold scratch(m_atMum->id());
        HEARD_VERIFY(scratch.refold(feed));
        QStringList shown;
        for (const Record &r : fold.records())
            shown.append(r.id.toHex());
        for (const Member &m : fold.members())
            shown.append(m.id.toHex() + (m.removed ? QStringLiteral("-") : QStringLiteral("+")));
        shown.sort();
        QStringList scratchShown;
        for (const Record &r : scratch.records())
            scratchShown.append(r.id.toHex());
        for (const Member &m : scratch.members())
            scratchShown.append(m.id.toHex() + (m.removed ? QStringLiteral("-") : QStringLiteral("+")));
        scratchShown.sort();
        QCOMPARE(shown, scratchShown);
        const QByteArray now = blake2b(shown.join(u' ').toUtf8());
        if (expected.isEmpty())
            expected = now;
        QCOMPARE(now, expected);
    }
}

/** A member with a changed app binds the founder's public keys, which all know, to themselves. */
void TestAuthority::nobodyTakesAnothersDevice()
{
    const Device founder = *m_atMum->device(m_atMum->device());
    const DeviceKeys keys = *keptDevice(m_school.workspace->vault(), QStringLiteral("device"));
    ModifiedClient client(*m_atSchool);
    for (const Device &victim : {founder, *m_atMum->device(m_atDad->device())}) {
        Change steal(*m_atSchool, m_atSchool->everyone());
        const Id record = steal.make(deviceKind::device);
        steal.set(record, deviceKind::member, m_atSchool->me());
        steal.set(record, deviceKind::sign, victim.signKey);
        steal.set(record, deviceKind::box, victim.boxKey);
        QCOMPARE(m_atSchool->save(steal).error().name, QStringLiteral("not-allowed"));
        QVERIFY(client.write(keys, m_atSchool->everyone(), steal.operations()));
    }
    const Id note = addNote(*m_atMum, QStringLiteral("still Ada's"));
    everyoneMeets();
    for (Circle *c : {m_atMum, m_atDad, m_atSchool}) {
        QVERIFY(c->member(m_atMum->me())->founder);
        QVERIFY(!c->member(m_atSchool->me())->owner);
        QCOMPARE(c->record(note)->creator, m_atMum->me());
        QCOMPARE(c->digest(), m_atMum->digest());
    }
    QVERIFY(!m_atSchool->iAmOwner());
}

void TestAuthority::nobodyGivesThemselvesARole()
{
    Change pretend(*m_atSchool, m_atSchool->everyone());
    pretend.set(m_atSchool->me(), memberKind::role, QStringLiteral("young-person"));
    QCOMPARE(m_atSchool->save(pretend).error().name, QStringLiteral("not-owner"));
}

void TestAuthority::nothingUnseenIsReplaced()
{
    const Id note = addNote(*m_atMum, QStringLiteral("one"));
    everyoneMeets();
    QVERIFY(editNote(*m_atMum, note, QStringLiteral("two")));
    const OpId unseen = m_atMum->record(note)->shown(QStringLiteral("text"))->op;
    // The school never saw "two", yet claims to replace it.
    Commit c;
    c.seed = QByteArray(seedSize, 's');
    c.circle = m_atSchool->id();
    c.audience = m_atSchool->everyone();
    c.device = m_atSchool->device();
    const Id stream = c.stream();
    for (const auto &s : m_atSchool->streams()) {
        if (s.stream == stream) {
            c.seq = s.count;
            c.prev = s.lastHash;
        } else if (s.audience == c.audience) {
            c.seen.insert(s.stream, s.count);
        }
    }
    if (c.prev.isEmpty())
        c.prev = QByteArray(32, '\0');
    ++c.seq;
    c.operations = {{note, note::kind, note::text.key(), QCborValue(QStringLiteral("forged")), {unseen}}};
    const SignedCommit forged = *signCommit(c, m_atSchool->signingKey());
    HEARD_VERIFY(m_atDad->receive({forged})); // before "two"
    HEARD_VERIFY(handOver(*m_atMum, *m_atDad));
    HEARD_VERIFY(m_atMum->receive({forged})); // after it
    QCOMPARE(m_atDad->digest(), m_atMum->digest());
    QCOMPARE(m_atMum->record(note)->get(note::text), QStringLiteral("two"));
}

void TestAuthority::ownersCannotReadOnlyMe()
{
    QVERIFY(m_atSchool->currentKey(m_atSchool->onlyMe()));
    QVERIFY(!m_atMum->currentKey(m_atSchool->onlyMe())); // who let them in never had it
    const Id before = m_atSchool->currentKey(m_atSchool->onlyMe())->epoch;
    // Mum's changed app writes the school a letter with a key of her own for what only the school can see.
    const DeviceKeys keys = *keptDevice(m_mum.workspace->vault(), QStringLiteral("device"));
    const Device to = *m_atMum->device(m_atSchool->device());
    const QByteArray body =
        toCbor(QCborArray{1, m_atMum->id().toBytes(), to.id.toBytes(), keys.id.toBytes(), keys.sign.publicKey, keys.box.publicKey,
                          QCborArray{QCborArray{QByteArray(16, '\0'), m_atSchool->onlyMe().toBytes(), QByteArray(32, 'k')}}});
    const QByteArray letter = sealToKey(to.boxKey, toCbor(QCborArray{body, sign(keys.sign, "heard.letter.v1", body)}));
    HEARD_VERIFY(m_atSchool->openLetter(letter));
    QCOMPARE(m_atSchool->currentKey(m_atSchool->onlyMe())->epoch, before);
}

void TestAuthority::newcomersGetTheKeyChangedMeanwhile()
{
    Someone gran;
    QVERIFY(gran.start(QStringLiteral("Gran"), Role::Parent));
    HEARD_VERIFY(m_atMum->removeMember(m_atSchool->me()));
    Circle *atGran = join(m_dad, *m_atDad, gran, Role::Parent); // Dad has not heard of the removal
    QVERIFY(atGran);
    HEARD_VERIFY(handOver(*m_atDad, *m_atMum));
    HEARD_VERIFY(handOver(*m_atMum, *m_atDad));
    HEARD_VERIFY(handOver(*m_atMum, *atGran));
    const auto letters = m_atMum->letters();
    HEARD_VERIFY(letters);
    for (const Letter &letter : *letters)
        HEARD_VERIFY(atGran->openLetter(letter.sealed));
    QCOMPARE(atGran->currentKey(atGran->everyone())->epoch, m_atMum->currentKey(m_atMum->everyone())->epoch);
}

void TestAuthority::wordsThatCameMeanwhileStayBeside()
{
    const Id note = addNote(*m_atMum, QStringLiteral("before"));
    everyoneMeets();
    // Dad has "before" in his editor; the school's words arrive; then he saves.
    QVERIFY(editNote(*m_atSchool, note, QStringLiteral("school's words")));
    HEARD_VERIFY(handOver(*m_atSchool, *m_atDad));
    Change change(*m_atDad, m_atDad->everyone());
    change.set(note, note::text, QStringLiteral("Dad's words"));
    change.onlyOver(note, note::text, QStringLiteral("before"));
    HEARD_VERIFY(m_atDad->save(change));
    QCOMPARE(m_atDad->record(note)->fields.value(QStringLiteral("text")).distinct().size(), 2);
    everyoneMeets();
    QCOMPARE(m_atMum->record(note)->clashes(), QStringList{QStringLiteral("text")});
}

QTEST_GUILESS_MAIN(TestAuthority)
#include "tst_authority.moc"
