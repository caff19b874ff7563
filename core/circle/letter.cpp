// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "circle/circle_private.h"
#include "circle/invite_format.h"

#include <algorithm>

// A letter carries epoch keys to one device: a signed statement (circle, recipient, sender, keys) inside a sealed box.
// A box has no sender, so only the signature inside says whom to believe.

namespace heard {

namespace {

constexpr char domain[] = "heard.letter.v1";
const QByteArray outboxPrefix = QByteArrayLiteral("letter:");

/** Under this name it is noted that a device was told a key. */
QByteArray toldNote(const Id &device, const Id &epoch)
{
    return QByteArrayLiteral("told:") + device.toBytes() + epoch.toBytes();
}

} // namespace

std::vector<const EpochKey *> Circle::Private::everyoneKeys() const
{
    std::vector<const EpochKey *> keysHeld;
    for (const Fold::Epoch &epoch : fold.epochs()) {
        const auto key = std::find_if(keyring.cbegin(), keyring.cend(),
                                      [&](const EpochKey &k) { return k.epoch == epoch.epoch && k.audience == everyone; });
        if (epoch.audience == everyone && key != keyring.cend())
            keysHeld.push_back(&*key);
    }
    // Where the first key has gone, what names come from stands by itself.
    const auto names =
        std::find_if(keyring.cbegin(), keyring.cend(), [&](const EpochKey &k) { return k.epoch.isNull() && k.audience == everyone; });
    if (names != keyring.cend())
        keysHeld.push_back(&*names);
    return keysHeld;
}

Result<> Circle::Private::tellNewcomers()
{
    // Somebody let in (or restored) while a key was changed elsewhere was not among those the new key went to.
    const EpochKey *current = keyFor(everyone);
    const auto isNewer = [&](const Fold::Epoch &epoch) { return current && epoch.epoch == current->epoch && !epoch.after.isEmpty(); };
    if (std::none_of(fold.epochs().cbegin(), fold.epochs().cend(), isNewer))
        return {};
    for (const Member &member : fold.members()) {
        for (const Id &device : member.devices) {
            // This device is told as well, in a letter of its own: a copy of its vault may not know yet whose key this is.
            if (member.removed)
                continue;
            HEARD_TRY_ASSIGN(const QByteArray told, vault->kept(id, ItemKind::Local, toldNote(device, current->epoch)));
            if (told.isEmpty())
                HEARD_TRY(queueLetter(*fold.claimed(device), everyoneKeys()));
        }
    }
    return {};
}

Result<> Circle::Private::queueLetter(const Device &to, const std::vector<const EpochKey *> &keysInside)
{
    QCborArray list;
    for (const EpochKey *key : keysInside)
        list.append(QCborArray{key->epoch.toBytes(), key->audience.toBytes(), key->key.view().toByteArray()});
    // Who this device is now may stand only in what the new key is needed for: then the letter of the oldest identity is believed.
    std::vector<const DeviceKeys *> senders{keys};
    if (!earlier->empty())
        senders.push_back(&earlier->front());
    for (const DeviceKeys *sender : senders) {
        const QByteArray body =
            toCbor(QCborArray{1, id.toBytes(), to.id.toBytes(), sender->id.toBytes(), sender->sign.publicKey, sender->box.publicKey, list});
        QByteArray plain = toCbor(QCborArray{body, sign(sender->sign, domain, body)});
        const QByteArray sealed = sealToKey(to.boxKey, plain);
        wipe(plain);
        HEARD_TRY(vault->keep(id, ItemKind::Local, outboxPrefix + nonce().toHex(), sealed));
    }
    for (const EpochKey *key : keysInside)
        HEARD_TRY(vault->keep(id, ItemKind::Local, toldNote(to.id, key->epoch), QByteArrayLiteral("1")));
    return {};
}

Result<QList<Letter>> Circle::letters() const
{
    HEARD_TRY_ASSIGN(const auto kept, d->vault->allKept(d->id, ItemKind::Local));
    QList<Letter> letters;
    for (const auto &[name, sealed] : kept) {
        if (name.startsWith(outboxPrefix))
            letters.append({name, sealed});
    }
    return letters;
}

Result<> Circle::letterSent(const QByteArray &name)
{
    return d->vault->store().removeItem(d->id, ItemKind::Local, name);
}

Result<bool> Circle::openLetter(QByteArrayView sealed)
{
    if (sealed.size() > 100'000)
        return false;
    Id addressed = d->keys->id;
    auto plain = openWithKey(d->keys->box, sealed);
    for (const DeviceKeys &before : *d->earlier) {
        if (plain)
            break;
        addressed = before.id;
        plain = openWithKey(before.box, sealed);
    }
    if (!plain)
        return false; // for someone else
    const auto outer = fromCbor(*plain);
    wipe(*plain);
    if (!outer)
        return false;
    CborFields o(*outer);
    const QByteArray body = o.bytes();
    const QByteArray signature = o.exactly(signatureSize);
    const auto decoded = o.finished() ? fromCbor(body) : Result<QCborValue>(std::unexpected(Error{}));
    if (!decoded)
        return false;
    CborFields f(*decoded);
    const qint64 version = f.integer();
    const Id circle = f.id();
    const Id recipient = f.id();
    const Id sender = f.id();
    const QByteArray senderSign = f.exactly(keySize);
    const QByteArray senderBox = f.exactly(keySize);
    const QCborArray list = f.array(1'000);
    if (!f.finished() || version != 1 || circle != d->id || recipient != addressed || Device::idOf(senderSign, senderBox) != sender
        || !verify(senderSign, domain, body, signature))
        return false;

    // From an owner of the circle; or, while waiting to join, from the very device whose invite was accepted.
    bool trusted = false;
    if (const Device *known = d->fold.accepted(sender)) {
        const Member member = d->fold.members().value(known->member);
        trusted = (member.owner && !member.removed) || known->member == d->me();
    }
    // "Only me" keys are believed from my own devices alone: an owner who could hand me one could read what I keep to myself. Before the
    // log has come, nobody can say whose device the inviter's is: then its key is held, and counts once that is known (counts).
    bool fromMyself = trusted && d->fold.accepted(sender)->member == d->me();
    if (!trusted && d->me().isNull()) {
        HEARD_TRY_ASSIGN(const QByteArray invite, d->vault->kept(d->id, ItemKind::Invite, acceptedInvite));
        if (!invite.isEmpty()) {
            HEARD_TRY_ASSIGN(const QCborValue accepted, fromCbor(invite));
            CborFields a(accepted);
            [[maybe_unused]] const QString name = a.text();
            trusted = a.id() == sender && a.ok();
            const auto theirInvite = InviteBody::read(a.bytes());
            fromMyself = trusted && theirInvite && theirInvite->info.anotherDevice;
        }
    }
    if (!trusted)
        return false;
    std::vector<EpochKey> fresh;
    bool foreign = false;
    for (const auto &item : list) {
        CborFields k{QCborValue(item)};
        EpochKey key;
        key.epoch = k.id();
        key.audience = k.id();
        QByteArray secret = k.exactly(keySize);
        if (!k.finished())
            return false;
        key.key = SecretBytes::taking(secret);
        key.giver = sender;
        if (key.audience == d->everyone || (fromMyself && (d->me().isNull() || d->counts(key))))
            fresh.push_back(std::move(key));
        else
            foreign = true;
    }
    HEARD_TRY(d->vault->store().transaction([&]() -> Result<> {
        for (EpochKey &key : fresh)
            HEARD_TRY(d->addKey(std::move(key)));
        return foreign ? d->noteForeignKey(sender) : Result<>{};
    }));
    return true;
}

} // namespace heard
