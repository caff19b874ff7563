// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/keyslot.h"

#include "base/cbor.h"

namespace heard {

namespace {

constexpr qint64 slotFormat = 1;
constexpr qsizetype saltSize = 16;

struct Fields
{
    SlotKind kind;
    KdfCost cost;
    QByteArray salt;

    [[nodiscard]] QByteArray associated(const Id &vault) const
    {
        return toCbor(QCborArray{QStringLiteral("heard slot"), slotFormat, vault.toBytes(), int(kind), qint64(cost.memory),
                                 qint64(cost.passes), salt});
    }
};

Result<SecretBytes> slotKey(const Id &vault, const Fields &fields, const SecretBytes &secret)
{
    if (fields.kind != SlotKind::Passphrase)
        return deriveKey(secret, "slot", fields.associated(vault));
    return stretch(secret, fields.salt, fields.cost);
}

std::unexpected<Error> badSlot(const char *why)
{
    return fail(ErrorCode::Damaged, "slot-damaged",
                coreText("The lock of this vault was changed or is damaged. Heard did not open it. Bring your work back from a backup."),
                QString::fromLatin1(why));
}

} // namespace

Result<QByteArray> makeSlot(const Id &vault, SlotKind kind, const KdfCost &cost, const SecretBytes &secret, const SecretBytes &profileKey,
                            Random &random)
{
    if (secret.isEmpty())
        return fail(ErrorCode::BadInput, "passphrase-empty", coreText("Type a passphrase first."));
    if (kind == SlotKind::Passphrase && !cost.aboveFloor())
        return fail(ErrorCode::BadInput, "kdf-too-weak",
                    coreText("These settings would make the passphrase too easy to guess. Nothing was changed."));
    Fields fields{kind, kind == SlotKind::Passphrase ? cost : KdfCost{0, 0}, QByteArray(saltSize, Qt::Uninitialized)};
    random.fill({reinterpret_cast<unsigned char *>(fields.salt.data()), size_t(saltSize)});
    HEARD_TRY_ASSIGN(const SecretBytes key, slotKey(vault, fields, secret));
    const QByteArray sealed = seal(key, fields.associated(vault), profileKey.view(), random);
    return toCbor(QCborArray{slotFormat, int(kind), qint64(fields.cost.memory), qint64(fields.cost.passes), fields.salt, sealed});
}

Result<SecretBytes> openSlot(const Id &vault, SlotKind kind, const QByteArray &body, const SecretBytes &secret)
{
    const auto value = fromCbor(body, {.bytes = 1000, .depth = 2, .items = 10});
    if (!value)
        return badSlot("slot: not canonical");
    CborFields read(*value);
    const qint64 format = read.integer();
    const qint64 kindRead = read.integer();
    const KdfCost cost{quint64(read.integer()), quint64(read.integer())};
    const QByteArray salt = read.exactly(saltSize);
    const QByteArray sealed = read.exactly(16 + nonceSize + keySize + tagSize);
    if (!read.finished() || kindRead != int(kind))
        return badSlot("slot: fields");
    if (format != slotFormat)
        return fail(ErrorCode::TooNew, "vault-too-new",
                    coreText("A newer Heard made this vault. Heard changed nothing. Update Heard, then open it again."));
    // Before any work is done: a file with weaker numbers is an attack, and one with huge numbers would hang the device.
    if (kind == SlotKind::Passphrase ? !cost.aboveFloor() : (cost.memory != 0 || cost.passes != 0))
        return badSlot("slot: cost");
    const Fields fields{kind, cost, salt};
    HEARD_TRY_ASSIGN(const SecretBytes key, slotKey(vault, fields, secret));
    if (!sealedWith(key, sealed))
        return fail(ErrorCode::Refused, "wrong-secret", coreText("That does not open this vault. Your work is safe. Check it, then try again."));
    auto plain = unseal(key, fields.associated(vault), sealed);
    if (!plain)
        return badSlot("slot: altered");
    return SecretBytes::taking(*plain);
}

Result<QByteArray> findSlot(const QList<StoredSlot> &all, SlotKind kind)
{
    for (const StoredSlot &slot : all) {
        if (slot.kind == int(kind))
            return slot.body;
    }
    return fail(ErrorCode::NotFound, "no-such-slot", coreText("This vault does not open in this way. Try another way."));
}

} // namespace heard
