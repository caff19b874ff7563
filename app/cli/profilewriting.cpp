// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/photo.h"
#include "files.h"
#include "json.h"
#include "pick.h"
#include "profilecommands.h"
#include "profilejson.h"

namespace heard::cli {

namespace {

using namespace profile;

constexpr qint64 longestTextFile = 4'000'000;

std::set<std::string> sectionNames()
{
    std::set<std::string> names;
    const QList<Section> sections = allSections();
    for (const Section section : sections)
        names.insert(sectionName(section).toStdString());
    return names;
}

/** A text given as an option, or in a file for what is too long for a command line. */
struct Words
{
    std::string given;
    std::string file;

    void declare(CLI::App &app, bool required)
    {
        auto *group = app.add_option_group("words");
        group->add_option("--text", given, "The words");
        group->add_option("--text-file", file, "A text file with the words");
        group->require_option(required ? 1 : 0, 1);
    }
    [[nodiscard]] bool isGiven(const CLI::App * /*app*/) const { return !given.empty() || !file.empty(); }
    [[nodiscard]] Result<QString> read() const
    {
        if (file.empty())
            return text(given);
        return readTextFile(text(file), longestTextFile);
    }
};

/** Whoever said it: a member, "me", "young-person", or a name of somebody who is not in the circle. */
struct Speaker
{
    std::string member;
    std::string name;

    void declare(CLI::App &app)
    {
        auto *by = app.add_option("--said-by", member, "Who said it: id of a member, \"me\" (the default) or \"young-person\"");
        app.add_option("--said-by-name", name, "Name of who said it, when they are not in the circle")->excludes(by);
    }
    [[nodiscard]] Result<Id> id(const Circle &circle) const
    {
        if (member.empty())
            return Id{};
        if (member == "young-person")
            return circle.id();
        HEARD_TRY_ASSIGN(const Member found, pickMember(circle, member));
        return found.id;
    }
};

Result<Id> pickStatement(const Circle &circle, const std::string &prefix)
{
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(circle, prefix, statementKind::statement));
    return record->id;
}

Result<QJsonObject> shown(const Circle &circle, const Id &id)
{
    HEARD_TRY_ASSIGN(const Statement now, statement(circle, id));
    return statementJson(circle, now);
}

Outcome asOutcome(const Result<QJsonObject> &json)
{
    return json ? Outcome(*json) : Outcome(std::unexpected(json.error()));
}

struct Add
{
    std::string circle;
    std::string section;
    Words words;
    Speaker speaker;
    std::string symbol;
    std::string photo;
    std::string audience;
    bool mustKnow = false;
};

void declareAdd(CLI::App &app, Add &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--section", o.section, "Where on the page")->required()->check(CLI::IsMember(sectionNames()));
    o.words.declare(app, true);
    o.speaker.declare(app);
    app.add_option("--audience", o.audience, "Who can read it: everyone (the default) or only-me");
    app.add_option("--symbol", o.symbol, "Id of a symbol beside it");
    app.add_option("--photo", o.photo, "A JPEG, PNG or WebP beside it; hidden data in it is taken out");
    app.add_flag("--must-know", o.mustKnow, "Others must know it to keep the person safe");
}

Outcome add(Session &session, const Add &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    NewStatement statement;
    HEARD_TRY_ASSIGN(statement.section, sectionFromName(text(o.section)));
    HEARD_TRY_ASSIGN(statement.text, o.words.read());
    HEARD_TRY_ASSIGN(statement.saidBy, o.speaker.id(*circle));
    statement.saidName = text(o.speaker.name);
    statement.symbol = text(o.symbol);
    statement.mustKnow = o.mustKnow;
    if (!o.photo.empty()) {
        HEARD_TRY_ASSIGN(statement.photo, readFile(text(o.photo), longestPhotoFile));
    }
    HEARD_TRY_ASSIGN(statement.audience, pickAudience(*circle, o.audience));
    HEARD_TRY_ASSIGN(const Id id, heard::profile::add(*circle, statement));
    return asOutcome(shown(*circle, id));
}

struct Edit
{
    std::string circle;
    std::string statement;
    std::string section;
    Words words;
    std::string symbol;
    std::string photo;
    bool noSymbol = false;
    bool noPhoto = false;
    bool mustKnow = false;
    bool notMustKnow = false;
};

void declareEdit(CLI::App &app, Edit &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("statement", o.statement, "Id of the statement")->required();
    app.add_option("--section", o.section, "Another place on the page")->check(CLI::IsMember(sectionNames()));
    o.words.declare(app, false);
    auto *symbol = app.add_option("--symbol", o.symbol, "Id of a symbol beside it");
    app.add_flag("--no-symbol", o.noSymbol, "Take the symbol away")->excludes(symbol);
    auto *photo = app.add_option("--photo", o.photo, "A photo beside it");
    app.add_flag("--no-photo", o.noPhoto, "Take the photo away")->excludes(photo);
    auto *must = app.add_flag("--must-know", o.mustKnow, "Others must know it to keep the person safe");
    app.add_flag("--not-must-know", o.notMustKnow, "Others need not know it")->excludes(must);
}

Outcome edit(Session &session, const Edit &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Id id, pickStatement(*circle, o.statement));
    profile::Edit change;
    if (!o.section.empty()) {
        HEARD_TRY_ASSIGN(change.section, sectionFromName(text(o.section)));
    }
    if (!o.words.given.empty() || !o.words.file.empty()) {
        HEARD_TRY_ASSIGN(change.text, o.words.read());
    }
    if (!o.symbol.empty() || o.noSymbol)
        change.symbol = text(o.symbol);
    if (o.noPhoto)
        change.photo = QByteArray();
    if (!o.photo.empty()) {
        HEARD_TRY_ASSIGN(change.photo, readFile(text(o.photo), longestPhotoFile));
    }
    if (o.mustKnow || o.notMustKnow)
        change.mustKnow = o.mustKnow;
    if (change.isEmpty())
        return fail(ErrorCode::Usage, "usage", coreText("Say what to change. Nothing was changed. See --help."));
    HEARD_TRY(heard::profile::edit(*circle, id, change));
    return asOutcome(shown(*circle, id));
}

struct Move
{
    std::string circle;
    std::string statement;
    std::string after;
    qint64 to = 0;
    bool first = false;
};

void declareMove(CLI::App &app, Move &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("statement", o.statement, "Id of the statement")->required();
    auto *where = app.add_option_group("where");
    where->add_option("--after", o.after, "The statement it follows");
    where->add_option("--to", o.to, "Its place in its section, from 1")->check(CLI::PositiveNumber);
    where->add_flag("--first", o.first, "To the beginning of its section");
    where->require_option(1);
}

Outcome move(Session &session, const Move &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Id id, pickStatement(*circle, o.statement));
    if (o.to > 0) {
        HEARD_TRY(moveTo(*circle, id, o.to - 1));
    } else {
        Id after;
        if (!o.first) {
            HEARD_TRY_ASSIGN(after, pickStatement(*circle, o.after));
        }
        HEARD_TRY(moveAfter(*circle, id, after));
    }
    return asOutcome(shown(*circle, id));
}

struct One
{
    std::string circle;
    std::string record;
};

void declareOne(CLI::App &app, One &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("statement", o.record, "Id of the statement or sign")->required();
}

Outcome removeOne(Session &session, const One &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.record));
    const Id id = record->id;
    HEARD_TRY(heard::profile::remove(*circle, id));
    return QJsonObject{{QStringLiteral("statement"), id.toHex()}, {QStringLiteral("removed"), true}};
}

Outcome bringBackOne(Session &session, const One &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.record));
    const Id id = record->id;
    HEARD_TRY(bringBack(*circle, id));
    return QJsonObject{{QStringLiteral("statement"), id.toHex()}, {QStringLiteral("removed"), false}};
}

Outcome shareOne(Session &session, const One &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Id id, pickStatement(*circle, o.record));
    HEARD_TRY_ASSIGN(const Id copy, shareWithEveryone(*circle, id));
    return asOutcome(shown(*circle, copy));
}

struct Settle
{
    std::string circle;
    std::string record;
    std::string field = "text";
    int keep = 0;
    std::string words;
    bool both = false;
};

void declareSettle(CLI::App &app, Settle &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("record", o.record, "Id of the statement")->required();
    app.add_option("--field", o.field, "The field with two versions")->capture_default_str();
    auto *how = app.add_option_group("how");
    how->add_option("--keep", o.keep, "Number of the version to keep, as `profile show` counts them")->check(CLI::PositiveNumber);
    how->add_option("--text", o.words, "New words in place of all versions");
    how->add_flag("--both", o.both, "Keep all: each becomes a statement of its own");
    how->require_option(1);
}

Outcome settleOne(Session &session, const Settle &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.record));
    const Id id = record->id;
    const QString field = text(o.field);
    QJsonObject json{{QStringLiteral("record"), id.toHex()}, {QStringLiteral("field"), field}};
    if (o.both) {
        HEARD_TRY_ASSIGN(const QList<Id> made, keepBoth(*circle, id));
        QJsonArray ids;
        for (const Id &one : made)
            ids.append(one.toHex());
        json.insert(QStringLiteral("made"), ids);
    } else if (o.keep == 0) {
        HEARD_TRY(settleWithText(*circle, id, field, text(o.words)));
    } else {
        const QList<Clash> clashing = clashesOf(*circle, id);
        const auto clash = std::find_if(clashing.begin(), clashing.end(), [&field](const Clash &one) { return one.field == field; });
        if (clash == clashing.end())
            return fail(ErrorCode::NotFound, "no-clash",
                        coreText("There are no two versions here. Perhaps they were settled already. Nothing was changed."));
        if (o.keep > clash->sides.size())
            return fail(ErrorCode::NotFound, "no-version",
                        coreText("There is no version with this number. Nothing was changed. Look at them first."));
        HEARD_TRY(settle(*circle, id, field, clash->sides.at(o.keep - 1).op));
    }
    QJsonArray left;
    const QList<Clash> still = clashesOf(*circle, id);
    for (const Clash &clash : still)
        left.append(clashJson(clash));
    json.insert(QStringLiteral("left"), left);
    return json;
}

struct AboutOptions
{
    std::string circle;
    std::optional<std::string> name;
    std::optional<std::string> communicate;
    std::optional<std::string> yes;
    std::optional<std::string> no;
    std::optional<std::string> stop;
    std::optional<std::string> pain;
    std::string photo;
};

void declareAbout(CLI::App &app, AboutOptions &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--name", o.name, "The name to show");
    app.add_option("--photo", o.photo, "The photo they chose");
    app.add_option("--communicate", o.communicate, "How they communicate");
    app.add_option("--yes", o.yes, "How they say or show yes");
    app.add_option("--no", o.no, "How they say or show no");
    app.add_option("--stop", o.stop, "How they say or show stop");
    app.add_option("--pain", o.pain, "How they say or show pain");
}

std::optional<QString> given(const std::optional<std::string> &option)
{
    return option ? std::optional(text(*option)) : std::nullopt;
}

Outcome aboutPerson(Session &session, const AboutOptions &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    AboutEdit change{given(o.name), {}, given(o.communicate), given(o.yes), given(o.no), given(o.stop), given(o.pain)};
    if (!o.photo.empty()) {
        HEARD_TRY_ASSIGN(change.photo, readFile(text(o.photo), longestPhotoFile));
    }
    if (change.name || change.photo || change.communicate || change.yes || change.no || change.stop || change.pain)
        HEARD_TRY(editAbout(*circle, change));
    return aboutJson(about(*circle));
}

struct SignOptions
{
    std::string circle;
    std::string edit;
    std::string see;
    std::string means;
    std::string help;
    Speaker speaker;
};

void declareSign(CLI::App &app, SignOptions &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--see", o.see, "What you may see")->required();
    app.add_option("--means", o.means, "What it means")->required();
    app.add_option("--do", o.help, "What helps")->required();
    app.add_option("--edit", o.edit, "Id of a sign to change; a new one when left out");
    o.speaker.declare(app);
}

Outcome sign(Session &session, const SignOptions &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    Id id;
    if (o.edit.empty()) {
        HEARD_TRY_ASSIGN(const Id by, o.speaker.id(*circle));
        HEARD_TRY_ASSIGN(id, addSign(*circle, {text(o.see), text(o.means), text(o.help), by}));
    } else {
        HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.edit, signKind::sign));
        id = record->id;
        HEARD_TRY(editSign(*circle, id, text(o.see), text(o.means), text(o.help)));
    }
    const QList<Sign> all = signs(*circle);
    const auto one = std::find_if(all.begin(), all.end(), [&id](const Sign &s) { return s.id == id; });
    return one == all.end() ? QJsonObject{{QStringLiteral("sign"), id.toHex()}} : signJson(*circle, *one);
}

struct Tips
{
    std::string find;
    std::string group;
    std::string language = "en";
};

void declareTips(CLI::App &app, Tips &o)
{
    app.add_option("find", o.find, "Words to look for; all tips when left out");
    app.add_option("--group", o.group, "Only of this group");
    app.add_option("--language", o.language, "Language of the library (BCP 47)")->capture_default_str();
}

Outcome tips(Session & /*session*/, const Tips &o)
{
    QJsonArray json;
    const QList<Tip> found = searchTips(tipLibrary(text(o.language)), text(o.find), text(o.group));
    for (const Tip &tip : found)
        json.append(tipJson(tip));
    return json;
}

struct PickTip
{
    std::string circle;
    std::string tip;
    std::string section = "tips";
    std::string audience;
};

void declarePickTip(CLI::App &app, PickTip &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("tip", o.tip, "Id of the tip")->required();
    app.add_option("--section", o.section, "tips or support")->check(CLI::IsMember({"tips", "support"}))->capture_default_str();
    app.add_option("--audience", o.audience, "Who can read it: everyone (the default) or only-me");
}

Outcome pickTip(Session &session, const PickTip &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Section section, sectionFromName(text(o.section)));
    HEARD_TRY_ASSIGN(const Id audience, pickAudience(*circle, o.audience));
    HEARD_TRY_ASSIGN(const Id id, insertTip(*circle, text(o.tip), section, audience));
    return asOutcome(shown(*circle, id));
}

} // namespace

void addProfileWriting(Commands &commands, CLI::App &profile)
{
    commands.add<Add>(profile, "add", "Add a statement", declareAdd, add);
    commands.add<Edit>(profile, "edit", "Change a statement; who said it stays", declareEdit, edit);
    commands.add<Move>(profile, "move", "Put a statement at another place of its section", declareMove, move);
    commands.add<One>(profile, "remove", "Take a statement or a sign out", declareOne, removeOne);
    commands.add<One>(profile, "bring-back", "Put one back that was taken out", declareOne, bringBackOne);
    commands.add<One>(profile, "share", "Let everyone here read a statement that only you can", declareOne, shareOne);
    commands.add<Settle>(profile, "settle", "Two versions: say which is right", declareSettle, settleOne);
    commands.add<AboutOptions>(profile, "about", "About the young person; changes what is given, and shows it", declareAbout, aboutPerson);
    commands.add<SignOptions>(profile, "sign", "A sign others may see, what it means and what helps", declareSign, sign);
    commands.add<Tips>(profile, "tips", "The library of support tips", declareTips, tips);
    commands.add<PickTip>(profile, "pick-tip", "Make a statement of a tip", declarePickTip, pickTip);
}

} // namespace heard::cli
