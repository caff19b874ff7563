// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "core/sync/support.h"

#include <algorithm>

using namespace heard;
using namespace heard::testing;

namespace {

EpochKey keyFrom(SeededRandom &random)
{
    return {Id::random(random), Id::random(random), SecretBytes::random(keySize, random)};
}

QByteArray textOf(SeededRandom &random, qsizetype size)
{
    static constexpr char letters[] = "abcdefgh ijklm\n";
    QByteArray text;
    for (qsizetype i = 0; i < size; ++i)
        text.append(letters[random.below(sizeof letters - 1)]);
    return text;
}

} // namespace

class TestObject : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startCrypto()); }
    void opensWhatItSealed();
    void everyFlippedByteIsFound();
    void nothingStandsInForAnother();
    void sizesTellLittle();
    void bombIsStopped();
    void newerVersionIsToldFromDamage();
    void namesMeanNothingAndAreChecked();
    void headSaysWhatItWasGiven();
    void headWithPartsThatDisagreeIsRefused();
    void headSignatureIsBoundToItsDomain();
    void headOfALaterFormat();
    void segmentKeepsCommitsVerbatim();
    void noiseIsNeverAnObject();
};

void TestObject::opensWhatItSealed()
{
    SeededRandom random(1);
    std::vector<EpochKey> ring;
    ring.reserve(5);
    for (int i = 0; i < 5; ++i)
        ring.push_back(keyFrom(random));
    const Id circle = Id::random(random);
    for (const qsizetype size : {0, 1, 900, 1'024, 5'000, 100'000, 700'000}) {
        const QByteArray plain = textOf(random, size);
        const QByteArray object = sealObject(ObjectType::Segment, ring[3].key, circle, "role", plain, random);
        const auto opened = openObject(ObjectType::Segment, ring, circle, "role", object);
        HEARD_VERIFY(opened);
        QCOMPARE(opened->plain, plain);
        QCOMPARE(opened->epoch, ring[3].epoch);
        QCOMPARE(opened->audience, ring[3].audience);
        QVERIFY(size < 40 || !object.contains(plain.first(40)));
        QVERIFY(object != sealObject(ObjectType::Segment, ring[3].key, circle, "role", plain, random));
    }
    const QByteArray strange = sealObject(ObjectType::Head, keyFrom(random).key, circle, "role", "hello", random);
    const auto opened = openObject(ObjectType::Head, ring, circle, "role", strange);
    QVERIFY(!opened);
    QCOMPARE(opened.error().name, QStringLiteral("no-key"));
    QCOMPARE(openObject(ObjectType::Head, {}, circle, "role", strange).error().name, QStringLiteral("no-key"));
}

/** T10: what lies at the remote cannot be altered unnoticed. */
void TestObject::everyFlippedByteIsFound()
{
    SeededRandom random(2);
    std::vector<EpochKey> ring;
    ring.push_back(keyFrom(random));
    const Id circle = Id::random(random);
    const QByteArray object = sealObject(ObjectType::Head, ring[0].key, circle, "role", textOf(random, 400), random);
    for (qsizetype at = 0; at < object.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray flipped = object;
            flipped[at] = char(flipped[at] ^ (1 << bit));
            const auto opened = openObject(ObjectType::Head, ring, circle, "role", flipped);
            QVERIFY2(!opened, qPrintable(QStringLiteral("byte %1 bit %2").arg(at).arg(bit)));
            // Rot is never taken for a newer Heard, and only in the nonce for another's key.
            const bool nonce = at >= objectHeaderSize + 16 && at < objectHeaderSize + 16 + nonceSize;
            QVERIFY2(opened.error().code == ErrorCode::Damaged || (nonce && opened.error().code == ErrorCode::Refused),
                     qPrintable(opened.error().name));
        }
    }
    for (qsizetype size = 0; size < object.size(); size += size < 128 ? 1 : 37)
        QVERIFY(!openObject(ObjectType::Head, ring, circle, "role", object.first(size)));
    QVERIFY(!openObject(ObjectType::Head, ring, circle, "role", object + '\0'));
}

/** T11 at the remote: the circle, the role, the type and the audience are bound; a swap of any is refused. */
void TestObject::nothingStandsInForAnother()
{
    SeededRandom random(3);
    const int cases = byDepth(500, 4'000, 20'000);
    int refused = 0;
    std::vector<EpochKey> ring;
    ring.reserve(4);
    for (int i = 0; i < 4; ++i)
        ring.push_back(keyFrom(random));
    for (int i = 0; i < cases; ++i) {
        const Id circle = Id::random(random);
        const Id stream = Id::random(random);
        const HeadName name{base32(Id::random(random).toBytes()).first(16), quint32(random.below(1'000) + 1)};
        const SegmentRef segment{Id::random(random).toBytes(), QByteArray(32, 'h'), 5, random.below(100) + 1, random.below(100) + 1};
        const bool head = random.below(2) == 0;
        const ObjectType type = head ? ObjectType::Head : ObjectType::Segment;
        const QByteArray role = head ? Head::role(name) : segment.role(stream);
        const size_t key = random.below(ring.size());
        const QByteArray object = sealObject(type, ring[key].key, circle, role, textOf(random, qsizetype(random.below(200))), random);
        QVERIFY(openObject(type, ring, circle, role, object));
        ObjectType otherType = type;
        Id otherCircle = circle;
        QByteArray otherRole = role;
        std::span<const EpochKey> keys = ring;
        switch (random.below(6)) {
        case 0:
            otherType = head ? ObjectType::Segment : ObjectType::Head;
            break;
        case 1:
            otherCircle = Id::random(random);
            break;
        case 2: { // another stream, or another head of the same
            HeadName elsewhere = name;
            if (random.below(2))
                ++elsewhere.seq;
            else
                elsewhere.tag = base32(Id::random(random).toBytes()).first(16);
            otherRole = head ? Head::role(elsewhere) : segment.role(Id::random(random));
            break;
        }
        case 3: { // other commits of the same stream
            SegmentRef other = segment;
            if (random.below(2))
                ++other.first;
            else
                ++other.count;
            otherRole = head ? segment.role(stream) : other.role(stream);
            break;
        }
        case 4: // other audiences' keys only
            keys = key == 0 ? std::span<const EpochKey>(ring).subspan(1) : std::span<const EpochKey>(ring).first(key);
            break;
        default: // bytes of the role moved into the circle's place and back cannot meet
            otherRole = role + '\0';
        }
        refused += !openObject(otherType, keys, otherCircle, otherRole, object);
    }
    qInfo("%d of %d swaps refused", refused, cases);
    QCOMPARE(refused, cases);
}

void TestObject::sizesTellLittle()
{
    SeededRandom random(4);
    const SecretBytes key = SecretBytes::random(keySize, random);
    const Id circle = Id::random(random);
    const auto overhead = objectHeaderSize + 16 + nonceSize + tagSize;
    QSet<qsizetype> small;
    for (qsizetype size = 0; size < 700; size += 13) {
        small.insert(sealObject(ObjectType::Head, key, circle, "r", textOf(random, size), random).size());
        small.insert(sealObject(ObjectType::Segment, key, circle, "r", textOf(random, size), random).size());
    }
    QCOMPARE(small, QSet<qsizetype>({leastHeadPlain + overhead, leastSegmentPlain + overhead}));
    for (int i = 0; i < 60; ++i) {
        QByteArray plain(qsizetype(random.below(600'000)), Qt::Uninitialized);
        random.fill({reinterpret_cast<unsigned char *>(plain.data()), size_t(plain.size())});
        const qsizetype sealed = sealObject(ObjectType::Segment, key, circle, "r", plain, random).size() - overhead;
        QCOMPARE(sealed, padmeSize(sealed));
        QVERIFY(sealed >= plain.size());
        QVERIFY(plain.size() < 5'000 || double(sealed) < double(plain.size()) * 1.13);
    }
    // The largest commit fits into the largest object, alone and incompressible.
    QByteArray commit(longestCommit, Qt::Uninitialized);
    random.fill({reinterpret_cast<unsigned char *>(commit.data()), size_t(commit.size())});
    QVERIFY(sealObject(ObjectType::Segment, key, circle, "r", encodeSegment({SignedCommit{commit}}), random).size() <= largestObject);
}

void TestObject::bombIsStopped()
{
    SeededRandom random(5);
    std::vector<EpochKey> ring;
    ring.push_back(keyFrom(random));
    const Id circle = Id::random(random);
    const QByteArray fits(largestHeadPlain, 'a');
    HEARD_VERIFY(openObject(ObjectType::Head, ring, circle, "r", sealObject(ObjectType::Head, ring[0].key, circle, "r", fits, random)));
    const QByteArray bomb = sealObject(ObjectType::Head, ring[0].key, circle, "r", QByteArray(200'000'000, 'a'), random);
    QVERIFY(bomb.size() < largestObject);
    const auto opened = openObject(ObjectType::Head, ring, circle, "r", bomb);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Damaged);
    QVERIFY(opened.error().detail.contains(QLatin1String("too much")));
}

void TestObject::newerVersionIsToldFromDamage()
{
    SeededRandom random(6);
    std::vector<EpochKey> ring;
    ring.push_back(keyFrom(random));
    const Id circle = Id::random(random);
    // Sealed by a Heard to come, with a header of its own version.
    const QByteArray header("KCS1\x02\x01\x01\x00", 8);
    const QByteArray sealed = seal(ring[0].key, header + circle.toBytes() + "r", QByteArray(2'000, 'x'), random);
    const auto newer = openObject(ObjectType::Head, ring, circle, "r", header + sealed);
    QVERIFY(!newer);
    QCOMPARE(newer.error().code, ErrorCode::TooNew);
    // The same header over something of ours is damage: one flipped bit must not make a circle read-only.
    QByteArray ours = sealObject(ObjectType::Head, ring[0].key, circle, "r", "hello", random);
    ours[4] = 2;
    const auto rotten = openObject(ObjectType::Head, ring, circle, "r", ours);
    QVERIFY(!rotten);
    QCOMPARE(rotten.error().code, ErrorCode::Damaged);
}

void TestObject::namesMeanNothingAndAreChecked()
{
    SeededRandom random(7);
    const SecretBytes key = SecretBytes::random(keySize, random);
    const Id stream = Id::random(random);
    const QString tag = streamTag(key, stream);
    QCOMPARE(tag.size(), 16);
    QCOMPARE(streamTag(key, stream), tag);
    QVERIFY(streamTag(SecretBytes::random(keySize, random), stream) != tag);
    QCOMPARE(circleFolder(stream).size(), 26);
    QVERIFY(circleFolder(stream) != circleFolder(Id::random(random)));

    const HeadName name{tag, 0x2a};
    QCOMPARE(name.text(), tag + QStringLiteral(".0000002a"));
    QCOMPARE(HeadName::parse(name.text()), name);
    QCOMPARE(HeadName::parse(HeadName{tag, UINT32_MAX}.text())->seq, UINT32_MAX);
    for (const QString &bad :
         {QString(), tag, tag + QStringLiteral(".0000002A"), tag + QStringLiteral(".00000000"), tag + QStringLiteral(".2a"),
          tag.toUpper() + QStringLiteral(".0000002a"), name.text() + QStringLiteral(".part"), QLatin1Char('.') + name.text(),
          tag + QStringLiteral(".0000002a.sync-conflict-20260101"), tag.first(15) + QStringLiteral("1.0000002a"),
          QStringLiteral("../../etc/passwd.0000002a"), tag + QStringLiteral("/0000002a"), tag + QStringLiteral(".+000002a")}) {
        QVERIFY2(!HeadName::parse(bad), qPrintable(bad));
        QVERIFY(!isObjectName(u"h", bad));
        QVERIFY(!isObjectName(u"s", bad));
    }
    const QString segment = QStringLiteral("0123456789abcdef0123456789abcdef");
    QVERIFY(isObjectName(u"s", segment) && isObjectName(u"m", segment) && !isObjectName(u"h", segment) && !isObjectName(u"b", segment));
    QVERIFY(!isObjectName(u"s", segment.toUpper()) && !isObjectName(u"s", segment + u'0'));
    QVERIFY(isObjectPath(QStringLiteral("s/") + segment) && !isObjectPath(QStringLiteral("s//") + segment) && !isObjectPath(segment)
            && !isObjectPath(u"h"));
    QVERIFY(!isObjectPath(QStringLiteral("s/../") + segment));
}

static Head sampleHead(SeededRandom &random, int segments, int tail)
{
    Head head;
    head.circle = Id::random(random);
    head.device = Id::random(random);
    head.audience = Id::random(random);
    head.stream = streamOf(head.device, head.audience);
    head.seq = 7;
    head.previousSeq = 5;
    head.previousHash = QByteArray(32, 'p');
    quint64 next = 1;
    for (int i = 0; i < segments; ++i) {
        head.segments.append({Id::random(random).toBytes(), QByteArray(32, char('a' + i % 20)), 4'000 + i, next, quint64(3 + i)});
        next = head.segments.constLast().last() + 1;
    }
    for (int i = 0; i < tail; ++i)
        head.tail.append(SignedCommit{textOf(random, 200)});
    head.mark = {next - 1 + quint64(tail), QByteArray(32, 'm')};
    for (int i = 0; i < 4; ++i)
        head.seen.insert(Id::random(random), {quint64(i * 10), QByteArray(32, char('0' + i))});
    head.carried.append({Id::random(random), {Id::random(random).toBytes(), QByteArray(32, 'c'), 5'000, 4, 2}});
    return head;
}

static QByteArray signedHead(const Head &head, const SigningKey &key)
{
    const QByteArray message = encodeHead(head);
    return message + sign(key, headDomain, message);
}

void TestObject::headSaysWhatItWasGiven()
{
    SeededRandom random(8);
    const SigningKey key = SigningKey::make(random);
    for (const auto &[segments, tail] : {std::pair(0, 1), std::pair(3, 0), std::pair(2, 5)}) {
        const Head head = sampleHead(random, segments, tail);
        const auto read = readHead(signedHead(head, key));
        HEARD_VERIFY(read);
        QCOMPARE(read->circle, head.circle);
        QCOMPARE(read->stream, head.stream);
        QCOMPARE(read->device, head.device);
        QCOMPARE(read->audience, head.audience);
        QCOMPARE(read->seq, head.seq);
        QCOMPARE(read->previousSeq, head.previousSeq);
        QCOMPARE(read->previousHash, head.previousHash);
        QCOMPARE(read->mark, head.mark);
        QCOMPARE(read->segments, head.segments);
        QCOMPARE(read->seen, head.seen);
        QCOMPARE(read->carried, head.carried);
        QCOMPARE(read->tail.size(), head.tail.size());
        for (qsizetype i = 0; i < head.tail.size(); ++i)
            QCOMPARE(read->tail[i].bytes, head.tail[i].bytes);
        QVERIFY(verifyHead(*read, key.publicKey));
        QVERIFY(!verifyHead(*read, SigningKey::make(random).publicKey));
    }
}

void TestObject::headWithPartsThatDisagreeIsRefused()
{
    SeededRandom random(9);
    const SigningKey key = SigningKey::make(random);
    const QList<std::function<void(Head &)>> ways{
        [](Head &h) { ++h.mark.count; },
        [](Head &h) { h.segments.removeAt(1); },
        [](Head &h) { h.segments.swapItemsAt(0, 1); },
        [](Head &h) { h.segments[2].count = 0; },
        [](Head &h) { h.segments[0].length = largestObject + 1; },
        [](Head &h) { h.segments[0].name.chop(1); },
        [](Head &h) { h.tail.removeLast(); },
        [](Head &h) { h.tail[0].bytes.clear(); },
        [](Head &h) { h.previousSeq = h.seq; },
        [](Head &h) { h.seq = 0; },
        [](Head &h) { h.mark.hash.chop(1); },
        [](Head &h) { h.carried.append({h.stream, h.segments[0]}); },
        [&](Head &h) { h.stream = Id::random(random); },
        [&](Head &h) { h.audience = Id::random(random); },
        [](Head &h) {
            h.segments.clear();
            h.tail.clear();
            h.carried.clear();
            h.mark.count = 0;
        },
    };
    for (qsizetype i = 0; i < ways.size(); ++i) {
        Head head = sampleHead(random, 3, 2);
        HEARD_VERIFY(readHead(signedHead(head, key)));
        ways.at(i)(head);
        const auto read = readHead(signedHead(head, key));
        QVERIFY2(!read && read.error().code == ErrorCode::Damaged, qPrintable(QString::number(i)));
    }
}

void TestObject::headSignatureIsBoundToItsDomain()
{
    SeededRandom random(10);
    const SigningKey key = SigningKey::make(random);
    const Head head = sampleHead(random, 1, 1);
    const QByteArray message = encodeHead(head);
    const auto asCommit = readHead(message + sign(key, "heard.commit.v1", message));
    HEARD_VERIFY(asCommit);
    QVERIFY(!verifyHead(*asCommit, key.publicKey));
}

void TestObject::headOfALaterFormat()
{
    SeededRandom random(11);
    const SigningKey key = SigningKey::make(random);
    const Head head = sampleHead(random, 1, 1);
    QCborArray fields = fromCbor(encodeHead(head))->toArray();
    while (fields.size() < 17)
        fields.append(QCborArray()); // no fossils, none seen
    fields.append(QCborArray{QStringLiteral("something, some day")});
    const QByteArray more = toCbor(fields);
    HEARD_VERIFY(readHead(more + sign(key, headDomain, more))); // more fields of the same format are passed over
    fields[0] = 2;
    const QByteArray later = toCbor(fields);
    const auto read = readHead(later + sign(key, headDomain, later));
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::TooNew);
}

void TestObject::segmentKeepsCommitsVerbatim()
{
    SeededRandom random(12);
    QList<SignedCommit> commits;
    for (int i = 0; i < 30; ++i)
        commits.append(SignedCommit{textOf(random, qsizetype(1 + random.below(2'000)))});
    const auto back = readSegment(encodeSegment(commits));
    HEARD_VERIFY(back);
    QCOMPARE(back->size(), commits.size());
    for (qsizetype i = 0; i < commits.size(); ++i)
        QCOMPARE(back->at(i).bytes, commits.at(i).bytes);
    QVERIFY(!readSegment(toCbor(QCborValue(5))));
    QVERIFY(!readSegment(toCbor(QCborArray{QStringLiteral("text")})));
    QVERIFY(!readSegment(QByteArray("\xff\xff")));
}

void TestObject::noiseIsNeverAnObject()
{
    SeededRandom random(13);
    std::vector<EpochKey> ring;
    ring.push_back(keyFrom(random));
    const Id circle = Id::random(random);
    const int rounds = byDepth(500, 5'000, 100'000);
    for (int i = 0; i < rounds; ++i) {
        QByteArray noise(qsizetype(random.below(300)), Qt::Uninitialized);
        random.fill({reinterpret_cast<unsigned char *>(noise.data()), size_t(noise.size())});
        if (random.below(2))
            noise.prepend("KCS1\x01\x01\x01\x00", 8);
        QVERIFY(!openObject(ObjectType::Head, ring, circle, "r", noise));
        QVERIFY(!readHead(noise));
        QVERIFY(!readSegment(noise) || noise == QByteArray("\x80"));
    }
}

QTEST_GUILESS_MAIN(TestObject)
#include "tst_object.moc"
