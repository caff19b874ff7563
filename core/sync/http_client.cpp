// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/http_client.h"

#include <QAuthenticator>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTimer>
#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <vector>

#ifdef Q_OS_UNIX
#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace heard {

namespace {

constexpr int mostAtOnce = 6; ///< as many connections as QNetworkAccessManager opens to one host
constexpr int mostRedirects = 3;
constexpr int lookEvery = 50; ///< ms between looks at the clock and at Cancel
constexpr qint64 readAtOnce = 256 * 1024;
/** Of a refusal's page only the status is wanted. */
constexpr qint64 mostOfRefusal = 64 * 1024;

class SystemProxies : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override { return systemProxyForQuery(query); }
};

Error unreachable(const char *name, const QString &sentence, const QString &detail)
{
    return fail(ErrorCode::Unreachable, name, sentence, detail, true).error();
}

Error tooSlow()
{
    return unreachable("remote-slow",
                       coreText("The storage does not answer in time. Your work is safe on this device. Heard tries again later."), {});
}

Error tooLarge()
{
    return fail(ErrorCode::Damaged, "object-too-large", coreText("A shared file is larger than it can be. Your work is safe.")).error();
}

Error enough()
{
    return unreachable("enough-for-now",
                       coreText("A lot has come from the storage, so Heard makes a pause. Your work is safe. The next sync goes on from here."),
                       {});
}

Error redirected(const QString &detail)
{
    return unreachable("remote-redirected",
                       coreText("The storage sends Heard to another address, so nothing was sent. Your work is safe. Sign in to the network if it "
                                "asks for that, or set the address again."),
                       detail);
}

Error transportError(QNetworkReply::NetworkError error)
{
    const QString detail = QStringLiteral("network error %1").arg(int(error));
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return unreachable("remote-unreachable",
                           coreText("Heard cannot find the storage. Your work is safe on this device. Check if you are online and if the address "
                                    "is right."),
                           detail);
    case QNetworkReply::SslHandshakeFailedError:
        return unreachable("remote-not-trusted",
                           coreText("Heard cannot be sure that this is your storage, so nothing was sent. Your work is safe. Check the date of this "
                                    "device, or ask who runs the storage about its certificate."),
                           detail);
    case QNetworkReply::TimeoutError:
        return tooSlow();
    default:
        return unreachable("remote-unreachable",
                           coreText("The storage cannot be reached. Your work is safe on this device. Heard tries again when it is back."),
                           detail);
    }
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == u"https" ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

/**
 * Has what is written sent at once. QNetworkAccessManager writes a request's header and its body one after the other and leaves Nagle's
 * algorithm on (qhttpnetworkconnectionchannel.cpp), so a small body waits until the other side has acknowledged the header, which that puts
 * off for 40 ms; and it gives nobody its sockets. So: all sockets of this process that lead to this port.
 */
void sendAtOnce([[maybe_unused]] int port)
{
#ifdef Q_OS_UNIX
    // Only those that are open: to try all numbers that a process may have is a thousand calls, and cost more than a small sync.
    const auto close = [](DIR *folder) { ::closedir(folder); };
    const std::unique_ptr<DIR, decltype(close)> open(::opendir("/dev/fd"), close);
    while (const dirent *entry = open ? ::readdir(open.get()) : nullptr) {
        int fd = -1;
        const char *end = entry->d_name + std::strlen(entry->d_name);
        if (const auto read = std::from_chars(entry->d_name, end, fd); read.ec != std::errc() || read.ptr != end)
            continue; // `.` and `..`
        sockaddr_storage peer{};
        socklen_t size = sizeof peer;
        if (::getpeername(fd, reinterpret_cast<sockaddr *>(&peer), &size) != 0)
            continue;
        in_port_t there = 0;
        if (peer.ss_family == AF_INET)
            there = ntohs(reinterpret_cast<const sockaddr_in *>(&peer)->sin_port);
        else if (peer.ss_family == AF_INET6)
            there = ntohs(reinterpret_cast<const sockaddr_in6 *>(&peer)->sin6_port);
        const int on = 1;
        if (there == port)
            ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); // without it all goes as well, only slower
    }
#endif
}

bool asksFor(const QByteArray &challenge, QByteArrayView kind)
{
    // Several may stand in one header, and several headers come as one, each after a comma or a new line.
    return QByteArray(',' + challenge.toLower()).replace('\n', ',').replace(" ", "").contains(',' + kind.toByteArray());
}

/** One request on its way. */
struct Running
{
    const HttpRequest *request = nullptr;
    QUrl url;
    QNetworkReply *reply = nullptr;
    QElapsedTimer began;
    QElapsedTimer lastSign;
    int redirects = 0;
    qint64 received = 0;
    bool done = false;
    bool enough = false;   ///< stopped by us, and the answer counts all the same
    bool signedIn = false; ///< name and password were given once, to a storage that asks for Digest
    HttpAnswer answer;
    std::optional<Error> error; ///< why it was stopped by us
};

} // namespace

class HttpClient::Private
{
public:
    explicit Private(const Settings &with) : settings(with)
    {
        manager.setProxyFactory(new SystemProxies);
        manager.setAutoDeleteReplies(false);
        QObject::connect(&manager, &QNetworkAccessManager::authenticationRequired, &manager,
                         [this](QNetworkReply *reply, QAuthenticator *authenticator) {
                             // Asked a second time for the same request, the first was wrong.
                             if (!digest || reply->property("asked").toBool())
                                 return;
                             reply->setProperty("asked", true);
                             authenticator->setUser(settings.user);
                             authenticator->setPassword(QString::fromUtf8(settings.password));
                         });
        if (!settings.ca.isEmpty())
            tls.setCaCertificates(tls.caCertificates() + QSslCertificate::fromData(settings.ca, QSsl::Pem));
    }

    void start(Running &one, QEventLoop &loop);
    void read(Running &one);
    void sawHeaders(Running &one) const;
    void finished(Running &one, QEventLoop &loop);
    static void stop(Running &one, const Error &why);

    Settings settings;
    QNetworkAccessManager manager;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    qint64 sent = 0;
    qint64 received = 0; ///< bytes of bodies
    bool digest = false; ///< the storage takes Digest and not Basic
    [[nodiscard]] bool signsIn() const { return !settings.user.isEmpty() || !settings.password.isEmpty(); }
};

void HttpClient::Private::start(Running &one, QEventLoop &loop)
{
    QNetworkRequest request(one.url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, digest ? QNetworkRequest::Automatic : QNetworkRequest::Manual);
    request.setSslConfiguration(tls);
    // Said by us, so that Qt neither asks for compressed answers nor unpacks them.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "Heard/" HEARD_VERSION);
    // At once and without being asked, which saves a request; Digest needs what the storage says first, and Qt knows how.
    if (signsIn() && !digest)
        request.setRawHeader("Authorization", "Basic " + (settings.user.toUtf8() + ':' + settings.password).toBase64());
    one.signedIn = digest;
    for (const auto &[name, value] : one.request->headers)
        request.setRawHeader(name, value);

    ++sent;
    one.began.start();
    one.lastSign.start();
    one.received = 0;
    one.answer = {};
    const HttpRequest &asked = *one.request;
    if (!asked.body.isEmpty())
        sendAtOnce(one.url.port(one.url.scheme() == u"https" ? 443 : 80));
    if (asked.verb == "GET")
        one.reply = manager.get(request);
    else if (asked.verb == "PUT")
        one.reply = manager.put(request, asked.body);
    else if (asked.body.isEmpty())
        one.reply = manager.sendCustomRequest(request, asked.verb);
    else
        one.reply = manager.sendCustomRequest(request, asked.verb, asked.body);
    one.reply->setReadBufferSize(readAtOnce);
    QObject::connect(one.reply, &QNetworkReply::metaDataChanged, one.reply, [this, &one] { sawHeaders(one); });
    QObject::connect(one.reply, &QNetworkReply::readyRead, one.reply, [this, &one] { read(one); });
    QObject::connect(one.reply, &QNetworkReply::uploadProgress, one.reply, [&one] { one.lastSign.start(); });
    QObject::connect(one.reply, &QNetworkReply::finished, one.reply, [this, &one, &loop] { finished(one, loop); });
}

void HttpClient::Private::stop(Running &one, const Error &why)
{
    if (one.done || one.error || one.enough)
        return;
    one.error = why;
    one.reply->abort();
}

void HttpClient::Private::sawHeaders(Running &one) const
{
    one.lastSign.start();
    // Again: what was set before the request began does not reach Qt 6.4's network thread, which would then read ahead without end.
    one.reply->setReadBufferSize(readAtOnce);
    one.answer.status = one.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const qint64 length = one.reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (one.answer.status / 100 == 2 && length > one.request->limit)
        stop(one, tooLarge());
}

void HttpClient::Private::read(Running &one)
{
    one.lastSign.start();
    if (one.done || one.error || one.enough)
        return;
    const QByteArray bytes = one.reply->readAll();
    one.received += bytes.size();
    received += bytes.size();
    if (received > settings.mostReceived)
        return stop(one, enough());
    if (one.answer.status / 100 != 2 || (one.request->sink && one.answer.status != 207)) {
        if (one.received > mostOfRefusal) {
            one.enough = true;
            one.reply->abort();
        }
        return;
    }
    if (one.received > one.request->limit)
        return stop(one, tooLarge());
    if (!one.request->sink) {
        one.answer.body += bytes;
    } else if (const Result<> taken = one.request->sink(bytes, one.url); !taken) {
        stop(one, taken.error());
    }
    // Not the storage's silence, but our own reading.
    one.lastSign.start();
}

void HttpClient::Private::finished(Running &one, QEventLoop &loop)
{
    QNetworkReply *reply = one.reply;
    if (!one.error && !one.enough && reply->bytesAvailable() > 0)
        read(one);
    reply->deleteLater();
    one.answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    one.answer.retryAfter = reply->rawHeader("Retry-After");
    one.answer.date = reply->rawHeader("Date");
    one.answer.challenge = reply->rawHeader("WWW-Authenticate");
    const int status = one.answer.status;
    const QByteArray location = reply->rawHeader("Location");
    if (!one.error && !one.enough) {
        const QNetworkReply::NetworkError error = reply->error();
        // From 201 on Qt only says in its own words what the status says.
        const bool answered = status != 0 && (error == QNetworkReply::NoError || error > 200);
        const QByteArray length = reply->rawHeader("Content-Length");
        if (!answered)
            one.error = transportError(error);
        else if (status / 100 == 2 && !length.isEmpty() && one.request->verb != "HEAD" && status != 204 && length.toLongLong() != one.received)
            one.error = transportError(QNetworkReply::RemoteHostClosedError);
    }
    if (status == 401 && !one.error && signsIn() && !one.signedIn && asksFor(one.answer.challenge, "digest")
        && !asksFor(one.answer.challenge, "basic")) {
        digest = true;
        one.enough = false;
        start(one, loop);
        return;
    }
    const bool redirect = status == 301 || status == 302 || status == 307 || status == 308;
    if (!one.error && redirect) {
        const QUrl target = one.url.resolved(QUrl::fromEncoded(location, QUrl::StrictMode));
        if (location.isEmpty() || !target.isValid() || !sameOrigin(target, settings.origin) || ++one.redirects > mostRedirects) {
            one.error = redirected(QStringLiteral("status %1").arg(status));
        } else {
            one.url = target;
            one.enough = false;
            start(one, loop);
            return;
        }
    } else if (!one.error && status == 303) {
        one.error = redirected(QStringLiteral("status 303"));
    }
    one.done = true;
    loop.quit();
}

HttpClient::HttpClient(const Settings &settings) : d(std::make_unique<Private>(settings)) {}

HttpClient::~HttpClient() = default;

qint64 HttpClient::sent() const
{
    return d->sent;
}

Result<HttpAnswer> HttpClient::ask(const HttpRequest &request, const Cancel *cancel)
{
    return askAll({request}, cancel).constFirst();
}

QList<Result<HttpAnswer>> HttpClient::askAll(const QList<HttpRequest> &requests, const Cancel *cancel)
{
    const auto stopped = [cancel] { return cancel && cancel->cancelled(); };
    const Error stoppedError = fail(ErrorCode::Refused, "stopped", coreText("Stopped. Your work is safe on this device.")).error();
    std::vector<Running> all(size_t(requests.size()));
    for (size_t i = 0; i < all.size(); ++i) {
        all[i].request = &requests.at(qsizetype(i));
        all[i].url = all[i].request->url;
    }

    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        for (Running &one : all) {
            if (!one.reply || one.done)
                continue;
            if (stopped())
                d->stop(one, stoppedError);
            else if (one.lastSign.hasExpired(d->settings.silence) || one.began.hasExpired(d->settings.whole))
                d->stop(one, tooSlow());
        }
    });
    look.start(lookEvery);
    size_t begun = 0;
    const auto running = [&] { return std::count_if(all.begin(), all.end(), [](const Running &one) { return one.reply && !one.done; }); };
    while (true) {
        while (begun < all.size() && running() < mostAtOnce && !stopped() && d->received < d->settings.mostReceived)
            d->start(all[begun++], loop);
        if (running() == 0)
            break;
        loop.exec(QEventLoop::ExcludeUserInputEvents);
    }

    QList<Result<HttpAnswer>> answers;
    for (Running &one : all) {
        if (one.error)
            answers.append(std::unexpected(*one.error));
        else if (!one.done)
            answers.append(std::unexpected(stopped() ? stoppedError : enough()));
        else
            answers.append(std::move(one.answer));
    }
    return answers;
}

} // namespace heard
