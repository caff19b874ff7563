// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures and films on the command line: added, listed, sent, fetched when asked for, and written out.

#include "harness.h"

#include <QFile>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

class Media : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void addAndList();
    void withoutMediaOnlyWordsMove();
    void getAsksForIt();
    void refusals();

private:
    [[nodiscard]] QJsonObject add(const QString &name, const QByteArray &bytes);
    [[nodiscard]] QJsonObject sync(const Device &device, const QStringList &more = {}) const;
    [[nodiscard]] QJsonObject only(const Device &device) const;

    World m_world;
    Pair m_pair{m_world};
    QString m_statement;
    QByteArray m_bytes;
};

QJsonObject Media::add(const QString &name, const QByteArray &bytes)
{
    m_world.write(name, bytes);
    return m_pair.mother({u"attachment"_s, u"add"_s, m_pair.circle, u"--record"_s, m_statement, u"--file"_s, m_world.path(name)}).object();
}

QJsonObject Media::sync(const Device &device, const QStringList &more) const
{
    return device(QStringList{u"sync"_s, m_pair.circle} + more).object()["circles"_L1][0].toObject();
}

QJsonObject Media::only(const Device &device) const
{
    const QJsonArray list = device({u"attachment"_s, u"list"_s, m_pair.circle}).array();
    return list.size() == 1 ? list[0].toObject() : QJsonObject();
}

void Media::initTestCase()
{
    QString problem = m_pair.join(m_world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_statement =
        m_pair.mother({u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"support"_s, u"--text"_s, u"A swing helps."_s}).text("statement");
    QVERIFY(!m_statement.isEmpty());
    problem = m_pair.sync();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    for (int i = 0; i < 1'500'000; ++i)
        m_bytes += char(qHash(i, 3));
}

/// SR-088
void Media::addAndList()
{
    const QJsonObject made = add(u"swing.JPG"_s, m_bytes);
    QCOMPARE(made["type"_L1].toString(), u"image/jpeg"_s);
    QCOMPARE(made["name"_L1].toString(), u"swing.JPG"_s);
    QCOMPARE(made["record"_L1].toString(), m_statement);
    QCOMPARE(made["size"_L1].toInt(), 1'500'000);
    QCOMPARE(made["state"_L1].toString(), u"waiting"_s);
    QCOMPARE(made["bytes_done"_L1].toInt(), 0);
    QVERIFY(made["bytes_total"_L1].toInt() > 1'500'000);
    QCOMPARE(only(m_pair.mother), made);
    QVERIFY(only(m_pair.worker).isEmpty());
}

void Media::withoutMediaOnlyWordsMove()
{
    QJsonObject told = sync(m_pair.mother, {u"--no-media"_s});
    QCOMPARE(told["blobs_waiting"_L1].toInt(), 1);
    QCOMPARE(told["blobs_up"_L1].toInt(), 0);
    QCOMPARE(only(m_pair.mother)["state"_L1].toString(), u"waiting"_s);
    told = sync(m_pair.mother);
    QCOMPARE(told["blobs_up"_L1].toInt(), 1);
    QCOMPARE(told["blobs_waiting"_L1].toInt(), 0);
    QCOMPARE(told["problems"_L1].toArray(), QJsonArray());
    QCOMPARE(only(m_pair.mother)["state"_L1].toString(), u"sent"_s);
    told = sync(m_pair.worker, {u"--no-media"_s});
    QCOMPARE(told["blobs_down"_L1].toInt(), 0);
    QCOMPARE(only(m_pair.worker)["state"_L1].toString(), u"not-here"_s);
}

void Media::getAsksForIt()
{
    const QStringList get{u"attachment"_s,           u"get"_s, m_pair.circle, only(m_pair.worker)["id"_L1].toString(), u"--out"_s,
                          m_world.path(u"out.jpg"_s)};
    const Ran early = m_pair.worker(get);
    QVERIFY2(early.status != 0, early.told().constData());
    QVERIFY(early.error["message"_L1].toString().contains("sync"_L1, Qt::CaseInsensitive));
    QVERIFY(!QFile::exists(m_world.path(u"out.jpg"_s)));
    QVERIFY(only(m_pair.worker)["wanted"_L1].toBool());
    // What was asked for comes also where the rest waits.
    QCOMPARE(sync(m_pair.worker, {u"--no-media"_s})["blobs_down"_L1].toInt(), 1);
    const QJsonObject here = only(m_pair.worker);
    QCOMPARE(here["state"_L1].toString(), u"here"_s);
    QCOMPARE(here["bytes_done"_L1].toInt(), here["bytes_total"_L1].toInt());
    const Ran got = m_pair.worker(get);
    QVERIFY2(got.status == 0, got.told().constData());
    QCOMPARE(m_world.read(u"out.jpg"_s), m_bytes);
}

void Media::refusals()
{
    m_world.write(u"small.png"_s, "x");
    const QStringList add{u"attachment"_s, u"add"_s, m_pair.circle, u"--record"_s};
    QCOMPARE(m_pair.mother(add + QStringList{u"ffffffff"_s, u"--file"_s, m_world.path(u"small.png"_s)}).status, 4);
    QCOMPARE(m_pair.mother(add + QStringList{m_statement, u"--file"_s, m_world.path(u"none.png"_s)}).code(), u"cannot-read"_s);
    QCOMPARE(m_pair.mother(add + QStringList{m_statement, u"--file"_s, m_world.path(u"small.png"_s), u"--type"_s, u"a picture"_s}).code(),
             u"bad-type"_s);
    QCOMPARE(m_pair.mother({u"attachment"_s, u"get"_s, m_pair.circle, u"ffffffff"_s, u"--out"_s, m_world.path(u"none.jpg"_s)}).status, 4);
    QCOMPARE(only(m_pair.mother)["name"_L1].toString(), u"swing.JPG"_s);
}

QTEST_GUILESS_MAIN(Media)
#include "tst_media.moc"
