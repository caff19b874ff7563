// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A vault's folder is copied to a new laptop and both go on. The real program is used as it says it is to be used, and killed meanwhile.

#include "harness.h"
#include "support/copyfolder.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <QThread>
#include <csignal>

using namespace heard::test;
using namespace Qt::StringLiterals;

class Copies : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theAdviceThatIsPrintedWorks();
    void backupAndRestoreWorkToo();
    void killedWhileHealing();

private:
    void add(const Device &device, const QString &words, bool onlyMe = false) const;
    /** How often each of the statements stands there. */
    [[nodiscard]] QMap<QString, int> words(const Device &device) const;
    /** Copies mother's vault, lets both write, and syncs hers. */
    void split(const Device &copy);
    void settled(const QList<Device> &all, const QStringList &own);

    World m_world;
    Pair m_pair{m_world};
    QStringList m_words; ///< that everyone should see
    int m_number = 0;
};

void Copies::initTestCase()
{
    const QString problem = m_pair.join(m_world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void Copies::add(const Device &device, const QString &text, bool onlyMe) const
{
    QStringList command{u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"tips"_s, u"--text"_s, text};
    if (onlyMe)
        command += QStringList{u"--audience"_s, u"only-me"_s};
    const Ran ran = device(command);
    QVERIFY2(ran.status == 0, ran.told().constData());
}

QMap<QString, int> Copies::words(const Device &device) const
{
    QMap<QString, int> found;
    const QJsonArray records = device({u"record"_s, u"list"_s, m_pair.circle, u"--kind"_s, u"statement"_s}).array();
    for (const auto &record : records)
        ++found[record["fields"_L1]["text"_L1].toString()];
    return found;
}

void Copies::split(const Device &copy)
{
    const QString n = QString::number(++m_number);
    m_words += QStringList{u"before "_s + n, u"old laptop "_s + n, u"new laptop "_s + n, u"new laptop again "_s + n};
    add(m_pair.mother, u"before "_s + n);
    QCOMPARE(m_pair.sync(), QString());
    copyFolder(m_pair.mother.folder(), copy.folder());
    add(m_pair.mother, u"old laptop "_s + n);
    add(copy, u"new laptop "_s + n);
    add(copy, u"mine "_s + n, true);
    QCOMPARE(m_pair.sync(), QString());
}

void Copies::settled(const QList<Device> &all, const QStringList &own)
{
    for (int i = 0; i < 3; ++i) {
        for (const Device &device : all) {
            const Ran ran = device({u"sync"_s});
            if (i == 2)
                QVERIFY2(ran.status == 0, (device.name().toUtf8() + ran.told()).constData());
        }
    }
    for (const Device &device : all) {
        QMap<QString, int> wanted;
        for (const QString &word : std::as_const(m_words))
            wanted.insert(word, 1);
        if (device.name() != u"worker")
            for (const QString &word : own)
                wanted.insert(word, 1);
        const auto shown = words(device);
        QVERIFY2(shown == wanted, qPrintable(device.name() + u": "_s + shown.keys().join(u", "_s)));
        QCOMPARE(device({u"pending"_s}).out.trimmed(), QByteArray("[]"));
        QVERIFY(device({u"vault"_s, u"check"_s}).object().value("ok"_L1).toBool());
    }
}

void Copies::theAdviceThatIsPrintedWorks()
{
    const Device copy(m_world, u"copy"_s);
    split(copy);
    const Ran refused = copy({u"sync"_s, m_pair.circle});
    QCOMPARE(refused.code(), u"copied-vault"_s);
    QVERIFY(copy({u"pending"_s}).out.contains("copied-vault"));
    add(copy, u"new laptop again 1"_s);
    // Nothing but what the message says is done.
    static const QRegularExpression command(u"heard-cli ([a-z -]+)$"_s);
    const auto advice = command.match(refused.error.value("message"_L1).toString());
    QVERIFY2(advice.hasMatch(), refused.told().constData());
    const Ran done = copy(advice.captured(1).split(u' '));
    QVERIFY2(done.status == 0, done.told().constData());
    QVERIFY(done.text("device") != done.text("device_before"));
    settled({copy, m_pair.mother, m_pair.worker}, {u"mine 1"_s});
}

/** What Heard said before, and what people do by themselves. */
void Copies::backupAndRestoreWorkToo()
{
    const Device copy(m_world, u"copy2"_s);
    split(copy);
    QCOMPARE(copy({u"sync"_s, m_pair.circle}).code(), u"copied-vault"_s);
    const QString file = m_world.path(u"copy2.backup"_s);
    QCOMPARE(copy({u"vault"_s, u"backup"_s, u"--out"_s, file}).status, 0);
    const Device restored(m_world, u"restored"_s);
    QCOMPARE(restored({u"vault"_s, u"restore"_s, u"--in"_s, file}).status, 0);
    QVERIFY(!restored({u"pending"_s}).array().isEmpty());
    add(restored, u"new laptop again 2"_s);
    settled({restored, m_pair.mother, m_pair.worker}, {u"mine 1"_s, u"mine 2"_s});
}

/** SIGKILL at any moment while the identity is taken and while everything is written anew and sent. */
void Copies::killedWhileHealing()
{
    const Device copy(m_world, u"copy3"_s);
    split(copy);
    QCOMPARE(copy({u"sync"_s, m_pair.circle}).code(), u"copied-vault"_s);
    add(copy, u"new laptop again 3"_s);
    QRandomGenerator random(7);
    int killed = 0;
    const auto killIn = [&](const QStringList &command) {
        QProcess process;
        process.setProcessEnvironment(m_world.environment());
        process.start(World::program(), copy.opening() + command);
        QVERIFY(process.waitForStarted());
        if (process.waitForFinished(int(50 + random.bounded(600))))
            return;
        ::kill(pid_t(process.processId()), SIGKILL);
        process.waitForFinished();
        ++killed;
    };
    const int kills = World::byDepth(4, 12, 60);
    for (int i = 0; i < kills; ++i)
        killIn(i % 3 == 0 ? QStringList{u"vault"_s, u"make-own"_s} : QStringList{u"sync"_s});
    qInfo("%d of %d were killed", killed, kills);
    QCOMPARE(copy({u"vault"_s, u"make-own"_s}).status, 0);
    settled({copy, m_pair.mother, m_pair.worker}, {u"mine 1"_s, u"mine 2"_s, u"mine 3"_s});
}

QTEST_GUILESS_MAIN(Copies)
#include "tst_vaultcopies.moc"
