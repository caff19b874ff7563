// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json.h"
#include "pick.h"
#include "profilecommands.h"
#include "profilejson.h"

namespace heard::cli {

namespace {

using namespace profile;

/** The null id for "now", else a version by the beginning of its id. */
Result<Id> pickVersion(const Circle &circle, const std::string &prefix)
{
    if (prefix == "now")
        return Id{};
    QList<Id> ids;
    const QList<VersionInfo> all = versions(circle);
    for (const VersionInfo &version : all)
        ids.append(version.id);
    return pickId(ids, prefix, "version");
}

QJsonArray versionsJson(const Circle &circle)
{
    QJsonArray json;
    const QList<VersionInfo> all = versions(circle);
    for (const VersionInfo &version : all)
        json.append(versionJson(version));
    return json;
}

QJsonArray signsJson(const Circle &circle, const QList<Sign> &signs)
{
    QJsonArray json;
    for (const Sign &sign : signs)
        json.append(signJson(circle, sign));
    return json;
}

struct Show
{
    std::string circle;
    std::string version = "now";
};

void declareShow(CLI::App &app, Show &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--version", o.version, "Id of a frozen version")->capture_default_str();
}

Outcome show(Session &session, const Show &o)
{
    HEARD_TRY_ASSIGN(const Circle *circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Id version, pickVersion(*circle, o.version));
    QJsonObject json{{QStringLiteral("circle"), circle->id().toHex()}};
    if (!version.isNull()) {
        HEARD_TRY_ASSIGN(const VersionInfo info, versionInfo(*circle, version));
        HEARD_TRY_ASSIGN(const Content content, versionContent(*circle, version));
        json.insert(QStringLiteral("version"), versionJson(info));
        json.insert(QStringLiteral("about"), aboutJson(content.about));
        json.insert(QStringLiteral("sections"), sectionsJson(*circle, content.statements));
        json.insert(QStringLiteral("signs"), signsJson(*circle, content.signs));
        return json;
    }
    QJsonArray twoVersions;
    const QList<Clash> clashing = clashes(*circle);
    for (const Clash &clash : clashing)
        twoVersions.append(clashJson(clash));
    json.insert(QStringLiteral("about"), aboutJson(about(*circle)));
    json.insert(QStringLiteral("sections"), sectionsJson(*circle, statements(*circle)));
    json.insert(QStringLiteral("signs"), signsJson(*circle, signs(*circle)));
    json.insert(QStringLiteral("two_versions"), twoVersions);
    json.insert(QStringLiteral("versions"), versionsJson(*circle));
    return json;
}

struct History
{
    std::string circle;
    std::string record;
};

void declareHistory(CLI::App &app, History &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("statement", o.record, "Id of the statement")->required();
}

Outcome showHistory(Session &session, const History &o)
{
    HEARD_TRY_ASSIGN(const Circle *circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.record));
    HEARD_TRY_ASSIGN(const QList<Past> pasts, history(*circle, record->id));
    QJsonArray json;
    for (const Past &past : pasts) {
        json.append(QJsonObject{{QStringLiteral("field"), past.field},
                                {QStringLiteral("label"), past.label},
                                {QStringLiteral("value"), past.shown},
                                {QStringLiteral("by"), whoJson(*circle, past.member)},
                                {QStringLiteral("at"), timeJson(past.time)},
                                {QStringLiteral("standing"), past.standing}});
    }
    return json;
}

struct Freeze
{
    std::string circle;
    std::string note;
};

void declareFreeze(CLI::App &app, Freeze &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--note", o.note, "What this version is for")->required();
}

Outcome freezeNow(Session &session, const Freeze &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Id version, freeze(*circle, text(o.note)));
    HEARD_TRY_ASSIGN(const VersionInfo info, versionInfo(*circle, version));
    return versionJson(info);
}

struct List
{
    std::string circle;
};

void declareList(CLI::App &app, List &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
}

Outcome list(Session &session, const List &o)
{
    HEARD_TRY_ASSIGN(const Circle *circle, openCircle(session, o.circle));
    return versionsJson(*circle);
}

struct Compare
{
    std::string circle;
    std::string before;
    std::string after;
};

void declareCompare(CLI::App &app, Compare &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("before", o.before, "Id of a version, or \"now\"")->required();
    app.add_option("after", o.after, "Id of a version, or \"now\"")->required();
}

Outcome compareTwo(Session &session, const Compare &o)
{
    HEARD_TRY_ASSIGN(const Circle *circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Id before, pickVersion(*circle, o.before));
    HEARD_TRY_ASSIGN(const Id after, pickVersion(*circle, o.after));
    HEARD_TRY_ASSIGN(const Comparison comparison, compare(*circle, before, after));
    return comparisonJson(*circle, comparison);
}

} // namespace

void addProfileReading(Commands &commands, CLI::App &profile)
{
    commands.add<Show>(profile, "show", "The whole profile, now or as it was frozen", declareShow, show);
    commands.add<History>(profile, "history", "What a statement said before", declareHistory, showHistory);
    commands.add<Freeze>(profile, "freeze", "Keep the profile as it is today, for ever", declareFreeze, freezeNow);
    commands.add<List>(profile, "versions", "The frozen versions, newest first", declareList, list);
    commands.add<Compare>(profile, "compare", "What changed between two versions", declareCompare, compareTwo);
}

} // namespace heard::cli
