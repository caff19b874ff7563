// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/writers.h"
#include "json.h"
#include "pick.h"
#include "profilecommands.h"
#include "profilejson.h"
#include "standardstreams.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace heard::cli {

namespace {

using namespace profile;

std::set<std::string> layoutNames()
{
    std::set<std::string> names;
    const QList<Layout> layouts = allLayouts();
    for (const Layout layout : layouts)
        names.insert(layoutName(layout).toStdString());
    return names;
}

/** What export and fit share. */
struct Page
{
    std::string circle;
    std::string layout;
    std::string language;
    std::string forWhom;
    std::string version;
    std::string member;
    std::vector<std::string> leaveOut;
    bool includeMine = false;
    bool noSymbols = false;
    bool noNames = false;

    void declare(CLI::App &app)
    {
        app.add_option("circle", circle, "Id of the circle")->required();
        app.add_option("--layout", layout, "Which page")->required()->check(CLI::IsMember(layoutNames()));
        app.add_option("--language", language, "Language of the words in it (BCP 47); yours when left out");
        app.add_option("--for", forWhom, "Who it is for, as shown on it");
        app.add_option("--version", version, "Id of a frozen version; as it is now when left out");
        app.add_option("--member", member, "Whose pen profile; yours when left out");
        app.add_option("--leave-out", leaveOut, "Ids of statements to leave out of this page");
        app.add_flag("--include-mine", includeMine, "Also what only you can read");
        app.add_flag("--no-symbols", noSymbols, "Without symbols");
        app.add_flag("--no-names", noNames, "Without who said it");
    }

    [[nodiscard]] Result<PageOptions> options(Session &session, const Circle &open) const
    {
        HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
        PageOptions made;
        made.language = language.empty() ? workspace->person().language : text(language);
        made.forWhom = text(forWhom);
        made.includeMine = includeMine;
        made.symbols = !noSymbols;
        made.whoSaid = !noNames;
        if (!version.empty()) {
            QList<Id> ids;
            const QList<VersionInfo> all = versions(open);
            for (const VersionInfo &one : all)
                ids.append(one.id);
            HEARD_TRY_ASSIGN(made.version, pickId(ids, version, "version"));
        }
        if (!member.empty()) {
            HEARD_TRY_ASSIGN(const Member found, pickMember(open, member));
            made.member = found.id;
        }
        for (const std::string &one : leaveOut) {
            HEARD_TRY_ASSIGN(const Record *record, pickRecord(open, one, statementKind::statement));
            made.leaveOut.append(record->id);
        }
        return made;
    }
};

struct ExportOptions
{
    Page page;
    std::string format;
    std::string out;
    std::string paper = "a4";
};

void declareExport(CLI::App &app, ExportOptions &o)
{
    o.page.declare(app);
    app.add_option("--format", o.format, "pdf, html, odt, or png: one picture a page")->required()->check(CLI::IsMember({"pdf", "html", "odt", "png"}));
    app.add_option("--out", o.out, "The file to write, or a folder, where it is named for whom and what; it is not protected")->required();
    app.add_option("--paper", o.paper, "Only a4")->check(CLI::IsMember({"a4"}))->capture_default_str();
}

Outcome exportPage(Session &session, const ExportOptions &o)
{
    const bool intoFolder = QFileInfo(text(o.out)).isDir();
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.page.circle));
    if (!intoFolder)
        HEARD_TRY(checkOut(text(o.out)));
    HEARD_TRY_ASSIGN(const PageOptions options, o.page.options(session, *circle));
    HEARD_TRY_ASSIGN(const Layout layout, layoutFromName(text(o.page.layout)));
    HEARD_TRY_ASSIGN(const Format format, formatFromName(text(o.format)));
    const Result<Export> made = makeExport(*circle, layout, format, options);
    if (!made) {
        Outcome refused = std::unexpected(made.error());
        const QJsonDocument trims = QJsonDocument::fromJson(made.error().detail.toUtf8());
        if (trims.isArray()) {
            refused.more.insert(QStringLiteral("trim"), trims.array());
            refused.error->detail.clear();
        }
        return refused;
    }
    HEARD_TRY_ASSIGN(const QStringList files, intoFolder ? saveExportIn(*made, text(o.out)) : saveExport(*made, text(o.out)));
    QJsonObject json = exportJson(*made);
    json.insert(QStringLiteral("file"), files.constFirst());
    if (files.size() > 1)
        json.insert(QStringLiteral("files"), QJsonArray::fromStringList(files));
    return json;
}

Outcome fitPage(Session &session, const Page &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const PageOptions options, o.options(session, *circle));
    HEARD_TRY_ASSIGN(const Layout layout, layoutFromName(text(o.layout)));
    HEARD_TRY_ASSIGN(const LiveFit measured, fit(*circle, layout, options));
    return fitJson(measured);
}

void declareFit(CLI::App &app, Page &o)
{
    o.declare(app);
}

/** A member, or the young person, who may not be one. */
Result<Id> pickPerson(const Circle &circle, const std::string &who)
{
    if (who.empty())
        return Id{};
    if (who == "young-person")
        return circle.id();
    HEARD_TRY_ASSIGN(const Member member, pickMember(circle, who));
    return member.id;
}

struct Agree
{
    std::string circle;
    std::string about;
    std::string givenBy;
    std::vector<std::string> layouts;
    std::string until;
    std::string how;
    std::string forWhom;
    bool no = false;
};

void declareAgree(CLI::App &app, Agree &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--about", o.about, "Whose pages: \"young-person\" (the default), or a member for their pen profile");
    app.add_option("--given-by", o.givenBy, "Who says it: \"me\" (the default), \"young-person\" or a member");
    app.add_option("--layout", o.layouts, "Which pages; all when left out")->check(CLI::IsMember(layoutNames()));
    app.add_option("--until", o.until, "Last day it holds, YYYY-MM-DD; a year when left out");
    app.add_option("--how", o.how, "How they said it, when you write it down for them");
    app.add_option("--for", o.forWhom, "Who the page is for");
    app.add_flag("--no", o.no, "It is a no");
}

Outcome agreeTo(Session &session, const Agree &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    NewAgreement agreement;
    HEARD_TRY_ASSIGN(agreement.about, pickPerson(*circle, o.about));
    HEARD_TRY_ASSIGN(agreement.givenBy, pickPerson(*circle, o.givenBy));
    agreement.yes = !o.no;
    for (const std::string &name : o.layouts) {
        HEARD_TRY_ASSIGN(const Layout layout, layoutFromName(text(name)));
        agreement.layouts.append(layout);
    }
    if (!o.until.empty()) {
        agreement.until = QDate::fromString(text(o.until), Qt::ISODate);
        if (!agreement.until.isValid())
            return fail(ErrorCode::BadInput, "bad-date", coreText("This is not a date. Write it like 2027-07-31. Nothing was changed."));
    }
    agreement.how = text(o.how);
    agreement.forWhom = text(o.forWhom);
    HEARD_TRY_ASSIGN(const Id id, agree(*circle, agreement));
    return QJsonObject{{QStringLiteral("agreement"), id.toHex()}};
}

struct List
{
    std::string circle;
};

void declareList(CLI::App &app, List &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
}

Outcome listAgreements(Session &session, const List &o)
{
    HEARD_TRY_ASSIGN(const Circle *circle, openCircle(session, o.circle));
    QJsonArray json;
    const QList<Agreement> all = agreements(*circle);
    for (const Agreement &one : all)
        json.append(agreementJson(one));
    return json;
}

struct TakeBack
{
    std::string circle;
    std::string agreement;
};

void declareTakeBack(CLI::App &app, TakeBack &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("agreement", o.agreement, "Id of the agreement")->required();
}

Outcome takeBackOne(Session &session, const TakeBack &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.agreement, agreementKind::agreement));
    const Id id = record->id;
    HEARD_TRY(takeBack(*circle, id));
    return QJsonObject{{QStringLiteral("agreement"), id.toHex()}, {QStringLiteral("taken_back"), true}};
}

struct PenOptions
{
    std::string circle;
    std::string member = "me";
    std::optional<std::string> what;
    std::optional<std::string> can;
    std::optional<std::string> cannot;
    std::optional<std::string> work;
};

void declarePen(CLI::App &app, PenOptions &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--member", o.member, "Whose to show")->capture_default_str();
    app.add_option("--what", o.what, "Yours: what you do");
    app.add_option("--can", o.can, "Yours: what you can decide");
    app.add_option("--cannot", o.cannot, "Yours: what you cannot decide");
    app.add_option("--work", o.work, "Yours: how you like to work");
}

std::optional<QString> given(const std::optional<std::string> &option)
{
    return option ? std::optional(text(*option)) : std::nullopt;
}

Outcome penOf(Session &session, const PenOptions &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Member member, pickMember(*circle, o.member));
    if (o.what || o.can || o.cannot || o.work) {
        if (member.id != circle->me())
            return fail(ErrorCode::Refused, "not-yours", coreText("Only they can write about themselves. Nothing was changed."));
        HEARD_TRY(editPen(*circle, {given(o.what), given(o.can), given(o.cannot), given(o.work), {}}));
    }
    HEARD_TRY_ASSIGN(const Pen shown, pen(*circle, member.id));
    return penJson(shown);
}

} // namespace

void addProfileSharing(Commands &commands, CLI::App &profile)
{
    commands.add<ExportOptions>(profile, "export", "Make a page as a file, if whose page it is agrees", declareExport, exportPage,
                                Commands::Fonts::Needed);
    commands.add<Page>(profile, "fit", "How much room is left on a page, and what to shorten", declareFit, fitPage, Commands::Fonts::Needed);
    commands.add<Agree>(profile, "agree", "Write down a yes or a no to a page leaving the circle", declareAgree, agreeTo);
    commands.add<List>(profile, "agreements", "Every yes and no", declareList, listAgreements);
    commands.add<TakeBack>(profile, "take-back", "Take back a yes or a no", declareTakeBack, takeBackOne);
    commands.add<PenOptions>(profile, "pen", "An adult's own page; changes yours when something is given", declarePen, penOf);
}

} // namespace heard::cli
