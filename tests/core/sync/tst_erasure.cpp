// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/support.h"

using namespace heard;
using namespace heard::testing;

namespace {

constexpr qint64 day = 86'400'000;
const QString words = QStringLiteral("Sam keeps a zebra umbrella in the shed");

} // namespace

/** Invariant 18: after an erasure, and once all is collected, no key that anybody still holds opens the value. */
class TestErasure : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void invariant18_noKeyStillHeldOpensWhatWasErased();
    void invariant18_withSnapshotsToo();
    void invariant18_killedAtAnyStep();
    void itWaitsForWhoeverIsActive();
    void aDeviceThatIsSilentHoldsNothingUpAndLearnsOfIt();
    void valuesThatASnapshotLeftOutAreFoundAgain();

private:
    /** All that was ever put, as a storage with a bin keeps it. */
    void watch();
    /** Names of heads and segments that hold the words, of all that was ever put, opened with any key that anybody ever held. */
    [[nodiscard]] QStringList withTheWords();
    void noteKeys();
    [[nodiscard]] QString pass(int days);
    /** What is left of it anywhere, with the keys that are held now; nothing when it is erased. */
    [[nodiscard]] QString leftOf(const QSet<QString> &before);

    std::unique_ptr<TwoPeople> m_people;
    QMap<QString, QByteArray> m_ever;
    std::vector<EpochKey> m_keys;
    qint64 m_start = 0;
};

void TestErasure::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
    m_start = m_people->mum.clock.now();
}

void TestErasure::init()
{
    TwoPeople &w = *m_people;
    w.mum.clock.set(m_start);
    w.school.clock.set(m_start);
    m_ever.clear();
    m_keys.clear();
    HEARD_NOTHING_WRONG(w.joined());
    watch();
    QVERIFY(!addNote(*w.atSchool, QStringLiteral("school is active")).isNull());
    HEARD_NOTHING_WRONG(w.settle());
}

void TestErasure::watch()
{
    MemoryStore &store = *m_people->store;
    const auto look = [&store, this] {
        for (auto it = store.files.cbegin(); it != store.files.cend(); ++it)
            m_ever.insert(it.key(), it->bytes);
        const auto reader = DirectPort(*m_people->atMum).snapshot();
        const QString dangling = reader ? danglingReference(store, *reader) : QStringLiteral("unreadable");
        if (!dangling.isEmpty())
            store.violations.append(dangling);
    };
    store.afterChange = look;
    look();
}

void TestErasure::noteKeys()
{
    for (Circle *circle : {m_people->atMum, m_people->atSchool}) {
        for (const EpochKey &key : circle->keyring()) {
            if (std::none_of(m_keys.cbegin(), m_keys.cend(),
                             [&](const EpochKey &k) { return k.epoch == key.epoch && k.audience == key.audience; }))
                m_keys.push_back({key.epoch, key.audience, key.key.clone()});
        }
    }
}

QStringList TestErasure::withTheWords()
{
    noteKeys();
    const Id circle = m_people->atMum->id();
    QStringList found;
    const auto look = [&](const Id &role, const SegmentRef &segment) {
        const auto opened = openObject(ObjectType::Segment, m_keys, circle, segment.role(role), m_ever.value(segment.path()));
        if (opened && opened->plain.contains(words.toUtf8()))
            found.append(segment.path());
    };
    for (auto it = m_ever.cbegin(); it != m_ever.cend(); ++it) {
        const auto name = it.key().startsWith(QLatin1String("h/")) ? HeadName::parse(QStringView(it.key()).sliced(2)) : std::nullopt;
        const auto opened =
            name ? openObject(ObjectType::Head, m_keys, circle, Head::role(*name), *it) : Result<OpenedObject>(std::unexpected(Error{}));
        const auto head = opened ? readHead(opened->plain) : Result<Head>(std::unexpected(Error{}));
        if (!head)
            continue;
        if (opened->plain.contains(words.toUtf8()))
            found.append(it.key());
        for (const SegmentRef &segment : head->segments)
            look(head->stream, segment);
        for (const SegmentRef &part : head->snapshot ? head->snapshot->parts : QList<SegmentRef>())
            look(head->snapshot->id, part);
    }
    found.removeDuplicates();
    return found;
}

QString TestErasure::pass(int days)
{
    TwoPeople &w = *m_people;
    for (int i = 0; i < days; ++i) {
        w.mum.clock.set(w.mum.clock.now() + day);
        w.school.clock.set(w.school.clock.now() + day);
        for (const SyncReport &report : {w.syncMum(), w.syncSchool()}) {
            if (!report.ok())
                return QString::fromUtf8(told(report));
        }
        noteKeys();
        if (!w.store->violations.isEmpty())
            return w.store->violations.join(u' ');
    }
    return {};
}

QString TestErasure::leftOf(const QSet<QString> &before)
{
    TwoPeople &w = *m_people;
    if (w.atMum->digest() != w.atSchool->digest())
        return QStringLiteral("they do not show the same");
    for (Circle *circle : {w.atMum, w.atSchool}) {
        const QString who = circle == w.atMum ? QStringLiteral("mum: ") : QStringLiteral("school: ");
        if (!circle->erasing().isEmpty() || !circle->staleEpochs().isEmpty())
            return who + QStringLiteral("not finished");
        // What was put before: no key that is held opens it.
        for (const QString &path : before) {
            for (const EpochKey &key : circle->keyring()) {
                if (sealedWith(key.key, QByteArrayView(m_ever.value(path)).sliced(objectHeaderSize)))
                    return who + path;
            }
        }
        for (const Circle::StreamInfo &stream : circle->streams()) {
            const auto rows = circle->vault().store().commitsOf(circle->id(), stream.stream, 0);
            for (const StoredCommit &row : rows.value_or(QList<StoredCommit>())) {
                const SealContext context{.purpose = QByteArrayLiteral("commit"),
                                          .circle = circle->id(),
                                          .stream = row.stream,
                                          .number = row.seq,
                                          .name = row.hash};
                if (circle->vault().unseal(context, row.sealed).value_or(words.toUtf8()).contains(words.toUtf8()))
                    return who + QStringLiteral("still in the log");
            }
        }
        const auto check = circle->check();
        if (!check || !check->damaged.isEmpty())
            return who + (check ? check->damaged.join(u' ') : check.error().name);
        if (!circle->lacking().isEmpty())
            return who + QStringLiteral("lacks values");
    }
    // And nothing put since the erasure holds it, whatever key opens it.
    const QStringList with = withTheWords();
    for (const QString &path : with) {
        if (!before.contains(path))
            return path + QStringLiteral(" was put with it");
        if (w.store->files.contains(path))
            return path + QStringLiteral(" still lies there");
    }
    return {};
}

void TestErasure::invariant18_noKeyStillHeldOpensWhatWasErased()
{
    TwoPeople &w = *m_people;
    const Id note = addNote(*w.atMum, words);
    const Id stays = addNote(*w.atMum, QStringLiteral("this one stays"));
    HEARD_NOTHING_WRONG(w.settle());
    QVERIFY(editNote(*w.atSchool, note, words + QStringLiteral(", says school")));
    QVERIFY(addMany(*w.atMum, 300, 7)); // a segment of its own
    HEARD_NOTHING_WRONG(w.settle());
    const QStringList with = withTheWords();
    QVERIFY2(with.size() >= 2, "the words must be found while they are there");
    const QSet<QString> before(with.cbegin(), with.cend());

    HEARD_VERIFY(w.atMum->erase(note));
    HEARD_NOTHING_WRONG(pass(8));
    HEARD_NOTHING_WRONG(leftOf(before));
    QCOMPARE(w.atSchool->record(stays)->get(note::text), QStringLiteral("this one stays"));

    // Then it is quiet again, and who comes now sees what there is.
    const SyncReport idle = w.syncSchool();
    HEARD_SYNCED(idle);
    QCOMPARE(idle.requests, 1);
    Someone gran;
    QVERIFY(gran.start(QStringLiteral("Gran"), Role::Keyworker));
    Circle *atGran = knock(w.mum, *w.atMum, gran, Role::Keyworker);
    QVERIFY(atGran);
    HEARD_SYNCED(w.syncMum());
    MemoryRemote granRemote(*w.store, 3);
    HEARD_SYNCED(syncWith(gran, *atGran, granRemote));
    QCOMPARE(atGran->digest(), w.atMum->digest());
    QVERIFY(!addNote(*atGran, QStringLiteral("hello")).isNull());
    HEARD_SYNCED(syncWith(gran, *atGran, granRemote));
    HEARD_NOTHING_WRONG(w.settle());
    QCOMPARE(atGran->digest(), w.atMum->digest());
}

void TestErasure::invariant18_withSnapshotsToo()
{
    TwoPeople &w = *m_people;
    const Id note = addNote(*w.atSchool, words);
    HEARD_NOTHING_WRONG(w.settle());
    for (int i = 0; i < 10; ++i) {
        QVERIFY(addMany(*w.atMum, 110, quint64(i)));
        HEARD_SYNCED(w.syncMum());
    }
    QVERIFY(addMany(*w.atSchool, 1, 99));
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_NOTHING_WRONG(pass(45)); // a snapshot is made, and mum's own segments are collected
    const QStringList with = withTheWords();
    QVERIFY(std::any_of(with.cbegin(), with.cend(), [](const QString &path) { return path.startsWith(QLatin1String("s/")); }));
    const QSet<QString> before(with.cbegin(), with.cend());

    // School erases its own words; mum, an owner, changes the key.
    HEARD_VERIFY(w.atSchool->erase(note));
    HEARD_NOTHING_WRONG(pass(12));
    HEARD_NOTHING_WRONG(leftOf(before));
    Someone dad;
    QVERIFY(dad.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atDad = knock(w.mum, *w.atMum, dad, Role::Parent);
    QVERIFY(atDad);
    HEARD_SYNCED(w.syncMum());
    MemoryRemote dadRemote(*w.store, 3);
    HEARD_SYNCED(syncWith(dad, *atDad, dadRemote));
    QCOMPARE(atDad->digest(), w.atMum->digest());
    QVERIFY(atDad->lacking().isEmpty());
}

/** A sync that dies at any step of it leaves nothing that the next ones do not finish. */
void TestErasure::invariant18_killedAtAnyStep()
{
    TwoPeople &w = *m_people;
    const int most = byDepth(6, 25, 200);
    int died = 0;
    for (int round = 0; round < most; ++round) {
        if (round > 0)
            init();
        const Id note = addNote(*w.atMum, words);
        QVERIFY(addMany(*w.atMum, 120, 3));
        HEARD_NOTHING_WRONG(w.settle());
        const QStringList with = withTheWords();
        QVERIFY(!with.isEmpty());
        HEARD_VERIFY(w.atMum->erase(note));
        KillSwitch kill;
        kill.arm(1 + round * byDepth(9, 3, 1));
        for (int sync = 0; sync < 12; ++sync) {
            bool dead = false;
            try {
                MemoryRemote remote(*w.store, 1, &kill);
                KillPort port(*w.atMum, kill);
                const Cancel cancel;
                w.mum.clock.set(w.mum.clock.now() + day);
                [[maybe_unused]] const SyncReport report = syncOnce(port, remote, w.mum.clock, w.mum.random, cancel, {}, {});
            } catch (const Killed &) {
                dead = true;
                ++died;
            }
            if (dead) {
                const Id circle = w.atMum->id();
                QVERIFY(w.mum.reopen());
                w.atMum = *w.mum.workspace->circle(circle);
            }
            w.school.clock.set(w.school.clock.now() + day);
            HEARD_SYNCED(w.syncSchool());
        }
        HEARD_NOTHING_WRONG(pass(3));
        HEARD_NOTHING_WRONG(leftOf(QSet<QString>(with.cbegin(), with.cend())));
    }
    QVERIFY2(died >= most / 2, qPrintable(QString::number(died)));
}

void TestErasure::itWaitsForWhoeverIsActive()
{
    TwoPeople &w = *m_people;
    const Id note = addNote(*w.atMum, words);
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_VERIFY(w.atMum->erase(note));
    for (int i = 0; i < 10; ++i) {
        w.mum.clock.set(w.mum.clock.now() + day);
        HEARD_SYNCED(w.syncMum());
    }
    // School may hold a removal of mum that would set this aside.
    QVERIFY(!w.atMum->erasing().isEmpty());
    w.school.clock.set(w.mum.clock.now());
    HEARD_NOTHING_WRONG(pass(8));
    QVERIFY(w.atMum->erasing().isEmpty() && w.atSchool->erasing().isEmpty());
}

void TestErasure::aDeviceThatIsSilentHoldsNothingUpAndLearnsOfIt()
{
    TwoPeople &w = *m_people;
    const Id note = addNote(*w.atMum, words);
    QVERIFY(addMany(*w.atSchool, 120, 5));
    HEARD_NOTHING_WRONG(w.settle());
    const QStringList with = withTheWords();
    const Id unsent = addNote(*w.atSchool, QStringLiteral("written in the garden, never sent"));
    HEARD_VERIFY(w.atMum->erase(note));
    for (int i = 0; i < 170; ++i) {
        w.mum.clock.set(w.mum.clock.now() + day);
        HEARD_SYNCED(w.syncMum());
    }
    QVERIFY2(w.atMum->erasing().isEmpty() && w.atMum->staleEpochs().isEmpty(), "a lost tablet must not keep it for ever");
    // Mum, an owner, has cleared away what the tablet had put; nothing else.
    QVERIFY(!w.store->violations.isEmpty());
    for (const QString &cleared : std::as_const(w.store->violations))
        QVERIFY2(cleared.startsWith(QLatin1String("removed another's ")), qPrintable(cleared));
    w.store->violations.clear();
    w.school.clock.set(w.mum.clock.now());
    HEARD_NOTHING_WRONG(pass(10));
    HEARD_NOTHING_WRONG(leftOf(QSet<QString>(with.cbegin(), with.cend())));
    QCOMPARE(w.atMum->record(unsent)->get(note::text), QStringLiteral("written in the garden, never sent"));
}

void TestErasure::valuesThatASnapshotLeftOutAreFoundAgain()
{
    TwoPeople &w = *m_people;
    const Id note = addNote(*w.atMum, words);
    HEARD_SYNCED(w.syncMum());
    // School gets it from one who left the words out.
    const Id stream = streamOf(w.atMum->device(), w.atMum->everyone());
    QList<SignedCommit> commits = *w.atMum->commitsOf(stream, w.atSchool->count(stream));
    const Commit content = *readCommit(commits.constLast());
    QSet<quint32> texts;
    for (qsizetype i = 0; i < content.operations.size(); ++i) {
        if (content.operations.at(i).field == note::text.key())
            texts.insert(quint32(i));
    }
    commits.last() = *withoutValues(commits.constLast(), texts);
    HEARD_VERIFY(w.atSchool->receive(commits));
    QVERIFY(!w.atSchool->lacking().isEmpty());
    const SyncReport told = w.syncSchool();
    QCOMPARE(problemNames(told), QStringList{QStringLiteral("values-missing")});
    for (int i = 0; i < 4; ++i) {
        w.school.clock.set(w.school.clock.now() + day);
        [[maybe_unused]] const SyncReport report = w.syncSchool();
    }
    QVERIFY(w.atSchool->lacking().isEmpty());
    QCOMPARE(w.atSchool->record(note)->get(note::text), words);
    HEARD_NOTHING_WRONG(w.settle());
}

QTEST_GUILESS_MAIN(TestErasure)
#include "tst_erasure.moc"
