// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "json.h"
#include "pick.h"
#include "profile/profile.h"
#include "recordimport.h"

namespace heard::cli {

namespace {

struct List
{
    std::string circle;
    std::string kind;
    std::string member;
    bool withConflicts = false;
};

void declareList(CLI::App &app, List &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--kind", o.kind, "Only of this kind");
    app.add_option("--member", o.member, "Only what this member made; \"me\" for yourself");
    app.add_flag("--with-conflicts", o.withConflicts, "Only those with two versions of something");
}

Outcome list(Session &session, const List &o)
{
    HEARD_TRY_ASSIGN(const Circle *circle, openCircle(session, o.circle));
    Id creator;
    if (!o.member.empty()) {
        HEARD_TRY_ASSIGN(const Member member, pickMember(*circle, o.member));
        creator = member.id;
    }
    QJsonArray json;
    const QList<const Record *> records = circle->records(text(o.kind));
    for (const Record *record : records) {
        if ((creator.isNull() || record->creator == creator) && (!o.withConflicts || !record->clashes().isEmpty()))
            json.append(recordJson(*circle, *record));
    }
    return json;
}

struct Show
{
    std::string circle;
    std::string record;
    bool history = false;
};

void declareShow(CLI::App &app, Show &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("record", o.record, "Id of the record")->required();
    app.add_flag("--history", o.history, "Also every value each field ever had");
}

Outcome show(Session &session, const Show &o)
{
    HEARD_TRY_ASSIGN(const Circle *circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.record));
    QJsonObject json = recordJson(*circle, *record);
    if (o.history) {
        HEARD_TRY_ASSIGN(const QList<HistoryEntry> entries, circle->history(record->id));
        QJsonArray history;
        for (const HistoryEntry &entry : entries) {
            if (entry.field == common::made.key())
                continue;
            history.append(QJsonObject{{QStringLiteral("field"), plainFieldName(entry.field)},
                                       {QStringLiteral("value"), valueJson(entry.value)},
                                       {QStringLiteral("by"), whoJson(*circle, entry.member)},
                                       {QStringLiteral("at"), timeJson(entry.time)},
                                       {QStringLiteral("standing"), entry.standing}});
        }
        json.insert(QStringLiteral("history"), history);
    }
    return json;
}

struct Settle
{
    std::string circle;
    std::string record;
    std::string field;
    int keep = 0;
};

void declareSettle(CLI::App &app, Settle &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("record", o.record, "Id of the record")->required();
    app.add_option("--field", o.field, "The field with two versions")->required();
    app.add_option("--keep", o.keep, "Number of the version to keep, as `record show` counts them")->required()->check(CLI::PositiveNumber);
}

Outcome settle(Session &session, const Settle &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.record));
    const QString field = text(o.field);
    const QList<Version> versions = record->fields.value(field).distinct();
    if (!record->clashes().contains(field))
        return fail(ErrorCode::NotFound, "no-clash",
                    coreText("There are no two versions here. Perhaps they were settled already. Nothing was changed."));
    // Taken out here and changed there: the removal is version 1, and keeping the record is the one after the last.
    const bool removal = field == common::gone.key();
    if (o.keep > versions.size() + (removal ? 1 : 0))
        return fail(ErrorCode::NotFound, "no-version",
                    coreText("There is no version with this number. Nothing was changed. Look at them first."));
    const Id id = record->id;
    Change change(*circle, record->audience);
    if (!removal)
        change.setRaw(id, field, versions.at(o.keep - 1).value);
    else if (o.keep <= versions.size() && !versions.at(o.keep - 1).value.toByteArray().isEmpty())
        change.remove(id);
    else
        change.bringBack(id);
    HEARD_TRY(circle->save(change));
    return recordJson(*circle, *circle->record(id));
}

struct Erase
{
    std::string circle;
    std::string record;
    bool yes = false;
};

void declareErase(CLI::App &app, Erase &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("record", o.record, "Id of the record")->required();
    app.add_flag("--yes", o.yes, "You are sure: nobody can bring it back");
}

Outcome erase(Session &session, const Erase &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.record));
    if (!o.yes)
        return fail(ErrorCode::Refused, "not-sure",
                    coreText("This erases it for ever, for all who share this circle. Nothing was changed. Say --yes to do it."));
    const Id id = record->id;
    HEARD_TRY(circle->erase(id));
    const auto pending = circle->erasing();
    return QJsonObject{{QStringLiteral("record"), id.toHex()}, {QStringLiteral("erased_here"), pending.isEmpty()}};
}

struct Import
{
    std::string circle;
    std::string jsonl;
    std::string audience;
};

void declareImport(CLI::App &app, Import &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--jsonl", o.jsonl, R"(File with one {"kind":…,"fields":{…}} a line)")->required();
    app.add_option("--audience", o.audience, "Who can read them: everyone (the default) or only-me");
}

Outcome import(Session &session, const Import &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Id audience, pickAudience(*circle, o.audience));
    return importRecords(*circle, audience, text(o.jsonl));
}

} // namespace

void addRecordCommands(Commands &commands)
{
    CLI::App &record = commands.group("record", "What a circle holds, of any kind");
    commands.add<List>(record, "list", "All that this vault may read", declareList, list);
    commands.add<Show>(record, "show", "One record, with both versions where there are two", declareShow, show);
    commands.add<Settle>(record, "settle", "Keep one of two versions", declareSettle, settle);
    commands.add<Erase>(record, "erase", "Erase one for good: for everyone, with all it ever said", declareErase, erase);
    commands.add<Import>(record, "import", "Add records from a file, 500 to one saved change", declareImport, import);
}

} // namespace heard::cli
