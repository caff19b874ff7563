// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "circle/circle_private.h"

#include <algorithm>

namespace heard {

QByteArray Circle::Private::nonce() const
{
    QByteArray bytes(16, Qt::Uninitialized);
    around().random->fill({reinterpret_cast<unsigned char *>(bytes.data()), size_t(bytes.size())});
    return bytes;
}

QList<Operation> Circle::Private::making(const QString &kind, const QList<std::pair<QString, QCborValue>> &fields, Id *made) const
{
    return makingIn(everyone, kind, fields, made);
}

QList<Operation> Circle::Private::makingIn(const Id &audience, const QString &kind, const QList<std::pair<QString, QCborValue>> &fields,
                                           Id *made) const
{
    const QByteArray random = nonce();
    const Id record = recordIdFor(keys->id, audience, random);
    if (made)
        *made = record;
    QList<Operation> operations{{record, kind, common::made.key(), QCborValue(random), {}}};
    for (const auto &[field, value] : fields)
        operations.append({record, kind, field, value, {}});
    return operations;
}

SealContext Circle::Private::commitContext(const Id &stream, quint64 seq, const QByteArray &prev) const
{
    return {.purpose = QByteArrayLiteral("commit"), .circle = id, .stream = stream, .number = seq, .name = prev};
}

Result<> Circle::Private::store(const SignedCommit &commit, const Commit &content, const QByteArray &hash, bool own)
{
    const Id stream = content.stream();
    StoredCommit row;
    row.circle = id;
    row.stream = stream;
    row.seq = content.seq;
    row.hash = hash;
    row.sealed = vault->seal(commitContext(stream, content.seq, row.hash), commit.bytes);
    row.own = own;
    HEARD_TRY(vault->store().append(row));
    return {};
}

Commit Circle::Private::drafted(const Id &audience, const QList<Operation> &operations) const
{
    Commit commit;
    commit.circle = id;
    commit.audience = audience;
    commit.device = keys->id;
    const Id stream = commit.stream();
    commit.seq = stored.value(stream, 0) + 1;
    commit.prev = lastHash.value(stream, QByteArray(hashSize, '\0'));
    commit.seen = fold.seenFor(audience, stream);
    if (const EpochKey *key = keyFor(audience))
        commit.epoch = key->epoch;
    commit.time = around().clock->now();
    commit.operations = operations;
    commit.seed = nonce();
    return commit;
}

Result<Saved> Circle::Private::write(const Id &audience, const QList<Operation> &given, bool founding,
                                     const std::function<Result<>()> &also, std::optional<qint64> time)
{
    const auto names = [](const Operation &op) { return op.kind == deviceKind::device && op.field == deviceKind::name.key(); };
    const bool asGiven = founding || audience != everyone || std::any_of(given.cbegin(), given.cend(), names);
    const QList<Operation> operations = asGiven ? given : given + nameIfMissing();
    Commit commit = drafted(audience, operations);
    commit.time = time.value_or(commit.time);
    const Id stream = commit.stream();

    if (!founding) {
        if (const auto why = fold.objection(commit)) {
            if (why->reason == QLatin1String("removed") || why->reason == QLatin1String("not-a-member"))
                return fail(ErrorCode::Refused, "not-a-member",
                            coreText("You are not in this circle any more. What you wrote before is still here."), why->reason);
            if (why->reason == QLatin1String("not-owner"))
                return fail(ErrorCode::Refused, "not-owner",
                            coreText("Only the young person or a parent can change this. Ask one of them."), why->reason);
            if (why->reason == QLatin1String("not-own-device"))
                return fail(ErrorCode::Refused, "not-own-device",
                            coreText("Only a person's own device can add or name another one of theirs. Nothing was changed."), why->reason);
            if (why->reason == QLatin1String("fixed-field"))
                return fail(ErrorCode::Refused, "fixed-field",
                            coreText("This can't be changed once it is written. Write a new one instead."), why->reason);
            if (why->reason == QLatin1String("closed"))
                return fail(ErrorCode::Refused, "closed", coreText("This was approved by its speaker. Nobody can change it."), why->reason);
            if (why->reason == QLatin1String("not-the-speaker"))
                return fail(ErrorCode::Refused, "not-the-speaker",
                            coreText("Only the person whose words these are can say this. Ask them to do it."), why->reason);
            if (why->reason == QLatin1String("author-only"))
                return fail(ErrorCode::Refused, "author-only",
                            coreText("Only the person who wrote this can change it. You can write a new one."), why->reason);
            if (why->reason == QLatin1String("author-erases"))
                return fail(ErrorCode::Refused, "author-erases",
                            coreText("Only the person who said this can erase it. Talk with them about it."), why->reason);
            if (why->reason == QLatin1String("not-a-writer"))
                return fail(ErrorCode::Refused, "not-a-writer",
                            coreText("Only some people can write here, and you are not one of them. You can write a new one."), why->reason);
            if (why->reason == QLatin1String("not-yours"))
                return fail(ErrorCode::Refused, "not-yours",
                            coreText("Only who wrote this can erase it, or the young person or a parent. Ask one of them."), why->reason);
            return fail(ErrorCode::Refused, "not-allowed", coreText("This can't be saved in this circle. Nothing was changed."), why->reason);
        }
    }
    HEARD_TRY_ASSIGN(const SignedCommit signedCommit, signCommit(commit, keys->sign));
    const QByteArray hash = signedCommit.hash();
    const Result<> done = vault->store().transaction([&]() -> Result<> {
        HEARD_TRY(store(signedCommit, commit, hash, true));
        HEARD_TRY(nameBlobsOf(operations));
        if (also)
            HEARD_TRY(also());
        fold.take(commit);
        ++waiting;
        if (waitingSince == 0)
            waitingSince = commit.time;
        return keepOverview();
    });
    if (!done) {
        // The fold may be ahead of the store now: read again what is really kept.
        HEARD_TRY(load());
        return std::unexpected(done.error());
    }
    stored[stream] = commit.seq;
    lastHash[stream] = hash;
    whose[stream] = {audience, keys->id};
    ++sinceCheckpoint;
    HEARD_TRY(refoldIfNeeded());
    return Saved{stream, commit.seq};
}

Result<Saved> Circle::save(const Change &change)
{
    if (!isOpen())
        return fail(ErrorCode::Refused, "not-let-in", coreText("You are not let in yet. Ask the person who invited you to finish, then sync."));
    if (change.isEmpty())
        return fail(ErrorCode::BadInput, "nothing-to-save", coreText("There is nothing to save."));
    HEARD_TRY_ASSIGN(const Saved saved, d->write(change.audience(), change.operations(), false, {}));
    if (d->sinceCheckpoint >= 500) {
        // The words are kept; a quick copy that cannot be written must not make it look as if they were not.
        [[maybe_unused]] const Result<> kept = checkpoint();
    }
    d->changed();
    return saved;
}

Result<> Circle::Private::addKey(EpochKey key)
{
    const auto same = [&](const EpochKey &k) { return k.epoch == key.epoch && k.audience == key.audience; };
    if (std::any_of(keyring.cbegin(), keyring.cend(), same))
        return {};
    HEARD_TRY_ASSIGN(const bool dropped, wasDropped(key.epoch));
    if (dropped)
        return {}; // an old letter, that still lies there
    QByteArray plain = toCbor(QCborArray{key.epoch.toBytes(), key.audience.toBytes(), key.key.view().toByteArray(), key.giver.toBytes()});
    const Result<> kept = vault->keep(id, ItemKind::Keyring, key.audience.toBytes() + key.epoch.toBytes(), plain);
    wipe(plain);
    HEARD_TRY(kept);
    keyring.push_back(std::move(key));
    return {};
}

Result<> Circle::Private::rotate(const Id &audience, const std::vector<Operation> &withRemoval)
{
    const bool forAll = audience == everyone;
    EpochKey fresh{Id::random(*around().random), audience, SecretBytes::random(keySize, *around().random), keys->id};
    const Id epoch = fresh.epoch;
    QList<Operation> operations(withRemoval.cbegin(), withRemoval.cend());
    QList<Id> after = (forAll ? fold.removals() : QList<Id>());
    const QList<Id> erasures = fold.erasuresIn(audience);
    after += erasures.first(std::clamp<qsizetype>(mostFollowed - after.size(), 0, erasures.size()));
    Id removed;
    for (const Operation &op : withRemoval) {
        if (op.field == common::made.key())
            after.append(op.record);
        if (op.field == removalKind::member.key())
            removed = FieldCodec<Id>::decode(op.value);
    }
    std::sort(after.begin(), after.end());
    operations += makingIn(audience, epochKind::epoch,
                           {{epochKind::audience.key(), FieldCodec<Id>::encode(audience)},
                            {epochKind::epochId.key(), FieldCodec<Id>::encode(epoch)},
                            {epochKind::after.key(), FieldCodec<QList<Id>>::encode(after)}});
    std::vector<const EpochKey *> inside = everyoneKeys();
    inside.push_back(&fresh);
    const Id mine = me();
    HEARD_TRY(write(audience, operations, false, [&]() -> Result<> {
        for (const Member &member : fold.members()) {
            if (member.removed || member.id == removed || !(forAll || member.id == mine))
                continue;
            // This device too: a copy of its vault, or the vault put back from before, can open what it sends now only with this key, and
            // would otherwise not see that it is one.
            for (const Id &other : member.devices)
                HEARD_TRY(queueLetter(*fold.claimed(other), inside));
        }
        return addKey(EpochKey{fresh.epoch, fresh.audience, fresh.key.clone(), keys->id});
    }));
    return {};
}

Result<> Circle::removeMember(const Id &member)
{
    const auto known = this->member(member);
    if (!known || known->removed)
        return fail(ErrorCode::NotFound, "no-such-member", coreText("There is nobody like this in the circle."));
    if (!iAmOwner())
        return fail(ErrorCode::Refused, "not-owner", coreText("Only the young person or a parent can change this. Ask one of them."));
    if (member == me())
        return fail(ErrorCode::Refused, "not-yourself",
                    coreText("You can't take yourself out. Ask another parent or the young person to do it."));
    const QList<Operation> removal = d->making(removalKind::removal, {{removalKind::member.key(), FieldCodec<Id>::encode(member)}});
    HEARD_TRY(d->rotate(d->everyone, {removal.cbegin(), removal.cend()}));
    d->changed();
    return {};
}

Result<> Circle::Private::maintain()
{
    const Id mine = me();
    const auto member = fold.members().constFind(mine);
    if (mine.isNull() || member == fold.members().constEnd() || member->removed)
        return {};
    const bool owner = member->owner;
    const bool severalDevices = member->devices.size() > 1;
    // What only I can see gets its key here, on my own device: nobody else ever had it. My other devices are told.
    const Id mineAlone = onlyMeOf(id, mine);
    if (!keyFor(mineAlone)) {
        Random &random = *around().random;
        if (severalDevices)
            HEARD_TRY(rotate(mineAlone, {}));
        else
            HEARD_TRY(addKey({Id::random(random), mineAlone, SecretBytes::random(keySize, random), keys->id}));
    }
    // Two people removed others while apart: neither epoch keeps both out, so a new one must. And a new one follows each erasure.
    if (isDue(mineAlone, fold.erasuresIn(mineAlone)))
        HEARD_TRY(rotate(mineAlone, {}));
    if (!owner)
        return {};
    if (isDue(everyone, fold.removals()) || isDue(everyone, fold.removals() + fold.erasuresIn(everyone)))
        HEARD_TRY(rotate(everyone, {}));
    return tellNewcomers();
}

} // namespace heard
