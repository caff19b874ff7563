// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pictures.h"
#include "sync/attachments.h"

using namespace heard;
using namespace heard::testing;

namespace {

constexpr qint64 day = 86'400'000;
using Where = AttachmentState::Where;

} // namespace

/** Invariant 12 for pieces of attachments: what nobody shows any more goes, and what somebody shows again is there. */
class TestFossils : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void goOnceEverybodyHasSeenIt();
    void stayWhileOneDeviceHasNotAnswered();
    void stayWhenSomebodyBringsThemBack();
    void comeBackAfterTheyWereDeleted();
    void comeFromADeviceThatWasAwayForLong();
    void ofSomebodyWhoLeftAreAnOwnersToDelete();
    void killedAtEveryStep();
    void headsKeepTheirForm();

private:
    /** A circle with one picture that both hold and mum removed, so many days ago. */
    [[nodiscard]] QString removedPicture(int daysAgo);
    void later(int days);
    [[nodiscard]] int pieces() const { return int(m_people->store->files.keys().filter(QStringLiteral("b/")).size()); }
    [[nodiscard]] static bool bringBack(Circle &circle, const Id &record);
    /** What one of the two shows lies there, under one of its names, whole. */
    [[nodiscard]] QString dangling() const;
    [[nodiscard]] QString bothRead() const;

    std::unique_ptr<TwoPeople> m_people;
    qint64 m_start = 0;
    Id m_picture;
    QByteArray m_bytes;
};

void TestFossils::initTestCase()
{
    QVERIFY(startCrypto());
    m_people = std::make_unique<TwoPeople>();
    QVERIFY(m_people->start());
    m_start = m_people->mum.clock.now();
}

void TestFossils::init()
{
    m_people->mum.clock.set(m_start);
    m_people->school.clock.set(m_start);
}

void TestFossils::later(int days)
{
    m_people->mum.clock.set(m_people->mum.clock.now() + days * day);
    m_people->school.clock.set(m_people->mum.clock.now());
}

QString TestFossils::removedPicture(int daysAgo)
{
    TwoPeople &w = *m_people;
    init();
    if (const QString wrong = w.joined(); !wrong.isEmpty())
        return wrong;
    m_bytes = bytesOf(pieceSize + 5, 1);
    m_picture = addPicture(*w.atMum, m_bytes);
    // What school saves itself gives it a head of its own.
    if (m_picture.isNull() || addNote(*w.atSchool, QStringLiteral("school's words")).isNull())
        return QStringLiteral("not added");
    if (const QString wrong = w.settle(); !wrong.isEmpty())
        return wrong;
    Change change(*w.atMum, w.atMum->everyone());
    change.remove(m_picture);
    if (!w.atMum->save(change))
        return QStringLiteral("not removed");
    const QString wrong = w.settle();
    later(daysAgo);
    return wrong;
}

bool TestFossils::bringBack(Circle &circle, const Id &record)
{
    Change change(circle, circle.everyone());
    change.bringBack(record);
    return circle.save(change).has_value();
}

QString TestFossils::dangling() const
{
    const MemoryStore &store = *m_people->store;
    for (Circle *circle : {m_people->atMum, m_people->atSchool}) {
        const auto infos = circle->attachments();
        if (!infos)
            return QString::fromUtf8(why(infos));
        for (const AttachmentInfo &info : *infos) {
            for (const Attachment::Chunk &chunk : info.attachment.chunks) {
                bool lies = false;
                for (int number = 0; number < namesOfChunk; ++number)
                    lies = lies || isChunk(chunk, store.files.value(chunkPath(chunk.name, number)).bytes);
                if (!lies)
                    return QStringLiteral("a piece that is shown lies nowhere");
            }
        }
    }
    return store.violations.join(u' ');
}

QString TestFossils::bothRead() const
{
    for (Circle *circle : {m_people->atMum, m_people->atSchool}) {
        const auto infos = circle->attachments();
        if (!infos || infos->size() != 1)
            return QStringLiteral("not shown");
        const auto back = readAll(*circle, infos->constFirst().attachment);
        if (!back || *back != m_bytes)
            return back ? QStringLiteral("other bytes") : QString::fromUtf8(why(back));
    }
    return dangling();
}

void TestFossils::goOnceEverybodyHasSeenIt()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(removedPicture(28));
    HEARD_NOTHING_WRONG(w.settle());
    const auto names = w.atSchool->heldChunks();
    QVERIFY(names && names->size() == 2);
    QCOMPARE(pieces(), 2); // it can still be brought back
    later(3);
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(pieces(), 2); // said, and nobody has answered
    QVERIFY(!w.atMum->heldChunks()->isEmpty());
    HEARD_SYNCED(w.syncSchool());
    QVERIFY(!w.atSchool->heldChunks()->isEmpty());
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(pieces(), 0);
    QVERIFY(w.atMum->heldChunks()->isEmpty());
    HEARD_SYNCED(w.syncSchool());
    HEARD_NOTHING_WRONG(w.settle());
    QVERIFY(w.atSchool->heldChunks()->isEmpty());
    for (const QByteArray &name : *names)
        QCOMPARE(w.school.workspace->vault().store().blobFileSize(name), -1);
    QCOMPARE(w.syncMum().requests, 1);
    QCOMPARE(w.syncSchool().requests, 1);
}

void TestFossils::stayWhileOneDeviceHasNotAnswered()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(removedPicture(31));
    for (int days = 31; days < 89; days += 10) {
        for (int i = 0; i < 3; ++i)
            HEARD_SYNCED(w.syncMum());
        QCOMPARE(pieces(), 2);
        later(10);
    }
    // Silent for 90 days: it holds nothing up any more.
    for (int i = 0; i < 3; ++i)
        HEARD_SYNCED(w.syncMum());
    QCOMPARE(pieces(), 0);
    HEARD_NOTHING_WRONG(dangling());
}

void TestFossils::stayWhenSomebodyBringsThemBack()
{
    TwoPeople &w = *m_people;
    for (const bool afterAnswering : {false, true}) {
        HEARD_NOTHING_WRONG(removedPicture(31));
        HEARD_SYNCED(w.syncMum());
        HEARD_SYNCED(w.syncMum());
        if (afterAnswering)
            HEARD_SYNCED(w.syncSchool());
        QVERIFY(bringBack(*w.atSchool, m_picture));
        HEARD_SYNCED(w.syncSchool());
        for (int i = 0; i < 3; ++i) {
            HEARD_SYNCED(w.syncMum());
            HEARD_NOTHING_WRONG(dangling());
        }
        HEARD_NOTHING_WRONG(w.settle());
        HEARD_NOTHING_WRONG(bothRead());
        later(200);
        HEARD_NOTHING_WRONG(w.settle());
        HEARD_NOTHING_WRONG(bothRead());
    }
}

/** Brought back in the moment between the answer and the deletion, and again when it is gone there and still lies on a device. */
void TestFossils::comeBackAfterTheyWereDeleted()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(removedPicture(31));
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncMum());
    HEARD_SYNCED(w.syncSchool());
    QVERIFY(bringBack(*w.atSchool, m_picture)); // after answering, and not sent yet
    HEARD_SYNCED(w.syncMum());
    QCOMPARE(pieces(), 0);
    QVERIFY(w.atMum->heldChunks()->isEmpty());
    HEARD_SYNCED(w.syncSchool());
    HEARD_NOTHING_WRONG(dangling());
    QVERIFY(pieces() > 0);
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_NOTHING_WRONG(bothRead());
}

void TestFossils::comeFromADeviceThatWasAwayForLong()
{
    TwoPeople &w = *m_people;
    for (const bool held : {true, false}) {
        init();
        HEARD_NOTHING_WRONG(w.joined());
        m_bytes = bytesOf(5000, 3);
        m_picture = addPicture(*w.atMum, m_bytes);
        QVERIFY(!addNote(*w.atSchool, QStringLiteral("school's words")).isNull());
        HEARD_NOTHING_WRONG(w.settle());
        // While school is away, mum removes it, and changes it there: removed here and changed there is a clash, and stays visible.
        Change removal(*w.atMum, w.atMum->everyone());
        removal.remove(m_picture);
        HEARD_VERIFY(w.atMum->save(removal));
        for (int i = 0; i < 14; ++i) {
            HEARD_SYNCED(w.syncMum());
            HEARD_SYNCED(w.syncMum());
            later(10);
        }
        QCOMPARE(pieces(), 0);
        Change change(*w.atSchool, w.atSchool->everyone());
        change.set(m_picture, attachmentKind::name, QStringLiteral("Sam at the swing"));
        HEARD_VERIFY(w.atSchool->save(change));
        if (!held)
            HEARD_VERIFY(w.atSchool->dropChunks(w.atSchool->heldChunks()->values()));
        HEARD_SYNCED(w.syncSchool());
        if (held) {
            HEARD_NOTHING_WRONG(dangling());
            HEARD_NOTHING_WRONG(w.settle());
            HEARD_NOTHING_WRONG(bothRead());
        } else {
            // Nobody has it any more: said plainly, and nothing else waits for it.
            HEARD_NOTHING_WRONG(w.settle());
            QCOMPARE(attachmentStatesAt(*w.atMum, w.mumRemote->identity())->constFirst().where, Where::Missing);
            QCOMPARE(attachmentStatesAt(*w.atSchool, w.schoolRemote->identity())->constFirst().where, Where::Missing);
        }
    }
}

void TestFossils::ofSomebodyWhoLeftAreAnOwnersToDelete()
{
    TwoPeople &w = *m_people;
    HEARD_NOTHING_WRONG(w.joined());
    const Id kept = addPicture(*w.atSchool, bytesOf(5000, 8));
    m_picture = addPicture(*w.atSchool, bytesOf(6000, 9));
    QVERIFY(!kept.isNull() && !m_picture.isNull());
    HEARD_NOTHING_WRONG(w.settle());
    HEARD_VERIFY(w.atMum->removeMember(w.atSchool->me()));
    Change change(*w.atMum, w.atMum->everyone());
    change.remove(m_picture);
    HEARD_VERIFY(w.atMum->save(change));
    for (int weeks = 0; weeks < 8; ++weeks) {
        QCOMPARE(pieces(), weeks < 4 ? 2 : pieces());
        HEARD_SYNCED(w.syncMum());
        HEARD_SYNCED(w.syncMum());
        HEARD_SYNCED(w.syncMum());
        later(7);
    }
    QCOMPARE(pieces(), 1);
    // What is still shown stays, and the one who left had put both: an owner may do that.
    QVERIFY(readAll(*w.atMum, w.atMum->attachments()->constFirst().attachment));
    QCOMPARE(w.store->violations.filter(QStringLiteral("second put")), QStringList());
}

/** The device that deletes dies at every step of it; then the other one brings the picture back. */
void TestFossils::killedAtEveryStep()
{
    TwoPeople &w = *m_people;
    KillSwitch kill;
    int deaths = 0;
    for (const bool revive : {true, false}) {
        for (int step = 1;; ++step) {
            HEARD_NOTHING_WRONG(removedPicture(31));
            bool died = false;
            kill.arm(step);
            try {
                const Cancel cancel;
                for (int i = 0; i < 4; ++i) {
                    KillPort port(*w.atMum, kill);
                    MemoryRemote remote(*w.store, 1, &kill);
                    (void)syncOnce(port, remote, w.mum.clock, w.mum.random, cancel, {}, {});
                    if (i == 1)
                        HEARD_SYNCED(w.syncSchool());
                }
            } catch (const Killed &) {
                died = true;
            }
            kill.arm(0);
            HEARD_NOTHING_WRONG(dangling());
            if (revive) {
                QVERIFY(bringBack(*w.atSchool, m_picture));
                HEARD_SYNCED(w.syncSchool());
                HEARD_NOTHING_WRONG(dangling());
            }
            HEARD_NOTHING_WRONG(w.settle());
            HEARD_NOTHING_WRONG(w.settle());
            if (revive)
                HEARD_NOTHING_WRONG(bothRead());
            else
                QCOMPARE(pieces(), 0);
            if (!died)
                break;
            ++deaths;
        }
    }
    qInfo("killed at %d steps", deaths);
    QVERIFY(deaths > 20);
}

/** Heads without fossils are as they were, and those with a list that is too long are refused. */
void TestFossils::headsKeepTheirForm()
{
    Head head;
    head.circle = Id::random(m_people->mum.random);
    head.device = Id::random(m_people->mum.random);
    head.audience = Id::random(m_people->mum.random);
    head.stream = streamOf(head.device, head.audience);
    head.seq = 1;
    head.previousHash = QByteArray(hashSize, '\0');
    head.mark = {1, QByteArray(hashSize, 'm')};
    head.tail = {SignedCommit{QByteArrayLiteral("a commit")}};
    const QByteArray signature(signatureSize, 's');
    const QByteArray plain = encodeHead(head);
    head.fossils = {7, {QByteArray(16, 'a'), QByteArray(16, 'b')}};
    head.fossilsSeen.insert(head.stream, 3);
    const QByteArray with = encodeHead(head);
    QVERIFY(with.size() > plain.size() && with.mid(1, 20) == plain.mid(1, 20));
    const auto back = readHead(with + signature);
    HEARD_VERIFY(back);
    QCOMPARE(back->fossils, head.fossils);
    QCOMPARE(back->fossilsSeen, head.fossilsSeen);
    const auto without = readHead(plain + signature);
    HEARD_VERIFY(without);
    QCOMPARE(without->fossils.round, 0U);
    head.fossils.names = QList<QByteArray>(mostFossils + 1, QByteArray(16, 'a'));
    QVERIFY(!readHead(encodeHead(head) + signature));
    head.fossils.names = {QByteArray(15, 'a')};
    QVERIFY(!readHead(encodeHead(head) + signature));
}

QTEST_GUILESS_MAIN(TestFossils)
#include "tst_fossils.moc"
