// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "demo/demo.h"
#include "document/writers.h"
#include "json.h"
#include "profile/layout.h"
#include "profile/version.h"
#include "profilejson.h"
#include "progress.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>

namespace heard::cli {

namespace {

struct DemoOptions
{
    std::string out = "heard-demo";
    quint64 seed = 1;
};

void declareDemo(CLI::App &app, DemoOptions &o)
{
    app.add_option("--out", o.out, "The folder to make; a demo that lies there already is made anew")->capture_default_str();
    app.add_option("--seed", o.seed, "The same number gives the same demo")->capture_default_str();
}

/** Every page in every format, from the mother's vault. */
Result<QJsonArray> makePages(Circle &circle, const QString &folder)
{
    using namespace profile;
    HEARD_TRY(makeFolder(folder));
    QJsonArray pages;
    const QList<Layout> layouts = allLayouts();
    for (const Layout layout : layouts) {
        for (const Format format : {Format::Pdf, Format::Html, Format::Odt}) {
            HEARD_TRY_ASSIGN(const Export made, makeExport(circle, layout, format));
            const QString file = folder + u'/' + layoutName(layout) + u'.' + formatName(format);
            HEARD_TRY(saveFile(file, made.bytes));
            pages.append(QJsonObject{{QStringLiteral("layout"), layoutName(layout)},
                                     {QStringLiteral("format"), formatName(format)},
                                     {QStringLiteral("file"), file},
                                     {QStringLiteral("pages"), made.pages},
                                     {QStringLiteral("words"), made.words}});
        }
    }
    return pages;
}

QJsonObject twoVersionsJson(const Id &statement, const QStringList &versions, bool settled)
{
    return {{QStringLiteral("statement"), statement.toHex()},
            {QStringLiteral("versions"), QJsonArray::fromStringList(versions)},
            {QStringLiteral("settled"), settled}};
}

Outcome runDemo(Session &session, const DemoOptions &o)
{
    QElapsedTimer timer;
    timer.start();
    const QString folder = QDir(text(o.out)).absolutePath();
    HEARD_TRY(demo::clearDemo(folder));
    demo::Options options;
    options.seed = o.seed;
    std::unique_ptr<Progress> bar;
    options.onStep = [&bar](const QString &step, int done, int most) {
        bar = std::make_unique<Progress>(step);
        bar->show(done, most);
    };
    HEARD_TRY_ASSIGN(const demo::Demo made, demo::makeDemo(folder, options));

    // As somebody would who opens the mother's vault now.
    QString typed = made.passphrase;
    const Passphrase passphrase = Passphrase::typed(typed);
    const SetClock clock(made.now);
    HEARD_TRY_ASSIGN(auto vault, Vault::open(made.people.front().folder, passphrase, {&clock, &session.random(), nullptr, {}, nullptr}));
    HEARD_TRY_ASSIGN(const auto workspace, Workspace::open(std::move(vault)));
    HEARD_TRY_ASSIGN(Circle * circle, workspace->circle(made.circle));
    HEARD_TRY_ASSIGN(const QJsonArray pages, makePages(*circle, folder + QStringLiteral("/pages")));
    HEARD_TRY_ASSIGN(const profile::Comparison comparison, profile::compare(*circle, made.before, made.after));
    const QString comparisonFile = folder + QStringLiteral("/pages/compared.json");
    HEARD_TRY(saveFile(comparisonFile, QJsonDocument(comparisonJson(*circle, comparison)).toJson()));

    QJsonArray people;
    for (const demo::Someone &someone : made.people) {
        people.append(QJsonObject{{QStringLiteral("name"), someone.name},
                                  {QStringLiteral("role"), someone.role},
                                  {QStringLiteral("vault"), someone.folder},
                                  {QStringLiteral("recovery_code"), someone.recoveryCode},
                                  {QStringLiteral("member"), someone.member.toHex()}});
    }
    const QString open =
        QStringLiteral("heard-cli --vault '%1' --passphrase-file '%2' --pretty ").arg(made.people.front().folder, made.passphraseFile);
    const QString prefix = made.circle.toHex().left(8);
    const QJsonObject json{{QStringLiteral("folder"), folder},
                           {QStringLiteral("passphrase"), made.passphrase},
                           {QStringLiteral("passphrase_file"), made.passphraseFile},
                           {QStringLiteral("shared_folder"), made.remote},
                           {QStringLiteral("people"), people},
                           {QStringLiteral("circle"), made.circle.toHex()},
                           {QStringLiteral("now"), timeJson(made.now)},
                           {QStringLiteral("check_words"), QJsonArray::fromStringList(made.checkWords)},
                           {QStringLiteral("all_show_the_same"), made.same},
                           {QStringLiteral("two_versions"), QJsonArray{twoVersionsJson(made.settled, made.settledBetween, true),
                                                                       twoVersionsJson(made.undecided, made.undecidedBetween, false)}},
                           {QStringLiteral("frozen"), QJsonArray{made.before.toHex(), made.after.toHex()}},
                           {QStringLiteral("compared"), QJsonObject{{QStringLiteral("file"), comparisonFile},
                                                                    {QStringLiteral("added"), comparison.added.size()},
                                                                    {QStringLiteral("removed"), comparison.removed.size()},
                                                                    {QStringLiteral("changed"), comparison.changed.size()}}},
                           {QStringLiteral("pages"), pages},
                           {QStringLiteral("invite_without_answer"), made.invite},
                           {QStringLiteral("waiting_to_send"), made.waiting},
                           {QStringLiteral("try"), QJsonArray{open + QStringLiteral("profile show ") + prefix,
                                                              open + QStringLiteral("pending"), open + QStringLiteral("vault check")}},
                           {QStringLiteral("seconds"), double(timer.elapsed()) / 1000}};
    HEARD_TRY(saveFile(demo::listingFile(folder), QJsonDocument(json).toJson()));
    return json;
}

} // namespace

void addDemoCommand(Commands &commands)
{
    commands.add<DemoOptions>(commands.root(), "demo", "The main job from end to end, with a made-up young person; prints where the results lie",
                              declareDemo, runDemo, Commands::Fonts::Needed);
}

} // namespace heard::cli
