// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/crypto.h"

#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <sodium.h>
#include <utility>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace heard {

namespace {

static_assert(keySize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(nonceSize == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(tagSize == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(signatureSize == crypto_sign_BYTES);

constexpr qsizetype commitmentSize = 16;
constexpr qsizetype overhead = commitmentSize + nonceSize + tagSize;

const unsigned char *raw(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

std::unexpected<Error> cannotOpen(const char *why)
{
    return fail(ErrorCode::Damaged, "damaged-data", coreText("This data is damaged or does not belong here. Nothing was changed."),
                QString::fromLatin1(why));
}

/**
 * The key of one message and its commitment. On the stack, not in guarded memory: it lives for microseconds, opens one message,
 * and is wiped; a guarded page each would cost more than the sealing.
 */
class MessageKey
{
public:
    MessageKey(const SecretBytes &key, QByteArrayView nonce)
    {
        static constexpr char purpose[] = "heard message key 1";
        crypto_generichash_state state;
        crypto_generichash_init(&state, key.data(), size_t(key.size()), m_key.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(purpose), sizeof purpose);
        crypto_generichash_update(&state, raw(nonce), size_t(nonce.size()));
        crypto_generichash_final(&state, m_key.data(), m_key.size());
        static constexpr char commit[] = "commit";
        crypto_generichash(m_commitment.data(), m_commitment.size(), reinterpret_cast<const unsigned char *>(commit), sizeof commit - 1,
                           m_key.data(), m_key.size());
        sodium_memzero(&state, sizeof state);
    }
    ~MessageKey() { sodium_memzero(m_key.data(), m_key.size()); }
    MessageKey(const MessageKey &) = delete;
    MessageKey &operator=(const MessageKey &) = delete;

    [[nodiscard]] const unsigned char *data() const { return m_key.data(); }
    [[nodiscard]] const std::array<unsigned char, commitmentSize> &commitment() const { return m_commitment; }
    [[nodiscard]] bool committedIn(QByteArrayView sealed) const
    {
        return sodium_memcmp(m_commitment.data(), sealed.data(), m_commitment.size()) == 0;
    }

private:
    std::array<unsigned char, keySize> m_key{};
    std::array<unsigned char, commitmentSize> m_commitment{};
};

} // namespace

Result<> startCrypto()
{
    if (sodium_init() < 0)
        return fail(ErrorCode::Internal, "no-crypto", coreText("Heard cannot keep secrets on this device. Nothing was changed."));
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
    // LeakSanitizer attaches to its own process at the end, which this forbids.
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
    prctl(PR_SET_DUMPABLE, 0);
#endif
    return {};
}

void SystemRandom::fill(std::span<unsigned char> out)
{
    randombytes_buf(out.data(), out.size());
}

SecretBytes::SecretBytes(qsizetype size) : m_size(size)
{
    if (size <= 0) {
        m_size = 0;
        return;
    }
    // The guard pages' canary is made by sodium_init: a secret may be wanted before main() has called startCrypto().
    static const bool started = sodium_init() >= 0;
    m_data = started ? static_cast<unsigned char *>(sodium_malloc(size_t(size))) : nullptr;
    if (!m_data)
        qBadAlloc();
    sodium_memzero(m_data, size_t(size));
}

SecretBytes SecretBytes::taking(QByteArray &source)
{
    SecretBytes secret(source.size());
    if (secret.m_data) {
        std::memcpy(secret.m_data, source.constData(), size_t(source.size()));
        // Only the sole owner may wipe: shared bytes belong to others too, and a literal's cannot be written.
        if (source.isDetached())
            sodium_memzero(source.data(), size_t(source.size()));
    }
    source.clear();
    return secret;
}

SecretBytes SecretBytes::random(qsizetype size, Random &random)
{
    SecretBytes secret(size);
    random.fill({secret.m_data, size_t(secret.m_size)});
    return secret;
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        sodium_free(m_data);
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    sodium_free(m_data);
}

SecretBytes SecretBytes::clone() const
{
    SecretBytes copy(m_size);
    if (m_size > 0)
        std::memcpy(copy.m_data, m_data, size_t(m_size));
    return copy;
}

bool SecretBytes::equals(const SecretBytes &other) const
{
    return m_size == other.m_size && (m_size == 0 || sodium_memcmp(m_data, other.m_data, size_t(m_size)) == 0);
}

QByteArray blake2b(QByteArrayView message, qsizetype size)
{
    QByteArray hash(size, Qt::Uninitialized);
    crypto_generichash(raw(hash), size_t(size), raw(message), size_t(message.size()), nullptr, 0);
    return hash;
}

QByteArray keyedHash(const SecretBytes &key, QByteArrayView message, qsizetype size)
{
    QByteArray hash(size, Qt::Uninitialized);
    crypto_generichash(raw(hash), size_t(size), raw(message), size_t(message.size()), key.data(), size_t(key.size()));
    return hash;
}

SecretBytes deriveKey(const SecretBytes &key, QByteArrayView purpose, QByteArrayView context)
{
    SecretBytes derived(keySize);
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), size_t(key.size()), keySize);
    static constexpr char label[] = "heard derived key 1";
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(label), sizeof label);
    // The length in front: (purpose, context) can be cut in one way only.
    const auto length = static_cast<unsigned char>(qMin<qsizetype>(purpose.size(), 255));
    crypto_generichash_update(&state, &length, 1);
    crypto_generichash_update(&state, raw(purpose), size_t(purpose.size()));
    crypto_generichash_update(&state, raw(context), size_t(context.size()));
    crypto_generichash_final(&state, derived.data(), keySize);
    sodium_memzero(&state, sizeof state);
    return derived;
}

QByteArray seal(const SecretBytes &key, QByteArrayView associated, QByteArrayView plain, Random &random)
{
    QByteArray sealed(overhead + plain.size(), Qt::Uninitialized);
    unsigned char *nonce = raw(sealed) + commitmentSize;
    random.fill({nonce, size_t(nonceSize)});
    const MessageKey message(key, QByteArrayView(sealed).sliced(commitmentSize, nonceSize));
    std::memcpy(sealed.data(), message.commitment().data(), message.commitment().size());
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceSize, nullptr, raw(plain), size_t(plain.size()), raw(associated),
                                               size_t(associated.size()), nullptr, nonce, message.data());
    return sealed;
}

namespace {

std::optional<QByteArray> decrypted(const MessageKey &message, QByteArrayView associated, QByteArrayView sealed)
{
    const QByteArrayView nonce = sealed.sliced(commitmentSize, nonceSize);
    const QByteArrayView cipher = sealed.sliced(commitmentSize + nonceSize);
    QByteArray plain(cipher.size() - tagSize, Qt::Uninitialized);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(cipher), size_t(cipher.size()), raw(associated),
                                                   size_t(associated.size()), raw(nonce), message.data())
        != 0)
        return std::nullopt;
    return plain;
}

} // namespace

Result<QByteArray> unseal(const SecretBytes &key, QByteArrayView associated, QByteArrayView sealed)
{
    if (key.size() != keySize || sealed.size() < overhead)
        return cannotOpen("seal: too short");
    const MessageKey message(key, sealed.sliced(commitmentSize, nonceSize));
    if (!message.committedIn(sealed))
        return cannotOpen("seal: another key");
    auto plain = decrypted(message, associated, sealed);
    if (!plain)
        return cannotOpen("seal: altered");
    return *std::move(plain);
}

bool onlyCommitmentDiffers(const SecretBytes &key, QByteArrayView associated, QByteArrayView sealed)
{
    if (key.size() != keySize || sealed.size() < overhead)
        return false;
    const MessageKey message(key, sealed.sliced(commitmentSize, nonceSize));
    auto plain = message.committedIn(sealed) ? std::nullopt : decrypted(message, associated, sealed);
    if (plain)
        sodium_memzero(plain->data(), size_t(plain->size()));
    return plain.has_value();
}

bool sealedWith(const SecretBytes &key, QByteArrayView sealed)
{
    if (key.size() != keySize || sealed.size() < overhead)
        return false;
    return MessageKey(key, sealed.sliced(commitmentSize, nonceSize)).committedIn(sealed);
}

SigningKey SigningKey::make(Random &random)
{
    const SecretBytes seed = SecretBytes::random(crypto_sign_SEEDBYTES, random);
    SigningKey key{QByteArray(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized), SecretBytes(crypto_sign_SECRETKEYBYTES)};
    crypto_sign_seed_keypair(raw(key.publicKey), key.secret.data(), seed.data());
    return key;
}

namespace {

QByteArray inDomain(QByteArrayView domain, QByteArrayView message)
{
    QByteArray joined;
    joined.reserve(domain.size() + 1 + message.size());
    joined.append(domain);
    joined.append('\0');
    joined.append(message);
    return joined;
}

} // namespace

QByteArray sign(const SigningKey &key, QByteArrayView domain, QByteArrayView message)
{
    const QByteArray joined = inDomain(domain, message);
    QByteArray signature(signatureSize, Qt::Uninitialized);
    crypto_sign_detached(raw(signature), nullptr, raw(QByteArrayView(joined)), size_t(joined.size()), key.secret.data());
    return signature;
}

bool verify(QByteArrayView publicKey, QByteArrayView domain, QByteArrayView message, QByteArrayView signature)
{
    if (publicKey.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != signatureSize)
        return false;
    const QByteArray joined = inDomain(domain, message);
    return crypto_sign_verify_detached(raw(signature), raw(QByteArrayView(joined)), size_t(joined.size()), raw(publicKey)) == 0;
}

BoxKey BoxKey::make(Random &random)
{
    const SecretBytes seed = SecretBytes::random(crypto_box_SEEDBYTES, random);
    BoxKey key{QByteArray(crypto_box_PUBLICKEYBYTES, Qt::Uninitialized), SecretBytes(crypto_box_SECRETKEYBYTES)};
    crypto_box_seed_keypair(raw(key.publicKey), key.secret.data(), seed.data());
    return key;
}

QByteArray sealToKey(QByteArrayView publicKey, QByteArrayView plain)
{
    if (publicKey.size() != crypto_box_PUBLICKEYBYTES)
        return {};
    QByteArray sealed(crypto_box_SEALBYTES + plain.size(), Qt::Uninitialized);
    if (crypto_box_seal(raw(sealed), raw(plain), size_t(plain.size()), raw(publicKey)) != 0)
        return {};
    return sealed;
}

Result<QByteArray> openWithKey(const BoxKey &key, QByteArrayView sealed)
{
    if (sealed.size() < qsizetype(crypto_box_SEALBYTES) || key.secret.size() != crypto_box_SECRETKEYBYTES
        || key.publicKey.size() != crypto_box_PUBLICKEYBYTES)
        return cannotOpen("box: too short");
    QByteArray plain(sealed.size() - qsizetype(crypto_box_SEALBYTES), Qt::Uninitialized);
    if (crypto_box_seal_open(raw(plain), raw(sealed), size_t(sealed.size()), raw(key.publicKey), key.secret.data()) != 0)
        return cannotOpen("box: not for this key, or altered");
    return plain;
}

Result<SecretBytes> stretch(const SecretBytes &passphrase, QByteArrayView salt16, const KdfCost &cost)
{
    if (!cost.aboveFloor() || salt16.size() != crypto_pwhash_SALTBYTES)
        return cannotOpen("kdf: below the floor");
    SecretBytes key(keySize);
    if (crypto_pwhash(key.data(), keySize, reinterpret_cast<const char *>(passphrase.data()), size_t(passphrase.size()), raw(salt16),
                      cost.passes, size_t(cost.memory), crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return fail(ErrorCode::Internal, "no-memory",
                    coreText("This device has too little memory free. What was saved before is safe. Close other apps, then try again."),
                    QStringLiteral("argon2id"), true);
    return key;
}

qsizetype padmeSize(qsizetype size)
{
    if (size < 2)
        return size;
    const auto length = quint64(size);
    const int exponent = std::bit_width(length) - 1;
    const int mantissa = std::bit_width(unsigned(exponent));
    const quint64 mask = (1ULL << (exponent - mantissa)) - 1;
    return qsizetype((length + mask) & ~mask);
}

} // namespace heard
