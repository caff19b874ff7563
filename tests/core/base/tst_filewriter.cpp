// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/filereader.h"
#include "base/filewriter.h"
#include "base/keptplaces.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace heard;

/** Files are whole or not there, and reading one is whole or an error. The real programs on real full disks: tests/cli/tst_fulldisk. */
class TestFileWriter : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_place = std::make_unique<QTemporaryDir>();
        QVERIFY(m_place->isValid());
    }

    void newAndReplaced()
    {
        const QString file = path("page.pdf");
        QVERIFY(saveFile(file, "one"));
        QCOMPARE(read(file), QByteArray("one"));
        QVERIFY(saveFile(file, QByteArray(3'000'000, 'x')));
        QCOMPARE(read(file).size(), 3'000'000);
        QVERIFY(saveFile(file, {}));
        QCOMPARE(read(file), QByteArray());
        QCOMPARE(names(), QStringList(QStringLiteral("page.pdf")));
    }

    void withoutCommitNothingIsThere()
    {
        const QString file = path("page.pdf");
        QVERIFY(saveFile(file, "one"));
        {
            auto writer = FileWriter::open(file);
            QVERIFY(writer && writer->write("two"));
            QCOMPARE(names().size(), 2);
        }
        QCOMPARE(read(file), QByteArray("one"));
        QCOMPARE(names(), QStringList(QStringLiteral("page.pdf")));
    }

    void rights()
    {
        QVERIFY(saveFile(path("mine"), "one", FileRights::OwnerOnly));
        QCOMPARE(mode("mine"), 0600U);
        QVERIFY(saveFile(path("usual"), "one"));
        QVERIFY((mode("usual") & 0600U) == 0600U);
        // Replaced: as it was, or its owner's from now on.
        QCOMPARE(::chmod(QFile::encodeName(path("usual")).constData(), 0644), 0);
        QVERIFY(saveFile(path("usual"), "two"));
        QCOMPARE(mode("usual"), 0644U);
        QVERIFY(saveFile(path("usual"), "three", FileRights::OwnerOnly));
        QCOMPARE(mode("usual"), 0600U);
        QVERIFY(saveFile(path("usual"), "four"));
        QCOMPARE(mode("usual"), 0600U);
    }

    void linksStayLinks()
    {
        QVERIFY(makeFolder(path("elsewhere")));
        QVERIFY(saveFile(path("elsewhere/page"), "one"));
        QVERIFY(QFile::link(QStringLiteral("elsewhere/page"), path("link")));
        QVERIFY(saveFile(path("link"), "two"));
        QVERIFY(QFileInfo(path("link")).isSymLink());
        QCOMPARE(read(path("elsewhere/page")), QByteArray("two"));
        // To what is not there yet, and to itself.
        QVERIFY(QFile::link(QStringLiteral("elsewhere/new"), path("early")));
        QVERIFY(saveFile(path("early"), "three"));
        QCOMPARE(read(path("elsewhere/new")), QByteArray("three"));
        QVERIFY(QFile::link(QStringLiteral("round"), path("round")));
        QVERIFY(!saveFile(path("round"), "four"));
    }

    void longNames()
    {
        const QString longest = QString(255, u'n');
        QVERIFY(saveFile(path("") + u'/' + longest, "one"));
        QVERIFY(saveFile(path("") + u'/' + longest, "two"));
        QCOMPARE(names(), QStringList(longest));
        QVERIFY(!saveFile(path("") + u'/' + longest + u'n', "three"));
    }

    void refusals()
    {
        fails(saveFile(path("none/page"), "one"), ErrorCode::NotFound, "folder-missing");
        fails(saveFile(m_place->path(), "one"), ErrorCode::Refused, "cannot-write");
        fails(saveFile(QString(), "one"), ErrorCode::Refused, "cannot-write");
        QVERIFY(!saveFile(QStringLiteral("/proc/heard"), "one"));
        QVERIFY(saveFile(path("file"), "one"));
        fails(saveFile(path("file/page"), "one"), ErrorCode::NotFound, "folder-missing");
        fails(makeFolder(path("file/folder")), ErrorCode::Refused, "cannot-write");
        fails(makeFolder(path("file")), ErrorCode::Refused, "cannot-write");
        fails(makeEmptyFile(path("file")), ErrorCode::Refused, "cannot-write");
        QCOMPARE(names(), QStringList(QStringLiteral("file")));
        if (::geteuid() == 0)
            return;
        QCOMPARE(::chmod(QFile::encodeName(path("file")).constData(), 0400), 0);
        fails(saveFile(path("file"), "two"), ErrorCode::Refused, "cannot-write");
        QCOMPARE(read(path("file")), QByteArray("one"));
    }

    void neverOntoAVault()
    {
        QVERIFY(makeFolder(path("vault/blobs")));
        const FileWriter::Options own{.rights = FileRights::OwnerOnly, .asked = false};
        {
            auto writer = FileWriter::open(path("vault/vault.sqlite"), own);
            QVERIFY(writer && writer->write("words") && writer->commit());
        }
        QVERIFY(QFile::link(QStringLiteral("vault/vault.sqlite"), path("link")));
        QVERIFY(QFile::link(QStringLiteral("vault"), path("folder")));
        QVERIFY(QFile::link(QStringLiteral("vault/new"), path("early")));
        for (const char *name : {"vault/vault.sqlite", "vault/page.pdf", "vault/blobs/page.pdf", "vault/../vault/vault.sqlite", "link",
                                 "folder/vault.sqlite", "folder/page.pdf", "early"})
            fails(saveFile(path(name), "page"), ErrorCode::Usage, "out-in-vault");
        QCOMPARE(read(path("vault/vault.sqlite")), QByteArray("words"));
        QCOMPARE(QDir(path("vault")).entryList(QDir::Files), QStringList(QStringLiteral("vault.sqlite")));
        QVERIFY(saveFile(path("page.pdf"), "page")); // beside it is no matter
    }

    void neverOntoWhatWasRead()
    {
        QVERIFY(saveFile(path("invite"), "one"));
        QVERIFY(readWholeFile(path("invite"), 100));
        QVERIFY(saveFile(path("invite"), "two")); // the window goes on for days: there it is asked before a file is replaced
        keepWhatIsRead();
        QVERIFY(readWholeFile(path("invite"), 100));
        QVERIFY(QFile::link(QStringLiteral("invite"), path("link")));
        QCOMPARE(::link(QFile::encodeName(path("invite")).constData(), QFile::encodeName(path("other")).constData()), 0);
        for (const char *name : {"invite", "link", "other"})
            fails(saveFile(path(name), "page"), ErrorCode::Usage, "out-is-input");
        QCOMPARE(read(path("invite")), QByteArray("two"));
    }

    void devices()
    {
        QVERIFY(saveFile(QStringLiteral("/dev/null"), "one"));
        fails(saveFile(QStringLiteral("/dev/full"), "one"), ErrorCode::Full, "disk-full");
        QVERIFY(!QFileInfo(QStringLiteral("/dev/full")).isFile());
        QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
        QByteArray got;
        std::thread reader([&] { got = readWholeFile(path("pipe"), 100, FileReader::From::Anything).value_or(QByteArray()); });
        const bool written = saveFile(path("pipe"), "through").has_value();
        reader.join();
        QVERIFY(written);
        QCOMPARE(got, QByteArray("through"));
        QCOMPARE(names(), QStringList(QStringLiteral("pipe")));
    }

    /** The limit on the length of a file stands for any write that fails half way: at the first byte, in the middle and at the last. */
    void noRoom()
    {
        const QString file = path("page");
        QVERIFY(saveFile(file, "old"));
        rlimit before = {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const auto back = qScopeGuard([&] {
            ::setrlimit(RLIMIT_FSIZE, &before);
            std::signal(SIGXFSZ, handler);
        });
        const QByteArray bytes(10'000, 'x');
        for (const rlim_t most : {rlim_t(0), rlim_t(1), rlim_t(4096), rlim_t(9'999)}) {
            const rlimit now{most, before.rlim_max};
            QCOMPARE(::setrlimit(RLIMIT_FSIZE, &now), 0);
            const Result<> small = most == 0 ? saveFile(file, "x") : saveFile(file, bytes);
            QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
            fails(small, ErrorCode::Full, "file-too-large");
            QCOMPARE(read(file), QByteArray("old"));
            QCOMPARE(names(), QStringList(QStringLiteral("page")));
        }
        QVERIFY(saveFile(file, bytes));
    }

    /** A failed write is not forgotten by what comes after it. */
    void failureSticks()
    {
        auto writer = FileWriter::open(QStringLiteral("/dev/full"));
        QVERIFY(writer);
        fails(writer->write("one"), ErrorCode::Full, "disk-full");
        fails(writer->write("two"), ErrorCode::Full, "disk-full");
        fails(writer->commit(), ErrorCode::Full, "disk-full");
    }

    void folders()
    {
        QVERIFY(makeFolder(path("a/b/c"), FileRights::OwnerOnly));
        QCOMPARE(mode("a/b/c"), 0700U);
        QVERIFY(makeFolder(path("a/b/c")));
        QVERIFY(syncFolder(path("a")));
        fails(syncFolder(path("none")), ErrorCode::NotFound, "folder-missing");
        QString made;
        {
            auto folder = TemporaryFolder::make(path("for-now-"));
            QVERIFY(folder);
            made = folder->path();
            QVERIFY(saveFile(folder->filePath(QStringLiteral("x")), "y"));
        }
        QVERIFY(!QFileInfo::exists(made));
    }

    void reading()
    {
        QVERIFY(saveFile(path("file"), "one\ntwo\n\nlast"));
        QCOMPARE(*readWholeFile(path("file"), 100), QByteArray("one\ntwo\n\nlast"));
        QCOMPARE(*readWholeFile(path("file"), 13), QByteArray("one\ntwo\n\nlast"));
        fails(readWholeFile(path("file"), 12), ErrorCode::BadInput, "too-large");
        auto lines = FileReader::open(path("file"));
        QVERIFY(lines);
        for (const char *line : {"one\n", "two\n", "\n", "last"})
            QCOMPARE(**lines->line(100), QByteArray(line));
        QVERIFY(!lines->line(100)->has_value());
        QCOMPARE(lines->position(), 13);
        auto cut = FileReader::open(path("file"));
        QCOMPARE(**cut->line(2), QByteArray("one"));
    }

    void unreadable()
    {
        QVERIFY(saveFile(path("empty"), {}));
        fails(readWholeFile(path("empty"), 100), ErrorCode::BadInput, "empty-file");
        fails(readWholeFile(path("none"), 100), ErrorCode::BadInput, "cannot-read");
        fails(readWholeFile(m_place->path(), 100), ErrorCode::BadInput, "cannot-read");
        fails(readWholeFile(QStringLiteral("/proc/self/mem"), 100), ErrorCode::BadInput, "cannot-read");
        fails(readWholeFile(QStringLiteral("/dev/null"), 100), ErrorCode::BadInput, "cannot-read");
        fails(readWholeFile(QStringLiteral("/dev/null"), 100, FileReader::From::Anything), ErrorCode::BadInput, "empty-file");
        // Nobody writes into it: who wants a file must not wait.
        QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
        fails(readWholeFile(path("pipe"), 100), ErrorCode::BadInput, "cannot-read");
    }

    void shrinks()
    {
        QVERIFY(saveFile(path("file"), QByteArray(200'000, 'x')));
        auto file = FileReader::open(path("file"));
        QVERIFY(file && file->some(1000));
        QCOMPARE(::truncate(QFile::encodeName(path("file")).constData(), 100'000), 0);
        fails(file->rest(1'000'000), ErrorCode::BadInput, "cannot-read");
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_place->filePath(QString::fromLatin1(name)); }
    [[nodiscard]] QStringList names() const
    {
        return QDir(m_place->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    }
    [[nodiscard]] static QByteArray read(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
    [[nodiscard]] unsigned mode(const char *name) const
    {
        struct stat info = {};
        return ::stat(QFile::encodeName(path(name)).constData(), &info) == 0 ? unsigned(info.st_mode & 07777) : 0U;
    }
    template<typename T>
    static void fails(const Result<T> &result, ErrorCode code, const char *name)
    {
        QVERIFY(!result);
        QCOMPARE(result.error().name, QString::fromLatin1(name));
        QCOMPARE(result.error().code, code);
        QVERIFY(!result.error().message.isEmpty());
    }

    std::unique_ptr<QTemporaryDir> m_place;
};

QTEST_GUILESS_MAIN(TestFileWriter)
#include "tst_filewriter.moc"
