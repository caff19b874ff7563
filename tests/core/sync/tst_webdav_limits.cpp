// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/davserver.h"
#include "core/sync/support.h"
#include "sync/attachments.h"
#include "sync/object.h"
#include "sync/schedule.h"
#include "sync/webdav_listing.h"
#include "sync/webdav_remote.h"

#include <QBuffer>
#include <QFile>

using namespace heard;
using namespace heard::testing;
using namespace Qt::StringLiterals;

namespace {

const QString aSegment = u"s/0123456789abcdef0123456789abcdef"_s;
const QString aHead = u"h/abcdefghijklmnop.00000001"_s;
const QUrl heads(u"http://127.0.0.1/dav/h/"_s);
const QByteArray start = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/dav/h/</D:href></D:response>";
const QByteArray end = "</D:multistatus>";

QByteArray entry(int number)
{
    return "<D:response><D:href>/dav/h/abcdefghijklmnop." + QByteArray::number(number + 0x10000000, 16) + "</D:href></D:response>";
}

/** How many names a listing has, or what is wrong with it. */
QString listed(const QByteArray &xml)
{
    WebDavListing listing(u"h"_s, heads);
    if (const auto added = listing.add(xml); !added)
        return added.error().name;
    const auto names = listing.finish();
    return names ? QString::number(names->size()) : names.error().name;
}

/** Peak resident memory of this process so far, in bytes. */
qint64 peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = status.readAll();
    const qsizetype at = all.indexOf("VmHWM:");
    return at < 0 ? 0 : all.sliced(at + 6, all.indexOf('k', at) - at - 6).trimmed().toLongLong() * 1024;
}

} // namespace

/**
 * What a hostile storage may do to a device at the most: each limit is reached, and then passed by one. The same for a whole heard-cli, with
 * its memory: tests/sync/servers/tst_hostilestore.cpp.
 */
class TestWebDavLimits : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void standardLimits();
    void redirects();
    void listingOfManyNames();
    void listingOfManyBytes();
    void listingOfDepth();
    void objectOfManyBytes();
    void silence();
    void bytesInARun();
    void bytesInARunSideBySide();
    void aLargeFirstSyncGoesOnRunByRun();
    void readOnlyStorageStillFetches();
    void hostileListingsWithin200MB();
    void hostileBodiesWithin200MB();

private:
    [[nodiscard]] WebDavRemote remote() { return remote(m_limits, m_circle); }
    [[nodiscard]] WebDavRemote remote(const WebDavRemote::Limits &limits) { return remote(limits, m_circle); }
    [[nodiscard]] WebDavRemote remote(const WebDavRemote::Limits &limits, const Id &circle)
    {
        return {webDavAccess(m_server.address(), u"ada"_s, "app password").value(), circle, limits};
    }
    /** Two people who share by the server, with nothing on it that is new for either. */
    void startTwo();
    /** Adds a note with a picture that no packing makes smaller. */
    void addPicture(qsizetype size);
    /** The same answer to all that is asked. */
    void say(const DavAnswer &answer)
    {
        m_server.play([answer](const DavRequest &, bool &) { return answer; });
    }

    Id m_circle = *Id::fromHex(u"00112233445566778899aabbccddeeff"_s);
    WebDavRemote::Limits m_limits{.silence = 1'000, .whole = 60'000, .patience = 0};
    DavServer m_server;
    TwoPeople m_people;
};

void TestWebDavLimits::initTestCase()
{
    QVERIFY(startCrypto());
    QVERIFY(m_people.start());
}

void TestWebDavLimits::startTwo()
{
    TwoPeople &w = m_people;
    m_server.play({});
    m_server.clear();
    QVERIFY(w.fresh());
    WebDavRemote at = remote({}, w.atMum->id());
    HEARD_VERIFY(at.check());
    w.atSchool = knock(w.mum, *w.atMum, w.school, Role::Senco);
    QVERIFY(w.atSchool);
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, at));
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, at));
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, at));
}

void TestWebDavLimits::addPicture(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    m_people.mum.random.fill({reinterpret_cast<unsigned char *>(bytes.data()), size_t(size)});
    QBuffer source(&bytes);
    QVERIFY(source.open(QIODevice::ReadOnly));
    const Id record = addNote(*m_people.atMum, u"a note with a picture"_s);
    HEARD_VERIFY(m_people.atMum->addAttachment(record, source, u"image/jpeg"_s, u"sam.jpg"_s));
}

void TestWebDavLimits::standardLimits()
{
    const WebDavRemote::Limits standard;
    QCOMPARE(standard.silence, 30'000);
    QCOMPARE(standard.received, 500'000'000);
    const WebDavListing::Limits listing;
    QCOMPARE(listing.bytes, 4'000'000);
    QCOMPARE(listing.names, 5'000);
    QCOMPARE(listing.depth, 16);
    QVERIFY(largestObject <= 1'000'000); // pieces of attachments too: the smallest of two limits for both
}

void TestWebDavLimits::redirects()
{
    // /dav/… leads to /dav/3/…, that to /dav/2/…, and so on; nothing asks further from /dav/0/….
    const auto lead = [&](int times) {
        m_server.clear();
        m_server.play([times](const DavRequest &request, bool &) -> std::optional<DavAnswer> {
            const bool led = request.target.size() > 6 && request.target[6] == '/' && request.target.startsWith("/dav/");
            const int left = led ? request.target[5] - '0' : times;
            const QByteArray rest = request.target.sliced(led ? 7 : 5);
            if (left > 0)
                return DavAnswer{307, {}, {"Location: /dav/" + QByteArray::number(left - 1) + '/' + rest}};
            return DavAnswer{200, "there"};
        });
        WebDavRemote asking = remote();
        const auto got = asking.get(aSegment, 100);
        return got ? QString::fromLatin1(*got) : got.error().name;
    };
    QCOMPARE(lead(3), u"there"_s);
    QCOMPARE(m_server.log().size(), 4);
    QCOMPARE(lead(4), u"remote-redirected"_s);
    QCOMPARE(m_server.log().size(), 4);
}

void TestWebDavLimits::listingOfManyNames()
{
    QByteArray names = start;
    for (int i = 0; i < 5'000; ++i)
        names += entry(i);
    QCOMPARE(listed(names + end), u"5000"_s);
    QCOMPARE(listed(names + entry(5'000) + end), u"listing-too-large"_s);
    // What is not ours counts too.
    QCOMPARE(listed(names + "<D:response><D:href>/dav/h/README</D:href></D:response>" + end), u"listing-too-large"_s);
}

void TestWebDavLimits::listingOfManyBytes()
{
    const QByteArray open = start + "<D:response><D:status>";
    const QByteArray close = "</D:status></D:response>" + end;
    const qsizetype room = 4'000'000 - open.size() - close.size();
    QCOMPARE(listed(open + QByteArray(room, 'x') + close), u"0"_s);
    QCOMPARE(listed(open + QByteArray(room + 1, 'x') + close), u"listing-too-large"_s);
    // Over the wire the declared length is enough, and so is what really comes.
    say({207, open + QByteArray(room + 1, 'x') + close});
    QCOMPARE(remote().list(u"h"_s).error().name, u"listing-too-large"_s);
    say({.status = 207, .body = open, .endless = QByteArray(100'000, 'x')});
    QCOMPARE(remote().list(u"h"_s).error().name, u"listing-too-large"_s);
}

void TestWebDavLimits::listingOfDepth()
{
    const auto deep = [](int depth) {
        return start + QByteArray("<D:x>").repeated(depth - 1) + QByteArray("</D:x>").repeated(depth - 1) + end;
    };
    QCOMPARE(listed(deep(16)), u"0"_s);
    QCOMPARE(listed(deep(17)), u"listing-too-large"_s);
}

void TestWebDavLimits::objectOfManyBytes()
{
    say({200, QByteArray(largestObject, 'x')});
    QCOMPARE(remote().get(aSegment, largestObject).value().size(), largestObject);
    say({200, QByteArray(largestObject + 1, 'x')});
    QCOMPARE(remote().get(aSegment, largestObject).error().name, u"object-too-large"_s);
    QCOMPARE(remote().get(u"b/01/0123456789abcdef0123456789abcdef"_s, largestObject).error().name, u"object-too-large"_s);
    say({200, {}, {}, 10'000'000'000});
    QCOMPARE(remote().get(aSegment, largestObject).error().name, u"object-too-large"_s);
}

void TestWebDavLimits::silence()
{
    say({.silent = true});
    WebDavRemote asking = remote();
    QCOMPARE(asking.list(u"h"_s).error().name, u"remote-slow"_s);
    QCOMPARE(asking.get(aSegment, 100).error().name, u"remote-slow"_s);
    QCOMPARE(asking.putNew(aHead, "x").error().name, u"remote-slow"_s);
}

void TestWebDavLimits::bytesInARun()
{
    WebDavRemote::Limits limits = m_limits;
    limits.received = 3'000;
    WebDavRemote asking = remote(limits);
    say({200, QByteArray(1'000, 'x')});
    for (int i = 0; i < 3; ++i)
        HEARD_VERIFY(asking.get(aSegment, 1'000));
    m_server.clear();
    const Error enough = asking.get(aSegment, 1'000).error();
    QCOMPARE(enough.name, u"enough-for-now"_s);
    QVERIFY(enough.retry && enough.message.contains("safe"_L1) && enough.message.contains("next"_L1));
    QCOMPARE(asking.list(u"h"_s).error().name, u"enough-for-now"_s);
    QCOMPARE(asking.putNew(aHead, "x").error().name, u"enough-for-now"_s);
    QVERIFY(m_server.log().isEmpty()); // not even asked
    // The next run.
    asking.leave();
    HEARD_VERIFY(asking.get(aSegment, 1'000));
    // One byte too many, in the middle of an answer and in one that is a refusal.
    say({200, QByteArray(2'001, 'x')});
    QCOMPARE(asking.get(aSegment, 5'000).error().name, u"enough-for-now"_s);
    asking.leave();
    say({500, QByteArray(3'001, 'x')});
    QCOMPARE(asking.get(aSegment, 5'000).error().name, u"enough-for-now"_s);
}

void TestWebDavLimits::bytesInARunSideBySide()
{
    WebDavRemote::Limits limits = m_limits;
    limits.received = 3'000;
    WebDavRemote asking = remote(limits);
    say({200, QByteArray(1'000, 'x')});
    const auto all = asking.getAll(QStringList(20, aSegment), 1'000);
    QCOMPARE(std::ranges::count_if(all, [](const auto &one) { return one.has_value(); }), 3);
    QVERIFY(std::ranges::all_of(all, [](const auto &one) { return one || one.error().name == u"enough-for-now"; }));
    QVERIFY(m_server.log().size() < 20);
}

/** More than one run may take in: each stops with a plain message and keeps what came, nothing comes twice, and in the end all is there. */
void TestWebDavLimits::aLargeFirstSyncGoesOnRunByRun()
{
    TwoPeople &w = m_people;
    startTwo();
    for (int i = 0; i < 3; ++i)
        addPicture(1'500'000);
    WebDavRemote mum = remote(m_limits, w.atMum->id());
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum)); // what is sent has no such limit
    WebDavRemote::Limits limits = m_limits;
    limits.received = 2'000'000;
    WebDavRemote school = remote(limits, w.atMum->id());
    qint64 received = 0;
    int runs = 0;
    SyncReport report;
    do {
        report = syncWith(w.school, *w.atSchool, school);
        received += report.bytesDown;
        QVERIFY2(++runs < 10, told(report).constData());
        QVERIFY2(report.problems.isEmpty() || report.problems.constFirst().name == u"enough-for-now"_s, told(report).constData());
        QCOMPARE(w.atSchool->records(note::kind).size(), 3); // words come before pictures
    } while (!report.ok());
    QVERIFY2(runs >= 3, QByteArray::number(runs).constData());
    QVERIFY2(received < 5'000'000 + runs * 100'000, QByteArray::number(received).constData());
    QCOMPARE(report.blobsMissing, 0);
    const auto states = attachmentStatesAt(*w.atSchool, school.identity());
    HEARD_VERIFY(states);
    QVERIFY(std::ranges::all_of(*states, [](const AttachmentState &state) { return state.where == AttachmentState::Where::Here; }));
    QCOMPARE(states->size(), 3);
}

/** A share that may be read and not written (403 on PUT): all that others send still comes, pictures too, with one plain message a run. */
void TestWebDavLimits::readOnlyStorageStillFetches()
{
    TwoPeople &w = m_people;
    startTwo();
    WebDavRemote mum = remote(m_limits, w.atMum->id());
    WebDavRemote school = remote(m_limits, w.atMum->id());
    QVERIFY(addMany(*w.atSchool, 1, 1));
    for (int round = 1; round <= 2; ++round) {
        addPicture(10'000);
        m_server.play({});
        HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
        m_server.play([](const DavRequest &request, bool &) { return request.verb == "PUT" ? std::optional(DavAnswer{403}) : std::nullopt; });
        m_server.clearLog();
        const SyncReport report = syncWith(w.school, *w.atSchool, school);
        QCOMPARE(report.problems.size(), 1);
        QCOMPARE(report.problems.constFirst().name, u"remote-read-only"_s);
        QVERIFY(report.problems.constFirst().sentence.contains("safe"_L1));
        QVERIFY(!report.unreachable);
        QCOMPARE(report.blobsDown, 1);
        QCOMPARE(report.waiting > 0, true);
        QCOMPARE(w.atSchool->records(note::kind).size(), round + 1);
        const auto log = m_server.log();
        QCOMPARE(std::ranges::count_if(log, [](const DavRequest &request) { return request.verb == "PUT"; }), 1);
        QCOMPARE(SyncSchedule::outcome(report).kind, SyncSchedule::Outcome::Kind::Failed); // so it is tried again by itself
    }
    // A password that is not taken stops at once: not one more request, and none by itself.
    m_server.play([](const DavRequest &, bool &) { return DavAnswer{401}; });
    m_server.clearLog();
    const SyncReport report = syncWith(w.school, *w.atSchool, school);
    QCOMPARE(report.problems.constFirst().name, u"remote-login"_s);
    QCOMPARE(m_server.log().size(), 1);
    QCOMPARE(SyncSchedule::outcome(report).kind, SyncSchedule::Outcome::Kind::NeedsPerson);
    // Once it may be written to, what waited goes.
    m_server.play({});
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, school));
    HEARD_SYNCED(syncWith(w.mum, *w.atMum, mum));
    QCOMPARE(w.atMum->digest(), w.atSchool->digest());
}

/** A listing of a million names, an entity bomb, 10 GB, one that goes on for ever: refused within limits, in little memory. */
void TestWebDavLimits::hostileListingsWithin200MB()
{
    const qint64 before = peakMemory();
    const auto listing = [&](const DavAnswer &answer) {
        say(answer);
        const auto names = remote().list(u"h"_s);
        return names ? QString::number(names->size()) : names.error().name;
    };
    QByteArray more;
    for (int i = 0; i < 1'000; ++i)
        more += entry(i);
    QCOMPARE(listing({.status = 207, .body = start, .endless = more}), u"listing-too-large"_s);
    QCOMPARE(listing({207, start + more, {}, 10'000'000'000}), u"listing-too-large"_s);
    QCOMPARE(listing({207, "<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY a \"" + QByteArray(1000, 'a') + "\">]>" + start + "&a;"}),
             u"listing-unreadable"_s);
    QCOMPARE(listing({.status = 207, .body = start, .endless = QByteArray("<D:x/>").repeated(10'000)}), u"listing-too-large"_s);
    QCOMPARE(listing({.status = 207, .body = start, .endless = QByteArray("<D:x>").repeated(10'000)}), u"listing-too-large"_s);
    // The sanitizers keep what is freed for a while.
    const qint64 most = qEnvironmentVariableIsSet("HEARD_SANITIZED") ? 1'500'000'000 : 60'000'000;
    QVERIFY2(peakMemory() - before < most, QByteArray::number(peakMemory() - before).constData());
}

void TestWebDavLimits::hostileBodiesWithin200MB()
{
    const auto got = [&](const DavAnswer &answer) {
        say(answer);
        const auto object = remote().get(aSegment, 1'000'000);
        return object ? QString::number(object->size()) : object.error().name;
    };
    const qint64 before = peakMemory();
    QCOMPARE(got({.status = 200, .endless = QByteArray(100'000, 'x')}), u"object-too-large"_s);
    QCOMPARE(got({200, "x", {}, 10'000'000'000}), u"object-too-large"_s);
    QCOMPARE(got({.status = 500, .endless = QByteArray(100'000, 'x')}), u"remote-error"_s);
    // What claims to be packed is not unpacked: it is bytes that do not prove themselves.
    QCOMPARE(got({200, QByteArray(2'000, '\0'), {"Content-Encoding: gzip"}}), u"2000"_s);
    const qint64 most = qEnvironmentVariableIsSet("HEARD_SANITIZED") ? 1'500'000'000 : 40'000'000;
    QVERIFY2(peakMemory() - before < most, QByteArray::number(peakMemory() - before).constData());
}

QTEST_GUILESS_MAIN(TestWebDavLimits)
#include "tst_webdav_limits.moc"
