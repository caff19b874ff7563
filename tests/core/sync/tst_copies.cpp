// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "copies.h"

using namespace heard;
using namespace heard::testing;

/** A vault whose folder was copied: both ends write, one is made its own, and every word reaches everybody once. */
class TestCopies : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_all.make()); }
    void init() { HEARD_NOTHING_WRONG(m_all.begin()); }
    void theCopyIsMadeItsOwn();
    void theFirstOneIsMadeItsOwn();
    void whereOnlyTheCopyWrote_data();
    void whereOnlyTheCopyWrote();
    void aBackupOfTheCopyHealsToo();
    void aCopyOfTheCopy();
    void whatWasWrittenFollows();
    void putBackIntoAnEmptiedStore();
    void peopleLetInByACopyAreToldOf();

private:
    CopiedVaults m_all;
};

/** The window's button, or the one command: no backup, and everything is there. */
void TestCopies::theCopyIsMadeItsOwn()
{
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("before")).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    const auto copy = m_all.copyOf(*m_all.mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("from the old laptop")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("from the new laptop")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("only mine, on the new one"), true).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    QCOMPARE(problemNames(copy->sync()), QStringList{QStringLiteral("copied-vault")});
    QVERIFY(!addNote(*copy->circle, QStringLiteral("said after the alarm")).isNull());

    HEARD_VERIFY(copy->workspace->makeOwn());
    QVERIFY(copy->circle->device() != m_all.mum->circle->device());
    const SyncReport report = copy->sync();
    HEARD_SYNCED(report);
    QCOMPARE(report.waiting, 0);
    HEARD_NOTHING_WRONG(m_all.settle({m_all.mum.get(), copy.get(), m_all.school.get()}));
    const QStringList all{QStringLiteral("before"), QStringLiteral("from the old laptop"), QStringLiteral("from the new laptop"),
                          QStringLiteral("said after the alarm")};
    HEARD_NOTHING_WRONG(m_all.wordsOnce(all, {m_all.school.get()}));
    HEARD_NOTHING_WRONG(m_all.wordsOnce(all + QStringList{QStringLiteral("only mine, on the new one")}, {m_all.mum.get(), copy.get()}));
    // By the same person, and with the time at which it was written.
    for (const Record *record : m_all.school->circle->records(note::kind)) {
        QCOMPARE(record->creator, m_all.mum->circle->me());
        QCOMPARE(record->get(note::saidBy), m_all.mum->circle->me());
    }
    QVERIFY(m_all.school->circle->setAside().isEmpty());
}

/** The copy was the first to send: then it is the old laptop that is told, and that one heals the same way. */
void TestCopies::theFirstOneIsMadeItsOwn()
{
    const auto copy = m_all.copyOf(*m_all.mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new 1")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new 2")).isNull());
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("old 1")).isNull());
    HEARD_SYNCED(copy->sync());
    QCOMPARE(problemNames(m_all.mum->sync()), QStringList{QStringLiteral("copied-vault")});
    HEARD_VERIFY(m_all.mum->workspace->makeOwn());
    HEARD_SYNCED(m_all.mum->sync());
    HEARD_NOTHING_WRONG(m_all.settle({m_all.mum.get(), copy.get(), m_all.school.get()}));
    HEARD_NOTHING_WRONG(m_all.wordsOnce({QStringLiteral("new 1"), QStringLiteral("new 2"), QStringLiteral("old 1")},
                                        {m_all.mum.get(), copy.get(), m_all.school.get()}));
}

void TestCopies::whereOnlyTheCopyWrote_data()
{
    QTest::addColumn<bool>("reader");
    QTest::newRow("to herself, where the other end never kept anything to itself") << false;
    QTest::newRow("to everyone, of somebody who had only read") << true;
}

/** The other end has nothing of that stream, so nothing contradicts it; but what it takes for its own it would never fetch. */
void TestCopies::whereOnlyTheCopyWrote()
{
    QFETCH(const bool, reader);
    Holder &first = reader ? *m_all.school : *m_all.mum;
    const auto copy = m_all.copyOf(first);
    QVERIFY(copy);
    const QStringList words{QStringLiteral("written on the copy")};
    QVERIFY(!addNote(*copy->circle, words.constFirst(), !reader).isNull());
    HEARD_SYNCED(copy->sync());
    QCOMPARE(problemNames(first.sync()), QStringList{QStringLiteral("copied-vault")});
    HEARD_VERIFY(first.workspace->makeOwn());
    HEARD_SYNCED(first.sync());
    HEARD_NOTHING_WRONG(m_all.settle({m_all.mum.get(), copy.get(), m_all.school.get()}));
    HEARD_NOTHING_WRONG(m_all.wordsOnce(words, {&first, copy.get()}));
}

/** What Heard used to advise, which people may do still; the copy had never met the storage before. */
void TestCopies::aBackupOfTheCopyHealsToo()
{
    const Id id = m_all.mum->circle->id();
    const auto copy = m_all.copyOf(*m_all.mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("old 1")).isNull());
    for (int i = 0; i < 3; ++i)
        QVERIFY(!addNote(*copy->circle, QStringLiteral("new %1").arg(i)).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    const QString backup = copy->folder.filePath(QStringLiteral("backup"));
    HEARD_VERIFY(copy->workspace->vault().backup(backup));
    Holder again;
    again.keychain = nullptr;
    HEARD_VERIFY(Vault::restore(backup, secret("paper lantern quiet river"), again.path(), again.around()));
    QVERIFY(again.open(id));
    again.remote = std::make_unique<MemoryRemote>(*m_all.store, ++m_all.owners);
    QVERIFY(!addNote(*again.circle, QStringLiteral("after the restore")).isNull());
    HEARD_SYNCED(again.sync());
    HEARD_NOTHING_WRONG(m_all.settle({m_all.mum.get(), &again, m_all.school.get()}));
    HEARD_NOTHING_WRONG(m_all.wordsOnce({QStringLiteral("old 1"), QStringLiteral("new 0"), QStringLiteral("new 1"), QStringLiteral("new 2"),
                                         QStringLiteral("after the restore")},
                                        {m_all.mum.get(), &again, m_all.school.get()}));
}

/** Three ends of one vault; what two of them hold in common, unsent, is not sent twice. */
void TestCopies::aCopyOfTheCopy()
{
    const auto second = m_all.copyOf(*m_all.mum);
    QVERIFY(second);
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("first")).isNull());
    const Id shared = addNote(*second->circle, QStringLiteral("second"));
    QVERIFY(!shared.isNull());
    const auto third = m_all.copyOf(*second);
    QVERIFY(third);
    QVERIFY(!addNote(*second->circle, QStringLiteral("second again")).isNull());
    QVERIFY(!addNote(*third->circle, QStringLiteral("third")).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    for (Holder *one : {second.get(), third.get()}) {
        QVERIFY(problemNames(one->sync()).contains(QStringLiteral("copied-vault")));
        HEARD_VERIFY(one->workspace->makeOwn());
        HEARD_SYNCED(one->sync());
    }
    const QList<Holder *> all{m_all.mum.get(), second.get(), third.get(), m_all.school.get()};
    HEARD_NOTHING_WRONG(m_all.settle(all));
    HEARD_NOTHING_WRONG(
        m_all.wordsOnce({QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("second again"), QStringLiteral("third")}, all));
}

/** Edits, removals, erasures, settled clashes and pictures of the losing side mean the same things afterwards. */
void TestCopies::whatWasWrittenFollows()
{
    const Id old = addNote(*m_all.mum->circle, QStringLiteral("as it was"));
    const Id toGo = addNote(*m_all.mum->circle, QStringLiteral("to be removed"));
    const Id both = addNote(*m_all.mum->circle, QStringLiteral("before both"));
    HEARD_NOTHING_WRONG(m_all.settle({m_all.mum.get(), m_all.school.get()}));
    const auto copy = m_all.copyOf(*m_all.mum);
    QVERIFY(copy);
    QVERIFY(editNote(*m_all.mum->circle, both, QStringLiteral("by the old one")));
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("another")).isNull());
    HEARD_SYNCED(m_all.mum->sync());

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
    const QList<Holder *> all{m_all.mum.get(), copy.get(), m_all.school.get()};
    HEARD_NOTHING_WRONG(m_all.settle(all));
    // Both wrote over the same words: that is two versions, as between any two devices.
    HEARD_NOTHING_WRONG(m_all.wordsOnce({QStringLiteral("as it is now"), QStringLiteral("by the old one"), QStringLiteral("by the new one"),
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
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("before")).isNull());
    HEARD_NOTHING_WRONG(m_all.settle({m_all.mum.get(), m_all.school.get()}));
    const auto longAgo = m_all.store->files;
    const auto copy = m_all.copyOf(*m_all.mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("old")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new")).isNull());
    QVERIFY(!addPicture(*copy->circle, bytesOf(50'000, 9)).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    HEARD_VERIFY(copy->workspace->makeOwn());
    const QList<Holder *> all{m_all.mum.get(), copy.get(), m_all.school.get()};
    HEARD_NOTHING_WRONG(m_all.settle(all));
    QVERIFY(!addNote(*copy->circle, QStringLiteral("not sent yet")).isNull());
    const QStringList words{QStringLiteral("before"), QStringLiteral("old"), QStringLiteral("new"), QStringLiteral("a note with a picture"),
                            QStringLiteral("not sent yet")};
    for (const auto &left : {QMap<QString, MemoryStore::File>(), longAgo}) {
        m_all.store->files = left;
        // The old laptop is gone for good: the new one brings back what that had sent, too.
        const QList<Holder *> still{copy.get(), m_all.school.get()};
        for (int i = 0; i < 2; ++i) {
            for (Holder *one : still)
                (void)one->sync({.putBack = true, .repair = true});
        }
        Holder reader;
        QVERIFY(reader.start(QStringLiteral("Gran"), Role::Parent));
        reader.circle = knock(*copy, *copy->circle, reader, Role::Parent);
        QVERIFY(reader.circle);
        reader.remote = std::make_unique<MemoryRemote>(*m_all.store, ++m_all.owners);
        (void)copy->sync();
        (void)reader.sync();
        HEARD_NOTHING_WRONG(m_all.wordsOnce(words, {&reader, m_all.school.get()}));
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
    const auto copy = m_all.copyOf(*m_all.mum);
    QVERIFY(copy);
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("old")).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    QVERIFY(knock(*copy, *copy->circle, dad, Role::Parent));
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new")).isNull());
    HEARD_VERIFY(copy->workspace->makeOwn());
    QCOMPARE(problemNames(copy->sync()), QStringList{QStringLiteral("changes-left")});
    const QList<Holder *> all{m_all.mum.get(), copy.get(), m_all.school.get()};
    HEARD_NOTHING_WRONG(m_all.settle(all));
    HEARD_NOTHING_WRONG(m_all.wordsOnce({QStringLiteral("old"), QStringLiteral("new")}, all));
    QCOMPARE(copy->circle->members().size(), 2);
}

QTEST_GUILESS_MAIN(TestCopies)
#include "tst_copies.moc"
