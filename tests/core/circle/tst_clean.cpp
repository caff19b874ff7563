// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "circle/clean.h"
#include "circle/names.h"
#include "support/circles.h"

#include <QCborMap>
#include <limits>

using namespace heard;
using namespace heard::testing;

/** What a changed app may send, and what is shown of it: clean, bounded, the same on all devices. */
class TestClean : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatComesFromOthersIsClean_data();
    void whatComesFromOthersIsClean();
    void wrongTypesFallBack();
    void namesAreOneShortLine();
    void twoVersionsThatLookTheSameAreOne();
    void timesThatNoCalendarShows();
    void looks_data();
    void looks();

private:
    /** Saves a value as it is, past all that the app does for people who type. */
    Id raw(const QCborValue &value, const QString &field = note::text.key());
    Someone m_mum;
    Someone m_dad;
    Circle *m_atMum = nullptr;
    Circle *m_atDad = nullptr;
};

void TestClean::initTestCase()
{
    QVERIFY(startCrypto());
    QVERIFY(m_mum.start(QStringLiteral("Ada"), Role::Parent));
    QVERIFY(m_dad.start(QStringLiteral("Ben"), Role::Parent));
    const auto circle = m_mum.workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(circle);
    m_atMum = *circle;
    m_atDad = join(m_mum, *m_atMum, m_dad, Role::Parent);
    QVERIFY(m_atDad);
}

Id TestClean::raw(const QCborValue &value, const QString &field)
{
    Change change(*m_atDad, m_atDad->everyone());
    const Id id = change.make(note::kind);
    change.setRaw(id, field, value);
    return m_atDad->save(change) && handOver(*m_atDad, *m_atMum) ? id : Id{};
}

void TestClean::whatComesFromOthersIsClean_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("shown");
    QTest::newRow("turned round") << QStringLiteral("give me \u202Estun on\u202C") << QStringLiteral("give me stun on");
    QTest::newRow("isolates") << QStringLiteral("a\u2066b\u2067c\u2068d\u2069e\u200Ef\u200Fg\u061Ch") << QStringLiteral("abcdefgh");
    QTest::newRow("no width") << QStringLiteral("no\u200B thing\uFEFF\u2060") << QStringLiteral("no thing");
    QTest::newRow("controls") << QStringLiteral("a\u001B[2Jb\u0000c\u0085d\u009Fe") << QStringLiteral("a[2Jbcde");
    QTest::newRow("a heap of marks") << (QStringLiteral("x") + QString(5'000, QChar(0x0323)))
                                     << (QStringLiteral("x") + QString(8, QChar(0x0323)));
    QTest::newRow("not composed") << QStringLiteral("e\u0301") << QStringLiteral("\u00E9");
    QTest::newRow("too long") << QString(250'000, u'a') << QString(longestText, u'a');
    QTest::newRow("too many bytes") << QString(80'000, QChar(0x0915)) << QString(longestText / 3, QChar(0x0915));
    QTest::newRow("lines stay") << QStringLiteral("one\r\ntwo\u2029three") << QStringLiteral("one\ntwo\nthree");
    QTest::newRow("Persian stays") << QStringLiteral("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")
                                   << QStringLiteral("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645");
}

void TestClean::whatComesFromOthersIsClean()
{
    QFETCH(QString, sent);
    QFETCH(QString, shown);
    const Id id = raw(QCborValue(sent));
    QVERIFY(!id.isNull());
    for (Circle *circle : {m_atMum, m_atDad}) {
        QCOMPARE(circle->record(id)->get(note::text), shown);
        QCOMPARE(circle->record(id)->shown(note::text.key())->value.toString(), shown);
        const auto past = circle->history(id);
        HEARD_VERIFY(past);
        QCOMPARE(past->constFirst().value.toString(), shown);
    }
    QCOMPARE(m_atMum->digest(), m_atDad->digest());
    // Read again from the quick copy and from the log, it is the same.
    HEARD_VERIFY(m_atMum->checkpoint());
    const auto check = m_atMum->check();
    HEARD_VERIFY(check);
    QVERIFY2(check->damaged.isEmpty(), qPrintable(check->damaged.join(u' ')));
    // In a list too.
    const Id list = raw(QCborArray{QCborValue(sent), QCborValue(7)}, QStringLiteral("list"));
    const QCborArray items = m_atMum->record(list)->fields.value(QStringLiteral("list")).shown()->value.toArray();
    QCOMPARE(items.at(0).toString(), shown);
    QCOMPARE(items.at(1).toInteger(), 7);
}

void TestClean::wrongTypesFallBack()
{
    QCborArray many;
    for (int i = 0; i < 50'000; ++i)
        many.append(i);
    QCborMap map{{QStringLiteral("a"), 1}};
    for (const QCborValue &value : {QCborValue(many), QCborValue(QByteArray(200'000, '\xff')), QCborValue(std::numeric_limits<qint64>::min()),
                                    QCborValue(QCborValue::Null), QCborValue(true), QCborValue(1.5), QCborValue(map)}) {
        const Id id = raw(value);
        if (id.isNull())
            continue; // refused before it is sent: nobody gets it
        for (Circle *circle : {m_atMum, m_atDad}) {
            const Record &record = *circle->record(id);
            QCOMPARE(record.get(note::text), QString());
            QVERIFY(record.get(Field<QList<Id>>{"text"}).isEmpty());
            QVERIFY(record.get(Field<Id>{"text"}).isNull());
            QVERIFY(record.get(Field<QStringList>{"text"}).join(QString()).isEmpty());
        }
        QCOMPARE(m_atMum->digest(), m_atDad->digest());
    }
}

void TestClean::namesAreOneShortLine()
{
    Change change(*m_atDad, m_atDad->everyone());
    change.setRaw(m_atDad->me(), memberKind::name.key(), QCborValue(QStringLiteral("Ben\n\nthe \u202E") + QString(5'000, u'n')));
    HEARD_VERIFY(m_atDad->save(change));
    HEARD_VERIFY(handOver(*m_atDad, *m_atMum));
    for (Circle *circle : {m_atMum, m_atDad}) {
        const QString name = circle->member(m_atDad->me())->name;
        QVERIFY(name.startsWith(QStringLiteral("Ben the nnn")));
        QCOMPARE(name.size(), longestName);
    }
}

void TestClean::twoVersionsThatLookTheSameAreOne()
{
    const Id id = addNote(*m_atMum, QStringLiteral("first"));
    HEARD_VERIFY(handOver(*m_atMum, *m_atDad));
    Change one(*m_atMum, m_atMum->everyone());
    one.setRaw(id, note::text.key(), QCborValue(QStringLiteral("the same")));
    HEARD_VERIFY(m_atMum->save(one));
    Change other(*m_atDad, m_atDad->everyone());
    other.setRaw(id, note::text.key(), QCborValue(QStringLiteral("the\u200B same ")));
    HEARD_VERIFY(m_atDad->save(other));
    HEARD_VERIFY(handOver(*m_atMum, *m_atDad));
    HEARD_VERIFY(handOver(*m_atDad, *m_atMum));
    QVERIFY(m_atMum->record(id)->clashes().isEmpty());
    QCOMPARE(m_atMum->digest(), m_atDad->digest());
}

void TestClean::timesThatNoCalendarShows()
{
    QCOMPARE(cleanedTime(1'800'000'000'000), 1'800'000'000'000);
    for (const qint64 wild : {std::numeric_limits<qint64>::min(), qint64(-1), std::numeric_limits<qint64>::max()})
        QCOMPARE(cleanedTime(wild), 0);
    m_dad.clock.set(std::numeric_limits<qint64>::max());
    const Id id = raw(QCborValue(QStringLiteral("late")));
    m_dad.clock.set(1'800'000'000'000);
    if (!id.isNull())
        QCOMPARE(m_atMum->record(id)->shown(note::text.key())->time, 0);
}

void TestClean::looks_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("alike");
    QTest::newRow("same") << QStringLiteral("Sam") << QStringLiteral("Sam") << true;
    QTest::newRow("case and spaces") << QStringLiteral("sam  LEE") << QStringLiteral("Sam Lee") << true;
    QTest::newRow("Cyrillic") << QStringLiteral("Sаm") << QStringLiteral("Sam") << true;
    QTest::newRow("all Cyrillic") << QStringLiteral("ВЕРА") << QStringLiteral("BEPA") << true;
    QTest::newRow("Greek") << QStringLiteral("Αnna") << QStringLiteral("Anna") << true;
    QTest::newRow("digits") << QStringLiteral("R0b") << QStringLiteral("Rob") << true;
    QTest::newRow("one and l") << QStringLiteral("Bi11") << QStringLiteral("Bill") << true;
    QTest::newRow("I and l") << QStringLiteral("Ian") << QStringLiteral("lan") << true;
    QTest::newRow("rn") << QStringLiteral("Arny") << QStringLiteral("Amy") << true;
    QTest::newRow("accents") << QStringLiteral("José") << QStringLiteral("Jose") << true;
    QTest::newRow("full width") << QStringLiteral("Ｓam") << QStringLiteral("Sam") << true;
    QTest::newRow("mathematical") << QStringLiteral("\U0001D412am") << QStringLiteral("Sam") << true;
    QTest::newRow("hyphens") << QStringLiteral("Mary-Ann") << QStringLiteral("Mary Ann") << true;
    QTest::newRow("others") << QStringLiteral("Sam") << QStringLiteral("Pam") << false;
    QTest::newRow("Arabic") << QStringLiteral("سام") << QStringLiteral("سالم") << false;
}

void TestClean::looks()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, alike);
    QCOMPARE(lookOf(one) == lookOf(other), alike);
    QVERIFY(!lookOf(one).isEmpty());
}

QTEST_GUILESS_MAIN(TestClean)
#include "tst_clean.moc"
