// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/support.h"

#include <QSet>

using namespace heard;
using namespace heard::testing;

namespace {

/** Stands in for a device that starts from nothing: takes what the engine hands it, and knows what could ever have been written. */
class NewcomerPort final : public CirclePort
{
public:
    NewcomerPort(Circle &like, const QSet<QByteArray> &written) : m_like(like), m_written(written) {}
    int wrong = 0;
    int taken = 0;
    QHash<QByteArray, QByteArray> cursors;

    [[nodiscard]] Result<CircleSnapshot> snapshot() override
    {
        HEARD_TRY_ASSIGN(CircleSnapshot snapshot, DirectPort(m_like).snapshot());
        snapshot.device = Id{};
        snapshot.member = false;
        snapshot.myOtherDevices.clear();
        snapshot.streams = m_streams.values();
        return snapshot;
    }
    [[nodiscard]] Result<QList<SignedCommit>> commitsOf(const Id &stream, quint64 after, int most) override
    {
        return m_commits.value(stream).mid(qsizetype(after), most);
    }
    [[nodiscard]] Result<QByteArray> deviceKey(const Id &device) override { return DirectPort(m_like).deviceKey(device); }
    [[nodiscard]] Result<QByteArray> signHead(const QByteArray &) override { return QByteArray(); }
    [[nodiscard]] Result<Circle::Received> receive(const QList<SignedCommit> &commits) override
    {
        Circle::Received received;
        for (const SignedCommit &commit : commits) {
            if (!m_written.contains(commit.hash())) {
                ++wrong;
                continue;
            }
            const auto content = readCommit(commit);
            if (!content)
                continue;
            QList<SignedCommit> &stream = m_commits[content->stream()];
            if (content->seq != quint64(stream.size()) + 1)
                continue;
            stream.append(commit);
            m_streams[content->stream()] = {content->stream(), content->audience, content->device, content->seq, commit.hash()};
            ++received.taken;
        }
        taken += received.taken;
        return received;
    }
    [[nodiscard]] Result<Circle::Rewritten> rewriteFork(const Id &, const QList<SignedCommit> &) override { return Circle::Rewritten(); }
    [[nodiscard]] Result<QList<Letter>> letters() override { return QList<Letter>(); }
    [[nodiscard]] Result<bool> openLetter(const QByteArray &) override { return false; }
    [[nodiscard]] Result<QHash<QByteArray, QByteArray>> notes(ItemKind kind) override
    {
        return kind == ItemKind::Cursor ? cursors : QHash<QByteArray, QByteArray>();
    }
    [[nodiscard]] Result<> keep(const SyncUpdate &update) override
    {
        for (const NoteChange &note : update.notes) {
            if (note.value)
                cursors.insert(note.name, *note.value);
            else
                cursors.remove(note.name);
        }
        return {};
    }

    [[nodiscard]] Result<QList<AttachmentInfo>> attachments() override { return QList<AttachmentInfo>(); }
    [[nodiscard]] Result<QSet<QByteArray>> heldChunks() override { return QSet<QByteArray>(); }
    [[nodiscard]] Result<QByteArray> chunk(const QByteArray &) override { return QByteArray(); }
    [[nodiscard]] Result<> keepChunks(const QList<QByteArray> &) override { return {}; }
    [[nodiscard]] Result<> dropChunks(const QList<QByteArray> &) override { return {}; }
    [[nodiscard]] Result<> finishErasures(const QList<Id> &) override { return {}; }
    [[nodiscard]] Result<> dropKeys(const QSet<Id> &) override { return {}; }
    [[nodiscard]] Result<> dropUnusedChunks(const QList<QByteArray> &) override { return {}; }

private:
    Circle &m_like;
    const QSet<QByteArray> &m_written;
    QHash<Id, QList<SignedCommit>> m_commits;
    QMap<Id, Circle::StreamInfo> m_streams;
};

quint64 seedOf(const char *name, quint64 standard)
{
    const QByteArray given = qgetenv(name);
    return given.isEmpty() ? standard : given.toULongLong();
}

} // namespace

/** The process dies at every step, the storage fails at any: the next sync puts it right, and nothing was ever half true. */
class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void killedAtEveryStepOfAPush();
    void killedAtEveryStepOfAFirstPushWithALetter();
    void killedAtEveryStepOfAPull();
    void killedAtEveryStepOfARepair();
    void failingStorageOfAllKinds();
    void rotAnywhereIsFoundOrHarmless();

private:
    /** From now on every change of the store is looked at. */
    void watch();
    [[nodiscard]] QString healed();
    [[nodiscard]] QString clean() const;
    [[nodiscard]] QString killAtEveryStep(int &deaths, const std::function<QString()> &prepare, const std::function<void()> &sync,
                                          const std::function<void()> &again = {});
    void syncUntilKilled(Quick &who, Circle &circle, int owner, const SyncOptions &options);

    std::unique_ptr<TwoPeople> m_people;
    KillSwitch m_kill;
    QString m_dangling;
};

void TestFaults::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
}

void TestFaults::watch()
{
    m_dangling.clear();
    m_people->store->afterChange = [this] {
        const auto reader = DirectPort(*m_people->atMum).snapshot();
        if (m_dangling.isEmpty() && reader)
            m_dangling = danglingReference(*m_people->store, *reader);
    };
}

/** A few syncs later all is well, whatever was said meanwhile. */
QString TestFaults::healed()
{
    TwoPeople &w = *m_people;
    for (int i = 0; i < 3; ++i) {
        (void)w.syncMum();
        (void)w.syncSchool();
    }
    const QString wrong = w.settle();
    return wrong.isEmpty() ? m_dangling : wrong;
}

/** Nothing is left over: one head a stream, only segments a head names, an empty journal. */
QString TestFaults::clean() const
{
    const TwoPeople &w = *m_people;
    auto reader = DirectPort(*w.atMum).snapshot();
    auto journal = DirectPort(*w.atMum).notes(ItemKind::Journal);
    if (!reader || !journal)
        return QStringLiteral("unreadable");
    if (!journal->isEmpty())
        return QStringLiteral("%1 names left in the journal").arg(journal->size());
    QSet<QString> tags;
    QSet<QString> named;
    const QStringList heads = w.store->in(QStringLiteral("h"));
    for (const QString &text : heads) {
        const HeadName name = *HeadName::parse(text);
        if (tags.contains(name.tag))
            return QStringLiteral("two heads of ") + name.tag;
        tags.insert(name.tag);
        const auto opened =
            openObject(ObjectType::Head, reader->keyring, reader->circle, Head::role(name), w.store->files.value(name.path()).bytes);
        const auto head = opened ? readHead(opened->plain) : Result<Head>(std::unexpected(opened.error()));
        if (!head)
            return QStringLiteral("a head that does not open");
        for (const SegmentRef &segment : head->segments)
            named.insert(segment.path().sliced(2));
        for (const SegmentRef &part : head->snapshot ? head->snapshot->parts : QList<SegmentRef>())
            named.insert(part.path().sliced(2));
    }
    const QStringList segments = w.store->in(QStringLiteral("s"));
    if (QSet<QString>(segments.cbegin(), segments.cend()) != named)
        return QStringLiteral("%1 segments, %2 named").arg(segments.size()).arg(named.size());
    return {};
}

/**
 * Runs @p sync with the process dying at its 1st, 2nd, 3rd … step until it runs through; adds up how many ways there were to die.
 * After each, @p again and a few plain syncs must put everything right. What is wrong, or nothing.
 */
QString TestFaults::killAtEveryStep(int &deaths, const std::function<QString()> &prepare, const std::function<void()> &sync,
                                    const std::function<void()> &again)
{
    for (int step = 1;; ++step) {
        if (const QString wrong = prepare(); !wrong.isEmpty())
            return wrong;
        bool died = false;
        m_kill.arm(step);
        try {
            sync();
        } catch (const Killed &) {
            died = true;
        }
        m_kill.arm(0);
        if (again)
            again();
        for (const QString &wrong : {healed(), clean()}) {
            if (!wrong.isEmpty())
                return QStringLiteral("after dying at step %1: %2").arg(step).arg(wrong);
        }
        if (!died)
            return {};
        ++deaths;
    }
}

void TestFaults::syncUntilKilled(Quick &who, Circle &circle, int owner, const SyncOptions &options)
{
    KillPort port(circle, m_kill);
    MemoryRemote remote(*m_people->store, owner, &m_kill);
    const Cancel cancel;
    (void)syncOnce(port, remote, who.clock, who.random, cancel, {}, options);
}

/** T1 for sync: nothing that was saved is lost, however the process ends. */
void TestFaults::killedAtEveryStepOfAPush()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    watch();
    int deaths = 0;
    for (const int changes : {1, 60}) { // a new head; a new segment and a head
        const auto prepare = [&]() -> QString {
            if (!addMany(*w.atMum, changes, quint64(deaths)) || !addMany(*w.atSchool, 1, quint64(deaths)))
                return QStringLiteral("not saved");
            return w.syncSchool().ok() ? QString() : QStringLiteral("school did not sync");
        };
        const auto again = [&] {
            if (deaths % 5 != 0)
                return;
            // Now and then the whole vault is opened anew, as after a real death.
            const Id id = w.atMum->id();
            QVERIFY(w.mum.reopen());
            w.atMum = *w.mum.workspace->circle(id);
        };
        HEARD_NOTHING_WRONG(killAtEveryStep(deaths, prepare, [&] { syncUntilKilled(w.mum, *w.atMum, 1, {}); }, again));
    }
    qInfo("killed at %d steps of a push", deaths);
    QVERIFY(deaths > 30);
}

void TestFaults::killedAtEveryStepOfAFirstPushWithALetter()
{
    TwoPeople &w = *m_people;
    int deaths = 0;
    const auto prepare = [&]() -> QString {
        if (!w.fresh())
            return QStringLiteral("no circle");
        watch();
        w.atSchool = addMany(*w.atMum, 100, quint64(deaths)) && !addNote(*w.atMum, QStringLiteral("mine"), true).isNull()
                         ? knock(w.mum, *w.atMum, w.school, Role::Senco)
                         : nullptr;
        return w.atSchool ? QString() : QStringLiteral("not let in");
    };
    HEARD_NOTHING_WRONG(killAtEveryStep(deaths, prepare, [&] { syncUntilKilled(w.mum, *w.atMum, 1, {}); }));
    qInfo("killed at %d steps of a first push", deaths);
    QVERIFY(deaths > 20);
    QCOMPARE(w.store->in(QStringLiteral("m")).size(), 1);
}

void TestFaults::killedAtEveryStepOfAPull()
{
    TwoPeople &w = *m_people;
    int deaths = 0;
    const auto prepare = [&]() -> QString {
        if (!w.fresh())
            return QStringLiteral("no circle");
        watch();
        w.atSchool = addMany(*w.atMum, 60, quint64(deaths)) ? knock(w.mum, *w.atMum, w.school, Role::Senco) : nullptr;
        return w.atSchool && w.syncMum().ok() ? QString() : QStringLiteral("not let in");
    };
    // Joining: the letter, the heads, the segment.
    HEARD_NOTHING_WRONG(killAtEveryStep(deaths, prepare, [&] { syncUntilKilled(w.school, *w.atSchool, 2, {}); }));
    qInfo("killed at %d steps of a first pull", deaths);
    QVERIFY(deaths > 15);
}

void TestFaults::killedAtEveryStepOfARepair()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    int deaths = 0;
    const auto prepare = [&]() -> QString {
        if (!addMany(*w.atMum, 60, quint64(deaths)))
            return QStringLiteral("not saved");
        if (const QString wrong = w.settle(); !wrong.isEmpty())
            return wrong;
        w.store->files.remove(QStringLiteral("s/") + w.store->in(QStringLiteral("s")).constFirst());
        return {};
    };
    HEARD_NOTHING_WRONG(killAtEveryStep(
        deaths, prepare, [&] { syncUntilKilled(w.mum, *w.atMum, 1, {.repair = true}); }, [&] { (void)w.syncMum({.repair = true}); }));
    qInfo("killed at %d steps of a repair", deaths);
    QVERIFY(deaths > 10);
}

void TestFaults::failingStorageOfAllKinds()
{
    TwoPeople &w = *m_people;
    const int seeds = byDepth(5, 25, 400);
    const quint64 first = seedOf("HEARD_TEST_SEED", 1);
    for (quint64 seed = first; seed < first + quint64(seeds); ++seed) {
        HEARD_NOTHING_WRONG(w.joined());
        watch();
        Circle *const both[] = {w.atMum, w.atSchool};
        SeededRandom random(seed);
        QStringList texts;
        const auto faulty = [&](const QString &) {
            static constexpr Fault faults[] = {Fault::Unreachable, Fault::LostAnswer, Fault::Cut, Fault::Full, Fault::ReadOnly};
            return random.below(4) == 0 ? faults[random.below(std::size(faults))] : Fault::None;
        };
        w.mumRemote->fault = faulty;
        w.schoolRemote->fault = faulty;
        for (int step = 0; step < 30; ++step) {
            Circle &circle = *both[random.below(2)];
            switch (random.below(4)) {
            case 0:
                texts.append(QStringLiteral("%1-%2").arg(seed).arg(step));
                QVERIFY(!addNote(circle, texts.constLast()).isNull());
                break;
            case 1:
                for (int i = 0; i < 40; ++i) {
                    texts.append(QStringLiteral("%1-%2-%3").arg(seed).arg(step).arg(i));
                    QVERIFY(!addNote(circle, texts.constLast()).isNull());
                }
                break;
            case 2:
                (void)w.syncMum();
                break;
            default:
                (void)w.syncSchool();
            }
        }
        w.mumRemote->fault = {};
        w.schoolRemote->fault = {};
        const QString wrong = healed();
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(wrong)));
        const QString left = clean();
        QVERIFY2(left.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(left)));
        QStringList shown;
        const QList<const Record *> notes = w.atSchool->records(note::kind);
        for (const Record *record : notes)
            shown.append(record->get(note::text));
        shown.sort();
        texts.sort();
        QVERIFY2(shown == texts, qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
    qInfo("%d seeds from %llu: nothing lost, nothing twice, no name used twice", seeds, first);
}

/** T10: flips random bits of what lies at the remote. Each is detected, or does no harm: never is anything else taken in. */
void TestFaults::rotAnywhereIsFoundOrHarmless()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    for (int round = 0; round < 3; ++round) {
        QVERIFY(addMany(*w.atMum, 70, quint64(round)));
        QVERIFY(addMany(*w.atSchool, 3, quint64(round)));
        HEARD_NOTHING_WRONG(w.settle());
    }
    QVERIFY(addMany(*w.atMum, 3, 9));
    HEARD_NOTHING_WRONG(w.settle());
    QSet<QByteArray> written;
    int commits = 0;
    const QList<Circle::StreamInfo> streams = w.atMum->streams();
    for (const Circle::StreamInfo &stream : streams) {
        const auto all = w.atMum->commitsOf(stream.stream, 0);
        HEARD_VERIFY(all);
        commits += int(all->size());
        for (const SignedCommit &commit : *all)
            written.insert(commit.hash());
    }
    const QMap<QString, MemoryStore::File> good = w.store->files;
    MemoryRemote remote(*w.store, 5);
    const Cancel cancel;
    {
        NewcomerPort port(*w.atMum, written);
        const SyncReport report = syncOnce(port, remote, w.mum.clock, w.mum.random, cancel);
        QVERIFY2(report.ok(), told(report).constData());
        QCOMPARE(port.taken, commits);
    }
    const int flips = byDepth(300, 2'000, 10'000);
    const quint64 seed = seedOf("HEARD_TEST_SEED", 10);
    SeededRandom random(seed);
    int found = 0;
    int harmless = 0;
    for (int i = 0; i < flips; ++i) {
        w.store->files = good;
        const QString path = good.keys().at(qsizetype(random.below(quint64(good.size()))));
        QByteArray &bytes = w.store->files[path].bytes;
        const int bits = random.below(4) == 0 ? 20 : 1;
        for (int b = 0; b < bits; ++b) {
            const qsizetype at = qsizetype(random.below(quint64(bytes.size())));
            bytes[at] = char(bytes[at] ^ (1 << random.below(8)));
        }
        if (random.below(20) == 0)
            bytes.truncate(qsizetype(random.below(quint64(bytes.size()))));
        NewcomerPort port(*w.atMum, written);
        const SyncReport report = syncOnce(port, remote, w.mum.clock, w.mum.random, cancel);
        QVERIFY2(port.wrong == 0, qPrintable(QStringLiteral("seed %1 flip %2 in %3").arg(seed).arg(i).arg(path)));
        QVERIFY2(!report.problems.isEmpty() || port.taken == commits,
                 qPrintable(QStringLiteral("seed %1 flip %2 in %3: unnoticed").arg(seed).arg(i).arg(path)));
        (report.problems.isEmpty() ? harmless : found) += 1;
    }
    qInfo("seed %llu: %d flips: %d found, %d harmless (letters, which were read already)", seed, flips, found, harmless);
    QVERIFY(found > flips / 4);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
