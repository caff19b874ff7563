// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace heard::test {

/** What one run of heard-cli gave. */
struct Ran
{
    int status = -1; ///< -1 when it did not start, crashed or took too long
    QByteArray out;
    QByteArray err;
    QJsonValue json;   ///< standard output as JSON; Undefined when it is none
    QJsonObject error; ///< the object under "error" on standard error

    [[nodiscard]] QJsonObject object() const { return json.toObject(); }
    [[nodiscard]] QJsonArray array() const { return json.toArray(); }
    [[nodiscard]] QString text(const char *key) const { return object().value(QLatin1String(key)).toString(); }
    [[nodiscard]] QString code() const { return error.value(QLatin1String("code")).toString(); }
    /** For messages of failing tests. */
    [[nodiscard]] QByteArray told() const
    {
        return "status " + QByteArray::number(status) + "\nout: " + out.left(2000) + "\nerr: " + err.left(2000);
    }
};

/** A world of its own for the real program: home, temp folder, passphrase file and vaults in one temporary folder. */
class World
{
public:
    World();

    [[nodiscard]] static QString program();
    /** quick, normal (the default) or nightly, as tests/run says. */
    [[nodiscard]] static int byDepth(int quick, int normal, int nightly);

    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] QString passphraseFile() const { return path(QStringLiteral("passphrase")); }
    [[nodiscard]] QProcessEnvironment environment() const;
    void write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] QByteArray read(const QString &name) const;

    /** Runs it with exactly these arguments. */
    Ran run(const QStringList &arguments, const QByteArray &in = {}, int seconds = 120) const;
    /** Runs any program in the same surroundings and in @p more of them ("NAME=value"); its standard output may go to a file. */
    Ran runAmong(const QStringList &more, const QString &program, const QStringList &arguments, const QString &outFile = {},
                 int seconds = 120) const;
    /** Runs another program in the same surroundings. */
    Ran runOther(const QString &program, const QStringList &arguments, int seconds = 120) const;

private:
    QTemporaryDir m_dir;
};

/** One vault in a world. */
class Device
{
public:
    Device(const World &world, const QString &name) : m_world(&world), m_name(name) {}

    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString folder() const { return m_world->path(m_name); }
    [[nodiscard]] QStringList opening() const;
    Ran create(const QString &person, const QString &role) const;
    Ran operator()(const QStringList &arguments, int seconds = 120) const;
    /** Many commands in one run: the answers, one for each line; @p more are options of `batch`. */
    QJsonArray batch(const QStringList &lines, const QStringList &more = {}, int seconds = 300) const;

private:
    const World *m_world;
    QString m_name;
};

/** A word as a shell line needs it. */
[[nodiscard]] QString quoted(const QString &word);

/** The check words that both sides of a joining read out. */
struct CheckWords
{
    QJsonArray host;
    QJsonArray guest;
};

/** Invite, accept, admit: lets a vault into a circle by three files, and tells it where to sync. Empty when all went well, else what did not. */
[[nodiscard]] QString letIn(const World &world, const Device &host, const QString &circle, const Device &guest, const QString &name,
                            const QString &role, const QStringList &place, CheckWords *words = nullptr);

/** A mother's and a keyworker's vault in one circle, joined by three files, both syncing through one folder or another place. */
struct Pair
{
    explicit Pair(const World &world)
        : mother(world, QStringLiteral("mother"))
        , worker(world, QStringLiteral("worker"))
        , remote(world.path(QStringLiteral("remote")))
        , place({QStringLiteral("--folder"), remote})
    {}
    Device mother;
    Device worker;
    QString remote;
    QStringList place; ///< what `remote set` is told
    QString circle;
    QJsonArray motherWords; ///< the words each side read out
    QJsonArray workerWords;
    /** Empty when all went well, else what did not. */
    [[nodiscard]] QString join(const World &world);
    /** Mother, worker, and mother again: then both have all. Empty when all went well. */
    [[nodiscard]] QString sync() const;
};

} // namespace heard::test
