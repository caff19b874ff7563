// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harness.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace heard::test {

namespace {

QJsonValue parsed(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (document.isArray())
        return document.array();
    if (document.isObject())
        return document.object();
    return QJsonValue::Undefined;
}

QString failed(const char *what, const Ran &ran)
{
    return QLatin1String(what) + QStringLiteral(": ") + QString::fromUtf8(ran.told());
}

} // namespace

World::World()
{
    for (const char *folder : {"home", "home/.cache", "tmp", "run"})
        QDir().mkpath(path(QLatin1String(folder)));
    QFile::setPermissions(path(QStringLiteral("run")), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    write(QStringLiteral("passphrase"), "paper lantern quiet river maple\n");
}

QString World::program()
{
    return qEnvironmentVariable("HEARD_BIN_DIR") + QStringLiteral("/heard-cli");
}

int World::byDepth(int quick, int normal, int nightly)
{
    const QByteArray depth = qgetenv("HEARD_TEST_DEPTH");
    return depth == "quick" ? quick : depth == "nightly" ? nightly : normal;
}

QProcessEnvironment World::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("HEARD_PASSPHRASE_FILE"));
    environment.remove(QStringLiteral("XDG_DATA_HOME"));
    environment.remove(QStringLiteral("XDG_CONFIG_HOME"));
    environment.remove(QStringLiteral("XDG_CACHE_HOME"));
    environment.insert(QStringLiteral("HOME"), path(QStringLiteral("home")));
    environment.insert(QStringLiteral("TMPDIR"), path(QStringLiteral("tmp")));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), path(QStringLiteral("run")));
    return environment;
}

void World::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
}

QByteArray World::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Ran World::run(const QStringList &arguments, const QByteArray &in, int seconds) const
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(program(), arguments);
    process.write(in);
    process.closeWriteChannel();
    Ran ran;
    if (!process.waitForFinished(seconds * 1000)) {
        process.kill();
        process.waitForFinished();
        ran.err = "did not finish: " + process.errorString().toUtf8();
        return ran;
    }
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    ran.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    ran.json = parsed(ran.out);
    ran.error = parsed(ran.err).toObject().value(QLatin1String("error")).toObject();
    return ran;
}

Ran World::runAmong(const QStringList &more, const QString &program, const QStringList &arguments, const QString &outFile, int seconds) const
{
    QProcessEnvironment among = environment();
    for (const QString &one : more)
        among.insert(one.section(u'=', 0, 0), one.section(u'=', 1));
    QProcess process;
    process.setProcessEnvironment(among);
    if (!outFile.isEmpty())
        process.setStandardOutputFile(outFile);
    process.start(program, arguments);
    process.closeWriteChannel();
    Ran ran;
    if (!process.waitForStarted() || !process.waitForFinished(seconds * 1000)) {
        process.kill();
        process.waitForFinished();
        ran.err = "did not finish: " + process.errorString().toUtf8();
        return ran;
    }
    ran.out = outFile.isEmpty() ? process.readAllStandardOutput() : QByteArray();
    ran.err = process.readAllStandardError();
    ran.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    ran.json = parsed(ran.out);
    ran.error = parsed(ran.err).toObject().value(QLatin1String("error")).toObject();
    return ran;
}

Ran World::runOther(const QString &program, const QStringList &arguments, int seconds) const
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(program, arguments);
    Ran ran;
    if (!process.waitForStarted() || !process.waitForFinished(seconds * 1000)) {
        process.kill();
        process.waitForFinished();
        return ran;
    }
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    ran.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return ran;
}

QStringList Device::opening() const
{
    return {QStringLiteral("--vault"), folder(), QStringLiteral("--passphrase-file"), m_world->passphraseFile()};
}

Ran Device::create(const QString &person, const QString &role) const
{
    return (*this)({QStringLiteral("vault"), QStringLiteral("create"), QStringLiteral("--name"), person, QStringLiteral("--role"), role,
                    QStringLiteral("--kdf"), QStringLiteral("interactive")});
}

Ran Device::operator()(const QStringList &arguments, int seconds) const
{
    return m_world->run(opening() + arguments, {}, seconds);
}

QJsonArray Device::batch(const QStringList &lines, const QStringList &more, int seconds) const
{
    const Ran ran = m_world->run(opening() + QStringList{QStringLiteral("batch")} + more, lines.join(u'\n').toUtf8() + '\n', seconds);
    QJsonArray answers;
    const QList<QByteArray> given = ran.out.split('\n');
    for (const QByteArray &line : given) {
        if (!line.isEmpty())
            answers.append(parsed(line));
    }
    if (ran.status != 0)
        qInfo("batch: %s", ran.told().constData());
    return answers;
}

QString quoted(const QString &word)
{
    QString inside = word;
    return u'\'' + inside.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

QString letIn(const World &world, const Device &host, const QString &circle, const Device &guest, const QString &name, const QString &role,
              const QStringList &place, CheckWords *words)
{
    QDir().mkpath(world.path(QStringLiteral("files")));
    const QString invite = world.path(QStringLiteral("files/invite-") + guest.name());
    const QString reply = world.path(QStringLiteral("files/reply-") + guest.name());
    const Ran invited = host({QStringLiteral("member"), QStringLiteral("invite"), circle, QStringLiteral("--name"), name,
                              QStringLiteral("--role"), role, QStringLiteral("--out"), invite});
    if (invited.status != 0)
        return failed("invite", invited);
    const Ran accepted =
        guest({QStringLiteral("member"), QStringLiteral("accept"), QStringLiteral("--invite"), invite, QStringLiteral("--reply-out"), reply});
    if (accepted.status != 0)
        return failed("accept", accepted);
    const Ran admitted = host({QStringLiteral("member"), QStringLiteral("admit"), circle, QStringLiteral("--reply"), reply});
    if (admitted.status != 0)
        return failed("admit", admitted);
    if (words) {
        words->guest = accepted.object().value(QLatin1String("check_words")).toArray();
        words->host = admitted.object().value(QLatin1String("check_words")).toArray();
    }
    const Ran set = guest(QStringList{QStringLiteral("remote"), QStringLiteral("set"), circle} + place);
    return set.status == 0 ? QString() : failed("remote", set);
}

QString Pair::join(const World &world)
{
    QDir().mkpath(remote);
    if (const Ran made = mother.create(QStringLiteral("Grace Okafor"), QStringLiteral("parent")); made.status != 0)
        return failed("mother", made);
    if (const Ran made = worker.create(QStringLiteral("Dan Hughes"), QStringLiteral("keyworker")); made.status != 0)
        return failed("worker", made);
    const Ran begun = mother({QStringLiteral("circle"), QStringLiteral("create"), QStringLiteral("--name"), QStringLiteral("Sam Okafor"),
                              QStringLiteral("--born"), QStringLiteral("2017-03"), QStringLiteral("--nation"), QStringLiteral("england")});
    circle = begun.text("circle");
    if (begun.status != 0 || circle.size() != 32)
        return failed("circle", begun);
    if (const Ran set = mother(QStringList{QStringLiteral("remote"), QStringLiteral("set"), circle} + place); set.status != 0)
        return failed("remote", set);
    CheckWords words;
    if (const QString problem = letIn(world, mother, circle, worker, QStringLiteral("Dan Hughes"), QStringLiteral("keyworker"), place, &words);
        !problem.isEmpty())
        return problem;
    motherWords = words.host;
    workerWords = words.guest;
    return sync();
}

QString Pair::sync() const
{
    for (const Device *device : {&mother, &worker, &mother}) {
        if (const Ran synced = (*device)({QStringLiteral("sync"), circle}); synced.status != 0)
            return device->name() + QStringLiteral(" sync: ") + QString::fromUtf8(synced.told());
    }
    return {};
}

} // namespace heard::test
