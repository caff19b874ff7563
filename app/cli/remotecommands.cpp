// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "files.h"
#include "json.h"
#include "pick.h"
#include "sync/places.h"
#include "sync/settings.h"

#include <QDir>

namespace heard::cli {

namespace {

QJsonObject remoteJson(const Id &circle, const RemoteSettings &settings)
{
    QJsonObject json{{QStringLiteral("circle"), circle.toHex()}, {QStringLiteral("kind"), QStringLiteral("none")}};
    if (settings.kind == RemoteSettings::Kind::Folder) {
        json.insert(QStringLiteral("kind"), QStringLiteral("folder"));
        json.insert(QStringLiteral("folder"), settings.folder);
    } else if (settings.kind == RemoteSettings::Kind::WebDav) {
        json.insert(QStringLiteral("kind"), QStringLiteral("webdav"));
        json.insert(QStringLiteral("url"), settings.webDav.url.toString());
        json.insert(QStringLiteral("user"), settings.webDav.user);
    }
    return json;
}

struct Set
{
    std::string circle;
    std::string folder;
    std::string webDav;
    std::string user;
    std::string passwordFile;
    std::string ca;
    bool none = false;
};

void declareSet(CLI::App &app, Set &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    auto *folder = app.add_option("--folder", o.folder, "A shared folder or a USB stick; all of the circle use the same");
    auto *none = app.add_flag("--none", o.none, "Forget the place; nothing is sent any more");
    auto *webDav = app.add_option("--webdav", o.webDav, "Address of a folder that speaks WebDAV, or a public link of Nextcloud");
    app.add_option("--user", o.user, "Name at the storage")->needs(webDav);
    app.add_option("--password-file", o.passwordFile, "File with the password there; an app password is best")->needs(webDav);
    app.add_option("--ca", o.ca, "Certificate (PEM) of an authority of one's own")->needs(webDav);
    folder->excludes(none)->excludes(webDav);
    webDav->excludes(none);
}

/** The settings that were asked for, not tried yet. */
Result<RemoteSettings> asked(const Set &o)
{
    RemoteSettings settings;
    if (!o.folder.empty()) {
        settings.kind = RemoteSettings::Kind::Folder;
        settings.folder = QDir(text(o.folder)).absolutePath();
    } else if (!o.webDav.empty()) {
        QByteArray password;
        QByteArray ca;
        if (!o.passwordFile.empty()) {
            HEARD_TRY_ASSIGN(const QString typed, readTextFile(text(o.passwordFile), 10'000));
            password = typed.toUtf8();
            while (password.endsWith('\n'))
                password.chop(1);
        }
        if (!o.ca.empty()) {
            HEARD_TRY_ASSIGN(ca, readFile(text(o.ca), 100'000));
        }
        settings.kind = RemoteSettings::Kind::WebDav;
        HEARD_TRY_ASSIGN(settings.webDav, webDavAccess(text(o.webDav), text(o.user), password, ca));
    }
    return settings;
}

Outcome set(Session &session, const Set &o)
{
    if (o.folder.empty() && o.webDav.empty() && !o.none)
        return fail(ErrorCode::Usage, "usage", coreText("Say where: --folder, --webdav, or --none. Nothing was changed."));
    HEARD_TRY_ASSIGN(Circle * circle, anyCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const RemoteSettings settings, asked(o));
    if (settings.kind != RemoteSettings::Kind::None)
        HEARD_TRY(checkRemote(settings, circle->id()));
    HEARD_TRY(setRemoteSettings(circle->vault(), circle->id(), settings));
    return remoteJson(circle->id(), settings);
}

struct Show
{
    std::string circle;
};

void declareShow(CLI::App &app, Show &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
}

Outcome show(Session &session, const Show &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, anyCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const RemoteSettings settings, remoteSettings(circle->vault(), circle->id()));
    HEARD_TRY_ASSIGN(const SyncStatus status, syncStatus(circle->vault(), circle->id()));
    QJsonObject json = remoteJson(circle->id(), settings);
    json.insert(QStringLiteral("last_try"), timeJson(status.lastTry));
    json.insert(QStringLiteral("last_success"), timeJson(status.lastSuccess));
    json.insert(QStringLiteral("problem"), status.problem);
    json.insert(QStringLiteral("sentence"), status.sentence);
    return json;
}

struct Nothing
{};

void declareNothing(CLI::App & /*app*/, Nothing & /*o*/) {}

Outcome places(Session & /*session*/, const Nothing & /*o*/)
{
    QJsonArray json;
    const QList<FoundPlace> found = findPlaces(PlaceRoots::ofThisDevice());
    for (const FoundPlace &place : found) {
        json.append(QJsonObject{{QStringLiteral("name"), place.name},
                                {QStringLiteral("kind"), placeKindName(place.kind)},
                                {QStringLiteral("folder"), place.folder},
                                {QStringLiteral("usable"), place.usable}});
    }
    return json;
}

} // namespace

void addRemoteCommands(Commands &commands)
{
    CLI::App &remote = commands.group("remote", "Where a circle's changes meet");
    commands.add<Set>(remote, "set", "Choose the place, and try whether it can be written to", declareSet, set);
    commands.add<Nothing>(remote, "places", "Folders on this device that something carries to others: OneDrive, Dropbox, Nextcloud, a stick",
                          declareNothing, places);
    commands.add<Show>(remote, "show", "The place, and how the last sync went", declareShow, show);
}

} // namespace heard::cli
