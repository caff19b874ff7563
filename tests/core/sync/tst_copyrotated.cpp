// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "copies.h"

using namespace heard;
using namespace heard::testing;

/** Copied and put-back vaults where one end changed the key: what it sends then, the other cannot open by itself. */
class TestCopyRotated : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void putBackFromAnOldFolder_data();
    void putBackFromAnOldFolder();
    void restoredFromABackup();
    void aNewIdentityThatNobodyHasMet();
    void twoLaptops_data();
    void twoLaptops();
    void theKeyOfAnotherParent();
    void whoIsNotKnownYetIsNoDamage();
    void anyonesFileStopsNothing();
    void seededHistories_data();
    void seededHistories();

private:
    /** Takes the note with the text "to go" away for good, or the keyworker: either changes the key. */
    [[nodiscard]] bool changeKey(Holder &holder, bool removes) const;
    /**
     * All who are still here show these words, the same, and what changed the key holds. Who was removed may have read only what was
     * @p sentBefore. What is wrong.
     */
    [[nodiscard]] QString ended(QStringList words, bool removes, const QList<Holder *> &ends, const QStringList &sentBefore = {});

    CopiedVaults m_all;
    std::unique_ptr<Holder> m_kid;
    QTemporaryDir m_firstOfKid;
};

void TestCopyRotated::initTestCase()
{
    QVERIFY(m_all.make());
    m_kid = std::make_unique<Holder>();
    m_kid->keychain = &m_all.keychain;
    QVERIFY(m_kid->start(QStringLiteral("Sam"), Role::YoungPerson));
    m_kid->workspace.reset();
    heard::test::copyFolder(m_kid->path(), m_firstOfKid.filePath(QStringLiteral("vault")));
}

void TestCopyRotated::init()
{
    HEARD_NOTHING_WRONG(m_all.begin());
    m_kid->workspace.reset();
    QVERIFY(QDir(m_kid->path()).removeRecursively());
    heard::test::copyFolder(m_firstOfKid.filePath(QStringLiteral("vault")), m_kid->path());
    QVERIFY(m_kid->reopen());
    m_kid->owner = ++m_all.owners;
    m_kid->remote = std::make_unique<MemoryRemote>(*m_all.store, m_kid->owner);
    m_kid->circle = knock(*m_all.mum, *m_all.mum->circle, *m_kid, Role::YoungPerson);
    QVERIFY(m_kid->circle);
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("to go")).isNull());
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("stays")).isNull());
    HEARD_NOTHING_WRONG(m_all.settle({m_all.mum.get(), m_all.school.get(), m_kid.get()}));
}

bool TestCopyRotated::changeKey(Holder &holder, bool removes) const
{
    if (removes)
        return holder.circle->removeMember(m_all.school->circle->me()).has_value();
    for (const Record *record : holder.circle->records(note::kind)) {
        if (record->get(note::text) == QStringLiteral("to go"))
            return holder.circle->erase(record->id).has_value();
    }
    return false;
}

QString TestCopyRotated::ended(QStringList words, bool removes, const QList<Holder *> &ends, const QStringList &sentBefore)
{
    QList<Holder *> all = ends + QList<Holder *>{m_kid.get()};
    const QStringList before = QStringList{QStringLiteral("to go"), QStringLiteral("stays")} + sentBefore;
    if (removes)
        words.prepend(QStringLiteral("to go"));
    else
        all.append(m_all.school.get());
    words.prepend(QStringLiteral("stays"));
    if (QString wrong = m_all.settle(all); !wrong.isEmpty())
        return wrong;
    if (QString wrong = m_all.wordsOnce(words, all); !wrong.isEmpty())
        return wrong;
    for (const Holder *one : std::as_const(all)) {
        const auto worker = one->circle->member(m_all.school->circle->me());
        if (!worker || worker->removed != removes)
            return QStringLiteral("who is here differs");
        if (!one->circle->setAside().isEmpty())
            return QStringLiteral("something was set aside");
    }
    if (removes) {
        (void)m_all.school->sync();
        const auto read = standing(*m_all.school->circle);
        for (auto word = read.keyBegin(); word != read.keyEnd(); ++word) {
            if (!before.contains(*word))
                return QStringLiteral("read by who was removed: ") + *word;
        }
    }
    return {};
}

void TestCopyRotated::putBackFromAnOldFolder_data()
{
    QTest::addColumn<bool>("removes");
    QTest::addColumn<bool>("read");
    QTest::addColumn<bool>("ownFirst");
    for (const bool removes : {false, true}) {
        for (const bool read : {false, true}) {
            for (const bool ownFirst : {false, true}) {
                QTest::addRow("%s%s%s", removes ? "removed" : "erased", read ? ", read by others" : "", ownFirst ? ", made its own unasked" : "")
                    << removes << read << ownFirst;
            }
        }
    }
}

/** The disk dies after the key was changed, and the folder comes back from before. SR-113 */
void TestCopyRotated::putBackFromAnOldFolder()
{
    QFETCH(const bool, removes);
    QFETCH(const bool, read);
    QFETCH(const bool, ownFirst);
    const auto kept = m_all.copyOf(*m_all.mum);
    QVERIFY(kept);
    QVERIFY(changeKey(*m_all.mum, removes));
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("m3")).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    if (read)
        HEARD_SYNCED(m_kid->sync());
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("m4")).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    if (read)
        HEARD_SYNCED(m_kid->sync());
    m_all.mum->workspace.reset(); // the disk dies

    QVERIFY(!addNote(*kept->circle, QStringLiteral("m5")).isNull());
    if (!ownFirst) {
        const auto there = m_all.store->files.keys();
        QCOMPARE(problemNames(kept->sync()), QStringList{QStringLiteral("copied-vault")});
        QCOMPARE(m_all.store->files.keys(), there); // nothing went above what was sent
        QCOMPARE(kept->circle->overview().waiting, 1);
    }
    HEARD_VERIFY(kept->workspace->makeOwn());
    HEARD_SYNCED(kept->sync());
    HEARD_NOTHING_WRONG(ended({QStringLiteral("m3"), QStringLiteral("m4"), QStringLiteral("m5")}, removes, {kept.get()}));
}

/** A backup from before the key was changed: what was sent since then comes back, though no other device can send the key again. */
void TestCopyRotated::restoredFromABackup()
{
    const Id id = m_all.mum->circle->id();
    QTemporaryDir folder;
    const QString backup = folder.filePath(QStringLiteral("backup"));
    HEARD_VERIFY(m_all.mum->workspace->vault().backup(backup));
    QVERIFY(changeKey(*m_all.mum, false));
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("m3")).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    m_all.mum->workspace.reset();
    Holder again;
    HEARD_VERIFY(Vault::restore(backup, secret("paper lantern quiet river"), again.path(), again.around()));
    QVERIFY(again.open(id));
    again.owner = ++m_all.owners;
    again.remote = std::make_unique<MemoryRemote>(*m_all.store, again.owner);
    QVERIFY(!addNote(*again.circle, QStringLiteral("m5")).isNull());
    HEARD_NOTHING_WRONG(ended({QStringLiteral("m3"), QStringLiteral("m5")}, false, {&again}));
}

/** It changes the key before anybody has read who it is now: whoever knows its earlier identity still gets the key. */
void TestCopyRotated::aNewIdentityThatNobodyHasMet()
{
    HEARD_VERIFY(m_all.mum->workspace->makeOwn());
    HEARD_SYNCED(m_all.mum->sync());
    QVERIFY(changeKey(*m_all.mum, false));
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("m3")).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    HEARD_NOTHING_WRONG(ended({QStringLiteral("m3")}, false, {m_all.mum.get()}));
}

void TestCopyRotated::twoLaptops_data()
{
    QTest::addColumn<bool>("removes");
    QTest::addColumn<bool>("changerFirst");
    QTest::addColumn<bool>("read");
    QTest::addColumn<bool>("both");
    for (const bool removes : {false, true}) {
        for (const bool changerFirst : {false, true}) {
            for (const bool read : {false, true}) {
                for (const bool both : {false, true}) {
                    QTest::addRow("%s, %s syncs first%s%s", removes ? "removed" : "erased", changerFirst ? "who changed the key" : "the other",
                                  read ? ", read by others" : "", both ? ", both changed it" : "")
                        << removes << changerFirst << read << both;
                }
            }
        }
    }
}

/** Two laptops with one vault; one of them, or both, change the key. Whoever is told makes itself its own, and all comes together. */
void TestCopyRotated::twoLaptops()
{
    QFETCH(const bool, removes);
    QFETCH(const bool, changerFirst);
    QFETCH(const bool, read);
    QFETCH(const bool, both);
    const auto copy = m_all.copyOf(*m_all.mum);
    QVERIFY(copy);
    Holder &changer = *m_all.mum;
    QVERIFY(changeKey(changer, removes));
    QVERIFY(!addNote(*changer.circle, QStringLiteral("by who changed it")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("by the other")).isNull());
    if (both)
        QVERIFY(changeKey(*copy, removes));
    QVERIFY(!addNote(*copy->circle, QStringLiteral("by the other again")).isNull());
    Holder &first = changerFirst ? changer : *copy;
    Holder &second = changerFirst ? *copy : changer;
    HEARD_SYNCED(first.sync());
    if (read)
        HEARD_SYNCED(m_kid->sync());
    QCOMPARE(problemNames(second.sync()), QStringList{QStringLiteral("copied-vault")});
    if (read)
        HEARD_SYNCED(m_kid->sync());
    HEARD_VERIFY(second.workspace->makeOwn());
    HEARD_SYNCED(second.sync());
    const QStringList byOther{QStringLiteral("by the other"), QStringLiteral("by the other again")};
    HEARD_NOTHING_WRONG(ended(QStringList{QStringLiteral("by who changed it")} + byOther, removes, {&changer, copy.get()},
                              changerFirst || both ? QStringList() : byOther));
}

/** Somebody whom the old folder does not know changed the key: her own device passes it on to itself. */
void TestCopyRotated::theKeyOfAnotherParent()
{
    Holder dad;
    dad.keychain = &m_all.keychain;
    QVERIFY(dad.start(QStringLiteral("Ben Okafor"), Role::Parent));
    dad.owner = ++m_all.owners;
    dad.remote = std::make_unique<MemoryRemote>(*m_all.store, dad.owner);
    const auto kept = m_all.copyOf(*m_all.mum);
    QVERIFY(kept);
    dad.circle = knock(*m_all.mum, *m_all.mum->circle, dad, Role::Parent);
    QVERIFY(dad.circle);
    HEARD_SYNCED(m_all.mum->sync());
    HEARD_SYNCED(dad.sync());
    QVERIFY(changeKey(dad, true));
    HEARD_SYNCED(dad.sync());
    HEARD_SYNCED(m_all.mum->sync());
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("m3")).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    m_all.mum->workspace.reset();
    QVERIFY(!addNote(*kept->circle, QStringLiteral("m5")).isNull());
    QVERIFY(problemNames(kept->sync()).contains(QStringLiteral("copied-vault")));
    HEARD_VERIFY(kept->workspace->makeOwn());
    HEARD_NOTHING_WRONG(ended({QStringLiteral("m3"), QStringLiteral("m5")}, true, {kept.get(), &dad}));
}

/** A new identity introduces itself in a change that waits for others: the vault that holds it has no fault. */
void TestCopyRotated::whoIsNotKnownYetIsNoDamage()
{
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("not sent")).isNull());
    HEARD_VERIFY(m_all.mum->workspace->makeOwn());
    DirectPort port(*m_all.mum->circle);
    const auto introduction = port.commitsOf(streamOf(m_all.mum->circle->device(), m_all.mum->circle->everyone()), 0, 1);
    HEARD_VERIFY(introduction);
    QCOMPARE(introduction->size(), 1);
    HEARD_VERIFY(m_kid->circle->receive(*introduction));
    QCOMPARE(m_kid->circle->heldBack(), 1);
    const auto checked = m_kid->circle->check();
    HEARD_VERIFY(checked);
    QCOMPARE(checked->damaged, QStringList());
}

/** Who only holds the folder can put files under the names of this device; they are no copy, and stop nothing. */
void TestCopyRotated::anyonesFileStopsNothing()
{
    SeededRandom random{11};
    const auto snapshot = DirectPort(*m_all.mum->circle).snapshot();
    HEARD_VERIFY(snapshot);
    const QString tag = streamTag(snapshot->nameKey, streamOf(snapshot->device, snapshot->everyone));
    const SecretBytes key = SecretBytes::random(keySize, random);
    for (const quint32 seq : {90U, 91U}) {
        const HeadName name{tag, seq};
        const QByteArray object = sealObject(ObjectType::Head, key, snapshot->circle, Head::role(name), bytesOf(300, seq), random);
        MemoryRemote outsider(*m_all.store, ++m_all.owners);
        HEARD_VERIFY(outsider.putNew(name.path(), seq == 90 ? object : bytesOf(500, seq)));
        HEARD_VERIFY(outsider.putNew(QStringLiteral("m/") + Id::random(random).toHex(), packLetter(bytesOf(400, seq))));
    }
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("m3")).isNull());
    const SyncReport report = m_all.mum->sync();
    HEARD_SYNCED(report);
    QCOMPARE(report.waiting, 0);
}

void TestCopyRotated::seededHistories_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= byDepth(4, 30, 300); ++seed)
        QTest::addRow("history %d", seed) << seed;
}

/** Random histories in which copies write, erase lines, remove the worker, and sync, while another reads at any moment. */
void TestCopyRotated::seededHistories()
{
    QFETCH(const int, seed);
    SeededRandom random{quint64(seed)};
    std::vector<std::unique_ptr<Holder>> copies;
    QList<Holder *> ends{m_all.mum.get()};
    QStringList words;
    bool removed = false;
    QSet<QString> erased;
    for (int step = 0; step < 22; ++step) {
        Holder &one = *ends[qsizetype(random.below(quint64(ends.size())))];
        switch (random.below(9)) {
        case 0:
        case 1:
            words.append(QStringLiteral("%1.%2").arg(seed).arg(step));
            QVERIFY(!addNote(*one.circle, words.constLast()).isNull());
            break;
        case 2:
            if (changeKey(one, false))
                erased.insert(QStringLiteral("to go"));
            break;
        case 3:
            removed = changeKey(one, true) || removed;
            break;
        case 4:
            (void)m_kid->sync();
            break;
        case 5:
            if (copies.size() < 2) {
                copies.push_back(m_all.copyOf(one));
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
    for (int round = 0; round < 6; ++round) {
        for (Holder *one : std::as_const(ends)) {
            if (problemNames(one->sync()).contains(QStringLiteral("copied-vault"))) {
                HEARD_VERIFY(one->workspace->makeOwn());
                (void)one->sync();
            }
        }
    }
    const QList<Holder *> all = ends + QList<Holder *>{m_kid.get()};
    HEARD_NOTHING_WRONG(m_all.settle(all));
    words.append(QStringLiteral("stays"));
    if (erased.isEmpty())
        words.append(QStringLiteral("to go"));
    HEARD_NOTHING_WRONG(m_all.wordsOnce(words, all));
    for (const Holder *one : all)
        QCOMPARE(one->circle->member(m_all.school->circle->me())->removed, removed);
}

QTEST_GUILESS_MAIN(TestCopyRotated)
#include "tst_copyrotated.moc"
