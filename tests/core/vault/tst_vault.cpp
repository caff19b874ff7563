// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "core/store/support.h"
#include "support/keychain.h"
#include "vault/keychain.h"
#include "vault/keyslot.h"
#include "vault/recoverycode.h"
#include "vault/steadyclock.h"
#include "vault/vault.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QMap>
#include <QTemporaryDir>

using namespace heard;
using heard::testing::FakeKeychain;
using heard::testing::byDepth;
using heard::testing::SeededRandom;

namespace {

constexpr qint64 startOfTime = 1'800'000'000'000;
constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;

Passphrase secretOf(const char *text)
{
    QString typed = QString::fromUtf8(text);
    return Passphrase::typed(typed);
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void setContent(const QString &name, const QByteArray &content)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write a test file");
}

} // namespace

/** The vault: who opens it, what it seals, and what happens to one who tries to be clever. */
class TestVault : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { VERIFY_OK(startCrypto()); }
    void init()
    {
        m_place = std::make_unique<QTemporaryDir>(heard::testing::quickPlace());
        m_folder = m_place->filePath(QStringLiteral("vault"));
        m_clock.set(startOfTime);
        m_steady.set(1000);
        m_keychain = std::make_unique<FakeKeychain>();
        m_around = {&m_clock, &m_random, m_keychain.get(), {}, nullptr};
    }
    void cleanup() { m_place.reset(); }

    /** What is bound to each sealed thing is written by hand, and must stay what it always was: a vault of before opens with it. */
    void contextsKeepTheirBytes()
    {
        const Id vault = Id::random(m_random);
        const QList<SealContext> contexts{{},
                                          {.purpose = "commit", .circle = vault, .stream = Id::random(m_random), .number = 1, .name = "x"},
                                          {.purpose = "state", .circle = vault, .stream = {}, .number = 1ULL << 40, .name = QByteArray(300, 'n')}};
        for (const SealContext &c : contexts) {
            QCOMPARE(c.encoded(vault), toCbor(QCborArray{QStringLiteral("heard 1"), vault.toBytes(), c.purpose, c.circle.toBytes(),
                                                         c.stream.toBytes(), qint64(c.number), c.name}));
        }
    }

    void opensWithWhatItShould()
    {
        QString code;
        Id id;
        {
            auto made = make();
            VERIFY_OK(made);
            code = made->recoveryCode;
            id = made->vault->id();
            VERIFY_OK(made->vault->keep(m_circle, ItemKind::Local, "draft", "a thought"));
            VERIFY_FAILS(Vault::create(m_folder, m_right, m_cost, m_around), ErrorCode::Refused, "vault-exists");
        }
        VERIFY_FAILS(Vault::open(m_place->filePath(QStringLiteral("none")), m_right, m_around), ErrorCode::NotFound, "no-vault");
        VERIFY_FAILS(Vault::open(m_folder, m_wrong, m_around), ErrorCode::Refused, "wrong-passphrase");
        VERIFY_FAILS(Vault::openWithKeychain(m_folder, m_around), ErrorCode::NotFound, "no-such-slot");
        {
            const auto vault = Vault::open(m_folder, m_right, m_around);
            VERIFY_OK(vault);
            QCOMPARE((*vault)->id(), id);
            QCOMPARE(*(*vault)->kept(m_circle, ItemKind::Local, "draft"), QByteArray("a thought"));
            QCOMPARE(*(*vault)->kept(m_circle, ItemKind::Local, "other"), QByteArray());
            VERIFY_OK((*vault)->confirmPassphrase(m_right));
            VERIFY_FAILS((*vault)->confirmPassphrase(m_wrong), ErrorCode::Refused, "wrong-passphrase");
            QVERIFY(!*(*vault)->wasRestored());
        }
        QString sloppy = code.toLower();
        sloppy.replace(u'-', u' ').replace(u'0', u'o').replace(u'1', u'l');
        QString renewed;
        {
            const auto vault = Vault::openWithRecoveryCode(m_folder, sloppy, m_around);
            VERIFY_OK(vault);
            QCOMPARE(*(*vault)->kept(m_circle, ItemKind::Local, "draft"), QByteArray("a thought"));
            // What the code on paper is for: a new passphrase.
            VERIFY_OK((*vault)->setPassphrase(m_wrong, m_cost));
            const auto fresh = (*vault)->renewRecoveryCode();
            VERIFY_OK(fresh);
            renewed = *fresh;
        }
        VERIFY_FAILS(Vault::openWithRecoveryCode(m_folder, code, m_around), ErrorCode::Refused, "wrong-recovery-code");
        VERIFY_FAILS(Vault::openWithRecoveryCode(m_folder, code.chopped(1), m_around), ErrorCode::BadInput, "recovery-code-length");
        VERIFY_OK(Vault::openWithRecoveryCode(m_folder, renewed, m_around));
        VERIFY_FAILS(Vault::open(m_folder, m_right, m_around), ErrorCode::Refused, "wrong-passphrase");
        VERIFY_OK(Vault::open(m_folder, m_wrong, m_around));
    }

    void refusesWeakLocks()
    {
        VERIFY_FAILS(Vault::create(m_folder, Passphrase(), m_cost, m_around), ErrorCode::BadInput, "passphrase-empty");
        VERIFY_FAILS(Vault::create(m_folder, m_right, KdfCost{8192, 1}, m_around), ErrorCode::BadInput, "kdf-too-weak");
        QVERIFY(!QFileInfo::exists(m_folder));
        auto made = make();
        VERIFY_OK(made);
        VERIFY_FAILS(made->vault->setPassphrase(m_wrong, KdfCost{64ULL << 20, 2}), ErrorCode::BadInput, "kdf-too-weak");
        VERIFY_FAILS(made->vault->setPassphrase(Passphrase(), m_cost), ErrorCode::BadInput, "passphrase-empty");
        VERIFY_OK(made->vault->confirmPassphrase(m_right));
    }

    void keychain()
    {
        {
            auto made = make();
            VERIFY_OK(made);
            Vault &vault = *made->vault;
            QVERIFY(!vault.opensWithKeychain());
            m_keychain->there = false;
            VERIFY_FAILS(vault.setOpensWithKeychain(true), ErrorCode::NotFound, "no-keychain");
            m_keychain->there = true;
            m_keychain->keepsNothing = true;
            VERIFY_FAILS(vault.setOpensWithKeychain(true), ErrorCode::NotFound, "no-keychain");
            QVERIFY(!vault.opensWithKeychain());
            m_keychain->keepsNothing = false;
            m_keychain->keepsHalf = true;
            VERIFY_FAILS(vault.setOpensWithKeychain(true), ErrorCode::NotFound, "no-keychain");
            QVERIFY(!vault.opensWithKeychain());
            m_keychain->keepsHalf = false;
            VERIFY_OK(vault.setOpensWithKeychain(true));
            QVERIFY(vault.opensWithKeychain());
            // Android fails above 256 bytes, Windows above 2,560.
            for (const QByteArray &entry : std::as_const(m_keychain->entries))
                QVERIFY(entry.size() <= 64);
        }
        VERIFY_OK(Vault::openWithKeychain(m_folder, m_around));
        const auto entries = m_keychain->entries;
        m_keychain->entries.clear();
        VERIFY_FAILS(Vault::openWithKeychain(m_folder, m_around), ErrorCode::NotFound, "not-in-keychain");
        m_keychain->entries = entries;
        m_keychain->entries.begin().value() = QByteArray(keySize, 'x');
        VERIFY_FAILS(Vault::openWithKeychain(m_folder, m_around), ErrorCode::NotFound, "not-in-keychain");
        m_keychain->entries = entries;
        m_keychain->there = false;
        VERIFY_FAILS(Vault::openWithKeychain(m_folder, m_around), ErrorCode::NotFound, "no-keychain");
        m_around.keychain = nullptr;
        VERIFY_FAILS(Vault::openWithKeychain(m_folder, m_around), ErrorCode::NotFound, "no-keychain");
        m_around.keychain = m_keychain.get();
        m_keychain->there = true;
        {
            const auto vault = Vault::openWithKeychain(m_folder, m_around);
            VERIFY_OK(vault);
            VERIFY_OK((*vault)->setOpensWithKeychain(false));
            QVERIFY(!(*vault)->opensWithKeychain());
            QVERIFY(m_keychain->entries.isEmpty());
        }
        m_keychain->entries = entries;
        VERIFY_FAILS(Vault::openWithKeychain(m_folder, m_around), ErrorCode::NotFound, "no-such-slot");
    }

    /** The real one, on a machine that may have none: it answers soon, whatever the answer. */
    void realKeychainNeverHangs()
    {
        const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        QElapsedTimer timer;
        // A bus that accepts and never says a word is the worst of all.
        QLocalServer silent;
        QVERIFY(silent.listen(m_place->filePath(QStringLiteral("silent"))));
        for (const QByteArray &address : {bus, QByteArray(), QByteArray("unix:path=/nonexistent/bus"), QByteArray("nonsense"),
                                          QByteArray("unix:path=" + silent.fullServerName().toUtf8())}) {
            if (address.isEmpty())
                qunsetenv("DBUS_SESSION_BUS_ADDRESS");
            else
                qputenv("DBUS_SESSION_BUS_ADDRESS", address);
            timer.restart();
            QtKeychainStore keychain;
            const bool there = keychain.available();
            QVERIFY2(timer.elapsed() < 5'000, "available() took too long");
            timer.restart();
            const auto read = keychain.read(QStringLiteral("heard-test-not-there"));
            QVERIFY2(timer.elapsed() < 5'000, "read() took too long");
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::NotFound);
            QVERIFY(read.error().name == (there ? QStringLiteral("not-in-keychain") : QStringLiteral("no-keychain")));
        }
        if (!bus.isEmpty())
            qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
    }

    /// T19: five tries, then pauses of 30 s doubling to 15 min; through restarts.
    void pausesAfterWrongTries()
    {
        QVERIFY(make());
        const qint64 pauses[] = {30 * second, minute, 2 * minute, 4 * minute, 8 * minute, 15 * minute, 15 * minute};
        for (int i = 0; i < 5; ++i)
            VERIFY_FAILS(Vault::open(m_folder, m_wrong, m_around), ErrorCode::Refused, "wrong-passphrase");
        for (const qint64 pause : pauses) {
            // The right one is not even looked at while the pause runs, or the pause would tell which it is.
            const auto early = Vault::open(m_folder, m_right, m_around);
            VERIFY_FAILS(early, ErrorCode::Refused, "too-many-tries");
            QCOMPARE(early.error().detail, QStringLiteral("wait %1").arg(pause / second));
            QVERIFY(early.error().message.contains(QString::number(pause / second)));
            QVERIFY(early.error().retry);
            m_clock.set(m_clock.now() + pause - 1);
            VERIFY_FAILS(Vault::open(m_folder, m_right, m_around), ErrorCode::Refused, "too-many-tries");
            m_clock.set(m_clock.now() + 1);
            VERIFY_FAILS(Vault::open(m_folder, m_wrong, m_around), ErrorCode::Refused, "wrong-passphrase");
        }
        m_clock.set(m_clock.now() + 15 * minute);
        VERIFY_OK(Vault::open(m_folder, m_right, m_around));
        VERIFY_FAILS(Vault::open(m_folder, m_wrong, m_around), ErrorCode::Refused, "wrong-passphrase");
        VERIFY_OK(Vault::open(m_folder, m_right, m_around));
    }

    /// T19: a clock set back starts the pause again, and never makes it longer than it was.
    void pausesSurviveClocksSetBack()
    {
        QVERIFY(make());
        for (int i = 0; i < 5; ++i)
            VERIFY_FAILS(Vault::open(m_folder, m_wrong, m_around), ErrorCode::Refused, "wrong-passphrase");
        m_clock.set(startOfTime - 10 * 365 * 24 * hour);
        VERIFY_FAILS(Vault::open(m_folder, m_right, m_around), ErrorCode::Refused, "too-many-tries");
        m_clock.set(m_clock.now() + 29 * second);
        VERIFY_FAILS(Vault::open(m_folder, m_right, m_around), ErrorCode::Refused, "too-many-tries");
        m_clock.set(m_clock.now() + second);
        VERIFY_OK(Vault::open(m_folder, m_right, m_around));
    }

    /// T19: with the time since the device started, setting the clock forward helps nobody; a restart does not lock anybody out.
    void pausesSurviveClocksSetForward()
    {
        m_around.steady = &m_steady;
        QVERIFY(make());
        for (int i = 0; i < 5; ++i)
            VERIFY_FAILS(Vault::open(m_folder, m_wrong, m_around), ErrorCode::Refused, "wrong-passphrase");
        m_clock.set(m_clock.now() + 24 * hour);
        VERIFY_FAILS(Vault::open(m_folder, m_right, m_around), ErrorCode::Refused, "too-many-tries");
        m_clock.set(startOfTime - 24 * hour);
        m_steady.set(m_steady.now() + 29 * second);
        VERIFY_FAILS(Vault::open(m_folder, m_right, m_around), ErrorCode::Refused, "too-many-tries");
        // The device was restarted: its own time begins again. At worst the pause is as long again.
        m_steady.set(500);
        VERIFY_FAILS(Vault::open(m_folder, m_right, m_around), ErrorCode::Refused, "too-many-tries");
        m_steady.set(1000 + 30 * second);
        VERIFY_OK(Vault::open(m_folder, m_right, m_around));
        const SteadyClock real;
        QVERIFY(real.now() > 0 && real.now() <= real.now());
    }

    /// T19: 10,000 attempts, one a second: at most 5 at once, 13 in the first hour, 4 an hour after that are looked at.
    void guessingIsSlow()
    {
        auto made = make();
        VERIFY_OK(made);
        int looked = 0;
        int inFirstHour = 0;
        const int attempts = byDepth(3'700, 5'000, 10'000);
        for (int i = 0; i < attempts; ++i) {
            const auto said = made->vault->confirmPassphrase(m_wrong);
            QVERIFY(!said);
            looked += said.error().name == QStringLiteral("wrong-passphrase") ? 1 : 0;
            m_clock.set(m_clock.now() + second);
            if (i == 3'599)
                inFirstHour = looked;
        }
        qInfo("%d of %d attempts were looked at, %d in the first hour", looked, attempts, inFirstHour);
        QVERIFY(inFirstHour <= 13);
        QVERIFY(looked <= 13 + (attempts - 3'600) / 900 + 1);
    }

    void removingTheCountDoesNotHelp()
    {
        auto made = make();
        VERIFY_OK(made);
        VERIFY_OK(made->vault->store().setMeta(QStringLiteral("tries"), "nonsense"));
        VERIFY_FAILS(made->vault->confirmPassphrase(m_right), ErrorCode::Refused, "too-many-tries");
        m_clock.set(m_clock.now() + 30 * second);
        VERIFY_OK(made->vault->confirmPassphrase(m_right));
    }

    /// T11: what is sealed opens in its own place only.
    void sealedThingsStayInTheirPlace()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        auto made = make();
        VERIFY_OK(made);
        const Vault &vault = *made->vault;
        const QList<QByteArray> purposes{"commit", "state", "overview", "item", "blob"};
        int refused = 0;
        for (int i = 0; i < byDepth(500, 2'000, 20'000); ++i) {
            const SealContext context{purposes.at(qsizetype(random.below(5))), Id::random(random), Id::random(random), random.below(1000),
                                      random.bytes(qsizetype(random.below(40)))};
            const QByteArray plain = random.bytes(qsizetype(random.below(700)));
            const QByteArray sealed = vault.seal(context, plain);
            const auto opened = vault.unseal(context, sealed);
            VERIFY_OK(opened);
            QCOMPARE(*opened, plain);
            SealContext other = context;
            QByteArray bytes = sealed;
            switch (i % 8) {
            case 0:
                other.purpose = purposes.at((purposes.indexOf(context.purpose) + 1) % 5);
                break;
            case 1:
                other.circle = Id::random(random);
                break;
            case 2:
                other.stream = Id::random(random);
                break;
            case 3:
                other.number += 1 + random.below(1000);
                break;
            case 4:
                other.name += 'x';
                break;
            case 5:
                std::swap(other.circle, other.stream);
                break;
            case 6: // a byte from the name to the purpose: the border is part of what is bound
                other.purpose += context.name.isEmpty() ? QByteArray("x") : context.name.first(1);
                other.name.remove(0, 1);
                break;
            default:
                bytes[qsizetype(random.below(quint64(bytes.size())))] ^= char(1 + random.below(255));
                break;
            }
            const auto moved = vault.unseal(other, bytes);
            QVERIFY2(!moved, qPrintable(QStringLiteral("case %1 of %2 opened").arg(i % 8).arg(i)));
            QCOMPARE(moved.error().code, ErrorCode::Damaged);
            ++refused;
        }
        qInfo("%d misplaced or altered, all refused", refused);
        // Another vault has other keys, and would have another id.
        const QString second = m_place->filePath(QStringLiteral("second"));
        auto other = Vault::create(second, m_right, m_cost, m_around);
        VERIFY_OK(other);
        const SealContext context{.purpose = "commit", .circle = m_circle};
        QVERIFY(!other->vault->unseal(context, vault.seal(context, "x")));
    }

    /// T11: kept items that change places in the database do not open.
    void keptThingsStayInTheirPlace()
    {
        auto made = make();
        VERIFY_OK(made);
        Vault &vault = *made->vault;
        const Id other = Id::random(m_random);
        VERIFY_OK(vault.keep(m_circle, ItemKind::Keyring, "1", "one"));
        VERIFY_OK(vault.keep(m_circle, ItemKind::Keyring, "2", "two"));
        QCOMPARE(vault.allKept(m_circle, ItemKind::Keyring)->size(), 2);
        QCOMPARE(vault.allKept(m_circle, ItemKind::Keyring)->at(1).second, QByteArray("two"));
        const QByteArray one = *vault.store().item(m_circle, ItemKind::Keyring, "1");
        VERIFY_OK(vault.store().setItem(m_circle, ItemKind::Keyring, "2", one));
        VERIFY_OK(vault.store().setItem(other, ItemKind::Keyring, "1", one));
        VERIFY_OK(vault.store().setItem(m_circle, ItemKind::Invite, "1", one));
        VERIFY_OK(vault.kept(m_circle, ItemKind::Keyring, "1"));
        QVERIFY(!vault.kept(m_circle, ItemKind::Keyring, "2"));
        QVERIFY(!vault.kept(other, ItemKind::Keyring, "1"));
        QVERIFY(!vault.kept(m_circle, ItemKind::Invite, "1"));
        QVERIFY(!vault.allKept(m_circle, ItemKind::Keyring));
    }

    /** Sizes tell little: three sizes to 1 kB, few after that. */
    void sizesTellLittle()
    {
        auto made = make();
        VERIFY_OK(made);
        const SealContext context{.purpose = "item", .circle = m_circle};
        QSet<qsizetype> sizes;
        for (int size = 0; size < 4000; size += 3) {
            const QByteArray sealed = made->vault->seal(context, QByteArray(size, '\x80'));
            sizes.insert(sealed.size());
            QVERIFY(sealed.size() <= std::max(1024 + 56, int(size * 1.13) + 60));
            QCOMPARE(made->vault->unseal(context, sealed)->size(), size);
        }
        qInfo("%lld sizes for 0 to 4,000 bytes", static_cast<long long>(sizes.size()));
        QVERIFY(sizes.contains(256 + 56) && sizes.contains(512 + 56) && sizes.contains(1024 + 56));
        QVERIFY(sizes.size() <= 40);
    }

    /// T20: changed numbers, swapped slots, wrong commitments: all refused.
    void slotsCannotBeTamperedWith()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const Id vault = Id::random(random);
        const SecretBytes profileKey = SecretBytes::random(keySize, random);
        const SecretBytes paper = SecretBytes::random(recoverySize, random);
        const auto passphraseSlot = makeSlot(vault, SlotKind::Passphrase, m_cost, m_right.bytes(), profileKey, random);
        const auto recoverySlot = makeSlot(vault, SlotKind::Recovery, {}, paper, profileKey, random);
        const auto keychainSlot = makeSlot(vault, SlotKind::Keychain, {}, paper, profileKey, random);
        VERIFY_OK(passphraseSlot);
        VERIFY_OK(recoverySlot);
        VERIFY_OK(keychainSlot);
        QVERIFY(openSlot(vault, SlotKind::Passphrase, *passphraseSlot, m_right.bytes())->equals(profileKey));
        QVERIFY(openSlot(vault, SlotKind::Recovery, *recoverySlot, paper)->equals(profileKey));

        int refused = 0;
        const auto mustFail = [&](const Id &id, SlotKind kind, const QByteArray &body, const SecretBytes &secret) {
            const bool failed = !openSlot(id, kind, body, secret);
            refused += failed ? 1 : 0;
            return failed;
        };
        const auto with = [](const QByteArray &body, qsizetype at, const QCborValue &value) {
            QCborArray fields = fromCbor(body)->toArray();
            fields[at] = value;
            return toCbor(fields);
        };
        // Swapped: one kind in another's place, and another vault's.
        QVERIFY(mustFail(vault, SlotKind::Recovery, *keychainSlot, paper));
        QVERIFY(mustFail(vault, SlotKind::Keychain, *recoverySlot, paper));
        QVERIFY(mustFail(vault, SlotKind::Recovery, with(*keychainSlot, 1, int(SlotKind::Recovery)), paper));
        QVERIFY(mustFail(vault, SlotKind::Recovery, *passphraseSlot, m_right.bytes()));
        QVERIFY(mustFail(Id::random(random), SlotKind::Recovery, *recoverySlot, paper));
        QVERIFY(mustFail(Id::random(random), SlotKind::Passphrase, *passphraseSlot, m_right.bytes()));
        // Weaker or absurd numbers, refused before any stretching.
        QElapsedTimer timer;
        timer.start();
        for (const qint64 memory : std::initializer_list<qint64>{0, 8192, (64LL << 20) - 1, (1LL << 30) + 1, INT64_MAX, -1})
            QVERIFY(mustFail(vault, SlotKind::Passphrase, with(*passphraseSlot, 2, memory), m_right.bytes()));
        for (const qint64 passes : std::initializer_list<qint64>{0, 1, 2, 11, 1'000'000})
            QVERIFY(mustFail(vault, SlotKind::Passphrase, with(*passphraseSlot, 3, passes), m_right.bytes()));
        QVERIFY(mustFail(vault, SlotKind::Recovery, with(*recoverySlot, 2, 64LL << 20), paper));
        QVERIFY(mustFail(vault, SlotKind::Recovery, with(*recoverySlot, 3, 3), paper));
        QVERIFY2(timer.elapsed() < 100, "a refused slot cost time");
        // Other numbers above the floor are bound too.
        QVERIFY(mustFail(vault, SlotKind::Passphrase, with(*passphraseSlot, 3, 4), m_right.bytes()));
        // A wrong commitment says no, even when the rest would open.
        QByteArray sealed = fromCbor(*recoverySlot)->toArray().at(5).toByteArray();
        for (qsizetype byte = 0; byte < 16; ++byte) {
            QByteArray altered = sealed;
            altered[byte] = char(altered[byte] ^ 1);
            QVERIFY(mustFail(vault, SlotKind::Recovery, with(*recoverySlot, 5, altered), paper));
        }
        // A newer format says that it is newer.
        VERIFY_FAILS(openSlot(vault, SlotKind::Recovery, with(*recoverySlot, 0, 2), paper), ErrorCode::TooNew, "vault-too-new");
        // Every bit of a slot, and every cut of it.
        for (qsizetype bit = 0; bit < recoverySlot->size() * 8; ++bit) {
            QByteArray altered = *recoverySlot;
            altered[bit / 8] = char(altered[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY2(mustFail(vault, SlotKind::Recovery, altered, paper), qPrintable(QStringLiteral("bit %1").arg(bit)));
        }
        for (qsizetype size = 0; size < recoverySlot->size(); ++size)
            QVERIFY(mustFail(vault, SlotKind::Recovery, recoverySlot->first(size), paper));
        for (int i = 0; i < byDepth(5, 20, 200); ++i) {
            QByteArray altered = *passphraseSlot;
            const auto bit = qsizetype(random.below(quint64(altered.size()) * 8));
            altered[bit / 8] = char(altered[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY2(mustFail(vault, SlotKind::Passphrase, altered, m_right.bytes()), qPrintable(QStringLiteral("bit %1").arg(bit)));
        }
        qInfo("%d tampered slots, all refused", refused);
    }

    /// T10: bit rot in the file is noticed or harmless; what is read is what was written.
    void bitRotNeverChangesContent()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const int commits = 40;
        QString code;
        Id stream;
        {
            auto made = make();
            VERIFY_OK(made);
            code = made->recoveryCode;
            stream = Id::random(m_random);
            Vault &vault = *made->vault;
            for (int n = 1; n <= commits; ++n) {
                const auto saved = vault.store().append(
                    {m_circle, stream, quint64(n), hashOf(n), vault.seal(placeOf(stream, n), contentOfCommit(n)), true, false});
                VERIFY_OK(saved);
            }
            VERIFY_OK(vault.store().setOverview(m_circle, vault.seal({.purpose = "overview", .circle = m_circle}, "overview")));
            VERIFY_OK(vault.keep(m_circle, ItemKind::Keyring, "1", "key"));
        }
        const QString file = m_folder + QStringLiteral("/vault.sqlite");
        const QByteArray whole = contentOf(file);
        QVERIFY(!QFileInfo::exists(file + QStringLiteral("-wal")));
        int noticed = 0;
        int harmless = 0;
        const int flips = byDepth(100, 500, 10'000);
        for (int i = 0; i < flips; ++i) {
            QByteArray rotten = whole;
            const auto bit = qsizetype(random.below(quint64(rotten.size()) * 8));
            rotten[bit / 8] = char(rotten[bit / 8] ^ (1 << (bit % 8)));
            setContent(file, rotten);
            bool error = false;
            const auto vault = Vault::openWithRecoveryCode(m_folder, code, m_around);
            if (!vault) {
                error = true;
            } else {
                int seen = 0;
                const Result<> read = (*vault)->store().eachCommit(m_circle, 0, [&](const StoredCommit &commit) -> Result<> {
                    HEARD_TRY_ASSIGN(const QByteArray plain, (*vault)->unseal(placeOf(commit.stream, int(commit.seq)), commit.sealed));
                    if (plain != contentOfCommit(int(commit.seq)) || commit.stream != stream)
                        qFatal("wrong content after flipping bit %lld", static_cast<long long>(bit));
                    // The hash chain is the circle's to check; here its stand-in.
                    if (commit.hash != hashOf(int(commit.seq)))
                        return fail(ErrorCode::Damaged, "chain", QStringLiteral("The chain does not hold."));
                    ++seen;
                    return {};
                });
                error = !read || seen != commits;
                const auto overview = (*vault)->store().overview(m_circle);
                const auto opened = overview ? (*vault)->unseal({.purpose = "overview", .circle = m_circle}, *overview) : overview;
                if (opened && *opened != "overview")
                    qFatal("wrong overview after flipping bit %lld", static_cast<long long>(bit));
                const auto key = (*vault)->kept(m_circle, ItemKind::Keyring, "1");
                if (key && !key->isEmpty() && *key != "key")
                    qFatal("wrong item after flipping bit %lld", static_cast<long long>(bit));
                const auto said = (*vault)->store().integrity();
                error = error || !opened || !key || key->isEmpty() || !said || !said->isEmpty();
            }
            (error ? noticed : harmless) += 1;
        }
        setContent(file, whole);
        VERIFY_OK(Vault::openWithRecoveryCode(m_folder, code, m_around));
        qInfo("%d flips: %d noticed, %d harmless, none changed content", flips, noticed, harmless);
        QVERIFY(noticed > 0);
    }

    /// T22: a backup brings everything back, marked so that the copy does not write as the original.
    void backupsBringEverythingBack()
    {
        const QString file = m_place->filePath(QStringLiteral("heard.backup"));
        const QString folder = m_place->filePath(QStringLiteral("restored/here"));
        const QByteArray blob = SeededRandom(5).bytes(200'000);
        QString code;
        Id id;
        {
            auto made = make();
            VERIFY_OK(made);
            Vault &vault = *made->vault;
            code = made->recoveryCode;
            id = vault.id();
            VERIFY_OK(vault.setOpensWithKeychain(true));
            VERIFY_OK(vault.keep(m_circle, ItemKind::Local, "draft", "a thought"));
            for (quint64 n = 1; n <= 500; ++n)
                VERIFY_OK(vault.store().append(heard::testing::numberedCommit(m_circle, m_stream, n)));
            setContent(vault.store().folder() + QStringLiteral("/blobs/abcdef"), blob);
            setContent(vault.store().folder() + QStringLiteral("/blobs/empty"), {});
            VERIFY_OK(vault.backup(file));
            VERIFY_OK(vault.backup(file));
            VERIFY_FAILS(vault.backup(m_place->filePath(QStringLiteral("no/such/folder/b"))), ErrorCode::NotFound, "folder-missing");
            // Nothing is left lying about beside the vault.
            QCOMPARE(QDir(m_folder).entryList({QStringLiteral("copy-*")}, QDir::AllEntries).size(), 0);
            // And nothing of the inside shows: not even that it is a database.
            const QByteArray content = contentOf(file);
            QVERIFY(content.size() > 600'000);
            QCOMPARE(content.count("SQLite format"), 0);
            QCOMPARE(content.count(m_circle.toBytes()), 0);
            QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        }
        VERIFY_FAILS(Vault::restore(file, m_wrong, folder, m_around), ErrorCode::Refused, "wrong-passphrase");
        QVERIFY(!QFileInfo::exists(folder));
        VERIFY_FAILS(Vault::restore(file, m_right, m_folder, m_around), ErrorCode::Refused, "folder-not-empty");
        VERIFY_OK(Vault::restore(file, m_right, folder, m_around));
        VERIFY_FAILS(Vault::restore(file, m_right, folder, m_around), ErrorCode::Refused, "folder-not-empty");
        QCOMPARE(QFileInfo(folder).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        {
            const auto vault = Vault::open(folder, m_right, m_around);
            VERIFY_OK(vault);
            QCOMPARE((*vault)->id(), id);
            QVERIFY(*(*vault)->wasRestored());
            QVERIFY(!(*vault)->opensWithKeychain());
            QCOMPARE(*(*vault)->kept(m_circle, ItemKind::Local, "draft"), QByteArray("a thought"));
            QCOMPARE(*(*vault)->store().commitCount(m_circle), 500);
            QCOMPARE(contentOf(folder + QStringLiteral("/blobs/abcdef")), blob);
            QVERIFY(QFileInfo::exists(folder + QStringLiteral("/blobs/empty")));
            VERIFY_OK((*vault)->clearRestored());
            QVERIFY(!*(*vault)->wasRestored());
        }
        {
            const auto original = Vault::open(m_folder, m_right, m_around);
            VERIFY_OK(original);
            QVERIFY(!*(*original)->wasRestored());
            // The paper code of the time of the backup opens it, a later one does not.
            VERIFY_OK((*original)->renewRecoveryCode());
        }
        const QString third = m_place->filePath(QStringLiteral("third"));
        QDir().mkpath(third);
        VERIFY_OK(Vault::restoreWithRecoveryCode(file, code, third, m_around));
        VERIFY_OK(Vault::openWithRecoveryCode(third, code, m_around));
    }

    /** Cut anywhere, any bit flipped, something else: refused, and no folder appears. */
    void damagedBackupsAreRefused()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const QString file = m_place->filePath(QStringLiteral("heard.backup"));
        const QString folder = m_place->filePath(QStringLiteral("restored"));
        QString code;
        {
            auto made = make();
            VERIFY_OK(made);
            code = made->recoveryCode;
            VERIFY_OK(made->vault->keep(m_circle, ItemKind::Local, "draft", "a thought"));
            VERIFY_OK(made->vault->backup(file));
        }
        const QByteArray whole = contentOf(file);
        const auto refuses = [&](const QByteArray &content, const char *what) {
            setContent(file, content);
            const Result<> done = Vault::restoreWithRecoveryCode(file, code, folder, m_around);
            if (done || QFileInfo::exists(folder)) {
                qWarning("restored although %s", what);
                return false;
            }
            const bool plain = done.error().code == ErrorCode::Damaged || done.error().code == ErrorCode::BadInput
                               || done.error().code == ErrorCode::Refused || done.error().code == ErrorCode::TooNew;
            return plain && !done.error().message.isEmpty();
        };
        const int cases = byDepth(50, 200, 2'000);
        for (int i = 0; i < cases; ++i) {
            QVERIFY(refuses(whole.first(qsizetype(random.below(quint64(whole.size())))), "cut short"));
            QByteArray altered = whole;
            // Half of them in the header, where the decisions are.
            const auto bit = qsizetype(random.below(quint64(i % 2 ? whole.size() : 500) * 8));
            altered[bit / 8] = char(altered[bit / 8] ^ (1 << (bit % 8)));
            // Flips in the slot of the passphrase too: the header is bound to every chunk.
            QVERIFY2(refuses(altered, "a bit was flipped"), qPrintable(QStringLiteral("bit %1").arg(bit)));
        }
        QVERIFY(refuses(whole + 'x', "longer than it was"));
        QVERIFY(refuses({}, "empty"));
        QVERIFY(refuses("hello", "something else"));
        QVERIFY(refuses(random.bytes(5000), "noise"));
        VERIFY_FAILS(Vault::restoreWithRecoveryCode(m_place->filePath(QStringLiteral("none")), code, folder, m_around), ErrorCode::NotFound,
                     "no-backup");
        QCOMPARE(QDir(m_place->path()).entryList({QStringLiteral(".heard-restore-*")}, QDir::AllEntries | QDir::Hidden).size(), 0);
        setContent(file, whole);
        VERIFY_OK(Vault::restoreWithRecoveryCode(file, code, folder, m_around));
    }

    /// T13 in small: the passphrase, the code, the key and what was kept are in no file of the vault.
    void nothingReadableOnDisk()
    {
        auto made = make();
        VERIFY_OK(made);
        VERIFY_OK(made->vault->keep(m_circle, ItemKind::Local, "draft", "CANARY-of-a-thought"));
        VERIFY_OK(made->vault->backup(m_place->filePath(QStringLiteral("b"))));
        const auto paper = recoveryBytesOf(made->recoveryCode);
        VERIFY_OK(paper);
        QStringList files{m_place->filePath(QStringLiteral("b"))};
        for (const QString &name : QDir(m_folder).entryList(QDir::Files))
            files.append(m_folder + u'/' + name);
        QVERIFY(files.size() >= 4);
        for (const QString &name : std::as_const(files)) {
            const QByteArray content = contentOf(name);
            for (const QByteArray &secret :
                 {QByteArray("CANARY"), QByteArray("green apples"), paper->view().toByteArray(), made->recoveryCode.toLatin1()})
                QVERIFY2(!content.contains(secret), qPrintable(name));
        }
        // The name under which something is kept is not content; it shows, so names must say nothing.
        QVERIFY(contentOf(m_folder + QStringLiteral("/vault.sqlite-wal")).contains("draft"));
    }

    /** A code that was shown and not confirmed is there again after any end of the program, and it is the one that works. */
    void theFirstCodeStaysUntilItIsConfirmed()
    {
        QString code;
        {
            const auto made = Vault::create(m_folder, m_right, m_cost, m_around, Vault::NewCode::KeptOpen);
            VERIFY_OK(made);
            code = made->recoveryCode;
        }
        for (int i = 0; i < 3; ++i) {
            const auto vault = Vault::open(m_folder, m_right, m_around);
            VERIFY_OK(vault);
            QCOMPARE(*(*vault)->openRecoveryCode(), code);
            QVERIFY(!*(*vault)->openCodeReplaces());
            VERIFY_FAILS((*vault)->dropOpenCode(), ErrorCode::Refused, "only-code");
            QCOMPARE(*(*vault)->prepareRecoveryCode(), code);
        }
        {
            const auto vault = Vault::openWithRecoveryCode(m_folder, code, m_around);
            VERIFY_OK(vault);
            VERIFY_OK((*vault)->confirmRecoveryCode());
            QCOMPARE(*(*vault)->openRecoveryCode(), QString());
            VERIFY_OK((*vault)->confirmRecoveryCode());
        }
        VERIFY_OK(Vault::openWithRecoveryCode(m_folder, code, m_around));
        // It lies in no file but sealed.
        const QByteArray all =
            contentOf(m_folder + QStringLiteral("/vault.sqlite")) + contentOf(m_folder + QStringLiteral("/vault.sqlite-wal"));
        QVERIFY(!all.contains(code.toLatin1()));
    }

    /** Asking for another code takes nothing away until the new one is confirmed. */
    void theOldCodeWorksUntilTheNewOneIsConfirmed()
    {
        auto made = make();
        VERIFY_OK(made);
        const QString old = made->recoveryCode;
        QCOMPARE(*made->vault->openRecoveryCode(), QString());
        const auto prepared = made->vault->prepareRecoveryCode();
        VERIFY_OK(prepared);
        QVERIFY(*prepared != old);
        made->vault.reset();
        VERIFY_OK(Vault::openWithRecoveryCode(m_folder, old, m_around));
        VERIFY_FAILS(Vault::openWithRecoveryCode(m_folder, *prepared, m_around), ErrorCode::Refused, "wrong-recovery-code");
        {
            const auto vault = Vault::open(m_folder, m_right, m_around);
            VERIFY_OK(vault);
            QCOMPARE(*(*vault)->openRecoveryCode(), *prepared);
            QVERIFY(*(*vault)->openCodeReplaces());
            // "Leave it": the old one stays, and the next is another.
            VERIFY_OK((*vault)->dropOpenCode());
            QCOMPARE(*(*vault)->openRecoveryCode(), QString());
            const auto again = (*vault)->prepareRecoveryCode();
            VERIFY_OK(again);
            QVERIFY(*again != *prepared);
            VERIFY_OK((*vault)->confirmRecoveryCode());
        }
        VERIFY_FAILS(Vault::openWithRecoveryCode(m_folder, old, m_around), ErrorCode::Refused, "wrong-recovery-code");
    }

private:
    Result<Vault::Created> make() { return Vault::create(m_folder, m_right, m_cost, m_around); }

    static QByteArray contentOfCommit(int n) { return blake2b(QByteArray::number(n), 64).repeated(1 + n % 20); }
    static QByteArray hashOf(int n) { return blake2b(contentOfCommit(n)); }
    SealContext placeOf(const Id &stream, int n) const
    {
        return {.purpose = "commit", .circle = m_circle, .stream = stream, .number = quint64(n), .name = {}};
    }

    std::unique_ptr<QTemporaryDir> m_place;
    QString m_folder;
    SetClock m_clock{startOfTime};
    SetClock m_steady{0};
    SystemRandom m_random;
    std::unique_ptr<FakeKeychain> m_keychain;
    Surroundings m_around;
    const KdfCost m_cost = KdfCost::interactive();
    const Passphrase m_right = secretOf("five green apples on a hill");
    const Passphrase m_wrong = secretOf("five red apples on a hill");
    const Id m_circle = Id::random(m_random);
    const Id m_stream = Id::random(m_random);
};

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
