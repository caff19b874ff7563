// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/replicas.h"

#include <QElapsedTimer>

using namespace heard;
using namespace heard::testing;

/** Offline for weeks: two devices change thousands of things while apart, and meet again through the store. */
class TestApart : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void weeksApartAndAllIsKept();

private:
    Replicas m_all;
};

void TestApart::initTestCase()
{
    QVERIFY(startCrypto());
    useMemoryForVaults();
    QVERIFY(m_all.start());
}

void TestApart::weeksApartAndAllIsKept()
{
    constexpr int shared = 300;
    constexpr int changes = 2'000;
    SimStore store(profiles().front());
    QVERIFY(m_all.begin(1, store));
    HEARD_NOTHING_WRONG(m_all.family(1));
    QList<Id> both;
    for (int i = 0; i < shared; ++i)
        both.append(addNote(*m_all[0].circle, QStringLiteral("%1 %2").arg(canary).arg(i)));
    HEARD_NOTHING_WRONG(m_all.settle());

    QSet<QString> written;
    for (int who : {0, 1}) {
        for (int i = 0; i < changes; ++i) {
            const QString text = QStringLiteral("%1 by %2, change %3").arg(canary).arg(who).arg(i);
            written.insert(text);
            QVERIFY(i < shared ? editNote(*m_all[who].circle, both.at(i), text) : !addNote(*m_all[who].circle, text).isNull());
        }
    }
    QElapsedTimer time;
    time.start();
    const auto first = m_all[0].sync();
    const double pushed = double(time.restart()) / 1000;
    QVERIFY2(first->ok(), told(*first).constData());
    QCOMPARE(first->pushed, changes);
    const auto second = m_all[1].sync();
    const double met = double(time.restart()) / 1000;
    QVERIFY2(second->ok(), told(*second).constData());
    QCOMPARE(second->pulled, changes);
    QCOMPARE(second->pushed, changes);
    const auto third = m_all[0].sync();
    qInfo("%d changes each: one sends in %.2f s (%lld requests), the other fetches and sends in %.2f s (%lld), the first fetches in %.2f s (%lld)",
          changes, pushed, first->requests, met, second->requests, double(time.elapsed()) / 1000, third->requests);
    QVERIFY2(third->ok(), told(*third).constData());

    HEARD_NOTHING_WRONG(m_all.settle());
    QCOMPARE(m_all[1].circle->digest(), m_all[0].circle->digest());
    for (int who : {0, 1}) {
        const Circle &circle = *m_all[who].circle;
        QSet<Id> clashing;
        for (const Record *record : circle.clashing())
            clashing.insert(record->id);
        QCOMPARE(clashing, QSet<Id>(both.cbegin(), both.cend()));
        QSet<QString> shown;
        for (const Record *record : circle.records(note::kind)) {
            for (const Version &version : record->fields.value(note::text.key()).distinct())
                shown.insert(version.value.toString());
        }
        QCOMPARE(shown, written); // every change stands, the first 300 of each as two versions
    }
    QVERIFY(store.broken.isEmpty());
}

QTEST_GUILESS_MAIN(TestApart)
#include "tst_apart.moc"
