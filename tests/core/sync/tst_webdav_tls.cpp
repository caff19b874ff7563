// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/certificates.h"
#include "core/sync/davserver.h"
#include "core/sync/support.h"
#include "sync/webdav_remote.h"

#include <QProcess>
#include <QSslCertificate>
#include <QTcpServer>
#include <QTest>

using namespace heard;
using namespace heard::testing;
using namespace Qt::StringLiterals;

/**
 * T27: storages that must not be trusted. Each is refused with a plain sentence, and no request, so no password, goes to any of them.
 * The certificates are made here, with openssl.
 */
class TestWebDavTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void t27_refused_data();
    void t27_refused();
    void t27_oldWaysAreRefused_data();
    void t27_oldWaysAreRefused();
    void t27_downgrades();
    void whatIsGoodIsTaken();

private:
    using Wish = Certificates::Wish;
    [[nodiscard]] static WebDavRemote::Limits quick();
    /** Name of the error of a first look, and whether its sentence is one for a person. */
    [[nodiscard]] static QString looking(const QString &address, const QByteArray &ca);

    Certificates m_certificates;
    Identity m_authority;
    Identity m_good;
};

WebDavRemote::Limits TestWebDavTls::quick()
{
    WebDavRemote::Limits limits;
    limits.silence = 10'000;
    limits.patience = 0;
    return limits;
}

QString TestWebDavTls::looking(const QString &address, const QByteArray &ca)
{
    const auto access = webDavAccess(address, u"ada"_s, "app password", ca);
    if (!access)
        return access.error().name;
    WebDavRemote remote(*access, *Id::fromHex(u"00112233445566778899aabbccddeeff"_s), quick());
    const auto listed = remote.list(u"h"_s);
    if (listed)
        return u"taken"_s;
    const QString sentence = listed.error().message;
    const bool plain = sentence.contains("Your work is safe"_L1) && !sentence.contains("SSL"_L1) && !sentence.contains("TLS"_L1)
                       && !sentence.contains("127.0.0.1"_L1);
    return plain ? listed.error().name : u"not plain: "_s + sentence;
}

void TestWebDavTls::initTestCase()
{
    QVERIFY(startCrypto());
    m_authority = m_certificates.makeAuthority(u"Our school"_s);
    QVERIFY2(!m_authority.certificate.isEmpty(), m_certificates.why().constData());
    m_good = m_certificates.make({}, &m_authority);
    QVERIFY2(!m_good.certificate.isEmpty(), m_certificates.why().constData());
}

/** The others differ from this one in one thing each. */
void TestWebDavTls::whatIsGoodIsTaken()
{
    DavServer server(m_good.certificate, m_good.key);
    QCOMPARE(looking(server.address(), m_authority.certificate), u"taken"_s);
    QCOMPARE(server.log().size(), 1);
    const Identity between = m_certificates.makeAuthority(u"Our school's web team"_s, &m_authority);
    const Identity below = m_certificates.make({}, &between);
    QVERIFY2(!below.certificate.isEmpty(), m_certificates.why().constData());
    DavServer chained(below.certificate + between.certificate, below.key);
    QCOMPARE(looking(chained.address(), m_authority.certificate), u"taken"_s);
}

void TestWebDavTls::t27_refused_data()
{
    QTest::addColumn<QByteArray>("chain");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("ca");
    const auto row = [this](const char *name, const Identity &shown, const QByteArray &ca, const QByteArray &more = {}) {
        QVERIFY2(!shown.certificate.isEmpty(), m_certificates.why().constData());
        QTest::newRow(name) << shown.certificate + more << shown.key << ca;
    };
    const auto bad = [this](Wish wish) { return m_certificates.make(wish, &m_authority); };
    const QByteArray &ours = m_authority.certificate;
    const QByteArray server = "extendedKeyUsage=serverAuth\n";
    row("authority that nobody approved", m_good, {});
    row("self-signed", m_certificates.make({}), ours);
    row("expired", bad({.until = u"20260101000000Z"_s}), ours);
    row("not valid yet", bad({.from = u"20990101000000Z"_s}), ours);
    row("another host's", bad({.name = u"cloud.example"_s, .extensions = server + "subjectAltName=DNS:cloud.example\n"}), ours);
    row("another address's", bad({.name = u"127.0.0.2"_s, .extensions = server + "subjectAltName=IP:127.0.0.2\n"}), ours);
    row("for clients only", bad({.extensions = "extendedKeyUsage=clientAuth\nsubjectAltName=IP:127.0.0.1\n"}), ours);
    // Another's authority that calls itself by the same name.
    const Identity impostor = m_certificates.makeAuthority(u"Our school"_s);
    row("swapped authority", m_certificates.make({}, &impostor), ours, impostor.certificate);
    const Identity between = m_certificates.makeAuthority(u"Our school's web team"_s, &m_authority);
    row("a link of the chain missing", m_certificates.make({}, &between), ours);
    const Identity old =
        m_certificates.make({.name = u"Our school in 2020"_s, .extensions = Certificates::authority, .until = u"20210101000000Z"_s},
                            &m_authority);
    row("an expired link", m_certificates.make({}, &old), ours, old.certificate);
    row("signed by what is no authority", m_certificates.make({}, &m_good), ours, m_good.certificate);
}

void TestWebDavTls::t27_refused()
{
    QFETCH(const QByteArray, chain);
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, ca);
    DavServer server(chain, key);
    QCOMPARE(looking(server.address(), ca), u"remote-not-trusted"_s);
    QVERIFY(server.log().isEmpty());
}

void TestWebDavTls::t27_oldWaysAreRefused_data()
{
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<bool>("taken");
    const auto row = [this](const char *name, const QString &protocol, const Identity &shown, bool taken = false) {
        QVERIFY2(!shown.certificate.isEmpty(), m_certificates.why().constData());
        QTest::newRow(name) << protocol << shown.certificate + shown.key << taken;
    };
    row("TLS 1.0", u"-tls1"_s, m_good);
    row("TLS 1.1", u"-tls1_1"_s, m_good);
    row("1024 bits", u"-tls1_2"_s, m_certificates.make({.key = {u"rsa:1024"_s}}, &m_authority));
    row("signed with SHA-1", u"-tls1_2"_s, m_certificates.make({.digest = u"sha1"_s}, &m_authority));
    row("TLS 1.2", u"-tls1_2"_s, m_good, true); // the way of asking is right
}

/** What Qt's own server would not do: openssl shows it. */
void TestWebDavTls::t27_oldWaysAreRefused()
{
    QFETCH(const QString, protocol);
    QFETCH(const QByteArray, pem);
    QFETCH(const bool, taken);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(pem);
    file.close();
    const QString weak = u"ALL:@SECLEVEL=0"_s;
    QProcess server;
    quint16 port = 0;
    QByteArray said;
    for (int tries = 0; tries < 5 && !said.contains("ACCEPT"); ++tries) {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        port = probe.serverPort();
        probe.close();
        server.start(u"openssl"_s, {u"s_server"_s, u"-accept"_s, u"127.0.0.1:%1"_s.arg(port), protocol, u"-cipher"_s, weak, u"-cert"_s,
                                    file.fileName(), u"-key"_s, file.fileName()});
        said.clear();
        while (!said.contains("ACCEPT") && server.waitForReadyRead(30'000))
            said += server.readAllStandardOutput();
    }
    QVERIFY2(said.contains("ACCEPT"), server.readAllStandardError().constData());
    // A client that minds nothing is let in: so it is ours that refuses.
    QProcess careless;
    careless.start(u"openssl"_s, {u"s_client"_s, u"-connect"_s, u"127.0.0.1:%1"_s.arg(port), protocol, u"-cipher"_s, weak});
    careless.closeWriteChannel();
    QVERIFY(careless.waitForFinished(30'000));
    QVERIFY2(careless.exitCode() == 0, careless.readAllStandardError().constData());

    // openssl does not answer what it is asked, so one that is taken is slow.
    const auto access = webDavAccess(u"https://127.0.0.1:%1/dav/"_s.arg(port), u"ada"_s, "app password", m_authority.certificate).value();
    WebDavRemote::Limits limits = quick();
    limits.silence = taken ? 1'000 : 10'000;
    WebDavRemote remote(access, *Id::fromHex(u"00112233445566778899aabbccddeeff"_s), limits);
    const auto listed = remote.list(u"h"_s);
    QVERIFY(!listed);
    QCOMPARE(listed.error().name, taken ? u"remote-slow"_s : u"remote-not-trusted"_s);
    server.waitForReadyRead(200);
    QCOMPARE(server.readAllStandardOutput().contains("PROPFIND"), taken);
    server.kill();
    server.waitForFinished();
}

/** From https to http: by a redirect of a storage that is trusted, and by a server that speaks only http where https was asked for. */
void TestWebDavTls::t27_downgrades()
{
    DavServer plain;
    DavServer server(m_good.certificate, m_good.key);
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const QByteArray &target : {plain.address().toLatin1(), "http://127.0.0.1:" + QByteArray::number(server.port()) + "/dav/"}) {
            server.play([status, target](const DavRequest &, bool &) { return DavAnswer{status, {}, {"Location: " + target}}; });
            QCOMPARE(looking(server.address(), m_authority.certificate), u"remote-redirected"_s);
        }
    }
    QCOMPARE(looking(u"https://127.0.0.1:%1/dav/"_s.arg(plain.port()), m_authority.certificate), u"remote-not-trusted"_s);
    QVERIFY(plain.log().isEmpty());
    QCOMPARE(looking(u"http://192.0.2.1/dav/"_s, {}), u"not-encrypted"_s);
}

QTEST_GUILESS_MAIN(TestWebDavTls)
#include "tst_webdav_tls.moc"
