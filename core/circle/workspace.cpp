// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/workspace.h"

#include "base/cbor.h"
#include "base/text.h"
#include "circle/workspace_private.h"

#include <QRegularExpression>
#include <algorithm>

namespace heard {

namespace {

const QString deviceSlot = QStringLiteral("device");

Result<NewCircle> checkedCircle(const NewCircle &wanted)
{
    NewCircle circle = wanted;
    HEARD_TRY_ASSIGN(circle.name, checkedName(wanted.name));
    if (circle.type != QLatin1String("young-person") && circle.type != QLatin1String("group"))
        return fail(ErrorCode::BadInput, "unknown-kind", coreText("A circle is for a young person or for a group. Choose one."));
    static const QRegularExpression month(QStringLiteral("^(19|20)\\d\\d-(0[1-9]|1[0-2])$"));
    if (!circle.born.isEmpty() && !month.match(circle.born).hasMatch())
        return fail(ErrorCode::BadInput, "bad-month", coreText("Write the month of birth as year and month, like 2017-05."));
    static const QStringList nations{QStringLiteral("england"), QStringLiteral("wales"), QStringLiteral("scotland"),
                                     QStringLiteral("northern-ireland")};
    if (!circle.nation.isEmpty() && !nations.contains(circle.nation))
        return fail(ErrorCode::BadInput, "unknown-nation", coreText("Choose England, Wales, Scotland or Northern Ireland."));
    return circle;
}

} // namespace

QByteArray encodeOverview(const CircleOverview &o)
{
    return toCbor(QCborArray{1, o.name, o.type, o.members, o.clashes, o.waiting, o.waitingSince, o.waitingToJoin});
}

Result<CircleOverview> decodeOverview(const Id &circle, const QByteArray &bytes)
{
    HEARD_TRY_ASSIGN(const QCborValue body, fromCbor(bytes));
    CborFields f(body);
    CircleOverview o;
    o.id = circle;
    [[maybe_unused]] const qint64 version = f.integer();
    o.name = f.text();
    o.type = f.text();
    o.members = f.integer();
    o.clashes = f.integer();
    o.waiting = f.integer();
    o.waitingSince = f.integer(INT64_MIN);
    o.waitingToJoin = f.boolean();
    if (!f.finished())
        return fail(ErrorCode::Damaged, "damaged-vault", coreText("Part of this vault is damaged. Restore a backup."),
                    QStringLiteral("overview"));
    return o;
}

SealContext overviewContext(const Id &circle)
{
    return {.purpose = QByteArrayLiteral("overview"), .circle = circle, .stream = {}, .number = 0, .name = {}};
}

Workspace::Workspace(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

Workspace::~Workspace() = default;

Result<Workspace::Created> Workspace::create(const QString &folder, const Person &person, const Passphrase &passphrase, const KdfCost &cost,
                                             const Surroundings &around, Vault::NewCode newCode)
{
    Person checked = person;
    HEARD_TRY_ASSIGN(checked.name, checkedName(person.name));
    auto priv = std::make_unique<Private>();
    priv->person = checked;
    priv->keys = DeviceKeys::make(*around.random);
    HEARD_TRY_ASSIGN(Vault::Created created, Vault::create(folder, passphrase, cost, around, newCode, [&](Vault &vault) -> Result<> {
                         HEARD_TRY(keepPerson(vault, checked));
                         return keepDevice(vault, deviceSlot, priv->keys);
                     }));
    priv->vault = std::move(created.vault);
    return Created{std::unique_ptr<Workspace>(new Workspace(std::move(priv))), created.recoveryCode};
}

Result<std::unique_ptr<Workspace>> Workspace::open(std::unique_ptr<Vault> vault)
{
    auto priv = std::make_unique<Private>();
    priv->vault = std::move(vault);
    HEARD_TRY_ASSIGN(priv->person, keptPerson(*priv->vault));
    HEARD_TRY_ASSIGN(priv->keys, keptDevice(*priv->vault, deviceSlot));
    HEARD_TRY_ASSIGN(priv->earlier, earlierDevices(*priv->vault));
    HEARD_TRY_ASSIGN(const bool restored, priv->vault->wasRestored());
    if (restored)
        HEARD_TRY(priv->takeNewIdentity());
    return std::unique_ptr<Workspace>(new Workspace(std::move(priv)));
}

Result<> Workspace::Private::takeNewIdentity()
{
    // Two copies of one vault must never write as one device. The old keys sign for the new ones, in every circle.
    HEARD_TRY_ASSIGN(DeviceKeys old, keptDevice(*vault, deviceSlot));
    DeviceKeys fresh = DeviceKeys::make(*vault->around().random);
    HEARD_TRY(vault->store().transaction([&]() -> Result<> {
        HEARD_TRY_ASSIGN(const QList<Id> circles, vault->store().circles());
        for (const Id &id : circles) {
            const auto circle = bare(id);
            circle->d->keys = &old;
            HEARD_TRY(circle->d->load());
            const Id me = circle->me();
            if (me.isNull())
                continue; // still waiting to join: the invite was for the old keys, and has to be accepted again
            const QByteArray certificate = sign(old.sign, "heard.certificate.v1", certificateText(id, me, fresh.id));
            circle->d->keys = &fresh;
            const QList<Operation> introduction =
                circle->d->making(deviceKind::device, {{deviceKind::member.key(), FieldCodec<Id>::encode(me)},
                                                       {deviceKind::sign.key(), QCborValue(fresh.sign.publicKey)},
                                                       {deviceKind::box.key(), QCborValue(fresh.box.publicKey)},
                                                       {deviceKind::certifier.key(), FieldCodec<Id>::encode(old.id)},
                                                       {deviceKind::certificate.key(), QCborValue(certificate)}});
            HEARD_TRY(circle->d->write(circle->everyone(), introduction, true, {}));
        }
        HEARD_TRY(keepEarlierDevice(*vault, earlier.size(), old));
        HEARD_TRY(keepDevice(*vault, deviceSlot, fresh));
        return vault->clearRestored();
    }));
    earlier.push_back(std::move(old));
    keys = std::move(fresh);
    return {};
}

Result<> Workspace::makeOwn()
{
    HEARD_TRY(d->takeNewIdentity());
    for (const auto &[id, circle] : d->open) {
        HEARD_TRY(circle->d->load());
        circle->d->changed();
    }
    return {};
}

std::unique_ptr<Circle> Workspace::Private::bare(const Id &id) const
{
    auto priv = std::make_unique<Circle::Private>();
    priv->vault = vault.get();
    priv->keys = &keys;
    priv->earlier = &earlier;
    priv->id = id;
    priv->everyone = everyoneOf(id);
    priv->fold = Fold(id);
    return std::unique_ptr<Circle>(new Circle(std::move(priv)));
}

Vault &Workspace::vault()
{
    return *d->vault;
}

const Person &Workspace::person() const
{
    return d->person;
}

Result<> Workspace::setPerson(const Person &person)
{
    Person checked = person;
    HEARD_TRY_ASSIGN(checked.name, checkedName(person.name));
    HEARD_TRY(keepPerson(*d->vault, checked));
    d->person = checked;
    return {};
}

Id Workspace::device() const
{
    return d->keys.id;
}

Result<QList<CircleOverview>> Workspace::circles() const
{
    HEARD_TRY_ASSIGN(const QList<Id> ids, d->vault->store().circles());
    QList<CircleOverview> all;
    for (const Id &id : ids) {
        HEARD_TRY_ASSIGN(const QByteArray sealed, d->vault->store().overview(id));
        HEARD_TRY_ASSIGN(const QByteArray plain, d->vault->unseal(overviewContext(id), sealed));
        HEARD_TRY_ASSIGN(const CircleOverview overview, decodeOverview(id, plain));
        all.append(overview);
    }
    std::sort(all.begin(), all.end(), [](const CircleOverview &a, const CircleOverview &b) {
        const int byName = a.name.localeAwareCompare(b.name);
        return byName != 0 ? byName < 0 : a.id < b.id;
    });
    return all;
}

Result<Circle *> Workspace::circle(const Id &id)
{
    if (const auto known = d->open.find(id); known != d->open.end())
        return known->second.get();
    HEARD_TRY_ASSIGN(const QList<Id> ids, d->vault->store().circles());
    if (!ids.contains(id))
        return fail(ErrorCode::NotFound, "no-such-circle", coreText("This circle is not on this device."));
    auto circle = d->bare(id);
    HEARD_TRY(circle->d->load());
    return d->open.emplace(id, std::move(circle)).first->second.get();
}

Result<Circle *> Workspace::createCircle(const NewCircle &wanted)
{
    HEARD_TRY_ASSIGN(const NewCircle checked, checkedCircle(wanted));
    QByteArray genesis(16, Qt::Uninitialized);
    d->vault->around().random->fill({reinterpret_cast<unsigned char *>(genesis.data()), size_t(genesis.size())});
    const Id id = circleIdFor(d->keys.id, genesis);
    auto circle = d->bare(id);
    Circle::Private &c = *circle->d;
    Random &random = *d->vault->around().random;
    EpochKey everyoneKey{Id::random(random), c.everyone, SecretBytes::random(keySize, random), d->keys.id};
    Id memberRecord;
    QList<Operation> operations = c.making(circleKind::circle, {{circleKind::genesis.key(), QCborValue(genesis)},
                                                                {circleKind::name.key(), QCborValue(checked.name)},
                                                                {circleKind::type.key(), QCborValue(checked.type)}});
    const Id circleRecord = operations.constFirst().record;
    if (!checked.born.isEmpty())
        operations.append({circleRecord, circleKind::circle, circleKind::born.key(), QCborValue(checked.born), {}});
    if (!checked.nation.isEmpty())
        operations.append({circleRecord, circleKind::circle, circleKind::nation.key(), QCborValue(checked.nation), {}});
    operations += c.making(memberKind::member,
                           {{memberKind::grant.key(), QCborValue(roleName(d->person.role))},
                            {memberKind::name.key(), QCborValue(d->person.name)},
                            {memberKind::role.key(), QCborValue(roleName(d->person.role))},
                            {memberKind::language.key(), QCborValue(d->person.language)}},
                           &memberRecord);
    QList<std::pair<QString, QCborValue>> device{{deviceKind::member.key(), FieldCodec<Id>::encode(memberRecord)},
                                                 {deviceKind::sign.key(), QCborValue(d->keys.sign.publicKey)},
                                                 {deviceKind::box.key(), QCborValue(d->keys.box.publicKey)}};
    if (!d->vault->around().deviceName.isEmpty())
        device.append({deviceKind::name.key(), QCborValue(d->vault->around().deviceName)});
    operations += c.making(deviceKind::device, device);
    operations += c.making(epochKind::epoch, {{epochKind::audience.key(), FieldCodec<Id>::encode(c.everyone)},
                                              {epochKind::epochId.key(), FieldCodec<Id>::encode(everyoneKey.epoch)},
                                              {epochKind::after.key(), FieldCodec<QList<Id>>::encode({})}});
    EpochKey onlyMeKey{Id::random(random), onlyMeOf(id, memberRecord), SecretBytes::random(keySize, random), d->keys.id};
    HEARD_TRY(d->vault->store().transaction([&]() -> Result<> {
        HEARD_TRY(c.keepOverview()); // adds the circle, so that the rest may hang on it
        HEARD_TRY(c.addKey(std::move(everyoneKey)));
        HEARD_TRY(c.addKey(std::move(onlyMeKey)));
        HEARD_TRY(c.write(c.everyone, operations, true, {}));
        return {};
    }));
    return d->open.emplace(id, std::move(circle)).first->second.get();
}

Result<> Workspace::eraseCircle(const Id &id)
{
    HEARD_TRY_ASSIGN(const QList<Id> ids, d->vault->store().circles());
    if (!ids.contains(id))
        return fail(ErrorCode::NotFound, "no-such-circle", coreText("This circle is not on this device."));
    if (const auto known = d->open.find(id); known != d->open.end()) {
        known->second->d->sinceCheckpoint = 0; // nothing of it is to be written again
        d->open.erase(known);
    }
    return d->vault->store().eraseCircle(id);
}

Result<Workspace::Check> Workspace::check()
{
    Check result;
    HEARD_TRY_ASSIGN(const QString integrity, d->vault->store().integrity());
    if (!integrity.isEmpty())
        result.damaged.append(QStringLiteral("database: ") + integrity);
    HEARD_TRY_ASSIGN(const QList<Id> ids, d->vault->store().circles());
    for (const Id &id : ids) {
        const auto opened = circle(id);
        if (!opened) {
            result.damaged.append(id.toHex().first(8) + QStringLiteral(": ") + opened.error().name);
            continue;
        }
        HEARD_TRY_ASSIGN(const Circle::Check one, (*opened)->check());
        result.commits += one.commits;
        result.chunks += one.chunks;
        for (const KeptOut &kept : one.keptOut)
            result.keptOut.append({id, kept});
        for (const QString &damaged : one.damaged)
            result.damaged.append(id.toHex().first(8) + QLatin1Char('/') + damaged);
    }
    return result;
}

} // namespace heard
