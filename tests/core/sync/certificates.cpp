// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/certificates.h"

#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace heard::testing {

void Certificates::write(const char *name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", name);
}

QByteArray Certificates::read(const char *name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool Certificates::openssl(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished(60'000)) {
        m_why = "openssl: " + process.errorString().toUtf8();
        return false;
    }
    m_why = process.readAll();
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

Identity Certificates::make(const Wish &wish, const Identity *by)
{
    // `openssl ca` is the one that takes any dates.
    write("index", {});
    write("index.attr", "unique_subject = no\n");
    write("serial", QByteArray::number(++m_serial).rightJustified(4, '0') + '\n');
    write("conf", "[ca]\ndefault_ca = all\n[all]\ndatabase = " + QFile::encodeName(path("index"))
                      + "\nserial = " + QFile::encodeName(path("serial")) + "\nnew_certs_dir = " + QFile::encodeName(m_folder.path())
                      + "\npolicy = any\nx509_extensions = ext\n[any]\ncommonName = supplied\n[req]\ndistinguished_name = dn\n[dn]\n[ext]\n"
                      + wish.extensions);
    QStringList request{u"req"_s,     u"-new"_s,   u"-config"_s, path("conf"), u"-nodes"_s, u"-subj"_s, u"/CN="_s + wish.name,
                        u"-keyout"_s, path("key"), u"-out"_s,    path("csr"),  u"-newkey"_s};
    if (!openssl(request + wish.key))
        return {};
    QStringList sign{u"ca"_s,     u"-batch"_s,     u"-notext"_s, u"-config"_s,  path("conf"), u"-in"_s, path("csr"), u"-out"_s,
                     path("pem"), u"-startdate"_s, wish.from,    u"-enddate"_s, wish.until,   u"-md"_s, wish.digest};
    if (by) {
        write("by.pem", by->certificate);
        write("by.key", by->key);
        sign += {u"-cert"_s, path("by.pem"), u"-keyfile"_s, path("by.key")};
    } else {
        sign += {u"-selfsign"_s, u"-keyfile"_s, path("key")};
    }
    return openssl(sign) ? Identity{read("pem"), read("key")} : Identity{};
}

Identity Certificates::makeAuthority(const QString &name, const Identity *by)
{
    Wish wish;
    wish.name = name;
    wish.extensions = authority;
    return make(wish, by);
}

} // namespace heard::testing
