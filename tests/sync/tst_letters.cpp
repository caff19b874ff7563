// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/replicas.h"

using namespace heard;
using namespace heard::testing;

/** Letters bring the keys. They come late, in another order, or not at once: nobody stays outside, and nobody gets one too many. */
class TestLetters : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void oneThatWasRefusedIsAskedForAgain();
    void aLaterOneAloneIsEnough();
    void aKeyThatWasChangedBeforeTheFirstReadingStillComes();
    void aKeyIsNotPassedOnBeforeItIsKnownWhomItKeepsOut();
    void aGarbledOneIsReadAgain();

private:
    [[nodiscard]] QString fresh(int guests);
    [[nodiscard]] QSet<QString> letters() const;

    Replicas m_all;
    std::unique_ptr<SimStore> m_store;
    quint64 m_seed = 1;
};

void TestLetters::initTestCase()
{
    QVERIFY(startCrypto());
    useMemoryForVaults();
    QVERIFY(m_all.start());
}

QString TestLetters::fresh(int guests)
{
    auto store = std::make_unique<SimStore>(profiles().front());
    if (!m_all.begin(m_seed++, *store))
        return QStringLiteral("the last circle does not go");
    m_store = std::move(store);
    return m_all.family(guests);
}

QSet<QString> TestLetters::letters() const
{
    const QStringList names = m_store->in(QStringLiteral("m"));
    return {names.cbegin(), names.cend()};
}

void TestLetters::oneThatWasRefusedIsAskedForAgain()
{
    HEARD_NOTHING_WRONG(fresh(1));
    QVERIFY(m_all.letIn(0, 2));
    QVERIFY(m_all[0].sync()->ok());
    m_all[2].remote->trouble = [](const QString &, const QString &path) { return path.startsWith(u"m/") ? Trouble::Refused : Trouble::None; };
    QCOMPARE(problemNames(*m_all[2].sync()), QStringList{QStringLiteral("remote-refused")});
    m_all[2].remote->trouble = {};
    HEARD_NOTHING_WRONG(m_all.settle());
    QCOMPARE(m_all[2].circle->digest(), m_all[0].circle->digest());
}

/** The welcome has not come yet, and the letter of a key change has: it opens everything, under the right names. */
void TestLetters::aLaterOneAloneIsEnough()
{
    HEARD_NOTHING_WRONG(fresh(1));
    QVERIFY(m_all.letIn(0, 2));
    QVERIFY(m_all[0].sync()->ok());
    const QSet<QString> welcomes = letters();
    HEARD_VERIFY(m_all[0].circle->removeMember(m_all[1].circle->me()));
    m_all[1].removed = true;
    QVERIFY(m_all[0].sync()->ok());
    m_all[2].remote->hidden = [&](const QString &path) { return welcomes.contains(path.sliced(2)); };
    const auto report = m_all[2].sync();
    QVERIFY2(report && report->ok(), told(*report).constData());
    QVERIFY(m_all[2].isOpen());
    QVERIFY(!addNote(*m_all[2].circle, canary).isNull());
    HEARD_NOTHING_WRONG(m_all.settle());
    QCOMPARE(m_all[0].circle->digest(), m_all[2].circle->digest());
}

void TestLetters::aKeyThatWasChangedBeforeTheFirstReadingStillComes()
{
    HEARD_NOTHING_WRONG(fresh(1));
    QVERIFY(m_all.letIn(0, 2));
    QVERIFY(m_all[0].sync()->ok());
    const QSet<QString> welcomes = letters();
    HEARD_VERIFY(m_all[0].circle->removeMember(m_all[1].circle->me()));
    m_all[1].removed = true;
    QVERIFY(m_all[0].sync()->ok());
    // The heads are of after the change, and its letter is on its way.
    m_all[2].remote->hidden = [&](const QString &path) { return path.startsWith(u'm') && !welcomes.contains(path.sliced(2)); };
    (void)m_all[2].sync();
    QVERIFY(!m_all[2].isOpen());
    m_all[2].remote->hidden = {};
    HEARD_NOTHING_WRONG(m_all.settle());
    QCOMPARE(m_all[2].circle->digest(), m_all[0].circle->digest());
}

/** An owner has the new key before the change that says who is out: a letter of theirs must not carry it to that very person. */
void TestLetters::aKeyIsNotPassedOnBeforeItIsKnownWhomItKeepsOut()
{
    HEARD_NOTHING_WRONG(fresh(3));
    Circle &founder = *m_all[0].circle;
    HEARD_VERIFY(founder.removeMember(m_all[3].circle->me()));
    m_all[3].removed = true;
    QVERIFY(m_all[0].sync()->ok());
    const QMap<QString, SimStore::File> before = m_store->files;
    HEARD_VERIFY(founder.removeMember(m_all[2].circle->me()));
    m_all[2].removed = true;
    const Id newest = founder.currentKey(founder.everyone())->epoch;
    QVERIFY(m_all[0].sync()->ok());
    // The other owner gets all letters, and the heads of before the second removal; then writes to the others.
    m_all[1].remote->hidden = [&](const QString &path) { return path.startsWith(u'h') && !before.contains(path); };
    (void)m_all[1].sync();
    QVERIFY(!m_all[1].circle->member(m_all[2].circle->me())->removed);
    (void)m_all[1].sync();
    (void)m_all[2].sync();
    (void)m_all[2].sync();
    const auto &held = m_all[2].circle->keyring();
    QVERIFY(std::none_of(held.begin(), held.end(), [&](const EpochKey &key) { return key.epoch == newest; }));
    m_all[1].remote->hidden = {};
    HEARD_NOTHING_WRONG(m_all.settle());
}

/** What came garbled once may be the very letter that lets this device in. */
void TestLetters::aGarbledOneIsReadAgain()
{
    HEARD_NOTHING_WRONG(fresh(1));
    QVERIFY(m_all.letIn(0, 2));
    QVERIFY(m_all[0].sync()->ok());
    m_all[2].remote->trouble = [](const QString &, const QString &path) { return path.startsWith(u"m/") ? Trouble::BitFlip : Trouble::None; };
    (void)m_all[2].sync();
    m_all[2].remote->trouble = {};
    (void)m_all[2].sync();
    QVERIFY(m_all[2].isOpen());
}

QTEST_GUILESS_MAIN(TestLetters)
#include "tst_letters.moc"
