// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "sync/cancel.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QUrl>
#include <functional>
#include <memory>

namespace heard {

struct HttpRequest
{
    QByteArray verb;
    QUrl url;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    qint64 limit = 0; ///< most bytes of an answer's body
    /**
     * Gets the body of a 207 in pieces as it comes, instead of its being kept, and the URL that gave it in the end; an error stops the
     * request and becomes its error.
     */
    std::function<Result<>(const QByteArray &, const QUrl &)> sink = {};
};

struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QByteArray retryAfter; ///< the header, as sent
    QByteArray date;       ///< the header, as sent
    QByteArray challenge;  ///< of a 401: the kinds of sign-in that are asked for, as sent
};

/**
 * HTTP for one storage, over QNetworkAccessManager, for callers that block on a thread of their own. HTTP/1.1 with keep-alive, no cookies,
 * no cache, no redirects but to the same origin with the same method and body, nothing decompressed, nothing but https unless
 * to this computer, no certificate that is not trusted, the system's proxies, and bounded in bytes and time. It stops within a tenth of a
 * second of being cancelled.
 */
class HttpClient
{
public:
    struct Settings
    {
        QUrl origin;  ///< the only scheme, host and port it talks to
        QString user; ///< empty, with an empty password: nobody signs in
        QByteArray password;
        QByteArray ca;        ///< PEM
        int silence = 30'000; ///< ms
        int whole = 300'000;  ///< ms
        /**
         * Bytes of all answers together, over its life, which is one run: what a hostile storage may make a device take in at a time.
         */
        qint64 mostReceived = 500'000'000;
    };

    explicit HttpClient(const Settings &settings);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    /**
     * Asks, and waits for the whole answer, whatever its status is. Unreachable: "remote-unreachable", "remote-slow",
     * "remote-not-trusted", "remote-redirected", "enough-for-now"; Refused "stopped"; Damaged "object-too-large".
     */
    [[nodiscard]] Result<HttpAnswer> ask(const HttpRequest &request, const Cancel *cancel);
    /** The same for many at a time, a few in flight, answers in the order of the requests. */
    [[nodiscard]] QList<Result<HttpAnswer>> askAll(const QList<HttpRequest> &requests, const Cancel *cancel);
    /** How many requests went out so far, redirects counted. */
    [[nodiscard]] qint64 sent() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace heard
