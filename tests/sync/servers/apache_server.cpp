// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apache_server.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

namespace heard::test {

namespace {

constexpr int logWait = 10'000; ///< ms for lines that must come
constexpr int logMore = 60;     ///< ms for one that must not

QByteArray modules(const QList<QByteArray> &names)
{
    QByteArray lines;
    for (const QByteArray &name : names)
        lines += "LoadModule " + name + "_module /usr/lib/apache2/modules/mod_" + name + ".so\n";
    return lines;
}

} // namespace

LocalServer::Program ApacheServer::prepare()
{
    giveToServer(QStringLiteral("dav"));
    giveToServer(QStringLiteral("lock"));
    const QByteArray here = QFile::encodeName(path({})) + '/';
    const QByteArray known = manner.otherPassword.isEmpty() ? password() : manner.otherPassword;
    // As `htpasswd -s` writes it, which Debian has in another package.
    write(QStringLiteral("passwords"), user().toUtf8() + ":{SHA}" + QCryptographicHash::hash(known, QCryptographicHash::Sha1).toBase64() + '\n');

    const QByteArray inRealm = user().toUtf8() + ":heard:";
    write(QStringLiteral("digests"), inRealm + QCryptographicHash::hash(inRealm + known, QCryptographicHash::Md5).toHex() + '\n');

    QByteArray conf =
        modules({"mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "auth_digest", "dav", "dav_fs"});
    conf += "ServerName 127.0.0.1\nServerRoot " + here + "\nDefaultRuntimeDir " + here + "\nMutex file:" + here + "lock\n";
    conf += "Listen 127.0.0.1:" + QByteArray::number(port()) + "\nPidFile " + here + "httpd.pid\nErrorLog " + here + "error.log\n";
    conf += "LogLevel error\nTimeout 60\nKeepAlive On\nMaxKeepAliveRequests 0\nKeepAliveTimeout 15\n"
            "StartServers 1\nServerLimit 2\nThreadsPerChild 16\nMaxRequestWorkers 32\n";
    if (isRoot())
        conf += "User www-data\nGroup www-data\n";
    conf += "LogFormat \"%m\\t%U\\t%>s\\t%I\\t%O\\t%k\" heard\nCustomLog " + here + "access.log heard\n";
    conf += "DavLockDB " + here + "lock/dav\nDocumentRoot " + here + "dav\n";
    if (manner.mostBytes > 0)
        conf += "LimitRequestBody " + QByteArray::number(manner.mostBytes) + '\n';
    conf += "<Directory " + here + "dav>\nDav On\nAuthName heard\nOptions None\nAllowOverride None\n";
    conf += manner.digest ? "AuthType Digest\nAuthDigestProvider file\nAuthUserFile " + here + "digests\n"
                          : "AuthType Basic\nAuthUserFile " + here + "passwords\n";
    if (manner.readOnly) {
        conf += "<LimitExcept GET HEAD OPTIONS PROPFIND>\nRequire all denied\n</LimitExcept>\n"
                "<Limit GET HEAD OPTIONS PROPFIND>\nRequire valid-user\n</Limit>\n";
    } else {
        conf += "Require valid-user\n";
    }
    conf += "</Directory>\n";
    if (!manner.tls.isEmpty()) {
        write(QStringLiteral("server.pem"), manner.certificate);
        write(QStringLiteral("server.key"), manner.key);
        conf += modules({"socache_shmcb", "ssl"}) + "SSLEngine on\nSSLCertificateFile " + here + "server.pem\nSSLCertificateKeyFile " + here
                + "server.key\n" + manner.tls + '\n';
    }
    write(QStringLiteral("httpd.conf"), conf);
    return {QStringLiteral("/usr/sbin/apache2"),
            QStringLiteral("apache2-bin (tests/run does it)"),
            {QStringLiteral("-DFOREGROUND"), QStringLiteral("-f"), path(QStringLiteral("httpd.conf"))}};
}

QList<ApacheServer::Request> ApacheServer::requests(qsizetype expected)
{
    QFile log(accessLog());
    QElapsedTimer time;
    time.start();
    QByteArray fresh;
    const auto look = [&] {
        if (log.isOpen() || log.open(QIODevice::ReadOnly)) {
            log.seek(m_readUpTo);
            fresh = log.readAll();
        }
        return fresh.count('\n');
    };
    while (look() < expected && !time.hasExpired(logWait))
        QThread::msleep(5);
    QThread::msleep(logMore);
    look();
    fresh.truncate(fresh.lastIndexOf('\n') + 1);
    m_readUpTo += fresh.size();
    QList<Request> all;
    for (const QByteArray &line : fresh.split('\n')) {
        const QList<QByteArray> part = line.split('\t');
        if (part.size() == 6)
            all.append({part[0], part[1], part[2].toInt(), part[3].toLongLong(), part[4].toLongLong(), part[5].toInt()});
    }
    return all;
}

qint64 ApacheServer::bytes(const QList<Request> &requests)
{
    qint64 total = 0;
    for (const Request &request : requests)
        total += request.bytesIn + request.bytesOut;
    return total;
}

QByteArray ApacheServer::told(const QList<Request> &requests)
{
    QList<QByteArray> all;
    for (const Request &request : requests)
        all.append(request.verb + ' ' + QByteArray::number(request.status) + ' ' + request.path.sliced(request.path.lastIndexOf('/', -2) + 1));
    return QByteArray::number(requests.size()) + " requests, " + QByteArray::number(bytes(requests)) + " bytes: " + all.join(", ");
}

} // namespace heard::test
