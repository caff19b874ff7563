// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "circle/circle_private.h"

#include <algorithm>

// A letter carries epoch keys to one device: a signed statement (circle, recipient, sender, keys) inside a sealed box.
// A box has no sender, so only the signature inside says whom to believe.

namespace heard {

namespace {

constexpr char domain[] = "heard.letter.v1";
const QByteArray outboxPrefix = QByteArrayLiteral("letter:");

} // namespace

Result<> Circle::Private::queueLetter(const Device &to, const std::vector<const EpochKey *> &keysInside)
{
    QCborArray list;
    for (const EpochKey *key : keysInside)
        list.append(QCborArray{key->epoch.toBytes(), key->audience.toBytes(), key->key.view().toByteArray()});
    const QByteArray body =
        toCbor(QCborArray{1, id.toBytes(), to.id.toBytes(), keys->id.toBytes(), keys->sign.publicKey, keys->box.publicKey, list});
    QByteArray plain = toCbor(QCborArray{body, sign(keys->sign, domain, body)});
    const QByteArray sealed = sealToKey(to.boxKey, plain);
    wipe(plain);
    return vault->keep(id, ItemKind::Local, outboxPrefix + nonce().toHex(), sealed);
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
    auto plain = openWithKey(d->keys->box, sealed);
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
    if (!f.finished() || version != 1 || circle != d->id || recipient != d->keys->id || Device::idOf(senderSign, senderBox) != sender
        || !verify(senderSign, domain, body, signature))
        return false;

    // From an owner of the circle; or, while waiting to join, from the very device whose invite was accepted.
    bool trusted = false;
    if (const Device *known = d->fold.accepted(sender)) {
        const Member member = d->fold.members().value(known->member);
        trusted = (member.owner && !member.removed) || known->member == d->me();
    }
    if (!trusted && d->me().isNull()) {
        HEARD_TRY_ASSIGN(const QByteArray invite, d->vault->kept(d->id, ItemKind::Invite, acceptedInvite));
        if (!invite.isEmpty()) {
            HEARD_TRY_ASSIGN(const QCborValue accepted, fromCbor(invite));
            CborFields a(accepted);
            [[maybe_unused]] const QString name = a.text();
            trusted = a.id() == sender && a.ok();
        }
    }
    if (!trusted)
        return false;
    std::vector<EpochKey> fresh;
    for (const auto &item : list) {
        CborFields k{QCborValue(item)};
        EpochKey key;
        key.epoch = k.id();
        key.audience = k.id();
        QByteArray secret = k.exactly(keySize);
        if (!k.finished())
            return false;
        key.key = SecretBytes::taking(secret);
        fresh.push_back(std::move(key));
    }
    HEARD_TRY(d->vault->store().transaction([&]() -> Result<> {
        for (EpochKey &key : fresh)
            HEARD_TRY(d->addKey(std::move(key)));
        return {};
    }));
    return true;
}

} // namespace heard
