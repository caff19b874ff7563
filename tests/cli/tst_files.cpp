// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// T14: what the program opens for writing, as the kernel sees it, is only what it was asked to write.

#include "harness.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

namespace {

/** Paths that a trace of `strace -y` shows as opened for writing, made, renamed to or linked. */
QStringList written(const QByteArray &trace)
{
    QStringList paths;
    static const QRegularExpression call(
        u"\\b(openat|open|openat2|creat|rename|renameat|renameat2|link|linkat|symlink|symlinkat|mkdir|mkdirat|mknod|mknodat)"
        "\\((.*)\\) += (-?\\d+)"_s);
    // A path, and the folder it is relative to, if it is.
    static const QRegularExpression place(u"(?:(?:AT_FDCWD|\\d+)<([^>]*)>, )?\"((?:[^\"\\\\]|\\\\.)*)\""_s);
    const QList<QByteArray> lines = trace.split('\n');
    for (const QByteArray &line : lines) {
        const auto match = call.match(QString::fromUtf8(line));
        if (!match.hasMatch() || match.captured(3).startsWith(u'-'))
            continue;
        const QString arguments = match.captured(2);
        if (match.captured(1).startsWith(u"open") && !arguments.contains(u"O_WRONLY") && !arguments.contains(u"O_RDWR")
            && !arguments.contains(u"O_CREAT"))
            continue;
        // The last path is the one that is made, where there are two.
        QString path;
        for (auto it = place.globalMatch(arguments); it.hasNext();) {
            const auto one = it.next();
            path = one.captured(2);
            if (!path.startsWith(u'/'))
                path.prepend(one.captured(1) + u'/');
        }
        paths.append(path);
    }
    return paths;
}

} // namespace

class Files : public QObject
{
    Q_OBJECT

private slots:
    void theTraceIsRead();
    void onlyWhatWasAsked();
};

void Files::theTraceIsRead()
{
    const QByteArray trace = "12 openat(AT_FDCWD</here>, \"/a/read\", O_RDONLY|O_CLOEXEC) = 3</a/read>\n"
                             "12 openat(AT_FDCWD</here>, \"/a/write\", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 4</a/write>\n"
                             "12 openat(AT_FDCWD</here>, \"/a/refused\", O_WRONLY) = -1 EACCES (Permission denied)\n"
                             "12 renameat(7</a/b>, \"old\", 7</a/b>, \"new\") = 0\n";
    QCOMPARE(written(trace), QStringList({u"/a/write"_s, u"/a/b/new"_s}));
}

void Files::onlyWhatWasAsked()
{
    QVERIFY2(!QStandardPaths::findExecutable(u"strace"_s).isEmpty(), "strace is missing: tests/run installs it (Debian package strace)");
    const World world;
    Pair pair(world);
    const QString problem = pair.join(world);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QDir().mkpath(world.path(u"out"_s));
    const QString c = pair.circle;
    world.write(u"lines"_s,
                u"profile add %1 --section strengths --text 'Draws buses'\nprofile add %1 --section appreciate --text 'Makes us laugh'\n"
                "profile freeze %1 --note first\nprofile export %1 --layout one-page --format pdf --out %2/page.pdf\n"
                "profile export %1 --layout one-page --format html --out %2/page.html\nprofile export %1 --layout one-page --format odt --out %2/page.odt\n"
                "sync\nrecord list %1\nmember invite %1 --name A --role parent --out %2/invite\nvault backup --out %2/backup\nvault check\npending\n"_s
                    .arg(c, world.path(u"out"_s))
                    .toUtf8());
    const QString log = world.path(u"trace"_s);
    const QList<QStringList> runs = {
        {u"batch"_s, u"--in"_s, world.path(u"lines"_s)},
        {u"vault"_s, u"info"_s},
        {u"sync"_s},
    };
    QStringList opened;
    for (const QStringList &command : runs) {
        const Ran ran =
            world.runOther(u"strace"_s,
                           QStringList{u"-f"_s, u"-y"_s, u"-s"_s, u"4096"_s, u"-e"_s, u"trace=%file"_s, u"-o"_s, log, World::program()}
                               + pair.mother.opening() + command,
                           300);
        if (ran.status != 0 && ran.err.contains("ptrace"))
            QSKIP("this machine does not let strace look");
        QVERIFY2(ran.status == 0, ran.told().constData());
        opened += written(world.read(u"trace"_s));
    }
    QVERIFY(opened.size() > 10);
    opened.removeDuplicates();
    const QString vault = pair.mother.folder();
    const QList<QRegularExpression> allowed = {
        QRegularExpression(u"^%1/vault\\.(lock|sqlite(-wal|-shm|-journal)?)$"_s.arg(QRegularExpression::escape(vault))),
        // A backup is sealed from a copy of the database, which lies beside it for a moment.
        QRegularExpression(u"^%1/copy-\\w+(/vault\\.sqlite(-journal)?)?$"_s.arg(QRegularExpression::escape(vault))),
        QRegularExpression(u"^%1/blobs(/[0-9a-f]+)?$"_s.arg(QRegularExpression::escape(vault))),
        QRegularExpression(u"^%1(/.*)?$"_s.arg(QRegularExpression::escape(pair.remote))),
        QRegularExpression(u"^%1(/[^/]+)?$"_s.arg(QRegularExpression::escape(world.path(u"out"_s)))),
        QRegularExpression(u"^/dev/(null|tty)$"_s),
    };
    QStringList others;
    for (const QString &path : opened) {
        if (std::none_of(allowed.begin(), allowed.end(), [&path](const QRegularExpression &one) { return one.match(path).hasMatch(); }))
            others.append(path);
    }
    qInfo("%lld files opened for writing, %lld not on the list", static_cast<long long>(opened.size()), static_cast<long long>(others.size()));
    QVERIFY2(others.isEmpty(), qPrintable(others.join(u'\n')));
}

QTEST_GUILESS_MAIN(Files)
#include "tst_files.moc"
