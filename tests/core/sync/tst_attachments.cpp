// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pictures.h"
#include "sync/attachments.h"
#include "sync/folder_remote.h"
#include "sync/timeleft.h"

#include <QElapsedTimer>

using namespace heard;
using namespace heard::testing;

namespace {

using Where = AttachmentState::Where;

} // namespace

/** Pictures and films between devices: before the words that name them, piece by piece, and whole or not at all. */
class TestAttachments : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void arriveAndAreTheSame();
    void wordsGoFirstAndNeverWaitForPictures();
    void onACostlyNetworkOnlyWhatWasAskedForMoves();
    void killedAtEveryStepOfAnUpload();
    void everyFailureOfThePutIsGotOver_data();
    void everyFailureOfThePutIsGotOver();
    void damageAndSwapsAreNotTaken();
    void whatIsMissingCostsNothingWhileNothingIsNew();
    void aPieceThatVanishedIsPutBackByWhoHoldsIt();
    void aPictureLostHereHoldsNothingBack();
    void aFullStorageIsSaidAndGoesOn();
    void aStorageThatTakesLittleGetsTheWords();
    void twoHundredPhotosThroughAFolder();
    void emptyingTheStorageTakesThemToo();
    void timeLeftIsSensible();

private:
    [[nodiscard]] Where stateAtMum(qint64 *done = nullptr) const { return stateAt(*m_people->atMum, *m_people->mumRemote, done); }
    [[nodiscard]] Where stateAtSchool() const { return stateAt(*m_people->atSchool, *m_people->schoolRemote, nullptr); }
    [[nodiscard]] static Where stateAt(Circle &circle, Remote &remote, qint64 *done);
    /** Every piece that a published commit names lies there, whole, under one of its names. */
    [[nodiscard]] QString dangling() const;
    [[nodiscard]] QString sameAtSchool(const QByteArray &bytes) const;

    std::unique_ptr<TwoPeople> m_people;
    qint64 m_start = 0;
    KillSwitch m_kill;
    mutable QHash<QString, QByteArray> m_seen; ///< pieces that were found whole
};

void TestAttachments::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
    m_start = m_people->mum.clock.now();
}

void TestAttachments::init()
{
    m_people->mum.clock.set(m_start);
    m_people->school.clock.set(m_start);
}

Where TestAttachments::stateAt(Circle &circle, Remote &remote, qint64 *done)
{
    const auto states = attachmentStatesAt(circle, remote.identity());
    if (!states || states->isEmpty())
        return Where::Damaged;
    if (done)
        *done = states->constLast().bytesDone;
    return states->constLast().where;
}

QString TestAttachments::dangling() const
{
    const TwoPeople &w = *m_people;
    auto reader = DirectPort(*w.atMum).snapshot();
    if (!reader)
        return QStringLiteral("unreadable");
    const auto lies = [&](const Attachment::Chunk &chunk) {
        for (int number = 0; number < namesOfChunk; ++number) {
            if (const auto it = w.store->files.constFind(chunkPath(chunk.name, number));
                it != w.store->files.cend() && isChunk(chunk, it->bytes))
                return true;
        }
        return false;
    };
    const auto look = [&](const QList<SignedCommit> &commits) {
        for (const SignedCommit &signedCommit : commits) {
            const auto commit = readCommit(signedCommit);
            for (const Operation &operation : commit->operations) {
                const auto attachment = attachmentIn(operation.value);
                if (attachment && !std::all_of(attachment->chunks.cbegin(), attachment->chunks.cend(), lies))
                    return false;
            }
        }
        return true;
    };
    for (auto it = w.store->files.cbegin(); it != w.store->files.cend(); ++it) {
        const auto name = it.key().startsWith(QLatin1String("h/")) ? HeadName::parse(QStringView(it.key()).sliced(2)) : std::nullopt;
        const auto opened = name ? openObject(ObjectType::Head, reader->keyring, reader->circle, Head::role(*name), it->bytes)
                                 : Result<OpenedObject>(std::unexpected(Error{}));
        const auto head = opened ? readHead(opened->plain) : Result<Head>(std::unexpected(Error{}));
        if (!head)
            continue;
        if (!look(head->tail))
            return it.key() + QStringLiteral(" names a piece that is not there");
        for (const SegmentRef &segment : head->segments) {
            const auto object = w.store->files.constFind(segment.path());
            const auto plain = openObject(ObjectType::Segment, reader->keyring, reader->circle, segment.role(head->stream), object->bytes);
            if (!plain || !look(*readSegment(plain->plain)))
                return segment.path() + QStringLiteral(" names a piece that is not there");
        }
    }
    return w.store->violations.join(u' ');
}

QString TestAttachments::sameAtSchool(const QByteArray &bytes) const
{
    const auto infos = m_people->atSchool->attachments();
    if (!infos || infos->isEmpty())
        return QStringLiteral("school knows of none");
    const auto back = readAll(*m_people->atSchool, infos->constLast().attachment);
    if (!back)
        return QString::fromUtf8(why(back));
    return *back == bytes ? QString() : QStringLiteral("other bytes came");
}

/// SR-088
void TestAttachments::arriveAndAreTheSame()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    for (const qsizetype size : {qsizetype(0), qsizetype(1), qsizetype(300'000), 3 * pieceSize + 7}) {
        const QByteArray bytes = bytesOf(size, quint64(size));
        QVERIFY(!addPicture(*w.atMum, bytes).isNull());
        QCOMPARE(stateAtMum(), Where::WaitingToSend);
        const SyncReport sent = w.syncMum();
        HEARD_SYNCED(sent);
        QCOMPARE(sent.blobsUp, 1);
        QCOMPARE(sent.blobsWaiting, 0);
        QCOMPARE(stateAtMum(), Where::Sent);
        HEARD_NOTHING_WRONG(dangling());
        const SyncReport got = w.syncSchool();
        HEARD_SYNCED(got);
        QCOMPARE(got.blobsDown, 1);
        QCOMPARE(stateAtSchool(), Where::Here);
        HEARD_NOTHING_WRONG(sameAtSchool(bytes));
    }
    HEARD_NOTHING_WRONG(w.settle());
    // Nothing new costs one request, however many pictures there are.
    QCOMPARE(w.syncSchool().requests, 1);
    QCOMPARE(w.syncMum().requests, 1);
    // Nothing of a picture can be read in the store, in its names or its sizes.
    const QByteArray plain = bytesOf(300'000, 300'000);
    for (const MemoryStore::File &file : std::as_const(w.store->files))
        QVERIFY(!file.bytes.contains(plain.first(16)) && file.bytes.size() <= 900'000);
    const auto check = w.mum.workspace->check();
    HEARD_VERIFY(check);
    QVERIFY(check->damaged.isEmpty() && check->chunks > 6);
}

void TestAttachments::wordsGoFirstAndNeverWaitForPictures()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(!addNote(*w.atMum, QStringLiteral("before the picture")).isNull());
    const QByteArray bytes = bytesOf(2 * pieceSize, 1);
    QVERIFY(!addPicture(*w.atMum, bytes).isNull());
    QVERIFY(!addNote(*w.atSchool, QStringLiteral("school's own words")).isNull());
    // The storage takes heads and no pieces.
    w.mumRemote->fault = [](const QString &what) { return what.startsWith(QLatin1String("put b/")) ? Fault::Full : Fault::None; };
    const SyncReport held = w.syncMum();
    QCOMPARE(problemNames(held), QStringList(QStringLiteral("remote-full")));
    QCOMPARE(held.pushed, 2); // the note before, and the note the picture is about
    QCOMPARE(held.waiting, 1);
    QCOMPARE(held.blobsWaiting, 1);
    HEARD_NOTHING_WRONG(dangling());
    HEARD_SYNCED(w.syncSchool());
    QVERIFY(w.syncMum().pulled > 0);
    // Half of it goes, then the way is cut: the words wait for the rest, and the next sync goes on with the second piece.
    int puts = 0;
    w.mumRemote->fault = [&](const QString &what) {
        return what.startsWith(QLatin1String("put b/")) && ++puts > 1 ? Fault::Unreachable : Fault::None;
    };
    (void)w.syncMum();
    qint64 done = 0;
    QCOMPARE(stateAtMum(&done), Where::Sending);
    QCOMPARE(done, qint64(pieceSize + sealedPieceMore));
    w.mumRemote->fault = {};
    puts = 0;
    w.mumRemote->log.clear();
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(w.mumRemote->log.filter(QStringLiteral("put b/")).size(), 1);
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_NOTHING_WRONG(sameAtSchool(bytes));
    HEARD_NOTHING_WRONG(dangling());
}

void TestAttachments::onACostlyNetworkOnlyWhatWasAskedForMoves()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const SyncOptions costly{.media = false};
    const QByteArray bytes = bytesOf(100'000, 2);
    QVERIFY(!addPicture(*w.atMum, bytes).isNull());
    const SyncReport held = w.syncMum(costly);
    HEARD_SYNCED(held);
    QCOMPARE(held.blobsWaiting, 1);
    QCOMPARE(held.pushed, 1);
    QCOMPARE(w.mumRemote->log.filter(QStringLiteral("put b/")).size(), 0);
    HEARD_SYNCED(w.syncMum());
    const SyncReport text = w.syncSchool(costly);
    HEARD_SYNCED(text);
    QVERIFY(text.pulled > 0);
    QCOMPARE(text.blobsDown, 0);
    QCOMPARE(stateAtSchool(), Where::NotHere);
    const Id id = w.atSchool->attachments()->constLast().attachment.id();
    HEARD_VERIFY(w.atSchool->setWanted(id, true));
    const SyncReport asked = w.syncSchool(costly);
    HEARD_SYNCED(asked);
    QCOMPARE(asked.blobsDown, 1);
    QVERIFY(!w.atSchool->attachments()->constLast().wanted);
    HEARD_NOTHING_WRONG(sameAtSchool(bytes));
}

/** T1 for pictures: the process dies at every step of sending or fetching one. */
void TestAttachments::killedAtEveryStepOfAnUpload()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QString wrong;
    w.store->afterChange = [&] { wrong = wrong.isEmpty() ? dangling() : wrong; };
    int deaths = 0;
    for (const bool sending : {true, false}) {
        for (int step = 1;; ++step) {
            const QByteArray bytes = bytesOf(pieceSize + 3, quint64(step));
            QVERIFY(!addPicture(*w.atMum, bytes).isNull());
            if (!sending)
                HEARD_SYNCED(w.syncMum());
            bool died = false;
            m_kill.arm(step);
            try {
                KillPort port(sending ? *w.atMum : *w.atSchool, m_kill);
                MemoryRemote remote(*w.store, sending ? 1 : 2, &m_kill);
                const Cancel cancel;
                (void)syncOnce(port, remote, w.mum.clock, w.mum.random, cancel, {}, {});
            } catch (const Killed &) {
                died = true;
            }
            m_kill.arm(0);
            HEARD_NOTHING_WRONG(wrong);
            HEARD_SYNCED(w.syncMum());
            HEARD_SYNCED(w.syncSchool());
            HEARD_NOTHING_WRONG(sameAtSchool(bytes));
            HEARD_NOTHING_WRONG(dangling());
            // A snapshot that was made just now leaves the one before it for the next runs.
            for (int more = 0; more < 3 && !DirectPort(*w.atMum).notes(ItemKind::Journal)->isEmpty(); ++more)
                HEARD_SYNCED(w.syncMum());
            QVERIFY(DirectPort(*w.atMum).notes(ItemKind::Journal)->isEmpty());
            if (!died)
                break;
            ++deaths;
        }
    }
    qInfo("killed at %d steps", deaths);
    QVERIFY(deaths > 25);
    HEARD_NOTHING_WRONG(w.settle());
}

void TestAttachments::everyFailureOfThePutIsGotOver_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("times");
    for (const auto &[name, fault] : {std::pair("unreachable", Fault::Unreachable), std::pair("lost answer", Fault::LostAnswer),
                                      std::pair("cut", Fault::Cut), std::pair("full", Fault::Full), std::pair("read-only", Fault::ReadOnly)}) {
        for (const int times : {1, 5, 40})
            QTest::addRow("%s %d times", name, times) << int(fault) << times;
    }
}

/** However often a put goes wrong: no name is put twice, nothing dangles, and it arrives when the trouble ends. */
void TestAttachments::everyFailureOfThePutIsGotOver()
{
    QFETCH(const int, fault);
    QFETCH(const int, times);
    // After fifteen uploads that were cut half-way, all but one of a piece's names hold half a file: as many tries as there are names.
    const int tries = Fault(fault) == Fault::Cut ? std::min(times, namesOfChunk - 1) : times;
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const QByteArray bytes = bytesOf(5000, 7);
    QVERIFY(!addPicture(*w.atMum, bytes).isNull());
    int left = tries;
    w.mumRemote->fault = [&](const QString &what) {
        return what.startsWith(QLatin1String("put b/")) && left > 0 && left-- > 0 ? Fault(fault) : Fault::None;
    };
    for (int i = 0; i < tries && left > 0; ++i) {
        (void)w.syncMum();
        HEARD_NOTHING_WRONG(dangling());
    }
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_NOTHING_WRONG(sameAtSchool(bytes));
    HEARD_NOTHING_WRONG(dangling());
    QVERIFY(DirectPort(*w.atMum).notes(ItemKind::Journal)->isEmpty());
    int pieces = 0;
    for (const QString &path : w.store->files.keys())
        pieces += path.startsWith(QLatin1String("b/")) ? 1 : 0;
    QCOMPARE(pieces, 1);
}

/// T10: what another put there in a piece's place is not taken, and what was there comes when it is there again.
void TestAttachments::damageAndSwapsAreNotTaken()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const QByteArray bytes = bytesOf(2 * pieceSize, 9);
    QVERIFY(!addPicture(*w.atMum, bytes).isNull());
    HEARD_SYNCED(w.syncMum());
    QStringList paths = w.store->files.keys().filter(QStringLiteral("b/"));
    QVERIFY(paths.size() >= 2);
    const QByteArray first = w.store->files[paths[0]].bytes;
    const QByteArray second = w.store->files[paths[1]].bytes;
    QByteArray flipped = first;
    flipped[1000] ^= 1;
    for (const QByteArray &wrong : {second, flipped, first.first(first.size() - 1), QByteArray(), bytesOf(first.size(), 4)}) {
        w.store->files[paths[0]].bytes = wrong;
        // Asked for: it is looked for in each sync.
        HEARD_SYNCED(w.syncSchool({.media = false}));
        HEARD_VERIFY(w.atSchool->setWanted(w.atSchool->attachments()->constLast().attachment.id(), true));
        const SyncReport report = w.syncSchool();
        HEARD_SYNCED(report);
        QCOMPARE(report.blobsMissing, 1);
        QCOMPARE(report.blobsDown, 0);
        QCOMPARE(stateAtSchool(), Where::Missing);
        QVERIFY(!readAll(*w.atSchool, w.atSchool->attachments()->constLast().attachment));
    }
    w.store->files[paths[0]].bytes = first;
    HEARD_SYNCED(w.syncSchool());
    QCOMPARE(stateAtSchool(), Where::Here);
    HEARD_NOTHING_WRONG(sameAtSchool(bytes));
}

void TestAttachments::whatIsMissingCostsNothingWhileNothingIsNew()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    int pieces = 0;
    for (int i = 0; i < 6; ++i) {
        QVERIFY(!addPicture(*w.atMum, bytesOf(5000, quint64(i))).isNull());
        HEARD_SYNCED(w.syncMum());
    }
    for (const QString &path : w.store->files.keys()) {
        if (path.startsWith(QLatin1String("b/")))
            pieces += int(w.store->files.remove(path));
    }
    QCOMPARE(pieces, 6);
    QCOMPARE(w.syncSchool().blobsMissing, 6);
    HEARD_NOTHING_WRONG(w.settle());
    const SyncReport idle = w.syncSchool();
    HEARD_SYNCED(idle);
    QCOMPARE(idle.requests, 1);
    QCOMPARE(idle.blobsMissing, 6);
    QCOMPARE(stateAtSchool(), Where::Missing);
    // A day later it looks again, and not once more after that.
    w.school.clock.set(w.school.clock.now() + 25 * 3'600'000LL);
    QVERIFY(w.syncSchool().requests > 6);
    QCOMPARE(w.syncSchool().requests, 1);
    // Something new of others: it may have come with that. A repair tells, though it saves nothing.
    HEARD_SYNCED(w.syncMum({.repair = true}));
    QCOMPARE(w.syncSchool().blobsDown, 6);
    HEARD_NOTHING_WRONG(sameAtSchool(bytesOf(5000, 5)));
}

void TestAttachments::aPieceThatVanishedIsPutBackByWhoHoldsIt()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const QByteArray bytes = bytesOf(2 * pieceSize, 11);
    QVERIFY(!addPicture(*w.atMum, bytes).isNull());
    HEARD_NOTHING_WRONG(w.settle());
    for (const bool byMum : {true, false}) {
        const QString gone = w.store->files.keys().filter(QStringLiteral("b/")).constFirst();
        w.store->files.remove(gone);
        const SyncReport healed = byMum ? w.syncMum({.repair = true}) : w.syncSchool({.repair = true});
        HEARD_SYNCED(healed);
        QCOMPARE(healed.blobsUp, 1);
        QVERIFY(!w.store->files.contains(gone));
        HEARD_NOTHING_WRONG(dangling());
    }
    // The file here is spoiled: said by the check, and fetched again after a repair.
    const QByteArray name = w.atSchool->attachments()->constFirst().attachment.chunks.constFirst().name;
    QFile file(w.school.path() + QStringLiteral("/blobs/") + QString::fromLatin1(name.toHex()));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(500) && file.write("spoiled") == 7);
    file.close();
    QVERIFY(!w.school.workspace->check()->damaged.isEmpty());
    QVERIFY(!readAll(*w.atSchool, w.atSchool->attachments()->constFirst().attachment));
    HEARD_VERIFY(w.atSchool->dropChunks({name}));
    HEARD_SYNCED(w.syncSchool());
    HEARD_NOTHING_WRONG(sameAtSchool(bytes));
}

void TestAttachments::aPictureLostHereHoldsNothingBack()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    QVERIFY(!addPicture(*w.atMum, bytesOf(5000, 12)).isNull());
    HEARD_VERIFY(w.atMum->dropChunks({w.atMum->attachments()->constFirst().attachment.chunks.constFirst().name}));
    QVERIFY(!addNote(*w.atMum, QStringLiteral("after it")).isNull());
    const SyncReport report = w.syncMum();
    QCOMPARE(report.waiting, 0);
    (void)w.syncSchool();
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    QCOMPARE(stateAtSchool(), Where::Missing);
}

void TestAttachments::aFullStorageIsSaidAndGoesOn()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const QByteArray bytes = bytesOf(5000, 13);
    QVERIFY(!addPicture(*w.atMum, bytes).isNull());
    w.mumRemote->fault = [](const QString &what) { return what.startsWith(QLatin1String("put ")) ? Fault::Full : Fault::None; };
    for (int i = 0; i < 20; ++i)
        QCOMPARE(problemNames(w.syncMum()), QStringList(QStringLiteral("remote-full")));
    w.mumRemote->fault = {};
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_NOTHING_WRONG(sameAtSchool(bytes));
}

/** A web server that takes 500 kB at most: words never wait for a picture that it will not take. */
void TestAttachments::aStorageThatTakesLittleGetsTheWords()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    w.mumRemote->largest = 500'000;
    const QByteArray small = bytesOf(300'000, 15);
    const QByteArray large = bytesOf(2 * pieceSize, 16);
    QVERIFY(!addPicture(*w.atMum, large).isNull());
    QVERIFY(!addNote(*w.atMum, QStringLiteral("after the film")).isNull());
    QVERIFY(!addPicture(*w.atMum, small).isNull());
    const SyncReport report = w.syncMum();
    QCOMPARE(problemNames(report), QStringList(QStringLiteral("attachment-not-taken")));
    QCOMPARE(report.waiting, 0);
    QCOMPARE(report.blobsUp, 1);
    QCOMPARE(report.blobsTooLarge, 1);
    const auto states = *attachmentStatesAt(*w.atMum, w.mumRemote->identity());
    QCOMPARE(states.at(0).where, Where::TooLarge);
    QCOMPARE(states.at(1).where, Where::Sent);
    (void)w.syncSchool();
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
    HEARD_NOTHING_WRONG(sameAtSchool(small));
    // It is not tried again and again, stays counted, and another large one does not stop words either.
    HEARD_NOTHING_WRONG(w.settle());
    QCOMPARE(w.syncMum().requests, 1);
    QCOMPARE(w.syncMum().blobsTooLarge, 1);
    QVERIFY(!addPicture(*w.atMum, bytesOf(pieceSize, 17)).isNull());
    const SyncReport second = w.syncMum();
    HEARD_SYNCED(second);
    QCOMPARE(second.waiting, 0);
    QCOMPARE(second.blobsTooLarge, 2);
    // Another storage takes all of them …
    MemoryStore elsewhere;
    elsewhere.identity = QByteArrayLiteral("memory-store-0002");
    MemoryRemote mumElsewhere(elsewhere, 1);
    const SyncReport there = syncWith(w.mum, *w.atMum, mumElsewhere);
    HEARD_SYNCED(there);
    QCOMPARE(there.blobsUp, 3);
    QCOMPARE(attachmentStatesAt(*w.atMum, mumElsewhere.identity())->at(0).where, Where::Sent);
    // … and so does this one, once it allows more: a week later it is tried again, and the other device sees that something is new.
    w.mumRemote->largest = 1'000'000;
    QCOMPARE(w.syncMum().blobsUp, 0);
    w.mum.clock.set(w.mum.clock.now() + 8 * 86'400'000LL);
    QCOMPARE(w.syncMum().blobsUp, 2);
    QCOMPARE(attachmentStatesAt(*w.atMum, w.mumRemote->identity())->at(0).where, Where::Sent);
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_NOTHING_WRONG(dangling());
    HEARD_NOTHING_WRONG(sameAtSchool(bytesOf(pieceSize, 17)));
}

/// SR-088
void TestAttachments::twoHundredPhotosThroughAFolder()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const QTemporaryDir place;
    FolderRemote mumsFolder(place.path(), w.atMum->id());
    FolderRemote schoolsFolder(place.path(), w.atMum->id());
    const int photos = byDepth(40, 200, 200);
    for (int i = 0; i < photos; ++i)
        QVERIFY(!addPicture(*w.atMum, bytesOf(300'000, quint64(i))).isNull());
    QElapsedTimer time;
    time.start();
    const SyncReport sent = syncWith(w.mum, *w.atMum, mumsFolder);
    HEARD_SYNCED(sent);
    const double up = double(time.restart()) / 1000;
    const SyncReport got = syncWith(w.school, *w.atSchool, schoolsFolder);
    HEARD_SYNCED(got);
    const double down = double(time.elapsed()) / 1000;
    QCOMPARE(sent.blobsUp, photos);
    QCOMPARE(got.blobsDown, photos);
    qInfo("%d photos of 300 kB through a folder: %.1f seconds up, %.1f seconds down", photos, up, down);
    const QList<AttachmentInfo> infos = *w.atSchool->attachments();
    QCOMPARE(infos.size(), photos);
    for (const AttachmentInfo &info : infos)
        QCOMPARE(readAll(*w.atSchool, info.attachment)->size(), 300'000);
}

void TestAttachments::emptyingTheStorageTakesThemToo()
{
    TwoPeople &w = *m_people;
    QVERIFY(w.fresh());
    const QTemporaryDir place;
    HEARD_VERIFY(setRemoteSettings(w.mum.workspace->vault(), w.atMum->id(), {.kind = RemoteSettings::Kind::Folder, .folder = place.path()}));
    QVERIFY(!addPicture(*w.atMum, bytesOf(2 * pieceSize, 1)).isNull());
    const Cancel cancel;
    HEARD_SYNCED(syncCircle(*w.atMum, cancel));
    QCOMPARE(attachmentStates(*w.atMum)->constFirst().where, Where::Sent);
    HEARD_VERIFY(clearRemote(*w.atMum, cancel));
    FolderRemote folder(place.path(), w.atMum->id());
    // The circle's own folder goes too: who only reads is told by that that it was emptied.
    QVERIFY(folder.list(QStringLiteral("b")).value_or(QStringList()).isEmpty());
    QVERIFY(QDir(place.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).isEmpty());
    // And everything comes back when the person says so.
    const SyncReport again = syncCircle(*w.atMum, cancel, {}, {.putBack = true});
    HEARD_SYNCED(again);
    QCOMPARE(again.blobsUp, 1);
}

void TestAttachments::timeLeftIsSensible()
{
    TimeLeft left;
    QCOMPARE(left.at(0, 1'000'000, 0), -1);
    QCOMPARE(left.at(10'000, 1'000'000, 500), -1);
    for (qint64 ms = 1000; ms <= 20'000; ms += 500) {
        const qint64 said = left.at(ms * 20, 1'000'000, ms);
        if (ms >= 2000) {
            const qint64 truth = (1'000'000 - ms * 20) / 20'000;
            QVERIFY2(qAbs(said - truth) <= 2, qPrintable(QStringLiteral("%1 instead of %2").arg(said).arg(truth)));
        }
    }
    // Ten times slower from here on: half a minute later it has learnt that.
    qint64 said = 0;
    for (qint64 ms = 20'500; ms <= 60'000; ms += 500)
        said = left.at(400'000 + (ms - 20'000) * 2, 1'000'000, ms);
    const qint64 truth = (1'000'000 - 480'000) / 2000;
    QVERIFY2(said > truth * 8 / 10 && said < truth * 12 / 10, qPrintable(QStringLiteral("%1 instead of %2").arg(said).arg(truth)));
    QCOMPARE(left.at(1'000'000, 1'000'000, 61'000), 0);
    TimeLeft stuck;
    QCOMPARE(stuck.at(0, 100, 60'000), -1);
}

QTEST_GUILESS_MAIN(TestAttachments)
#include "tst_attachments.moc"
