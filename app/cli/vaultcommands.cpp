// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "json.h"
#include "passphrase.h"
#include "standardstreams.h"

namespace heard::cli {

namespace {

std::set<std::string> roleNames()
{
    std::set<std::string> names;
    const QList<Role> roles = allRoles();
    for (const Role role : roles)
        names.insert(roleName(role).toStdString());
    return names;
}

struct Kdf
{
    std::string name = "moderate";

    void declare(CLI::App &app)
    {
        app.add_option("--kdf", name, "How hard the passphrase is to guess: moderate (128 MiB) or interactive (64 MiB, for phones and scripts)")
            ->check(CLI::IsMember({"moderate", "interactive"}))
            ->capture_default_str();
    }
    [[nodiscard]] KdfCost cost() const { return name == "interactive" ? KdfCost::interactive() : KdfCost::moderate(); }
};

struct Create
{
    std::string name;
    std::string role;
    std::string language = "en-GB";
    Kdf kdf;
};

void declareCreate(CLI::App &app, Create &o)
{
    app.add_option("--name", o.name, "Your name, as the circle will see it")->required();
    app.add_option("--role", o.role, "Who you are in circles")->required()->check(CLI::IsMember(roleNames()));
    app.add_option("--member-language", o.language, "Your language (BCP 47)")->capture_default_str();
    o.kdf.declare(app);
}

Outcome create(Session &session, const Create &o)
{
    HEARD_TRY_ASSIGN(const Role role, roleFromName(text(o.role)));
    HEARD_TRY_ASSIGN(const Passphrase secret, session.newPassphrase({}, true));
    const Person person{text(o.name), role, text(o.language)};
    HEARD_TRY_ASSIGN(auto created, Workspace::create(session.vaultFolder(), person, secret, o.kdf.cost(), session.around()));
    const QJsonObject json{{QStringLiteral("vault"), created.workspace->vault().id().toHex()},
                           {QStringLiteral("device"), created.workspace->device().toHex()},
                           {QStringLiteral("folder"), session.vaultFolder()},
                           {QStringLiteral("recovery_code"), created.recoveryCode}};
    session.use(std::move(created.workspace));
    return json;
}

struct Nothing
{};

void declareNothing(CLI::App & /*app*/, Nothing & /*o*/) {}

Outcome info(Session &session, const Nothing & /*o*/)
{
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const QList<CircleOverview> overviews, workspace->circles());
    QJsonArray circles;
    qint64 commits = 0;
    qint64 waiting = 0;
    for (const CircleOverview &overview : overviews) {
        HEARD_TRY_ASSIGN(const qint64 count, workspace->vault().store().commitCount(overview.id));
        QJsonObject json = overviewJson(overview);
        json.insert(QStringLiteral("commits"), count);
        circles.append(json);
        commits += count;
        waiting += overview.waiting;
    }
    const Person &person = workspace->person();
    return QJsonObject{{QStringLiteral("vault"), workspace->vault().id().toHex()},
                       {QStringLiteral("device"), workspace->device().toHex()},
                       {QStringLiteral("folder"), session.vaultFolder()},
                       {QStringLiteral("format"), Store::schemaVersion},
                       {QStringLiteral("name"), person.name},
                       {QStringLiteral("role"), roleName(person.role)},
                       {QStringLiteral("language"), person.language},
                       {QStringLiteral("circles"), circles},
                       {QStringLiteral("commits"), commits},
                       {QStringLiteral("waiting"), waiting}};
}

Outcome check(Session &session, const Nothing & /*o*/)
{
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const Workspace::Check found, workspace->check());
    QJsonArray setAside;
    for (const auto &[circle, kept] : found.keptOut) {
        setAside.append(QJsonObject{{QStringLiteral("circle"), circle.toHex()},
                                    {QStringLiteral("device"), kept.device.toHex()},
                                    {QStringLiteral("member"), kept.member.isNull() ? QJsonValue() : QJsonValue(kept.member.toHex())},
                                    {QStringLiteral("reason"), kept.reason},
                                    {QStringLiteral("times"), kept.times}});
    }
    Outcome outcome = QJsonObject{{QStringLiteral("ok"), found.damaged.isEmpty()},
                                  {QStringLiteral("commits"), found.commits},
                                  {QStringLiteral("chunks"), found.chunks},
                                  {QStringLiteral("damaged"), QJsonArray::fromStringList(found.damaged)},
                                  {QStringLiteral("set_aside"), setAside}};
    if (!found.damaged.isEmpty())
        outcome.error =
            Error{ErrorCode::Damaged, QStringLiteral("damaged"),
                  coreText("Some of this vault is damaged. What can be read is safe. Restore a backup, or join again from another device."),
                  found.damaged.join(QStringLiteral("; ")), false};
    return outcome;
}

struct NewPassphrase
{
    std::string newFile;
    Kdf kdf;
};

void declarePassphrase(CLI::App &app, NewPassphrase &o)
{
    app.add_option("--new-passphrase-file", o.newFile, "File whose first line is the new passphrase; asked for when left out");
    o.kdf.declare(app);
}

Outcome passphrase(Session &session, const NewPassphrase &o)
{
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const Passphrase secret, session.newPassphrase(text(o.newFile), false));
    HEARD_TRY(workspace->vault().setPassphrase(secret, o.kdf.cost()));
    return QJsonObject{{QStringLiteral("vault"), workspace->vault().id().toHex()}, {QStringLiteral("changed"), true}};
}

struct Recover
{
    std::string codeFile;
    std::string newFile;
    bool renew = false;
    Kdf kdf;
};

void declareRecover(CLI::App &app, Recover &o)
{
    app.add_option("--code-file", o.codeFile, "File with the recovery code, such as the one the window saves")->required();
    app.add_option("--new-passphrase-file", o.newFile, "File whose first line is the new passphrase; as --passphrase-file when left out");
    app.add_flag("--renew-code", o.renew, "Also make a new recovery code; the old one stops working");
    o.kdf.declare(app);
}

Outcome recover(Session &session, const Recover &o)
{
    HEARD_TRY_ASSIGN(const QString code, recoveryCodeFromFile(text(o.codeFile)));
    HEARD_TRY_ASSIGN(auto vault, Vault::openWithRecoveryCode(session.vaultFolder(), code, session.around()));
    HEARD_TRY_ASSIGN(const Passphrase secret, session.newPassphrase(text(o.newFile), true));
    HEARD_TRY(vault->setPassphrase(secret, o.kdf.cost()));
    QJsonObject json{{QStringLiteral("vault"), vault->id().toHex()}, {QStringLiteral("changed"), true}};
    if (o.renew) {
        HEARD_TRY_ASSIGN(const QString renewed, vault->renewRecoveryCode());
        json.insert(QStringLiteral("recovery_code"), renewed);
    }
    return json;
}

Outcome code(Session &session, const Nothing & /*o*/)
{
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const QString renewed, workspace->vault().renewRecoveryCode());
    return QJsonObject{{QStringLiteral("vault"), workspace->vault().id().toHex()}, {QStringLiteral("recovery_code"), renewed}};
}

struct Backup
{
    std::string out;
};

void declareBackup(CLI::App &app, Backup &o)
{
    app.add_option("--out", o.out, "The file to write; the vault's passphrase opens it")->required();
}

Outcome backup(Session &session, const Backup &o)
{
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY(checkOut(text(o.out)));
    HEARD_TRY(workspace->vault().backup(text(o.out)));
    return QJsonObject{{QStringLiteral("file"), text(o.out)}};
}

struct Restore
{
    std::string in;
    std::string codeFile;
};

void declareRestore(CLI::App &app, Restore &o)
{
    app.add_option("--in", o.in, "A file that `vault backup` wrote")->required();
    app.add_option("--code-file", o.codeFile, "File with the recovery code, when the passphrase of that day is forgotten");
}

Outcome restore(Session &session, const Restore &o)
{
    if (!o.codeFile.empty()) {
        HEARD_TRY_ASSIGN(const QString code, recoveryCodeFromFile(text(o.codeFile)));
        HEARD_TRY(Vault::restoreWithRecoveryCode(text(o.in), code, session.vaultFolder(), session.around()));
        return QJsonObject{{QStringLiteral("folder"), session.vaultFolder()}};
    }
    HEARD_TRY_ASSIGN(const Passphrase secret, session.passphrase());
    HEARD_TRY(Vault::restore(text(o.in), secret, session.vaultFolder(), session.around()));
    return QJsonObject{{QStringLiteral("folder"), session.vaultFolder()}};
}

Outcome makeOwn(Session &session, const Nothing & /*o*/)
{
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    const Id before = workspace->device();
    HEARD_TRY(workspace->makeOwn());
    return QJsonObject{{QStringLiteral("vault"), workspace->vault().id().toHex()},
                       {QStringLiteral("device"), workspace->device().toHex()},
                       {QStringLiteral("device_before"), before.toHex()}};
}

} // namespace

void addVaultCommands(Commands &commands, Commands::Where where)
{
    CLI::App &vault = commands.group("vault", "Your own encrypted store on this device");
    commands.add<Nothing>(vault, "info", "What is in the vault", declareNothing, info);
    commands.add<Nothing>(vault, "check",
                          "Verify every change: its seal, its signature and its place in the chain; and tell what was kept out, and why",
                          declareNothing, check);
    commands.add<Backup>(vault, "backup", "Write the whole vault into one sealed file", declareBackup, backup);
    if (where == Commands::Where::BatchLine)
        return; // the others need a vault that is not open yet
    commands.add<Create>(vault, "create", "Make a new vault; prints the recovery code to keep on paper", declareCreate, create);
    commands.add<NewPassphrase>(vault, "passphrase", "Change the passphrase", declarePassphrase, passphrase);
    commands.add<Nothing>(vault, "code", "Make a new recovery code and print it; the old one stops working", declareNothing, code);
    commands.add<Recover>(vault, "recover", "Open with the recovery code and set a new passphrase", declareRecover, recover);
    commands.add<Nothing>(vault, "make-own", "Make a copied vault a device of its own; what it wrote is sent with the next sync",
                          declareNothing, makeOwn);
    commands.add<Restore>(vault, "restore", "Unpack a backup into a new vault; it becomes a new device", declareRestore, restore);
}

} // namespace heard::cli
