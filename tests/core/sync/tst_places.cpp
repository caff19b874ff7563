// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/support.h"
#include "sync/folder_remote.h"
#include "sync/places.h"

#include <QDir>

using namespace heard;
using namespace heard::testing;

/** The folders that families have already are found, by their own names, and nothing else is. */
class TestPlaces : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingIsInvented();
    void eachIsFoundByItsName_data();
    void eachIsFoundByItsName();
    void eachIsFoundOnce();
    void onesThatCannotBeUsedAreToldApart();
    void settingsThatAreGarbageAreNoHindrance();
    void carriedByHandArrivesInAnyOrder();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }
    void make(const QString &folder) const { QVERIFY(QDir().mkpath(path(folder))); }
    void write(const QString &file, QByteArray content) const
    {
        make(QFileInfo(file).path());
        QFile out(path(file));
        QVERIFY(out.open(QIODevice::WriteOnly));
        content.replace("HOME", m_home->path().toUtf8());
        QCOMPARE(out.write(content), content.size());
    }
    [[nodiscard]] PlaceRoots roots() const
    {
        PlaceRoots roots;
        roots.home = m_home->path();
        roots.settings = {path(QStringLiteral(".config")), path(QStringLiteral(".local/state")), path(QStringLiteral("AppData/Roaming"))};
        roots.runtime = path(QStringLiteral("run"));
        return roots;
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestPlaces::init()
{
    QVERIFY(startCrypto());
    m_home = std::make_unique<QTemporaryDir>();
}

void TestPlaces::nothingIsInvented()
{
    make(QStringLiteral("Documents"));
    write(QStringLiteral(".config/Nextcloud/nextcloud.cfg"), "0\\Folders\\1\\localPath=HOME/not/there\n");
    QVERIFY(findPlaces(roots()).isEmpty());
}

void TestPlaces::eachIsFoundByItsName_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *tag, const char *folder, const char *settings, const QByteArray &content, const char *kind,
                        const char *name) {
        QTest::newRow(tag) << QString::fromUtf8(folder) << QString::fromUtf8(settings) << content << QString::fromUtf8(kind)
                           << QString::fromUtf8(name);
    };
    row("OneDrive, Linux", "Cloud/One", ".config/onedrive/config", "# comment\nsync_dir = \"~/Cloud/One\"\n", "onedrive", "OneDrive");
    row("OneDrive, its usual folder", "OneDrive - A School", "", {}, "onedrive", "OneDrive");
    row("OneDrive, Mac", "Library/CloudStorage/OneDrive-Personal", "", {}, "onedrive", "OneDrive");
    row("Google Drive, Mac", "Library/CloudStorage/GoogleDrive-a@example.org/My Drive", "", {}, "google-drive", "Google Drive");
    row("iCloud, Mac", "Library/Mobile Documents/com~apple~CloudDocs", "", {}, "icloud", "iCloud Drive");
    row("iCloud, Windows", "iCloudDrive", "", {}, "icloud", "iCloud Drive");
    row("Dropbox", "Elsewhere/Dropbox (Personal)", ".dropbox/info.json",
        "{\"personal\":{\"path\":\"HOME/Elsewhere/Dropbox (Personal)\",\"host\":1}}", "dropbox", "Dropbox");
    row("Nextcloud", "Clouds/nc äé", ".config/Nextcloud/nextcloud.cfg", "[Accounts]\n0\\Folders\\1\\localPath=HOME/Clouds/nc äé/\n",
        "nextcloud", "Nextcloud");
    row("ownCloud, Windows", "oc", "AppData/Roaming/ownCloud/owncloud.cfg", "0\\Folders\\1\\localPath=HOME/oc/\r\n", "nextcloud", "ownCloud");
    row("Syncthing", "Sync", ".local/state/syncthing/config.xml",
        "<configuration><folder id=\"a\" label=\"Family\" path=\"HOME/Sync\" type=\"sendreceive\"/></configuration>", "syncthing",
        "Syncthing: Family");
    // Whoever shares a folder may have given it its name.
    row("Syncthing, a name that turns round", "Sync", ".local/state/syncthing/config.xml",
        "<configuration><folder id=\"a\" label=\"&#x202e;Fam&#x200b;ily&#x9b;\" path=\"HOME/Sync\" type=\"sendreceive\"/></configuration>",
        "syncthing", "Syncthing: Family");
}

void TestPlaces::eachIsFoundByItsName()
{
    QFETCH(const QString, folder);
    QFETCH(const QString, settings);
    QFETCH(const QByteArray, content);
    QFETCH(const QString, kind);
    QFETCH(const QString, name);
    make(folder);
    if (!settings.isEmpty())
        write(settings, content);
    const auto found = findPlaces(roots());
    QCOMPARE(found.size(), 1);
    QCOMPARE(placeKindName(found.constFirst().kind), kind);
    QCOMPARE(found.constFirst().name, name);
    QCOMPARE(found.constFirst().folder, path(folder));
    QVERIFY(found.constFirst().usable);
    QCOMPARE(folderIn(found.constFirst()), path(folder) + QStringLiteral("/Heard"));
}

void TestPlaces::eachIsFoundOnce()
{
    make(QStringLiteral("Dropbox"));
    make(QStringLiteral("stick/SAM"));
    write(QStringLiteral(".dropbox/info.json"), R"({"personal":{"path":"HOME/Dropbox"},"business":{"path":"HOME/Dropbox/"}})");
    PlaceRoots where = roots();
    where.volumes = {path(QStringLiteral("stick/SAM"))};
    where.mounts = "gdrive:family /not/there fuse.rclone rw 0 0\nproc /proc proc rw 0 0\n";
    const auto found = findPlaces(where);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.constFirst().name, QStringLiteral("Dropbox"));
    QCOMPARE(found.constLast().kind, FoundPlace::Kind::Stick);
    QCOMPARE(found.constLast().name, QStringLiteral("SAM"));
}

/** What the desktop shows of Google Drive is no folder that anything keeps; one that only receives would lose what is put there. */
void TestPlaces::onesThatCannotBeUsedAreToldApart()
{
    make(QStringLiteral("run/gvfs/google-drive:host=example.org,user=a"));
    make(QStringLiteral("In"));
    make(QStringLiteral("My rclone"));
    write(QStringLiteral(".config/syncthing/config.xml"), "<configuration><folder path=\"HOME/In\" type=\"receiveonly\"/></configuration>");
    PlaceRoots where = roots();
    where.mounts = "gdrive:family " + path(QStringLiteral("My rclone")).toUtf8().replace(" ", "\\040") + " fuse.rclone rw 0 0\n";
    const auto found = findPlaces(where);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.constFirst().kind, FoundPlace::Kind::GoogleDrive);
    QVERIFY(!found.constFirst().usable);
    QCOMPARE(found.constLast().name, QStringLiteral("rclone: gdrive"));
    QVERIFY(found.constLast().usable);
}

void TestPlaces::settingsThatAreGarbageAreNoHindrance()
{
    make(QStringLiteral("Dropbox"));
    SeededRandom random(3);
    for (const char *file :
         {".dropbox/info.json", ".config/onedrive/config", ".config/Nextcloud/nextcloud.cfg", ".config/syncthing/config.xml"}) {
        QByteArray noise(2'000, '\0');
        random.fill({reinterpret_cast<unsigned char *>(noise.data()), size_t(noise.size())});
        write(QString::fromLatin1(file), noise);
    }
    QCOMPARE(findPlaces(roots()).size(), 1);
}

/** Exchange by files: what somebody carries or sends comes in any order and in parts, and in the end everything is there. */
void TestPlaces::carriedByHandArrivesInAnyOrder()
{
    TwoPeople w;
    QVERIFY(w.start());
    HEARD_NOTHING_WRONG(w.joined());
    make(QStringLiteral("mums"));
    make(QStringLiteral("schools"));
    FolderRemote mums(path(QStringLiteral("mums")), w.atMum->id());
    FolderRemote schools(path(QStringLiteral("schools")), w.atMum->id());
    QVERIFY(addMany(*w.atMum, 200, 5));
    (void)syncWith(w.mum, *w.atMum, mums);
    QVERIFY(!addNote(*w.atMum, QStringLiteral("the last")).isNull());
    (void)syncWith(w.mum, *w.atMum, mums);
    // One file at a time, heads first; after each Heard is opened at school.
    const QDir from(path(QStringLiteral("mums/")) + circleFolder(w.atMum->id()));
    QStringList files;
    for (const QString &part : {QStringLiteral("h"), QStringLiteral("s"), QStringLiteral("m")}) {
        const QStringList names = QDir(from.filePath(part)).entryList(QDir::Files);
        for (const QString &name : names)
            files.append(part + u'/' + name);
    }
    QVERIFY(files.size() >= 2);
    for (const QString &file : std::as_const(files)) {
        const QString target = path(QStringLiteral("schools/")) + circleFolder(w.atMum->id()) + u'/' + file;
        QVERIFY(QDir().mkpath(QFileInfo(target).path()));
        QVERIFY(QFile::copy(from.filePath(file), target));
        const SyncReport report = syncWith(w.school, *w.atSchool, schools);
        for (const SyncProblem &problem : report.problems)
            QVERIFY2(problem.name == u"changes-waiting" || problem.name == u"object-missing", told(report).constData());
    }
    HEARD_SYNCED(syncWith(w.school, *w.atSchool, schools));
    QCOMPARE(w.atSchool->digest(), w.atMum->digest());
}

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
