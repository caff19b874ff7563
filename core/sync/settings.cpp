// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/settings.h"

#include "base/cbor.h"
#include "sync/folder_remote.h"
#include "sync/layout.h"
#include "sync/notes.h"
#include "sync/problems.h"
#include "sync/webdav_remote.h"

#include <algorithm>

namespace heard {

namespace {

const QByteArray settingsName = QByteArrayLiteral("settings");
const QByteArray mediaRuleName = QByteArrayLiteral("media-rule");
const QByteArray mediaAlways = QByteArrayLiteral("always");
const QByteArray mediaCareful = QByteArrayLiteral("careful");
constexpr qint64 folderKind = 1;
constexpr qint64 webDavKind = 2;
constexpr qsizetype longestSetting = 100'000;

std::unexpected<Error> noRemote()
{
    return fail(ErrorCode::NotFound, "no-remote", coreText("This circle is on this device only. Choose a shared folder to share it."));
}

/**
 * How many commits of a stream lie at the remote, for those this device has to send: its own, and those of the person's other devices
 * (what a restored vault was before). Of other people's streams: all.
 */
quint64 sentOf(const Circle &circle, const QHash<QByteArray, QByteArray> &cursors, const QByteArray &where, const Circle::StreamInfo &stream)
{
    const auto ownCursor = [&] {
        return OwnCursor::decoded(cursors.value(OwnCursor::name(where, streamOf(circle.device(), stream.audience)))).value_or(OwnCursor());
    };
    if (stream.device == circle.device())
        return where.isEmpty() ? 0 : ownCursor().mark.count;
    const auto device = circle.device(stream.device);
    if (!device || circle.me().isNull() || device->member != circle.me())
        return stream.count;
    const auto nameKey = circle.nameKey();
    if (where.isEmpty() || !nameKey)
        return 0;
    const auto theirs = ForeignCursor::decoded(cursors.value(ForeignCursor::name(where, streamTag(*nameKey, stream.stream))));
    const auto remembered = OwnCursor::decoded(cursors.value(OwnCursor::name(where, stream.stream)));
    return std::max({theirs ? theirs->mark.count : 0, remembered ? remembered->mark.count : 0, ownCursor().carriedOf(stream.stream)});
}

} // namespace

Result<RemoteSettings> remoteSettings(const Vault &vault, const Id &circle)
{
    HEARD_TRY_ASSIGN(const QByteArray kept, vault.kept(circle, ItemKind::Remote, settingsName));
    RemoteSettings settings;
    if (kept.isEmpty())
        return settings;
    HEARD_TRY_ASSIGN(const QCborValue value, fromCbor(kept));
    CborFields fields(value);
    const qint64 kind = fields.integer();
    if (fields.ok() && kind != folderKind && kind != webDavKind) {
        return fail(ErrorCode::TooNew, "remote-too-new",
                    coreText("A newer Heard set where this circle is shared. Update Heard, or choose a shared folder again."),
                    QStringLiteral("remote kind %1").arg(kind));
    }
    if (kind == folderKind) {
        settings.kind = RemoteSettings::Kind::Folder;
        settings.folder = fields.text();
    } else {
        settings.kind = RemoteSettings::Kind::WebDav;
        settings.webDav.url = QUrl::fromEncoded(fields.bytes(longestSetting), QUrl::StrictMode);
        settings.webDav.user = fields.text();
        settings.webDav.password = fields.bytes(longestSetting);
        settings.webDav.ca = fields.bytes(longestSetting);
        settings.webDav.link = fields.boolean();
    }
    if (!fields.finished())
        return fail(ErrorCode::Damaged, "damaged-remote",
                    coreText("Heard no longer knows where this circle is shared. Choose the shared folder again."));
    return settings;
}

Result<> setRemoteSettings(Vault &vault, const Id &circle, const RemoteSettings &settings)
{
    if (settings.kind == RemoteSettings::Kind::None)
        return vault.store().removeItem(circle, ItemKind::Remote, settingsName);
    QCborArray kept{folderKind, settings.folder};
    if (settings.kind == RemoteSettings::Kind::WebDav) {
        const WebDavAccess &dav = settings.webDav;
        kept = {webDavKind, dav.url.toEncoded(), dav.user, dav.password, dav.ca, dav.link};
    }
    return vault.keep(circle, ItemKind::Remote, settingsName, toCbor(kept));
}

Result<> checkRemote(const RemoteSettings &settings, const Id &circle, const Cancel *cancel)
{
    if (settings.kind == RemoteSettings::Kind::None)
        return noRemote();
    if (settings.kind == RemoteSettings::Kind::Folder)
        return FolderRemote::check(settings.folder, circle);
    WebDavRemote remote(settings.webDav, circle);
    remote.stopWhen(cancel);
    return remote.check();
}

Result<std::unique_ptr<Remote>> makeRemote(const RemoteSettings &settings, const Id &circle)
{
    switch (settings.kind) {
    case RemoteSettings::Kind::None:
        break;
    case RemoteSettings::Kind::Folder:
        return std::make_unique<FolderRemote>(settings.folder, circle);
    case RemoteSettings::Kind::WebDav:
        return std::make_unique<WebDavRemote>(settings.webDav, circle);
    }
    return noRemote();
}

bool mayComeBack(const QString &problem)
{
    return remedyOf(problem) == Remedy::ComesBack;
}

Result<MediaRule> mediaRule(const Vault &vault)
{
    HEARD_TRY_ASSIGN(const QByteArray kept, vault.kept(Id(), ItemKind::Local, mediaRuleName));
    return kept == mediaAlways ? MediaRule::Always : kept == mediaCareful ? MediaRule::Careful : MediaRule::NotSet;
}

Result<> setMediaRule(Vault &vault, MediaRule rule)
{
    if (rule == MediaRule::NotSet)
        return vault.store().removeItem(Id(), ItemKind::Local, mediaRuleName);
    return vault.keep(Id(), ItemKind::Local, mediaRuleName, rule == MediaRule::Always ? mediaAlways : mediaCareful);
}

Result<SyncStatus> syncStatus(const Vault &vault, const Id &circle)
{
    HEARD_TRY_ASSIGN(const QByteArray kept, vault.kept(circle, ItemKind::Cursor, StatusNote::name()));
    const StatusNote note = StatusNote::decoded(kept);
    return SyncStatus{note.lastTry, note.lastSuccess, note.problem, note.sentence, note.waiting};
}

QString pendingWhyName(Pending::Why why)
{
    switch (why) {
    case Pending::Why::Nothing:
        return QStringLiteral("nothing");
    case Pending::Why::NoRemote:
        return QStringLiteral("no-remote");
    case Pending::Why::NotTried:
        return QStringLiteral("not-tried");
    case Pending::Why::Problem:
        return QStringLiteral("problem");
    }
    return {};
}

Result<Pending> pending(Circle &circle)
{
    Pending result;
    result.circle = circle.id();
    HEARD_TRY_ASSIGN(const RemoteSettings settings, remoteSettings(circle.vault(), circle.id()));
    HEARD_TRY_ASSIGN(result.status, syncStatus(circle.vault(), circle.id()));
    HEARD_TRY_ASSIGN(const QList<Letter> letters, circle.letters());
    result.letters = letters.size();

    QByteArray where;
    if (settings.kind != RemoteSettings::Kind::None) {
        HEARD_TRY_ASSIGN(const std::unique_ptr<Remote> remote, makeRemote(settings, circle.id()));
        where = remote->identity();
    }
    DirectPort port(circle);
    HEARD_TRY_ASSIGN(const auto cursors, port.notes(ItemKind::Cursor));
    const QList<Circle::StreamInfo> streams = circle.streams();
    for (const Circle::StreamInfo &stream : streams) {
        const quint64 sent = sentOf(circle, cursors, where, stream);
        if (sent >= stream.count)
            continue;
        result.changes += qint64(stream.count - sent);
        HEARD_TRY_ASSIGN(const QList<SignedCommit> first, circle.commitsOf(stream.stream, sent, 1));
        if (first.isEmpty())
            continue;
        HEARD_TRY_ASSIGN(const Commit commit, readCommit(first.constFirst()));
        result.since = result.since == 0 ? commit.time : std::min(result.since, commit.time);
    }
    if (result.changes == 0 && result.letters == 0)
        return result;
    if (settings.kind == RemoteSettings::Kind::None) {
        result.why = Pending::Why::NoRemote;
        result.sentence = noRemote().error().message;
    } else if (!result.status.problem.isEmpty()) {
        result.why = Pending::Why::Problem;
        result.problem = result.status.problem;
        result.sentence = result.status.sentence;
    } else {
        result.why = Pending::Why::NotTried;
        result.sentence = coreText("This was not sent yet. It is safe on this device. Heard sends it next time.");
    }
    return result;
}

SyncReport syncCircle(Circle &circle, const Cancel &cancel, const SyncProgressFunction &progress, const SyncOptions &options)
{
    SyncReport failed;
    failed.circle = circle.id();
    failed.waiting = circle.overview().waiting;
    const auto refuse = [&](const Error &error) {
        failed.problems.append({error.name, error.message, error.detail, error.code});
        return failed;
    };
    const auto settings = remoteSettings(circle.vault(), circle.id());
    if (!settings)
        return refuse(settings.error());
    const auto remote = makeRemote(*settings, circle.id());
    if (!remote)
        return refuse(remote.error());
    DirectPort port(circle);
    const Surroundings &around = circle.vault().around();
    SyncReport report = syncOnce(port, **remote, *around.clock, *around.random, cancel, progress, options);
    report.comeBackIn = (*remote)->comeBackIn();
    return report;
}

Result<qint64> clearRemote(Circle &circle, const Cancel &cancel, const SyncProgressFunction &progress)
{
    if (!circle.iAmOwner())
        return fail(ErrorCode::Refused, "not-owner",
                    coreText("Only the young person or a parent can empty the shared folder. Nothing was changed. You can take the circle off this "
                             "device alone."));
    HEARD_TRY_ASSIGN(const RemoteSettings settings, remoteSettings(circle.vault(), circle.id()));
    HEARD_TRY_ASSIGN(const std::unique_ptr<Remote> remote, makeRemote(settings, circle.id()));
    QStringList folders{QStringLiteral("h"), QStringLiteral("s"), QStringLiteral("m")};
    HEARD_TRY_ASSIGN(const QStringList ofChunks, remote->list(QStringLiteral("b")));
    for (const QString &name : ofChunks)
        folders.append(QStringLiteral("b/") + name);
    QStringList paths;
    for (const QString &folder : std::as_const(folders)) {
        HEARD_TRY_ASSIGN(const QStringList names, remote->list(folder));
        for (const QString &name : names)
            paths.append(folder + u'/' + name);
    }
    qint64 removed = 0;
    for (const QString &path : std::as_const(paths)) {
        if (cancel.cancelled())
            return fail(ErrorCode::Refused, "stopped",
                        coreText("Stopped. Some of it is still in the shared folder. Do it again to take the rest."));
        HEARD_TRY(remote->remove(path));
        ++removed;
        if (progress)
            progress({SyncProgress::Step::Tidying, removed, paths.size()});
    }
    // So that one who only reads is told at once that it is empty, and not that something is on its way.
    remote->removeFolders();
    return removed;
}

} // namespace heard
