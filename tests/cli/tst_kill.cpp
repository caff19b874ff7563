// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// T1: the real program is killed with SIGKILL at random moments while it opens, saves and syncs. "Acknowledged" is a line it printed.

#include "harness.h"
#include "support/copyfolder.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QMap>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>
#include <csignal>

using namespace heard::test;
using namespace Qt::StringLiterals;

namespace {

/** What the vault promised to keep. */
struct Promised
{
    QMap<QString, QString> statements; ///< id and words of those that were acknowledged
    int edits = 0;                     ///< number of the last acknowledged edit of the one statement that is edited again and again
};

/** What is missing of it in a list of records; empty when nothing is. */
QStringList lost(const Promised &promised, const QJsonArray &records, const QString &edited)
{
    QMap<QString, QString> there;
    for (const auto &record : records)
        there.insert(record["record"_L1].toString(), record["fields"_L1]["text"_L1].toString());
    QStringList missing;
    for (auto it = promised.statements.begin(); it != promised.statements.end(); ++it) {
        if (there.value(it.key()) != it.value())
            missing.append(u"%1 should say \"%2\" and says \"%3\""_s.arg(it.key(), it.value(), there.value(it.key())));
    }
    // One that was under way may have got through; none may have gone back.
    const int shown = there.value(edited).section(u' ', -1).toInt();
    if (shown < promised.edits)
        missing.append(u"edit %1 was said to be saved, and %2 stands"_s.arg(promised.edits).arg(shown));
    return missing;
}

} // namespace

class Kill : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theTestSeesALoss();
    void acknowledgedIsKept();

private:
    /** One process that is killed. False when it told of a loss; see m_problem. */
    bool oneKill(Promised &promised);
    [[nodiscard]] QByteArray lines();

    World m_world;
    Pair m_pair{m_world};
    QString m_edited;
    QRandomGenerator m_random;
    QString m_problem;
    int m_written = 0;

    // How it went, for the report.
    int m_inOpening = 0;
    int m_inSaving = 0;
    int m_inSync = 0;
    int m_afterAll = 0;
    qint64 m_acknowledged = 0;
    // Running means, to aim with.
    double m_openMs = 200;
    double m_answerMs = 20;
};

void Kill::initTestCase()
{
    const QString problem = m_pair.join(m_world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const Ran added = m_pair.mother({u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"important"_s, u"--text"_s, u"edit 0"_s});
    QCOMPARE(added.status, 0);
    m_edited = added.text("statement");
    QCOMPARE(m_pair.sync(), QString());
    for (const QString &folder : {m_pair.mother.folder(), m_pair.worker.folder(), m_pair.remote})
        copyFolder(folder, folder + u".before"_s);
}

/** The comparison must be able to fail. */
void Kill::theTestSeesALoss()
{
    const QJsonArray now = m_pair.mother({u"record"_s, u"list"_s, m_pair.circle}).array();
    Promised promised;
    QVERIFY(lost(promised, now, m_edited).isEmpty());
    promised.statements.insert(u"0123"_s, u"never saved"_s);
    promised.edits = 1;
    QCOMPARE(lost(promised, now, m_edited).size(), 2);
}

QByteArray Kill::lines()
{
    QByteArray all = "record list " + m_pair.circle.toLatin1() + " --kind statement\nvault check\n";
    constexpr int commands = 24;
    for (int i = 0; i < commands; ++i) {
        switch (m_random.bounded(4)) {
        case 0:
            all += "sync " + m_pair.circle.toLatin1() + '\n';
            break;
        case 1:
            all += "profile edit " + m_pair.circle.toLatin1() + ' ' + m_edited.toLatin1() + " --text 'edit "
                   + QByteArray::number(++m_written) + "'\n";
            break;
        default:
            all += "profile add " + m_pair.circle.toLatin1() + " --section support --text 'line " + QByteArray::number(++m_written) + "'\n";
        }
    }
    return all;
}

bool Kill::oneKill(Promised &promised)
{
    const QByteArray in = lines();
    const QList<QByteArray> commands = in.split('\n');
    QProcess process;
    process.setProcessEnvironment(m_world.environment());
    QElapsedTimer timer;
    timer.start();
    process.start(World::program(), m_pair.mother.opening() + QStringList{u"batch"_s});
    process.write(in);
    process.closeWriteChannel();

    // Where: now and then while it opens, else so many answers later, and a part of an answer's time more.
    const bool whileOpening = m_random.bounded(8) == 0;
    const int answersBefore = whileOpening ? 0 : 2 + m_random.bounded(10);
    QByteArray out;
    double firstMs = 0;
    if (!whileOpening) {
        while (out.count('\n') < answersBefore && process.waitForReadyRead(60'000)) {
            out += process.readAllStandardOutput();
            if (firstMs == 0)
                firstMs = double(timer.nsecsElapsed()) / 1e6;
        }
        m_openMs += (firstMs - m_openMs) / 8;
        m_answerMs += ((double(timer.nsecsElapsed()) / 1e6 - firstMs) / answersBefore - m_answerMs) / 8;
    }
    const double waitMs = m_random.generateDouble() * (whileOpening ? m_openMs : 1.5 * m_answerMs);
    QThread::usleep(quint64(waitMs * 1000));
    ::kill(pid_t(process.processId()), SIGKILL);
    process.waitForFinished();
    // What lies in the pipe was said before the end.
    out += process.readAllStandardOutput();

    QList<QByteArray> answers = out.split('\n');
    answers.removeLast(); // empty, or a line that was cut
    const qsizetype under = answers.size();
    if (under < 2)
        ++m_inOpening;
    else if (under >= commands.size() - 1)
        ++m_afterAll;
    else if (commands.at(under).startsWith("sync"))
        ++m_inSync;
    else
        ++m_inSaving;

    for (qsizetype i = 0; i < answers.size(); ++i) {
        const QJsonObject answer = QJsonDocument::fromJson(answers.at(i)).object();
        const QJsonValue result = answer.value("result"_L1);
        if (!answer.value("ok"_L1).toBool()) {
            m_problem = u"%1: %2"_s.arg(QString::fromUtf8(commands.at(i)), QString::fromUtf8(answers.at(i)));
            return false;
        }
        if (i == 0) {
            const QStringList missing = lost(promised, result.toArray(), m_edited);
            if (!missing.isEmpty()) {
                m_problem = missing.join(u'\n');
                return false;
            }
        } else if (i == 1) {
            if (!result["ok"_L1].toBool()) {
                m_problem = u"check: "_s + QString::fromUtf8(answers.at(i));
                return false;
            }
        } else if (commands.at(i).startsWith("profile edit")) {
            promised.edits = result["text"_L1].toString().section(u' ', -1).toInt();
            ++m_acknowledged;
        } else if (commands.at(i).startsWith("profile add")) {
            promised.statements.insert(result["statement"_L1].toString(), result["text"_L1].toString());
            ++m_acknowledged;
        }
    }
    return true;
}

void Kill::acknowledgedIsKept()
{
    const int kills = World::byDepth(100, 200, 1000);
    const quint32 seed = qEnvironmentVariableIsSet("HEARD_TEST_SEED") ? qEnvironmentVariable("HEARD_TEST_SEED").toUInt()
                                                                      : QRandomGenerator::system()->generate();
    m_random.seed(seed);
    qInfo("seed %u", seed);
    constexpr int killsOfGroup = 25;
    for (int done = 0; done < kills;) {
        // A fresh pair now and then, so that checking it does not take longer and longer.
        for (const QString &folder : {m_pair.mother.folder(), m_pair.worker.folder(), m_pair.remote})
            copyFolder(folder + u".before"_s, folder);
        Promised promised;
        m_written = 0;
        for (int i = 0; i < killsOfGroup && done < kills; ++i, ++done)
            QVERIFY2(oneKill(promised), qPrintable(u"seed %1, kill %2: %3"_s.arg(seed).arg(done).arg(m_problem)));

        // In the end it opens, is sound, has all it promised, and can send it all to the other.
        const QJsonArray last = m_pair.mother.batch({u"vault check"_s, u"record list %1 --kind statement"_s.arg(m_pair.circle)});
        QCOMPARE(last.size(), 2);
        QVERIFY(last[0]["result"_L1]["ok"_L1].toBool());
        QCOMPARE(lost(promised, last[1]["result"_L1].toArray(), m_edited), QStringList());
        QCOMPARE(m_pair.sync(), QString());
        QCOMPARE(lost(promised, m_pair.worker({u"record"_s, u"list"_s, m_pair.circle}).array(), m_edited), QStringList());
        QCOMPARE(m_pair.worker({u"circle"_s, u"show"_s, m_pair.circle}).text("digest"),
                 m_pair.mother({u"circle"_s, u"show"_s, m_pair.circle}).text("digest"));
    }
    qInfo("%d kills: %d while opening or checking, %d in saves, %d in syncs, %d after the last; %lld acknowledged changes, 0 lost", kills,
          m_inOpening, m_inSaving, m_inSync, m_afterAll, static_cast<long long>(m_acknowledged));
    QVERIFY(m_inSaving > kills / 10);
    QVERIFY(m_inSync > kills / 20);
}

QTEST_GUILESS_MAIN(Kill)
#include "tst_kill.moc"
