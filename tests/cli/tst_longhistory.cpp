// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// T8: one long history, 100,000 operations by night, opened by the real heard-cli. What it costs on this computer is told by tests/bench/run
// (unlock_100000_operations); here the processor's time is compared with that of the least work there is, done in the same run.

#include "cli/harness.h"
#include "core/sync/support.h"
#include "support/longhistory.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <ctime>
#include <unistd.h>

using namespace heard;
using namespace heard::testing;
using namespace Qt::StringLiterals;
using heard::test::World;

namespace {

constexpr qint64 mostMemory = 300'000'000; ///< bytes, of the whole process at its highest
/**
 * To open a history may cost so many times what it costs to unseal, hash and read its changes once more. Measured with 100,000 operations: 0.4 with the quick copy
 * of its state (0.34 s), 2.2 when all is folded again (1.7 s). The two seconds of T8 are 2.6 there.
 */
constexpr double mostRatio = 4;

/** Of the thread's own work, in seconds: what else the computer does meanwhile does not count. */
double ownSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

struct Cost
{
    double seconds = 0; ///< of the processor
    qint64 memory = 0;  ///< bytes at the highest
    qint64 records = 0;
};

/** What a heard-cli that unlocks a vault and shows a circle has cost by then. */
Cost costOf(const World &world, const QString &vault, const QString &line)
{
    QProcess process;
    process.setProcessEnvironment(world.environment());
    process.start(World::program(), {u"--vault"_s, vault, u"--passphrase-file"_s, world.passphraseFile(), u"batch"_s});
    process.write(line.toUtf8() + '\n');
    while (!process.canReadLine() && process.waitForReadyRead(120'000))
        continue;
    Cost cost;
    cost.records = QJsonDocument::fromJson(process.readLine()).object()["result"_L1]["records"_L1].toInteger();
    const auto read = [&](const QString &name) {
        QFile file(u"/proc/%1/%2"_s.arg(process.processId()).arg(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray status = read(u"status"_s);
    const qsizetype at = status.indexOf("VmHWM:") + 6;
    cost.memory = status.sliced(at, status.indexOf('k', at) - at).trimmed().toLongLong() * 1024;
    // After the name in brackets: field 14 of proc(5) is the first at index 11 here.
    const QByteArray stat = read(u"stat"_s);
    const QList<QByteArray> fields = stat.sliced(stat.lastIndexOf(')') + 2).split(' ');
    cost.seconds = (fields.value(11).toDouble() + fields.value(12).toDouble()) / double(::sysconf(_SC_CLK_TCK));
    process.closeWriteChannel();
    process.waitForFinished();
    return cost;
}

} // namespace

class LongHistoryTest : public QObject
{
    Q_OBJECT

private slots:
    void opensInLittleTimeAndMemory();
};

void LongHistoryTest::opensInLittleTimeAndMemory()
{
    QVERIFY(startCrypto());
    const World world;
    Quick mum;
    QVERIFY(mum.start(u"Ada"_s, Role::Parent));
    const QByteArray passphrase = "paper lantern quiet river\n";
    world.write(u"passphrase"_s, passphrase);
    const auto created = mum.workspace->createCircle({.name = u"Sam"_s});
    HEARD_VERIFY(created);
    const Id id = (*created)->id();
    mum.workspace.reset();
    const Cost empty = costOf(world, mum.path(), u"circle show "_s + id.toHex());

    QVERIFY(mum.reopen());
    Circle *circle = mum.workspace->circle(id).value();
    const auto made = makeLongHistory(*circle, World::byDepth(2'000, 20'000, 100'000));
    QVERIFY(made);
    // The least: each change unsealed, its hash taken, and read.
    const Vault &vault = mum.workspace->vault();
    const QByteArray sealed = vault.seal({.purpose = "test", .circle = id, .stream = {}, .number = 1, .name = {}}, QByteArray(500, 'x'));
    const auto one = circle->commitsOf(streamOf(circle->device(), circle->everyone()), quint64(made->saved) / 2, 1);
    HEARD_VERIFY(one);
    const double began = ownSeconds();
    for (qint64 i = 0; i < made->saved; ++i) {
        HEARD_VERIFY(vault.unseal({.purpose = "test", .circle = id, .stream = {}, .number = 1, .name = {}}, sealed));
        QVERIFY(one->constFirst().hash().size() == hashSize && readCommit(one->constFirst()));
    }
    const double least = ownSeconds() - began;
    const auto check = [&](const char *what) {
        const Cost cost = costOf(world, mum.path(), u"circle show "_s + id.toHex());
        const double ratio = (cost.seconds - empty.seconds) / least;
        qInfo("%s: %lld operations, %.2f s of the processor's time besides an empty vault's %.2f s, %.2f times the least, %lld MB at the most",
              what, made->operations, cost.seconds - empty.seconds, empty.seconds, ratio, cost.memory / 1'000'000);
        QVERIFY(cost.records >= made->notes.size());
        if (qEnvironmentVariableIsSet("HEARD_SANITIZED"))
            return;
        QVERIFY2(cost.memory > 0 && cost.memory < mostMemory, QByteArray::number(cost.memory).constData());
        // A few hundredths of a second are only told in hundredths.
        QVERIFY2(cost.seconds - empty.seconds < mostRatio * least + 0.1, QByteArray::number(ratio).constData());
    };
    mum.workspace.reset();
    check("with the quick copy");
    QVERIFY(mum.reopen());
    HEARD_VERIFY(mum.workspace->vault().store().setState(id, {}));
    mum.workspace.reset();
    check("folded again");
}

QTEST_GUILESS_MAIN(LongHistoryTest)
#include "tst_longhistory.moc"
