// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "copies.h"

using namespace heard;
using namespace heard::testing;

/** Copied vaults when anything happens at any moment: deaths at each step, and histories by seed. */
class TestCopyHistories : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_all.make()); }
    void init() { HEARD_NOTHING_WRONG(m_all.begin()); }
    void killedAtEveryStep();
    void seededHistories_data();
    void seededHistories();

private:
    CopiedVaults m_all;
};

/** The process dies at each step of the sync that heals, and before and after the identity is taken: the next one goes on from there. */
void TestCopyHistories::killedAtEveryStep()
{
    const auto copy = m_all.copyOf(*m_all.mum);
    QVERIFY(copy);
    const Id id = m_all.mum->circle->id();
    QVERIFY(!addNote(*m_all.mum->circle, QStringLiteral("old")).isNull());
    HEARD_SYNCED(m_all.mum->sync());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("new")).isNull());
    QVERIFY(!addNote(*copy->circle, QStringLiteral("mine"), true).isNull());
    QVERIFY(!addPicture(*copy->circle, bytesOf(100'000, 3)).isNull());
    HEARD_VERIFY(copy->workspace->makeOwn());
    copy->workspace.reset();
    QTemporaryDir before;
    heard::test::copyFolder(copy->path(), before.filePath(QStringLiteral("vault")));
    m_all.mum->workspace.reset();
    heard::test::copyFolder(m_all.mum->path(), before.filePath(QStringLiteral("mum")));
    m_all.school->workspace.reset();
    heard::test::copyFolder(m_all.school->path(), before.filePath(QStringLiteral("school")));
    const auto files = m_all.store->files;

    KillSwitch kill;
    int deaths = 0;
    const int stride = byDepth(5, 2, 1);
    for (int step = 1;; step += stride) {
        for (const auto &[holder, name] :
             {std::pair(copy.get(), "vault"), std::pair(m_all.mum.get(), "mum"), std::pair(m_all.school.get(), "school")}) {
            holder->workspace.reset();
            QVERIFY(QDir(holder->path()).removeRecursively());
            heard::test::copyFolder(before.filePath(QString::fromLatin1(name)), holder->path());
            QVERIFY(holder->open(id));
        }
        m_all.store->files = files;
        m_all.store->everUsed.clear();
        m_all.store->violations.clear();
        kill.arm(step);
        bool died = false;
        try {
            MemoryRemote dying(*m_all.store, copy->owner, &kill);
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
        const QList<Holder *> all{copy.get(), m_all.mum.get(), m_all.school.get()};
        HEARD_NOTHING_WRONG(m_all.settle(all));
        const QStringList words{QStringLiteral("old"), QStringLiteral("new"), QStringLiteral("a note with a picture")};
        HEARD_NOTHING_WRONG(m_all.wordsOnce(words, {m_all.school.get()}));
        HEARD_NOTHING_WRONG(m_all.wordsOnce(words + QStringList{QStringLiteral("mine")}, {copy.get(), m_all.mum.get()}));
    }
    QVERIFY(deaths > 5);
}

void TestCopyHistories::seededHistories_data()
{
    QTest::addColumn<int>("seed");
    const int histories = byDepth(6, 40, 400);
    for (int seed = 1; seed <= histories; ++seed)
        QTest::addRow("history %d", seed) << seed;
    // In 50 one end keeps a note to itself, where the other end never kept anything to itself. In 83 three ends are made their own one
    // after the other, and what the second has written anew waits for what the first has: the third must know of both.
    for (const int once : {50, 83}) {
        if (histories < once)
            QTest::addRow("history %d", once) << once;
    }
}

/** Random histories in which the folder is copied at any moment, and each copy is made its own some time later. */
void TestCopyHistories::seededHistories()
{
    QFETCH(const int, seed);
    SeededRandom random{quint64(seed)};
    std::vector<std::unique_ptr<Holder>> copies;
    QList<Holder *> ends{m_all.mum.get()};
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
            (void)m_all.school->sync();
            break;
        case 5:
        case 6:
            (void)one.sync();
            break;
        case 7:
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
    // Whoever is told does what is advised, until nobody is.
    for (int round = 0; round < 6; ++round) {
        for (Holder *one : std::as_const(ends)) {
            if (problemNames(one->sync()).contains(QStringLiteral("copied-vault"))) {
                HEARD_VERIFY(one->workspace->makeOwn());
                (void)one->sync();
            }
        }
    }
    HEARD_NOTHING_WRONG(m_all.settle(QList<Holder *>(ends) + QList<Holder *>{m_all.school.get()}));
    HEARD_NOTHING_WRONG(m_all.wordsOnce(forAll, {m_all.school.get()}));
    HEARD_NOTHING_WRONG(m_all.wordsOnce(forAll + mine, ends));
}

QTEST_GUILESS_MAIN(TestCopyHistories)
#include "tst_copyhistories.moc"
