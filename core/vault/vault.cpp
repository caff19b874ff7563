// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/vault.h"

#include "base/cbor.h"
#include "vault/backup.h"
#include "vault/keychain.h"
#include "vault/keyslot.h"
#include "vault/recoverycode.h"
#include "vault/tries.h"

#include <QCborStreamWriter>
#include <QScopeGuard>
#include <algorithm>
#include <map>
#include <mutex>

namespace heard {

namespace {

const QString idKey = QStringLiteral("vault");
const QString restoredKey = QStringLiteral("restored");
/** Under this name lies a recovery code that nobody has shown to have yet. */
const QByteArray openCodeName = QByteArrayLiteral("recovery-code-open");
constexpr qsizetype smallSizes[] = {256, 512, 1024};

/** Small things come in three sizes, larger ones in steps of at most 12 %, so that a size tells little of what is inside. */
qsizetype paddedSize(qsizetype size)
{
    for (const qsizetype step : smallSizes) {
        if (size <= step)
            return step;
    }
    return padmeSize(size);
}

QByteArray padded(QByteArrayView plain)
{
    QByteArray all;
    all.reserve(paddedSize(plain.size() + 1));
    all.append(plain);
    all.append('\x80');
    all.append(paddedSize(all.size()) - all.size(), '\0');
    return all;
}

/** Takes the padding off; false when there is none (which authentic bytes always have). */
bool unpad(QByteArray &all)
{
    const qsizetype end = all.lastIndexOf('\x80');
    if (end < 0 || std::any_of(all.cbegin() + end + 1, all.cend(), [](char c) { return c != 0; }))
        return false;
    all.truncate(end);
    return true;
}

SealContext itemContext(const Id &circle, ItemKind kind, const QByteArray &name)
{
    return {.purpose = "item", .circle = circle, .stream = {}, .number = quint64(kind), .name = name};
}

QString keychainName(const Id &vault)
{
    return QStringLiteral("vault-%1").arg(vault.toHex());
}

Result<Id> idOf(const Store &store)
{
    HEARD_TRY_ASSIGN(const QByteArray raw, store.meta(idKey));
    if (const auto id = Id::fromBytes(raw))
        return *id;
    return fail(ErrorCode::Damaged, "vault-damaged",
                coreText("Part of the file that keeps your work is damaged. Heard changed nothing. Bring your work back from a backup."),
                QStringLiteral("vault id missing"));
}

} // namespace

QByteArray SealContext::encoded(const Id &vault) const
{
    // Written straight away: each row that is sealed or read needs one.
    QByteArray bytes;
    bytes.reserve(96 + purpose.size() + name.size());
    QCborStreamWriter writer(&bytes);
    writer.startArray(7);
    writer.append(QLatin1String("heard 1"));
    for (const QByteArray &part : {vault.toBytes(), purpose, circle.toBytes(), stream.toBytes()})
        writer.append(part);
    writer.append(qint64(number));
    writer.append(name);
    writer.endArray();
    return bytes;
}

class Vault::Private
{
public:
    std::unique_ptr<Store> store;
    Surroundings around;
    Id id;
    SecretBytes profileKey;
    /** One subkey per purpose. Sealing is const to callers, and sealing from a worker must be safe: hence the lock. */
    std::map<QByteArray, SecretBytes> subkeys;
    std::mutex guard;

    const SecretBytes &subkey(const QByteArray &purpose)
    {
        const std::scoped_lock lock(guard);
        auto found = subkeys.find(purpose);
        if (found == subkeys.end())
            found = subkeys.emplace(purpose, deriveKey(profileKey, purpose, id.toBytes())).first;
        return found->second;
    }
};

Vault::Vault(std::unique_ptr<Private> p) : d(std::move(p)) {}
Vault::~Vault() = default;

Result<Vault::Created> Vault::create(const QString &folder, const Passphrase &passphrase, const KdfCost &cost, const Surroundings &around,
                                     NewCode newCode, const First &first)
{
    if (Store::exists(folder))
        return fail(ErrorCode::Refused, "vault-exists",
                    coreText("There is a vault in this folder already. Heard changed nothing. Open it, or choose another folder."));
    auto p = std::make_unique<Private>();
    p->around = around;
    p->id = Id::random(*around.random);
    p->profileKey = SecretBytes::random(keySize, *around.random);
    const SecretBytes recovery = SecretBytes::random(recoverySize, *around.random);
    // All that takes long or can be refused comes before the folder is touched.
    HEARD_TRY_ASSIGN(const QByteArray passphraseSlot,
                     makeSlot(p->id, SlotKind::Passphrase, cost, passphrase.bytes(), p->profileKey, *around.random));
    HEARD_TRY_ASSIGN(const QByteArray recoverySlot, makeSlot(p->id, SlotKind::Recovery, {}, recovery, p->profileKey, *around.random));
    const Id id = p->id;
    std::unique_ptr<Vault> vault(new Vault(std::move(p)));
    // In one go: whatever ends the program, either no vault is there, or a whole one that opens and still shows its code.
    auto made = Store::create(folder, around.store, [&](Store &store) -> Result<> {
        HEARD_TRY(store.setMeta(idKey, id.toBytes()));
        HEARD_TRY(store.setSlot(int(SlotKind::Passphrase), passphraseSlot));
        HEARD_TRY(store.setSlot(int(SlotKind::Recovery), recoverySlot));
        // The vault has no store of its own before this one is whole; for these calls it is lent it.
        const auto giveBack = qScopeGuard([&] { [[maybe_unused]] const Store *lent = vault->d->store.release(); });
        vault->d->store.reset(&store);
        if (newCode == NewCode::KeptOpen)
            HEARD_TRY(vault->keep(Id{}, ItemKind::Local, openCodeName, recoveryCodeOf(recovery).toLatin1()));
        return first ? first(*vault) : Result<>();
    });
    HEARD_TRY_ASSIGN(vault->d->store, std::move(made));
    return Created{std::move(vault), recoveryCodeOf(recovery)};
}

Result<std::unique_ptr<Vault>> Vault::open(const QString &folder, const Passphrase &passphrase, const Surroundings &around)
{
    auto p = std::make_unique<Private>();
    p->around = around;
    HEARD_TRY_ASSIGN(p->store, Store::open(folder, around.store));
    HEARD_TRY_ASSIGN(p->id, idOf(*p->store));
    std::unique_ptr<Vault> vault(new Vault(std::move(p)));
    HEARD_TRY_ASSIGN(vault->d->profileKey, vault->keyByPassphrase(passphrase));
    return vault;
}

Result<SecretBytes> Vault::keyByPassphrase(const Passphrase &passphrase)
{
    HEARD_TRY_ASSIGN(const auto all, d->store->slotsOf());
    HEARD_TRY_ASSIGN(const QByteArray slot, findSlot(all, SlotKind::Passphrase));
    HEARD_TRY(beginTry(*d->store, d->around));
    auto key = openSlot(d->id, SlotKind::Passphrase, slot, passphrase.bytes());
    if (!key && key.error().code == ErrorCode::Refused)
        return std::unexpected(wrongPassphrase(*d->store));
    // A damaged slot or too little memory is not a guess.
    forgetTries(*d->store);
    return key;
}

Result<std::unique_ptr<Vault>> Vault::openWithKeychain(const QString &folder, const Surroundings &around)
{
    auto p = std::make_unique<Private>();
    p->around = around;
    HEARD_TRY_ASSIGN(p->store, Store::open(folder, around.store));
    HEARD_TRY_ASSIGN(p->id, idOf(*p->store));
    HEARD_TRY_ASSIGN(const auto all, p->store->slotsOf());
    HEARD_TRY_ASSIGN(const QByteArray slot, findSlot(all, SlotKind::Keychain));
    if (!around.keychain || !around.keychain->available())
        return std::unexpected(noKeychain());
    HEARD_TRY_ASSIGN(const SecretBytes secret, around.keychain->read(keychainName(p->id)));
    auto key = openSlot(p->id, SlotKind::Keychain, slot, secret);
    if (!key && key.error().code == ErrorCode::Refused)
        return std::unexpected(notInKeychain());
    HEARD_TRY_ASSIGN(p->profileKey, std::move(key));
    return std::unique_ptr<Vault>(new Vault(std::move(p)));
}

Result<std::unique_ptr<Vault>> Vault::openWithRecoveryCode(const QString &folder, const QString &code, const Surroundings &around)
{
    HEARD_TRY_ASSIGN(const SecretBytes secret, recoveryBytesOf(code));
    auto p = std::make_unique<Private>();
    p->around = around;
    HEARD_TRY_ASSIGN(p->store, Store::open(folder, around.store));
    HEARD_TRY_ASSIGN(p->id, idOf(*p->store));
    HEARD_TRY_ASSIGN(const auto all, p->store->slotsOf());
    HEARD_TRY_ASSIGN(const QByteArray slot, findSlot(all, SlotKind::Recovery));
    auto key = openSlot(p->id, SlotKind::Recovery, slot, secret);
    if (!key && key.error().code == ErrorCode::Refused)
        return std::unexpected(wrongRecoveryCode());
    HEARD_TRY_ASSIGN(p->profileKey, std::move(key));
    forgetTries(*p->store);
    return std::unique_ptr<Vault>(new Vault(std::move(p)));
}

Id Vault::id() const
{
    return d->id;
}

Store &Vault::store()
{
    return *d->store;
}

const Store &Vault::store() const
{
    return *d->store;
}

const Surroundings &Vault::around() const
{
    return d->around;
}

Result<> Vault::setPassphrase(const Passphrase &passphrase, const KdfCost &cost)
{
    HEARD_TRY_ASSIGN(const QByteArray slot, makeSlot(d->id, SlotKind::Passphrase, cost, passphrase.bytes(), d->profileKey, *d->around.random));
    return d->store->setSlot(int(SlotKind::Passphrase), slot);
}

Result<QString> Vault::renewRecoveryCode()
{
    const SecretBytes recovery = SecretBytes::random(recoverySize, *d->around.random);
    HEARD_TRY_ASSIGN(const QByteArray slot, makeSlot(d->id, SlotKind::Recovery, {}, recovery, d->profileKey, *d->around.random));
    HEARD_TRY(d->store->transaction([&]() -> Result<> {
        HEARD_TRY(d->store->setSlot(int(SlotKind::Recovery), slot));
        return d->store->removeItem(Id{}, ItemKind::Local, openCodeName);
    }));
    return recoveryCodeOf(recovery);
}

Result<QString> Vault::openRecoveryCode() const
{
    HEARD_TRY_ASSIGN(const QByteArray code, kept(Id{}, ItemKind::Local, openCodeName));
    return QString::fromLatin1(code);
}

Result<bool> Vault::openCodeReplaces() const
{
    HEARD_TRY_ASSIGN(const QString code, openRecoveryCode());
    if (code.isEmpty())
        return false;
    HEARD_TRY_ASSIGN(const SecretBytes secret, recoveryBytesOf(code));
    HEARD_TRY_ASSIGN(const auto all, d->store->slotsOf());
    HEARD_TRY_ASSIGN(const QByteArray slot, findSlot(all, SlotKind::Recovery));
    return !openSlot(d->id, SlotKind::Recovery, slot, secret).has_value();
}

Result<QString> Vault::prepareRecoveryCode()
{
    HEARD_TRY_ASSIGN(QString code, openRecoveryCode());
    if (code.isEmpty()) {
        code = recoveryCodeOf(SecretBytes::random(recoverySize, *d->around.random));
        HEARD_TRY(keep(Id{}, ItemKind::Local, openCodeName, code.toLatin1()));
    }
    return code;
}

Result<> Vault::confirmRecoveryCode()
{
    HEARD_TRY_ASSIGN(const QString code, openRecoveryCode());
    if (code.isEmpty())
        return {};
    HEARD_TRY_ASSIGN(const SecretBytes secret, recoveryBytesOf(code));
    HEARD_TRY_ASSIGN(const QByteArray slot, makeSlot(d->id, SlotKind::Recovery, {}, secret, d->profileKey, *d->around.random));
    return d->store->transaction([&]() -> Result<> {
        HEARD_TRY(d->store->setSlot(int(SlotKind::Recovery), slot));
        return d->store->removeItem(Id{}, ItemKind::Local, openCodeName);
    });
}

Result<> Vault::dropOpenCode()
{
    HEARD_TRY_ASSIGN(const bool replaces, openCodeReplaces());
    if (!replaces)
        return fail(ErrorCode::Refused, "only-code", coreText("This is the only code there is. Keep it somewhere safe first."));
    return d->store->removeItem(Id{}, ItemKind::Local, openCodeName);
}

bool Vault::opensWithKeychain() const
{
    const auto all = d->store->slotsOf();
    return all && findSlot(*all, SlotKind::Keychain).has_value();
}

Result<> Vault::setOpensWithKeychain(bool on)
{
    Keychain *keychain = d->around.keychain;
    if (!on) {
        // The slot first: without it the keychain's entry opens nothing.
        HEARD_TRY(d->store->removeSlot(int(SlotKind::Keychain)));
        if (keychain && keychain->available()) {
            [[maybe_unused]] const Result<> removed = keychain->remove(keychainName(d->id));
        }
        return {};
    }
    if (!keychain || !keychain->available())
        return std::unexpected(noKeychain());
    const SecretBytes secret = SecretBytes::random(keySize, *d->around.random);
    HEARD_TRY_ASSIGN(const QByteArray slot, makeSlot(d->id, SlotKind::Keychain, {}, secret, d->profileKey, *d->around.random));
    HEARD_TRY(keychain->write(keychainName(d->id), secret));
    // Keychains promise to read back what they wrote; a vault that believed a false promise would open for nobody.
    const auto kept = keychain->read(keychainName(d->id));
    if (!kept || !kept->equals(secret))
        return std::unexpected(noKeychain(QStringLiteral("kept nothing")));
    return d->store->setSlot(int(SlotKind::Keychain), slot);
}

Result<> Vault::confirmPassphrase(const Passphrase &passphrase)
{
    HEARD_TRY_ASSIGN(const SecretBytes key, keyByPassphrase(passphrase));
    if (!key.equals(d->profileKey))
        return std::unexpected(wrongPassphrase(*d->store));
    return {};
}

QByteArray Vault::seal(const SealContext &context, QByteArrayView plain) const
{
    return heard::seal(d->subkey(context.purpose), context.encoded(d->id), padded(plain), *d->around.random);
}

Result<QByteArray> Vault::unseal(const SealContext &context, QByteArrayView sealed) const
{
    HEARD_TRY_ASSIGN(QByteArray plain, heard::unseal(d->subkey(context.purpose), context.encoded(d->id), sealed));
    if (!unpad(plain))
        return fail(ErrorCode::Damaged, "damaged-data", coreText("This data is damaged or does not belong here. Nothing was changed."),
                    QStringLiteral("seal: padding"));
    return plain;
}

Result<> Vault::keep(const Id &circle, ItemKind kind, const QByteArray &name, QByteArrayView plain)
{
    return d->store->setItem(circle, kind, name, seal(itemContext(circle, kind, name), plain));
}

Result<QByteArray> Vault::kept(const Id &circle, ItemKind kind, const QByteArray &name) const
{
    HEARD_TRY_ASSIGN(const QByteArray sealed, d->store->item(circle, kind, name));
    if (sealed.isEmpty())
        return QByteArray();
    return unseal(itemContext(circle, kind, name), sealed);
}

Result<QList<std::pair<QByteArray, QByteArray>>> Vault::allKept(const Id &circle, ItemKind kind) const
{
    HEARD_TRY_ASSIGN(auto all, d->store->items(circle, kind));
    for (auto &[name, value] : all) {
        HEARD_TRY_ASSIGN(value, unseal(itemContext(circle, kind, name), value));
    }
    return all;
}

Result<> Vault::backup(const QString &file) const
{
    return writeBackup(*d->store, d->id, d->profileKey, *d->around.random, file);
}

Result<> Vault::restore(const QString &file, const Passphrase &passphrase, const QString &folder, const Surroundings &around)
{
    return readBackup(file, SlotKind::Passphrase, passphrase.bytes(), folder, around);
}

Result<> Vault::restoreWithRecoveryCode(const QString &file, const QString &code, const QString &folder, const Surroundings &around)
{
    HEARD_TRY_ASSIGN(const SecretBytes secret, recoveryBytesOf(code));
    return readBackup(file, SlotKind::Recovery, secret, folder, around);
}

Result<bool> Vault::wasRestored() const
{
    HEARD_TRY_ASSIGN(const QByteArray mark, d->store->meta(restoredKey));
    return !mark.isEmpty();
}

Result<> Vault::clearRestored()
{
    return d->store->setMeta(restoredKey, {});
}

Error wrongRecoveryCode()
{
    return {ErrorCode::Refused,
            QStringLiteral("wrong-recovery-code"),
            coreText("This recovery code does not open this vault. Your work is safe. Look for a newer code, or use the passphrase."),
            {},
            false};
}

} // namespace heard
