// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/davserver.h"
#include "core/sync/faultproxy.h"
#include "core/sync/support.h"
#include "sync/webdav_remote.h"

#include <QTest>

using namespace heard;
using namespace heard::testing;
using namespace Qt::StringLiterals;

namespace {

/** One of the faults, by name. What the wire does, or what the storage answers. */
struct Bad
{
    const char *name;
    WireFault::Kind wire = WireFault::Kind::None;
    int status = 0;                      ///< the storage answers this to one of its requests …
    enum { No, Stale, Empty } list = No; ///< … or lists what it listed before, or nothing
};

using Kind = WireFault::Kind;
constexpr Bad faults[] = {
    {"connections refused", Kind::Refuse},
    {"upload cut", Kind::CutRequest},
    {"download cut", Kind::CutAnswer},
    {"done, answer lost", Kind::LoseAnswer},
    {"reset", Kind::Reset},
    {"silent", Kind::Mute},
    {"a byte at a time", Kind::Trickle},
    {"bit flipped going", Kind::FlipRequest},
    {"bit flipped coming", Kind::FlipAnswer},
    {"in pieces", Kind::InPieces},
    {"bytes added", Kind::AddToAnswer},
    {"401", Kind::None, 401},
    {"403", Kind::None, 403},
    {"404", Kind::None, 404},
    {"409", Kind::None, 409},
    {"412", Kind::None, 412},
    {"413", Kind::None, 413},
    {"423", Kind::None, 423},
    {"429", Kind::None, 429},
    {"500", Kind::None, 500},
    {"503", Kind::None, 503},
    {"507", Kind::None, 507},
    {"old listing", Kind::None, 0, Bad::Stale},
    {"empty listing", Kind::None, 0, Bad::Empty},
};

} // namespace

/** T9: two devices sync through a way on which faults befall. Whatever comes, all that was saved arrives, once. */
class TestWebDavProxy : public QObject
{
    Q_OBJECT

private slots:
    void t9_faultsOnTheWay();

private:
    void befall(const Bad &bad);
    [[nodiscard]] QString settle();

    DavServer m_server;
    FaultProxy m_proxy{m_server.port()};
    std::mt19937_64 m_random;
    TwoPeople m_people;
    std::unique_ptr<WebDavRemote> m_mum;
    std::unique_ptr<WebDavRemote> m_school;
    QSet<QString> m_texts;
    QMap<QByteArray, QByteArray> m_settled; ///< what lay there when all was well: an old listing shows it
};

void TestWebDavProxy::befall(const Bad &bad)
{
    // Heads and listings have some hundred bytes before what matters, segments thousands.
    const qint64 at = qint64(m_random() % (m_random() % 2 == 0 ? 700 : 6'000));
    m_proxy.befall({bad.wire, at, int(m_random() % 2)});
    if (bad.status == 0 && bad.list == Bad::No) {
        m_server.play({});
        return;
    }
    m_server.play([bad, left = int(m_random() % 4), old = m_settled](const DavRequest &request, bool &) mutable -> std::optional<DavAnswer> {
        if (bad.list == Bad::No)
            return left-- <= 0 ? std::optional(DavAnswer{bad.status}) : std::nullopt;
        if (request.verb != "PROPFIND")
            return std::nullopt;
        QByteArray xml = "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">";
        for (auto it = old.cbegin(); bad.list == Bad::Stale && it != old.cend(); ++it) {
            if (it.key().startsWith(request.target))
                xml += "<D:response><D:href>" + it.key() + "</D:href></D:response>";
        }
        return DavAnswer{207, xml + "</D:multistatus>"};
    });
}

QString TestWebDavProxy::settle()
{
    m_proxy.befall({});
    m_server.play({});
    // A bit that was flipped on its way there lies there flipped: looking after one's own mends it.
    for (int round = 0; round < 5; ++round) {
        (void)syncWith(m_people.mum, *m_people.atMum, *m_mum, {.repair = round == 0});
        (void)syncWith(m_people.school, *m_people.atSchool, *m_school, {.repair = round == 0});
    }
    for (const auto &[who, circle, remote] :
         {std::tuple(&m_people.mum, m_people.atMum, m_mum.get()), std::tuple(&m_people.school, m_people.atSchool, m_school.get())}) {
        if (const SyncReport report = syncWith(*who, *circle, *remote); !report.ok() || report.waiting > 0)
            return u"when the faults had ended: "_s + QString::fromUtf8(told(report));
        QSet<QString> texts;
        const auto records = circle->records(note::kind);
        for (const auto &record : records)
            texts.insert(record->get(note::text));
        if (records.size() != m_texts.size() || texts != m_texts)
            return u"%1 notes where %2 were saved"_s.arg(records.size()).arg(m_texts.size());
    }
    if (m_people.atMum->digest() != m_people.atSchool->digest())
        return u"they do not show the same"_s;
    m_settled = m_server.files();
    return m_server.secondPuts() == 0 ? QString() : u"a name was put twice"_s;
}

void TestWebDavProxy::t9_faultsOnTheWay()
{
    QVERIFY(startCrypto());
    const quint64 seed = qEnvironmentVariableIsSet("HEARD_SEED") ? qEnvironmentVariable("HEARD_SEED").toULongLong() : std::random_device()();
    m_random.seed(seed);
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    const int syncs = byDepth(40, 200, 2'000);
    constexpr int ofOneCircle = 50;
    QVERIFY(m_people.start());
    QMap<QByteArray, int> befell;
    int written = 0;
    WebDavRemote::Limits limits;
    limits.silence = 1'000;
    limits.whole = 3'000; // so that what comes a byte at a time is given up
    limits.patience = 0;
    for (int done = 0; done < syncs; ++done) {
        if (done % ofOneCircle == 0) {
            QVERIFY(m_people.fresh());
            m_texts.clear();
            m_server.clear();
            m_proxy.befall({});
            m_server.play({});
            const auto access = webDavAccess(u"http://127.0.0.1:%1/dav/"_s.arg(m_proxy.port()), u"ada"_s, "secret").value();
            m_mum = std::make_unique<WebDavRemote>(access, m_people.atMum->id(), limits);
            m_school = std::make_unique<WebDavRemote>(access, m_people.atMum->id(), limits);
            HEARD_VERIFY(m_mum->check());
            m_people.atSchool = knock(m_people.mum, *m_people.atMum, m_people.school, Role::Senco);
            QVERIFY(m_people.atSchool);
            HEARD_NOTHING_WRONG(settle());
        }
        const bool atMum = m_random() % 2 == 0;
        Someone &who = atMum ? m_people.mum : m_people.school;
        Circle &circle = atMum ? *m_people.atMum : *m_people.atSchool;
        SeededRandom words(m_random());
        for (int more = m_random() % 8 == 0 ? 60 : int(m_random() % 3); more > 0; --more) {
            const QString text = statement(words, ++written);
            QVERIFY(!addNote(circle, text).isNull());
            m_texts.insert(text);
        }
        const Bad &bad = faults[m_random() % std::size(faults)];
        befall(bad);
        const SyncReport report = syncWith(who, circle, atMum ? *m_mum : *m_school);
        befell[bad.name] += bad.wire == Kind::None || m_proxy.happened() > 0 ? 1 : 0;
        for (const SyncProblem &problem : report.problems)
            QVERIFY2(!problem.sentence.isEmpty() && !problem.sentence.contains(u"HTTP"_s), told(report).constData());
        if (done % 10 == 9 || done == syncs - 1) {
            const QString wrong = settle();
            QVERIFY2(wrong.isEmpty(),
                     qPrintable(u"seed %1, sync %2, last fault %3: %4"_s.arg(seed).arg(done).arg(QLatin1StringView(bad.name), wrong)));
        }
    }
    int all = 0;
    for (const int count : std::as_const(befell))
        all += count;
    qInfo("%d syncs, %d faults of %lld kinds befell them; %d notes, 0 lost, 0 twice", syncs, all, static_cast<long long>(befell.size()),
          written);
    QVERIFY(all > syncs / 3);
}

QTEST_GUILESS_MAIN(TestWebDavProxy)
#include "tst_webdav_proxy.moc"
