// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "sync/remote.h"
#include "sync/webdav_access.h"

#include <QSet>
#include <memory>
#include <optional>

namespace heard {

class HttpClient;
struct HttpAnswer;
struct HttpRequest;

/**
 * A remote in a WebDAV folder (RFC 4918): Nextcloud, ownCloud, a NAS, a web server. Objects lie in `<url>/<circle folder>/{h,s,m,b}/`.
 *
 * It asks for what every server does the same way: PROPFIND with depth 1, GET, PUT of a new name, DELETE, MKCOL. No locks, ETags,
 * moves or times. A folder is made when a PUT is told that it is missing, or when check() tries the storage. What a server answers is
 * believed only so far: names are looked at by Remote, objects prove themselves, sizes are bounded before anything is read.
 *
 * Besides Remote's errors: Unreachable "remote-login" (the name or password was not taken), "remote-forbidden" (not even looking is allowed), "remote-busy" (423, 429,
 * 503: later), "remote-error" (5xx), "remote-not-trusted" (its certificate), "remote-not-webdav", "remote-redirected",
 * "remote-folder-missing", "remote-login-kind" (neither Basic nor Digest), "listing-unreadable", "enough-for-now"; Full "remote-full" (507, 509); Refused "remote-keeps-all" (nothing can be removed); Damaged "listing-too-large", "object-too-large".
 */
class WebDavRemote final : public Remote
{
public:
    struct Limits
    {
        int silence = 30'000; ///< ms without a byte after which a request is given up
        int whole = 300'000;  ///< ms after which a request is given up however busy it is
        int patience = 5'000; ///< ms at most that a busy server's "come back later" is waited for, once a request
        /**
         * Bytes of answers in one run, after which it stops and the next goes on: research on hostile storage says 500 MB. What is sent is
         * not counted, since a storage cannot make it more than a person put in; 200 photos and a film go out in one run.
         */
        qint64 received = 500'000'000;
    };

    WebDavRemote(WebDavAccess access, const Id &circle);
    WebDavRemote(WebDavAccess access, const Id &circle, const Limits &limits);
    ~WebDavRemote() override;
    [[nodiscard]] QByteArray identity() const override;
    [[nodiscard]] std::optional<qint64> timeThere() const override { return m_timeThere; }

    /**
     * Can this folder be used? Does what a sync does, in the same way: makes the circle's folders, puts an object under a new name, reads
     * it back, finds it in the list and takes it away again. No file stays behind. The sentence of an error says what to mend.
     */
    [[nodiscard]] Result<> check();

protected:
    [[nodiscard]] Result<QStringList> doList(const QString &folder) override;
    [[nodiscard]] Result<QByteArray> doGet(const QString &path, qsizetype limit) override;
    [[nodiscard]] QList<Result<QByteArray>> doGetAll(const QStringList &paths, qsizetype limit) override;
    [[nodiscard]] Result<> doPutNew(const QString &path, const QByteArray &bytes) override;
    [[nodiscard]] Result<> doRemove(const QString &path) override;
    void doLeave() override;

private:
    [[nodiscard]] HttpClient &http();
    [[nodiscard]] QUrl at(const QString &path) const;
    /** Makes a folder and those it lies in; what is there already is well. */
    [[nodiscard]] Result<> makeFolder(const QString &folder);
    /** Sees to it that a folder of pieces is there before the first is put: a large body that is refused for want of it is sent for nothing. */
    [[nodiscard]] Result<> expectFolder(const QString &folder);
    [[nodiscard]] Result<> makeOne(const QUrl &url);
    [[nodiscard]] Result<bool> isThere(const QUrl &folder);
    [[nodiscard]] Result<HttpAnswer> ask(HttpRequest request);
    [[nodiscard]] Result<> whenTaken(HttpRequest put, const QString &path);
    [[nodiscard]] static Result<QByteArray> body(Result<HttpAnswer> answer, const QString &path);

    WebDavAccess m_access;
    QString m_circle;
    Limits m_limits;
    bool m_conditional = true; ///< puts ask that nothing lies under the name, until the storage does not know how
    std::optional<qint64> m_timeThere;
    std::optional<QSet<QString>> m_folders; ///< those in "b" that are there, once asked
    std::unique_ptr<HttpClient> m_http;     ///< made on the thread that syncs, with the first request
};

} // namespace heard
