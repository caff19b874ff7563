// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/webdav_remote.h"

#include "base/text.h"
#include "sync/http_client.h"
#include "sync/layout.h"
#include "sync/webdav_listing.h"
#include "vault/crypto.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QLocale>
#include <QRandomGenerator>
#include <QThread>

namespace heard {

namespace {

constexpr qint64 noBody = 64 * 1024; ///< of answers whose body is not wanted
const QByteArray propfindBody = QByteArrayLiteral("<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                                                  "<d:propfind xmlns:d=\"DAV:\"><d:prop><d:resourcetype/></d:prop></d:propfind>");

Error storageError(ErrorCode code, const char *name, const QString &sentence, const QString &detail, bool retry = true)
{
    return fail(code, name, sentence, detail, retry).error();
}

/** What a status means for a person: what is wrong, who can mend it, what to do. @p what names the step, for the log. */
Error statusError(int status, const QString &what)
{
    const QString detail = QStringLiteral("%1: HTTP %2").arg(what).arg(status);
    const auto away = [&](const char *name, const QString &sentence) { return storageError(ErrorCode::Unreachable, name, sentence, detail); };
    switch (status) {
    case 401:
        return storageError(ErrorCode::Unreachable, "remote-login",
                            coreText("The storage did not take the name or the password. Your work is safe on this device. Set them again."),
                            detail, false);
    case 403:
        return away("remote-forbidden",
                    coreText("The storage does not let you do this. Your work is safe on this device. Ask who shared the folder for the "
                             "right to change it."));
    case 404:
    case 409:
    case 410:
        return away("remote-folder-missing",
                    coreText("The shared folder is not there. Your work is safe on this device. Check the address, or ask who shared it."));
    case 407:
        return away("remote-unreachable",
                    coreText("This network wants a password before it lets Heard out. Your work is safe on this device. Sign in to the network."));
    case 408:
        return away("remote-slow",
                    coreText("The storage waited too long for what Heard sent. The network is slow just now. Your work is safe on this device."));
    case 413:
        return storageError(ErrorCode::Refused, "remote-too-small",
                            coreText("The storage does not take files of this size. Your work is safe on this device. Ask who runs it to allow 1 MB."),
                            detail);
    case 423:
        return away("remote-busy",
                    coreText("Another program keeps the shared folder locked. Your work is safe on this device. If it stays so, ask who runs "
                             "the storage."));
    case 429:
        return away("remote-busy",
                    coreText("The storage was asked too often and wants a pause. Heard keeps to it. Your work is safe on this device."));
    case 503:
        return away("remote-busy",
                    coreText("The storage is closed for now, for care or since too many use it. Your work is safe on this device."));
    case 507:
        return storageError(ErrorCode::Full, "remote-full",
                            coreText("The storage is full. Your work is safe on this device. Make some room there, then try again."), detail);
    case 509:
        return storageError(ErrorCode::Full, "remote-full",
                            coreText("The storage has used up what it may send this month. Your work is safe. Ask who runs it for more."),
                            detail);
    case 501:
    case 505:
        break; // cannot do what WebDAV needs
    default:
        if (status == 502 || status == 504 || (status >= 520 && status < 530)) {
            return away("remote-error",
                        coreText("What stands before the storage answers, but the storage does not. Your work is safe. Tell who runs it if it "
                                 "stays so."));
        }
        if (status >= 500) {
            return away("remote-error",
                        coreText("The storage has a fault of its own. Your work is safe on this device. Tell who runs it if it stays so."));
        }
        break;
    }
    return storageError(ErrorCode::Unreachable, "remote-not-webdav",
                        coreText("What answers at this address is not a storage that Heard can use (WebDAV). Your work is safe. Check the address."),
                        detail, false);
}

/** Signing in is asked for in a way that Heard has not: neither another password nor another try would help. */
Error unknownLogin(const QByteArray &challenge)
{
    return storageError(ErrorCode::Unreachable, "remote-login-kind",
                        coreText("This storage wants another way to sign in than Heard has. Your work is safe. Ask who runs it for an app password."),
                        boundedText(QString::fromLatin1(challenge.left(80)), 200), false);
}

bool isKnownLogin(const QByteArray &challenge)
{
    const QByteArray asked = challenge.toLower();
    return asked.isEmpty() || asked.contains("basic") || (asked.contains("digest") && !asked.contains("sha-"));
}

/** Files cannot be taken away there. */
Error keepsAll(int status, const QString &what)
{
    return storageError(ErrorCode::Refused, "remote-keeps-all",
                        coreText("This storage lets nobody take files away. So nothing could be erased there. Your work is safe. Ask who runs it to "
                                 "allow it, or choose another."),
                        QStringLiteral("%1: HTTP %2").arg(what).arg(status), false);
}

/** The same for what changes something: who may look and not write is not shut out, and what others send still comes. */
Error changeError(int status, const QString &what)
{
    if (status != 403)
        return statusError(status, what);
    return storageError(ErrorCode::Refused, "remote-read-only",
                        coreText("You may look at this storage but not write to it. Your work is safe on this device. Ask for the right to write."),
                        QStringLiteral("%1: HTTP %2").arg(what).arg(status));
}

bool isBusy(int status)
{
    return status == 423 || status == 429 || status == 503;
}

/** Milliseconds of a Retry-After in seconds; another form or none gives a second. */
int waitFor(const QByteArray &retryAfter)
{
    bool number = false;
    const int seconds = retryAfter.trimmed().toInt(&number);
    return number && seconds >= 0 ? std::min(seconds, 3600) * 1000 : 1000;
}

} // namespace

WebDavRemote::WebDavRemote(WebDavAccess access, const Id &circle) : WebDavRemote(std::move(access), circle, Limits()) {}

WebDavRemote::WebDavRemote(WebDavAccess access, const Id &circle, const Limits &limits)
    : m_access(std::move(access))
    , m_circle(circleFolder(circle))
    , m_limits(limits)
{}

WebDavRemote::~WebDavRemote() = default;

QByteArray WebDavRemote::identity() const
{
    // Who asks does not matter: the same folder is the same storage.
    return blake2b(QByteArrayLiteral("heard.remote.webdav.v1") + at({}).toEncoded(), 16);
}

QUrl WebDavRemote::at(const QString &path) const
{
    QUrl url = m_access.url;
    url.setPath(url.path() + m_circle + u'/' + path);
    return url;
}

HttpClient &WebDavRemote::http()
{
    if (!m_http) {
        HttpClient::Settings settings;
        settings.origin = m_access.url;
        settings.user = m_access.user;
        settings.password = m_access.password;
        settings.ca = m_access.ca;
        settings.silence = m_limits.silence;
        settings.whole = m_limits.whole;
        settings.mostReceived = m_limits.received;
        m_http = std::make_unique<HttpClient>(settings);
    }
    return *m_http;
}

void WebDavRemote::doLeave()
{
    m_folders.reset();
    m_http.reset();
}

Result<HttpAnswer> WebDavRemote::ask(HttpRequest request)
{
    if (m_access.link && request.verb != "GET")
        request.headers.append(std::pair<QByteArray, QByteArray>{"X-Requested-With", "XMLHttpRequest"});
    const qint64 before = http().sent();
    auto answer = http().ask(request, cancel());
    // Once: a storage that stays busy is asked again at the next sync. What changes something is not repeated under its name.
    const bool reads = request.verb == "GET" || request.verb == "PROPFIND";
    if (answer && reads && isBusy(answer->status)) {
        const int wait = waitFor(answer->retryAfter);
        QDeadlineTimer until(wait);
        if (wait <= m_limits.patience) {
            while (!until.hasExpired() && !(cancel() && cancel()->cancelled()))
                QThread::msleep(20);
            answer = http().ask(request, cancel());
        }
    }
    countRequests(http().sent() - before - 1);
    // RFC 9110 section 5.6.7; the older forms are not read: no time is better than a guessed one.
    const QDateTime date =
        answer ? QLocale::c().toDateTime(QString::fromLatin1(answer->date), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")) : QDateTime();
    if (date.isValid())
        m_timeThere = QDateTime(date.date(), date.time(), Qt::UTC).toMSecsSinceEpoch();
    if (answer && answer->status == 401 && !isKnownLogin(answer->challenge))
        return std::unexpected(unknownLogin(answer->challenge));
    if (answer && isBusy(answer->status) && !answer->retryAfter.isEmpty())
        askedToComeBackIn(waitFor(answer->retryAfter));
    return answer;
}

Result<QStringList> WebDavRemote::doList(const QString &folder)
{
    // Made with the first bytes, since only then it is known which address answers: a redirect may have led elsewhere.
    std::optional<WebDavListing> listing;
    HttpRequest request{"PROPFIND",
                        at(folder + u'/'),
                        propfindBody,
                        {{"Depth", "1"}, {"Content-Type", "application/xml; charset=utf-8"}},
                        WebDavListing::Limits().bytes};
    request.sink = [&](const QByteArray &bytes, const QUrl &from) {
        if (!listing)
            listing.emplace(folder, from);
        return listing->add(bytes);
    };
    const Result<HttpAnswer> answer = ask(request);
    if (!answer)
        return std::unexpected(answer.error().name == u"object-too-large" ? listingTooLarge(folder) : answer.error());
    if (answer->status == 404)
        return QStringList();
    if (answer->status != 207)
        return std::unexpected(statusError(answer->status, QStringLiteral("list ") + folder));
    return listing ? listing->finish() : WebDavListing(folder, at(folder)).finish();
}

Result<QByteArray> WebDavRemote::body(Result<HttpAnswer> answer, const QString &path)
{
    if (!answer)
        return std::unexpected(std::move(answer).error());
    if (answer->status == 200)
        return std::move(answer)->body;
    if (answer->status == 404 || answer->status == 410) {
        return fail(ErrorCode::NotFound, "object-missing",
                    coreText("A shared file has not come yet. Your work is safe. Heard looks again later."), path, true);
    }
    return std::unexpected(statusError(answer->status, QStringLiteral("get ") + path));
}

Result<QByteArray> WebDavRemote::doGet(const QString &path, qsizetype limit)
{
    return body(ask({"GET", at(path), {}, {}, limit}), path);
}

QList<Result<QByteArray>> WebDavRemote::doGetAll(const QStringList &paths, qsizetype limit)
{
    QList<HttpRequest> requests;
    for (const QString &path : paths)
        requests.append({"GET", at(path), {}, {}, limit});
    const qint64 before = http().sent();
    QList<Result<HttpAnswer>> answers = http().askAll(requests, cancel());
    countRequests(http().sent() - before - paths.size());
    QList<Result<QByteArray>> bodies;
    for (qsizetype i = 0; i < paths.size(); ++i) {
        Result<HttpAnswer> &answer = answers[i];
        // Too many at once for this storage: one after the other, with the patience of a single request.
        bodies.append(answer && isBusy(answer->status) ? doGet(paths.at(i), limit) : body(std::move(answer), paths.at(i)));
    }
    return bodies;
}

/** The storage says that a name is in use: it may be ours with its answer lost, another's, or the storage minds the question itself. */
Result<> WebDavRemote::whenTaken(HttpRequest put, const QString &path)
{
    const Result<QByteArray> there = get(path, put.body.size());
    if (there && *there == put.body)
        return {};
    if (there || there.error().code != ErrorCode::NotFound) {
        return fail(ErrorCode::Refused, "name-taken",
                    coreText("This name is taken in the shared folder. Nothing was replaced. Your work is safe."), path);
    }
    // Nothing lies there. The name was never used and is nobody else's, so it can be put without asking first.
    put.headers.removeLast();
    countRequests(1);
    HEARD_TRY_ASSIGN(const HttpAnswer answer, ask(put));
    if (answer.status / 100 == 2)
        return {};
    if (answer.status != 412)
        return std::unexpected(changeError(answer.status, QStringLiteral("put ") + path));
    return fail(ErrorCode::Refused, "remote-refused",
                coreText("The shared folder does not take new files. Your work is safe on this device."), path);
}

Result<> WebDavRemote::doPutNew(const QString &path, const QByteArray &bytes)
{
    if (path.startsWith(u"b/"))
        HEARD_TRY(expectFolder(folderOf(path)));
    // Not every server minds If-None-Match, and under a race few do: the name is unique all the same, this only helps to notice.
    HttpRequest request{"PUT", at(path), bytes, {{"Content-Type", "application/octet-stream"}}, noBody};
    if (m_conditional)
        request.headers.append(std::pair<QByteArray, QByteArray>{"If-None-Match", "*"});
    Result<HttpAnswer> answer = ask(request);
    if (answer && m_conditional && (answer->status == 400 || answer->status == 417 || answer->status == 501)) {
        // It does not know the condition and put nothing. Names are unique all the same.
        m_conditional = false;
        request.headers.removeLast();
        countRequests(1);
        answer = ask(request);
    }
    if (answer && (answer->status == 404 || answer->status == 409)) {
        // The folder is missing, so nothing was put: the same name can be used.
        HEARD_TRY(makeFolder(folderOf(path)));
        countRequests(1);
        answer = ask(request);
    }
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status / 100 == 2)
        return {};
    switch (answer->status) {
    case 412:
        if (m_conditional)
            return whenTaken(request, path);
        break;
    case 500:
        // What nginx says when the folder is missing. The object may lie there or not, so its name is done with; the next finds a folder.
        HEARD_TRY(makeFolder(folderOf(path)));
        break;
    default:
        break;
    }
    return std::unexpected(changeError(answer->status, QStringLiteral("put ") + path));
}

Result<> WebDavRemote::doRemove(const QString &path)
{
    const Result<HttpAnswer> answer = ask({"DELETE", at(path), {}, {}, noBody});
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status / 100 == 2 || answer->status == 404 || answer->status == 410)
        return {};
    if (answer->status == 403 || answer->status == 405 || answer->status == 501)
        return std::unexpected(keepsAll(answer->status, QStringLiteral("remove ") + path));
    return std::unexpected(changeError(answer->status, QStringLiteral("remove ") + path));
}

Result<bool> WebDavRemote::isThere(const QUrl &folder)
{
    countRequests(1);
    HEARD_TRY_ASSIGN(const HttpAnswer answer,
                     ask({"PROPFIND", folder, propfindBody, {{"Depth", "0"}, {"Content-Type", "application/xml; charset=utf-8"}}, 1'000'000}));
    return answer.status == 207;
}

Result<> WebDavRemote::makeOne(const QUrl &url)
{
    countRequests(1);
    const Result<HttpAnswer> answer = ask({"MKCOL", url, {}, {}, noBody});
    if (!answer && answer.error().name != u"remote-redirected")
        return std::unexpected(answer.error());
    // 405: it is there already (RFC 4918 section 9.3.1). Others say 301, 400, 403 or 409 to that, so it is looked at.
    if (answer && (answer->status / 100 == 2 || answer->status == 405))
        return {};
    // 404 and 409 mean, first of all, that what it lies in is missing (makeFolder).
    if (!answer || (answer->status != 401 && answer->status != 404 && answer->status != 409 && !isBusy(answer->status))) {
        HEARD_TRY_ASSIGN(const bool there, isThere(url));
        if (there)
            return {};
    }
    if (!answer)
        return std::unexpected(answer.error());
    return std::unexpected(changeError(answer->status, QStringLiteral("make folder")));
}

Result<> WebDavRemote::makeFolder(const QString &folder)
{
    const QUrl url = folder.isEmpty() ? at({}) : at(folder + u'/');
    Result<> made = makeOne(url);
    if (!made && made.error().name == u"remote-folder-missing" && !folder.isEmpty()) {
        HEARD_TRY(makeFolder(folderOf(folder)));
        made = makeOne(url);
    }
    if (made || made.error().name != u"remote-folder-missing")
        return made;
    HEARD_TRY_ASSIGN(const bool there, isThere(url));
    return there ? Result<>() : made;
}

Result<> WebDavRemote::expectFolder(const QString &folder)
{
    if (!m_folders) {
        HEARD_TRY_ASSIGN(const QStringList names, list(QStringLiteral("b")));
        m_folders = QSet<QString>(names.cbegin(), names.cend());
    }
    const QString name = leafOf(folder);
    if (m_folders->contains(name))
        return {};
    HEARD_TRY(makeFolder(folder));
    m_folders->insert(name);
    return {};
}

Result<> WebDavRemote::check()
{
    countRequests(1);
    HEARD_TRY_ASSIGN(const HttpAnswer base,
                     ask({"PROPFIND", m_access.url, propfindBody, {{"Depth", "0"}, {"Content-Type", "application/xml; charset=utf-8"}}, 1'000'000}));
    // A folder that is not there yet is made; the one it lies in is not, since then the address is more likely wrong.
    if (base.status == 404)
        HEARD_TRY(makeOne(m_access.url));
    else if (base.status != 207)
        return std::unexpected(statusError(base.status, QStringLiteral("look")));
    for (const QString &folder : {QStringLiteral("h"), QStringLiteral("s"), QStringLiteral("m")})
        HEARD_TRY(makeFolder(folder));

    // From here on as a sync does it, with a name as syncs use it. Whether it can be taken away again is asked before anything lies there.
    const QString path =
        QStringLiteral("m/") + QString::fromLatin1(blake2b(QByteArray::number(QRandomGenerator::system()->generate64()), 16).toHex());
    HEARD_TRY(remove(path));
    QByteArray content("Heard looks if this folder can be used.\r\n");
    for (int byte = 0; byte < 256; ++byte)
        content.append(char(byte));
    Result<> usable = putNew(path, content);
    if (usable) {
        const Result<QByteArray> back = get(path, 2 * content.size());
        // A storage behind another address may list what is not under this one, or not what is.
        const Result<QStringList> names = list(QStringLiteral("m"));
        if (!back && back.error().code != ErrorCode::NotFound)
            usable = std::unexpected(back.error());
        else if (!names)
            usable = std::unexpected(names.error());
        else if (!back || *back != content || !names->contains(path.sliced(2)))
            usable = std::unexpected(
                storageError(ErrorCode::Unreachable, "remote-not-webdav",
                             coreText("The storage did not give back what Heard put there, so it cannot be used. Choose another."),
                             QStringLiteral("try to get"), false));
    }
    // Also when the answer to the put was lost, or said no and was not true.
    const Result<> removed = remove(path);
    HEARD_TRY(usable);
    HEARD_TRY(removed);
    HEARD_TRY(list(QStringLiteral("h")));
    return {};
}

} // namespace heard
