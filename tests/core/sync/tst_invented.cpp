// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"
#include "circle/identity.h"
#include "core/sync/support.h"

using namespace heard;
using namespace heard::testing;

/** A member of the circle makes up devices by the thousand: the others go on reading and writing as if nothing were. */
class TestInvented : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void headsOfInventedDevices();
    void moreInventedDevicesThanAHeadCanName();
    void aChangeThatFollowsInventedOnes();
    void changesInAnothersPlaceAreNotTaken();

private:
    /** A change by which a device that nobody knows introduces itself, as the first of its stream. */
    [[nodiscard]] Commit introduction(const DeviceKeys &keys) const;
    [[nodiscard]] bool putHead(const SigningKey &key, Head head);
    [[nodiscard]] SegmentRef putSegment(const Id &stream, const QList<SignedCommit> &commits, quint64 first = 1);
    [[nodiscard]] SyncReport syncDad() { return syncWith(*m_dad, *m_atDad, *m_dadRemote); }
    [[nodiscard]] std::optional<Head> headOfDad();
    /** Everyone writes and reads, and nothing is said to be wrong. */
    [[nodiscard]] QString allIsWell();

    std::unique_ptr<TwoPeople> m_people;
    std::unique_ptr<Quick> m_dad;
    Circle *m_atDad = nullptr;
    std::unique_ptr<MemoryRemote> m_dadRemote;
    quint64 m_seed = 1;
};

void TestInvented::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
    m_dad = std::make_unique<Quick>();
    QVERIFY(m_dad->start(QStringLiteral("Ben"), Role::Parent));
}

void TestInvented::init()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    m_atDad = knock(w.mum, *w.atMum, *m_dad, Role::Parent);
    QVERIFY(m_atDad);
    m_dadRemote = std::make_unique<MemoryRemote>(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncDad());
    QVERIFY(addMany(*m_atDad, 1, ++m_seed));
    HEARD_SYNCED(syncDad());
    HEARD_NOTHING_WRONG(w.settle());
}

Commit TestInvented::introduction(const DeviceKeys &keys) const
{
    Commit commit;
    commit.seed = QByteArray(seedSize, 's');
    commit.circle = m_atDad->id();
    commit.audience = m_atDad->everyone();
    commit.device = keys.id;
    commit.seq = 1;
    commit.prev = QByteArray(hashSize, '\0');
    const QByteArray nonce(16, 'd');
    const Id device = recordIdFor(keys.id, commit.audience, nonce);
    commit.operations = {{device, deviceKind::device, common::made.key(), QCborValue(nonce), {}},
                         {device, deviceKind::device, deviceKind::member.key(), FieldCodec<Id>::encode(m_atDad->me()), {}},
                         {device, deviceKind::device, deviceKind::sign.key(), QCborValue(keys.sign.publicKey), {}},
                         {device, deviceKind::device, deviceKind::box.key(), QCborValue(keys.box.publicKey), {}}};
    return commit;
}

bool TestInvented::putHead(const SigningKey &key, Head head)
{
    const QByteArray message = encodeHead(head);
    head.bytes = message + sign(key, headDomain, message);
    if (!readHead(head.bytes))
        return false;
    const HeadName name{streamTag(*m_atDad->nameKey(), head.stream), head.seq};
    const EpochKey *epoch = m_atDad->currentKey(m_atDad->everyone());
    m_people->store->put(name.path(), sealObject(ObjectType::Head, epoch->key, m_atDad->id(), Head::role(name), head.bytes, m_dad->random), 3);
    return true;
}

SegmentRef TestInvented::putSegment(const Id &stream, const QList<SignedCommit> &commits, quint64 first)
{
    SegmentRef segment;
    segment.first = first;
    segment.count = quint64(commits.size());
    const EpochKey *epoch = m_atDad->currentKey(m_atDad->everyone());
    const QByteArray object =
        sealObject(ObjectType::Segment, epoch->key, m_atDad->id(), segment.role(stream), encodeSegment(commits), m_dad->random);
    segment.name = blake2b(object, 16);
    segment.hash = blake2b(object);
    segment.length = object.size();
    m_people->store->put(segment.path(), object, 3);
    return segment;
}

/** The head that a device of dad's would put next, with nothing new in it. */
std::optional<Head> TestInvented::headOfDad()
{
    const auto reader = DirectPort(*m_atDad).snapshot();
    const QString tag = streamTag(reader->nameKey, streamOf(m_atDad->device(), m_atDad->everyone()));
    const HeadName name = *HeadName::parse(m_people->store->in(QStringLiteral("h")).filter(tag).constLast());
    const auto opened =
        openObject(ObjectType::Head, reader->keyring, reader->circle, Head::role(name), m_people->store->files.value(name.path()).bytes);
    auto head = opened ? readHead(opened->plain) : Result<Head>(std::unexpected(opened.error()));
    if (!head)
        return std::nullopt;
    head->previousSeq = head->seq;
    head->previousHash = head->hash();
    head->seq += 1;
    return *head;
}

QString TestInvented::allIsWell()
{
    TwoPeople &w = *m_people;
    for (Circle *circle : {w.atMum, w.atSchool}) {
        if (addNote(*circle, QStringLiteral("Sam is fine")).isNull())
            return QStringLiteral("nothing can be written");
    }
    return w.settle();
}

/** Each with its own key, head and change, all as a real device would have them: but nobody let it in. */
void TestInvented::headsOfInventedDevices()
{
    TwoPeople &w = *m_people;
    const int many = byDepth(100, 300, 2'000);
    SystemRandom random;
    QSet<Id> invented;
    for (int i = 0; i < many; ++i) {
        const DeviceKeys keys = DeviceKeys::make(random);
        const auto commit = signCommit(introduction(keys), keys.sign);
        HEARD_VERIFY(commit);
        Head head;
        head.circle = m_atDad->id();
        head.device = keys.id;
        head.audience = m_atDad->everyone();
        head.stream = streamOf(keys.id, head.audience);
        head.seq = 1;
        head.previousHash = QByteArray(hashSize, '\0');
        head.mark = {1, commit->hash()};
        head.tail = {*commit};
        // And each claims to have seen the ones before, and what mum's device never wrote.
        for (const Id &other : std::as_const(invented))
            head.seen.insert(other, {1'000, QByteArray(hashSize, 'x')});
        head.seen.insert(streamOf(w.atMum->device(), head.audience), {1'000, QByteArray(hashSize, 'x')});
        QVERIFY(putHead(keys.sign, head));
        invented.insert(head.stream);
    }
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncSchool());
    HEARD_NOTHING_WRONG(allIsWell());
    const Id mums = streamOf(w.atMum->device(), w.atMum->everyone());
    const auto last = w.atMum->commitsOf(mums, w.atMum->count(mums) - 1, 1);
    HEARD_VERIFY(last);
    const QMap<Id, quint64> seen = readCommit(last->constFirst())->seen;
    QVERIFY(!seen.isEmpty());
    QVERIFY(std::none_of(seen.keyBegin(), seen.keyEnd(), [&](const Id &stream) { return invented.contains(stream); }));
    // They come and go, and hold nobody up.
    const QStringList heads = w.store->in(QStringLiteral("h"));
    for (const QString &head : heads) {
        if (w.store->files.value(QStringLiteral("h/") + head).owner == 3
            && !head.startsWith(streamTag(*m_atDad->nameKey(), streamOf(m_atDad->device(), m_atDad->everyone()))))
            w.store->files.remove(QStringLiteral("h/") + head);
    }
    HEARD_NOTHING_WRONG(allIsWell());
    QCOMPARE(w.syncMum().requests, 1);
}

/** More than a list in a head or a change may hold: without care none of mum's could be read, or be written at all, any more. */
void TestInvented::moreInventedDevicesThanAHeadCanName()
{
    TwoPeople &w = *m_people;
    SystemRandom random;
    QList<SignedCommit> commits;
    for (qsizetype i = 0; i <= mostStreams; ++i) {
        const DeviceKeys keys = DeviceKeys::make(random);
        commits.append(*signCommit(introduction(keys), keys.sign));
    }
    for (Circle *circle : {w.atMum, w.atSchool}) {
        const auto received = circle->receive(commits);
        HEARD_VERIFY(received);
        QCOMPARE(received->taken, commits.size());
    }
    HEARD_NOTHING_WRONG(allIsWell());
    // A snapshot leaves them out too, and a new device has all that counts.
    for (int i = 0; i < 34; ++i) {
        QVERIFY(addMany(*w.atMum, 100, ++m_seed));
        HEARD_SYNCED(w.syncMum());
    }
    HEARD_NOTHING_WRONG(w.settle());
    Someone grandma;
    QVERIFY(grandma.start(QStringLiteral("Nan"), Role::Parent));
    Circle *atGrandma = knock(w.mum, *w.atMum, grandma, Role::Parent);
    HEARD_SYNCED(w.syncMum());
    MemoryRemote remote(*w.store, 4);
    const SyncReport report = syncWith(grandma, *atGrandma, remote);
    HEARD_SYNCED(report);
    QVERIFY2(report.requests <= 12, told(report).constData());
    QCOMPARE(atGrandma->records({}).size(), w.atMum->records({}).size());
    QVERIFY(atGrandma->streams().size() < 10);
}

/** A real member's change says that it follows thousands of others that nobody ever wrote: it waits, alone; once that member is gone it is over. */
void TestInvented::aChangeThatFollowsInventedOnes()
{
    TwoPeople &w = *m_people;
    auto head = headOfDad();
    QVERIFY(head);
    Commit commit;
    commit.seed = QByteArray(seedSize, 's');
    commit.circle = m_atDad->id();
    commit.audience = m_atDad->everyone();
    commit.device = m_atDad->device();
    commit.seq = head->mark.count + 1;
    commit.prev = head->mark.hash;
    SeededRandom random(1);
    for (int i = 0; i < 9'000; ++i)
        commit.seen.insert(Id::random(random), 1);
    const QByteArray nonce(16, 'n');
    commit.operations = {{recordIdFor(commit.device, commit.audience, nonce), note::kind, common::made.key(), QCborValue(nonce), {}}};
    const auto made = signCommit(commit, m_atDad->signingKey());
    HEARD_VERIFY(made);
    const QList<SignedCommit> all = *m_atDad->commitsOf(head->stream, 0) + QList<SignedCommit>{*made};
    head->segments = {putSegment(head->stream, all)};
    head->tail = {};
    head->mark = {quint64(all.size()), made->hash()};
    QVERIFY(putHead(m_atDad->signingKey(), *head));
    for (int i = 0; i < 3; ++i) {
        for (Circle *circle : {w.atMum, w.atSchool})
            QVERIFY(!addNote(*circle, QStringLiteral("Sam is fine")).isNull());
        for (const SyncReport &report : {w.syncMum(), w.syncSchool()}) {
            QCOMPARE(problemNames(report), QStringList{QStringLiteral("changes-waiting")});
            QCOMPARE(report.waiting, 0);
            QCOMPARE(report.pushed, 1);
        }
    }
    (void)w.syncMum();
    QCOMPARE(w.atMum->records(note::kind).size(), w.atSchool->records(note::kind).size());
    HEARD_VERIFY(w.atMum->removeMember(m_atDad->me()));
    (void)w.syncMum();
    (void)w.syncSchool();
    HEARD_NOTHING_WRONG(allIsWell());
    QCOMPARE(w.syncMum().requests, 1);
}

/** A segment, or a tail, in which another's changes stand: they are looked for where they belong, and nowhere else. */
void TestInvented::changesInAnothersPlaceAreNotTaken()
{
    TwoPeople &w = *m_people;
    SystemRandom random;
    const DeviceKeys keys = DeviceKeys::make(random);
    const SignedCommit strange = *signCommit(introduction(keys), keys.sign);
    const QByteArray digest = w.atMum->digest();
    auto head = headOfDad();
    QVERIFY(head);
    const quint64 before = head->mark.count;
    head->tail.append(strange);
    head->mark = {before + 1, strange.hash()};
    QVERIFY(putHead(m_atDad->signingKey(), *head));
    QVERIFY(problemNames(w.syncMum()).contains(QStringLiteral("not-genuine")));
    head->seq += 1;
    head->segments = {putSegment(head->stream, *m_atDad->commitsOf(head->stream, 0), 1), putSegment(head->stream, {strange}, before + 1)};
    head->tail = {};
    head->mark = {head->inSegments(), strange.hash()};
    QVERIFY(putHead(m_atDad->signingKey(), *head));
    QVERIFY(problemNames(w.syncMum()).contains(QStringLiteral("object-damaged")));
    QCOMPARE(w.atMum->count(streamOf(keys.id, w.atMum->everyone())), 0);
    QCOMPARE(w.atMum->digest(), digest);
}

QTEST_GUILESS_MAIN(TestInvented)
#include "tst_invented.moc"
