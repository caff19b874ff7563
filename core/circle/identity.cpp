// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/identity.h"

#include "base/cbor.h"

namespace heard {

namespace {

SealContext metaContext(const QString &key)
{
    return {.purpose = QByteArrayLiteral("meta"), .circle = {}, .stream = {}, .number = 0, .name = key.toUtf8()};
}

QString earlierSlot(size_t number)
{
    return QStringLiteral("device.old.%1").arg(number);
}

Error missing()
{
    return {ErrorCode::Damaged,
            QStringLiteral("identity-missing"),
            coreText("This vault has lost its own keys. Restore a backup, or ask someone in the circle to invite you again."),
            {},
            false};
}

} // namespace

DeviceKeys DeviceKeys::make(Random &random)
{
    DeviceKeys keys{SigningKey::make(random), BoxKey::make(random), {}};
    keys.id = Device::idOf(keys.sign.publicKey, keys.box.publicKey);
    return keys;
}

Result<> keepDevice(Vault &vault, const QString &slot, const DeviceKeys &keys)
{
    QByteArray plain = toCbor(
        QCborArray{keys.sign.publicKey, keys.sign.secret.view().toByteArray(), keys.box.publicKey, keys.box.secret.view().toByteArray()});
    const QByteArray sealed = vault.seal(metaContext(slot), plain);
    wipe(plain);
    return vault.store().setMeta(slot, sealed);
}

Result<DeviceKeys> keptDevice(const Vault &vault, const QString &slot)
{
    HEARD_TRY_ASSIGN(const QByteArray sealed, vault.store().meta(slot));
    if (sealed.isEmpty())
        return std::unexpected(missing());
    HEARD_TRY_ASSIGN(QByteArray plain, vault.unseal(metaContext(slot), sealed));
    const auto body = fromCbor(plain);
    wipe(plain);
    if (!body)
        return std::unexpected(body.error());
    CborFields f(*body);
    DeviceKeys keys;
    keys.sign.publicKey = f.exactly(keySize);
    QByteArray signSecret = f.exactly(64);
    keys.box.publicKey = f.exactly(keySize);
    QByteArray boxSecret = f.exactly(keySize);
    if (!f.finished())
        return std::unexpected(missing());
    keys.sign.secret = SecretBytes::taking(signSecret);
    keys.box.secret = SecretBytes::taking(boxSecret);
    keys.id = Device::idOf(keys.sign.publicKey, keys.box.publicKey);
    return keys;
}

Result<std::vector<DeviceKeys>> earlierDevices(const Vault &vault)
{
    std::vector<DeviceKeys> all;
    for (;;) {
        const QString slot = earlierSlot(all.size());
        HEARD_TRY_ASSIGN(const QByteArray sealed, vault.store().meta(slot));
        if (sealed.isEmpty())
            return all;
        HEARD_TRY_ASSIGN(DeviceKeys keys, keptDevice(vault, slot));
        all.push_back(std::move(keys));
    }
}

Result<> keepEarlierDevice(Vault &vault, size_t count, const DeviceKeys &keys)
{
    return keepDevice(vault, earlierSlot(count), keys);
}

Result<> keepPerson(Vault &vault, const Person &person)
{
    const QString key = QStringLiteral("person");
    return vault.store().setMeta(key, vault.seal(metaContext(key), toCbor(QCborArray{person.name, roleName(person.role), person.language})));
}

Result<Person> keptPerson(const Vault &vault)
{
    const QString key = QStringLiteral("person");
    HEARD_TRY_ASSIGN(const QByteArray sealed, vault.store().meta(key));
    if (sealed.isEmpty())
        return std::unexpected(missing());
    HEARD_TRY_ASSIGN(const QByteArray plain, vault.unseal(metaContext(key), sealed));
    HEARD_TRY_ASSIGN(const QCborValue body, fromCbor(plain));
    CborFields f(body);
    Person person;
    person.name = f.text(200);
    const QString role = f.text(40);
    person.language = f.text(40);
    if (!f.finished())
        return std::unexpected(missing());
    HEARD_TRY_ASSIGN(person.role, roleFromName(role));
    return person;
}

} // namespace heard
