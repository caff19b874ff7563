// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/places.h"

#include "base/text.h"
#include "circle/field.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QXmlStreamReader>
#include <algorithm>

namespace heard {

namespace {

using Kind = FoundPlace::Kind;

/** Settings of such programs are small; what is larger is something else. */
constexpr qint64 largestSettings = 4'000'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.size() <= largestSettings ? file.read(largestSettings) : QByteArray();
}

/** Gathers what is there, each folder once. */
class Finds
{
public:
    explicit Finds(QString home) : m_home(std::move(home)) {}

    void add(Kind kind, const QString &name, const QString &folder, bool usable = true)
    {
        QString path = folder.trimmed();
        if (path.startsWith(u"~/"))
            path = m_home + path.sliced(1);
        const QFileInfo info(QDir::cleanPath(path));
        if (path.isEmpty() || !info.isDir())
            return;
        const QString real = info.canonicalFilePath();
        if (m_seen.contains(real))
            return;
        m_seen.append(real);
        // What a stick or a shared folder is called may have been chosen by somebody else.
        const QString shown = boundedLine(cleanText(name), longestName);
        all.append({kind, shown.isEmpty() ? placeKindName(kind) : shown, info.absoluteFilePath(), usable});
    }
    void addIn(Kind kind, const QString &name, const QString &folder, const QString &pattern, const QString &inside = {})
    {
        const QStringList found = QDir(folder).entryList({pattern}, QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        for (const QString &one : found)
            add(kind, name, folder + u'/' + one + inside);
    }

    QList<FoundPlace> all;

private:
    QString m_home;
    QStringList m_seen;
};

/** The lines of a settings file whose key ends so; INI as these programs write it. */
QStringList valuesOf(const QByteArray &settings, QByteArrayView keyEnd)
{
    QStringList values;
    const QList<QByteArray> lines = settings.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype equals = line.indexOf('=');
        if (equals < 0 || line.startsWith('#') || !line.first(equals).trimmed().endsWith(keyEnd.toByteArray()))
            continue;
        QByteArray value = line.sliced(equals + 1).trimmed();
        if (value.size() > 1 && value.startsWith('"') && value.endsWith('"'))
            value = value.sliced(1, value.size() - 2);
        values.append(QString::fromUtf8(value));
    }
    return values;
}

void dropbox(const QByteArray &info, Finds &finds)
{
    const QJsonObject accounts = QJsonDocument::fromJson(info).object();
    for (const auto &account : accounts)
        finds.add(Kind::Dropbox, QStringLiteral("Dropbox"), account.toObject().value(QLatin1String("path")).toString());
}

/** Those that go both ways; one that only receives would lose what is put into it. */
void syncthing(const QByteArray &config, Finds &finds)
{
    QXmlStreamReader xml(config);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"folder")
            continue;
        const auto attributes = xml.attributes();
        const QString type = attributes.value(QLatin1String("type")).toString();
        const QString label = attributes.value(QLatin1String("label")).toString();
        if (type.isEmpty() || type == u"sendreceive" || type == u"readwrite")
            finds.add(Kind::Syncthing, label.isEmpty() ? QStringLiteral("Syncthing") : QStringLiteral("Syncthing: ") + label,
                      attributes.value(QLatin1String("path")).toString());
    }
}

/** Octal escapes of /proc/mounts. */
QString unescaped(const QByteArray &path)
{
    QByteArray plain = path;
    plain.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    return QString::fromUtf8(plain);
}

void mounted(const QByteArray &mounts, Finds &finds)
{
    const QList<QByteArray> lines = mounts.split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> parts = line.split(' ');
        if (parts.size() > 2 && parts.at(2) == "fuse.rclone")
            finds.add(Kind::Rclone, QStringLiteral("rclone: ") + unescaped(parts.at(0)).section(u':', 0, 0), unescaped(parts.at(1)));
    }
}

} // namespace

QString placeKindName(Kind kind)
{
    switch (kind) {
    case Kind::OneDrive:
        return QStringLiteral("onedrive");
    case Kind::GoogleDrive:
        return QStringLiteral("google-drive");
    case Kind::ICloud:
        return QStringLiteral("icloud");
    case Kind::Dropbox:
        return QStringLiteral("dropbox");
    case Kind::Nextcloud:
        return QStringLiteral("nextcloud");
    case Kind::Syncthing:
        return QStringLiteral("syncthing");
    case Kind::Rclone:
        return QStringLiteral("rclone");
    case Kind::Stick:
        break;
    }
    return QStringLiteral("stick");
}

PlaceRoots PlaceRoots::ofThisDevice()
{
    PlaceRoots roots;
    roots.home = QDir::homePath();
    roots.settings = {QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation),
                      roots.home + QStringLiteral("/.local/state"),
                      roots.home + QStringLiteral("/Library/Preferences"),
                      roots.home + QStringLiteral("/Library/Application Support"),
                      qEnvironmentVariable("APPDATA"),
                      qEnvironmentVariable("LOCALAPPDATA")};
    roots.settings.removeAll(QString());
    for (const char *name : {"OneDrive", "OneDriveConsumer", "OneDriveCommercial"})
        roots.named.append(qEnvironmentVariable(name));
    const QList<QStorageInfo> volumes = QStorageInfo::mountedVolumes();
    for (const QStorageInfo &volume : volumes) {
        const QString root = volume.rootPath();
        if (root.startsWith(u"/media/") || root.startsWith(u"/run/media/") || (root.startsWith(u"/Volumes/") && !volume.isRoot()))
            roots.volumes.append(root);
    }
    QFile mounts(QStringLiteral("/proc/mounts"));
    if (mounts.open(QIODevice::ReadOnly))
        roots.mounts = mounts.readAll(); // it says that it is empty: no size is asked for
    // Qt would make up a folder, and warn of it, where a session has none.
    roots.runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return roots;
}

QList<FoundPlace> findPlaces(const PlaceRoots &roots)
{
    Finds finds(roots.home);
    const QString cloudStorage = roots.home + QStringLiteral("/Library/CloudStorage");
    const QString oneDrive = QStringLiteral("OneDrive");
    for (const QString &folder : roots.named)
        finds.add(Kind::OneDrive, oneDrive, folder);
    for (const QString &settings : roots.settings) {
        const QStringList folders = valuesOf(contentOf(settings + QStringLiteral("/onedrive/config")), "sync_dir");
        for (const QString &folder : folders)
            finds.add(Kind::OneDrive, oneDrive, folder);
    }
    finds.addIn(Kind::OneDrive, oneDrive, cloudStorage, QStringLiteral("OneDrive*"));
    finds.addIn(Kind::OneDrive, oneDrive, roots.home, QStringLiteral("OneDrive*"));

    const QString google = QStringLiteral("Google Drive");
    finds.addIn(Kind::GoogleDrive, google, cloudStorage, QStringLiteral("GoogleDrive*"), QStringLiteral("/My Drive"));
    for (const QString &name : {QStringLiteral("Google Drive"), QStringLiteral("GoogleDrive")})
        finds.add(Kind::GoogleDrive, google, roots.home + u'/' + name);
    for (char letter = 'D'; letter <= 'Z'; ++letter)
        finds.add(Kind::GoogleDrive, google, QString(QLatin1Char(letter)) + QStringLiteral(":/My Drive"));
    // The desktop's own mount: a file there has a random id for a name, and a new name may stand twice.
    finds.addIn(Kind::GoogleDrive, google, roots.runtime + QStringLiteral("/gvfs"), QStringLiteral("google-drive*"));
    for (FoundPlace &place : finds.all)
        place.usable = place.usable && (roots.runtime.isEmpty() || !place.folder.startsWith(roots.runtime + QStringLiteral("/gvfs/")));

    finds.add(Kind::ICloud, QStringLiteral("iCloud Drive"), roots.home + QStringLiteral("/Library/Mobile Documents/com~apple~CloudDocs"));
    finds.add(Kind::ICloud, QStringLiteral("iCloud Drive"), roots.home + QStringLiteral("/iCloudDrive"));

    dropbox(contentOf(roots.home + QStringLiteral("/.dropbox/info.json")), finds);
    for (const QString &settings : roots.settings)
        dropbox(contentOf(settings + QStringLiteral("/Dropbox/info.json")), finds);
    finds.add(Kind::Dropbox, QStringLiteral("Dropbox"), roots.home + QStringLiteral("/Dropbox"));

    for (const QString &settings : roots.settings) {
        for (const auto &[name, file] : {std::pair("Nextcloud", "/Nextcloud/nextcloud.cfg"), std::pair("ownCloud", "/ownCloud/owncloud.cfg")}) {
            const QStringList folders = valuesOf(contentOf(settings + QLatin1String(file)), "localPath");
            for (const QString &folder : folders)
                finds.add(Kind::Nextcloud, QLatin1String(name), folder);
        }
    }
    finds.add(Kind::Nextcloud, QStringLiteral("Nextcloud"), roots.home + QStringLiteral("/Nextcloud"));

    for (const QString &settings : roots.settings) {
        for (const char *file : {"/syncthing/config.xml", "/Syncthing/config.xml"})
            syncthing(contentOf(settings + QLatin1String(file)), finds);
    }
    mounted(roots.mounts, finds);
    for (const QString &volume : roots.volumes)
        finds.add(Kind::Stick, QDir(volume).dirName(), volume);
    std::stable_sort(finds.all.begin(), finds.all.end(), [](const FoundPlace &a, const FoundPlace &b) { return a.kind < b.kind; });
    return finds.all;
}

QString folderIn(const FoundPlace &place)
{
    return QDir(place.folder).filePath(QStringLiteral("Heard"));
}

} // namespace heard
