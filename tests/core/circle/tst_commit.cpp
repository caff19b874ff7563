// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "circle/commit.h"
#include "circle/order.h"
#include "support/circles.h"

using namespace heard;
using namespace heard::testing;

class TestCommit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void comesBackAsItWas();
    void anyFlippedBitIsNoticed();
    void hostileBytesAreRefused_data();
    void hostileBytesAreRefused();
    void tooMuchIsRefused();
    void orderLiesBetween();
    void orderStaysShortAtTheEnd();

    void aValueIsErasedAndTheRestStands();
    void firstFormatIsStillRead();

private:
    static void everyBitCounts(const SignedCommit &stored, const SigningKey &key);
    static Commit example(Random &random);
};

Commit TestCommit::example(Random &random)
{
    Commit c;
    c.circle = Id::random(random);
    c.audience = Id::random(random);
    c.device = Id::random(random);
    c.seq = 3;
    c.prev = QByteArray(32, 'p');
    c.seen = {{Id::random(random), 4}, {Id::random(random), 1}};
    c.epoch = Id::random(random);
    c.time = 1'800'000'000'123;
    c.seed = QByteArray(seedSize, 's');
    c.operations =
        {{Id::random(random),
          QStringLiteral("statement"),
          QStringLiteral("text"),
          QCborValue(QStringLiteral("I like trains. قطار")),
          {{Id::random(random), 2, 1}}},
         {Id::random(random), QStringLiteral("new-kind"), QStringLiteral("new-field"), QCborValue(QCborArray{1, false, QByteArray("x")}), {}}};
    return c;
}

void TestCommit::initTestCase()
{
    QVERIFY(startCrypto());
}

void TestCommit::comesBackAsItWas()
{
    SystemRandom random;
    const SigningKey key = SigningKey::make(random);
    const Commit c = example(random);
    const auto stored = signCommit(c, key);
    HEARD_VERIFY(stored);
    QVERIFY(verifyCommit(*stored, key.publicKey));
    const auto back = readCommit(*stored);
    HEARD_VERIFY(back);
    QCOMPARE(back->stream(), c.stream());
    QCOMPARE(back->seen, c.seen);
    QCOMPARE(back->time, c.time);
    QCOMPARE(back->operations.size(), 2);
    QCOMPARE(back->operations.at(0).value, c.operations.at(0).value);
    QCOMPARE(back->operations.at(0).replaces, c.operations.at(0).replaces);
    QCOMPARE(back->operations.at(1).kind, QStringLiteral("new-kind"));
    QCOMPARE(signCommit(*back, key)->bytes, stored->bytes);
}

/** T10, T11: every single bit of a stored change is under the signature. */
void TestCommit::anyFlippedBitIsNoticed()
{
    SystemRandom random;
    const SigningKey key = SigningKey::make(random);
    const auto whole = signCommit(example(random), key);
    HEARD_VERIFY(whole);
    // And of one from which a value was erased.
    const auto less = withoutValues(*whole, {0});
    HEARD_VERIFY(less);
    for (const SignedCommit &stored : {*whole, *less})
        everyBitCounts(stored, key);
}

void TestCommit::everyBitCounts(const SignedCommit &stored, const SigningKey &key)
{
    QVERIFY(verifyCommit(stored, key.publicKey) && readCommit(stored));
    for (qsizetype bit = 0; bit < stored.bytes.size() * 8; ++bit) {
        SignedCommit broken = stored;
        broken.bytes[bit / 8] = char(broken.bytes.at(bit / 8) ^ (1 << (bit % 8)));
        QVERIFY(!verifyCommit(broken, key.publicKey) || !readCommit(broken));
    }
}

void TestCommit::aValueIsErasedAndTheRestStands()
{
    SystemRandom random;
    const SigningKey key = SigningKey::make(random);
    const Commit c = example(random);
    const auto whole = signCommit(c, key);
    HEARD_VERIFY(whole);
    const QByteArray words = c.operations.at(0).value.toString().toUtf8();
    QVERIFY(whole->bytes.contains(words));

    const auto less = withoutValues(*whole, {0});
    HEARD_VERIFY(less);
    QVERIFY(!less->bytes.contains(words));
    QVERIFY2(!less->bytes.contains(c.seed), "the seed would give back the salt, and whoever guesses could be sure");
    QCOMPARE(less->hash(), whole->hash());
    QVERIFY(verifyCommit(*less, key.publicKey));
    const auto read = readCommit(*less);
    HEARD_VERIFY(read);
    QVERIFY(!isWhole(*read) && read->operations.at(0).erased && !read->operations.at(1).erased);
    QCOMPARE(read->operations.at(0).record, c.operations.at(0).record);
    QCOMPARE(read->operations.at(0).replaces, c.operations.at(0).replaces);
    QCOMPARE(read->operations.at(1).value, c.operations.at(1).value);
    QCOMPARE(signCommit(*read, key).error().name, QStringLiteral("no-seed"));

    // The same twice, and what another copy has comes back whole; a third commit gives nothing.
    const auto other = withoutValues(*whole, {1});
    HEARD_VERIFY(other);
    const auto both = withValuesOfBoth(*less, *other);
    HEARD_VERIFY(both);
    QVERIFY(isWhole(*readCommit(*both)));
    QCOMPARE(withValuesOfBoth(*less, *whole)->bytes, whole->bytes);
    QCOMPARE(withoutValues(*less, {0})->bytes, less->bytes);
    QCOMPARE(withValuesOfBoth(*less, *signCommit(example(random), key))->bytes, less->bytes);
}

/** A change that a vault of the first Heard holds: the values inside what is signed. */
void TestCommit::firstFormatIsStillRead()
{
    SystemRandom random;
    const SigningKey key = SigningKey::make(random);
    const Commit c = example(random);
    const Operation &op = c.operations.at(0);
    const QCborArray old{op.record.toBytes(), op.kind, op.field, op.value, QCborArray{QCborArray{op.replaces.at(0).stream.toBytes(), 2, 1}}};
    QByteArray bytes = toCbor(QCborArray{1, c.circle.toBytes(), c.audience.toBytes(), c.device.toBytes(), qint64(c.seq), c.prev,
                                         QCborArray(), c.epoch.toBytes(), c.time, QCborArray{old}});
    bytes += sign(key, "heard.commit.v1", bytes);
    const SignedCommit stored{bytes};
    QVERIFY(verifyCommit(stored, key.publicKey));
    QCOMPARE(stored.hash(), blake2b(bytes));
    const auto read = readCommit(stored);
    HEARD_VERIFY(read);
    QCOMPARE(read->operations.constFirst().value, op.value);
    QCOMPARE(withoutValues(stored, {0}).error().name, QStringLiteral("cannot-erase"));
    // Not the second format under the first one's name.
    QByteArray mixed = toCbor(QCborArray{2, c.circle.toBytes(), c.audience.toBytes(), c.device.toBytes(), qint64(c.seq), c.prev,
                                         QCborArray(), c.epoch.toBytes(), c.time, QCborArray{old}});
    mixed += sign(key, "heard.commit.v1", mixed);
    QVERIFY(!readCommit({mixed}));
}

void TestCommit::hostileBytesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("only a signature") << QByteArray(64, 's');
    QTest::newRow("not cbor") << QByteArray(200, '\xff');
    QTest::newRow("100,000 brackets") << QByteArray(100'000, '\x81') + QByteArray(64, 's');
    QTest::newRow("a huge count") << QByteArray::fromHex("9b7fffffffffffffff") + QByteArray(64, 's');
    QTest::newRow("wrong shape") << toCbor(QCborArray{1, 2, 3}) + QByteArray(64, 's');
    QTest::newRow("too long") << QByteArray(2'000'000, 'a');
}

void TestCommit::hostileBytesAreRefused()
{
    QFETCH(QByteArray, bytes);
    const auto read = readCommit({bytes});
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Damaged);
}

void TestCommit::tooMuchIsRefused()
{
    SystemRandom random;
    const SigningKey key = SigningKey::make(random);
    Commit c = example(random);
    c.operations[0].value = QCborValue(QByteArray(longestValue + 1, 'x'));
    QCOMPARE(signCommit(c, key).error().name, QStringLiteral("value-too-long"));
    c.operations.clear();
    for (int i = 0; i < 4; ++i)
        c.operations.append({Id::random(random), QStringLiteral("k"), QStringLiteral("f"), QCborValue(QByteArray(250'000, 'x')), {}});
    QCOMPARE(signCommit(c, key).error().name, QStringLiteral("change-too-long"));
}

void TestCommit::orderLiesBetween()
{
    const quint64 seed = QRandomGenerator::global()->generate64();
    qInfo() << "seed" << seed;
    SeededRandom random(seed);
    QStringList list{orderBetween({}, {})};
    for (int i = 0; i < 3'000; ++i) {
        const qsizetype at = qsizetype(random.below(quint64(list.size()) + 1));
        const QString before = at > 0 ? list.at(at - 1) : QString();
        const QString after = at < list.size() ? list.at(at) : QString();
        const QString between = orderBetween(before, after);
        QVERIFY2(before < between, qPrintable(before + QLatin1String(" < ") + between));
        QVERIFY2(after.isEmpty() || between < after, qPrintable(between + QLatin1String(" < ") + after));
        QVERIFY(!between.endsWith(u'0'));
        list.insert(at, between);
    }
    // Two people may have made the same place while apart: still something sensible.
    QVERIFY(orderBetween(QStringLiteral("k"), QStringLiteral("k")) > QStringLiteral("k"));
    QVERIFY(orderBetween(QStringLiteral("x"), QStringLiteral("b")) > QStringLiteral("x"));
}

void TestCommit::orderStaysShortAtTheEnd()
{
    QString last;
    for (int i = 0; i < 10'000; ++i)
        last = orderBetween(last, {});
    QVERIFY2(last.size() <= 16, qPrintable(QString::number(last.size())));
}

QTEST_GUILESS_MAIN(TestCommit)
#include "tst_commit.moc"
