// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/id.h"
#include "base/random.h"

#include <QByteArray>
#include <QList>
#include <span>

/**
 * All cryptography of Heard, by libsodium and nothing else: XChaCha20-Poly1305 (IETF), BLAKE2b, Ed25519, X25519 sealed boxes, Argon2id.
 */
namespace heard {

/** Starts libsodium and forbids core dumps and ptrace of this process. Call first in every main(). Safe to call twice. */
[[nodiscard]] Result<> startCrypto();

/** Random bytes from the operating system through libsodium. */
class SystemRandom final : public Random
{
public:
    void fill(std::span<unsigned char> out) override;
};

/**
 * Secret bytes in guarded memory (sodium_malloc: locked, surrounded by guard pages, wiped when freed).
 * Keys live in nothing else. Copies are explicit.
 */
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(qsizetype size);
    /** Takes the bytes and wipes @p source (which must be the only owner of them for that; it is cleared in any case). */
    [[nodiscard]] static SecretBytes taking(QByteArray &source);
    [[nodiscard]] static SecretBytes random(qsizetype size, Random &random);
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    [[nodiscard]] SecretBytes clone() const;
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] unsigned char *data() { return m_data; }
    [[nodiscard]] const unsigned char *data() const { return m_data; }
    [[nodiscard]] QByteArrayView view() const { return {reinterpret_cast<const char *>(m_data), m_size}; }
    /** In constant time. */
    [[nodiscard]] bool equals(const SecretBytes &other) const;

private:
    unsigned char *m_data = nullptr;
    qsizetype m_size = 0;
};

inline constexpr qsizetype keySize = 32;
inline constexpr qsizetype hashSize = 32;
inline constexpr qsizetype nonceSize = 24;
inline constexpr qsizetype tagSize = 16;
inline constexpr qsizetype signatureSize = 64;

/** BLAKE2b of @p size bytes (16 to 64). */
[[nodiscard]] QByteArray blake2b(QByteArrayView message, qsizetype size = hashSize);
/** BLAKE2b keyed with a secret. */
[[nodiscard]] QByteArray keyedHash(const SecretBytes &key, QByteArrayView message, qsizetype size = hashSize);
/** A subkey of @p key for one purpose: keyed BLAKE2b over the purpose's name and @p context. */
[[nodiscard]] SecretBytes deriveKey(const SecretBytes &key, QByteArrayView purpose, QByteArrayView context = {});

/**
 * Seals @p plain with a key of 32 bytes: `commitment 16 | nonce 24 | ciphertext | tag 16`. The nonce is 24 random bytes, never a counter.
 * The key used is derived from @p key and the nonce; the commitment (BLAKE2b-128 of it and "commit") is checked before anything
 * is opened, since Poly1305 does not commit to a key (Len, Grubbs, Ristenpart 2021). @p associated is bound, not stored.
 */
[[nodiscard]] QByteArray seal(const SecretBytes &key, QByteArrayView associated, QByteArrayView plain, Random &random);
/** The plain text, or Damaged when key, associated data or any byte differs. */
[[nodiscard]] Result<QByteArray> unseal(const SecretBytes &key, QByteArrayView associated, QByteArrayView sealed);
/** True when @p sealed was made with @p key (by its commitment alone; used to choose among epoch keys). */
[[nodiscard]] bool sealedWith(const SecretBytes &key, QByteArrayView sealed);
/** True when @p key sealed it and all is well but the commitment: then it is not another's, but damaged in just those bytes. */
[[nodiscard]] bool onlyCommitmentDiffers(const SecretBytes &key, QByteArrayView associated, QByteArrayView sealed);

/** Ed25519 for signing. */
struct SigningKey
{
    QByteArray publicKey; ///< 32 bytes
    SecretBytes secret;   ///< 64 bytes
    [[nodiscard]] static SigningKey make(Random &random);
};
/** Detached signature over `domain ‖ 0 ‖ message`, so that no signature stands for anything of another domain. */
[[nodiscard]] QByteArray sign(const SigningKey &key, QByteArrayView domain, QByteArrayView message);
[[nodiscard]] bool verify(QByteArrayView publicKey, QByteArrayView domain, QByteArrayView message, QByteArrayView signature);

/** X25519 for receiving. */
struct BoxKey
{
    QByteArray publicKey; ///< 32 bytes
    SecretBytes secret;   ///< 32 bytes
    [[nodiscard]] static BoxKey make(Random &random);
};
/** crypto_box_seal: only the holder of the key opens it; it says nothing of the sender, so sign what is inside. */
[[nodiscard]] QByteArray sealToKey(QByteArrayView publicKey, QByteArrayView plain);
[[nodiscard]] Result<QByteArray> openWithKey(const BoxKey &key, QByteArrayView sealed);

/** How hard a passphrase is to guess: Argon2id, 3 passes. The floor (64 MiB, 3) is enforced when reading too. */
struct KdfCost
{
    quint64 memory = 128ULL << 20; ///< bytes
    quint64 passes = 3;
    [[nodiscard]] static KdfCost moderate() { return {}; }
    [[nodiscard]] static KdfCost interactive() { return {64ULL << 20, 3}; }
    [[nodiscard]] bool aboveFloor() const { return memory >= (64ULL << 20) && passes >= 3 && memory <= (1ULL << 30) && passes <= 10; }
};
[[nodiscard]] Result<SecretBytes> stretch(const SecretBytes &passphrase, QByteArrayView salt16, const KdfCost &cost);

/** Padmé (PURBs, Nikitin et al. 2019): the least allowed size that holds @p size bytes; at most 12 % larger. */
[[nodiscard]] qsizetype padmeSize(qsizetype size);

} // namespace heard
