// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/random.h"
#include "store/store.h"
#include "vault/crypto.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
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
    struct Created
    {
        std::unique_ptr<Vault> vault;
        QString recoveryCode; ///< shown once, to be kept on paper: 7 groups of 4 (Crockford base32, 128 bits and a check)
    };
    [[nodiscard]] static Result<Created> create(const QString &folder, const SecretBytes &passphrase, const KdfCost &cost,
                                                const Surroundings &around);
    /**
     * Opens with the passphrase. Wrong ones are counted in the store: after five, 30 s are waited, doubling to 15 min ("too-many-tries",
     * Refused, with the seconds left in the sentence); never wiped. Counting survives restarts and clocks set back.
     */
    [[nodiscard]] static Result<std::unique_ptr<Vault>> open(const QString &folder, const SecretBytes &passphrase, const Surroundings &around);
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

    [[nodiscard]] Result<> setPassphrase(const SecretBytes &passphrase, const KdfCost &cost);
    /** A new code; the old one stops working. */
    [[nodiscard]] Result<QString> renewRecoveryCode();
    [[nodiscard]] bool opensWithKeychain() const;
    [[nodiscard]] Result<> setOpensWithKeychain(bool on);
    /** Asks again before exporting, inviting, removing. */
    [[nodiscard]] Result<> confirmPassphrase(const SecretBytes &passphrase);

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
    [[nodiscard]] static Result<> restore(const QString &file, const SecretBytes &passphrase, const QString &folder, const Surroundings &around);
    [[nodiscard]] static Result<> restoreWithRecoveryCode(const QString &file, const QString &code, const QString &folder,
                                                          const Surroundings &around);
    [[nodiscard]] Result<bool> wasRestored() const;
    [[nodiscard]] Result<> clearRestored();

private:
    class Private;
    explicit Vault(std::unique_ptr<Private> d);
    [[nodiscard]] Result<SecretBytes> keyByPassphrase(const SecretBytes &passphrase);
    std::unique_ptr<Private> d;
};

/**
 * A typed passphrase as secret bytes: Unicode NFC in UTF-8, outer spaces dropped, so that every keyboard gives the same bytes.
 * @p typed is wiped as far as Qt allows (what the text field still holds is the field's to clear).
 */
[[nodiscard]] SecretBytes passphraseFrom(QString &typed);

/** How hard a passphrase looks to guess, for a hint while typing; no composition rules. */
struct PassphraseHint
{
    enum class Strength { Empty, Weak, Fair, Good };
    Strength strength = Strength::Empty;
    QString sentence;
};
[[nodiscard]] PassphraseHint passphraseHint(const QString &typed);
/** The app's own 1,024 words, in order of the alphabet (assets/words/en.txt). */
[[nodiscard]] const QStringList &passphraseWords();
/** A passphrase of @p words random words from the app's own list (10 bits each). */
[[nodiscard]] QString suggestPassphrase(Random &random, int words = 5);
/** Words to compare aloud, from a hash: 6 words, 60 bits. */
[[nodiscard]] QStringList checkWords(QByteArrayView hash32);

} // namespace heard
