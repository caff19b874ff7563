// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QMutex>
#include <QSet>
#include <QString>
#include <QThread>
#include <atomic>
#include <functional>
#include <optional>

namespace heard::testing {

struct DavRequest
{
    QByteArray verb;
    QByteArray target;                     ///< as sent
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/** An answer, and the ways in which it can go wrong. */
struct DavAnswer
{
    int status = 200;
    QByteArray body = {};
    QList<QByteArray> headers = {}; ///< whole lines besides Content-Length
    qint64 claimed = -1;            ///< Content-Length to say instead of the true one
    qint64 cutAfter = -1;           ///< bytes of the body after which the connection is closed
    bool silent = false;            ///< says nothing and keeps the connection
    bool closed = false;            ///< closes the connection without a word
    QByteArray endless = {};        ///< sent again and again after the body until the other side leaves
};

/**
 * A small WebDAV server in memory on a thread of its own, which answers as a test wants it to. What the script leaves alone it
 * answers like Apache: 201, 204, 207, 404, 405, 409, 412.
 */
class DavServer
{
public:
    /** Asked for each request, on the server's thread; nothing: the ordinary answer. @p done says if the request is to be carried out first. */
    using Script = std::function<std::optional<DavAnswer>(const DavRequest &request, bool &done)>;

    /** @p tls: speak https with the certificate of certificate(). */
    explicit DavServer(bool tls = false);
    /** https with this certificate, the chain after it, and this key: PEM. */
    DavServer(const QByteArray &chain, const QByteArray &key);
    ~DavServer();
    DavServer(const DavServer &) = delete;
    DavServer &operator=(const DavServer &) = delete;

    [[nodiscard]] QString address() const; ///< of the folder, with a slash at its end
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] static QByteArray certificate(); ///< PEM, for localhost and 127.0.0.1
    void play(const Script &script);
    /** Uploads end after so many bytes of their body, with the connection, and nothing is kept of them; -1: none do. */
    void cutUploads(qint64 after);
    /** A whole header line that every answer has besides its own; empty: none. */
    void alwaysSay(const QByteArray &line);

    [[nodiscard]] QList<DavRequest> log() const;
    [[nodiscard]] QMap<QByteArray, QByteArray> files() const;
    void clear(); ///< files, folders and log
    void clearLog();
    /** Puts of a name that was used before, by anyone. */
    [[nodiscard]] int secondPuts() const;

private:
    class Listener;
    friend class Listener;
    [[nodiscard]] DavAnswer ordinary(const DavRequest &request);
    [[nodiscard]] DavAnswer answer(const DavRequest &request);

    QByteArray m_chain; ///< empty: plain http
    QByteArray m_key;
    quint16 m_port = 0;
    QThread m_thread;
    Listener *m_listener = nullptr;
    mutable QMutex m_mutex;
    Script m_script;
    QByteArray m_always;
    std::atomic<qint64> m_cutUploads = -1;
    QList<DavRequest> m_log;
    QMap<QByteArray, QByteArray> m_files;
    QSet<QByteArray> m_folders;
    QSet<QByteArray> m_used;
    int m_secondPuts = 0;
};

} // namespace heard::testing
