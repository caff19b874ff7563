// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A thousand records to Apache's mod_dav and back, beside the least that anybody could do in the same run (sketch.h).

#include "core/sync/support.h"
#include "sketch.h"
#include "sync/servers/apache_server.h"
#include "sync/webdav_remote.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <cstdio>
#include <sys/resource.h>

using namespace heard;
using namespace heard::testing;
using heard::bench::PlainHttp;
using heard::bench::Sketch;
using heard::test::ApacheServer;

namespace {

constexpr int rounds = 5;
constexpr int records = 1'000;

[[noreturn]] void giveUp(const QByteArray &what)
{
    fprintf(stderr, "bench: %s\n", what.constData());
    exit(1);
}

double cpuMs()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto ms = [](const timeval &time) { return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3; };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

/** Like the corpus that other sync programs were measured with: 80 to 400 characters in short sentences. */
QList<QJsonObject> corpus()
{
    static constexpr const char *who[] = {"I", "My brother", "Mum", "Dad", "My teacher", "Gran", "My friend", "The keyworker", "Our class"};
    static constexpr const char *does[] = {"like",       "does not like", "wants",     "needs",       "is worried about",
                                           "is good at", "talks about",   "remembers", "is proud of", "is scared of",
                                           "asks for",   "would change"};
    static constexpr const char *what[] = {"the loud hall",   "drawing trains",      "the quiet corner",   "walking to school",
                                           "the new taxi",    "story time",          "the fire alarm",     "playing outside",
                                           "the school trip", "reading aloud",       "waiting in a queue", "football club",
                                           "my blue cushion", "the visual timetable"};
    static constexpr const char *when[] = {"when it rains",      "in the morning",
                                           "after a bad night",  "because it helps",
                                           "most days",          "if someone explains first",
                                           "but only with help", "at home and at school"};
    SeededRandom random(20'261'122);
    const auto one = [&random](const auto &of) { return QLatin1String(of[random.below(std::size(of))]); };
    QList<QJsonObject> all;
    for (int i = 0; i < records; ++i) {
        const auto want = qsizetype(80 + random.below(321));
        QString text;
        while (text.size() < want)
            text += one(who) + u' ' + one(does) + u' ' + one(what) + u' ' + one(when) + QLatin1String(". ");
        text.truncate(want);
        all.append(
            {{QStringLiteral("id"), Id::random(random).toHex()},
             {QStringLiteral("text"), text},
             {QStringLiteral("place"), one(what)},
             {QStringLiteral("date"),
              QStringLiteral("2026-%1-%2").arg(1 + random.below(12), 2, 10, QLatin1Char('0')).arg(1 + random.below(28), 2, 10, QLatin1Char('0'))}});
    }
    return all;
}

/** Times and counts of one step, one entry a round. */
class Step
{
public:
    Step(QString name, ApacheServer &server) : m_name(std::move(name)), m_server(&server) {}

    void measure(const std::function<void()> &work)
    {
        (void)m_server->requests();
        const double cpu = cpuMs();
        QElapsedTimer time;
        time.start();
        work();
        m_wall.push_back(double(time.nsecsElapsed()) / 1e6);
        m_cpu.push_back(cpuMs() - cpu);
        const auto seen = m_server->requests(1);
        m_requests = seen.size();
        m_up = m_down = 0;
        for (const ApacheServer::Request &request : seen) {
            m_up += request.bytesIn;
            m_down += request.bytesOut;
        }
    }
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] double wall() const { return median(m_wall); }
    [[nodiscard]] double cpu() const { return median(m_cpu); }
    [[nodiscard]] qint64 requests() const { return m_requests; }
    [[nodiscard]] QJsonObject json() const
    {
        // Each round too: one that stands still for 40 ms would not be seen in the middle one of five.
        QJsonArray each;
        for (const double ms : m_wall)
            each.append(rounded(ms));
        return {{QStringLiteral("wall_ms"), rounded(wall())}, {QStringLiteral("wall_ms_each"), each},
                {QStringLiteral("cpu_ms"), rounded(cpu())},   {QStringLiteral("requests"), m_requests},
                {QStringLiteral("bytes_up"), m_up},           {QStringLiteral("bytes_down"), m_down}};
    }
    static double rounded(double value) { return std::round(value * 100) / 100; }

private:
    static double median(std::vector<double> all)
    {
        std::sort(all.begin(), all.end());
        return all.at(all.size() / 2);
    }

    QString m_name;
    ApacheServer *m_server;
    std::vector<double> m_wall;
    std::vector<double> m_cpu;
    qint64 m_requests = 0;
    qint64 m_up = 0;
    qint64 m_down = 0;
};

class Bench
{
public:
    QJsonObject run();

private:
    void sketchRound(int round);
    /** @p perSave records in one saved change. */
    void heardRound(int perSave, QList<Step> &steps);
    void save(Circle &circle, qsizetype count, int perSave);
    void sync(Someone &who, Circle &circle, Remote &remote);

    ApacheServer m_server;
    QList<QJsonObject> m_corpus = corpus();
    QList<Step> m_sketch;
    QList<Step> m_single;
    QList<Step> m_many;
    Someone m_mum;
    Someone m_school;
};

void Bench::save(Circle &circle, qsizetype count, int perSave)
{
    for (qsizetype done = 0; done < count;) {
        Change change(circle, circle.everyone());
        for (int i = 0; i < perSave && done < count; ++i, ++done) {
            const Id id = change.make(note::kind);
            const QJsonObject &record = m_corpus.at(done);
            change.set(id, note::text, record.value(QStringLiteral("text")).toString());
            change.set(id, note::place, record.value(QStringLiteral("place")).toString());
            change.set(id, note::saidBy, circle.me());
        }
        if (const auto saved = circle.save(change); !saved)
            giveUp("save: " + why(saved));
    }
}

void Bench::sync(Someone &who, Circle &circle, Remote &remote)
{
    if (const SyncReport report = syncWith(who, circle, remote); !report.ok())
        giveUp("sync: " + told(report));
}

void Bench::sketchRound(int round)
{
    PlainHttp http(m_server.port(), "Basic " + (ApacheServer::user().toUtf8() + ':' + ApacheServer::password()).toBase64());
    Sketch sketch(http, "sketch" + QByteArray::number(round));
    sketch.makeFolders();
    m_sketch[0].measure([&] { sketch.push(m_corpus); });
    qsizetype pulled = 0;
    m_sketch[1].measure([&] { pulled = sketch.pull(); });
    m_sketch[2].measure([&] { sketch.look(); });
    m_sketch[3].measure([&] { sketch.pushTen(m_corpus); });
    m_sketch[4].measure([&] { pulled += sketch.pullTen(); });
    if (pulled != records + 10)
        giveUp("the sketch pulled something else than it pushed");
    m_sketch[5].measure([&] { sketch.putBlob(m_corpus); });
    m_sketch[6].measure([&] { sketch.getBlob(); });
}

void Bench::heardRound(int perSave, QList<Step> &steps)
{
    const auto access = webDavAccess(m_server.url(), ApacheServer::user(), ApacheServer::password()).value();
    const auto created = m_mum.workspace->createCircle({.name = QStringLiteral("Sam")});
    if (!created)
        giveUp("circle: " + why(created));
    Circle &atMum = **created;
    WebDavRemote mum(access, atMum.id());
    WebDavRemote school(access, atMum.id());
    if (const auto checked = mum.check(); !checked)
        giveUp("check: " + why(checked));
    save(atMum, records, perSave);
    steps[0].measure([&] { sync(m_mum, atMum, mum); });
    Circle *atSchool = knock(m_mum, atMum, m_school, Role::Senco);
    if (!atSchool)
        giveUp("not let in");
    sync(m_mum, atMum, mum);
    steps[1].measure([&] { sync(m_school, *atSchool, school); });
    sync(m_mum, atMum, mum);
    sync(m_mum, atMum, mum);
    steps[2].measure([&] { sync(m_mum, atMum, mum); });
    save(atMum, 10, 1);
    steps[3].measure([&] { sync(m_mum, atMum, mum); });
    steps[4].measure([&] { sync(m_school, *atSchool, school); });
    if (atMum.digest() != atSchool->digest())
        giveUp("the two devices do not show the same");
}

QJsonObject Bench::run()
{
    if (const QString problem = m_server.start(); !problem.isEmpty())
        giveUp(problem.toUtf8());
    if (!m_mum.start(QStringLiteral("Ada Okafor"), Role::Parent) || !m_school.start(QStringLiteral("Mr Lee"), Role::Senco))
        giveUp("vault");
    const QStringList names{QStringLiteral("first_push_1000"), QStringLiteral("new_device_pulls_1000"), QStringLiteral("nothing_new"),
                            QStringLiteral("push_10"), QStringLiteral("pull_10")};
    for (const QString &name : names) {
        m_sketch.append(Step(name, m_server));
        m_single.append(Step(name, m_server));
        m_many.append(Step(name, m_server));
    }
    m_sketch.append(Step(QStringLiteral("one_blob_put"), m_server));
    m_sketch.append(Step(QStringLiteral("one_blob_get"), m_server));
    for (int round = 0; round < rounds; ++round) {
        sketchRound(round);
        heardRound(1, m_single);
        heardRound(500, m_many);
    }

    QJsonObject floor;
    for (const Step &step : std::as_const(m_sketch))
        floor.insert(step.name(), step.json());
    QJsonObject all{{QStringLiteral("server"), QStringLiteral("apache mod_dav, 127.0.0.1, http")},
                    {QStringLiteral("rounds"), rounds},
                    {QStringLiteral("floor_sketch"), floor}};
    static constexpr double mostRequests[] = {4, 12, 1, 2, 2};
    for (const auto &[name, steps] :
         {std::pair(QStringLiteral("saved_one_by_one"), &m_single), std::pair(QStringLiteral("imported"), &m_many)}) {
        QJsonObject measured;
        for (qsizetype i = 0; i < steps->size(); ++i) {
            QJsonObject json = steps->at(i).json();
            json.insert(QStringLiteral("ratio_wall"), Step::rounded(steps->at(i).wall() / m_sketch.at(i).wall()));
            json.insert(QStringLiteral("ratio_cpu"), Step::rounded(steps->at(i).cpu() / std::max(0.01, m_sketch.at(i).cpu())));
            json.insert(QStringLiteral("goal_requests"), mostRequests[i]);
            if (i < 2)
                json.insert(QStringLiteral("goal_ratio"), 2);
            measured.insert(steps->at(i).name(), json);
        }
        all.insert(name, measured);
    }
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (!startCrypto())
        giveUp("crypto");
    fputs(QJsonDocument(Bench().run()).toJson().constData(), stdout);
    return 0;
}
