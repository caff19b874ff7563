// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/folder_remote.h"

#include "core/sync/support.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace heard;
using namespace heard::testing;

namespace {

const QString aSegment = QStringLiteral("s/0123456789abcdef0123456789abcdef");
const QString another = QStringLiteral("s/fedcba9876543210fedcba9876543210");
const QString aHead = QStringLiteral("h/abcdefghijklmnop.00000001");

void touch(const QString &path, const QByteArray &bytes = "x")
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestFolder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startCrypto()); }
    void putsGetsListsRemoves();
    void neverReplaces();
    void foreignNamesAreNotSeen();
    void linksAreNotFollowed();
    void tooLargeIsRefused();
    void missingFolderIsUnreachableAndNeverMade();
    void readOnlyFolderSaysSo();
    void fullFolderSaysSo();
    void leftoverPartsAreNoHindrance();
    void onlyObjectPathsAreAccepted();
    void trafficIsCounted();
    void twoAccountsWithTheUsualUmask();
    void checkLeavesNothing();
    void identityIsThePlace();

private:
    Id m_circle = *Id::fromHex(QStringLiteral("00112233445566778899aabbccddeeff"));
};

void TestFolder::putsGetsListsRemoves()
{
    QTemporaryDir dir;
    FolderRemote remote(dir.path(), m_circle);
    HEARD_VERIFY(remote.list(QStringLiteral("h")));
    QVERIFY(remote.list(QStringLiteral("h"))->isEmpty());
    QVERIFY(QDir(dir.path()).isEmpty()); // looking makes nothing
    HEARD_VERIFY(remote.putNew(aHead, "head"));
    HEARD_VERIFY(remote.putNew(aSegment, QByteArray(800'000, 'z')));
    QCOMPARE(*remote.list(QStringLiteral("h")), QStringList{aHead.sliced(2)});
    QCOMPARE(*remote.list(QStringLiteral("s")), QStringList{aSegment.sliced(2)});
    QCOMPARE(*remote.get(aHead, 100), QByteArray("head"));
    QCOMPARE(remote.get(aSegment, 900'000)->size(), 800'000);
    QVERIFY(QFile::exists(dir.filePath(circleFolder(m_circle) + QStringLiteral("/h/abcdefghijklmnop.00000001"))));
    HEARD_VERIFY(remote.remove(aSegment));
    HEARD_VERIFY(remote.remove(aSegment));
    QCOMPARE(remote.get(aSegment, 900'000).error().code, ErrorCode::NotFound);
    QVERIFY(remote.list(QStringLiteral("s"))->isEmpty());
    // Nothing but the objects lies there: no temporary file stays.
    QCOMPARE(QDir(dir.filePath(circleFolder(m_circle) + QStringLiteral("/h"))).entryList(QDir::Files | QDir::Hidden).size(), 1);
    QVERIFY(QDir(dir.filePath(circleFolder(m_circle) + QStringLiteral("/s"))).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void TestFolder::neverReplaces()
{
    QTemporaryDir dir;
    FolderRemote one(dir.path(), m_circle);
    FolderRemote two(dir.path(), m_circle);
    HEARD_VERIFY(one.putNew(aHead, "first"));
    const auto second = two.putNew(aHead, "second");
    QVERIFY(!second);
    QCOMPARE(second.error().name, QStringLiteral("name-taken"));
    QCOMPARE(*one.get(aHead, 100), QByteArray("first"));
    QCOMPARE(QDir(dir.filePath(circleFolder(m_circle) + QStringLiteral("/h"))).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestFolder::foreignNamesAreNotSeen()
{
    QTemporaryDir dir;
    FolderRemote remote(dir.path(), m_circle);
    HEARD_VERIFY(remote.putNew(aHead, "head"));
    const QString heads = dir.filePath(circleFolder(m_circle) + QStringLiteral("/h/"));
    for (const char *name :
         {"desktop.ini", ".DS_Store", "abcdefghijklmnop.00000002.part", ".abcdefghijklmnop.00000002.part",
          ".syncthing.abcdefghijklmnop.00000002.tmp", "abcdefghijklmnop.sync-conflict-20260101-120000-ABCDEFG.00000002",
          "abcdefghijklmnop.00000002 (1)", "ABCDEFGHIJKLMNOP.00000002", "abcdefghijklmnop.00000000", "abcdefghijklmnop.0000000G"})
        touch(heads + QString::fromLatin1(name));
    QVERIFY(QDir().mkdir(heads + QStringLiteral("abcdefghijklmnop.00000009"))); // a folder of that name is listed but is no object
    QCOMPARE(*remote.list(QStringLiteral("h")), QStringList({aHead.sliced(2), QStringLiteral("abcdefghijklmnop.00000009")}));
    QCOMPARE(remote.get(QStringLiteral("h/abcdefghijklmnop.00000009"), 100).error().code, ErrorCode::Damaged);
}

void TestFolder::linksAreNotFollowed()
{
    QTemporaryDir dir;
    QTemporaryDir elsewhere;
    touch(elsewhere.filePath(QStringLiteral("secret")), "private");
    FolderRemote remote(dir.path(), m_circle);
    HEARD_VERIFY(remote.putNew(aHead, "head"));
    const QString circle = dir.filePath(circleFolder(m_circle));
    QVERIFY(QFile::link(elsewhere.filePath(QStringLiteral("secret")), circle + QStringLiteral("/h/bbcdefghijklmnop.00000001")));
    const auto read = remote.get(QStringLiteral("h/bbcdefghijklmnop.00000001"), 100);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Damaged);
    QVERIFY(QFile::link(elsewhere.path(), circle + QStringLiteral("/s")));
    const auto put = remote.putNew(aSegment, "out");
    QVERIFY(!put);
    QCOMPARE(put.error().name, QStringLiteral("remote-refused"));
    QVERIFY(!remote.list(QStringLiteral("s")));
    QCOMPARE(QDir(elsewhere.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("secret")});
    // A pipe that someone puts there must not hang the sync.
    QCOMPARE(::mkfifo(QFile::encodeName(circle + QStringLiteral("/h/cbcdefghijklmnop.00000001")).constData(), 0600), 0);
    QCOMPARE(remote.get(QStringLiteral("h/cbcdefghijklmnop.00000001"), 100).error().code, ErrorCode::Damaged);
}

void TestFolder::tooLargeIsRefused()
{
    QTemporaryDir dir;
    FolderRemote remote(dir.path(), m_circle);
    HEARD_VERIFY(remote.putNew(aSegment, QByteArray(5'000, 'a')));
    QCOMPARE(remote.get(aSegment, 4'999).error().name, QStringLiteral("object-too-large"));
    HEARD_VERIFY(remote.get(aSegment, 5'000));
}

/** An unplugged stick: a plain sentence, and no folder is made where it was. */
void TestFolder::missingFolderIsUnreachableAndNeverMade()
{
    QTemporaryDir dir;
    const QString stick = dir.filePath(QStringLiteral("stick"));
    FolderRemote remote(stick, m_circle);
    for (const ErrorCode code :
         {remote.list(QStringLiteral("h")).error().code, remote.get(aHead, 10).error().code, remote.putNew(aHead, "x").error().code,
          remote.remove(aHead).error().code, FolderRemote::check(stick, m_circle).error().code})
        QCOMPARE(code, ErrorCode::Unreachable);
    QVERIFY(remote.putNew(aHead, "x").error().message.contains(QLatin1String("Your work is safe on this device")));
    QVERIFY(!remote.putNew(aHead, "x").error().detail.contains(dir.path())); // paths can hold people's names
    QVERIFY(!QFile::exists(stick));
}

void TestFolder::readOnlyFolderSaysSo()
{
    QTemporaryDir dir;
    FolderRemote remote(dir.path(), m_circle);
    HEARD_VERIFY(remote.putNew(aSegment, "there before"));
    const bool root = ::geteuid() == 0; // who may write anywhere: becomes nobody for a moment
    QVERIFY(QFile::setPermissions(dir.path(), QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther
                                                  | QFile::ExeOther));
    const QString inner = dir.filePath(circleFolder(m_circle) + QStringLiteral("/s"));
    if (!root)
        QVERIFY(QFile::setPermissions(inner, QFile::ReadOwner | QFile::ExeOwner));
    if (root && ::seteuid(65'534) != 0)
        QSKIP("cannot become another user here");
    const auto put = remote.putNew(another, "x");
    const auto check = FolderRemote::check(dir.path(), m_circle);
    const auto list = remote.list(QStringLiteral("s"));
    if (root)
        QCOMPARE(::seteuid(0), 0);
    QVERIFY(QFile::setPermissions(inner, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(QFile::setPermissions(dir.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(!put);
    QCOMPARE(put.error().name, QStringLiteral("remote-read-only"));
    QCOMPARE(put.error().code, ErrorCode::Refused);
    QVERIFY(!check);
    QCOMPARE(check.error().name, QStringLiteral("remote-read-only"));
    HEARD_VERIFY(list);
    QCOMPARE(list->size(), 1);
}

void TestFolder::fullFolderSaysSo()
{
    // A file size limit fails writes as a full disk does, with nothing to mount; SIGXFSZ must be ignored for it.
    const auto before = ::signal(SIGXFSZ, SIG_IGN);
    rlimit old = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    const rlimit small{4'096, old.rlim_max};
    QTemporaryDir dir;
    FolderRemote remote(dir.path(), m_circle);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto put = remote.putNew(aSegment, QByteArray(100'000, 'a'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
    ::signal(SIGXFSZ, before);
    QVERIFY(!put);
    QCOMPARE(put.error().code, ErrorCode::Full);
    QVERIFY(remote.list(QStringLiteral("s"))->isEmpty());
    QVERIFY(QDir(dir.filePath(circleFolder(m_circle) + QStringLiteral("/s"))).entryList(QDir::Files | QDir::Hidden).isEmpty());
    HEARD_VERIFY(remote.putNew(aSegment, QByteArray(100'000, 'a')));
}

void TestFolder::leftoverPartsAreNoHindrance()
{
    QTemporaryDir dir;
    FolderRemote remote(dir.path(), m_circle);
    HEARD_VERIFY(remote.putNew(aSegment, "one"));
    const QString segments = dir.filePath(circleFolder(m_circle) + QStringLiteral("/s/"));
    touch(segments + QStringLiteral(".fedcba9876543210fedcba9876543210.part"), "half");
    HEARD_VERIFY(remote.putNew(another, "two"));
    QCOMPARE(*remote.get(another, 10), QByteArray("two"));
    touch(segments + QStringLiteral(".fedcba9876543210fedcba9876543210.part"), "half");
    HEARD_VERIFY(remote.remove(another));
    QCOMPARE(QDir(segments).entryList(QDir::Files | QDir::Hidden), QStringList{aSegment.sliced(2)});
}

void TestFolder::onlyObjectPathsAreAccepted()
{
    QTemporaryDir dir;
    FolderRemote remote(dir.path(), m_circle);
    for (const char *path :
         {"", "h", "h/", "h/../../x", "s/..", "x/0123456789abcdef0123456789abcdef", "s/0123456789ABCDEF0123456789abcdef", "/etc/passwd"}) {
        QCOMPARE(remote.putNew(QString::fromLatin1(path), "x").error().code, ErrorCode::Usage);
        QCOMPARE(remote.get(QString::fromLatin1(path), 10).error().code, ErrorCode::Usage);
        QCOMPARE(remote.remove(QString::fromLatin1(path)).error().code, ErrorCode::Usage);
    }
    QVERIFY(QDir(dir.path()).isEmpty());
}

void TestFolder::trafficIsCounted()
{
    QTemporaryDir dir;
    FolderRemote remote(dir.path(), m_circle);
    HEARD_VERIFY(remote.putNew(aHead, "12345"));
    HEARD_VERIFY(remote.list(QStringLiteral("h")));
    HEARD_VERIFY(remote.get(aHead, 10));
    QVERIFY(!remote.get(aSegment, 10));
    HEARD_VERIFY(remote.remove(aHead));
    QCOMPARE(remote.traffic().requests, 5);
    QCOMPARE(remote.traffic().bytesUp, 5);
    QCOMPARE(remote.traffic().bytesDown, 5 + aHead.size() - 2);
}

/** Two accounts of one computer share a folder, each with the usual umask: what one makes the other may add to, read and take away. */
void TestFolder::twoAccountsWithTheUsualUmask()
{
    if (::geteuid() != 0)
        QSKIP("only root can be two people");
    QTemporaryDir dir;
    constexpr uid_t ada = 65'533;
    constexpr uid_t ben = 65'534;
    const mode_t before = ::umask(022);
    const auto back = qScopeGuard([before] {
        ::umask(before);
        (void)::seteuid(0);
    });
    const auto as = [](uid_t who, const std::function<void()> &what) {
        QCOMPARE(::seteuid(who), 0);
        what();
        QCOMPARE(::seteuid(0), 0);
    };
    QCOMPARE(::chmod(QFile::encodeName(dir.path()).constData(), 0777), 0);
    FolderRemote remote(dir.path(), m_circle);
    as(ada, [&] {
        HEARD_VERIFY(FolderRemote::check(dir.path(), m_circle));
        HEARD_VERIFY(remote.putNew(aHead, "from Ada"));
        HEARD_VERIFY(remote.putNew(aSegment, "from Ada"));
    });
    as(ben, [&] {
        HEARD_VERIFY(FolderRemote::check(dir.path(), m_circle));
        HEARD_VERIFY(remote.putNew(another, "from Ben"));
        HEARD_VERIFY(remote.get(aSegment, 100));
        HEARD_VERIFY(remote.remove(aSegment)); // as an owner does when a circle is erased
    });
    as(ada, [&] { HEARD_VERIFY(remote.get(another, 100)); });

    // Made by something else, which shut the others out: told at once, and at each sync the same.
    QCOMPARE(::chmod(QFile::encodeName(dir.filePath(circleFolder(m_circle) + QStringLiteral("/s"))).constData(), 0755), 0);
    as(ben, [&] {
        QCOMPARE(FolderRemote::check(dir.path(), m_circle).error().name, QStringLiteral("remote-closed"));
        QVERIFY(!remote.putNew(aSegment, "x"));
    });
    QCOMPARE(::chmod(QFile::encodeName(dir.filePath(circleFolder(m_circle) + QStringLiteral("/s"))).constData(), 0777), 0);
    QCOMPARE(::chmod(QFile::encodeName(dir.filePath(circleFolder(m_circle) + u'/' + aHead)).constData(), 0600), 0);
    as(ben, [&] {
        QCOMPARE(FolderRemote::check(dir.path(), m_circle).error().name, QStringLiteral("remote-closed"));
        QCOMPARE(remote.get(aHead, 100).error().name, QStringLiteral("remote-closed"));
    });
}

void TestFolder::checkLeavesNothing()
{
    QTemporaryDir dir;
    HEARD_VERIFY(FolderRemote::check(dir.path(), m_circle));
    HEARD_VERIFY(FolderRemote::check(dir.path(), m_circle));
    QVERIFY(QDir(dir.path()).isEmpty());
    touch(dir.filePath(QStringLiteral("file")));
    QCOMPARE(FolderRemote::check(dir.filePath(QStringLiteral("file")), m_circle).error().code, ErrorCode::Unreachable);
}

void TestFolder::identityIsThePlace()
{
    const FolderRemote one(QStringLiteral("/media/stick"), m_circle);
    QCOMPARE(one.identity(), FolderRemote(QStringLiteral("/media//stick/"), m_circle).identity());
    QVERIFY(one.identity() != FolderRemote(QStringLiteral("/media/stick2"), m_circle).identity());
    QVERIFY(one.identity() != FolderRemote(QStringLiteral("/media/stick"), Id{}).identity());
    QCOMPARE(one.identity().size(), 16);
}

QTEST_GUILESS_MAIN(TestFolder)
#include "tst_folder.moc"
