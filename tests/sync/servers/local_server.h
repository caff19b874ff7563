// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace heard::test {

/**
 * A real WebDAV server of Debian's, as a child of the test: its own configuration, folder and log in a temporary folder, on 127.0.0.1 at a
 * port that was free. No system service is started, stopped or asked. It ends with the test, whichever way that ends.
 */
class LocalServer
{
public:
    LocalServer();
    virtual ~LocalServer();
    LocalServer(const LocalServer &) = delete;
    LocalServer &operator=(const LocalServer &) = delete;

    /** Starts it and waits until it answers; empty when it does, else what is wrong. Started again it has the same port and files. */
    [[nodiscard]] QString start();
    /** Ends it; a request that is under way is cut. */
    void stop();

    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual QString scheme() const { return QStringLiteral("http"); }
    /** The folder that a circle is given, with a slash at its end. */
    [[nodiscard]] QString url() const;
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] static QString user() { return QStringLiteral("ada"); }
    [[nodiscard]] static QByteArray password() { return QByteArrayLiteral("paper lantern"); }
    /** Whether it asks for user() and password(). */
    [[nodiscard]] virtual bool wantsPassword() const { return true; }
    /** The files as they lie on the disk, below dataFolder(), sorted. */
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] QByteArray read(const QString &file) const;
    [[nodiscard]] QString dataFolder() const { return path(QStringLiteral("dav")); }
    /** Forgets all that was put there. */
    void wipe() const;

protected:
    struct Program
    {
        QString file; ///< absolute
        QString package;
        QStringList arguments;
    };
    /** Writes what it needs to path(), for port(), and says what to run in the foreground. */
    [[nodiscard]] virtual Program prepare() = 0;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;
    /** When root runs the tests, servers that refuse to be root become www-data: this gives them a folder. */
    void giveToServer(const QString &name) const;
    [[nodiscard]] static bool isRoot();

private:
    [[nodiscard]] QString startOnce();
    [[nodiscard]] bool answers() const;

    QTemporaryDir m_folder;
    quint16 m_port = 0;
    QProcess m_process;
};

} // namespace heard::test
