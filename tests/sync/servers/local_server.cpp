// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_server.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <csignal>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace heard::test {

namespace {

constexpr int startTries = 5;     ///< a port that was free can be taken before the server has it
constexpr int startWait = 30'000; ///< ms, for a very busy machine

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

LocalServer::LocalServer()
{
    // Others than its owner may pass through: a server that root started runs as www-data.
    QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup
                                               | QFile::ReadOther | QFile::ExeOther);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    QDir().mkpath(dataFolder());
}

LocalServer::~LocalServer()
{
    stop();
}

QString LocalServer::url() const
{
    return QStringLiteral("%1://127.0.0.1:%2/").arg(scheme()).arg(m_port);
}

bool LocalServer::isRoot()
{
    return ::geteuid() == 0;
}

void LocalServer::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
}

void LocalServer::giveToServer(const QString &name) const
{
    QDir().mkpath(path(name));
    if (!isRoot())
        return;
    const passwd *account = ::getpwnam("www-data");
    if (account && ::chown(QFile::encodeName(path(name)).constData(), account->pw_uid, account->pw_gid) != 0)
        qFatal("cannot give %s to www-data", qPrintable(path(name)));
}

QString LocalServer::start()
{
    const bool again = m_port != 0;
    QString problem;
    for (int tries = 0; tries < startTries; ++tries) {
        if (!again)
            m_port = freePort();
        problem = startOnce();
        if (problem.isEmpty())
            return {};
    }
    return problem;
}

QString LocalServer::startOnce()
{
    const Program program = prepare();
    if (!QFile::exists(program.file)) {
        return QStringLiteral("%1 is missing. Install it from Debian: %2.").arg(program.file, program.package);
    }
    m_process.start(program.file, program.arguments);
    if (!m_process.waitForStarted())
        return m_process.errorString();
    QElapsedTimer time;
    time.start();
    while (!time.hasExpired(startWait)) {
        if (m_process.waitForFinished(10) || m_process.state() != QProcess::Running)
            break;
        if (answers())
            return {};
    }
    stop();
    QFile log(path(QStringLiteral("error.log")));
    const QByteArray told = m_process.readAll() + (log.open(QIODevice::ReadOnly) ? log.readAll().right(2000) : QByteArray());
    return name() + QStringLiteral(" did not start: ") + QString::fromUtf8(told);
}

bool LocalServer::answers() const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    return socket.waitForConnected(1'000);
}

void LocalServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QStringList LocalServer::files() const
{
    QStringList found;
    QDirIterator all(dataFolder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    const QDir base(dataFolder());
    while (all.hasNext())
        found.append(base.relativeFilePath(all.next()));
    // What mod_dav_fs keeps its properties in is not one of the objects.
    found.removeIf([](const QString &file) { return file.contains(QStringLiteral(".DAV/")); });
    found.sort();
    return found;
}

QByteArray LocalServer::read(const QString &file) const
{
    QFile opened(dataFolder() + u'/' + file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

void LocalServer::wipe() const
{
    const QFileInfoList entries = QDir(dataFolder()).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    for (const QFileInfo &entry : entries) {
        if (entry.isDir())
            QDir(entry.filePath()).removeRecursively();
        else
            QFile::remove(entry.filePath());
    }
}

} // namespace heard::test
