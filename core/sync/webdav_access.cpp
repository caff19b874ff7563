// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/webdav_access.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QSslCertificate>

namespace heard {

namespace {

bool isThisComputer(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

} // namespace

Result<WebDavAccess> webDavAccess(const QString &address, const QString &user, const QByteArray &password, const QByteArray &ca)
{
    QString typed = address.trimmed();
    if (!typed.contains(u"://"))
        typed.prepend(u"https://");
    QUrl url(typed, QUrl::StrictMode);
    // What file managers show for the same thing.
    if (url.scheme() == u"webdavs" || url.scheme() == u"davs")
        url.setScheme(QStringLiteral("https"));
    else if (url.scheme() == u"webdav" || url.scheme() == u"dav")
        url.setScheme(QStringLiteral("http"));
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"https" && url.scheme() != u"http"))
        return fail(ErrorCode::BadInput, "bad-address",
                    coreText("This is not an address that Heard can use. Copy it from the storage's own settings. It begins with https://"));
    if (url.scheme() == u"http" && !isThisComputer(url.host()))
        return fail(ErrorCode::BadInput, "not-encrypted",
                    coreText("This address is not protected: others on the way could read the password. Use one that begins with https://"));

    WebDavAccess access;
    access.user = user.isEmpty() ? url.userName(QUrl::FullyDecoded) : user;
    access.password = password.isEmpty() ? url.password(QUrl::FullyDecoded).toUtf8() : password;
    url.setUserInfo({});
    url.setQuery(QString());
    url.setFragment(QString());
    static const QRegularExpression publicLink(QStringLiteral("^(.*?)(?:/index\\.php)?/s/([A-Za-z0-9]+)/?(?:download/?)?$"));
    static const QRegularExpression linkFolder(QStringLiteral("/public\\.php/dav/files/[A-Za-z0-9]+/?"));
    if (const auto match = publicLink.match(url.path()); match.hasMatch()) {
        url.setPath(match.captured(1) + QStringLiteral("/public.php/dav/files/") + match.captured(2) + u'/');
        access.link = true;
    } else {
        access.link = linkFolder.match(url.path()).hasMatch();
    }
    if (access.link)
        access.user = QStringLiteral("anonymous");
    if (!url.path().endsWith(u'/'))
        url.setPath(url.path() + u'/');
    access.url = url;
    if (!ca.isEmpty() && QSslCertificate::fromData(ca, QSsl::Pem).isEmpty())
        return fail(ErrorCode::BadInput, "bad-ca",
                    coreText("There is no certificate in this file. Ask who runs the storage for the file of its own authority (PEM)."));
    access.ca = ca;
    return access;
}

} // namespace heard
