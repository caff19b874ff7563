// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/random.h"
#include "store/store.h"
#include "vault/crypto.h"
#include "vault/passphrase.h"

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>

namespace heard {

/** Where the platform keeps small secrets. The real one is QtKeychain (vault/keychain.h); having none is normal, not an error. */
class Keychain
{
public:
    Keychain() = default;
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;
    virtual ~Keychain() = default;
    [[nodiscard]] virtual bool available() const = 0;
    [[nodiscard]] virtual Result<SecretBytes> read(const QString &name) = 0;
    /** Writes and reads back: some platforms report success and keep nothing. */
    [[nodiscard]] virtual Result<> write(const QString &name, const SecretBytes &secret) = 0;
    [[nodiscard]] virtual Result<> remove(const QString &name) = 0;
};

/** What a vault needs from outside. The pointers outlive it. */
struct Surroundings
{
    const Clock *clock = nullptr;
    Random *random = nullptr;
    Keychain *keychain = nullptr; ///< may be null: no keychain
    StoreOptions store = {};
    /** Time since the device started (vault/steadyclock.h), for the waits after wrong passphrases; null: the time of day serves, which can be set. */
    const Clock *steady = nullptr;
    QString deviceName = {}; ///< what this device is called in circles until its person says otherwise; empty: nothing
};

/** What one sealed thing is, bound as associated data so that nothing can stand in another's place. */
struct SealContext
{
    QByteArray purpose = {}; ///< "commit", "state", "overview", "item", "blob" …
    Id circle = {};
    Id stream = {};
    quint64 number = 0;   ///< seq, or a row's number
    QByteArray name = {}; ///< an item's kind and name, a commit's previous hash
    [[nodiscard]] QByteArray encoded(const Id &vault) const;
};

/**
 * One person's encrypted store on one device, opened: the profile key in guarded memory and the store below.
 * Everything that goes to disk goes through seal(). Closing it forgets the keys.
 */
class Vault
{
public:
    /** Who keeps the code of a new vault: the caller, who has to give it out at once, or the vault, until it is confirmed. */
    enum class NewCode { GivenOut, KeptOpen };
    /** What else is kept in a new vault from its first moment on: written with it, or neither is there. */
    using First = std::function<Result<>(Vault &)>;
    struct Created
    {
        std::unique_ptr<Vault> vault;
        QString recoveryCode; ///< shown once, to be kept on paper: 7 groups of 4 (Crockford base32, 128 bits and a check)
    };
    [[nodiscard]] static Result<Created> create(const QString &folder, const Passphrase &passphrase, const KdfCost &cost,
                                                const Surroundings &around, NewCode newCode = NewCode::GivenOut, const First &first = {});
    /**
     * Opens with the passphrase. Wrong ones are counted in the store: after five, 30 s are waited, doubling to 15 min ("too-many-tries",
     * Refused, with the seconds left in the sentence); never wiped. Counting survives restarts and clocks set back.
     */
    [[nodiscard]] static Result<std::unique_ptr<Vault>> open(const QString &folder, const Passphrase &passphrase, const Surroundings &around);
    /** Opens with the key in the platform's keychain, if this vault was set to. */
    [[nodiscard]] static Result<std::unique_ptr<Vault>> openWithKeychain(const QString &folder, const Surroundings &around);
    [[nodiscard]] static Result<std::unique_ptr<Vault>> openWithRecoveryCode(const QString &folder, const QString &code,
                                                                             const Surroundings &around);
    ~Vault();
    Vault(const Vault &) = delete;
    Vault &operator=(const Vault &) = delete;

    [[nodiscard]] Id id() const; ///< random, made with the vault; a restored copy keeps it, its device does not (see circle/device)
    [[nodiscard]] Store &store();
    [[nodiscard]] const Store &store() const;
    [[nodiscard]] const Surroundings &around() const;

    [[nodiscard]] Result<> setPassphrase(const Passphrase &passphrase, const KdfCost &cost);
    /** A new code; the old one stops working at once. For scripts: people confirm a code first, see prepareRecoveryCode(). */
    [[nodiscard]] Result<QString> renewRecoveryCode();
    /**
     * The code that was shown, but that nobody has shown to have yet; empty when there is none. It is sealed in the vault until it is
     * confirmed, so that a window that closes at the wrong moment takes no code away.
     */
    [[nodiscard]] Result<QString> openRecoveryCode() const;
    /** True when an older code works until the open one is confirmed; false when the open one is the only one, and works already. */
    [[nodiscard]] Result<bool> openCodeReplaces() const;
    /** A code to take the place of the present one, which works until confirmRecoveryCode(). The same each time until then. */
    [[nodiscard]] Result<QString> prepareRecoveryCode();
    /** The person has shown to have the open code: from now on it is the one that works. */
    [[nodiscard]] Result<> confirmRecoveryCode();
    /** Leaves it with the older code. Refused "only-code" when there is no older one. */
    [[nodiscard]] Result<> dropOpenCode();
    [[nodiscard]] bool opensWithKeychain() const;
    [[nodiscard]] Result<> setOpensWithKeychain(bool on);
    /** Asks again before exporting, inviting, removing. */
    [[nodiscard]] Result<> confirmPassphrase(const Passphrase &passphrase);

    [[nodiscard]] QByteArray seal(const SealContext &context, QByteArrayView plain) const;
    [[nodiscard]] Result<QByteArray> unseal(const SealContext &context, QByteArrayView sealed) const;

    /** sealed item helpers: setItem/item of the store with this vault's seal around them */
    [[nodiscard]] Result<> keep(const Id &circle, ItemKind kind, const QByteArray &name, QByteArrayView plain);
    [[nodiscard]] Result<QByteArray> kept(const Id &circle, ItemKind kind, const QByteArray &name) const; ///< empty when not there
    [[nodiscard]] Result<QList<std::pair<QByteArray, QByteArray>>> allKept(const Id &circle, ItemKind kind) const;

    /** One sealed file that holds the whole vault (its slots with it, so the same passphrase opens it). Written whole or not at all. */
    [[nodiscard]] Result<> backup(const QString &file) const;
    /**
     * Unpacks a backup into a new folder and marks it restored: the next open must take a new device identity
     * before it writes (`wasRestored()`), so that two copies never write as one. The whole file is checked before the folder is made.
     * The passphrase or the recovery code is the one the vault had when the backup was made.
     */
    [[nodiscard]] static Result<> restore(const QString &file, const Passphrase &passphrase, const QString &folder, const Surroundings &around);
    [[nodiscard]] static Result<> restoreWithRecoveryCode(const QString &file, const QString &code, const QString &folder,
                                                          const Surroundings &around);
    [[nodiscard]] Result<bool> wasRestored() const;
    [[nodiscard]] Result<> clearRestored();

private:
    class Private;
    explicit Vault(std::unique_ptr<Private> d);
    [[nodiscard]] Result<SecretBytes> keyByPassphrase(const Passphrase &passphrase);
    std::unique_ptr<Private> d;
};

} // namespace heard
