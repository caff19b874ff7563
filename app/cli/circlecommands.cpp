// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/rename.h"
#include "commands.h"
#include "json.h"
#include "pick.h"
#include "progress.h"
#include "sync/settings.h"

namespace heard::cli {

namespace {

struct Create
{
    std::string name;
    std::string kind = "young-person";
    std::string born;
    std::string nation;
};

void declareCreate(CLI::App &app, Create &o)
{
    app.add_option("--name", o.name, "Whose circle it is")->required();
    app.add_option("--kind", o.kind, "young-person or group")->check(CLI::IsMember({"young-person", "group"}))->capture_default_str();
    app.add_option("--born", o.born, "Month of birth, YYYY-MM");
    app.add_option("--nation", o.nation, "Whose rules count")->check(CLI::IsMember({"england", "wales", "scotland", "northern-ireland"}));
}

Outcome create(Session &session, const Create &o)
{
    if (!o.born.empty() && !QDate::fromString(text(o.born), QStringLiteral("yyyy-MM")).isValid())
        return fail(ErrorCode::BadInput, "bad-date", coreText("The month of birth is written like 2017-04. Nothing was changed."));
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const Circle *circle, workspace->createCircle({text(o.name), text(o.kind), text(o.born), text(o.nation)}));
    return QJsonObject{{QStringLiteral("circle"), circle->id().toHex()}, {QStringLiteral("me"), circle->me().toHex()}};
}

struct Nothing
{};

void declareNothing(CLI::App & /*app*/, Nothing & /*o*/) {}

Outcome list(Session &session, const Nothing & /*o*/)
{
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const QList<CircleOverview> overviews, workspace->circles());
    QJsonArray circles;
    for (const CircleOverview &overview : overviews)
        circles.append(overviewJson(overview));
    return circles;
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
    HEARD_TRY_ASSIGN(const Circle *circle, anyCircle(session, o.circle));
    QJsonObject json = overviewJson(circle->overview());
    if (!circle->isOpen())
        return json;
    if (const Record *record = circle->circleRecord()) {
        json.insert(QStringLiteral("born"), record->get(circleKind::born));
        json.insert(QStringLiteral("nation"), record->get(circleKind::nation));
    }
    QJsonArray members;
    const QList<Member> all = circle->members();
    for (const Member &member : all)
        members.append(memberJson(*circle, member));
    QJsonArray setAside;
    const QList<SetAside> kept = circle->setAside();
    for (const SetAside &one : kept) {
        const std::optional<Device> device = circle->device(one.device);
        setAside.append(QJsonObject{{QStringLiteral("by"), device ? whoJson(*circle, device->member) : QJsonValue()},
                                    {QStringLiteral("device"), one.device.toHex()},
                                    {QStringLiteral("change"), qint64(one.seq)},
                                    {QStringLiteral("reason"), one.reason}});
    }
    json.insert(QStringLiteral("me"), circle->me().toHex());
    json.insert(QStringLiteral("owner"), circle->iAmOwner());
    json.insert(QStringLiteral("members"), members);
    json.insert(QStringLiteral("records"), circle->recordCount());
    json.insert(QStringLiteral("set_aside"), setAside);
    json.insert(QStringLiteral("digest"), QString::fromLatin1(circle->digest().toHex()));
    return json;
}

struct Rename
{
    std::string circle;
    std::string name;
};

void declareRename(CLI::App &app, Rename &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--name", o.name, "The new name")->required();
}

Outcome rename(Session &session, const Rename &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, anyCircle(session, o.circle));
    HEARD_TRY(renameCircle(*circle, text(o.name)));
    return QJsonObject{{QStringLiteral("circle"), circle->id().toHex()}, {QStringLiteral("name"), circle->overview().name}};
}

struct Erase
{
    std::string circle;
    bool yes = false;
    bool remote = false;
};

void declareErase(CLI::App &app, Erase &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_flag("--remote", o.remote, "Also take all of it away from where it syncs; only the young person or a parent can");
    app.add_flag("--yes", o.yes, "You are sure: it cannot be undone on this device");
}

Outcome erase(Session &session, const Erase &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, anyCircle(session, o.circle));
    const CircleOverview overview = circle->overview();
    if (!o.yes) {
        Outcome refused =
            fail(ErrorCode::Refused, "not-sure",
                 o.remote ? coreText("This takes the circle off this device and out of the shared folder for ever. Nothing was "
                                     "changed. Say --yes to do it.")
                          : coreText("This takes the circle off this device for ever. Nothing was changed. Say --yes to do it."));
        refused.more.insert(QStringLiteral("waiting"), overview.waiting);
        return refused;
    }
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    QJsonObject json{{QStringLiteral("circle"), overview.id.toHex()}};
    // The shared folder first: when it cannot be reached, the circle is still here to try again with.
    if (o.remote) {
        Progress progress(QStringLiteral("erase"));
        HEARD_TRY_ASSIGN(const qint64 objects,
                         clearRemote(*circle, Cancel(), [&progress](const SyncProgress &at) { progress.show(at.done, at.total); }));
        json.insert(QStringLiteral("remote_objects"), objects);
    }
    HEARD_TRY(workspace->eraseCircle(overview.id));
    json.insert(QStringLiteral("erased"), true);
    return json;
}

} // namespace

void addCircleCommands(Commands &commands)
{
    CLI::App &circle = commands.group("circle", "Circles of support: the people, and what they keep together");
    commands.add<Create>(circle, "create", "Start a circle", declareCreate, create);
    commands.add<Nothing>(circle, "list", "All circles of this vault", declareNothing, list);
    commands.add<Show>(circle, "show", "One circle: people, counts, and a digest that is equal on devices that show the same", declareShow,
                       show);
    commands.add<Rename>(circle, "rename", "Give a circle another name; only the young person or a parent can", declareRename, rename);
    commands.add<Erase>(circle, "erase", "Take a circle off this device; what others have stays with them", declareErase, erase);
}

} // namespace heard::cli
