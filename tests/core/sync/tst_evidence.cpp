// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/support.h"
#include "sync/notes.h"

using namespace heard;
using namespace heard::testing;

namespace {

constexpr qint64 hour = 3'600'000;

QStringList only(const char *name)
{
    return {QString::fromLatin1(name)};
}

} // namespace

/** Invariant 9: what a storage or a member does to deceive is told, at the first evidence that chance does not explain; plain lag never is. */
class TestEvidence : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void invariant09_changesThatOnlyOthersSeeAreTold();
    void invariant09_lagInACarriedFolderIsNotTold();
    void invariant09_aStreamThatVanishesIsTold();
    void invariant09_twoPastsAreKeptAsProof();
    void invariant09_aFalseClaimStopsNobody();
    void aFloodOfClaimsIsNotKept();
    void invariant17_aCopyOfAVaultSendsNothing();

private:
    /** Puts a head of dad's that says he has seen @p marks; nothing else of it is untrue. */
    [[nodiscard]] bool claim(const QMap<Id, StreamMark> &marks);
    [[nodiscard]] std::optional<Head> newestHead(Circle &circle, HeadName &name) const;
    [[nodiscard]] QString headOfMum() const { return QStringLiteral("h/") + m_people->headsOfMum().constLast(); }
    [[nodiscard]] SyncReport syncDad() { return syncWith(*m_dad, *m_atDad, *m_dadRemote); }
    void wait(qint64 time);
    [[nodiscard]] QByteArray claimName(const QByteArray &what) const
    {
        return EvidenceNote::name(m_people->mumRemote->identity(), 's' + what);
    }
    [[nodiscard]] qsizetype claimsKept(Circle &circle) const
    {
        const auto notes = DirectPort(circle).notes(ItemKind::Cursor);
        return std::count_if(notes->keyBegin(), notes->keyEnd(), [&](const QByteArray &name) { return name.startsWith(claimName({})); });
    }

    std::unique_ptr<TwoPeople> m_people;
    std::unique_ptr<Quick> m_dad;
    Circle *m_atDad = nullptr;
    std::unique_ptr<MemoryRemote> m_dadRemote;
};

void TestEvidence::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
    m_dad = std::make_unique<Quick>();
    QVERIFY(m_dad->start(QStringLiteral("Ben"), Role::Parent));
}

/** A new circle of three, who have each written something and have it all. */
void TestEvidence::init()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    m_atDad = knock(w.mum, *w.atMum, *m_dad, Role::Parent);
    QVERIFY(m_atDad);
    m_dadRemote = std::make_unique<MemoryRemote>(*w.store, 3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncDad());
    for (Circle *circle : {w.atMum, w.atSchool, m_atDad})
        QVERIFY(addMany(*circle, 2, 1));
    for (int i = 0; i < 2; ++i) {
        HEARD_NOTHING_WRONG(w.settle());
        HEARD_SYNCED(syncDad());
    }
}

void TestEvidence::wait(qint64 time)
{
    for (Someone *who :
         {static_cast<Someone *>(&m_people->mum), static_cast<Someone *>(&m_people->school), static_cast<Someone *>(m_dad.get())})
        who->clock.set(who->clock.now() + time);
}

std::optional<Head> TestEvidence::newestHead(Circle &circle, HeadName &name) const
{
    const auto reader = DirectPort(circle).snapshot();
    const QString tag = streamTag(reader->nameKey, streamOf(circle.device(), circle.everyone()));
    name = *HeadName::parse(m_people->store->in(QStringLiteral("h")).filter(tag).constLast());
    const auto opened =
        openObject(ObjectType::Head, reader->keyring, reader->circle, Head::role(name), m_people->store->files.value(name.path()).bytes);
    const auto head = opened ? readHead(opened->plain) : Result<Head>(std::unexpected(opened.error()));
    return head ? std::optional(*head) : std::nullopt;
}

bool TestEvidence::claim(const QMap<Id, StreamMark> &marks)
{
    HeadName name;
    auto head = newestHead(*m_atDad, name);
    if (!head)
        return false;
    head->previousSeq = head->seq;
    head->previousHash = head->hash();
    head->seq += 1;
    head->seen.insert(marks);
    const QByteArray message = encodeHead(*head);
    head->bytes = message + sign(m_atDad->signingKey(), headDomain, message);
    const HeadName next{name.tag, head->seq};
    const EpochKey *key = m_atDad->currentKey(m_atDad->everyone());
    m_people->store->put(next.path(), sealObject(ObjectType::Head, key->key, m_atDad->id(), Head::role(next), head->bytes, m_dad->random), 3);
    return true;
}

void TestEvidence::invariant09_changesThatOnlyOthersSeeAreTold()
{
    TwoPeople &w = *m_people;
    const QString before = headOfMum();
    const auto old = w.store->files.value(before);
    QVERIFY(addMany(*w.atMum, 1, 2));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncMum());
    const QString hidden = headOfMum();
    QVERIFY(hidden != before);
    HEARD_SYNCED(syncDad());
    QVERIFY(addMany(*m_atDad, 1, 3));
    HEARD_SYNCED(syncDad());
    // The storage goes on showing school what it showed before.
    w.store->files.insert(before, old);
    w.schoolRemote->hides = [&](const QString &path) { return path == hidden; };
    // Dad's change follows mum's, so it waits; a list is not made in one instant, so this could still be chance.
    QCOMPARE(problemNames(w.syncSchool()), only("changes-waiting"));
    QVERIFY(problemNames(w.syncSchool()).contains(QStringLiteral("changes-withheld")));
    // It is said as long as it is so, and nothing is lost or held up by it.
    QVERIFY(addMany(*w.atSchool, 1, 4));
    const SyncReport report = w.syncSchool();
    QVERIFY(problemNames(report).contains(QStringLiteral("changes-withheld")));
    QCOMPARE(report.pushed, 1);
    w.store->files.remove(before);
    w.schoolRemote->hides = {};
    HEARD_NOTHING_WRONG(w.settle());
}

void TestEvidence::invariant09_lagInACarriedFolderIsNotTold()
{
    TwoPeople &w = *m_people;
    w.schoolRemote->inPieces = true;
    QVERIFY(addMany(*w.atMum, 1, 2));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(syncDad());
    QVERIFY(addMany(*m_atDad, 1, 3));
    HEARD_SYNCED(syncDad());
    // Mum's old head is gone here already, and her new one has not come: the order of a program that copies files.
    const QString late = headOfMum();
    w.schoolRemote->hides = [&](const QString &path) { return path == late; };
    for (int i = 0; i < 24; ++i) {
        QCOMPARE(problemNames(w.syncSchool()), only("changes-waiting"));
        wait(i % 5 == 0 ? 100 * 24 * hour : hour); // a clock that jumps makes nobody impatient
    }
    const QStringList told = problemNames(w.syncSchool());
    QVERIFY(told.contains(QStringLiteral("store-went-back")));
    QVERIFY(told.contains(QStringLiteral("changes-withheld")));
    w.schoolRemote->hides = {};
    HEARD_NOTHING_WRONG(w.settle());
}

void TestEvidence::invariant09_aStreamThatVanishesIsTold()
{
    TwoPeople &w = *m_people;
    const QByteArray digest = w.atSchool->digest();
    const QString head = headOfMum();
    w.schoolRemote->hides = [&](const QString &path) { return path == head; };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(problemNames(w.syncSchool()), only("store-went-back"));
    QCOMPARE(w.atSchool->digest(), digest);
    w.schoolRemote->hides = {};
    HEARD_NOTHING_WRONG(w.settle());
}

void TestEvidence::invariant09_twoPastsAreKeptAsProof()
{
    TwoPeople &w = *m_people;
    // Dad's device says that something else came before than what school saw.
    HeadName name;
    auto head = newestHead(*m_atDad, name);
    QVERIFY(head);
    head->previousSeq = head->seq;
    head->previousHash = QByteArray(hashSize, 'x');
    head->seq += 1;
    const QByteArray message = encodeHead(*head);
    head->bytes = message + sign(m_atDad->signingKey(), headDomain, message);
    const HeadName next{name.tag, head->seq};
    const EpochKey *key = m_atDad->currentKey(m_atDad->everyone());
    w.store->put(next.path(), sealObject(ObjectType::Head, key->key, m_atDad->id(), Head::role(next), head->bytes, m_dad->random), 3);
    QCOMPARE(problemNames(w.syncSchool()), only("two-histories"));
    const auto notes = DirectPort(*w.atSchool).notes(ItemKind::Cursor);
    HEARD_VERIFY(notes);
    const QByteArray proof = notes->value(EvidenceNote::proofName(w.schoolRemote->identity(), name.tag));
    const auto kept = readHead(proof);
    HEARD_VERIFY(kept);
    QVERIFY(verifyHead(*kept, w.atSchool->device(m_atDad->device())->signKey));
}

/** One who lies about what they have seen is heard as long as they say so and are here, and keeps nobody from anything. */
void TestEvidence::invariant09_aFalseClaimStopsNobody()
{
    TwoPeople &w = *m_people;
    const Id mums = streamOf(w.atMum->device(), w.atMum->everyone());
    const StreamMark untrue{w.atMum->count(mums) + 50, QByteArray(hashSize, 'y')};
    QVERIFY(claim({{mums, untrue}}));
    for (int i = 0; i < 12; ++i) {
        QVERIFY(addMany(*w.atMum, 1, quint64(5 + i)));
        const SyncReport atMum = w.syncMum();
        QCOMPARE(problemNames(atMum), only("seen-more-than-sent"));
        QCOMPARE(atMum.pushed, 1);
        QCOMPARE(atMum.waiting, 0);
        const SyncReport atSchool = w.syncSchool();
        QCOMPARE(problemNames(atSchool), i == 0 ? QStringList() : only("changes-withheld"));
        QCOMPARE(atSchool.pulled, 1);
        QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    }
    // Others who say nothing of the kind do not end it.
    QVERIFY(addMany(*w.atSchool, 1, 30));
    QCOMPARE(w.syncSchool().pushed, 1);
    QCOMPARE(problemNames(w.syncMum()), only("seen-more-than-sent"));
    // Taken back by the one who said it: over at once.
    QVERIFY(claim({{mums, {w.atMum->count(mums), DirectPort(*w.atMum).commitsOf(mums, w.atMum->count(mums) - 1, 1)->constFirst().hash()}}}));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncSchool());
    QCOMPARE(claimsKept(*w.atMum), 0);
    // Said again, and then whoever said it is taken out of the circle.
    QVERIFY(claim({{mums, untrue}}));
    QCOMPARE(problemNames(w.syncMum()), only("seen-more-than-sent"));
    HEARD_VERIFY(w.atMum->removeMember(m_atDad->me()));
    (void)w.syncMum();
    HEARD_SYNCED(w.syncMum());
    (void)w.syncSchool();
    HEARD_SYNCED(w.syncSchool());
    QCOMPARE(claimsKept(*w.atMum) + claimsKept(*w.atSchool), 0);
}

/** However many streams a member claims to have seen, what is kept of it stays small; and what chance can explain is told no sooner for it. */
void TestEvidence::aFloodOfClaimsIsNotKept()
{
    TwoPeople &w = *m_people;
    SeededRandom random(1);
    QMap<Id, StreamMark> many;
    for (int i = 0; i < 9'000; ++i)
        many.insert(Id::random(random), {1, QByteArray(hashSize, 'y')});
    QVERIFY(claim(many));
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(claimsKept(*w.atMum), 0); // of devices that nobody has let in
    const Id mums = streamOf(w.atMum->device(), w.atMum->everyone());
    const Id schools = streamOf(w.atSchool->device(), w.atSchool->everyone());
    many.insert(mums, {1'000, QByteArray(hashSize, 'y')});
    many.insert(schools, {1'000, QByteArray(hashSize, 'y')});
    QVERIFY(claim(many));
    (void)w.syncMum();
    QCOMPARE(claimsKept(*w.atMum), 2);
    // A vault that holds as many as it takes already takes no more; and those of nobody go.
    SyncUpdate full;
    for (int i = 0; i < 1'000; ++i)
        full.notes.append(
            {ItemKind::Cursor, claimName(QByteArray(16, 'q') + Id::random(random).toBytes()), EvidenceNote{0, 0, 0, "9"}.encoded()});
    HEARD_VERIFY(DirectPort(*w.atSchool).keep(full));
    (void)w.syncSchool();
    QCOMPARE(claimsKept(*w.atSchool), 0);
    QVERIFY(claim(many));
    (void)w.syncSchool();
    QCOMPARE(claimsKept(*w.atSchool), 2);
}

void TestEvidence::invariant17_aCopyOfAVaultSendsNothing()
{
    TwoPeople &w = *m_people;
    // The whole folder, copied with a program that copies files, and both go on.
    Quick copy;
    copy.clock.set(w.school.clock.now());
    w.school.workspace.reset();
    QVERIFY(QDir().mkpath(copy.path()));
    const QStringList files = QDir(w.school.path()).entryList(QDir::Files);
    for (const QString &file : files)
        QVERIFY(QFile::copy(w.school.path() + u'/' + file, copy.path() + u'/' + file));
    QVERIFY(w.school.reopen());
    QVERIFY(copy.reopen());
    w.atSchool = *w.school.workspace->circle(w.atMum->id());
    Circle *atCopy = *copy.workspace->circle(w.atMum->id());
    MemoryRemote copyRemote(*w.store, 2);
    const Id first = addNote(*w.atSchool, QStringLiteral("written here"));
    const Id second = addNote(*atCopy, QStringLiteral("written there"));
    HEARD_SYNCED(w.syncSchool());
    const SyncReport report = syncWith(copy, *atCopy, copyRemote);
    QVERIFY2(problemNames(report).contains(QStringLiteral("copied-vault")), told(report).constData());
    QCOMPARE(report.pushed, 0);
    QVERIFY(atCopy->record(second)); // safe where it was written
    HEARD_SYNCED(w.syncMum());
    QVERIFY(w.atMum->record(first));
    QVERIFY(w.store->violations.isEmpty());
}

QTEST_GUILESS_MAIN(TestEvidence)
#include "tst_evidence.moc"
