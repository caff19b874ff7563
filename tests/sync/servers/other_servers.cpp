// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "other_servers.h"

#include "apache_server.h"

#include <QCryptographicHash>
#include <QFile>

using namespace Qt::StringLiterals;

namespace heard::test {

LocalServer::Program NginxServer::prepare()
{
    giveToServer(u"dav"_s);
    giveToServer(u"tmp"_s);
    const QByteArray here = QFile::encodeName(path({})) + '/';
    const QByteArray listen = QByteArray::number(port());
    write(u"passwords"_s, user().toUtf8() + ":{SHA}" + QCryptographicHash::hash(password(), QCryptographicHash::Sha1).toBase64() + '\n');
    QByteArray conf = "load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;\ndaemon off;\nworker_processes 1;\npid " + here
                      + "nginx.pid;\nerror_log " + here + "error.log error;\n";
    if (isRoot())
        conf += "user www-data;\n";
    conf += "events { worker_connections 64; }\nhttp {\naccess_log off;\n";
    for (const QByteArray kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        conf += kind + "_temp_path " + here + "tmp/" + kind + ";\n";
    conf += "server {\nlisten 127.0.0.1:" + listen + ";\nroot " + here + "dav;\nauth_basic heard;\nauth_basic_user_file " + here
            + "passwords;\nlocation / {\ndav_methods PUT DELETE MKCOL;\ndav_ext_methods PROPFIND OPTIONS;\n}\n}\n}\n";
    write(u"nginx.conf"_s, conf);
    return {u"/usr/sbin/nginx"_s, u"nginx-light and libnginx-mod-http-dav-ext"_s, {u"-c"_s, path(u"nginx.conf"_s), u"-p"_s, path({})}};
}

LocalServer::Program LighttpdServer::prepare()
{
    const QByteArray here = QFile::encodeName(path({})) + '/';
    write(u"passwords"_s, user().toUtf8() + ':' + password() + '\n');
    write(u"lighttpd.conf"_s,
          "server.modules = (\"mod_auth\", \"mod_authn_file\", \"mod_webdav\")\nserver.bind = \"127.0.0.1\"\nserver.port = "
              + QByteArray::number(port()) + "\nserver.document-root = \"" + here + "dav\"\nserver.errorlog = \"" + here
              + "error.log\"\nserver.upload-dirs = (\"" + here + "\")\nwebdav.activate = \"enable\"\n"
              + "auth.backend = \"plain\"\nauth.backend.plain.userfile = \"" + here + "passwords\"\n"
              + "auth.require = (\"\" => (\"method\" => \"basic\", \"realm\" => \"heard\", \"require\" => \"valid-user\"))\n");
    return {u"/usr/sbin/lighttpd"_s, u"lighttpd and lighttpd-mod-webdav"_s, {u"-D"_s, u"-f"_s, path(u"lighttpd.conf"_s)}};
}

LocalServer::Program RcloneServer::prepare()
{
    return {u"/usr/bin/rclone"_s,
            u"rclone"_s,
            {u"serve"_s, u"webdav"_s, dataFolder(), u"--addr"_s, u"127.0.0.1:%1"_s.arg(port()), u"--config"_s, u"/dev/null"_s, u"--user"_s,
             user(), u"--pass"_s, QString::fromUtf8(password()), u"--dir-cache-time"_s, u"0s"_s}};
}

LocalServer::Program SabreServer::prepare()
{
    write(u"sabre.php"_s, R"(<?php
ini_set('display_errors', '0');
error_reporting(0);
spl_autoload_register(function ($name) {
    $file = '/usr/share/php/' . str_replace('\\', '/', $name) . '.php';
    if (is_file($file)) require $file;
});
$server = new Sabre\DAV\Server(new Sabre\DAV\FS\Directory(')"
                              + QFile::encodeName(dataFolder()) + R"('));
$server->setBaseUri('/');
$server->exec();
)");
    return {u"/usr/bin/php"_s, u"php-cli and php-sabre-dav"_s, {u"-S"_s, u"127.0.0.1:%1"_s.arg(port()), path(u"sabre.php"_s)}};
}

std::unique_ptr<LocalServer> serverCalled(const QString &name)
{
    if (name == "apache"_L1)
        return std::make_unique<ApacheServer>();
    if (name == "nginx"_L1)
        return std::make_unique<NginxServer>();
    if (name == "lighttpd"_L1)
        return std::make_unique<LighttpdServer>();
    if (name == "rclone"_L1)
        return std::make_unique<RcloneServer>();
    if (name == "sabre"_L1)
        return std::make_unique<SabreServer>();
    return nullptr;
}

} // namespace heard::test
