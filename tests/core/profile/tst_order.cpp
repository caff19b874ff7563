// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include <QRandomGenerator>
#include <QTest>

using namespace heard;
using namespace heard::profile;
using namespace heard::testing;

/** The places of lines on the page: where one is put, and what it means to the others, here and on other devices. */
class TestOrder : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void movingPutsItWhereAsked();
    void ordersStayShort();
    void samePlaceTwiceCanBeSorted();
    void placesAreNotAskedAbout();
    void aMoveBringsNothingBack();
    void neighboursStayOutToo();
    void wordsOfThatMomentAreKept();
    void seededMovesAndRemovals();

private:
    std::unique_ptr<SamsCircle> m_sams;
    Circle &mum() { return *m_sams->atMum; }
    Circle &school() { return *m_sams->atSchool; }
};

void TestOrder::init()
{
    m_sams = std::make_unique<SamsCircle>();
    QVERIFY(m_sams->start());
}

void TestOrder::movingPutsItWhereAsked()
{
    QStringList wanted;
    QList<Id> ids;
    for (int i = 0; i < 12; ++i) {
        wanted.append(QString::number(i));
        ids.append(say(mum(), Section::Support, wanted.constLast()));
    }
    const quint64 seed = QRandomGenerator::global()->generate64();
    qInfo() << "seed" << seed;
    SeededRandom random(seed);
    for (int i = 0; i < 150; ++i) {
        const auto from = qsizetype(random.below(12));
        const auto to = qsizetype(random.below(12));
        const Id id = statements(mum(), Section::Support).at(from).id;
        wanted.move(from, to);
        if (random.below(2) == 0) {
            HEARD_DO(moveTo(mum(), id, to));
        } else {
            QList<Statement> others = statements(mum(), Section::Support);
            others.removeAt(from);
            HEARD_DO(moveAfter(mum(), id, to == 0 ? Id{} : others.at(to - 1).id));
        }
        QCOMPARE(texts(statements(mum(), Section::Support)), wanted);
    }
    HEARD_DO(moveTo(mum(), ids.constFirst(), 1'000));
    QCOMPARE(statements(mum(), Section::Support).constLast().id, ids.constFirst());
    const Id other = say(mum(), Section::Tips, QStringLiteral("elsewhere"));
    QCOMPARE(moveAfter(mum(), ids.at(3), other).error().code, ErrorCode::NotFound);
}

void TestOrder::ordersStayShort()
{
    QList<NewStatement> many;
    for (int i = 0; i < 2'000; ++i)
        many.append({.section = Section::Tips, .text = QString::number(i)});
    HEARD_DO(addAll(mum(), many));
    for (int i = 0; i < 50; ++i)
        say(mum(), Section::Tips, QStringLiteral("more %1").arg(i));
    const QList<Statement> list = statements(mum(), Section::Tips);
    QCOMPARE(list.size(), 2'050);
    for (qsizetype i = 0; i < 2'000; ++i)
        QCOMPARE(list.at(i).text, QString::number(i));
    for (const Statement &s : list)
        QVERIFY2(s.order.size() <= 8, qPrintable(s.order));
}

void TestOrder::samePlaceTwiceCanBeSorted()
{
    QVERIFY(m_sams->addSchool());
    // Both add at the end while apart: the same place.
    const Id a = say(mum(), Section::Tips, QStringLiteral("from Mum"));
    const Id b = say(school(), Section::Tips, QStringLiteral("from school"));
    const Id c = say(mum(), Section::Tips, QStringLiteral("third"));
    QVERIFY(m_sams->meet());
    QCOMPARE(statement(mum(), a)->order, statement(mum(), b)->order);
    QCOMPARE(texts(statements(mum(), Section::Tips)), texts(statements(school(), Section::Tips)));
    const Id first = statements(mum(), Section::Tips).at(0).id;
    const Id second = first == a ? b : a;
    HEARD_DO(moveAfter(mum(), c, first)); // in between
    QList<Id> ids;
    for (const Statement &s : statements(mum(), Section::Tips))
        ids.append(s.id);
    QCOMPARE(ids, QList<Id>({first, c, second}));
    QVERIFY(m_sams->meet());
    QCOMPARE(texts(statements(mum(), Section::Tips)), texts(statements(school(), Section::Tips)));
}

void TestOrder::placesAreNotAskedAbout()
{
    QVERIFY(m_sams->addSchool());
    for (int i = 0; i < 4; ++i)
        say(mum(), Section::Tips, QString::number(i));
    QVERIFY(m_sams->meet());
    const Id id = statements(mum(), Section::Tips).at(3).id;
    HEARD_DO(moveTo(mum(), id, 0));
    HEARD_DO(moveTo(school(), id, 2));
    QVERIFY(m_sams->meet());
    QVERIFY(clashes(mum()).isEmpty());
    QVERIFY(!statement(mum(), id)->clashes);
    QCOMPARE(texts(statements(mum(), Section::Tips)), texts(statements(school(), Section::Tips)));
}

/** Taken out here, only put elsewhere there: it stays out, on both, and nobody is asked. */
void TestOrder::aMoveBringsNothingBack()
{
    QVERIFY(m_sams->addSchool());
    for (int i = 0; i < 3; ++i)
        say(mum(), Section::Tips, QString::number(i));
    QVERIFY(m_sams->meet());
    const Id moved = statements(mum(), Section::Tips).at(0).id;
    HEARD_DO(remove(mum(), moved));
    HEARD_DO(moveTo(school(), moved, 2));
    QVERIFY(m_sams->meet());
    for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
        QCOMPARE(texts(statements(*circle)), QStringList({QStringLiteral("1"), QStringLiteral("2")}));
        QVERIFY(clashes(*circle).isEmpty());
        QVERIFY(circle->record(moved)->gone());
    }
    // It can still be brought back, whole, on purpose.
    HEARD_DO(bringBack(school(), moved));
    QVERIFY(m_sams->meet());
    QCOMPARE(texts(statements(mum())), QStringList({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("0")}));
    QVERIFY(clashes(mum()).isEmpty());
}

/** Lines in one and the same place are numbered anew when something is put between them, those among them that somebody takes out just then too. */
void TestOrder::neighboursStayOutToo()
{
    QVERIFY(m_sams->addSchool());
    const Id a = say(mum(), Section::Tips, QStringLiteral("from Mum"));
    const Id b = say(school(), Section::Tips, QStringLiteral("from school"));
    const Id c = say(mum(), Section::Tips, QStringLiteral("third"));
    QVERIFY(m_sams->meet());
    QCOMPARE(statement(mum(), a)->order, statement(mum(), b)->order);
    const Id first = statements(mum(), Section::Tips).at(0).id;
    HEARD_DO(remove(mum(), a));
    HEARD_DO(moveAfter(school(), c, first)); // writes the places of all three
    QVERIFY(m_sams->meet());
    for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
        const QStringList left = texts(statements(*circle));
        QCOMPARE(QSet<QString>(left.cbegin(), left.cend()), QSet<QString>({QStringLiteral("from school"), QStringLiteral("third")}));
        QVERIFY(clashes(*circle).isEmpty());
    }
}

/** Moved and put in other words at once: words are never taken out by somebody who had not read them. */
void TestOrder::wordsOfThatMomentAreKept()
{
    QVERIFY(m_sams->addSchool());
    const Id line = say(mum(), Section::Tips, QStringLiteral("Give me time."));
    say(mum(), Section::Tips, QStringLiteral("Show me."));
    QVERIFY(m_sams->meet());
    HEARD_DO(remove(mum(), line));
    HEARD_DO(moveTo(school(), line, 1));
    HEARD_DO(edit(school(), line, {.text = QStringLiteral("Give me lots of time.")}));
    QVERIFY(m_sams->meet());
    for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
        QVERIFY(texts(statements(*circle)).contains(QStringLiteral("Give me lots of time.")));
        const QList<Clash> list = clashesOf(*circle, line);
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.constFirst().field, QStringLiteral("gone"));
        QCOMPARE(list.constFirst().sides.size(), 2); // the removal and the words, not the place
    }
}

/** Two people who move, take out and reword at random: out is what one took out and the other did not reword apart from it. */
void TestOrder::seededMovesAndRemovals()
{
    QVERIFY(m_sams->addSchool());
    SeededRandom random(20'261'128);
    const int rounds = byDepth(5, 20, 300);
    for (int round = 0; round < rounds; ++round) {
        QList<Id> ids;
        for (int i = 0; i < 5; ++i)
            ids.append(say(random.below(2) == 0 ? mum() : school(), Section::Tips, QStringLiteral("%1.%2").arg(round).arg(i)));
        QVERIFY(m_sams->meet());
        QSet<Id> removed;
        QSet<Id> reworded;
        QSet<Id> removedByThem;
        for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
            QSet<Id> &out = circle == m_sams->atMum ? removed : removedByThem;
            for (int step = 0; step < 4; ++step) {
                const QList<Statement> here = statements(*circle, Section::Tips);
                const Id id = here.at(qsizetype(random.below(quint64(here.size())))).id;
                switch (random.below(4)) {
                case 0:
                    HEARD_DO(remove(*circle, id));
                    out.insert(id);
                    break;
                case 1:
                    if (circle == m_sams->atSchool) {
                        HEARD_DO(edit(*circle, id, {.text = QStringLiteral("reworded %1.%2").arg(round).arg(step)}));
                        reworded.insert(id);
                    }
                    break;
                default:
                    HEARD_DO(moveTo(*circle, id, qsizetype(random.below(quint64(here.size())))));
                    break;
                }
            }
        }
        QVERIFY(m_sams->meet());
        const QSet<Id> asked = removed & (reworded - removedByThem);
        for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
            for (const Id &id : std::as_const(ids)) {
                const bool out = (removed | removedByThem).contains(id) && !asked.contains(id);
                QVERIFY2(circle->record(id)->gone() == out, qPrintable(QStringLiteral("round %1").arg(round)));
            }
            for (const Clash &clash : clashes(*circle))
                QVERIFY(asked.contains(clash.record));
        }
        for (const Statement &left : statements(mum(), Section::Tips))
            HEARD_DO(remove(mum(), left.id));
        QVERIFY(m_sams->meet());
    }
}

QTEST_GUILESS_MAIN(TestOrder)
#include "tst_order.moc"
