// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "circle/given.h"
#include "circle/invite_format.h"
#include "circle/workspace_private.h"

namespace heard {

namespace {

constexpr qint64 hour = 3'600'000;

const QByteArray givenPrefix = QByteArrayLiteral("given:");

/** An invite this vault gave out: the invite itself, and what became of it. Stored as a number: never renumber. */
struct Given
{
    enum class State { Open = 0, Used = 1, Void = 2 };
    InviteBody invite;
    State state = State::Open;
    qint64 made = 0; ///< ms since 1970, by the clock of this device
};

Result<> keepGiven(Vault &vault, const Given &given)
{
    return vault.keep(given.invite.info.circle, ItemKind::Invite, givenPrefix + given.invite.inviteId(),
                      toCbor(QCborArray{given.invite.file(), int(given.state), given.made}));
}

Result<Given> keptGiven(const Vault &vault, const Id &circle, const QByteArray &inviteId)
{
    HEARD_TRY_ASSIGN(const QByteArray plain, vault.kept(circle, ItemKind::Invite, givenPrefix + inviteId));
    if (plain.isEmpty())
        return fail(ErrorCode::Refused, "invite-not-ours",
                    coreText("This reply is not for an invite from this device. Open it where the invite was made."));
    HEARD_TRY_ASSIGN(const QCborValue body, fromCbor(plain));
    CborFields f(body);
    const QByteArray file = f.bytes();
    Given given;
    given.state = Given::State(f.integer());
    given.made = f.integer();
    HEARD_TRY_ASSIGN(given.invite, InviteBody::read(file));
    return given;
}

Error expired()
{
    return {ErrorCode::Refused, QStringLiteral("invite-expired"), coreText("This invite is too old to use. Ask for a new one."), {}, false};
}

Error oldReply()
{
    return {ErrorCode::Refused,
            QStringLiteral("reply-expired"),
            coreText("This reply is too old. Nobody was let in. Make a new invite. Check the date on both devices too."),
            {},
            false};
}

Error voidInvite()
{
    return {ErrorCode::Refused,
            QStringLiteral("invite-void"),
            coreText("The words for this invite were not the same. It is no longer good. Make a new one, and hand it over in person."),
            {},
            false};
}

Error usedUp()
{
    return {ErrorCode::Refused,
            QStringLiteral("invite-used"),
            coreText("This invite has been used already. An invite works once. Make a new one."),
            {},
            false};
}

} // namespace

Result<Invite> Workspace::invite(Circle &circle, const NewMember &who)
{
    const auto me = circle.member(circle.me());
    if (!me || me->removed)
        return fail(ErrorCode::Refused, "not-a-member", coreText("You are not in this circle any more. What you wrote before is still here."));
    if (!me->owner && !who.anotherDeviceOfMine)
        return fail(ErrorCode::Refused, "not-owner", coreText("Only the young person or a parent can invite people. Ask one of them."));
    if (who.hours < 1 || who.hours > 24 * 30)
        return fail(ErrorCode::BadInput, "bad-hours", coreText("An invite can be open for 1 hour to 30 days."));
    InviteBody body;
    body.info.circle = circle.id();
    body.info.circleName = circle.overview().name;
    body.info.inviterName = me->name;
    body.info.role = who.anotherDeviceOfMine ? me->role : who.role;
    body.info.anotherDevice = who.anotherDeviceOfMine;
    body.info.expires = d->vault->around().clock->now() + who.hours * hour;
    body.inviter = circle.device();
    HEARD_TRY_ASSIGN(body.info.name, checkedName(who.anotherDeviceOfMine ? me->name : who.name));
    body.secret = QByteArray(16, Qt::Uninitialized);
    circle.fillRandom(body.secret);
    HEARD_TRY(keepGiven(*d->vault, {body, Given::State::Open, d->vault->around().clock->now()}));
    return Invite{body.file(), body.info.expires};
}

Result<Workspace::Accepted> Workspace::accept(const QByteArray &file)
{
    HEARD_TRY_ASSIGN(const InviteBody invite, InviteBody::read(file));
    if (invite.info.expires < d->vault->around().clock->now())
        return std::unexpected(expired());
    const Id circle = invite.info.circle;
    HEARD_TRY_ASSIGN(const QList<Id> known, d->vault->store().circles());
    if (known.contains(circle)) {
        HEARD_TRY_ASSIGN(Circle *const here, this->circle(circle));
        if (here->isOpen())
            return fail(ErrorCode::Refused, "already-in", coreText("You are in this circle already. You do not need this invite."));
        return fail(ErrorCode::Refused, "invite-opened",
                    coreText("This invite was opened here before. Send the reply you have. Or erase the waiting circle and ask for a new invite."));
    }
    ReplyBody reply;
    reply.circle = circle;
    reply.inviteId = invite.inviteId();
    reply.signKey = d->keys.sign.publicKey;
    reply.boxKey = d->keys.box.publicKey;
    reply.name = d->person.name;
    reply.language = d->person.language;
    reply.admission = sign(d->keys.sign, "heard.admission.v1", admissionText(circle, invite.inviter, d->keys.id, invite.admission()));
    reply.made = d->vault->around().clock->now();
    reply.nonce = QByteArray(16, Qt::Uninitialized);
    auto waiting = d->bare(circle);
    waiting->fillRandom(reply.nonce);
    reply.proof = proofFor(invite.secret, reply.signedPart());
    reply.signature = sign(d->keys.sign, "heard.reply.v1", reply.signedPart());

    waiting->d->pendingName = invite.shown().circleName;
    HEARD_TRY(d->vault->store().transaction([&]() -> Result<> {
        HEARD_TRY(waiting->d->keepOverview());
        return d->vault->keep(circle, ItemKind::Invite, acceptedInvite,
                              toCbor(QCborArray{waiting->d->pendingName, invite.inviter.toBytes(), file, reply.file()}));
    }));
    d->open.emplace(circle, std::move(waiting));
    return Accepted{circle, reply.file(), {invite.payload(), reply.payload()}};
}

Result<Workspace::Knock> Workspace::readReply(Circle &circle, const QByteArray &file)
{
    HEARD_TRY_ASSIGN(const ReplyBody reply, ReplyBody::read(file));
    if (reply.circle != circle.id())
        return fail(ErrorCode::BadInput, "other-circle", coreText("This reply is for another circle. Open that circle first."));
    HEARD_TRY_ASSIGN(const Given given, keptGiven(*d->vault, circle.id(), reply.inviteId));
    if (given.state == Given::State::Used)
        return std::unexpected(usedUp());
    if (given.state == Given::State::Void)
        return std::unexpected(voidInvite());
    const qint64 now = d->vault->around().clock->now();
    if (given.invite.info.expires < now)
        return std::unexpected(expired());
    // This keeps an honest reply from being let in long after it was talked about. One that says it is older than the invite it
    // answers comes from a device with a wrong clock: that is no reason to leave its person outside, and the invite ends by our own clock.
    const bool clockIsWrong = reply.made < given.made - 24 * hour;
    if (!clockIsWrong && reply.made < now - replyHours * hour)
        return std::unexpected(oldReply());
    const Id device = Device::idOf(reply.signKey, reply.boxKey);
    if (proofFor(given.invite.secret, reply.signedPart()) != reply.proof
        || !verify(reply.signKey, "heard.admission.v1", admissionText(circle.id(), circle.device(), device, given.invite.admission()),
                   reply.admission))
        return fail(ErrorCode::Refused, "wrong-proof",
                    coreText("This reply does not fit the invite. Do not let anyone in with it. Make a new invite."));
    if (circle.device(device))
        return fail(ErrorCode::Refused, "already-in", coreText("This device is in the circle already."));
    return Knock{circle.id(), given.invite.info.anotherDevice ? given.invite.info.name : reply.shownName(), given.invite.info.role,
                 Transcript(given.invite.payload(), reply.payload()), given.invite.info.anotherDevice};
}

Result<Workspace::Admitted> Workspace::admit(Circle &circle, const QByteArray &file)
{
    HEARD_TRY_ASSIGN(const Knock knock, readReply(circle, file));
    HEARD_TRY_ASSIGN(const ReplyBody reply, ReplyBody::read(file));
    HEARD_TRY_ASSIGN(Given given, keptGiven(*d->vault, circle.id(), reply.inviteId));
    Circle::Private &c = *circle.d;
    Id member = circle.me();
    QList<Operation> operations;
    if (!knock.anotherDeviceOfMine) {
        operations = c.making(memberKind::member,
                              {{memberKind::grant.key(), QCborValue(roleName(knock.role))},
                               {memberKind::name.key(), QCborValue(knock.name)},
                               {memberKind::role.key(), QCborValue(roleName(knock.role))},
                               {memberKind::language.key(), QCborValue(reply.language)}},
                              &member);
    }
    operations += c.making(deviceKind::device, {{deviceKind::member.key(), FieldCodec<Id>::encode(member)},
                                                {deviceKind::sign.key(), QCborValue(reply.signKey)},
                                                {deviceKind::box.key(), QCborValue(reply.boxKey)},
                                                {deviceKind::proof.key(), QCborValue(reply.admission)}});
    const Device device{Device::idOf(reply.signKey, reply.boxKey), member, reply.signKey, reply.boxKey};
    HEARD_TRY(c.write(c.everyone, operations, false, [&]() -> Result<> {
        std::vector<const EpochKey *> inside;
        for (const EpochKey &key : c.keyring) {
            if (key.audience == c.everyone || (knock.anotherDeviceOfMine && c.counts(key)))
                inside.push_back(&key);
        }
        HEARD_TRY(c.queueLetter(device, inside));
        HEARD_TRY(c.noteSeen(device.id));
        given.state = Given::State::Used;
        return keepGiven(*d->vault, given);
    }));
    c.changed();
    return Admitted{member};
}

Result<> Workspace::refuse(Circle &circle, const QByteArray &file)
{
    HEARD_TRY_ASSIGN(const ReplyBody reply, ReplyBody::read(file));
    HEARD_TRY_ASSIGN(Given given, keptGiven(*d->vault, circle.id(), reply.inviteId));
    if (given.state == Given::State::Used)
        return std::unexpected(usedUp());
    given.state = Given::State::Void;
    return keepGiven(*d->vault, given);
}

Result<int> openInvites(const Vault &vault, const Id &circle)
{
    HEARD_TRY_ASSIGN(const auto all, vault.allKept(circle, ItemKind::Invite));
    const qint64 now = vault.around().clock->now();
    int open = 0;
    for (const auto &[name, plain] : all) {
        if (!name.startsWith(givenPrefix))
            continue;
        HEARD_TRY_ASSIGN(const Given given, keptGiven(vault, circle, name.sliced(givenPrefix.size())));
        open += given.state == Given::State::Open && given.invite.info.expires >= now ? 1 : 0;
    }
    return open;
}

} // namespace heard
