// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "local_server.h"

#include <QList>

namespace heard::test {

/** Apache with mod_dav, whose log says what went over the wire. */
class ApacheServer final : public LocalServer
{
public:
    /** What it does besides letting user() read and write; take effect at the next start(). */
    struct Manner
    {
        bool digest = false;         ///< asks for Digest and does not take Basic
        bool readOnly = false;       ///< 403 for everything that changes something
        QByteArray otherPassword;    ///< takes this password instead of password()
        qint64 mostBytes = 0;        ///< 413 for a longer body; 0: no limit
        QByteArray tls;              ///< further lines of an SSL configuration; empty: plain http
        QByteArray certificate = {}; ///< PEM of the server's certificate and its chain …
        QByteArray key = {};         ///< … and of its key
    };
    /** One line of the log. Bytes are those of the whole request or answer, headers included. */
    struct Request
    {
        QByteArray verb;
        QByteArray path;
        int status = 0;
        qint64 bytesIn = 0;
        qint64 bytesOut = 0;
        int onConnection = 0; ///< how many came before it on its connection
    };

    Manner manner;

    [[nodiscard]] QString name() const override { return QStringLiteral("apache"); }
    [[nodiscard]] QString scheme() const override { return manner.tls.isEmpty() ? QStringLiteral("http") : QStringLiteral("https"); }
    /**
     * All requests since the last call. A line is written when its request has ended, which may be after the client has the answer:
     * waits for @p expected lines, then a little more for one too many.
     */
    [[nodiscard]] QList<Request> requests(qsizetype expected = 0);
    [[nodiscard]] static qint64 bytes(const QList<Request> &requests);
    [[nodiscard]] QString accessLog() const { return path(QStringLiteral("access.log")); }
    /** For messages: `PUT 201, PUT 201`. */
    [[nodiscard]] static QByteArray told(const QList<Request> &requests);

protected:
    [[nodiscard]] Program prepare() override;

private:
    qint64 m_readUpTo = 0;
};

} // namespace heard::test
