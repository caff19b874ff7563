// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/replicas.h"

#include <QDir>
#include <QFile>

using namespace heard;
using namespace heard::testing;

namespace {

/** A second device that believes to be the first: its vault's folder was copied while it was shut. */
struct Clone
{
    std::unique_ptr<Workspace> workspace;
    Circle *circle = nullptr;
    KillSwitch kill;
    std::unique_ptr<SimRemote> remote;

    [[nodiscard]] bool of(Replica &original, SimStore &store)
    {
        const Id id = original.circle->id();
        original.who.workspace.reset();
        const QString folder = original.who.folder.filePath(QStringLiteral("copy-of-") + id.toHex());
        bool copied = QDir().mkpath(folder);
        const QStringList files = QDir(original.who.path()).entryList(QDir::Files | QDir::Hidden);
        for (const QString &file : files)
            copied = copied && QFile::copy(original.who.path() + u'/' + file, folder + u'/' + file);
        auto vault = Vault::openWithKeychain(folder, original.who.around());
        auto opened = vault ? Workspace::open(*std::move(vault)) : Result<std::unique_ptr<Workspace>>(std::unexpected(vault.error()));
        workspace = opened ? *std::move(opened) : nullptr;
        const auto again = workspace ? workspace->circle(id) : Result<Circle *>(nullptr);
        circle = again ? *again : nullptr;
        remote = std::make_unique<SimRemote>(store, original.number, kill);
        const bool back = original.who.reopen();
        const auto own = back ? original.who.workspace->circle(id) : Result<Circle *>(nullptr);
        original.circle = own ? *own : nullptr;
        return copied && circle && original.circle;
    }
    [[nodiscard]] SyncReport sync(Replica &original) { return syncWith(original.who, *circle, *remote); }
};

bool alarms(const std::optional<SyncReport> &report, const char *name)
{
    return report && problemNames(*report).contains(QLatin1String(name));
}

} // namespace

/** Whoever has power over the store uses it against the families, one script a test; and every trouble at every single request. */
class TestHostile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void invariant05_killedAtEveryStepOnEveryStorage();
    void invariant08_whatIsForgedSwappedOrReplayedChangesNothing();
    void invariant09_rollbackIsNoticed();
    void invariant09_hiddenHeadsAreNoticed();
    void invariant09_forkIsNoticed();
    void invariant14_eachTroubleAtEachRequestEnds();
    void invariant15_emptiedOrSwappedStoreTakesNothing();
    void invariant17_aCopiedVaultEndsInAnAlarmOrTwoIdentities();
    void aFolderThatLagsIsNotAnEmptiedOne();

private:
    [[nodiscard]] QString fresh(const Profile &profile, int guests);
    [[nodiscard]] QString fresh(int guests) { return fresh(profiles().front(), guests); }
    [[nodiscard]] bool write(int who, int length = 20);
    [[nodiscard]] QString onlyWhatWasWritten(int victim);
    [[nodiscard]] QString alike();
    void meddleSomehow(SeededRandom &random, const QMap<QString, SimStore::File> &strange);
    [[nodiscard]] QString troubleAt(const Profile &profile, int who, Trouble trouble, int request, bool &reached);
    [[nodiscard]] QString killAt(const Profile &profile, int who, int step, bool &died);
    [[nodiscard]] QStringList headsOf(int who);

    Replicas m_all;
    std::unique_ptr<SimStore> m_store;
    quint64 m_seed = 1;
};

void TestHostile::initTestCase()
{
    QVERIFY(startCrypto());
    useMemoryForVaults();
    QVERIFY(m_all.start());
}

QString TestHostile::fresh(const Profile &profile, int guests)
{
    auto store = std::make_unique<SimStore>(profile);
    if (!m_all.begin(m_seed++, *store))
        return QStringLiteral("the last circle does not go");
    m_store = std::move(store);
    return m_all.family(guests);
}

bool TestHostile::write(int who, int length)
{
    QByteArray noise(length, Qt::Uninitialized);
    m_all[who].chance.fill({reinterpret_cast<unsigned char *>(noise.data()), size_t(noise.size())});
    return !addNote(*m_all[who].circle, canary + QString::fromLatin1(noise.toBase64())).isNull();
}

QStringList TestHostile::headsOf(int who)
{
    const Circle &circle = *m_all[who].circle;
    const QString tag = streamTag(*circle.nameKey(), streamOf(circle.device(), circle.everyone()));
    QStringList heads = m_store->in(QStringLiteral("h")).filter(tag);
    for (QString &head : heads)
        head.prepend(QLatin1String("h/"));
    return heads;
}

/** All that a device holds was written by the one whose name it bears. */
QString TestHostile::onlyWhatWasWritten(int victim)
{
    const QMap<Id, StreamMark> held = m_all[victim].marks();
    for (auto it = held.cbegin(); it != held.cend(); ++it) {
        bool genuine = it->count == 0;
        for (Replica &author : m_all.all()) {
            if (!author.circle || streamOf(author.circle->device(), author.circle->everyone()) != it.key() || it->count == 0)
                continue;
            const auto last = author.circle->commitsOf(it.key(), it->count - 1, 1);
            genuine = last && !last->isEmpty() && last->constFirst().hash() == it->hash;
        }
        if (!genuine)
            return QStringLiteral("device %1 took in what nobody wrote").arg(victim);
    }
    return {};
}

QString TestHostile::alike()
{
    for (Replica &r : m_all.all()) {
        if (r.circle && r.circle->digest() != m_all[0].circle->digest())
            return QStringLiteral("device %1 shows something else").arg(r.number);
    }
    for (auto it = m_store->broken.cbegin(); it != m_store->broken.cend(); ++it)
        return QStringLiteral("invariant %1: %2").arg(it.key()).arg(it->constFirst());
    return {};
}

void TestHostile::meddleSomehow(SeededRandom &random, const QMap<QString, SimStore::File> &strange)
{
    QMap<QString, SimStore::File> files = m_store->files;
    const QStringList paths = files.keys();
    const auto any = [&] { return paths.at(qsizetype(random.below(quint64(paths.size())))); };
    const QString path = any();
    QByteArray &bytes = files[path].bytes;
    if (bytes.isEmpty())
        return;
    switch (random.below(6)) {
    case 0: { // one bit
        const quint64 bit = random.below(quint64(bytes.size()) * 8);
        bytes[qsizetype(bit / 8)] = char(bytes.at(qsizetype(bit / 8)) ^ (1 << (bit % 8)));
        break;
    }
    case 1:
        bytes.truncate(qsizetype(random.below(quint64(bytes.size()))));
        break;
    case 2: { // two objects change places
        const QString other = any();
        std::swap(files[path].bytes, files[other].bytes);
        break;
    }
    case 3: { // an old object again, as the next head of someone
        const QStringList heads = headsOf(int(random.below(3)));
        if (heads.isEmpty())
            break;
        const auto name = HeadName::parse(QStringView(heads.constLast()).sliced(2));
        const QStringList ever = m_store->ever.keys();
        files.insert(HeadName{name->tag, name->seq + 1}.path(),
                     {m_store->ever.value(ever.at(qsizetype(random.below(quint64(ever.size()))))), 9});
        break;
    }
    case 4: // an object of another circle of the same people in its place
        files[path].bytes = strange.values().at(qsizetype(random.below(quint64(strange.size())))).bytes;
        break;
    default:
        files.remove(path);
    }
    m_store->meddle(files);
}

void TestHostile::invariant08_whatIsForgedSwappedOrReplayedChangesNothing()
{
    const int scripts = byDepth(30, 150, 1'500);
    const quint64 first = firstSeed();
    for (quint64 seed = first; seed < first + quint64(scripts); ++seed) {
        m_seed = seed;
        SeededRandom random(seed);
        HEARD_NOTHING_WRONG(fresh(2));
        SimStore otherStore(profiles().front());
        SimRemote otherRemote(otherStore, 0, m_all[0].kill);
        const auto other = m_all[0].who.workspace->createCircle({.name = canary});
        HEARD_VERIFY(other);
        QVERIFY(!addNote(**other, canary + QString(20'000, u'x')).isNull());
        QVERIFY(syncWith(m_all[0].who, **other, otherRemote).ok());
        QVERIFY(write(0, 15'000) && write(1) && write(2, 15'000));
        HEARD_NOTHING_WRONG(m_all.settle());
        QVERIFY(write(0, 15'000) && write(0));
        QVERIFY(m_all[0].sync()->ok());
        const QMap<QString, SimStore::File> good = m_store->files;
        for (int times = int(1 + random.below(4)); times > 0; --times)
            meddleSomehow(random, otherStore.files);
        for (int victim : {1, 2, 1}) {
            (void)m_all[victim].sync();
            const QString wrong = onlyWhatWasWritten(victim);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("HEARD_TEST_SEED=%1: %2").arg(seed).arg(wrong)));
        }
        // What was there comes back, with what honest devices have put since.
        QMap<QString, SimStore::File> files = good;
        for (auto it = m_store->files.cbegin(); it != m_store->files.cend(); ++it) {
            if (!good.contains(it.key()) && it->owner < mostReplicas && m_store->ever.value(it.key()) == it->bytes)
                files.insert(it.key(), *it);
        }
        m_store->meddle(files);
        for (const QString &wrong : {m_all.settle(), alike()})
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("HEARD_TEST_SEED=%1: %2").arg(seed).arg(wrong)));
        QVERIFY(m_all[0].who.workspace->eraseCircle((*other)->id()));
    }
    qInfo("%d scripts from seed %llu: nothing forged was taken in", scripts, first);
}

/** An older copy of the whole folder: told by each who has seen more, and what was seen stays. */
void TestHostile::invariant09_rollbackIsNoticed()
{
    HEARD_NOTHING_WRONG(fresh(2));
    QVERIFY(write(0) && write(1) && write(2));
    HEARD_NOTHING_WRONG(m_all.settle());
    const QMap<QString, SimStore::File> old = m_store->files;
    QVERIFY(write(0));
    QVERIFY(m_all[0].sync()->ok());
    QVERIFY(m_all[1].sync()->ok());
    const QByteArray digest = m_all[1].circle->digest();
    m_store->meddle(old);
    QVERIFY(alarms(m_all[1].sync(), "store-went-back"));
    QCOMPARE(m_all[1].circle->digest(), digest);
    const auto unaware = m_all[2].sync(); // it never saw more: plain lag, as far as it can tell
    QVERIFY2(unaware->ok(), told(*unaware).constData());
    HEARD_NOTHING_WRONG(m_all.settle());
    HEARD_NOTHING_WRONG(alike());
}

/** One device's newer heads are hidden from another for weeks, while a third says that it has seen them. */
void TestHostile::invariant09_hiddenHeadsAreNoticed()
{
    HEARD_NOTHING_WRONG(fresh(2));
    QVERIFY(write(0) && write(1) && write(2));
    HEARD_NOTHING_WRONG(m_all.settle());
    const QStringList shown = headsOf(0);
    const QString tag = shown.constLast().sliced(2, 16);
    m_all[2].remote->hidden = [&](const QString &path) { return path.contains(tag) && !shown.contains(path); };
    std::optional<SyncReport> report;
    for (int week = 0; week < 4; ++week) {
        QVERIFY(write(0));
        QVERIFY(m_all[0].sync()->ok());
        QVERIFY(write(1));
        QVERIFY(m_all[1].sync()->ok());
        for (Replica &r : m_all.all())
            r.who.clock.set(r.who.clock.now() + qint64(7) * 86'400'000);
        report = m_all[2].sync();
        QVERIFY2(!alarms(report, "two-histories") && !alarms(report, "copied-vault"), told(*report).constData());
    }
    QVERIFY2(alarms(report, "changes-withheld"), told(*report).constData());
    m_all[2].remote->hidden = {};
    HEARD_NOTHING_WRONG(m_all.settle());
    HEARD_NOTHING_WRONG(alike());
}

/** Two devices are shown two different pasts of a third under the same numbers: as soon as they hear of each other, it is said. */
void TestHostile::invariant09_forkIsNoticed()
{
    HEARD_NOTHING_WRONG(fresh(2));
    QVERIFY(write(0) && write(1) && write(2));
    HEARD_NOTHING_WRONG(m_all.settle());
    SimStore twin(*m_store);
    Clone clone;
    QVERIFY(clone.of(m_all[0], twin));
    QVERIFY(!addNote(*clone.circle, QStringLiteral("another past")).isNull());
    QVERIFY(clone.sync(m_all[0]).ok());
    QVERIFY(write(0));
    QVERIFY(m_all[0].sync()->ok());
    QVERIFY(m_all[1].sync()->ok());
    auto real = std::exchange(m_all[2].remote, std::make_unique<SimRemote>(twin, 2, m_all[2].kill));
    QVERIFY(m_all[2].sync()->ok());
    m_all[2].remote = std::move(real);
    const QByteArray kept = m_all[1].circle->digest();
    QVERIFY(write(1) && write(2));
    (void)m_all[1].sync();
    const auto second = m_all[2].sync();
    const auto first = m_all[1].sync();
    QVERIFY2(alarms(second, "two-histories") || alarms(second, "copied-vault"), told(*second).constData());
    QVERIFY2(alarms(first, "two-histories"), told(*first).constData());
    QVERIFY(kept != m_all[2].circle->digest());
    HEARD_NOTHING_WRONG(onlyWhatWasWritten(1)); // the first past that was seen is kept
}

QString TestHostile::troubleAt(const Profile &profile, int who, Trouble trouble, int request, bool &reached)
{
    if (const QString wrong = fresh(profile, 1); !wrong.isEmpty())
        return wrong;
    if (!write(0, 15'000) || !write(0) || !write(1))
        return QStringLiteral("not saved");
    SeededRandom random(m_seed);
    if (who == 1 && !m_all[0].sync()->ok())
        return QStringLiteral("not sent");
    int asked = 0;
    m_all[who].remote->arrive(random, true);
    m_all[who].remote->trouble = [&](const QString &what, const QString &) {
        const bool now = ++asked == request;
        reached = reached || now;
        const bool fits = (trouble == Trouble::StaleListing && what == u"list") || (trouble == Trouble::Full && what == u"put")
                          || (trouble == Trouble::CutUpload && what == u"put")
                          || (trouble == Trouble::LostAnswer && (what == u"put" || what == u"remove"))
                          || ((trouble == Trouble::CutDownload || trouble == Trouble::BitFlip) && what == u"get")
                          || trouble == Trouble::Unreachable || trouble == Trouble::Refused || trouble == Trouble::Busy;
        return now && fits ? trouble : Trouble::None;
    };
    (void)m_all[who].sync();
    m_all[who].remote->trouble = {};
    const QString left = m_all.settle();
    return left.isEmpty() ? alike() : left;
}

void TestHostile::invariant14_eachTroubleAtEachRequestEnds()
{
    int tried = 0;
    for (const Profile &profile : profiles()) {
        for (int t = 1; t < troubles; ++t) {
            for (int who : {0, 1}) {
                bool reached = true;
                for (int request = 1; reached; ++request) {
                    reached = false;
                    const QString wrong = troubleAt(profile, who, Trouble(t), request, reached);
                    QVERIFY2(wrong.isEmpty(),
                             qPrintable(
                                 QStringLiteral("%1, trouble %2 at request %3: %4").arg(QLatin1String(profile.name)).arg(t).arg(request).arg(wrong)));
                    tried += reached ? 1 : 0;
                }
            }
        }
    }
    qInfo("%d troubles, one at each request, on %lld kinds of storage: nothing lost, nothing twice", tried, qint64(profiles().size()));
    QVERIFY(tried > 100);
}

QString TestHostile::killAt(const Profile &profile, int who, int step, bool &died)
{
    if (const QString wrong = fresh(profile, 1); !wrong.isEmpty())
        return wrong;
    if (!write(0, 15'000) || !write(0) || !write(1))
        return QStringLiteral("not saved");
    SeededRandom random(m_seed);
    if (who == 1 && !m_all[0].sync()->ok())
        return QStringLiteral("not sent");
    m_all[who].remote->arrive(random, true);
    died = !m_all[who].sync({}, step);
    const QString left = m_all.settle();
    return left.isEmpty() ? alike() : left;
}

void TestHostile::invariant05_killedAtEveryStepOnEveryStorage()
{
    int deaths = 0;
    for (const Profile &profile : profiles()) {
        for (int who : {0, 1}) {
            bool died = true;
            for (int step = 1; died; ++step) {
                const QString wrong = killAt(profile, who, step, died);
                QVERIFY2(wrong.isEmpty(),
                         qPrintable(QStringLiteral("%1, killed at step %2: %3").arg(QLatin1String(profile.name)).arg(step).arg(wrong)));
                deaths += died ? 1 : 0;
            }
        }
    }
    qInfo("killed at %d steps, each vault opened anew: every head named only what lay there, and nothing was lost", deaths);
    QVERIFY(deaths > 100);
}

void TestHostile::invariant15_emptiedOrSwappedStoreTakesNothing()
{
    HEARD_NOTHING_WRONG(fresh(2));
    QVERIFY(write(0, 15'000) && write(1) && write(2));
    HEARD_NOTHING_WRONG(m_all.settle());
    const QMap<QString, SimStore::File> good = m_store->files;
    const QByteArray digest = m_all[0].circle->digest();
    m_store->meddle({});
    for (int who : {0, 1, 2}) {
        QVERIFY(alarms(m_all[who].sync(), "remote-emptied"));
        QCOMPARE(m_all[who].circle->digest(), digest);
    }
    QVERIFY(m_store->files.isEmpty());
    // Another circle's folder in its place.
    SimStore otherStore(profiles().front());
    SimRemote otherRemote(otherStore, 0, m_all[0].kill);
    const auto other = m_all[0].who.workspace->createCircle({.name = canary});
    HEARD_VERIFY(other);
    QVERIFY(syncWith(m_all[0].who, **other, otherRemote).ok());
    m_store->meddle(otherStore.files);
    for (int who : {0, 1, 2}) {
        (void)m_all[who].sync();
        QCOMPARE(m_all[who].circle->digest(), digest);
    }
    m_store->meddle(good);
    HEARD_NOTHING_WRONG(m_all.settle());
    QCOMPARE(m_all[0].circle->digest(), digest);
    HEARD_NOTHING_WRONG(alike());
}

void TestHostile::invariant17_aCopiedVaultEndsInAnAlarmOrTwoIdentities()
{
    const int scripts = byDepth(10, 60, 500);
    const quint64 first = firstSeed();
    int alarmed = 0;
    for (quint64 seed = first; seed < first + quint64(scripts); ++seed) {
        m_seed = seed;
        SeededRandom random(seed);
        HEARD_NOTHING_WRONG(fresh(2));
        QVERIFY(write(1));
        HEARD_NOTHING_WRONG(m_all.settle());
        Clone clone;
        QVERIFY(clone.of(m_all[1], *m_store));
        // Both write, so that one of them must give way.
        QVERIFY(write(1));
        QVERIFY(!addNote(*clone.circle, QStringLiteral("by the copy")).isNull());
        bool alarm = false;
        const auto heard = [&](const SyncReport &report) { return alarms(report, "copied-vault") || alarms(report, "two-histories"); };
        for (int step = 0; step < 12; ++step) {
            switch (random.below(5)) {
            case 0:
                alarm = heard(clone.sync(m_all[1])) || alarm;
                break;
            case 1:
                alarm = heard(*m_all[1].sync()) || alarm;
                break;
            case 2:
                QVERIFY(write(1));
                break;
            case 3:
                QVERIFY(!addNote(*clone.circle, QStringLiteral("by the copy")).isNull());
                break;
            default:
                alarm = heard(*m_all[int(random.below(2)) * 2].sync()) || alarm;
            }
        }
        for (int round = 0; round < 3; ++round) {
            for (int who : {0, 1, 2})
                alarm = heard(*m_all[who].sync()) || alarm;
            alarm = heard(clone.sync(m_all[1])) || alarm;
        }
        const auto all = m_all[0].circle->records(note::kind).size();
        const bool both = m_all[1].circle->digest() == clone.circle->digest() && m_all[0].circle->digest() == clone.circle->digest();
        QVERIFY2(alarm || both, qPrintable(QStringLiteral("HEARD_TEST_SEED=%1: no alarm, and %2 notes at the founder's").arg(seed).arg(all)));
        const QStringList broken = m_store->broken.value(4) + m_store->broken.value(5);
        QVERIFY2(broken.isEmpty(), qPrintable(QStringLiteral("HEARD_TEST_SEED=%1: %2").arg(seed).arg(broken.join(u' '))));
        alarmed += alarm ? 1 : 0;
        clone.workspace.reset();
    }
    qInfo("%d copied vaults from seed %llu: %d ended in an alarm, the others in two identities", scripts, first, alarmed);
}

/** A tool may bring the removal of an old head before the new one: then there is no head for a while, and letters still. */
void TestHostile::aFolderThatLagsIsNotAnEmptiedOne()
{
    HEARD_NOTHING_WRONG(fresh(1));
    QVERIFY(!headsOf(0).isEmpty());
    const QMap<QString, SimStore::File> good = m_store->files;
    QMap<QString, SimStore::File> lagging = good;
    lagging.removeIf([](const auto &it) { return it.key().startsWith(u"h/"); });
    m_store->meddle(lagging);
    const auto report = m_all[1].sync();
    QVERIFY2(!alarms(report, "remote-emptied"), told(*report).constData());
    m_store->meddle(good);
    HEARD_NOTHING_WRONG(m_all.settle());
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
