// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The whole way without a window: two vaults, a circle, joining by three files, work done apart, a clash, and both agree again.

#include "harness.h"

#include <QSet>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

class Walk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void checkWordsAreTheSame();
    void fortyStatementsAndAClash();
    void everyCommandHelps();
    void onlyWhatWorksIsShown();

private:
    void helpOf(const QStringList &command, QStringList &seen);

    World m_world;
    Pair m_pair{m_world};
};

void Walk::initTestCase()
{
    const QString problem = m_pair.join(m_world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void Walk::checkWordsAreTheSame()
{
    QCOMPARE(m_pair.motherWords.size(), 6);
    QCOMPARE(m_pair.motherWords, m_pair.workerWords);
    const Ran members = m_pair.worker({u"member"_s, u"list"_s, m_pair.circle});
    QCOMPARE(members.array().size(), 2);
}

/** SR-098: each in a vault of their own, apart, and nothing is lost when they meet. */
void Walk::fortyStatementsAndAClash()
{
    const QString c = m_pair.circle;
    const Ran shared = m_pair.mother({u"profile"_s, u"add"_s, c, u"--section"_s, u"support"_s, u"--text"_s, u"Give him time to answer."_s});
    QVERIFY2(shared.status == 0, shared.told().constData());
    const QString both = shared.text("statement");
    QCOMPARE(m_pair.sync(), QString());

    // Apart: 19 new ones each, and one that both change.
    for (const Device *device : {&m_pair.mother, &m_pair.worker}) {
        QStringList lines;
        for (int i = 1; i < 20; ++i) {
            lines.append(u"profile add %1 --section %2 --text %3"_s.arg(c, i % 2 == 0 ? u"important"_s : u"strengths"_s,
                                                                        quoted(u"%1 says it's number %2"_s.arg(device->name()).arg(i))));
        }
        lines.append(u"profile edit %1 %2 --text %3"_s.arg(c, both, quoted(u"Wait, says %1."_s.arg(device->name()))));
        const QJsonArray answers = device->batch(lines);
        QCOMPARE(answers.size(), 20);
        for (const auto &answer : answers)
            QVERIFY(answer.toObject().value("ok"_L1).toBool());
    }
    // Until they sync, each sees only their own.
    QCOMPARE(m_pair.mother({u"record"_s, u"list"_s, c, u"--kind"_s, u"statement"_s}).array().size(), 20);

    QCOMPARE(m_pair.sync(), QString());
    const Ran mine = m_pair.mother({u"record"_s, u"list"_s, c});
    const Ran theirs = m_pair.worker({u"record"_s, u"list"_s, c});
    QCOMPARE(mine.status, 0);
    QCOMPARE(mine.out, theirs.out);
    QSet<QString> texts;
    int statements = 0;
    const QJsonArray records = mine.array();
    for (const auto &record : records) {
        if (record["kind"_L1] == "statement"_L1) {
            ++statements;
            texts.insert(record["fields"_L1]["text"_L1].toString());
        }
    }
    QCOMPARE(statements, 39);
    QCOMPARE(texts.size(), 39);
    QVERIFY(texts.contains(u"mother says it's number 7"_s));
    QVERIFY(texts.contains(u"worker says it's number 19"_s));

    // The clash shows both, with who and when, on both devices alike.
    const Ran clash = m_pair.worker({u"record"_s, u"list"_s, c, u"--with-conflicts"_s});
    QCOMPARE(clash.array().size(), 1);
    QCOMPARE(clash.out, m_pair.mother({u"record"_s, u"list"_s, c, u"--with-conflicts"_s}).out);
    QCOMPARE(clash.array()[0]["record"_L1].toString(), both);
    const QJsonArray versions = clash.array()[0]["conflicts"_L1]["text"_L1].toArray();
    QCOMPARE(versions.size(), 2);
    QSet<QString> shown;
    int motherNumber = 0;
    for (const auto &version : versions) {
        const QString value = version["value"_L1].toString();
        shown.insert(value);
        QCOMPARE(version["by"_L1]["name"_L1].toString(), value.contains("mother"_L1) ? u"Grace Okafor"_s : u"Dan Hughes"_s);
        QVERIFY(QDateTime::fromString(version["at"_L1].toString(), Qt::ISODate).isValid());
        if (value.contains("mother"_L1))
            motherNumber = version["number"_L1].toInt();
    }
    QCOMPARE(shown, QSet<QString>({u"Wait, says mother."_s, u"Wait, says worker."_s}));

    // Settled on one, it is settled on the other.
    const Ran settled =
        m_pair.mother({u"record"_s, u"settle"_s, c, both, u"--field"_s, u"text"_s, u"--keep"_s, QString::number(motherNumber)});
    QVERIFY2(settled.status == 0, settled.told().constData());
    QCOMPARE(m_pair.sync(), QString());
    const Ran after = m_pair.worker({u"record"_s, u"show"_s, c, both, u"--history"_s});
    QVERIFY(!after.object().contains("conflicts"_L1));
    QCOMPARE(after.json["fields"_L1]["text"_L1].toString(), u"Wait, says mother."_s);
    // What was not chosen is not gone from the past.
    QVERIFY(after.out.contains("Wait, says worker."));
    QCOMPARE(m_pair.worker({u"record"_s, u"list"_s, c, u"--with-conflicts"_s}).array().size(), 0);
    QCOMPARE(m_pair.mother({u"record"_s, u"list"_s, c}).out, m_pair.worker({u"record"_s, u"list"_s, c}).out);
    QCOMPARE(m_pair.mother({u"circle"_s, u"show"_s, c}).text("digest"), m_pair.worker({u"circle"_s, u"show"_s, c}).text("digest"));

    // Nothing waits, and both vaults are sound.
    for (const Device *device : {&m_pair.mother, &m_pair.worker}) {
        QCOMPARE((*device)({u"pending"_s}).out.trimmed(), QByteArray("[]"));
        const Ran check = (*device)({u"vault"_s, u"check"_s});
        QCOMPARE(check.status, 0);
        QVERIFY(check.object().value("ok"_L1).toBool());
        QVERIFY(check.object().value("commits"_L1).toInt() >= 42);
    }
}

void Walk::helpOf(const QStringList &command, QStringList &seen)
{
    const Ran ran = m_world.run(command + QStringList{u"--help"_s});
    QVERIFY2(ran.status == 0, qPrintable(command.join(u' ')));
    QVERIFY2(ran.err.isEmpty(), ran.err.constData());
    QVERIFY2(ran.out.contains("-h,--help"), ran.out.constData());
    if (!command.isEmpty())
        seen.append(command.join(u' '));
    // The names below "Subcommands:", each indented by two.
    const QList<QByteArray> lines = ran.out.mid(std::max<qsizetype>(0, ran.out.indexOf("Subcommands:"))).split('\n');
    if (!ran.out.contains("Subcommands:"))
        return;
    for (const QByteArray &line : lines) {
        if (line.size() > 2 && line.startsWith("  ") && line.at(2) != ' ')
            helpOf(command + QStringList{QString::fromLatin1(line.mid(2, line.indexOf(' ', 2) - 2))}, seen);
    }
}

void Walk::everyCommandHelps()
{
    QStringList seen;
    helpOf({}, seen);
    const QStringList contract = {u"vault create"_s,
                                  u"vault info"_s,
                                  u"vault check"_s,
                                  u"vault passphrase"_s,
                                  u"vault recover"_s,
                                  u"vault backup"_s,
                                  u"vault restore"_s,
                                  u"circle create"_s,
                                  u"circle list"_s,
                                  u"circle show"_s,
                                  u"circle erase"_s,
                                  u"member invite"_s,
                                  u"member accept"_s,
                                  u"member admit"_s,
                                  u"member list"_s,
                                  u"member remove"_s,
                                  u"record list"_s,
                                  u"record show"_s,
                                  u"record import"_s,
                                  u"profile add"_s,
                                  u"profile edit"_s,
                                  u"profile remove"_s,
                                  u"profile show"_s,
                                  u"profile freeze"_s,
                                  u"profile compare"_s,
                                  u"profile export"_s,
                                  u"remote set"_s,
                                  u"remote show"_s,
                                  u"sync"_s,
                                  u"pending"_s,
                                  u"batch"_s,
                                  u"demo"_s};
    for (const QString &command : contract)
        QVERIFY2(seen.contains(command), qPrintable(command));
    qInfo("%lld commands have help", static_cast<long long>(seen.size()));
}

void Walk::onlyWhatWorksIsShown()
{
    for (const QString &later :
         {u"voice"_s, u"board"_s, u"symbols"_s, u"meeting"_s, u"pack"_s, u"jargon"_s, u"charter"_s, u"content"_s, u"export-all"_s})
        QCOMPARE(m_world.run({later}).status, 2);
}

QTEST_GUILESS_MAIN(Walk)
#include "tst_walk.moc"
