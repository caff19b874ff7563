// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pictures.h"
#include "support/copyfolder.h"
#include "support/keychain.h"

#include <QDir>
#include <QScopeGuard>

using namespace heard;
using namespace heard::testing;

namespace {

/** One vault on one device, or a copy of it. */
struct Holder : Quick
{
    Circle *circle = nullptr;
    int owner = 0;
    std::unique_ptr<MemoryRemote> remote;

    [[nodiscard]] bool open(const Id &id)
    {
        if (!reopen())
            return false;
        const auto opened = workspace->circle(id);
        circle = opened ? *opened : nullptr;
        return circle;
    }
    [[nodiscard]] SyncReport sync(const SyncOptions &options = {}) { return syncWith(*this, *circle, *remote, options); }
};

/** What two circles show differently, for a test's message. */
QString difference(const Circle &one, const Circle &other)
{
    QStringList found;
    const auto told = [](const Circle &circle) {
        QSet<QString> all;
        for (const Record *record : circle.records({}, Circle::Removed::Too)) {
            if (record->audience != circle.everyone())
                continue;
            const QString name = record->kind + QLatin1Char(' ') + record->id.toHex().first(6);
            all.insert(name);
            for (auto it = record->fields.cbegin(); it != record->fields.cend(); ++it) {
                for (const Version &v : it->all())
                    all.insert(name + QLatin1Char(' ') + it.key() + QLatin1Char('=') + v.value.toDiagnosticNotation().left(60)
                               + QLatin1Char(' ') + QString::number(v.op.seq) + QLatin1Char('/') + QString::number(v.op.index));
            }
        }
        for (const SetAside &aside : circle.setAside())
            all.insert(QStringLiteral("aside %1 %2 %3").arg(aside.stream.toHex().first(6)).arg(aside.seq).arg(aside.reason));
        for (const Circle::StreamInfo &stream : circle.streams())
            if (stream.audience == circle.everyone())
                all.insert(QStringLiteral("stream %1 %2").arg(stream.stream.toHex().first(6)).arg(stream.count));
        return all;
    };
    const QSet<QString> here = told(one);
    const QSet<QString> there = told(other);
    for (const QString &line : here - there)
        found.append(QStringLiteral("- ") + line);
    for (const QString &line : there - here)
        found.append(QStringLiteral("+ ") + line);
    return found.join(QLatin1String("; "));
}

/** How often each text stands in a circle that shows it once and not as one of two versions. */
QMap<QString, int> standing(const Circle &circle)
{
    QMap<QString, int> texts;
    for (const Record *record : circle.records(note::kind)) {
        const Register versions = record->fields.value(note::text.key());
        for (const Version &version : versions.all())
            ++texts[version.value.toString()];
    }
    return texts;
}

} // namespace

/** A vault whose folder was copied: both ends write, one is made its own, and every word reaches everybody once. */
class TestCopies : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void theCopyIsMadeItsOwn();
    void theFirstOneIsMadeItsOwn();
    void aBackupOfTheCopyHealsToo();
    void aCopyOfTheCopy();
    void whatWasWrittenFollows();
    void putBackIntoAnEmptiedStore();
    void peopleLetInByACopyAreToldOf();
    void killedAtEveryStep();
    void seededHistories();

private:
    [[nodiscard]] std::unique_ptr<Holder> copyOf(Holder &holder);
    [[nodiscard]] QString settle(const QList<Holder *> &all);
    [[nodiscard]] QString wordsOnce(const QStringList &words, const QList<Holder *> &all) const;

    FakeKeychain m_keychain;
    std::unique_ptr<Holder> m_mum;
    std::unique_ptr<Holder> m_school;
    std::unique_ptr<MemoryStore> m_store;
    QTemporaryDir m_first; ///< mum's vault as it was before any test: making a vault takes long
    QTemporaryDir m_firstOfSchool;
    int m_owners = 0;
};

void TestCopies::initTestCase()
{
    QVERIFY(startCrypto());
    m_mum = std::make_unique<Holder>();
    m_school = std::make_unique<Holder>();
    m_mum->keychain = &m_keychain;
    m_school->keychain = &m_keychain;
    QVERIFY(m_mum->start(QStringLiteral("Ada Okafor"), Role::Parent));
    QVERIFY(m_school->start(QStringLiteral("Mr Lee"), Role::Senco));
    m_mum->workspace.reset();
    m_school->workspace.reset();
    heard::test::copyFolder(m_mum->path(), m_first.filePath(QStringLiteral("vault")));
    heard::test::copyFolder(m_school->path(), m_firstOfSchool.filePath(QStringLiteral("vault")));
}

/** A circle of two who have synced. */
void TestCopies::init()
{
    for (const auto &[holder, first] : {std::pair(m_mum.get(), &m_first), std::pair(m_school.get(), &m_firstOfSchool)}) {
        holder->workspace.reset();
        QVERIFY(QDir(holder->path()).removeRecursively());
        heard::test::copyFolder(first->filePath(QStringLiteral("vault")), holder->path());
        QVERIFY(holder->reopen());
    }
    m_owners = 2;
    m_mum->owner = 1;
    m_school->owner = 2;
    m_store = std::make_unique<MemoryStore>();
    m_mum->remote = std::make_unique<MemoryRemote>(*m_store, m_mum->owner);
    m_school->remote = std::make_unique<MemoryRemote>(*m_store, m_school->owner);
    const auto made = m_mum->workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(made);
    m_mum->circle = *made;
    m_school->circle = knock(*m_mum, *m_mum->circle, *m_school, Role::Senco);
    QVERIFY(m_school->circle);
    HEARD_NOTHING_WRONG(settle({m_mum.get(), m_school.get()}));
}

/** What somebody does who takes the folder to a new laptop. */
std::unique_ptr<Holder> TestCopies::copyOf(Holder &holder)
{
    const Id id = holder.circle->id();
    holder.workspace.reset();
    auto copy = std::make_unique<Holder>();
    copy->keychain = &m_keychain;
    heard::test::copyFolder(holder.path(), copy->path());
    copy->owner = holder.owner; // as long as both are one device, either may remove what that put
    copy->remote = std::make_unique<MemoryRemote>(*m_store, copy->owner);
    return holder.open(id) && copy->open(id) ? std::move(copy) : nullptr;
}

QString TestCopies::settle(const QList<Holder *> &all)
{
    QByteArray last;
    for (int i = 0; i < 5; ++i) {
        for (Holder *one : all) {
            const SyncReport report = one->sync();
            if (i > 1 && !report.ok())
                return one->path() + QLatin1String(": ") + QString::fromUtf8(told(report));
        }
    }
    for (Holder *one : all) {
        if (one->circle->digest() != all.constFirst()->circle->digest())
            return QStringLiteral("they do not show the same: ") + difference(*all.constFirst()->circle, *one->circle);
        if (one->circle->overview().waiting != 0 || one->circle->heldBack() != 0)
            return QStringLiteral("something waits");
        const auto checked = one->circle->check();
        if (!checked || !checked->damaged.isEmpty())
            return QStringLiteral("damaged: ") + (checked ? checked->damaged.join(u' ') : checked.error().name);
    }
    return m_store->violations.join(u' ');
}

QString TestCopies::wordsOnce(const QStringList &words, const QList<Holder *> &all) const
{
    QMap<QString, int> wanted;
    for (const QString &word : words)
        wanted.insert(word, 1);
    for (const Holder *one : all) {
        if (const auto shown = standing(*one->circle); shown != wanted) {
            QStringList wrong;
            for (auto it = shown.cbegin(); it != shown.cend(); ++it)
                wrong.append(it.key() + u' ' + QString::number(*it));
            return one->path() + QLatin1String(" shows: ") + wrong.join(QLatin1String(", "));
        }
    }
    return {};
}

/** The window's button, or the one command: no backup, and everything is there. */
void TestCopies::theCopyIsMadeItsOwn()
{
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("before")).isNull());
    HEARD_SYNCED(m_mum->sync());
    const auto copy = copyOf(*m_mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("from the old laptop")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("from the new laptop")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("only mine, on the new one"), true).isNull());
    HEARD_SYNCED(m_mum->sync());
    QCOMPARE(problemNames(copy->sync()), QStringList{QStringLiteral("copied-vault")});
    QVERIFY(!addNote(*copy->circle, QStringLiteral("said after the alarm")).isNull());

    HEARD_VERIFY(copy->workspace->makeOwn());
    QVERIFY(copy->circle->device() != m_mum->circle->device());
    const SyncReport report = copy->sync();
    HEARD_SYNCED(report);
    QCOMPARE(report.waiting, 0);
    HEARD_NOTHING_WRONG(settle({m_mum.get(), copy.get(), m_school.get()}));
    const QStringList all{QStringLiteral("before"), QStringLiteral("from the old laptop"), QStringLiteral("from the new laptop"),
                          QStringLiteral("said after the alarm")};
    HEARD_NOTHING_WRONG(wordsOnce(all, {m_school.get()}));
    HEARD_NOTHING_WRONG(wordsOnce(all + QStringList{QStringLiteral("only mine, on the new one")}, {m_mum.get(), copy.get()}));
    // By the same person, and with the time at which it was written.
    for (const Record *record : m_school->circle->records(note::kind)) {
        QCOMPARE(record->creator, m_mum->circle->me());
        QCOMPARE(record->get(note::saidBy), m_mum->circle->me());
    }
    QVERIFY(m_school->circle->setAside().isEmpty());
}

/** The copy was the first to send: then it is the old laptop that is told, and that one heals the same way. */
void TestCopies::theFirstOneIsMadeItsOwn()
{
    const auto copy = copyOf(*m_mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new 1")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new 2")).isNull());
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("old 1")).isNull());
    HEARD_SYNCED(copy->sync());
    QCOMPARE(problemNames(m_mum->sync()), QStringList{QStringLiteral("copied-vault")});
    HEARD_VERIFY(m_mum->workspace->makeOwn());
    HEARD_SYNCED(m_mum->sync());
    HEARD_NOTHING_WRONG(settle({m_mum.get(), copy.get(), m_school.get()}));
    HEARD_NOTHING_WRONG(
        wordsOnce({QStringLiteral("new 1"), QStringLiteral("new 2"), QStringLiteral("old 1")}, {m_mum.get(), copy.get(), m_school.get()}));
}

/** What Heard used to advise, which people may do still; the copy had never met the storage before. */
void TestCopies::aBackupOfTheCopyHealsToo()
{
    const Id id = m_mum->circle->id();
    const auto copy = copyOf(*m_mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("old 1")).isNull());
    for (int i = 0; i < 3; ++i)
        QVERIFY(!addNote(*copy->circle, QStringLiteral("new %1").arg(i)).isNull());
    HEARD_SYNCED(m_mum->sync());
    const QString backup = copy->folder.filePath(QStringLiteral("backup"));
    HEARD_VERIFY(copy->workspace->vault().backup(backup));
    Holder again;
    again.keychain = nullptr;
    HEARD_VERIFY(Vault::restore(backup, secret("paper lantern quiet river"), again.path(), again.around()));
    QVERIFY(again.open(id));
    again.remote = std::make_unique<MemoryRemote>(*m_store, ++m_owners);
    QVERIFY(!addNote(*again.circle, QStringLiteral("after the restore")).isNull());
    HEARD_SYNCED(again.sync());
    HEARD_NOTHING_WRONG(settle({m_mum.get(), &again, m_school.get()}));
    HEARD_NOTHING_WRONG(wordsOnce({QStringLiteral("old 1"), QStringLiteral("new 0"), QStringLiteral("new 1"), QStringLiteral("new 2"),
                                   QStringLiteral("after the restore")},
                                  {m_mum.get(), &again, m_school.get()}));
}

/** Three ends of one vault; what two of them hold in common, unsent, is not sent twice. */
void TestCopies::aCopyOfTheCopy()
{
    const auto second = copyOf(*m_mum);
    QVERIFY(second);
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("first")).isNull());
    const Id shared = addNote(*second->circle, QStringLiteral("second"));
    QVERIFY(!shared.isNull());
    const auto third = copyOf(*second);
    QVERIFY(third);
    QVERIFY(!addNote(*second->circle, QStringLiteral("second again")).isNull());
    QVERIFY(!addNote(*third->circle, QStringLiteral("third")).isNull());
    HEARD_SYNCED(m_mum->sync());
    for (Holder *one : {second.get(), third.get()}) {
        QVERIFY(problemNames(one->sync()).contains(QStringLiteral("copied-vault")));
        HEARD_VERIFY(one->workspace->makeOwn());
        HEARD_SYNCED(one->sync());
    }
    const QList<Holder *> all{m_mum.get(), second.get(), third.get(), m_school.get()};
    HEARD_NOTHING_WRONG(settle(all));
    HEARD_NOTHING_WRONG(
        wordsOnce({QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("second again"), QStringLiteral("third")}, all));
}

/** Edits, removals, erasures, settled clashes and pictures of the losing side mean the same things afterwards. */
void TestCopies::whatWasWrittenFollows()
{
    const Id old = addNote(*m_mum->circle, QStringLiteral("as it was"));
    const Id toGo = addNote(*m_mum->circle, QStringLiteral("to be removed"));
    const Id both = addNote(*m_mum->circle, QStringLiteral("before both"));
    HEARD_NOTHING_WRONG(settle({m_mum.get(), m_school.get()}));
    const auto copy = copyOf(*m_mum);
    QVERIFY(copy);
    QVERIFY(editNote(*m_mum->circle, both, QStringLiteral("by the old one")));
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("another")).isNull());
    HEARD_SYNCED(m_mum->sync());

    QVERIFY(editNote(*copy->circle, old, QStringLiteral("as it is now")));
    QVERIFY(editNote(*copy->circle, both, QStringLiteral("by the new one")));
    const Id fresh = addNote(*copy->circle, QStringLiteral("first words"));
    QVERIFY(editNote(*copy->circle, fresh, QStringLiteral("better words")));
    const Id short1 = addNote(*copy->circle, QStringLiteral("made and removed"));
    Change gone(*copy->circle, copy->circle->everyone());
    gone.remove(toGo);
    gone.remove(short1);
    HEARD_VERIFY(copy->circle->save(gone));
    const Id erased = addNote(*copy->circle, QStringLiteral("erased for good"));
    HEARD_VERIFY(copy->circle->erase(erased));
    const QByteArray image = bytesOf(200'000, 7);
    QVERIFY(!addPicture(*copy->circle, image).isNull());
    QCOMPARE(problemNames(copy->sync()), QStringList{QStringLiteral("copied-vault")});
    HEARD_VERIFY(copy->workspace->makeOwn());
    HEARD_SYNCED(copy->sync());
    const QList<Holder *> all{m_mum.get(), copy.get(), m_school.get()};
    HEARD_NOTHING_WRONG(settle(all));
    // Both wrote over the same words: that is two versions, as between any two devices.
    HEARD_NOTHING_WRONG(wordsOnce({QStringLiteral("as it is now"), QStringLiteral("by the old one"), QStringLiteral("by the new one"),
                                   QStringLiteral("another"), QStringLiteral("better words"), QStringLiteral("a note with a picture")},
                                  all));
    for (const Holder *one : all) {
        QVERIFY(one->circle->record(toGo)->gone());
        const auto pictures = one->circle->attachments();
        HEARD_VERIFY(pictures);
        QCOMPARE(pictures->size(), 1);
        const auto bytes = readAll(*one->circle, pictures->constFirst().attachment);
        HEARD_VERIFY(bytes);
        QVERIFY(*bytes == image);
        // It is still about the note that it was added to.
        const Record *picture = one->circle->record(pictures->constFirst().record);
        QVERIFY(picture);
        bool joined = false;
        for (const Record *record : one->circle->records(note::kind)) {
            if (record->get(note::text) == QStringLiteral("a note with a picture")) {
                for (const Register &field : picture->fields) {
                    for (const Version &version : field.all())
                        joined = joined || version.value == QCborValue(record->id.toBytes());
                }
            }
        }
        QVERIFY(joined);
    }
}

/** The storage is emptied, or brought back from an old copy of its own, after a vault was restored and another made its own: all comes again. */
void TestCopies::putBackIntoAnEmptiedStore()
{
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("before")).isNull());
    HEARD_NOTHING_WRONG(settle({m_mum.get(), m_school.get()}));
    const auto longAgo = m_store->files;
    const auto copy = copyOf(*m_mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("old")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new")).isNull());
    QVERIFY(!addPicture(*copy->circle, bytesOf(50'000, 9)).isNull());
    HEARD_SYNCED(m_mum->sync());
    HEARD_VERIFY(copy->workspace->makeOwn());
    const QList<Holder *> all{m_mum.get(), copy.get(), m_school.get()};
    HEARD_NOTHING_WRONG(settle(all));
    QVERIFY(!addNote(*copy->circle, QStringLiteral("not sent yet")).isNull());
    const QStringList words{QStringLiteral("before"), QStringLiteral("old"), QStringLiteral("new"), QStringLiteral("a note with a picture"),
                            QStringLiteral("not sent yet")};
    for (const auto &left : {QMap<QString, MemoryStore::File>(), longAgo}) {
        m_store->files = left;
        // The old laptop is gone for good: the new one brings back what that had sent, too.
        const QList<Holder *> still{copy.get(), m_school.get()};
        for (int i = 0; i < 2; ++i) {
            for (Holder *one : still)
                (void)one->sync({.putBack = true, .repair = true});
        }
        Holder reader;
        QVERIFY(reader.start(QStringLiteral("Gran"), Role::Parent));
        reader.circle = knock(*copy, *copy->circle, reader, Role::Parent);
        QVERIFY(reader.circle);
        reader.remote = std::make_unique<MemoryRemote>(*m_store, ++m_owners);
        (void)copy->sync();
        (void)reader.sync();
        HEARD_NOTHING_WRONG(wordsOnce(words, {&reader, m_school.get()}));
        const auto pictures = reader.circle->attachments();
        HEARD_VERIFY(pictures);
        QCOMPARE(pictures->size(), 1);
        HEARD_VERIFY(readAll(*reader.circle, pictures->constFirst().attachment));
    }
}

/** Someone whom the losing side let in agreed to be let in by the device it was then: that is said, and nothing else is held up by it. */
void TestCopies::peopleLetInByACopyAreToldOf()
{
    Quick dad;
    QVERIFY(dad.start(QStringLiteral("Ben Okafor"), Role::Parent));
    const auto copy = copyOf(*m_mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("old")).isNull());
    HEARD_SYNCED(m_mum->sync());
    QVERIFY(knock(*copy, *copy->circle, dad, Role::Parent));
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new")).isNull());
    HEARD_VERIFY(copy->workspace->makeOwn());
    QCOMPARE(problemNames(copy->sync()), QStringList{QStringLiteral("changes-left")});
    const QList<Holder *> all{m_mum.get(), copy.get(), m_school.get()};
    HEARD_NOTHING_WRONG(settle(all));
    HEARD_NOTHING_WRONG(wordsOnce({QStringLiteral("old"), QStringLiteral("new")}, all));
    QCOMPARE(copy->circle->members().size(), 2);
}

/** The process dies at each step of the sync that heals, and before and after the identity is taken: the next one goes on from there. */
void TestCopies::killedAtEveryStep()
{
    const auto copy = copyOf(*m_mum);
    QVERIFY(copy);
    const Id id = m_mum->circle->id();
    QVERIFY(!addNote(*m_mum->circle, QStringLiteral("old")).isNull());
    HEARD_SYNCED(m_mum->sync());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("mine"), true).isNull());
    QVERIFY(!addPicture(*copy->circle, bytesOf(100'000, 3)).isNull());
    HEARD_VERIFY(copy->workspace->makeOwn());
    copy->workspace.reset();
    QTemporaryDir before;
    heard::test::copyFolder(copy->path(), before.filePath(QStringLiteral("vault")));
    m_mum->workspace.reset();
    heard::test::copyFolder(m_mum->path(), before.filePath(QStringLiteral("mum")));
    m_school->workspace.reset();
    heard::test::copyFolder(m_school->path(), before.filePath(QStringLiteral("school")));
    const auto files = m_store->files;

    KillSwitch kill;
    int deaths = 0;
    const int stride = byDepth(5, 2, 1);
    for (int step = 1;; step += stride) {
        for (const auto &[holder, name] : {std::pair(copy.get(), "vault"), std::pair(m_mum.get(), "mum"), std::pair(m_school.get(), "school")}) {
            holder->workspace.reset();
            QVERIFY(QDir(holder->path()).removeRecursively());
            heard::test::copyFolder(before.filePath(QString::fromLatin1(name)), holder->path());
            QVERIFY(holder->open(id));
        }
        m_store->files = files;
        m_store->everUsed.clear();
        m_store->violations.clear();
        kill.arm(step);
        bool died = false;
        try {
            MemoryRemote dying(*m_store, copy->owner, &kill);
            KillPort port(*copy->circle, kill);
            const Cancel cancel;
            (void)syncOnce(port, dying, copy->clock, copy->random, cancel);
        } catch (const Killed &) {
            died = true;
            ++deaths;
        }
        kill.arm(0);
        if (!died)
            break;
        QVERIFY(copy->open(id));
        const QList<Holder *> all{copy.get(), m_mum.get(), m_school.get()};
        HEARD_NOTHING_WRONG(settle(all));
        const QStringList words{QStringLiteral("old"), QStringLiteral("new"), QStringLiteral("a note with a picture")};
        HEARD_NOTHING_WRONG(wordsOnce(words, {m_school.get()}));
        HEARD_NOTHING_WRONG(wordsOnce(words + QStringList{QStringLiteral("mine")}, {copy.get(), m_mum.get()}));
    }
    QVERIFY(deaths > 5);
}

/**
 * Random histories in which the folder is copied at any moment, and each copy is made its own some time later. Known to fail at night:
 * in history 50 one end does not show what another end kept to itself; what is for everybody is there, once.
 */
void TestCopies::seededHistories()
{
    const int histories = byDepth(6, 40, 400);
    for (int seed = 1; seed <= histories; ++seed) {
        init();
        SeededRandom random{quint64(seed)};
        std::vector<std::unique_ptr<Holder>> copies;
        QList<Holder *> ends{m_mum.get()};
        QStringList forAll;
        QStringList mine;
        const int steps = 25;
        for (int step = 0; step < steps; ++step) {
            Holder &one = *ends[qsizetype(random.below(quint64(ends.size())))];
            switch (random.below(9)) {
            case 0:
            case 1:
            case 2:
                forAll.append(QStringLiteral("%1.%2").arg(seed).arg(step));
                QVERIFY(!addNote(*one.circle, forAll.constLast()).isNull());
                break;
            case 3:
                mine.append(QStringLiteral("mine %1.%2").arg(seed).arg(step));
                QVERIFY(!addNote(*one.circle, mine.constLast(), true).isNull());
                break;
            case 4:
                (void)m_school->sync();
                break;
            case 5:
            case 6:
                (void)one.sync();
                break;
            case 7:
                if (copies.size() < 2) {
                    copies.push_back(copyOf(one));
                    QVERIFY(copies.back());
                    ends.append(copies.back().get());
                }
                break;
            default:
                if (problemNames(one.sync()).contains(QStringLiteral("copied-vault")))
                    HEARD_VERIFY(one.workspace->makeOwn());
                break;
            }
        }
        // Whoever is told does what is advised, until nobody is.
        for (int round = 0; round < 6; ++round) {
            for (Holder *one : std::as_const(ends)) {
                if (problemNames(one->sync()).contains(QStringLiteral("copied-vault"))) {
                    HEARD_VERIFY(one->workspace->makeOwn());
                    (void)one->sync();
                }
            }
        }
        const auto context = qScopeGuard([seed] { qInfo("history %d", seed); });
        HEARD_NOTHING_WRONG(settle(QList<Holder *>(ends) + QList<Holder *>{m_school.get()}));
        HEARD_NOTHING_WRONG(wordsOnce(forAll, {m_school.get()}));
        HEARD_NOTHING_WRONG(wordsOnce(forAll + mine, ends));
    }
}

QTEST_GUILESS_MAIN(TestCopies)
#include "tst_copies.moc"
