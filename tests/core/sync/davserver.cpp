// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/davserver.h"

#include <QHostAddress>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QUrl>

namespace heard::testing {

namespace {

// Made for this test and for nothing else; trusted by nobody.
constexpr const char *testCertificate = "-----BEGIN CERTIFICATE-----\n"
                                        "MIIDJzCCAg+gAwIBAgIUCefneYddOcok9PE9vlR97KeIKcYwDQYJKoZIhvcNAQEL\n"
                                        "BQAwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjE0MTg0NFoYDzIxMjYx\n"
                                        "MDI5MTQxODQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwggEiMA0GCSqGSIb3DQEB\n"
                                        "AQUAA4IBDwAwggEKAoIBAQCoovqSTNF/lp+8onFKLQYYBuEDK4m5RqLuaTW9rRKp\n"
                                        "t+cXxmRWmdwtLmLY8YG8swZ+MNLVJAENBjuAmdlRhQQgplXDmGlWgZgxJEBoPZGz\n"
                                        "Yl1t7+4bKH96kNPvFvPoTW5kmVDBcxs/JqWOGTDDROABuG2FaRmkdQTJj3EZv3wX\n"
                                        "v8DG1znEJK2J7AqoHPH/pftP80Plxdg6dPSZ1PgFBblzS0ECWVlmkyFwvBUIaifB\n"
                                        "uXL/U36XMeiw9N+wXyChxaevm+tmH84LJspIrvPjPDfIiufvc6Qebvb4ceesPvby\n"
                                        "u52tKJL5nHitUqCo2h9Zr3EXefWh+Ofa76vljvJQ+7U9AgMBAAGjbzBtMB0GA1Ud\n"
                                        "DgQWBBRBL49z4PpFlYqKicF2UMAmx190gjAfBgNVHSMEGDAWgBRBL49z4PpFlYqK\n"
                                        "icF2UMAmx190gjAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwDwYDVR0TAQH/\n"
                                        "BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOCAQEACpVty1DBBHqzAIQRIZqTk9A9WZjY\n"
                                        "e1zprsmQXZg3oy1hvo9zMJJo6eA6fKDZdUyzgcflPihmuJXcni4ugPOasGSf40V7\n"
                                        "uqOHBmM4MXyAroy17ukCyDZg/ZRZ3/SEwaVLutINw9TZaShBx6Vi6bC+Oa+B9/OI\n"
                                        "51KKaTg9brMdExIw1dFOVqFlfmAzH4fiyGxAmhidq3nJYr9I+unGKY65WgGRwU0l\n"
                                        "SDlkkDfSy7nOkl6D+kZhrlAdOatEEf6RPcrdAQ6mYd7i8dY94n+rmTOMxZOlYfMn\n"
                                        "s4zYFn+E68/5/8hD3bw2cPct5mNegxtAbvb5ebQUeaL6Kq8CyBjT7fl+fQ==\n"
                                        "-----END CERTIFICATE-----\n";
constexpr const char *testKey = "-----BEGIN PRIVATE KEY-----\n"
                                "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCoovqSTNF/lp+8\n"
                                "onFKLQYYBuEDK4m5RqLuaTW9rRKpt+cXxmRWmdwtLmLY8YG8swZ+MNLVJAENBjuA\n"
                                "mdlRhQQgplXDmGlWgZgxJEBoPZGzYl1t7+4bKH96kNPvFvPoTW5kmVDBcxs/JqWO\n"
                                "GTDDROABuG2FaRmkdQTJj3EZv3wXv8DG1znEJK2J7AqoHPH/pftP80Plxdg6dPSZ\n"
                                "1PgFBblzS0ECWVlmkyFwvBUIaifBuXL/U36XMeiw9N+wXyChxaevm+tmH84LJspI\n"
                                "rvPjPDfIiufvc6Qebvb4ceesPvbyu52tKJL5nHitUqCo2h9Zr3EXefWh+Ofa76vl\n"
                                "jvJQ+7U9AgMBAAECggEABFEIUxb3yfQHFvsH0Cw4zjzqndUEfkUeWX0yqEN0YkHr\n"
                                "sGwh295m2iFTBnaD3u/zodhxQRxBkaFOLqjhfOw5knYLD8nWomyk1/OePPzVWqum\n"
                                "e6I5Vy/KG1YvpFyMEnZO7rfjJ+5EUNwV+CjRaOlExvINVLvcDevNN6cFKQbeKMPB\n"
                                "mO/TQTonuw3fQpKb1QnsPRq7M4ZNUv5qodslNNBYJOcIerlvsugHjFGk6iY5oL2A\n"
                                "+OKFdXBnQ1KFRhu14M7OMnlthNip9bJyq7x1hBCdF1oK5EYvOvN4l9rRERzUfsIH\n"
                                "IGXxiMpCMB1mqYz6DGEoCoNe5VKAB0LIk6Qn4ujSAQKBgQDSOM7B9Y4D7st5Ye/x\n"
                                "2QvDI368/uMLuCcSTUOoqP4MSJ7CMx7jE1f5ZWmDTO3S8Zn7MnmXBB4C7YsGPP0C\n"
                                "DUbC+HEQozNFZqCMROLEw5EzE12JsZSBTvvoURgA6FOYhiaDpkMTCwXwjqd5ByWy\n"
                                "sZnLx3QwNxX75DlZLiKeOO5SAQKBgQDNW+07in9wYpV6m6AO+Bublncq+R8ta1JR\n"
                                "6fNYZRbuQOFqp+t849UVPvrWGOSQsMSQLdDnThZQBvDGst+x1l0S1gIwwD4PFpGW\n"
                                "0NzVsGCuDvpV1pR5Gc4wnSPu9RuoAkwzBNadMT6hSykjpVZuBJ8LlDvVNUudbfbG\n"
                                "7+TkIGwrPQKBgAIqSZ7fy5WoyPm4E4OXK7LX079YlLgTLnvWxeKf0vYHbXMsmZ3X\n"
                                "HinYbIzIpw5sJJzcuTnf9fsrvSnUSPrTbi4l5uw38hg95VtsfjVumjk/ctAvPwtR\n"
                                "5/BNnYSs3+eLQixK8xfoHiiLH5h0hWPgxme95ylz98r/X8PWYM7mYTYBAoGBALAi\n"
                                "35hJE0M+mz0dTCxqq6tIZA/MuuwG+AVgJyMzGXbi2TTUsAtfkrz1VsnZcfmUVBPh\n"
                                "6CLsfADJ4yxZ8bmjxhLI0fokeVYRom/71t3FuTaxjA+hy5kPBCX4MgDb5Iu25MqB\n"
                                "pN4QhcpsH+39+uLEPfH9g1A8tQ1jat14lxb/pCd1AoGAN6ffKK971OcJtvPcr9qs\n"
                                "pYLP2fI4FvEighV0RXlIxOmiB+RI61Amwac56pBZjxQZ44eixkG8aSb6QbZyVbJ4\n"
                                "MtxQ4R96ujfVO9PI3y7ZG1wGCI+QFN9PGG9nIFjagQJlUXuz38zJpKKM0dxzCCYI\n"
                                "LFHlRtlM0XAmIBO5GDZIx6w=\n"
                                "-----END PRIVATE KEY-----\n";

QByteArray reason(int status)
{
    return status / 100 == 2 ? "OK" : "No";
}

} // namespace

/** Lives on the server's thread. */
class DavServer::Listener : public QTcpServer
{
public:
    explicit Listener(DavServer &server) : m_server(server) {}

protected:
    void incomingConnection(qintptr handle) override
    {
        auto *socket = new QSslSocket(this);
        if (!socket->setSocketDescriptor(handle)) {
            delete socket;
            return;
        }
        connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QSslSocket::readyRead, this, [this, socket, buffer = QByteArray()]() mutable { read(socket, buffer); });
        if (!m_server.m_chain.isEmpty()) {
            const QSslKey rsa(m_server.m_key, QSsl::Rsa);
            socket->setLocalCertificateChain(QSslCertificate::fromData(m_server.m_chain, QSsl::Pem));
            socket->setPrivateKey(rsa.isNull() ? QSslKey(m_server.m_key, QSsl::Ec) : rsa);
            socket->startServerEncryption();
        }
    }

private:
    void read(QSslSocket *socket, QByteArray &buffer)
    {
        buffer += socket->readAll();
        if (m_server.m_chain.isEmpty() && buffer.startsWith('\x16')) {
            // Somebody speaks TLS to a server that does not: Apache answers so too.
            send(socket, {.status = 400, .cutAfter = 0});
            return;
        }
        while (true) {
            const qsizetype end = buffer.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            DavRequest request;
            const QList<QByteArray> lines = buffer.first(end).split('\n');
            const QList<QByteArray> first = lines.constFirst().trimmed().split(' ');
            request.verb = first.value(0);
            request.target = first.value(1);
            for (const QByteArray &line : lines.sliced(1)) {
                const qsizetype colon = line.indexOf(':');
                request.headers.insert(line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed());
            }
            const qsizetype length = request.headers.value("content-length").toLongLong();
            if (const qint64 cut = m_server.m_cutUploads;
                request.verb == "PUT" && cut >= 0 && buffer.size() >= end + 4 + std::min(cut, length)) {
                socket->abort();
                return;
            }
            if (buffer.size() < end + 4 + length)
                return;
            request.body = buffer.sliced(end + 4, length);
            buffer.remove(0, end + 4 + length);
            send(socket, m_server.answer(request));
        }
    }

    void send(QSslSocket *socket, const DavAnswer &answer)
    {
        if (answer.silent)
            return;
        if (answer.closed) {
            socket->abort();
            return;
        }
        QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reason(answer.status) + "\r\n";
        for (const QByteArray &line : answer.headers)
            head += line + "\r\n";
        if (answer.claimed >= 0)
            head += "Content-Length: " + QByteArray::number(answer.claimed) + "\r\n";
        else if (answer.endless.isEmpty() && answer.status != 204)
            head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
        socket->write(head + "\r\n");
        if (answer.cutAfter >= 0) {
            socket->write(answer.body.first(std::min<qsizetype>(answer.cutAfter, answer.body.size())));
            socket->disconnectFromHost();
            return;
        }
        socket->write(answer.body);
        if (!answer.endless.isEmpty()) {
            connect(socket, &QSslSocket::bytesWritten, socket, [socket, more = answer.endless] {
                if (socket->bytesToWrite() < 1'000'000)
                    socket->write(more);
            });
            socket->write(answer.endless);
        }
    }

    DavServer &m_server;
};

DavServer::DavServer(bool tls) : DavServer(tls ? certificate() : QByteArray(), testKey) {}

DavServer::DavServer(const QByteArray &chain, const QByteArray &key) : m_chain(chain), m_key(key)
{
    m_listener = new Listener(*this);
    m_listener->listen(QHostAddress::LocalHost);
    m_port = m_listener->serverPort();
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_folders.insert("/dav");
    m_thread.start();
}

DavServer::~DavServer()
{
    m_thread.quit();
    m_thread.wait();
}

QString DavServer::address() const
{
    return QStringLiteral("%1://127.0.0.1:%2/dav/").arg(m_chain.isEmpty() ? QStringLiteral("http") : QStringLiteral("https")).arg(m_port);
}

QByteArray DavServer::certificate()
{
    return testCertificate;
}

void DavServer::play(const Script &script)
{
    const QMutexLocker lock(&m_mutex);
    m_script = script;
}

void DavServer::cutUploads(qint64 after)
{
    m_cutUploads = after;
}

void DavServer::alwaysSay(const QByteArray &line)
{
    const QMutexLocker lock(&m_mutex);
    m_always = line;
}

QList<DavRequest> DavServer::log() const
{
    const QMutexLocker lock(&m_mutex);
    return m_log;
}

QMap<QByteArray, QByteArray> DavServer::files() const
{
    const QMutexLocker lock(&m_mutex);
    return m_files;
}

void DavServer::clear()
{
    const QMutexLocker lock(&m_mutex);
    m_files.clear();
    m_folders = {"/dav"};
    m_used.clear();
    m_log.clear();
    m_secondPuts = 0;
}

void DavServer::clearLog()
{
    const QMutexLocker lock(&m_mutex);
    m_log.clear();
}

int DavServer::secondPuts() const
{
    const QMutexLocker lock(&m_mutex);
    return m_secondPuts;
}

DavAnswer DavServer::answer(const DavRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    m_log.append(request);
    bool done = false;
    const std::optional<DavAnswer> scripted = m_script ? m_script(request, done) : std::nullopt;
    DavAnswer usual = !scripted || done ? ordinary(request) : DavAnswer();
    DavAnswer given = scripted.value_or(std::move(usual));
    if (!m_always.isEmpty())
        given.headers.append(m_always);
    return given;
}

DavAnswer DavServer::ordinary(const DavRequest &request)
{
    const bool folder = request.target.endsWith('/');
    const QByteArray path = folder ? request.target.chopped(1) : request.target;
    const QByteArray parent = path.first(path.lastIndexOf('/'));
    if (request.verb == "MKCOL") {
        if (m_folders.contains(path))
            return {405};
        if (!m_folders.contains(parent))
            return {409};
        m_folders.insert(path);
        return {201};
    }
    if (request.verb == "PUT") {
        if (!m_folders.contains(parent))
            return {409};
        if (request.headers.value("if-none-match") == "*" && m_files.contains(path))
            return {412};
        m_secondPuts += m_used.contains(path) ? 1 : 0;
        m_used.insert(path);
        m_files.insert(path, request.body);
        return {201};
    }
    if (request.verb == "GET") {
        const auto found = m_files.constFind(path);
        return found == m_files.cend() ? DavAnswer{404} : DavAnswer{200, *found};
    }
    if (request.verb == "DELETE")
        return {m_files.remove(path) > 0 ? 204 : 404};
    if (request.verb != "PROPFIND")
        return {501};
    if (!m_folders.contains(path))
        return {404};
    QByteArray body = "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">";
    const auto add = [&body](const QByteArray &href) { body += "<D:response><D:href>" + href + "</D:href></D:response>"; };
    add(path + '/');
    if (request.headers.value("depth") == "1") {
        for (auto it = m_files.cbegin(); it != m_files.cend(); ++it) {
            if (it.key().first(it.key().lastIndexOf('/')) == path)
                add(it.key());
        }
        for (const QByteArray &one : std::as_const(m_folders)) {
            if (one.lastIndexOf('/') > 0 && one.first(one.lastIndexOf('/')) == path)
                add(one + '/');
        }
    }
    return {207, body + "</D:multistatus>"};
}

} // namespace heard::testing
