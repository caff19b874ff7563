// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/circles.h"
#include "sync/engine.h"
#include "sync/head.h"
#include "sync/layout.h"
#include "sync/object.h"
#include "sync/remote.h"
#include "sync/settings.h"

#include <QMap>
#include <QSet>
#include <functional>
#include <memory>
#include <random>

namespace heard::testing {

/** Thrown by fakes where a process would have been killed: nothing of the run survives but what was durable. */
struct Killed
{};

/** Counts the steps of a sync that reach outside, and ends the run at one of them. */
class KillSwitch
{
public:
    /** From now on, dies at the @p step -th step (1 …); 0: never. */
    void arm(int step)
    {
        m_left = step;
        m_taken = 0;
    }
    void step()
    {
        ++m_taken;
        if (m_left > 0 && --m_left == 0)
            throw Killed{};
    }
    [[nodiscard]] int taken() const { return m_taken; }

private:
    int m_left = 0;
    int m_taken = 0;
};

/**
 * The storage several devices share, in memory. It keeps the rules that the real ones are trusted with: it notes every second use
 * of a name and every removal of what another put, and lets a test look after each change.
 */
class MemoryStore
{
public:
    struct File
    {
        QByteArray bytes;
        int owner = 0;
    };
    QMap<QString, File> files;
    QSet<QString> everUsed;
    QStringList violations;
    std::function<void()> afterChange;
    QByteArray identity = QByteArrayLiteral("memory-store-0001");

    void put(const QString &path, const QByteArray &bytes, int owner)
    {
        if (everUsed.contains(path))
            violations.append(QStringLiteral("second put of ") + path);
        everUsed.insert(path);
        files.insert(path, {bytes, owner});
        if (afterChange)
            afterChange();
    }
    void remove(const QString &path, int owner)
    {
        const auto it = files.constFind(path);
        if (it == files.constEnd())
            return;
        if (it->owner != owner)
            violations.append(QStringLiteral("removed another's ") + path);
        files.erase(it);
        if (afterChange)
            afterChange();
    }
    [[nodiscard]] QStringList in(const QString &folder) const
    {
        QStringList names;
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            if (it.key().startsWith(folder + QLatin1Char('/')))
                names.append(it.key().sliced(folder.size() + 1));
        }
        return names;
    }
};

/** What goes wrong with the next request. */
enum class Fault {
    None,
    Unreachable, ///< nothing happens, the answer is that nothing is there
    LostAnswer,  ///< it is done, but the answer does not come
    Cut,         ///< an upload leaves half a file; a download gives half of it
    Full,
    ReadOnly,
};

/** One device's way to a MemoryStore, with faults on demand. */
class MemoryRemote final : public Remote
{
public:
    MemoryRemote(MemoryStore &store, int owner, KillSwitch *kill = nullptr) : m_store(store), m_owner(owner), m_kill(kill) {}
    /** Asked before each request. */
    std::function<Fault(const QString &what)> fault;
    QStringList log;
    qsizetype largest = std::numeric_limits<qsizetype>::max(); ///< the most bytes an object may have there
    bool inPieces = false;                                     ///< files arrive one by one, in any order
    std::function<bool(const QString &path)> hides;            ///< what this device is not shown
    std::optional<qint64> timeThereNow;
    [[nodiscard]] bool arrivesInPieces() const override { return inPieces; }
    [[nodiscard]] std::optional<qint64> timeThere() const override { return timeThereNow; }

    [[nodiscard]] QByteArray identity() const override { return blake2b(m_store.identity, 16); }

protected:
    [[nodiscard]] Result<QStringList> doList(const QString &folder) override
    {
        if (const Fault f = next(QStringLiteral("list ") + folder); f != Fault::None)
            return broken(f);
        QStringList names = m_store.in(folder);
        if (hides)
            names.removeIf([&](const QString &name) { return hides(folder + u'/' + name); });
        die();
        return names;
    }
    [[nodiscard]] Result<QByteArray> doGet(const QString &path, qsizetype limit) override
    {
        const Fault f = next(QStringLiteral("get ") + path);
        if (f != Fault::None && f != Fault::Cut)
            return broken(f);
        const auto it = m_store.files.constFind(path);
        if (it == m_store.files.constEnd())
            return fail(ErrorCode::NotFound, "object-missing", coreText("A shared file has not come yet. Your work is safe."), path);
        if (it->bytes.size() > limit)
            return fail(ErrorCode::Damaged, "object-too-large", coreText("A shared file is larger than it can be. Your work is safe."), path);
        die();
        return f == Fault::Cut ? it->bytes.first(it->bytes.size() / 2) : it->bytes;
    }
    [[nodiscard]] Result<> doPutNew(const QString &path, const QByteArray &bytes) override
    {
        const Fault f = next(QStringLiteral("put ") + path);
        if (f == Fault::LostAnswer || f == Fault::Cut)
            m_store.put(path, f == Fault::Cut ? bytes.first(bytes.size() / 2) : bytes, m_owner);
        if (f != Fault::None)
            return broken(f);
        if (bytes.size() > largest)
            return fail(ErrorCode::Refused, "remote-too-small", coreText("The storage does not take files of this size."), path);
        if (m_store.files.contains(path))
            return fail(ErrorCode::Refused, "name-taken",
                        coreText("This name is taken in the shared folder. Nothing was replaced. Your work is safe."), path);
        m_store.put(path, bytes, m_owner);
        die();
        return {};
    }
    [[nodiscard]] Result<> doRemove(const QString &path) override
    {
        const Fault f = next(QStringLiteral("remove ") + path);
        if (f == Fault::LostAnswer)
            m_store.remove(path, m_owner);
        if (f != Fault::None)
            return broken(f);
        m_store.remove(path, m_owner);
        die();
        return {};
    }

private:
    Fault next(const QString &what)
    {
        die();
        log.append(what);
        return fault ? fault(what) : Fault::None;
    }
    void die()
    {
        if (m_kill)
            m_kill->step();
    }
    static std::unexpected<Error> broken(Fault fault)
    {
        switch (fault) {
        case Fault::Full:
            return fail(ErrorCode::Full, "remote-full",
                        coreText("The shared folder is full. Your work is safe on this device. Make some room there, then try again."));
        case Fault::ReadOnly:
            return fail(ErrorCode::Refused, "remote-read-only",
                        coreText("Heard may not change the shared folder. Your work is safe on this device. Ask for the right to change it."));
        default:
            return fail(ErrorCode::Unreachable, "remote-unreachable",
                        coreText("The shared folder is not there. Your work is safe on this device. Plug it in or check it, then try again."));
        }
    }

    MemoryStore &m_store;
    int m_owner;
    KillSwitch *m_kill;
};

/** A port that can be killed before and after each thing it does. */
class KillPort final : public CirclePort
{
public:
    KillPort(Circle &circle, KillSwitch &kill) : m_port(circle), m_kill(kill) {}
    /** Told of what is handed over at once. */
    std::function<void(const QList<SignedCommit> &)> onReceive;
    [[nodiscard]] Result<CircleSnapshot> snapshot() override { return m_port.snapshot(); }
    [[nodiscard]] Result<QList<SignedCommit>> commitsOf(const Id &stream, quint64 after, int most) override
    {
        return m_port.commitsOf(stream, after, most);
    }
    [[nodiscard]] Result<QByteArray> deviceKey(const Id &device) override { return m_port.deviceKey(device); }
    [[nodiscard]] Result<QByteArray> signHead(const QByteArray &message) override { return m_port.signHead(message); }
    [[nodiscard]] Result<Circle::Received> receive(const QList<SignedCommit> &commits) override
    {
        m_kill.step();
        if (onReceive)
            onReceive(commits);
        auto received = m_port.receive(commits);
        m_kill.step();
        return received;
    }
    [[nodiscard]] Result<Circle::Rewritten> rewriteFork(const Id &stream, const QList<SignedCommit> &theirs) override
    {
        m_kill.step();
        auto rewritten = m_port.rewriteFork(stream, theirs);
        m_kill.step();
        return rewritten;
    }
    [[nodiscard]] Result<QList<Letter>> letters() override { return m_port.letters(); }
    [[nodiscard]] Result<bool> openLetter(const QByteArray &sealed) override
    {
        m_kill.step();
        auto opened = m_port.openLetter(sealed);
        m_kill.step();
        return opened;
    }
    [[nodiscard]] Result<QHash<QByteArray, QByteArray>> notes(ItemKind kind) override { return m_port.notes(kind); }
    [[nodiscard]] Result<> keep(const SyncUpdate &update) override
    {
        m_kill.step();
        auto kept = m_port.keep(update);
        m_kill.step();
        return kept;
    }
    [[nodiscard]] Result<QList<AttachmentInfo>> attachments() override { return m_port.attachments(); }
    [[nodiscard]] Result<QSet<QByteArray>> heldChunks() override { return m_port.heldChunks(); }
    [[nodiscard]] Result<QByteArray> chunk(const QByteArray &name) override { return m_port.chunk(name); }
    [[nodiscard]] Result<> keepChunks(const QList<QByteArray> &pieces) override
    {
        m_kill.step();
        auto kept = m_port.keepChunks(pieces);
        m_kill.step();
        return kept;
    }
    [[nodiscard]] Result<> dropChunks(const QList<QByteArray> &names) override { return m_port.dropChunks(names); }
    [[nodiscard]] Result<> finishErasures(const QList<Id> &erasures) override
    {
        m_kill.step();
        auto finished = m_port.finishErasures(erasures);
        m_kill.step();
        return finished;
    }
    [[nodiscard]] Result<> dropKeys(const QSet<Id> &epochs) override
    {
        m_kill.step();
        auto dropped = m_port.dropKeys(epochs);
        m_kill.step();
        return dropped;
    }
    [[nodiscard]] Result<> dropUnusedChunks(const QList<QByteArray> &names) override
    {
        m_kill.step();
        auto dropped = m_port.dropUnusedChunks(names);
        m_kill.step();
        return dropped;
    }

private:
    DirectPort m_port;
    KillSwitch &m_kill;
};

/** Randomness that can be told where to start again, so that a history is the same each time it is told. */
class TellableRandom final : public Random
{
public:
    void seed(quint64 seed) { m_engine.seed(seed); }
    void fill(std::span<unsigned char> out) override
    {
        for (unsigned char &byte : out)
            byte = static_cast<unsigned char>(m_engine() & 0xFF);
    }

private:
    std::mt19937_64 m_engine;
};

/** Someone whose vault does not wait for the disk at each save: for tests that save thousands of times and are about something else. */
struct Quick : Someone
{
    Random *chance = &random;
    Keychain *keychain = nullptr; ///< with one, opening again needs no passphrase and is quick
    [[nodiscard]] Surroundings around()
    {
        return {.clock = &clock, .random = chance, .keychain = keychain, .store = {StoreOptions::Durability::Normal}};
    }
    [[nodiscard]] bool start(const QString &name, Role role)
    {
        auto created = Workspace::create(path(), {name, role, QStringLiteral("en-GB")}, secret("paper lantern quiet river"),
                                         KdfCost::interactive(), around());
        workspace = created ? std::move(created->workspace) : nullptr;
        return workspace && (!keychain || workspace->vault().setOpensWithKeychain(true));
    }
    [[nodiscard]] bool reopen()
    {
        workspace.reset();
        auto vault = keychain ? Vault::openWithKeychain(path(), around()) : Vault::open(path(), secret("paper lantern quiet river"), around());
        auto opened = vault ? Workspace::open(*std::move(vault)) : Result<std::unique_ptr<Workspace>>(std::unexpected(vault.error()));
        workspace = opened ? *std::move(opened) : nullptr;
        return workspace != nullptr;
    }
};

/** What a circle shows: the operations that stand in each field. */
using Shown = QMap<QString, QSet<OpId>>;

inline QString fieldName(const Id &record, const QString &field)
{
    return record.toHex() + u'/' + field;
}

inline Shown shownBy(const Circle &circle, const QSet<Id> &records)
{
    Shown shown;
    for (const Id &id : records) {
        const Record *record = circle.record(id);
        if (!record)
            continue;
        for (auto it = record->fields.cbegin(); it != record->fields.cend(); ++it) {
            for (const Version &version : it->all())
                shown[fieldName(id, it.key())].insert(version.op);
        }
    }
    return shown;
}

/** One sync of a circle with a remote, as its owner would do it. */
inline SyncReport syncWith(Someone &who, Circle &circle, Remote &remote, const SyncOptions &options = {})
{
    DirectPort port(circle);
    const Cancel cancel;
    return syncOnce(port, remote, who.clock, who.random, cancel, {}, options);
}

/** The report in words, for a test's message. */
inline QByteArray told(const SyncReport &report)
{
    QStringList lines{
        QStringLiteral("pushed %1 pulled %2 requests %3 waiting %4").arg(report.pushed).arg(report.pulled).arg(report.requests).arg(report.waiting)};
    for (const SyncProblem &problem : report.problems)
        lines.append(problem.name + QLatin1String(" (") + problem.detail + QLatin1Char(')'));
    return lines.join(QLatin1String("; ")).toUtf8();
}

inline QStringList problemNames(const SyncReport &report)
{
    QStringList names;
    for (const SyncProblem &problem : report.problems)
        names.append(problem.name);
    return names;
}

#define HEARD_SYNCED(report)                                                       \
    do {                                                                           \
        const SyncReport &heardReport = (report);                                  \
        QVERIFY2(heardReport.ok(), heard::testing::told(heardReport).constData()); \
    } while (false)

/** Invite, reply, admit; the letter and the changes are left to sync. Null when it fails. */
inline Circle *knock(Someone &host, Circle &circle, Someone &guest, Role role, bool anotherDevice = false)
{
    auto invite = host.workspace->invite(circle, {.name = guest.workspace->person().name, .role = role, .anotherDeviceOfMine = anotherDevice});
    if (!invite)
        return nullptr;
    auto accepted = guest.workspace->accept(invite->file);
    if (!accepted || !host.workspace->admit(circle, accepted->reply))
        return nullptr;
    auto theirs = guest.workspace->circle(circle.id());
    return theirs ? *theirs : nullptr;
}

/** Every head in the store that @p reader can open names only segments that lie there, whole. Empty when so. */
inline QString danglingReference(const MemoryStore &store, const CircleSnapshot &reader)
{
    for (auto it = store.files.cbegin(); it != store.files.cend(); ++it) {
        const auto name = it.key().startsWith(QLatin1String("h/")) ? HeadName::parse(QStringView(it.key()).sliced(2)) : std::nullopt;
        if (!name)
            continue;
        const auto opened = openObject(ObjectType::Head, reader.keyring, reader.circle, Head::role(*name), it->bytes);
        const auto head = opened ? readHead(opened->plain) : Result<Head>(std::unexpected(opened.error()));
        if (!head)
            continue; // not shared with this reader, or an upload that was cut
        QList<SegmentRef> named = head->segments;
        for (const CarriedSegment &carried : head->carried)
            named.append(carried.segment);
        if (head->snapshot)
            named += head->snapshot->parts;
        for (const SegmentRef &segment : std::as_const(named)) {
            const auto file = store.files.constFind(segment.path());
            if (file == store.files.constEnd() || blake2b(file->bytes) != segment.hash)
                return it.key() + QLatin1String(" names ") + segment.path();
        }
    }
    return {};
}

/** A note with words that do not pack too well, as long as a real statement. */
inline QString statement(SeededRandom &random, int number)
{
    static const QStringList words{QStringLiteral("Sam"),    QStringLiteral("buses"), QStringLiteral("quiet"),  QStringLiteral("library"),
                                   QStringLiteral("before"), QStringLiteral("lunch"), QStringLiteral("friend"), QStringLiteral("swing"),
                                   QStringLiteral("gently"), QStringLiteral("again"), QStringLiteral("answer"), QStringLiteral("picture"),
                                   QStringLiteral("needs"),  QStringLiteral("time"),  QStringLiteral("likes")};
    QStringList text{QString::number(number)};
    for (int i = 0; i < 14; ++i)
        text.append(words[qsizetype(random.below(quint64(words.size())))]);
    return text.join(u' ');
}

inline bool addMany(Circle &circle, int count, quint64 seed)
{
    SeededRandom random(seed);
    for (int i = 0; i < count; ++i) {
        if (addNote(circle, statement(random, i)).isNull())
            return false;
    }
    return true;
}

/** Mum, who founds a circle, and school, who joins it through a store in memory. One vault each for all tests of a file. */
struct TwoPeople
{
    Quick mum;
    Quick school;
    Circle *atMum = nullptr;
    Circle *atSchool = nullptr;
    std::unique_ptr<MemoryStore> store;
    std::unique_ptr<MemoryRemote> mumRemote;
    std::unique_ptr<MemoryRemote> schoolRemote;

    [[nodiscard]] bool start()
    {
        return mum.start(QStringLiteral("Ada Okafor"), Role::Parent) && school.start(QStringLiteral("Mr Lee"), Role::Senco);
    }
    /** A new circle of mum's and an empty store: making a vault takes long on purpose, making a circle does not. */
    [[nodiscard]] bool fresh()
    {
        store = std::make_unique<MemoryStore>();
        mumRemote = std::make_unique<MemoryRemote>(*store, 1);
        schoolRemote = std::make_unique<MemoryRemote>(*store, 2);
        const auto circle = mum.workspace->createCircle({.name = QStringLiteral("Sam")});
        atMum = circle ? *circle : nullptr;
        atSchool = nullptr;
        return atMum;
    }
    [[nodiscard]] SyncReport syncMum(const SyncOptions &options = {}) { return syncWith(mum, *atMum, *mumRemote, options); }
    [[nodiscard]] SyncReport syncSchool(const SyncOptions &options = {}) { return syncWith(school, *atSchool, *schoolRemote, options); }
    /** Syncs both until nothing is new; what is wrong then, or nothing. */
    [[nodiscard]] QString settle()
    {
        for (int i = 0; i < 4; ++i) {
            for (const SyncReport &report : {syncMum(), syncSchool()}) {
                if (!report.ok())
                    return QString::fromUtf8(told(report));
            }
        }
        if (atMum->digest() != atSchool->digest())
            return QStringLiteral("they do not show the same");
        return store->violations.join(u' ');
    }
    /** fresh(), and school has joined. */
    [[nodiscard]] QString joined()
    {
        if (!fresh())
            return QStringLiteral("no circle");
        atSchool = knock(mum, *atMum, school, Role::Senco);
        return atSchool ? settle() : QStringLiteral("not let in");
    }
    /** The heads of mum's "everyone here" stream that lie in the store. */
    [[nodiscard]] QStringList headsOfMum() const
    {
        return store->in(QStringLiteral("h")).filter(streamTag(*atMum->nameKey(), streamOf(atMum->device(), atMum->everyone())));
    }
};

#define HEARD_NOTHING_WRONG(text)                               \
    do {                                                        \
        const QString &heardWrong = (text);                     \
        QVERIFY2(heardWrong.isEmpty(), qPrintable(heardWrong)); \
    } while (false)

} // namespace heard::testing
