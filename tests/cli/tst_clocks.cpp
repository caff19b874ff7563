// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// T6: wrong clocks, by libfaketime around the real heard-cli. What is shown, and in which order, hangs on who had seen what, never on a clock.

#include "harness.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 3'600;
constexpr qint64 day = 24 * hour;
constexpr qint64 year = 365 * day + 6 * hour;
const QByteArray london = "GMT0BST,M3.5.0/1,M10.5.0"; ///< as a rule, which needs no table of zones on the computer

/** A device's clock in four moments of a session: an offset to the right time in seconds, or a moment. */
struct Clocks
{
    const char *name;
    std::array<qint64, 4> offsets;
    const char *moment = nullptr; ///< instead: the offsets count from this UTC time
    QByteArray zone = "UTC0";
};

const QList<Clocks> &allClocks()
{
    static const QList<Clocks> all{
        {"right", {0, 0, 0, 0}},
        {"ten years ahead", {10 * year, 10 * year, 10 * year, 10 * year}},
        {"ten years behind", {-10 * year, -10 * year, -10 * year, -10 * year}},
        {"back by hours in a session", {0, -hour, -2 * hour, -3 * hour}},
        {"back by years in a session", {10 * year, 0, -year, -10 * year}},
        {"to and fro in a session", {0, 10 * year, -10 * year, 60}},
        {"summer time begins", {0, 2, 3, 4}, "2027-03-28T00:59:58Z", london},
        {"summer time ends", {0, 2, 3, 4}, "2026-10-25T00:59:58Z", london},
        {"summer time ends, and is set back by hand too", {0, -hour, -hour + 5, -hour + 6}, "2026-10-25T01:00:01Z", london},
        {"32 bits of seconds end in 2038", {0, 2, 3, 4}, "2038-01-19T03:14:07Z"},
        {"unsigned ones end in 2106", {0, 2, 3, 4}, "2106-02-07T06:28:14Z"},
        {"an empty battery", {0, 0, day, 30 * day}, "1970-01-01T00:00:10Z"},
        {"a leap day", {0, 2, 3, day}, "2028-02-28T23:59:59Z", "NPT-5:45"},
        {"a day behind the date line", {-day, day, -day, day}, nullptr, "WST11"},
    };
    return all;
}

QString fakeTimeLibrary()
{
    const QStringList folders = QDir(u"/usr/lib"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        if (const QString file = u"/usr/lib/%1/faketime/libfaketimeMT.so.1"_s.arg(folder); QFile::exists(file))
            return file;
    }
    return {};
}

/** A heard-cli that stays open, with a clock of its own that can be set while it runs. */
class Session
{
public:
    Session(const World &world, const Device &device, const Clocks &clocks)
        : m_file(world.path(u"clock-"_s + device.name()))
        , m_clocks(clocks)
    {
        set(0);
        QProcessEnvironment environment = world.environment();
        environment.insert(u"LD_PRELOAD"_s, fakeTimeLibrary());
        environment.insert(u"FAKETIME_TIMESTAMP_FILE"_s, m_file);
        environment.insert(u"FAKETIME_NO_CACHE"_s, u"1"_s);
        environment.insert(u"FAKETIME_DONT_FAKE_MONOTONIC"_s, u"1"_s); // a clock that is set does not move that one either
        environment.insert(u"TZ"_s, QString::fromLatin1(clocks.zone));
        m_process.setProcessEnvironment(environment);
        m_process.start(World::program(), device.opening() + QStringList{u"batch"_s, u"--keep-going"_s});
    }
    ~Session()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(60'000))
            m_process.kill();
    }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /** Sets the clock to the moment @p at of its four. */
    void set(int at)
    {
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        const qint64 from = m_clocks.moment ? QDateTime::fromString(QLatin1String(m_clocks.moment), Qt::ISODate).toSecsSinceEpoch() : now;
        m_offset = from + m_clocks.offsets.at(size_t(at)) - now;
        QFile file(m_file);
        if (!file.open(QIODevice::WriteOnly) || file.write((m_offset < 0 ? "" : "+") + QByteArray::number(m_offset) + "\n") < 2)
            qFatal("cannot set the clock");
    }
    /** What its clock shows now, seconds since 1970. */
    [[nodiscard]] qint64 now() const { return QDateTime::currentSecsSinceEpoch() + m_offset; }

    /** The result of a command; Undefined when it failed, see told(). */
    QJsonValue operator()(const QString &line)
    {
        m_process.write(line.toUtf8() + '\n');
        QElapsedTimer time;
        time.start();
        while (!m_process.canReadLine() && time.elapsed() < 120'000 && m_process.waitForReadyRead(1'000 + int(120'000 - time.elapsed())))
            continue;
        m_told = line.toUtf8() + ": " + m_process.readLine() + m_process.readAllStandardError();
        const QJsonObject answer = QJsonDocument::fromJson(m_told.sliced(line.toUtf8().size() + 2)).object();
        return answer["ok"_L1].toBool() ? answer["result"_L1] : QJsonValue(QJsonValue::Undefined);
    }
    [[nodiscard]] QByteArray told() const { return m_told; }

private:
    QString m_file;
    Clocks m_clocks;
    qint64 m_offset = 0;
    QProcess m_process;
    QByteArray m_told;
};

} // namespace

class ClocksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void orderAndSync_data();
    void orderAndSync();

private:
    [[nodiscard]] static QJsonObject statement(Session &session, const QString &circle, const QString &id);

    World m_world;
    Pair m_pair{m_world};
};

void ClocksTest::initTestCase()
{
    QVERIFY2(!fakeTimeLibrary().isEmpty(), "the Debian package faketime is missing");
    if (qEnvironmentVariableIsSet("HEARD_SANITIZED"))
        QSKIP("the sanitizers want to be loaded first, and so does libfaketime");
    const QString problem = m_pair.join(m_world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

QJsonObject ClocksTest::statement(Session &session, const QString &circle, const QString &id)
{
    const QJsonArray all = session(u"record list %1 --kind statement"_s.arg(circle)).toArray();
    for (const auto &one : all) {
        if (one["record"_L1].toString() == id)
            return one.toObject();
    }
    return {};
}

void ClocksTest::orderAndSync_data()
{
    QTest::addColumn<int>("mother");
    QTest::addColumn<int>("worker");
    const auto kinds = int(allClocks().size());
    // Each clock against another, then against the one after that, and so on.
    for (int i = 0; i < World::byDepth(4, kinds, 50); ++i) {
        const int mother = i % kinds;
        const int worker = (i + 1 + i / kinds) % kinds;
        QTest::addRow("%d: %s / %s", i, allClocks()[mother].name, allClocks()[worker].name) << mother << worker;
    }
}

void ClocksTest::orderAndSync()
{
    QFETCH(const int, mother);
    QFETCH(const int, worker);
    const QString c = m_pair.circle;
    Session atMother(m_world, m_pair.mother, allClocks()[mother]);
    Session atWorker(m_world, m_pair.worker, allClocks()[worker]);
    const auto set = [&](int moment) {
        atMother.set(moment);
        atWorker.set(moment);
    };
    const auto sync = [&](std::initializer_list<Session *> sessions) {
        for (Session *session : sessions) {
            const QJsonValue told = (*session)(u"sync "_s + c);
            QVERIFY2(told["circles"_L1][0]["problems"_L1].isArray() && told["circles"_L1][0]["problems"_L1].toArray().isEmpty(),
                     session->told().constData());
        }
    };
    const auto edit = [&](Session &session, const QString &id, const QString &text) {
        QVERIFY2(session(u"profile edit %1 %2 --text %3"_s.arg(c, id, quoted(text))).isObject(), session.told().constData());
    };
    const auto shows = [&](const QString &id, const QString &text) {
        for (Session *session : {&atMother, &atWorker})
            QCOMPARE(statement(*session, c, id)["fields"_L1]["text"_L1].toString(), text);
    };
    const auto orderOf = [&](Session &session, const QStringList &of) {
        QStringList found;
        const QJsonArray shown = session(u"profile show "_s + c)["sections"_L1]["tips"_L1].toArray();
        for (const auto &one : shown) {
            if (const QString id = one["statement"_L1].toString(); of.contains(id))
                found.append(id);
        }
        return found;
    };

    // Three sentences, the first of them put last.
    QStringList ids;
    for (const QString &text : {u"one"_s, u"two"_s, u"three"_s}) {
        ids.append(atMother(u"profile add %1 --section tips --text %2"_s.arg(c, text))["statement"_L1].toString());
        QVERIFY2(ids.constLast().size() == 32, atMother.told().constData());
    }
    // The clock is the one that was set: else nothing here would be tested.
    const auto made = QDateTime::fromString(statement(atMother, c, ids[0])["made"_L1].toString(), Qt::ISODate);
    QVERIFY2(std::abs(made.toSecsSinceEpoch() - atMother.now()) < 120, qPrintable(made.toString(Qt::ISODate)));
    set(1);
    QVERIFY2(atMother(u"profile move %1 %2 --after %3"_s.arg(c, ids[0], ids[2])).isObject(), atMother.told().constData());
    sync({&atMother, &atWorker});

    // Who has seen the words and changes them has the last word, whatever the clocks say, to and fro.
    edit(atWorker, ids[0], u"one, says the worker"_s);
    sync({&atWorker, &atMother});
    shows(ids[0], u"one, says the worker"_s);
    set(2);
    edit(atMother, ids[0], u"one, says the mother"_s);
    sync({&atMother, &atWorker});
    shows(ids[0], u"one, says the mother"_s);

    // Who has not: both versions stand, until one settles it.
    edit(atMother, ids[1], u"two, says the mother"_s);
    edit(atWorker, ids[1], u"two, says the worker"_s);
    set(3);
    sync({&atMother, &atWorker, &atMother});
    for (Session *session : {&atMother, &atWorker}) {
        (void)statement(*session, c, ids[1]);
        QVERIFY2(session->told().contains("two, says the mother") && session->told().contains("two, says the worker"),
                 session->told().constData());
    }
    QVERIFY2(atWorker(u"profile settle %1 %2 --text settled"_s.arg(c, ids[1])).isObject(), atWorker.told().constData());
    sync({&atWorker, &atMother});
    shows(ids[1], u"settled"_s);

    const QStringList expected{ids[1], ids[2], ids[0]};
    for (Session *session : {&atMother, &atWorker}) {
        QCOMPARE(orderOf(*session, ids), expected);
        QVERIFY2((*session)(u"pending"_s).toArray().isEmpty(), session->told().constData());
    }
    QCOMPARE(atMother(u"circle show "_s + c)["digest"_L1].toString().size() > 0, true);
    QCOMPARE(atMother(u"circle show "_s + c)["digest"_L1].toString(), atWorker(u"circle show "_s + c)["digest"_L1].toString());
}

QTEST_GUILESS_MAIN(ClocksTest)
#include "tst_clocks.moc"
