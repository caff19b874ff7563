// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/support.h"
#include "vault/crypto.h"

#include <QProcess>
#include <algorithm>
#include <array>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

using namespace heard;
using heard::testing::byDepth;
using heard::testing::SeededRandom;

namespace {

/** Flips one random bit. */
QByteArray flipped(QByteArray bytes, SeededRandom &random)
{
    const auto bit = random.below(quint64(bytes.size()) * 8);
    bytes[qsizetype(bit / 8)] = char(bytes[qsizetype(bit / 8)] ^ (1 << (bit % 8)));
    return bytes;
}

} // namespace

/** The few things done with keys. */
class TestCrypto : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { VERIFY_OK(startCrypto()); }

    /// T13: no core dump, no other process may look into this one.
    void processIsClosed()
    {
#if !defined(Q_OS_LINUX)
        QSKIP("asks Linux");
#elif defined(__SANITIZE_ADDRESS__)
        QSKIP("LeakSanitizer looks into its own process");
#else
        QCOMPARE(prctl(PR_GET_DUMPABLE), 0);
        rlimit limit{};
        getrlimit(RLIMIT_CORE, &limit);
        QCOMPARE(quint64(limit.rlim_cur), 0);
        VERIFY_OK(startCrypto());
#endif
    }

    void secretsMoveAndAreWiped()
    {
        QByteArray source("a secret of some length");
        source.detach();
        SecretBytes secret = SecretBytes::taking(source);
        QVERIFY(source.isEmpty());
        QCOMPARE(secret.view(), QByteArrayView("a secret of some length"));
        const SecretBytes copy = secret.clone();
        QVERIFY(copy.equals(secret));
        SecretBytes moved = std::move(secret);
        QVERIFY(moved.equals(copy));
        moved.data()[0] ^= 1;
        QVERIFY(!moved.equals(copy));
        QVERIFY(SecretBytes().isEmpty());
        QVERIFY(SecretBytes().equals(SecretBytes(0)));
        QVERIFY(!SecretBytes(5).equals(SecretBytes(6)));
        // A literal cannot be wiped, and must not be tried to.
        QByteArray literal = QByteArrayLiteral("literal");
        QCOMPARE(SecretBytes::taking(literal).size(), 7);
    }

    /**
     * Known answers, so that a file of today opens tomorrow: RFC 7693 appendix A, and our own constructions, which were
     * computed a second time from their description (BLAKE2b, HChaCha20, ChaCha20 and Poly1305 after RFC 8439), without libsodium.
     */
    void knownAnswers()
    {
        QCOMPARE(blake2b("abc", 64).toHex(), QByteArray("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                                                        "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"));
        SeededRandom random(1);
        const SecretBytes key = SecretBytes::random(keySize, random);
        const QByteArray sealed = seal(key, "associated", "plain", random);
        QCOMPARE(key.view().toByteArray().toHex(), QByteArray("c15c0289ec2d0a9167ec8e65a18debbe5e5532fbeea293f80bc942ee9086c171"));
        QCOMPARE(deriveKey(key, "purpose", "context").view().toByteArray().toHex(),
                 QByteArray("d0a5fa22102cebddddb251f2dc0bacc0c773551b39c74c1c244a313b42fa2c5d"));
        QCOMPARE(sealed.toHex(), QByteArray("8fadb24f2c4f50a15a2ffb3ca653477fb9b501d1d854bb7180021590ff0b4dc3a53c36d76cec99e0"
                                            "180303853f5ec757de6a8ae7f1bf1611635546c9dc"));
    }

    void sealsAndOpens()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        for (const int size : {0, 1, 15, 16, 17, 255, 1000, 70'000}) {
            const SecretBytes key = SecretBytes::random(keySize, random);
            const QByteArray plain = random.bytes(size);
            const QByteArray sealed = seal(key, "a", plain, random);
            QCOMPARE(sealed.size(), 16 + nonceSize + size + tagSize);
            const auto opened = unseal(key, "a", sealed);
            VERIFY_OK(opened);
            QCOMPARE(*opened, plain);
            QVERIFY(sealedWith(key, sealed));
            const SecretBytes other = SecretBytes::random(keySize, random);
            QVERIFY(!sealedWith(other, sealed));
            VERIFY_FAILS(unseal(other, "a", sealed), ErrorCode::Damaged, "damaged-data");
            VERIFY_FAILS(unseal(key, "b", sealed), ErrorCode::Damaged, "damaged-data");
            for (qsizetype cut = 0; cut < sealed.size(); cut += 1 + sealed.size() / 50)
                VERIFY_FAILS(unseal(key, "a", sealed.first(cut)), ErrorCode::Damaged, "damaged-data");
        }
    }

    /// T10, T11: every single bit counts.
    void everyBitCounts()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const SecretBytes key = SecretBytes::random(keySize, random);
        const QByteArray plain = random.bytes(100);
        const QByteArray sealed = seal(key, "a", plain, random);
        for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
            QByteArray altered = sealed;
            altered[bit / 8] = char(altered[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(!unseal(key, "a", altered));
        }
    }

    /// T12: nonces are random and never come twice, whatever was restored or cloned.
    void noncesNeverRepeat()
    {
        const int count = byDepth(50'000, 200'000, 10'000'000);
        SystemRandom random;
        const SecretBytes key = SecretBytes::random(keySize, random);
        // The first 16 of 24 bytes: if those differ, all do; 10,000,000 of them still fit in memory.
        std::vector<std::array<char, 16>> nonces(size_t(count), std::array<char, 16>{});
        for (auto &nonce : nonces) {
            const QByteArray sealed = seal(key, {}, "x", random);
            std::copy_n(sealed.constData() + 16, nonce.size(), nonce.begin());
        }
        std::sort(nonces.begin(), nonces.end());
        QVERIFY(std::adjacent_find(nonces.begin(), nonces.end()) == nonces.end());
        qInfo("%d seals, no nonce twice", count);
    }

    void signatures()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const SigningKey key = SigningKey::make(random);
        const SigningKey other = SigningKey::make(random);
        const QByteArray signature = sign(key, "commit", "message");
        QCOMPARE(signature.size(), signatureSize);
        QVERIFY(verify(key.publicKey, "commit", "message", signature));
        QVERIFY(!verify(other.publicKey, "commit", "message", signature));
        QVERIFY(!verify(key.publicKey, "invite", "message", signature));
        QVERIFY(!verify(key.publicKey, "commit", "messagf", signature));
        // The border between domain and message cannot be moved.
        QVERIFY(!verify(key.publicKey, "commi", QByteArrayView("t\0message", 9), signature));
        QVERIFY(!verify(key.publicKey, QByteArrayView("commit\0m", 8), "essage", signature));
        QVERIFY(!verify({}, "commit", "message", signature));
        QVERIFY(!verify(key.publicKey, "commit", "message", signature.chopped(1)));
        // A key of low order would verify anything: libsodium refuses it.
        QVERIFY(!verify(QByteArray(32, '\0'), "commit", "message", QByteArray(64, '\0')));
        for (int i = 0; i < 200; ++i) {
            QVERIFY(!verify(key.publicKey, "commit", "message", flipped(signature, random)));
            QVERIFY(!verify(flipped(key.publicKey, random), "commit", "message", signature));
        }
    }

    void boxes()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const BoxKey key = BoxKey::make(random);
        const BoxKey other = BoxKey::make(random);
        for (const int size : {0, 1, 32, 5000}) {
            const QByteArray plain = random.bytes(size);
            const QByteArray sealed = sealToKey(key.publicKey, plain);
            const auto opened = openWithKey(key, sealed);
            VERIFY_OK(opened);
            QCOMPARE(*opened, plain);
            VERIFY_FAILS(openWithKey(other, sealed), ErrorCode::Damaged, "damaged-data");
            for (int i = 0; i < 50; ++i)
                QVERIFY(!openWithKey(key, flipped(sealed, random)));
        }
        QVERIFY(!openWithKey(key, "short"));
        QVERIFY(sealToKey("short", "x").isEmpty());
    }

    void purposesGiveDifferentKeys()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const SecretBytes key = SecretBytes::random(keySize, random);
        QVERIFY(deriveKey(key, "a", "b").equals(deriveKey(key, "a", "b")));
        QVERIFY(!deriveKey(key, "a", "b").equals(deriveKey(key, "ab", "")));
        QVERIFY(!deriveKey(key, "a", "b").equals(deriveKey(key, "", "ab")));
        QVERIFY(!deriveKey(key, "a", "b").equals(deriveKey(key, "a", "c")));
        QVERIFY(!deriveKey(key, "a").equals(key));
        QVERIFY(keyedHash(key, "m") != blake2b("m"));
    }

    /// T20: a floor, and a ceiling, so that a file can neither weaken the lock nor hang the device.
    void stretchingHasAFloor()
    {
        QByteArray typed("five green apples");
        const SecretBytes passphrase = SecretBytes::taking(typed);
        const QByteArray salt(16, 's');
        for (const KdfCost &cost : {KdfCost{8192, 3}, KdfCost{(64ULL << 20) - 1, 3}, KdfCost{64ULL << 20, 2}, KdfCost{2ULL << 30, 3},
                                    KdfCost{64ULL << 20, 1000}, KdfCost{0, 0}})
            QVERIFY(!stretch(passphrase, salt, cost));
        QVERIFY(!stretch(passphrase, "short", KdfCost::interactive()));
        const auto one = stretch(passphrase, salt, KdfCost::interactive());
        VERIFY_OK(one);
        QVERIFY(one->equals(*stretch(passphrase, salt, KdfCost::interactive())));
        QVERIFY(!one->equals(*stretch(passphrase, QByteArray(16, 't'), KdfCost::interactive())));
        QVERIFY(KdfCost::moderate().aboveFloor() && KdfCost::interactive().aboveFloor());
    }

    /** Padmé, table 1 of the paper: at most 12 % more, and few different sizes. */
    void padmeIsSmallAndCoarse()
    {
        QCOMPARE(padmeSize(0), 0);
        QCOMPARE(padmeSize(9), 10);
        QCOMPARE(padmeSize(1024), 1024);
        QCOMPARE(padmeSize(1025), 1088);
        qsizetype before = 0;
        int sizes = 0;
        for (qsizetype size = 1; size < 200'000; ++size) {
            const qsizetype padded = padmeSize(size);
            QVERIFY(padded >= size && padded >= before);
            QVERIFY(size < 16 || double(padded - size) / double(size) <= 0.12);
            QCOMPARE(padmeSize(padded), padded);
            sizes += padded != before ? 1 : 0;
            before = padded;
        }
        QVERIFY(sizes < 400);
    }
};

QTEST_GUILESS_MAIN(TestCrypto)
#include "tst_crypto.moc"
