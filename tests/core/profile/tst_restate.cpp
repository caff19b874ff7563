// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include <QTest>

using namespace heard;
using namespace heard::profile;
using namespace heard::testing;

/** A slip of the one who wrote a line, put right: whose words they are, and who may read them. */
class TestRestate : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_sams = std::make_unique<SamsCircle>();
        QVERIFY(m_sams->start());
        QVERIFY(m_sams->addSchool());
    }

    /** Who said a line never changes: another line says it right, in the same place and the same save, and the wrong one is gone. */
    void anotherVoice()
    {
        Circle &mum = *m_sams->atMum;
        const Id first = say(mum, Section::Important, QStringLiteral("My bus at eight."));
        const Id wrong = say(mum, Section::Important, QStringLiteral("Feed the ducks."));
        const Id last = say(mum, Section::Important, QStringLiteral("Quiet mornings."));
        const qint64 commits = mum.overview().waiting;
        const auto right = sayAs(mum, wrong, mum.id());
        QVERIFY2(right, why(right).constData());
        QCOMPARE(mum.overview().waiting, commits + 1);
        QVERIFY(*right != wrong);
        QVERIFY(m_sams->meet());
        for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
            const QList<Statement> lines = statements(*circle);
            QCOMPARE(lines.size(), 3);
            QCOMPARE(lines.at(0).id, first);
            QCOMPARE(lines.at(1).id, *right);
            QCOMPARE(lines.at(1).text, QStringLiteral("Feed the ducks."));
            QCOMPARE(lines.at(1).saidBy, circle->id());
            QCOMPARE(lines.at(2).id, last);
            // The record that says it wrong still does, for whoever looks it up.
            QCOMPARE(circle->record(wrong)->get(statementKind::saidBy), mum.me());
        }
        const auto gran = sayAs(mum, *right, {}, QStringLiteral(" Gran "));
        QVERIFY2(gran, why(gran).constData());
        QCOMPARE(statement(mum, *gran)->saidName, QStringLiteral("Gran"));
        QCOMPARE(sayAs(mum, *gran, {}, QStringLiteral("Gran")).value(), *gran);
        QCOMPARE(sayAs(mum, *gran, Id::random(m_random)).error().name, QStringLiteral("unknown-member"));
    }

    /** The voice of a line is its writer's to correct, and nobody else's. */
    void onlyItsWriter()
    {
        Circle &mum = *m_sams->atMum;
        const Id line = say(mum, Section::Important, QStringLiteral("My bus at eight."));
        QVERIFY(m_sams->meet());
        Circle &school = *m_sams->atSchool;
        QCOMPARE(sayAs(school, line, school.me()).error().name, QStringLiteral("not-the-writer"));
        QCOMPARE(keepToMyself(school, line).error().name, QStringLiteral("not-the-writer"));
        QVERIFY(m_sams->meet());
        QCOMPARE(statements(mum).constFirst().id, line);
        QVERIFY(remove(mum, line));
        QCOMPARE(sayAs(mum, line, mum.id()).error().name, QStringLiteral("no-statement"));
        QCOMPARE(keepToMyself(mum, line).error().name, QStringLiteral("no-statement"));
    }

    /** Private again: gone for the others, who are told so by their own page; all of it is in the writer's copy. */
    void privateAgain()
    {
        Circle &mum = *m_sams->atMum;
        const auto line = add(mum, {.section = Section::Support,
                                    .text = QStringLiteral("I am scared of dogs."),
                                    .saidBy = mum.id(),
                                    .photo = photoFile(Qt::red),
                                    .mustKnow = true});
        QVERIFY(line);
        QVERIFY(m_sams->meet());
        QCOMPARE(statements(*m_sams->atSchool).size(), 1);
        const auto own = keepToMyself(mum, *line);
        QVERIFY2(own, why(own).constData());
        QVERIFY(m_sams->meet());
        QVERIFY(statements(*m_sams->atSchool).isEmpty());
        QCOMPARE(statements(mum).size(), 1);
        const Statement mine = statements(mum).constFirst();
        QVERIFY(mine.onlyMine && mine.mustKnow && !mine.photo.isEmpty());
        QCOMPARE(mine.text, QStringLiteral("I am scared of dogs."));
        QCOMPARE(mine.saidBy, mum.id());
        QCOMPARE(keepToMyself(mum, *own).value(), *own);
        const auto again = shareWithEveryone(mum, *own);
        QVERIFY(again);
        QVERIFY(m_sams->meet());
        QCOMPARE(statements(*m_sams->atSchool).size(), 1);
    }

private:
    std::unique_ptr<SamsCircle> m_sams;
    SystemRandom m_random;
};

QTEST_GUILESS_MAIN(TestRestate)
#include "tst_restate.moc"
