// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/modifiedclient.h"

using namespace heard;
using namespace heard::testing;

/** Whose a device is, what it is called, and which key holds: the same on every device, whatever the order of arrival. */
class TestDevices : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void theFirstOfTwoInOneChangeCounts();
    void aLaterFirstDeviceIsSetAside();
    void boundToTwoApartIsOneEverywhere();
    void aNewIdentityOfSomebodyRemovedIsNotHeard();
    void everyOrderGivesTheSame();
    void whatIsSetAsideIsNobodysHistory();
    void aDeviceSaysItsName();
    void nobodyElseNamesADevice();
    void theLaterKeyHolds();
    void twoOfMyDevicesAgreeOnOneKey();
    void aDeviceWithoutTheKeyTellsTheOthersOfItsOwn();

private:
    struct Shown
    {
        QStringList devices;
        QStringList aside;
        friend bool operator==(const Shown &, const Shown &) = default;
    };
    [[nodiscard]] static Shown shownBy(const Fold &fold);
    [[nodiscard]] static Result<Fold> foldOf(const Id &circle, const QList<Commit> &commits);
    void everyoneMeets();

    Someone m_mum;
    Someone m_dad;
    Circle *m_atMum = nullptr;
    Circle *m_atDad = nullptr;
    DeviceKeys m_mumKeys;
    DeviceKeys m_dadKeys;
};

void TestDevices::initTestCase()
{
    QVERIFY(startCrypto());
    QVERIFY(m_mum.start(QStringLiteral("Ada"), Role::Parent));
    QVERIFY(m_dad.start(QStringLiteral("Ben"), Role::Parent));
    m_mumKeys = *keptDevice(m_mum.workspace->vault(), QStringLiteral("device"));
    m_dadKeys = *keptDevice(m_dad.workspace->vault(), QStringLiteral("device"));
}

void TestDevices::init()
{
    auto circle = m_mum.workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(circle);
    m_atMum = *circle;
    m_atDad = join(m_mum, *m_atMum, m_dad, Role::Parent);
    QVERIFY(m_atDad);
}

void TestDevices::everyoneMeets()
{
    HEARD_VERIFY(handOver(*m_atMum, *m_atDad));
    HEARD_VERIFY(handOver(*m_atDad, *m_atMum));
    HEARD_VERIFY(handOver(*m_atMum, *m_atDad));
}

TestDevices::Shown TestDevices::shownBy(const Fold &fold)
{
    Shown shown;
    for (const Member &member : fold.members()) {
        for (const Id &device : member.devices)
            shown.devices.append(member.id.toHex() + u'/' + device.toHex());
    }
    for (const SetAside &one : fold.setAside())
        shown.aside.append(one.stream.toHex() + QString::number(one.seq) + u'/' + QString::number(one.index) + one.reason);
    shown.aside.sort();
    return shown;
}

/** As a circle folds what comes in this order: each as it comes, and again when the fold asks for it. */
Result<Fold> TestDevices::foldOf(const Id &circle, const QList<Commit> &commits)
{
    Fold fold(circle);
    QList<Commit> soFar;
    for (const Commit &commit : commits) {
        soFar.append(commit);
        fold.take(commit);
        if (fold.needsRefold()) {
            HEARD_TRY(fold.refold([&](const std::function<void(const Commit &)> &take) -> Result<> {
                for (const Commit &one : std::as_const(soFar))
                    take(one);
                return {};
            }));
        }
    }
    return fold;
}

void TestDevices::theFirstOfTwoInOneChangeCounts()
{
    ModifiedClient client(*m_atMum);
    const DeviceKeys one = client.freshKeys();
    const DeviceKeys two = client.freshKeys();
    Id member;
    QList<Operation> operations = client.making(m_mumKeys, m_atMum->everyone(), memberKind::member,
                                                {{memberKind::grant.key(), QCborValue(QStringLiteral("senco"))}}, &member);
    for (const DeviceKeys *device : {&one, &two}) {
        operations += client.making(m_mumKeys, m_atMum->everyone(), deviceKind::device,
                                    client.binding(*device, member, m_mumKeys.id, Admission::Newcomer));
    }
    QVERIFY(client.write(m_mumKeys, m_atMum->everyone(), operations));
    everyoneMeets();
    for (const Circle *circle : {m_atMum, m_atDad}) {
        QCOMPARE(circle->member(member)->devices, QList<Id>{one.id});
        QVERIFY(!circle->wasLetIn(two.id));
        QCOMPARE(circle->setAside().constFirst().reason, QStringLiteral("not-own-device"));
    }
}

/** A member let in without a device gets none from an owner later, not even from the same one: nobody could tell whose it is. */
void TestDevices::aLaterFirstDeviceIsSetAside()
{
    ModifiedClient client(*m_atMum);
    const DeviceKeys device = client.freshKeys();
    Id member;
    QVERIFY(client.write(m_mumKeys, m_atMum->everyone(),
                         client.making(m_mumKeys, m_atMum->everyone(), memberKind::member,
                                       {{memberKind::grant.key(), QCborValue(QStringLiteral("senco"))}}, &member)));
    QVERIFY(client.write(m_mumKeys, m_atMum->everyone(),
                         client.making(m_mumKeys, m_atMum->everyone(), deviceKind::device,
                                       client.binding(device, member, m_mumKeys.id, Admission::Newcomer))));
    QVERIFY(m_atMum->member(member)->devices.isEmpty());
    everyoneMeets();
    ModifiedClient other(*m_atDad);
    QVERIFY(other.write(m_dadKeys, m_atDad->everyone(),
                        other.making(m_dadKeys, m_atDad->everyone(), deviceKind::device,
                                     other.binding(device, member, m_dadKeys.id, Admission::Newcomer))));
    everyoneMeets();
    QVERIFY(!m_atMum->wasLetIn(device.id));
    QCOMPARE(m_atMum->digest(), m_atDad->digest());
}

/** Somebody opened two invites of one circle, and two owners who are apart let them in: one of both holds, the same one for all. */
void TestDevices::boundToTwoApartIsOneEverywhere()
{
    QSet<bool> mumsHolds;
    const int rounds = byDepth(12, 24, 60);
    for (int round = 0; round < rounds; ++round) {
        ModifiedClient atMum(*m_atMum);
        ModifiedClient atDad(*m_atDad);
        const DeviceKeys jo = atMum.freshKeys();
        Id byMum;
        Id byDad;
        const auto letIn = [&](ModifiedClient &client, Circle &circle, const DeviceKeys &keys, Id &member) {
            QList<Operation> operations = client.making(keys, circle.everyone(), memberKind::member,
                                                        {{memberKind::grant.key(), QCborValue(QStringLiteral("senco"))}}, &member);
            operations += client.making(keys, circle.everyone(), deviceKind::device, client.binding(jo, member, keys.id, Admission::Newcomer));
            return client.write(keys, circle.everyone(), operations);
        };
        QVERIFY(letIn(atMum, *m_atMum, m_mumKeys, byMum));
        QVERIFY(letIn(atDad, *m_atDad, m_dadKeys, byDad));
        // What Jo writes while she knows of Dad's alone is that one's, even where the other holds later.
        Id note;
        QVERIFY(atDad.write(jo, m_atDad->everyone(),
                            atDad.making(jo, m_atDad->everyone(), note::kind, {{note::text.key(), QCborValue(QStringLiteral("hello"))}}, &note)));
        everyoneMeets();
        QCOMPARE(m_atMum->digest(), m_atDad->digest());
        QCOMPARE(m_atMum->device(jo.id)->member, m_atDad->device(jo.id)->member);
        QCOMPARE(m_atMum->record(note)->creator, byDad);
        QCOMPARE(m_atMum->member(byMum)->devices.size() + m_atMum->member(byDad)->devices.size(), 1);
        mumsHolds.insert(m_atMum->device(jo.id)->member == byMum);
        // Known to be bound, it is bound to nobody else.
        Id third;
        QVERIFY(letIn(atMum, *m_atMum, m_mumKeys, third));
        QVERIFY(m_atMum->member(third)->devices.isEmpty());
        everyoneMeets();
    }
    QCOMPARE(mumsHolds.size(), 2); // neither of the two owners always wins
}

void TestDevices::aNewIdentityOfSomebodyRemovedIsNotHeard()
{
    ModifiedClient client(*m_atDad);
    const DeviceKeys fresh = client.freshKeys();
    const auto introduction = [&] {
        const QByteArray certificate = sign(m_dadKeys.sign, "heard.certificate.v1", certificateText(m_atDad->id(), m_atDad->me(), fresh.id));
        return client.making(fresh, m_atDad->everyone(), deviceKind::device, client.certified(fresh, m_atDad->me(), m_dadKeys.id, certificate));
    };
    const SignedCommit late = client.change(fresh, m_atDad->everyone(), introduction()); // has not seen the removal
    HEARD_VERIFY(m_atMum->removeMember(m_atDad->me()));
    HEARD_VERIFY(m_atMum->receive({late}));
    HEARD_VERIFY(m_atDad->receive({late}));
    Id note;
    QVERIFY(client.write(fresh, m_atDad->everyone(),
                         client.making(fresh, m_atDad->everyone(), note::kind, {{note::text.key(), QCborValue(QStringLiteral("x"))}}, &note)));
    everyoneMeets();
    QVERIFY(!m_atMum->record(note));
    QVERIFY(!m_atDad->record(note));
    QCOMPARE(m_atMum->digest(), m_atDad->digest());
}

/** Bindings of all sorts, fair and not, in many orders of arrival. */
void TestDevices::everyOrderGivesTheSame()
{
    SeededRandom random(20261128);
    ModifiedClient atMum(*m_atMum);
    ModifiedClient atDad(*m_atDad);
    Someone tablet;
    QVERIFY(tablet.start(QStringLiteral("Ben"), Role::Parent));
    Circle *atTablet = join(m_dad, *m_atDad, tablet, Role::Parent, true);
    QVERIFY(atTablet);
    const DeviceKeys rogue = atMum.freshKeys();
    const DeviceKeys twice = atMum.freshKeys();
    const DeviceKeys certified = atMum.freshKeys();
    // Mum binds one to Dad, and it writes; she removes his tablet's person while the tablet lets in another, and both let in one.
    QVERIFY(atMum.write(m_mumKeys, m_atMum->everyone(),
                        atMum.making(m_mumKeys, m_atMum->everyone(), deviceKind::device,
                                     atMum.binding(rogue, m_atDad->me(), m_mumKeys.id, Admission::AnotherDevice))));
    QVERIFY(atMum.write(rogue, m_atMum->everyone(),
                        atMum.making(rogue, m_atMum->everyone(), note::kind, {{note::text.key(), QCborValue(QStringLiteral("as Dad"))}})));
    for (auto [client, circle, keys] : {std::tuple(&atMum, m_atMum, &m_mumKeys), std::tuple(&atDad, m_atDad, &m_dadKeys)}) {
        Id member;
        QList<Operation> operations = client->making(*keys, circle->everyone(), memberKind::member,
                                                     {{memberKind::grant.key(), QCborValue(QStringLiteral("parent"))}}, &member);
        operations +=
            client->making(*keys, circle->everyone(), deviceKind::device, client->binding(twice, member, keys->id, Admission::Newcomer));
        QVERIFY(client->write(*keys, circle->everyone(), operations));
    }
    QVERIFY(atDad.write(twice, m_atDad->everyone(),
                        atDad.making(twice, m_atDad->everyone(), note::kind, {{note::text.key(), QCborValue(QStringLiteral("whose"))}})));
    const QByteArray certificate =
        sign(atTablet->signingKey(), "heard.certificate.v1", certificateText(m_atDad->id(), m_atDad->me(), certified.id));
    HEARD_VERIFY(handOver(*m_atDad, *atTablet));
    ModifiedClient onTablet(*atTablet);
    QVERIFY(onTablet.write(certified, atTablet->everyone(),
                           onTablet.making(certified, atTablet->everyone(), deviceKind::device,
                                           onTablet.certified(certified, m_atDad->me(), atTablet->device(), certificate))));
    QVERIFY(atTablet->wasLetIn(certified.id));
    HEARD_VERIFY(m_atMum->removeMember(m_atDad->me()));

    QMap<std::pair<Id, quint64>, Commit> all;
    for (Circle *circle : {m_atMum, m_atDad, atTablet}) {
        for (const Circle::StreamInfo &stream : circle->streams()) {
            for (const SignedCommit &one :
                 stream.audience == circle->everyone() ? *circle->commitsOf(stream.stream, 0) : QList<SignedCommit>()) {
                const Commit commit = *readCommit(one);
                all.insert({commit.stream(), commit.seq}, commit);
            }
        }
    }
    QList<Commit> commits = all.values();
    std::optional<Shown> expected;
    for (int round = 0; round < byDepth(60, 200, 2'000); ++round) {
        for (qsizetype i = commits.size() - 1; i > 0; --i)
            commits.swapItemsAt(i, qsizetype(random.below(quint64(i) + 1)));
        const auto fold = foldOf(m_atMum->id(), commits);
        HEARD_VERIFY(fold);
        QCOMPARE(fold->held(), 0);
        const Shown shown = shownBy(*fold);
        if (!expected)
            expected = shown;
        QCOMPARE(shown.devices, expected->devices);
        QCOMPARE(shown.aside, expected->aside);
        // And the same again from its quick copy.
        const auto copy = Fold::decoded(m_atMum->id(), fold->encoded());
        HEARD_VERIFY(copy);
        QVERIFY(shownBy(*copy) == shown);
        QCOMPARE(copy->encoded().size(), fold->encoded().size());
    }
    QVERIFY(!expected->devices.join(u' ').contains(rogue.id.toHex()));
}

void TestDevices::whatIsSetAsideIsNobodysHistory()
{
    const Id note = addNote(*m_atDad, QStringLiteral("Dad's words"));
    everyoneMeets();
    ModifiedClient client(*m_atMum);
    const DeviceKeys rogue = client.freshKeys();
    QVERIFY(client.write(m_mumKeys, m_atMum->everyone(),
                         client.making(m_mumKeys, m_atMum->everyone(), deviceKind::device,
                                       client.binding(rogue, m_atDad->me(), m_mumKeys.id, Admission::AnotherDevice))));
    QVERIFY(client.write(rogue, m_atMum->everyone(), {{note, note::kind, note::text.key(), QCborValue(QStringLiteral("never said")), {}}}));
    everyoneMeets();
    const auto history = m_atDad->history(note);
    HEARD_VERIFY(history);
    for (const HistoryEntry &entry : *history)
        QVERIFY(entry.value != QCborValue(QStringLiteral("never said")));
    QVERIFY(!history->isEmpty());
}

void TestDevices::aDeviceSaysItsName()
{
    Someone jo;
    Surroundings around = jo.around();
    around.deviceName = QStringLiteral("Phone");
    auto created = Workspace::create(jo.path(), {QStringLiteral("Jo"), Role::Senco}, secret("paper lantern quiet river"),
                                     KdfCost::interactive(), around);
    HEARD_VERIFY(created);
    jo.workspace = std::move(created->workspace);
    Circle *atJo = join(m_mum, *m_atMum, jo, Role::Senco);
    QVERIFY(atJo);
    QCOMPARE(m_atMum->devicesOf(atJo->me()).size(), 1);
    QCOMPARE(m_atMum->devicesOf(atJo->me()).constFirst().name, QString());
    QCOMPARE(m_atMum->devicesOf(atJo->me()).constFirst().since, m_mum.clock.now());
    QVERIFY(atJo->devicesOf(atJo->me()).constFirst().here);
    QVERIFY(!m_atMum->devicesOf(atJo->me()).constFirst().here);
    // With the first thing that it saves, and once.
    const quint64 streamed = atJo->count(streamOf(atJo->device(), atJo->everyone()));
    QVERIFY(!addNote(*atJo, QStringLiteral("one")).isNull());
    QVERIFY(!addNote(*atJo, QStringLiteral("two")).isNull());
    QCOMPARE(atJo->count(streamOf(atJo->device(), atJo->everyone())), streamed + 2);
    HEARD_VERIFY(handOver(*atJo, *m_atMum));
    QCOMPARE(m_atMum->devicesOf(atJo->me()).constFirst().name, QStringLiteral("Phone"));
    HEARD_VERIFY(atJo->nameDevice(atJo->device(), QStringLiteral("  Jo's\nold phone ")));
    HEARD_VERIFY(handOver(*atJo, *m_atMum));
    QCOMPARE(m_atMum->devicesOf(atJo->me()).constFirst().name, QStringLiteral("Jo's old phone"));
    QCOMPARE(m_atMum->digest(), atJo->digest());
    QCOMPARE(atJo->nameDevice(atJo->device(), QStringLiteral(" ")).error().name, QStringLiteral("name-missing"));
    QCOMPARE(atJo->nameDevice(m_atMum->me(), QStringLiteral("x")).error().name, QStringLiteral("no-such-device"));
    // A circle of one's own has it from the start.
    auto own = jo.workspace->createCircle({.name = QStringLiteral("Own")});
    HEARD_VERIFY(own);
    QCOMPARE((*own)->devicesOf((*own)->me()).constFirst().name, QStringLiteral("Phone"));
    // What comes from a changed app is shown clean, and on one line.
    ModifiedClient client(*atJo);
    const DeviceKeys keys = *keptDevice(jo.workspace->vault(), QStringLiteral("device"));
    const Id record = atJo->records(deviceKind::device).constLast()->id;
    for (const Record *made : atJo->records(deviceKind::device)) {
        if (made->get(deviceKind::member) == atJo->me())
            QVERIFY(client.write(keys, atJo->everyone(),
                                 {{made->id,
                                   deviceKind::device,
                                   deviceKind::name.key(),
                                   QCborValue(QStringLiteral("\u202Eevil\u0007\nname") + QString(500, u'x')),
                                   {}}}));
    }
    QVERIFY(!record.isNull());
    for (const DeviceInfo &device : atJo->devicesOf(atJo->me())) {
        QVERIFY(device.name.size() <= 60);
        QVERIFY(!device.name.contains(u'\u202E') && !device.name.contains(u'\n') && !device.name.contains(u'\u0007'));
    }
}

void TestDevices::nobodyElseNamesADevice()
{
    QCOMPARE(m_atMum->nameDevice(m_atDad->device(), QStringLiteral("Mine")).error().name, QStringLiteral("not-own-device"));
    everyoneMeets();
    QCOMPARE(m_atMum->devicesOf(m_atDad->me()).constFirst().name, QString());
    HEARD_VERIFY(m_atDad->nameDevice(m_atDad->device(), QStringLiteral("Laptop")));
    ModifiedClient client(*m_atMum);
    HEARD_VERIFY(handOver(*m_atDad, *m_atMum));
    for (const Record *made : m_atMum->records(deviceKind::device)) {
        if (made->get(deviceKind::member) == m_atDad->me())
            QVERIFY(client.write(m_mumKeys, m_atMum->everyone(),
                                 {{made->id, deviceKind::device, deviceKind::name.key(), QCborValue(QStringLiteral("Mine")), {}}}));
    }
    everyoneMeets();
    for (const Circle *circle : {m_atMum, m_atDad}) {
        QCOMPARE(circle->devicesOf(m_atDad->me()).constFirst().name, QStringLiteral("Laptop"));
        QCOMPARE(circle->setAside().constLast().reason, QStringLiteral("not-own-device"));
    }
}

/** Of two epochs with the same facts, the one whose author had seen the other holds, whatever the ids are. */
void TestDevices::theLaterKeyHolds()
{
    Id last = m_atMum->currentKey(m_atMum->everyone())->epoch;
    for (int round = 0; round < 16; ++round) {
        const Id note = addNote(*m_atMum, QStringLiteral("note"), true);
        HEARD_VERIFY(m_atMum->erase(note));
        const Id alone = m_atMum->currentKey(m_atMum->onlyMe())->epoch;
        QVERIFY(alone != last);
        // A record with as much in it, made later by her own device.
        ModifiedClient client(*m_atMum);
        EpochKey key = ModifiedClient::chosenKey(m_atMum->onlyMe(), char(round * 16), char(round));
        const Id epoch = key.epoch;
        QList<Id> after;
        for (const Circle::Erasing &erasing : m_atMum->erasing())
            after.append(erasing.id);
        for (const Record *made : m_atMum->records(epochKind::epoch)) {
            if (made->get(epochKind::epochId) == alone)
                after = made->get(epochKind::after);
        }
        QVERIFY(client.write(m_mumKeys, m_atMum->onlyMe(),
                             client.making(m_mumKeys, m_atMum->onlyMe(), epochKind::epoch,
                                           {{epochKind::audience.key(), FieldCodec<Id>::encode(m_atMum->onlyMe())},
                                            {epochKind::epochId.key(), FieldCodec<Id>::encode(epoch)},
                                            {epochKind::after.key(), FieldCodec<QList<Id>>::encode(after)}})));
        std::vector<EpochKey> keys;
        keys.push_back(std::move(key));
        HEARD_VERIFY(m_atMum->openLetter(client.letter(m_mumKeys, *m_atMum->device(m_mumKeys.id), keys)));
        QCOMPARE(m_atMum->currentKey(m_atMum->onlyMe())->epoch, epoch);
        last = epoch;
    }
}

void TestDevices::twoOfMyDevicesAgreeOnOneKey()
{
    Someone tablet;
    QVERIFY(tablet.start(QStringLiteral("Ada"), Role::Parent));
    Circle *atTablet = join(m_mum, *m_atMum, tablet, Role::Parent, true);
    QVERIFY(atTablet);
    QSet<Id> winners;
    for (int round = 0; round < byDepth(6, 12, 40); ++round) {
        const Id one = addNote(*m_atMum, QStringLiteral("one"), true);
        const Id two = addNote(*atTablet, QStringLiteral("two"), true);
        HEARD_VERIFY(m_atMum->erase(one)); // each makes a new key, apart from the other
        HEARD_VERIFY(atTablet->erase(two));
        for (int meet = 0; meet < 3; ++meet) {
            for (auto [from, to] : {std::pair(m_atMum, atTablet), std::pair(atTablet, m_atMum)}) {
                const auto letters = from->letters();
                HEARD_VERIFY(letters);
                for (const Letter &letter : *letters) {
                    HEARD_VERIFY(to->openLetter(letter.sealed));
                    HEARD_VERIFY(from->letterSent(letter.name));
                }
                HEARD_VERIFY(handOver(*from, *to, true));
            }
        }
        QCOMPARE(m_atMum->currentKey(m_atMum->onlyMe())->epoch, atTablet->currentKey(m_atMum->onlyMe())->epoch);
        QVERIFY(!m_atMum->record(one) || m_atMum->record(one)->gone());
        winners.insert(m_atMum->currentKey(m_atMum->onlyMe())->epoch);
    }
    QCOMPARE(winners.size(), byDepth(6, 12, 40)); // a new one each time
}

/** Its welcome brought no key for what she keeps to herself: it makes one, and her first device hears of it. */
void TestDevices::aDeviceWithoutTheKeyTellsTheOthersOfItsOwn()
{
    ModifiedClient client(*m_atMum);
    Someone tablet;
    QVERIFY(tablet.start(QStringLiteral("Ada"), Role::Parent));
    auto invite = m_mum.workspace->invite(*m_atMum, {.name = QStringLiteral("Ada"), .anotherDeviceOfMine = true});
    HEARD_VERIFY(invite);
    auto accepted = tablet.workspace->accept(invite->file);
    HEARD_VERIFY(accepted);
    HEARD_VERIFY(m_mum.workspace->admit(*m_atMum, accepted->reply));
    auto atTablet = tablet.workspace->circle(m_atMum->id());
    HEARD_VERIFY(atTablet);
    std::vector<EpochKey> keys;
    const EpochKey *all = m_atMum->currentKey(m_atMum->everyone());
    keys.push_back({all->epoch, all->audience, all->key.clone()});
    HEARD_VERIFY((*atTablet)->openLetter(client.letter(m_mumKeys, *m_atMum->device(tablet.workspace->device()), keys)));
    HEARD_VERIFY(handOver(*m_atMum, **atTablet));
    QVERIFY((*atTablet)->currentKey((*atTablet)->onlyMe()));
    const Id note = addNote(**atTablet, QStringLiteral("on the tablet"), true);
    const auto letters = (*atTablet)->letters();
    HEARD_VERIFY(letters);
    QCOMPARE(letters->size(), 2); // the other is for the tablet itself, should its vault be copied
    HEARD_VERIFY(handOver(**atTablet, *m_atMum, true));
    int forMum = 0;
    for (const Letter &letter : *letters) {
        const auto opened = m_atMum->openLetter(letter.sealed);
        HEARD_VERIFY(opened);
        forMum += *opened ? 1 : 0;
    }
    QCOMPARE(forMum, 1);
    QVERIFY(m_atMum->record(note));
    QCOMPARE(m_atMum->currentKey(m_atMum->onlyMe())->epoch, (*atTablet)->currentKey(m_atMum->onlyMe())->epoch);
}

QTEST_GUILESS_MAIN(TestDevices)
#include "tst_devices.moc"
