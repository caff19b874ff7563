// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace heard::testing {

/** A certificate and its key, as PEM. */
struct Identity
{
    QByteArray certificate;
    QByteArray key;
};

/** Makes certificates, good ones and bad ones, with the openssl program. Each is new and trusted by nobody. */
class Certificates
{
public:
    struct Wish
    {
        QString name = QStringLiteral("127.0.0.1");
        QByteArray extensions = QByteArrayLiteral("subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n");
        QString from = QStringLiteral("20200101000000Z");
        QString until = QStringLiteral("21200101000000Z");
        QStringList key = {QStringLiteral("ec"), QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1")};
        QString digest = QStringLiteral("sha256");
    };
    static constexpr const char *authority = "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign,cRLSign\n";

    /** Signed by @p by, or by itself. An empty certificate when openssl did not do it; why() says more. */
    [[nodiscard]] Identity make(const Wish &wish, const Identity *by = nullptr);
    [[nodiscard]] Identity makeAuthority(const QString &name, const Identity *by = nullptr);
    [[nodiscard]] QByteArray why() const { return m_why; }

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    void write(const char *name, const QByteArray &bytes) const;
    [[nodiscard]] QByteArray read(const char *name) const;
    [[nodiscard]] bool openssl(const QStringList &arguments);

    QTemporaryDir m_folder;
    QByteArray m_why;
    int m_serial = 1;
};

} // namespace heard::testing
