// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/modifiedclient.h"

using namespace heard;
using namespace heard::testing;

/**
 * Every way that was thought of by which somebody with a changed app could read what a person keeps to themselves, or write as them.
 * The child is let in by her mother; the attacker is her father, an owner, or the school. SR-113, SR-119.
 */
class TestOnlyMe : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void nobodyElseReadsIt_data();
    void nobodyElseReadsIt();
    void nobodyIsBoundAsTheyDidNotAgree_data();
    void nobodyIsBoundAsTheyDidNotAgree();
    void noKeyInTheWelcomeCounts();
    void anotherDeviceOfMineReadsIt();

private:
    struct Way
    {
        const char *what;
        const char *keptOutFor; ///< the reason that `vault check` must show on the child's device
        void (TestOnlyMe::*attack)();
    };
    static const QList<Way> ways;

    void ownerBindsDevice();
    void schoolBindsDevice();
    void ownerBindsDeviceAlsoAgreedAsNewcomer();
    void ownersOwnLetter();
    void ownerBeginsAnEpochForAll();
    void ownerBeginsAnEpochInHerLog();
    void schoolBeginsAnEpochForAll();
    void certificateOfTheOwner();
    void certificateSignedByItself();
    void certificateForAnotherDevice();
    void certificateOfAnotherCircle();
    void certificateForAnotherMember();
    void certificateOfADeviceNotLetIn();
    void deviceBoundByADeviceNotLetIn();
    void memberNamedTwice();
    void memberChangedAfterwards();
    void boundInHerLog();
    void boundInTheAttackersLog();
    void memberMadeAgain();
    void herOwnDeviceTaken();

    [[nodiscard]] Id herMember() const { return m_atSam->me(); }
    [[nodiscard]] Id hers() const { return onlyMeOf(m_atSam->id(), m_atSam->me()); }
    void bind(Circle &by, const DeviceKeys &keys, const Id &member, Admission as = Admission::AnotherDevice);
    void sendKeys(const DeviceKeys &from);
    void everyoneMeets();

    Someone m_mum;
    Someone m_dad;
    Someone m_school;
    Someone m_sam;
    Circle *m_atMum = nullptr;
    Circle *m_atDad = nullptr;
    Circle *m_atSchool = nullptr;
    Circle *m_atSam = nullptr;
    DeviceKeys m_dadKeys;
    DeviceKeys m_schoolKeys;
    std::vector<DeviceKeys> m_rogues;
    QList<QByteArray> m_letters; ///< put into her mailbox
};

const QList<TestOnlyMe::Way> TestOnlyMe::ways{
    {"an owner binds a device of his own to her, which sends her keys", "not-own-device", &TestOnlyMe::ownerBindsDevice},
    {"a member who is no owner does", "not-own-device", &TestOnlyMe::schoolBindsDevice},
    {"an owner does, and the device agreed to come as a newcomer", "not-own-device", &TestOnlyMe::ownerBindsDeviceAlsoAgreedAsNewcomer},
    {"an owner's own device sends her keys", "not-own-key", &TestOnlyMe::ownersOwnLetter},
    {"an owner begins an epoch of what only she sees, among everyone", "not-own-key", &TestOnlyMe::ownerBeginsAnEpochForAll},
    {"an owner begins one in her own log", "not-in-audience", &TestOnlyMe::ownerBeginsAnEpochInHerLog},
    {"somebody who is no owner begins one among everyone", "not-owner", &TestOnlyMe::schoolBeginsAnEpochForAll},
    {"a new identity, certified by the owner's device", "not-a-member", &TestOnlyMe::certificateOfTheOwner},
    {"a new identity that says her device certified it, and did not", "not-a-member", &TestOnlyMe::certificateSignedByItself},
    {"her certificate for another device of hers, used again", "not-a-member", &TestOnlyMe::certificateForAnotherDevice},
    {"a certificate from another circle", "not-a-member", &TestOnlyMe::certificateOfAnotherCircle},
    {"the owner's certificate for a device of his own, used for her", "not-a-member", &TestOnlyMe::certificateForAnotherMember},
    {"a certificate of a device that was never let in", "not-a-member", &TestOnlyMe::certificateOfADeviceNotLetIn},
    {"a device that was never let in binds another", "not-a-member", &TestOnlyMe::deviceBoundByADeviceNotLetIn},
    {"a device record that names her first and the owner then, with a replacement that does not hold", "kind", &TestOnlyMe::memberNamedTwice},
    {"a device of the owner's own, moved to her afterwards", "fixed-field", &TestOnlyMe::memberChangedAfterwards},
    {"a device bound in her own log", "not-in-audience", &TestOnlyMe::boundInHerLog},
    {"a device bound in the owner's own log", "", &TestOnlyMe::boundInTheAttackersLog}, // which she never gets
    {"her member record made again, with a device", "not-own-device", &TestOnlyMe::memberMadeAgain},
    {"her own device, bound to the owner", "bound-already", &TestOnlyMe::herOwnDeviceTaken},
};

void TestOnlyMe::initTestCase()
{
    QVERIFY(startCrypto());
    QVERIFY(m_mum.start(QStringLiteral("Ada"), Role::Parent));
    QVERIFY(m_dad.start(QStringLiteral("Ben"), Role::Parent));
    QVERIFY(m_school.start(QStringLiteral("Mr Lee"), Role::Senco));
    QVERIFY(m_sam.start(QStringLiteral("Sam"), Role::YoungPerson));
    m_dadKeys = *keptDevice(m_dad.workspace->vault(), QStringLiteral("device"));
    m_schoolKeys = *keptDevice(m_school.workspace->vault(), QStringLiteral("device"));
}

void TestOnlyMe::init()
{
    m_rogues.clear();
    m_letters.clear();
    auto circle = m_mum.workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(circle);
    m_atMum = *circle;
    m_atDad = join(m_mum, *m_atMum, m_dad, Role::Parent);
    m_atSchool = join(m_mum, *m_atMum, m_school, Role::Senco);
    m_atSam = join(m_mum, *m_atMum, m_sam, Role::YoungPerson);
    QVERIFY(m_atDad && m_atSchool && m_atSam);
    everyoneMeets();
}

void TestOnlyMe::everyoneMeets()
{
    const QList<Circle *> all{m_atMum, m_atDad, m_atSchool, m_atSam};
    for (int round = 0; round < 2; ++round) {
        for (Circle *from : all) {
            for (Circle *to : all) {
                if (from != to)
                    HEARD_VERIFY(handOver(*from, *to));
            }
        }
    }
}

void TestOnlyMe::bind(Circle &by, const DeviceKeys &keys, const Id &member, Admission as)
{
    ModifiedClient client(by);
    const DeviceKeys &author = &by == m_atDad ? m_dadKeys : m_schoolKeys;
    QVERIFY(client.write(author, by.everyone(),
                         client.making(author, by.everyone(), deviceKind::device, client.binding(keys, member, author.id, as))));
}

/** One key with the lowest of ids, one with the highest. */
void TestOnlyMe::sendKeys(const DeviceKeys &from)
{
    ModifiedClient client(*m_atDad);
    std::vector<EpochKey> keys;
    keys.push_back(ModifiedClient::chosenKey(hers(), '\0', 'k'));
    keys.push_back(ModifiedClient::chosenKey(hers(), '\xff', 'k'));
    m_letters.append(client.letter(from, *m_atDad->device(m_atSam->device()), keys));
}

void TestOnlyMe::ownerBindsDevice()
{
    m_rogues.push_back(ModifiedClient(*m_atDad).freshKeys());
    bind(*m_atDad, m_rogues.back(), herMember());
}

void TestOnlyMe::schoolBindsDevice()
{
    m_rogues.push_back(ModifiedClient(*m_atSchool).freshKeys());
    bind(*m_atSchool, m_rogues.back(), herMember());
}

void TestOnlyMe::ownerBindsDeviceAlsoAgreedAsNewcomer()
{
    m_rogues.push_back(ModifiedClient(*m_atDad).freshKeys());
    bind(*m_atDad, m_rogues.back(), herMember(), Admission::Newcomer);
}

void TestOnlyMe::ownersOwnLetter()
{
    sendKeys(m_dadKeys);
    sendKeys(m_schoolKeys);
}

void TestOnlyMe::ownerBeginsAnEpochForAll()
{
    ModifiedClient client(*m_atDad);
    for (const char idByte : {'\0', '\xff'}) {
        const EpochKey key = ModifiedClient::chosenKey(hers(), idByte, 'k');
        QVERIFY(client.write(m_dadKeys, m_atDad->everyone(),
                             client.making(m_dadKeys, m_atDad->everyone(), epochKind::epoch,
                                           {{epochKind::audience.key(), FieldCodec<Id>::encode(hers())},
                                            {epochKind::epochId.key(), FieldCodec<Id>::encode(key.epoch)},
                                            {epochKind::after.key(), FieldCodec<QList<Id>>::encode({hers(), key.epoch})}})));
    }
    sendKeys(m_dadKeys);
}

void TestOnlyMe::ownerBeginsAnEpochInHerLog()
{
    ModifiedClient client(*m_atDad);
    const EpochKey key = ModifiedClient::chosenKey(hers(), '\0', 'k');
    QVERIFY(client.write(m_dadKeys, hers(),
                         client.making(m_dadKeys, hers(), epochKind::epoch,
                                       {{epochKind::audience.key(), FieldCodec<Id>::encode(hers())},
                                        {epochKind::epochId.key(), FieldCodec<Id>::encode(key.epoch)},
                                        {epochKind::after.key(), FieldCodec<QList<Id>>::encode({})}})));
    HEARD_VERIFY(handOver(*m_atDad, *m_atSam, true));
    sendKeys(m_dadKeys);
}

void TestOnlyMe::schoolBeginsAnEpochForAll()
{
    ModifiedClient client(*m_atSchool);
    const EpochKey key = ModifiedClient::chosenKey(hers(), '\0', 'k');
    QVERIFY(client.write(m_schoolKeys, m_atSchool->everyone(),
                         client.making(m_schoolKeys, m_atSchool->everyone(), epochKind::epoch,
                                       {{epochKind::audience.key(), FieldCodec<Id>::encode(hers())},
                                        {epochKind::epochId.key(), FieldCodec<Id>::encode(key.epoch)},
                                        {epochKind::after.key(), FieldCodec<QList<Id>>::encode({})}})));
    sendKeys(m_schoolKeys);
}

void TestOnlyMe::certificateOfTheOwner()
{
    ModifiedClient client(*m_atDad);
    DeviceKeys rogue = client.freshKeys();
    const QByteArray certificate = sign(m_dadKeys.sign, "heard.certificate.v1", certificateText(m_atDad->id(), herMember(), rogue.id));
    QVERIFY(client.write(rogue, m_atDad->everyone(),
                         client.making(rogue, m_atDad->everyone(), deviceKind::device,
                                       client.certified(rogue, herMember(), m_dadKeys.id, certificate))));
    m_rogues.push_back(std::move(rogue));
}

void TestOnlyMe::certificateSignedByItself()
{
    ModifiedClient client(*m_atDad);
    for (const bool himself : {true, false}) {
        DeviceKeys rogue = client.freshKeys();
        const QByteArray certificate =
            sign(himself ? rogue.sign : m_dadKeys.sign, "heard.certificate.v1", certificateText(m_atDad->id(), herMember(), rogue.id));
        QVERIFY(client.write(rogue, m_atDad->everyone(),
                             client.making(rogue, m_atDad->everyone(), deviceKind::device,
                                           client.certified(rogue, herMember(), m_atSam->device(), certificate))));
        m_rogues.push_back(std::move(rogue));
    }
}

void TestOnlyMe::certificateForAnotherDevice()
{
    ModifiedClient client(*m_atDad);
    DeviceKeys rogue = client.freshKeys();
    const DeviceKeys herOther = client.freshKeys();
    const QByteArray certificate =
        sign(m_atSam->signingKey(), "heard.certificate.v1", certificateText(m_atDad->id(), herMember(), herOther.id));
    QVERIFY(client.write(rogue, m_atDad->everyone(),
                         client.making(rogue, m_atDad->everyone(), deviceKind::device,
                                       client.certified(rogue, herMember(), m_atSam->device(), certificate))));
    m_rogues.push_back(std::move(rogue));
}

void TestOnlyMe::certificateOfAnotherCircle()
{
    ModifiedClient client(*m_atDad);
    DeviceKeys rogue = client.freshKeys();
    auto elsewhere = m_sam.workspace->createCircle({.name = QStringLiteral("Elsewhere")});
    HEARD_VERIFY(elsewhere);
    const QByteArray certificate =
        sign(m_atSam->signingKey(), "heard.certificate.v1", certificateText((*elsewhere)->id(), (*elsewhere)->me(), rogue.id));
    QVERIFY(client.write(rogue, m_atDad->everyone(),
                         client.making(rogue, m_atDad->everyone(), deviceKind::device,
                                       client.certified(rogue, herMember(), m_atSam->device(), certificate))));
    m_rogues.push_back(std::move(rogue));
}

/** Good for a new identity of the owner himself. */
void TestOnlyMe::certificateForAnotherMember()
{
    ModifiedClient client(*m_atDad);
    DeviceKeys rogue = client.freshKeys();
    const QByteArray certificate = sign(m_dadKeys.sign, "heard.certificate.v1", certificateText(m_atDad->id(), m_atDad->me(), rogue.id));
    for (int i = 0; i < 2; ++i) {
        QVERIFY(client.write(rogue, m_atDad->everyone(),
                             client.making(rogue, m_atDad->everyone(), deviceKind::device,
                                           client.certified(rogue, herMember(), m_dadKeys.id, certificate))));
    }
    m_rogues.push_back(std::move(rogue));
}

void TestOnlyMe::certificateOfADeviceNotLetIn()
{
    ModifiedClient client(*m_atDad);
    ownerBindsDevice();
    DeviceKeys second = client.freshKeys();
    const QByteArray certificate = sign(m_rogues.back().sign, "heard.certificate.v1", certificateText(m_atDad->id(), herMember(), second.id));
    QVERIFY(client.write(second, m_atDad->everyone(),
                         client.making(second, m_atDad->everyone(), deviceKind::device,
                                       client.certified(second, herMember(), m_rogues.back().id, certificate))));
    m_rogues.push_back(std::move(second));
}

void TestOnlyMe::deviceBoundByADeviceNotLetIn()
{
    ModifiedClient client(*m_atDad);
    ownerBindsDevice();
    DeviceKeys second = client.freshKeys();
    const DeviceKeys &first = m_rogues.back();
    QVERIFY(client.write(first, m_atDad->everyone(),
                         client.making(first, m_atDad->everyone(), deviceKind::device,
                                       client.binding(second, herMember(), first.id, Admission::AnotherDevice))));
    m_rogues.push_back(std::move(second));
}

void TestOnlyMe::memberNamedTwice()
{
    ModifiedClient client(*m_atDad);
    DeviceKeys rogue = client.freshKeys();
    auto operations = client.making(m_dadKeys, m_atDad->everyone(), deviceKind::device,
                                    client.binding(rogue, herMember(), m_dadKeys.id, Admission::AnotherDevice));
    Operation again = operations.at(1);
    again.value = FieldCodec<Id>::encode(m_atDad->me());
    again.replaces = {{streamOf(m_atSam->device(), m_atSam->everyone()), 999, 0}};
    operations.append(again);
    QVERIFY(client.write(m_dadKeys, m_atDad->everyone(), operations));
    m_rogues.push_back(std::move(rogue));
}

void TestOnlyMe::memberChangedAfterwards()
{
    ModifiedClient client(*m_atDad);
    DeviceKeys rogue = client.freshKeys();
    Id record;
    QVERIFY(client.write(m_dadKeys, m_atDad->everyone(),
                         client.making(m_dadKeys, m_atDad->everyone(), deviceKind::device,
                                       client.binding(rogue, m_atDad->me(), m_dadKeys.id, Admission::AnotherDevice), &record)));
    QCOMPARE(m_atDad->member(m_atDad->me())->devices.size(), 2);
    QVERIFY(client.write(m_dadKeys, m_atDad->everyone(),
                         {{record, deviceKind::device, deviceKind::member.key(), FieldCodec<Id>::encode(herMember()), {}}}));
    m_rogues.push_back(std::move(rogue));
}

void TestOnlyMe::boundInHerLog()
{
    ModifiedClient client(*m_atDad);
    DeviceKeys rogue = client.freshKeys();
    QVERIFY(client.write(m_dadKeys, hers(),
                         client.making(m_dadKeys, hers(), deviceKind::device,
                                       client.binding(rogue, herMember(), m_dadKeys.id, Admission::AnotherDevice))));
    HEARD_VERIFY(handOver(*m_atDad, *m_atSam, true));
    m_rogues.push_back(std::move(rogue));
}

void TestOnlyMe::boundInTheAttackersLog()
{
    ModifiedClient client(*m_atDad);
    DeviceKeys rogue = client.freshKeys();
    QVERIFY(client.write(m_dadKeys, m_atDad->onlyMe(),
                         client.making(m_dadKeys, m_atDad->onlyMe(), deviceKind::device,
                                       client.binding(rogue, herMember(), m_dadKeys.id, Admission::AnotherDevice))));
    m_rogues.push_back(std::move(rogue));
}

void TestOnlyMe::memberMadeAgain()
{
    ModifiedClient client(*m_atDad);
    DeviceKeys rogue = client.freshKeys();
    QList<Operation> operations{{herMember(), memberKind::member, common::made.key(), QCborValue(client.nonce()), {}},
                                {herMember(), memberKind::member, memberKind::grant.key(), QCborValue(QStringLiteral("young-person")), {}}};
    operations += client.making(m_dadKeys, m_atDad->everyone(), deviceKind::device,
                                client.binding(rogue, herMember(), m_dadKeys.id, Admission::Newcomer));
    QVERIFY(client.write(m_dadKeys, m_atDad->everyone(), operations));
    m_rogues.push_back(std::move(rogue));
}

/** Her public keys are known to all; her consent of when she came in can be used again. */
void TestOnlyMe::herOwnDeviceTaken()
{
    ModifiedClient client(*m_atDad);
    const Device her = *m_atDad->device(m_atSam->device());
    QVERIFY(client.write(m_dadKeys, m_atDad->everyone(),
                         client.making(m_dadKeys, m_atDad->everyone(), deviceKind::device,
                                       {{deviceKind::member.key(), FieldCodec<Id>::encode(m_atDad->me())},
                                        {deviceKind::sign.key(), QCborValue(her.signKey)},
                                        {deviceKind::box.key(), QCborValue(her.boxKey)}})));
    sendKeys(m_dadKeys);
}

void TestOnlyMe::nobodyElseReadsIt_data()
{
    QTest::addColumn<int>("way");
    for (qsizetype i = 0; i < ways.size(); ++i)
        QTest::newRow(ways.at(i).what) << int(i);
}

void TestOnlyMe::nobodyElseReadsIt()
{
    QFETCH(int, way);
    const Id before = addNote(*m_atSam, QStringLiteral("I want to live with Gran"), true);
    QVERIFY(!before.isNull());
    const QList<Id> devices{m_atSam->device()};

    (this->*ways.at(way).attack)();
    for (const DeviceKeys &rogue : m_rogues)
        sendKeys(rogue);
    // As a member of theirs the rogues would also write as her.
    QList<Id> forged;
    for (const DeviceKeys &rogue : m_rogues) {
        ModifiedClient client(*m_atDad);
        for (const Id &audience : {m_atDad->everyone(), hers()}) {
            Id note;
            const auto operations = client.making(rogue, audience, note::kind,
                                                  {{note::text.key(), QCborValue(QStringLiteral("I want to stay here"))},
                                                   {note::saidBy.key(), FieldCodec<Id>::encode(herMember())}},
                                                  &note);
            // Its keys may be unknown: then nobody even keeps what it writes.
            (void)client.write(rogue, audience, operations);
            forged.append(note);
        }
    }
    everyoneMeets();
    HEARD_VERIFY(handOver(*m_atDad, *m_atSam, true));
    for (const QByteArray &letter : std::as_const(m_letters))
        HEARD_VERIFY(m_atSam->openLetter(letter));
    everyoneMeets();

    // She goes on: with the vault opened again, with a new note, and with one erased, for which a new key is made.
    QVERIFY(m_sam.reopen());
    m_atSam = *m_sam.workspace->circle(m_atMum->id());
    QVERIFY(!addNote(*m_atSam, QStringLiteral("And nobody knows"), true).isNull());
    const QByteArray chosen(keySize, 'k');
    const EpochKey *holds = m_atSam->currentKey(hers());
    QVERIFY(holds);
    QVERIFY(holds->key.view().toByteArray() != chosen);
    HEARD_VERIFY(m_atSam->erase(before));
    everyoneMeets();

    holds = m_atSam->currentKey(hers());
    QVERIFY(holds);
    QVERIFY(holds->key.view().toByteArray() != chosen);
    // What she sends to her other devices opens for none of theirs, and has no key of hers.
    const auto letters = m_atSam->letters();
    HEARD_VERIFY(letters);
    for (const Letter &letter : *letters) {
        for (const DeviceKeys &rogue : m_rogues)
            QVERIFY(ModifiedClient::keysIn(letter.sealed, rogue).isEmpty());
        QVERIFY(!ModifiedClient::keysIn(letter.sealed, m_dadKeys).contains(holds->key.view().toByteArray()));
    }
    for (Circle *circle : {m_atMum, m_atDad, m_atSchool, m_atSam}) {
        QCOMPARE(circle->member(herMember())->devices, devices);
        for (const Id &note : std::as_const(forged)) {
            const Record *shown = circle->record(note);
            QVERIFY(!shown || shown->creator != herMember());
            const auto history = circle->history(note);
            HEARD_VERIFY(history);
            for (const HistoryEntry &entry : *history)
                QVERIFY(entry.member != herMember());
        }
        QCOMPARE(circle->digest(), m_atMum->digest());
    }
    // And it can be seen that somebody tried.
    const auto check = m_atSam->check();
    HEARD_VERIFY(check);
    QCOMPARE(check->damaged, QStringList());
    QStringList reasons;
    for (const KeptOut &one : check->keptOut)
        reasons.append(one.reason);
    const QString expected = QString::fromLatin1(ways.at(way).keptOutFor);
    QVERIFY2(expected.isEmpty() || reasons.contains(expected), qPrintable(reasons.join(u' ')));
}

void TestOnlyMe::nobodyIsBoundAsTheyDidNotAgree_data()
{
    QTest::addColumn<bool>("askedAsAnother");
    QTest::addColumn<int>("as");
    QTest::newRow("invited for herself, bound to the inviter") << false << 0;
    QTest::newRow("invited for herself, second device of a member made for her") << false << 1;
    QTest::newRow("invited for herself, brought by the first device of a member made for her") << false << 2;
    QTest::newRow("invited as another device, bound to a member of her own") << true << 3;
}

/** A father's changed app lets somebody in as something else than what they agreed to, and has keys for what they will keep to themselves. */
void TestOnlyMe::nobodyIsBoundAsTheyDidNotAgree()
{
    QFETCH(bool, askedAsAnother);
    QFETCH(int, as);
    ModifiedClient client(*m_atDad);
    const DeviceKeys first = client.freshKeys(); // the attacker's
    const DeviceKeys jo = client.freshKeys();    // whose app is honest: it agrees to what she was asked, and no more
    const Admission agreed = askedAsAnother ? Admission::AnotherDevice : Admission::Newcomer;
    Id member;
    QList<Operation> operations = client.making(m_dadKeys, m_atDad->everyone(), memberKind::member,
                                                {{memberKind::grant.key(), QCborValue(QStringLiteral("keyworker"))},
                                                 {memberKind::name.key(), QCborValue(QStringLiteral("Jo"))}},
                                                &member);
    const auto bound = [&](const DeviceKeys &device, const Id &to, const Id &admitter, Admission consent) {
        return client.making(m_dadKeys, m_atDad->everyone(), deviceKind::device, client.binding(device, to, admitter, consent));
    };
    if (as == 0)
        operations = bound(jo, m_atDad->me(), m_dadKeys.id, agreed);
    else if (as == 1)
        operations += bound(first, member, m_dadKeys.id, Admission::Newcomer) + bound(jo, member, m_dadKeys.id, agreed);
    else if (as == 2)
        operations += bound(first, member, m_dadKeys.id, Admission::Newcomer);
    else
        operations += bound(jo, member, m_dadKeys.id, agreed);
    QVERIFY(client.write(m_dadKeys, m_atDad->everyone(), operations));
    if (as == 2) {
        // Her invite named this device as the one that lets her in.
        QVERIFY(m_atDad->wasLetIn(first.id));
        QVERIFY(client.write(first, m_atDad->everyone(),
                             client.making(first, m_atDad->everyone(), deviceKind::device, client.binding(jo, member, first.id, agreed))));
    }
    everyoneMeets();
    for (Circle *circle : {m_atMum, m_atDad, m_atSchool, m_atSam}) {
        QVERIFY(!circle->wasLetIn(jo.id));
        QCOMPARE(circle->digest(), m_atMum->digest());
    }
}

/** Before the log has come a newcomer knows nobody: the inviter sends a key for what she will keep to herself along with the welcome. */
void TestOnlyMe::noKeyInTheWelcomeCounts()
{
    for (const bool anotherDevice : {false, true}) {
        Someone jo;
        QVERIFY(jo.start(QStringLiteral("Jo"), Role::Keyworker));
        auto invite =
            m_dad.workspace->invite(*m_atDad, {.name = QStringLiteral("Jo"), .role = Role::Keyworker, .anotherDeviceOfMine = anotherDevice});
        HEARD_VERIFY(invite);
        auto accepted = jo.workspace->accept(invite->file);
        HEARD_VERIFY(accepted);
        auto admitted = m_dad.workspace->admit(*m_atDad, accepted->reply);
        HEARD_VERIFY(admitted);
        auto atJo = jo.workspace->circle(m_atDad->id());
        HEARD_VERIFY(atJo);
        // To whomever it may be: the attacker cannot know yet whose she will be, but tries all that are here.
        std::vector<EpochKey> keys;
        const QList<Member> members = m_atDad->members();
        for (const Member &member : members) {
            if (anotherDevice && member.id == m_atDad->me())
                continue; // as his own device she is him
            keys.push_back(ModifiedClient::chosenKey(onlyMeOf(m_atDad->id(), member.id), '\0', 'k'));
        }
        HEARD_VERIFY((*atJo)->openLetter(ModifiedClient(*m_atDad).letter(m_dadKeys, *m_atDad->device(jo.workspace->device()), keys)));
        const auto letters = m_atDad->letters();
        HEARD_VERIFY(letters);
        for (const Letter &letter : *letters)
            HEARD_VERIFY((*atJo)->openLetter(letter.sealed));
        for (const EpochKey &key : keys)
            QVERIFY(!(*atJo)->currentKey(key.audience)); // nothing is sealed with it meanwhile either
        HEARD_VERIFY(handOver(*m_atDad, **atJo, anotherDevice));
        QVERIFY((*atJo)->isOpen());
        QCOMPARE((*atJo)->me() == m_atDad->me(), anotherDevice);
        for (const EpochKey &key : keys) {
            const EpochKey *holds = (*atJo)->currentKey(key.audience);
            QCOMPARE(holds != nullptr, !anotherDevice && key.audience == (*atJo)->onlyMe());
            QVERIFY(!holds || holds->key.view() != key.key.view());
        }
        QVERIFY(!addNote(**atJo, QStringLiteral("mine"), true).isNull());
    }
}

/** What the rules are not to take away: her own second device reads it, and what is written on either comes to the other. */
void TestOnlyMe::anotherDeviceOfMineReadsIt()
{
    const Id before = addNote(*m_atSam, QStringLiteral("before"), true);
    Someone tablet;
    QVERIFY(tablet.start(QStringLiteral("Sam"), Role::YoungPerson));
    Circle *atTablet = join(m_sam, *m_atSam, tablet, Role::YoungPerson, true);
    QVERIFY(atTablet);
    QCOMPARE(atTablet->me(), m_atSam->me());
    QVERIFY(atTablet->record(before));
    QCOMPARE(atTablet->currentKey(hers())->epoch, m_atSam->currentKey(hers())->epoch);
    const Id after = addNote(*atTablet, QStringLiteral("after"), true);
    HEARD_VERIFY(handOver(*atTablet, *m_atSam, true));
    QVERIFY(m_atSam->record(after));
    everyoneMeets();
    QCOMPARE(m_atDad->member(herMember())->devices.size(), 2);
    QCOMPARE(m_atDad->setAside().size(), 0);
    const auto check = m_atDad->check();
    HEARD_VERIFY(check);
    QVERIFY(check->keptOut.isEmpty());
}

QTEST_GUILESS_MAIN(TestOnlyMe)
#include "tst_onlyme.moc"
