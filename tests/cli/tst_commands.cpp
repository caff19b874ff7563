// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rest of the contract: what each command does and prints.

#include "harness.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QTest>
#include <QThread>
#include <csignal>

using namespace heard::test;
using namespace Qt::StringLiterals;

class CommandLine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void settingsMayStandAnywhere();
    void batchReadsShellLines();
    void batchStopsOrGoesOn();
    void passphraseAndRecovery();
    void backupBecomesAnotherDevice();
    void profileFromFirstLineToPrint();
    void onlyMeStaysOnlyMine();
    void settlingAProfile();
    void recordKeepsFormsApart();
    void pensAndAgreements();
    void watchingUntilStopped();
    void devicesOfThePeople();
    void removingAMember();
    void erasingACircle();
    void erasingACircleAtTheRemote();
    void theDemo();

private:
    QString add(const Device &device, const QString &section, const QString &text) const;

    World m_world;
    Pair m_pair{m_world};
};

QString CommandLine::add(const Device &device, const QString &section, const QString &text) const
{
    return device({u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, section, u"--text"_s, text}).text("statement");
}

void CommandLine::initTestCase()
{
    const QString problem = m_pair.join(m_world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void CommandLine::settingsMayStandAnywhere()
{
    const Ran after = m_world.run(QStringList{u"circle"_s, u"list"_s} + m_pair.mother.opening() + QStringList{u"--pretty"_s});
    QCOMPARE(after.status, 0);
    QVERIFY(after.out.contains("\n    "));
    const QJsonArray circles = after.array();
    QCOMPARE(circles.size(), 1);
    QCOMPARE(circles[0]["name"_L1].toString(), u"Sam Okafor"_s);
    QCOMPARE(circles[0]["members"_L1].toInt(), 2);
    // From the environment, and the beginning of an id.
    QProcess process;
    QProcessEnvironment environment = m_world.environment();
    environment.insert(u"HEARD_PASSPHRASE_FILE"_s, m_world.passphraseFile());
    process.setProcessEnvironment(environment);
    process.start(World::program(), {u"--vault"_s, m_pair.mother.folder(), u"circle"_s, u"show"_s, m_pair.circle.left(6)});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const QJsonObject shown = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(shown.value("circle"_L1).toString(), m_pair.circle);
    QCOMPARE(shown.value("born"_L1).toString(), u"2017-03"_s);
    QCOMPARE(m_pair.mother({u"circle"_s, u"show"_s, u"zzzz"_s}).code(), u"no-such-circle"_s);
    QCOMPARE(m_pair.mother({u"circle"_s, u"list"_s, u"--now"_s, u"yesterday"_s}).status, 4);
}

void CommandLine::batchReadsShellLines()
{
    const QJsonArray answers = m_pair.mother.batch({
        u"# a comment, and an empty line"_s,
        QString(),
        u"profile add %1 --section tips --text 'It'\\''s \"his\" turn'"_s.arg(m_pair.circle),
        u"profile add %1 --section tips --text \"two  \\\"words\\\" \\\\ and \\n\"  # and a comment"_s.arg(m_pair.circle),
        u"  profile add %1 --section tips --text one\\ word"_s.arg(m_pair.circle),
        u"profile add %1 --section tips --text=Grüße"_s.arg(m_pair.circle),
    });
    QStringList texts;
    for (const auto &answer : answers)
        texts.append(answer["result"_L1]["text"_L1].toString());
    QCOMPARE(texts, QStringList({u"It's \"his\" turn"_s, u"two  \"words\" \\ and \\n"_s, u"one word"_s, u"Grüße"_s}));
}

void CommandLine::batchStopsOrGoesOn()
{
    const QByteArray lines =
        "circle list\nprofile add nowhere --section tips --text x\nvault create --name A --role parent\n'open\ncircle list\n";
    const Ran stops = m_world.run(m_pair.mother.opening() + QStringList{u"batch"_s}, lines);
    QCOMPARE(stops.status, 4);
    QCOMPARE(stops.out.count('\n'), 2);
    QCOMPARE(stops.error.value("line"_L1).toInt(), 2);
    const Ran goes = m_world.run(m_pair.mother.opening() + QStringList{u"batch"_s, u"--keep-going"_s}, lines);
    QCOMPARE(goes.status, 4);
    const QList<QByteArray> answers = goes.out.trimmed().split('\n');
    QCOMPARE(answers.size(), 5);
    const QList<bool> ok = {true, false, false, false, true};
    for (qsizetype i = 0; i < ok.size(); ++i) {
        const QJsonObject answer = QJsonDocument::fromJson(answers.at(i)).object();
        QCOMPARE(answer.value("ok"_L1).toBool(), ok.at(i));
        QCOMPARE(answer.contains("error"_L1), !ok.at(i));
    }
    // From a file as well.
    m_world.write(u"lines"_s, "circle list\n");
    QCOMPARE(m_pair.mother({u"batch"_s, u"--in"_s, m_world.path(u"lines"_s)}).object().value("ok"_L1).toBool(), true);
    QCOMPARE(m_pair.mother({u"batch"_s, u"--in"_s, m_world.path(u"nowhere"_s)}).status, 4);
}

void CommandLine::passphraseAndRecovery()
{
    const Device own(m_world, u"own"_s);
    const Ran made = own.create(u"Sam Okafor"_s, u"young-person"_s);
    QCOMPARE(made.status, 0);
    const QString code = made.text("recovery_code");
    QCOMPARE(code.split(u'-').size(), 7);
    m_world.write(u"code"_s, code.toUtf8() + '\n');
    m_world.write(u"new"_s, "a different set of words\n");
    m_world.write(u"newer"_s, "yet another set of words\n");
    const auto opens = [&](const QString &file) {
        return m_world.run({u"--vault"_s, own.folder(), u"--passphrase-file"_s, m_world.path(file), u"vault"_s, u"info"_s}).status;
    };
    QCOMPARE(own({u"vault"_s, u"passphrase"_s, u"--kdf"_s, u"interactive"_s, u"--new-passphrase-file"_s, m_world.path(u"new"_s)}).status, 0);
    QCOMPARE(opens(u"passphrase"_s), 3);
    QCOMPARE(opens(u"new"_s), 0);
    const QStringList recover = {u"--vault"_s,
                                 own.folder(),
                                 u"vault"_s,
                                 u"recover"_s,
                                 u"--kdf"_s,
                                 u"interactive"_s,
                                 u"--new-passphrase-file"_s,
                                 m_world.path(u"newer"_s),
                                 u"--code-file"_s};
    const Ran recovered = m_world.run(recover + QStringList{m_world.path(u"code"_s), u"--renew-code"_s});
    QVERIFY2(recovered.status == 0, recovered.told().constData());
    QVERIFY(recovered.text("recovery_code") != code);
    QCOMPARE(opens(u"new"_s), 3);
    QCOMPARE(opens(u"newer"_s), 0);
    // The old code is used up.
    QCOMPARE(m_world.run(recover + QStringList{m_world.path(u"code"_s)}).status, 3);
}

void CommandLine::backupBecomesAnotherDevice()
{
    const QString file = m_world.path(u"files/backup"_s);
    add(m_pair.mother, u"strengths"_s, u"before the backup"_s);
    QCOMPARE(m_pair.sync(), QString());
    const QString device = m_pair.mother({u"vault"_s, u"info"_s}).text("device");
    QCOMPARE(m_pair.mother({u"vault"_s, u"backup"_s, u"--out"_s, file}).status, 0);

    const Device restored(m_world, u"restored"_s);
    const Ran back = restored({u"vault"_s, u"restore"_s, u"--in"_s, file});
    QVERIFY2(back.status == 0, back.told().constData());
    QVERIFY(restored({u"vault"_s, u"info"_s}).text("device") != device);
    QCOMPARE(restored({u"record"_s, u"list"_s, m_pair.circle, u"--kind"_s, u"statement"_s}).out,
             m_pair.mother({u"record"_s, u"list"_s, m_pair.circle, u"--kind"_s, u"statement"_s}).out);
    // Both go on, and nothing is lost between them.
    add(restored, u"strengths"_s, u"from the restored one"_s);
    add(m_pair.mother, u"strengths"_s, u"from the first one"_s);
    QCOMPARE(restored({u"sync"_s}).status, 0);
    QCOMPARE(m_pair.sync(), QString());
    const QByteArray seen = m_pair.worker({u"record"_s, u"list"_s, m_pair.circle}).out;
    QVERIFY(seen.contains("from the restored one") && seen.contains("from the first one"));
    QCOMPARE(restored({u"vault"_s, u"restore"_s, u"--in"_s, file}).status, 3);
    // The file of a vault must not open with other words.
    m_world.write(u"wrong"_s, "not these\n");
    QCOMPARE(m_world
                 .run({u"--vault"_s, m_world.path(u"elsewhere"_s), u"--passphrase-file"_s, m_world.path(u"wrong"_s), u"vault"_s,
                       u"restore"_s, u"--in"_s, file})
                 .status,
             3);
}

/** SR-003, SR-083, SR-095: strengths are asked for, tips go in, one side of A4 is a promise. */
void CommandLine::profileFromFirstLineToPrint()
{
    const Device one(m_world, u"one"_s);
    QCOMPARE(one.create(u"Grace"_s, u"parent"_s).status, 0);
    const QString c = one({u"circle"_s, u"create"_s, u"--name"_s, u"Sam"_s}).text("circle");
    const QJsonArray answers = one.batch({
        u"profile add %1 --section important --text 'The 42 bus' --said-by young-person --symbol bus"_s.arg(c),
        u"profile add %1 --section appreciate --text 'He makes us laugh' --said-by-name Gran"_s.arg(c),
        u"profile tips 'bus'"_s,
        u"profile tips"_s,
        u"profile add %1 --section support --text 'No nuts' --must-know"_s.arg(c),
    });
    QCOMPARE(answers.size(), 5);
    QCOMPARE(answers[0]["result"_L1]["said_by"_L1]["id"_L1].toString(), c);
    QCOMPARE(answers[1]["result"_L1]["said_by"_L1]["name"_L1].toString(), u"Gran"_s);
    const QString bus = answers[0]["result"_L1]["statement"_L1].toString();
    const QString tip = answers[3]["result"_L1][0]["tip"_L1].toString();
    QVERIFY(!tip.isEmpty());

    // A page of needs only is not a profile.
    QCOMPARE(one({u"profile"_s, u"freeze"_s, c, u"--note"_s, u"too early"_s}).code(), u"no-strengths"_s);
    const QJsonArray more = one.batch({
        u"profile add %1 --section strengths --text 'Draws every bus'"_s.arg(c),
        u"profile freeze %1 --note 'First'"_s.arg(c),
        u"profile pick-tip %1 %2"_s.arg(c, tip),
        u"profile edit %1 %2 --text 'The 42 bus with Dad'"_s.arg(c, bus),
        u"profile freeze %1 --note 'Second'"_s.arg(c),
        u"profile versions "_s + c,
    });
    QCOMPARE(more.size(), 6);
    QVERIFY(!more[2]["result"_L1]["tip"_L1].toString().isEmpty());
    const QString first = more[1]["result"_L1]["version"_L1].toString();
    const QString second = more[4]["result"_L1]["version"_L1].toString();
    QCOMPARE(more[5]["result"_L1].toArray().size(), 2);
    const Ran compared = one({u"profile"_s, u"compare"_s, c, first, second});
    QCOMPARE(compared.object().value("added"_L1).toArray().size(), 1);
    QCOMPARE(compared.object().value("changed"_L1).toArray().size(), 1);
    QCOMPARE(compared.json["changed"_L1][0]["after"_L1]["text"_L1].toString(), u"The 42 bus with Dad"_s);
    QCOMPARE(one({u"profile"_s, u"show"_s, c, u"--version"_s, first}).json["sections"_L1]["important"_L1][0]["text"_L1].toString(),
             u"The 42 bus"_s);

    for (const char *layout : {"one-page", "cover-card", "communication-passport", "hospital-passport"}) {
        for (const char *format : {"pdf", "html", "odt"}) {
            const QString file = m_world.path(u"files/%1.%2"_s.arg(QLatin1String(layout), QLatin1String(format)));
            const Ran made = one({u"profile"_s, u"export"_s, c, u"--layout"_s, QLatin1String(layout), u"--format"_s, QLatin1String(format),
                                  u"--out"_s, file});
            QVERIFY2(made.status == 0, made.told().constData());
            QVERIFY(made.object().value("pages"_L1).toInt() >= 1);
            QVERIFY(made.object().value("words"_L1).toInt() > 5);
            QVERIFY(QFileInfo(file).size() > 500);
        }
    }
    QVERIFY(m_world.read(u"files/one-page.pdf"_s).startsWith("%PDF-"));
    // Into a folder: named for whom and what, and the second does not replace the first.
    for (const QString &name : {u"Sam – one-page profile – for Ms Khan.png"_s, u"Sam – one-page profile – for Ms Khan (2).png"_s}) {
        const Ran made = one({u"profile"_s, u"export"_s, c, u"--layout"_s, u"one-page"_s, u"--format"_s, u"png"_s, u"--for"_s, u"Ms Khan"_s,
                              u"--out"_s, m_world.path(u"files"_s)});
        QVERIFY2(made.status == 0, made.told().constData());
        QCOMPARE(QFileInfo(made.object().value("file"_L1).toString()).fileName(), name);
        QVERIFY(m_world.read(u"files/"_s + name).startsWith("\x89PNG"));
    }

    QStringList lines;
    for (int i = 0; i < 40; ++i)
        lines.append(u"profile add %1 --section support --text 'This is one more thing that everybody who helps him should know, number %2.'"_s
                         .arg(c)
                         .arg(i));
    one.batch(lines);
    const QString file = m_world.path(u"files/too-much.pdf"_s);
    const Ran full = one({u"profile"_s, u"export"_s, c, u"--layout"_s, u"one-page"_s, u"--format"_s, u"pdf"_s, u"--out"_s, file});
    QCOMPARE(full.status, 3);
    QCOMPARE(full.code(), u"does-not-fit"_s);
    const QJsonArray trim = full.error.value("trim"_L1).toArray();
    QVERIFY(trim.size() > 3);
    QVERIFY(trim[0]["statement"_L1].toString().size() == 32);
    QVERIFY(trim[0]["words"_L1].toInt() > 0);
    QVERIFY(!QFile::exists(file));
    const Ran fit = one({u"profile"_s, u"fit"_s, c, u"--layout"_s, u"one-page"_s});
    QCOMPARE(fit.object().value("fits"_L1).toBool(), false);
    QCOMPARE(fit.object().value("point_size"_L1).toDouble(), 12.0);
    // Doing what it says makes it fit.
    QStringList shorter = {u"profile"_s, u"export"_s, c, u"--layout"_s, u"one-page"_s, u"--format"_s, u"pdf"_s, u"--out"_s, file};
    for (const auto &one_ : trim)
        shorter += {u"--leave-out"_s, one_["statement"_L1].toString()};
    const Ran trimmed = one(shorter);
    QVERIFY2(trimmed.status == 0, trimmed.told().constData());
    QCOMPARE(trimmed.object().value("trimmed"_L1).toArray().size(), trim.size());
}

void CommandLine::onlyMeStaysOnlyMine()
{
    const Ran own = m_pair.mother({u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"important"_s, u"--text"_s, u"only for me"_s,
                                   u"--audience"_s, u"only-me"_s});
    QCOMPARE(own.text("audience"), u"only-me"_s);
    QCOMPARE(m_pair.sync(), QString());
    QVERIFY(!m_pair.worker({u"record"_s, u"list"_s, m_pair.circle}).out.contains("only for me"));
    const Ran shared = m_pair.mother({u"profile"_s, u"share"_s, m_pair.circle, own.text("statement")});
    QCOMPARE(shared.text("audience"), u"everyone"_s);
    QCOMPARE(m_pair.sync(), QString());
    QVERIFY(m_pair.worker({u"record"_s, u"list"_s, m_pair.circle}).out.contains("only for me"));
    QCOMPARE(m_pair
                 .mother({u"member"_s, u"invite"_s, m_pair.circle, u"--name"_s, u"A"_s, u"--role"_s, u"parent"_s, u"--audience"_s,
                          u"only-me"_s, u"--out"_s, m_world.path(u"files/no"_s)})
                 .status,
             3);
}

void CommandLine::settlingAProfile()
{
    const QString c = m_pair.circle;
    const QString statement = add(m_pair.mother, u"support"_s, u"start"_s);
    const QString gone = add(m_pair.mother, u"support"_s, u"removed here, changed there"_s);
    QCOMPARE(m_pair.sync(), QString());
    m_pair.mother({u"profile"_s, u"edit"_s, c, statement, u"--text"_s, u"left"_s});
    m_pair.worker({u"profile"_s, u"edit"_s, c, statement, u"--text"_s, u"right"_s});
    m_pair.mother({u"profile"_s, u"remove"_s, c, gone});
    m_pair.worker({u"profile"_s, u"edit"_s, c, gone, u"--text"_s, u"changed there"_s});
    QCOMPARE(m_pair.sync(), QString());

    const QJsonArray two = m_pair.worker({u"profile"_s, u"show"_s, c}).object().value("two_versions"_L1).toArray();
    QCOMPARE(two.size(), 2);
    for (const auto &clash : two)
        QCOMPARE(clash["versions"_L1].toArray().size(), 2);
    const Ran both = m_pair.worker({u"profile"_s, u"settle"_s, c, statement, u"--both"_s});
    QVERIFY2(both.status == 0, both.told().constData());
    QCOMPARE(both.object().value("made"_L1).toArray().size(), 1);
    int keep = 0;
    for (const auto &clash : two) {
        if (clash["field"_L1] != "gone"_L1)
            continue;
        QCOMPARE(clash["record"_L1].toString(), gone);
        const QJsonArray versions = clash["versions"_L1].toArray();
        for (const auto &version : versions) {
            if (!version["removal"_L1].toBool())
                keep = version["number"_L1].toInt();
        }
    }
    QVERIFY(keep > 0);
    QCOMPARE(m_pair.worker({u"profile"_s, u"settle"_s, c, gone, u"--field"_s, u"gone"_s, u"--keep"_s, u"9"_s}).code(), u"no-version"_s);
    const Ran kept = m_pair.worker({u"profile"_s, u"settle"_s, c, gone, u"--field"_s, u"gone"_s, u"--keep"_s, QString::number(keep)});
    QVERIFY2(kept.status == 0, kept.told().constData());
    QCOMPARE(m_pair.sync(), QString());
    const QByteArray seen = m_pair.mother({u"profile"_s, u"show"_s, c}).out;
    QVERIFY(seen.contains("\"left\"") && seen.contains("\"right\"") && seen.contains("changed there"));
    QVERIFY(seen.contains("\"two_versions\":[]"));
    QCOMPARE(m_pair.mother({u"profile"_s, u"settle"_s, c, statement, u"--keep"_s, u"1"_s}).code(), u"no-clash"_s);
    QCOMPARE(m_pair.mother({u"record"_s, u"settle"_s, c, statement, u"--field"_s, u"text"_s, u"--keep"_s, u"1"_s}).code(), u"no-clash"_s);

    // Taken out and brought back.
    QCOMPARE(m_pair.mother({u"profile"_s, u"remove"_s, c, gone}).status, 0);
    QVERIFY(!m_pair.mother({u"profile"_s, u"show"_s, c}).out.contains("changed there"));
    QCOMPARE(m_pair.mother({u"profile"_s, u"bring-back"_s, c, gone}).status, 0);
    QVERIFY(m_pair.mother({u"profile"_s, u"show"_s, c}).out.contains("changed there"));
    QVERIFY(m_pair.mother({u"profile"_s, u"history"_s, c, gone}).array().size() >= 2);
    // And moved.
    const Ran moved = m_pair.mother({u"profile"_s, u"move"_s, c, gone, u"--first"_s});
    QVERIFY2(moved.status == 0, moved.told().constData());
    QCOMPARE(m_pair.mother({u"profile"_s, u"show"_s, c}).json["sections"_L1]["support"_L1][0]["statement"_L1].toString(), gone);
}

/** SR-080: the child's statements and an adult's own page are separate records. */
void CommandLine::recordKeepsFormsApart()
{
    QCOMPARE(m_pair.worker({u"profile"_s, u"pen"_s, m_pair.circle, u"--what"_s, u"I am his keyworker."_s, u"--work"_s, u"Ring me."_s}).text("what_i_do"),
             u"I am his keyworker."_s);
    const QString statement = add(m_pair.worker, u"tips"_s, u"about Sam"_s);
    const QJsonArray pens = m_pair.worker({u"record"_s, u"list"_s, m_pair.circle, u"--kind"_s, u"pen-profile"_s}).array();
    QCOMPARE(pens.size(), 1);
    QVERIFY(pens[0]["record"_L1].toString() != statement);
    QVERIFY(pens[0]["fields"_L1]["about"_L1].isObject());
    for (const auto &record : m_pair.worker({u"record"_s, u"list"_s, m_pair.circle, u"--member"_s, u"me"_s}).array())
        QCOMPARE(record["by"_L1]["name"_L1].toString(), u"Dan Hughes"_s);
}

/** SR-045: a pen profile leaves the circle only with its owner's yes. */
void CommandLine::pensAndAgreements()
{
    QCOMPARE(m_pair.sync(), QString());
    const QString c = m_pair.circle;
    QString dan;
    for (const auto &member : m_pair.mother({u"member"_s, u"list"_s, c}).array()) {
        if (member["name"_L1] == "Dan Hughes"_L1)
            dan = member["member"_L1].toString();
    }
    const QStringList take = {u"profile"_s,
                              u"export"_s,
                              c,
                              u"--layout"_s,
                              u"pen"_s,
                              u"--format"_s,
                              u"html"_s,
                              u"--member"_s,
                              dan,
                              u"--out"_s,
                              m_world.path(u"files/pen.html"_s)};
    const Ran refused = m_pair.mother(take);
    QCOMPARE(refused.status, 3);
    QCOMPARE(refused.code(), u"needs-agreement"_s);
    QVERIFY(!QFile::exists(m_world.path(u"files/pen.html"_s)));
    QCOMPARE(m_pair.mother({u"profile"_s, u"pen"_s, c, u"--member"_s, dan, u"--what"_s, u"x"_s}).status, 3);
    const Ran agreed =
        m_pair.worker({u"profile"_s, u"agree"_s, c, u"--about"_s, u"me"_s, u"--layout"_s, u"pen"_s, u"--for"_s, u"the new school"_s});
    QVERIFY2(agreed.status == 0, agreed.told().constData());
    QCOMPARE(m_pair.sync(), QString());
    QCOMPARE(m_pair.mother(take).status, 0);
    QCOMPARE(m_pair.mother({u"profile"_s, u"agreements"_s, c}).array()[0]["counts"_L1].toBool(), true);
    // It holds until its day, and until it is taken back.
    QCOMPARE(m_pair.mother(take + QStringList{u"--now"_s, u"2036-01-01T00:00:00Z"_s}).status, 3);
    QCOMPARE(m_pair.worker({u"profile"_s, u"take-back"_s, c, agreed.text("agreement")}).status, 0);
    QCOMPARE(m_pair.sync(), QString());
    QCOMPARE(m_pair.mother(take).status, 3);
    // The keyworker may not take the child's page out without a yes.
    QCOMPARE(m_pair
                 .worker({u"profile"_s, u"export"_s, c, u"--layout"_s, u"hospital-passport"_s, u"--format"_s, u"html"_s, u"--out"_s,
                          m_world.path(u"files/no.html"_s)})
                 .status,
             3);
}

void CommandLine::watchingUntilStopped()
{
    QProcess watch;
    watch.setProcessEnvironment(m_world.environment());
    watch.start(World::program(), m_pair.worker.opening() + QStringList{u"sync"_s, u"--watch"_s, u"--every"_s, u"1"_s});
    QVERIFY(watch.waitForStarted());
    add(m_pair.mother, u"tips"_s, u"while they watch"_s);
    QCOMPARE(m_pair.mother({u"sync"_s}).status, 0);
    QByteArray out;
    while (!out.contains("\"pulled\":1") && watch.waitForReadyRead(60'000))
        out += watch.readAllStandardOutput();
    QVERIFY2(out.contains("\"pulled\":1"), out.constData());
    ::kill(pid_t(watch.processId()), SIGTERM);
    QVERIFY(watch.waitForFinished(30'000));
    QCOMPARE(watch.exitStatus(), QProcess::NormalExit);
    QCOMPARE(watch.exitCode(), 0);
    QVERIFY(m_pair.worker({u"record"_s, u"list"_s, m_pair.circle}).out.contains("while they watch"));
    const Ran dry = m_pair.worker({u"sync"_s, m_pair.circle, u"--dry-run"_s});
    QCOMPARE(dry.status, 0);
    const QJsonObject report = dry.json["circles"_L1][0].toObject();
    for (const char *key :
         {"circle", "pushed", "pulled", "blobs_up", "blobs_down", "requests", "bytes_up", "bytes_down", "seconds", "waiting", "problems"})
        QVERIFY2(report.contains(QLatin1String(key)), key);
    // Nothing new is one request.
    QCOMPARE(report.value("requests"_L1).toInt(), 1);
}

void CommandLine::devicesOfThePeople()
{
    const QString c = m_pair.circle;
    add(m_pair.worker, u"tips"_s, u"so that his device says its name"_s);
    QCOMPARE(m_pair.sync(), QString());
    QString worker;
    QString own;
    for (const auto &member : m_pair.mother({u"member"_s, u"list"_s, c}).array()) {
        const QJsonArray devices = member["devices"_L1].toArray();
        // Earlier cases may have given somebody a second one.
        QVERIFY(!devices.isEmpty());
        int here = 0;
        for (const auto &device : devices) {
            const QString id = device["id"_L1].toString();
            QCOMPARE(id.size(), 32);
            QVERIFY(device["name"_L1].toString().startsWith("Computer"_L1));
            QVERIFY(QDateTime::fromString(device["since"_L1].toString(), Qt::ISODate).isValid());
            here += device["here"_L1].toBool() ? 1 : 0;
            if (!member["me"_L1].toBool())
                worker = id;
            else if (device["here"_L1].toBool())
                own = id;
        }
        QCOMPARE(here, member["me"_L1].toBool() ? 1 : 0);
    }
    const Ran named = m_pair.mother({u"member"_s, u"device"_s, c, own.left(12), u"--name"_s, u"Grace's laptop"_s});
    QCOMPARE(named.status, 0);
    QVERIFY(m_pair.mother({u"member"_s, u"list"_s, c}).out.contains("Grace's laptop"));
    // She let him in on this device herself, so that device is nothing new to her.
    QVERIFY(!QJsonDocument(named.object().value("new_devices"_L1).toArray()).toJson().contains(worker.toLatin1()));
    const Ran others = m_pair.mother({u"member"_s, u"device"_s, c, worker, u"--name"_s, u"Mine"_s});
    QCOMPARE(others.status, 3);
    QCOMPARE(others.code(), u"not-own-device"_s);
    QCOMPARE(m_pair.mother({u"member"_s, u"device"_s, c, u"ffffffffffffffff"_s}).status, 4);
    QCOMPARE(m_pair.mother({u"vault"_s, u"check"_s}).object().value("set_aside"_L1).toArray().size(), 0);
    QCOMPARE(m_pair.sync(), QString());
}

void CommandLine::removingAMember()
{
    QCOMPARE(m_pair.sync(), QString());
    const QString c = m_pair.circle;
    QString dan;
    for (const auto &member : m_pair.mother({u"member"_s, u"list"_s, c}).array()) {
        if (member["name"_L1] == "Dan Hughes"_L1)
            dan = member["member"_L1].toString();
    }
    // A keyworker gives no circle another name; the mother does.
    const QString name = m_pair.mother({u"circle"_s, u"show"_s, c}).text("name");
    QCOMPARE(m_pair.worker({u"circle"_s, u"rename"_s, c, u"--name"_s, u"Dan’s"_s}).code(), u"not-owner"_s);
    QCOMPARE(m_pair.mother({u"circle"_s, u"rename"_s, c, u"--name"_s, u" Sam P. "_s}).text("name"), u"Sam P."_s);
    QCOMPARE(m_pair.mother({u"circle"_s, u"rename"_s, c, u"--name"_s, u" "_s}).status, 4);
    QCOMPARE(m_pair.mother({u"circle"_s, u"rename"_s, c, u"--name"_s, name}).text("name"), name);
    // A keyworker removes nobody.
    QCOMPARE(m_pair.worker({u"member"_s, u"remove"_s, c, m_pair.mother({u"circle"_s, u"show"_s, c}).text("me")}).status, 3);
    QCOMPARE(m_pair.mother({u"member"_s, u"remove"_s, c, dan.left(10)}).status, 0);
    add(m_pair.mother, u"important"_s, u"after he left"_s);
    QCOMPARE(m_pair.mother({u"sync"_s}).status, 0);
    const Ran outside = m_pair.worker({u"sync"_s});
    QCOMPARE(outside.status, 3);
    QCOMPARE(outside.code(), u"no-key"_s);
    QVERIFY(!m_pair.worker({u"record"_s, u"list"_s, c}).out.contains("after he left"));
    // What he writes from now on is kept and shown to the owners as set aside, and changes nothing.
    add(m_pair.worker, u"tips"_s, u"after he was removed"_s);
    m_pair.worker({u"sync"_s});
    QCOMPARE(m_pair.mother({u"sync"_s}).status, 0);
    QVERIFY(!m_pair.mother({u"record"_s, u"list"_s, c}).out.contains("after he was removed"));
    const QJsonArray setAside = m_pair.mother({u"circle"_s, u"show"_s, c}).object().value("set_aside"_L1).toArray();
    QCOMPARE(setAside.size(), 1);
    QCOMPARE(setAside[0]["reason"_L1].toString(), u"removed"_s);
    // The check tells it too. It is no damage.
    const Ran check = m_pair.mother({u"vault"_s, u"check"_s});
    QCOMPARE(check.status, 0);
    QCOMPARE(check.object().value("ok"_L1).toBool(), true);
    const QJsonArray keptOut = check.object().value("set_aside"_L1).toArray();
    QCOMPARE(keptOut.size(), 1);
    QCOMPARE(keptOut[0]["reason"_L1].toString(), u"removed"_s);
    QCOMPARE(keptOut[0]["member"_L1].toString(), dan);
    QCOMPARE(keptOut[0]["circle"_L1].toString(), c);
}

void CommandLine::erasingACircle()
{
    const Ran unsure = m_pair.worker({u"circle"_s, u"erase"_s, m_pair.circle});
    QCOMPARE(unsure.status, 3);
    QVERIFY(unsure.error.contains("waiting"_L1));
    QCOMPARE(m_pair.worker({u"circle"_s, u"list"_s}).array().size(), 1);
    QCOMPARE(m_pair.worker({u"circle"_s, u"erase"_s, m_pair.circle, u"--yes"_s}).status, 0);
    QCOMPARE(m_pair.worker({u"circle"_s, u"list"_s}).array().size(), 0);
    QCOMPARE(m_pair.worker({u"vault"_s, u"check"_s}).status, 0);
    // The mother's is as it was.
    QCOMPARE(m_pair.mother({u"circle"_s, u"list"_s}).array().size(), 1);
}

/** Only an owner may empty what all share; nobody else's device loses anything by it. */
void CommandLine::erasingACircleAtTheRemote()
{
    const World world;
    Pair pair(world);
    const QString problem = pair.join(world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto objects = [&pair] {
        int count = 0;
        for (QDirIterator it(pair.remote, QDir::Files, QDirIterator::Subdirectories); it.hasNext(); it.next())
            ++count;
        return count;
    };
    QCOMPARE(pair.worker({u"sync"_s}).status, 0);
    QVERIFY(objects() > 0);
    const Ran notHers = pair.worker({u"circle"_s, u"erase"_s, pair.circle, u"--remote"_s, u"--yes"_s});
    QCOMPARE(notHers.status, 3);
    QCOMPARE(notHers.code(), u"not-owner"_s);
    QVERIFY(objects() > 0);
    QCOMPARE(pair.worker({u"circle"_s, u"list"_s}).array().size(), 1);
    // Not reachable: nothing goes, here or there.
    QVERIFY(QDir().rename(pair.remote, pair.remote + u"-away"_s));
    QCOMPARE(pair.mother({u"circle"_s, u"erase"_s, pair.circle, u"--remote"_s, u"--yes"_s}).status, 5);
    QVERIFY(QDir().rename(pair.remote + u"-away"_s, pair.remote));
    QCOMPARE(pair.mother({u"circle"_s, u"list"_s}).array().size(), 1);
    const int before = objects();
    const Ran erased = pair.mother({u"circle"_s, u"erase"_s, pair.circle, u"--remote"_s, u"--yes"_s});
    QVERIFY2(erased.status == 0, erased.told().constData());
    QCOMPARE(erased.object().value("remote_objects"_L1).toInt(), before);
    QCOMPARE(objects(), 0);
    QCOMPARE(pair.mother({u"circle"_s, u"list"_s}).array().size(), 0);
    // The other keeps all. He never put anything there; that the circle's own folder is gone tells him that it was emptied.
    QCOMPARE(pair.worker({u"circle"_s, u"list"_s}).array().size(), 1);
    const Ran asked = pair.worker({u"sync"_s, pair.circle});
    QVERIFY2(asked.out.contains("remote-emptied"), asked.told().constData());
    QCOMPARE(objects(), 0);
}

/** SR-077, SR-081: a profile is begun once and used again in every page. */
void CommandLine::theDemo()
{
    const QString folder = m_world.path(u"demo"_s);
    const Ran first = m_world.run({u"demo"_s, u"--out"_s, folder, u"--seed"_s, u"7"_s}, {}, 300);
    QVERIFY2(first.status == 0, first.told().constData());
    const QJsonObject demo = first.object();
    QCOMPARE(demo.value("all_show_the_same"_L1).toBool(), true);
    const QJsonArray pages = demo.value("pages"_L1).toArray();
    QCOMPARE(pages.size(), 15);
    for (const auto &page : pages) {
        QVERIFY(QFileInfo(page["file"_L1].toString()).size() > 500);
        // The promise of one side is the PDF's; a text to go on writing in has one column.
        if (page["layout"_L1] == "one-page"_L1 && page["format"_L1] != "odt"_L1)
            QCOMPARE(page["pages"_L1].toInt(), 1);
    }
    QCOMPARE(demo.value("people"_L1).toArray().size(), 4);
    QVERIFY(demo.value("waiting_to_send"_L1).toInt() > 0);
    const QStringList grace = {u"--vault"_s, demo.value("people"_L1)[0]["vault"_L1].toString(), u"--passphrase-file"_s,
                               demo.value("passphrase_file"_L1).toString()};
    const Ran check = m_world.run(grace + QStringList{u"vault"_s, u"check"_s});
    QVERIFY2(check.status == 0, check.told().constData());
    QCOMPARE(m_world.run(grace + QStringList{u"record"_s, u"list"_s, demo.value("circle"_L1).toString(), u"--with-conflicts"_s}).array().size(),
             1);
    QCOMPARE(m_world.run(grace + QStringList{u"pending"_s}).array().size(), 1);

    // Made again it is the same, and something else in the way is left alone.
    const Ran second = m_world.run({u"demo"_s, u"--out"_s, folder, u"--seed"_s, u"7"_s}, {}, 300);
    QVERIFY2(second.status == 0, second.told().constData());
    QJsonObject again = second.object();
    QJsonObject before = demo;
    for (QJsonObject *one : {&again, &before})
        one->remove("seconds"_L1);
    QCOMPARE(again, before);
    QDir().mkpath(m_world.path(u"holiday"_s));
    m_world.write(u"holiday/photo.jpg"_s, "x");
    QCOMPARE(m_world.run({u"demo"_s, u"--out"_s, m_world.path(u"holiday"_s)}).code(), u"folder-not-empty"_s);
    // Nor what somebody put among the pages of the last one.
    m_world.write(u"demo/pages/mine.txt"_s, "mine");
    QCOMPARE(m_world.run({u"demo"_s, u"--out"_s, folder}).code(), u"folder-not-empty"_s);
    QVERIFY(QFileInfo::exists(folder + u"/pages/mine.txt"_s));
    QVERIFY(QFileInfo::exists(folder + u"/pages/one-page.pdf"_s));
    QCOMPARE(m_world.read(u"holiday/photo.jpg"_s), QByteArray("x"));
}

QTEST_GUILESS_MAIN(CommandLine)
#include "tst_commands.moc"
