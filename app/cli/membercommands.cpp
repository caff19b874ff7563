// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/filewriter.h"
#include "commands.h"
#include "files.h"
#include "json.h"
#include "passphrase.h"
#include "pick.h"
#include "standardstreams.h"

#include <algorithm>

namespace heard::cli {

namespace {

/** Invites and replies are small: what is larger is something else. */
constexpr qint64 longestFile = 64'000;

/** An invite or a reply, also when an editor saved it in another encoding. */
Result<QByteArray> readPassedFile(const std::string &path)
{
    HEARD_TRY_ASSIGN(const QString whole, readTextFile(text(path), longestFile));
    return whole.toUtf8();
}

struct Invitation
{
    std::string circle;
    std::string name;
    std::string role;
    std::vector<std::string> audiences;
    std::string out;
    int hours = 24;
    bool myDevice = false;
};

void declareInvite(CLI::App &app, Invitation &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--name", o.name, "Who is invited")->required();
    std::set<std::string> roles;
    const QList<Role> all = allRoles();
    for (const Role role : all)
        roles.insert(roleName(role).toStdString());
    app.add_option("--role", o.role, "Who they are in this circle")->required()->check(CLI::IsMember(roles));
    app.add_option("--audience", o.audiences, "What they will be able to read; everyone here is what all can");
    app.add_option("--out", o.out, "The file to give to them")->required();
    app.add_option("--hours", o.hours, "How long the invite can be used")->check(CLI::Range(1, 24 * 30))->capture_default_str();
    app.add_flag("--my-device", o.myDevice, "It is for another device of your own");
}

Outcome invite(Session &session, const Invitation &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY(checkOut(text(o.out)));
    for (const std::string &name : o.audiences) {
        HEARD_TRY_ASSIGN(const Id audience, circle->audienceFromName(text(name)));
        if (audience != circle->everyone())
            return fail(ErrorCode::Refused, "not-to-share", coreText("What only you can read cannot be opened to others. Nothing was changed."));
    }
    HEARD_TRY_ASSIGN(const Role role, roleFromName(text(o.role)));
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const Invite made, workspace->invite(*circle, {text(o.name), role, o.myDevice, o.hours}));
    HEARD_TRY(saveFile(text(o.out), made.file, FileRights::OwnerOnly));
    return QJsonObject{{QStringLiteral("invite"), text(o.out)}, {QStringLiteral("expires"), timeJson(made.expires)}};
}

struct Accept
{
    std::string invite;
    std::string replyOut;
};

void declareAccept(CLI::App &app, Accept &o)
{
    app.add_option("--invite", o.invite, "The file you were given")->required();
    app.add_option("--reply-out", o.replyOut, "The file to send back")->required();
}

Outcome accept(Session &session, const Accept &o)
{
    HEARD_TRY_ASSIGN(const QByteArray file, readPassedFile(o.invite));
    HEARD_TRY_ASSIGN(const InviteInfo info, readInvite(file));
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY(checkOut(text(o.replyOut)));
    HEARD_TRY_ASSIGN(const Workspace::Accepted accepted, workspace->accept(file));
    const Result<QStringList> words = accepted.transcript.checkWords();
    const Result<> saved = words ? saveFile(text(o.replyOut), accepted.reply, FileRights::OwnerOnly) : std::unexpected(words.error());
    if (!saved) {
        // Without its reply the invite would be used up for nothing: as if it had not been opened.
        HEARD_TRY(workspace->eraseCircle(accepted.circle));
        return std::unexpected(saved.error());
    }
    return QJsonObject{{QStringLiteral("circle"), accepted.circle.toHex()},
                       {QStringLiteral("name"), info.circleName},
                       {QStringLiteral("invited_by"), info.inviterName},
                       {QStringLiteral("role"), roleName(info.role)},
                       {QStringLiteral("another_device_of"), info.anotherDevice ? QJsonValue(info.inviterName) : QJsonValue()},
                       {QStringLiteral("reply"), text(o.replyOut)},
                       {QStringLiteral("check_words"), QJsonArray::fromStringList(*words)}};
}

struct Admit
{
    std::string circle;
    std::string reply;
    std::string words;
    bool look = false;
};

void declareAdmit(CLI::App &app, Admit &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--reply", o.reply, "The file that came back")->required();
    app.add_option("--check-words", o.words,
                   "The six words that the other person reads out. When they differ, nobody is let in and the invite is void. "
                   "Asked for on a terminal; in a script without this option, giving the reply says that they were compared");
    app.add_flag("--look", o.look, "Only print who asks and the words to compare; nobody is let in yet");
}

Outcome admit(Session &session, const Admit &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const QByteArray reply, readPassedFile(o.reply));
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const Workspace::Knock knock, workspace->readReply(*circle, reply));
    HEARD_TRY_ASSIGN(const QStringList words, knock.transcript.checkWords());
    QJsonObject json{{QStringLiteral("circle"), circle->id().toHex()},
                     {QStringLiteral("name"), knock.name},
                     {QStringLiteral("role"), roleName(knock.role)},
                     {QStringLiteral("another_device_of_mine"), knock.anotherDeviceOfMine},
                     {QStringLiteral("check_words"), QJsonArray::fromStringList(words)}};
    if (o.look)
        return json;
    QString heard = text(o.words);
    if (heard.isEmpty() && session.canAsk()) {
        // Typed as they are read out, before ours are shown: whoever only sees words to agree to agrees.
        HEARD_TRY_ASSIGN(heard,
                         answerFromTerminal(coreText("Ask %1 to read out the six words on their screen. Type them here:").arg(knock.name)));
    }
    if (!heard.isEmpty()) {
        HEARD_TRY_ASSIGN(const QStringList theirs, readCheckWords(heard));
        if (theirs != words) {
            HEARD_TRY(workspace->refuse(*circle, reply));
            return fail(ErrorCode::Refused, "words-differ",
                        coreText("The words are not the same. Nobody was let in. Make a new invite, and hand it over in person."));
        }
    }
    json.insert(QStringLiteral("compared"), !heard.isEmpty());
    HEARD_TRY_ASSIGN(const Workspace::Admitted admitted, workspace->admit(*circle, reply));
    json.insert(QStringLiteral("member"), admitted.member.toHex());
    return json;
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
    QJsonArray members;
    const QList<Member> all = circle->members();
    for (const Member &member : all)
        members.append(memberJson(*circle, member));
    return members;
}

struct OneDevice
{
    std::string circle;
    std::string device;
    std::string name;
    bool seen = false;
};

void declareOneDevice(CLI::App &app, OneDevice &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("device", o.device, "Id of the device, as member list prints it")->required();
    app.add_option("--name", o.name, "What it is called from now on; only its own person can say so");
    app.add_flag("--seen", o.seen, "It is right that it is here: do not tell of it again");
}

QJsonArray newDevicesJson(const QList<DeviceInfo> &devices)
{
    QJsonArray list;
    for (const DeviceInfo &device : devices) {
        list.append(QJsonObject{{QStringLiteral("id"), device.id.toHex()},
                                {QStringLiteral("member"), device.member.toHex()},
                                {QStringLiteral("name"), device.name},
                                {QStringLiteral("since"), timeJson(device.since)}});
    }
    return list;
}

Outcome oneDevice(Session &session, const OneDevice &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    const QString wanted = text(o.device).toLower();
    QList<Id> found;
    const QList<Member> members = circle->members();
    for (const Member &member : members) {
        std::copy_if(member.devices.cbegin(), member.devices.cend(), std::back_inserter(found),
                     [&](const Id &id) { return !wanted.isEmpty() && id.toHex().startsWith(wanted); });
    }
    if (found.size() != 1)
        return fail(ErrorCode::NotFound, "no-such-device", coreText("There is no device like this in the circle."), wanted);
    if (!o.name.empty())
        HEARD_TRY(circle->nameDevice(found.constFirst(), text(o.name)));
    if (o.seen)
        HEARD_TRY(circle->deviceSeen(found.constFirst()));
    HEARD_TRY_ASSIGN(const QList<DeviceInfo> fresh, circle->newDevices());
    return QJsonObject{{QStringLiteral("device"), found.constFirst().toHex()}, {QStringLiteral("new_devices"), newDevicesJson(fresh)}};
}

struct Remove
{
    std::string circle;
    std::string member;
};

void declareRemove(CLI::App &app, Remove &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("member", o.member, "Id of the member")->required();
}

Outcome remove(Session &session, const Remove &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Member member, pickMember(*circle, o.member));
    HEARD_TRY(circle->removeMember(member.id));
    return QJsonObject{{QStringLiteral("member"), member.id.toHex()}, {QStringLiteral("removed"), true}};
}

} // namespace

void addMemberCommands(Commands &commands)
{
    CLI::App &member = commands.group("member", "The people of a circle");
    commands.add<Invitation>(member, "invite", "First step: write an invite file for somebody", declareInvite, invite);
    commands.add<Accept>(member, "accept", "Second step, on their device: read the invite and write the reply", declareAccept, accept);
    commands.add<Admit>(member, "admit", "Third step: read the reply and let them in, once the check words are the same", declareAdmit, admit);
    commands.add<List>(member, "list", "Who is here, then who has left", declareList, list);
    commands.add<OneDevice>(member, "device",
                            "Name one of your own devices, or say that a new one of somebody is right; prints those not looked at yet",
                            declareOneDevice, oneDevice);
    commands.add<Remove>(member, "remove", "They see nothing new from now on; what they have read stays with them", declareRemove, remove);
}

} // namespace heard::cli
