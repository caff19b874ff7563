// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/support.h"
#include "vault/chunks.h"

#include <QBuffer>
#include <algorithm>

using namespace heard;
using heard::testing::byDepth;
using heard::testing::SeededRandom;

namespace {

const QByteArray boundTo = QByteArrayLiteral("a circle");

QList<QByteArray> sealAll(const ChunkKey &key, QByteArray plain, QByteArrayView associated = boundTo)
{
    QList<QByteArray> pieces;
    QBuffer source(&plain);
    source.open(QIODevice::ReadOnly);
    const auto size = sealChunks(key, associated, source, [&](const QByteArray &piece) -> Result<> {
        pieces.append(piece);
        return {};
    });
    return size && *size == plain.size() ? pieces : QList<QByteArray>();
}

/** All bytes, or the first error. */
Result<QByteArray> openAll(const ChunkKey &key, const QList<QByteArray> &pieces, qint64 size, QByteArrayView associated = boundTo)
{
    ChunkOpener opener(key, associated, size);
    QByteArray all;
    for (const QByteArray &piece : pieces) {
        HEARD_TRY_ASSIGN(const QByteArray plain, opener.next(piece));
        all += plain;
    }
    if (!opener.finished())
        return fail(ErrorCode::Damaged, "not-whole", QStringLiteral("the last piece is missing"));
    return all;
}

/** Gives its bytes a few at a time, as a pipe does, and breaks off after some of them when asked to. */
class Trickle final : public QIODevice
{
public:
    explicit Trickle(QByteArray bytes, qsizetype breaksAt = -1) : m_bytes(std::move(bytes)), m_breaksAt(breaksAt)
    {
        open(ReadOnly | Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_at == m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (m_breaksAt >= 0 && m_at >= m_breaksAt)
            return -1;
        const auto part = std::min<qint64>({most, 10'007, m_bytes.size() - m_at});
        std::copy_n(m_bytes.cbegin() + m_at, part, data);
        m_at += qsizetype(part);
        return part;
    }
    qint64 writeData(const char * /*data*/, qint64 /*size*/) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_breaksAt;
    qsizetype m_at = 0;
};

} // namespace

/** Pictures and films in sealed pieces: all of it comes back, or nothing that could be taken for it. */
class TestChunks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { VERIFY_OK(startCrypto()); }

    void comesBackWhole_data()
    {
        QTest::addColumn<qint64>("size");
        for (const qint64 size : {0, 1, 4095, 4096, 4097, 300'000})
            QTest::addRow("%lld bytes", static_cast<long long>(size)) << size;
        for (const qint64 pieces : {1, 2, 3}) {
            for (const int more : {-1, 0, 1})
                QTest::addRow("%lld pieces %+d", static_cast<long long>(pieces), more) << pieces * pieceSize + more;
        }
    }
    void comesBackWhole()
    {
        QFETCH(const qint64, size);
        SeededRandom random(SeededRandom::seedOfRun());
        const ChunkKey key = ChunkKey::make(random);
        const QByteArray plain = random.bytes(size);
        const QList<QByteArray> pieces = sealAll(key, plain);
        const auto back = openAll(key, pieces, size);
        VERIFY_OK(back);
        QCOMPARE(*back, plain);
        QList<qsizetype> lengths;
        for (const QByteArray &piece : pieces) {
            lengths.append(piece.size());
            QVERIFY(size < 16 || !piece.contains(plain.first(16)));
        }
        QCOMPARE(lengths, pieceLengths(size));
    }

    void aSlowSourceGivesTheSame()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const ChunkKey key = ChunkKey::make(random);
        const QByteArray plain = random.bytes(pieceSize + 5);
        QList<QByteArray> pieces;
        Trickle source(plain);
        const auto size = sealChunks(key, boundTo, source, [&](const QByteArray &piece) -> Result<> {
            pieces.append(piece);
            return {};
        });
        VERIFY_OK(size);
        QCOMPARE(pieces, sealAll(key, plain));
        Trickle broken(plain, 500'000);
        VERIFY_FAILS(sealChunks(key, boundTo, broken, [](const QByteArray &) -> Result<> { return {}; }), ErrorCode::BadInput, "cannot-read");
    }

    /** Whatever size an attachment has, each of its pieces has one of few sizes, and the largest fits through a web server. */
    void sizesTellLittle()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        QCOMPARE(padmeSize(pieceSize), pieceSize);
        for (int i = 0; i < 20'000; ++i) {
            const qint64 size = i < 100 ? largestAttachment - i : qint64(random.below(quint64(largestAttachment) >> random.below(20)));
            const QList<qsizetype> lengths = pieceLengths(size);
            QVERIFY(!lengths.isEmpty() && lengths.size() <= 200);
            qint64 total = 0;
            for (const qsizetype length : lengths) {
                const qsizetype plain = length - sealedPieceMore;
                QVERIFY2(plain >= leastPadded && padmeSize(plain) == plain && length <= 900'000, qPrintable(QString::number(size)));
                total += plain;
            }
            QVERIFY(total >= size && total == padmeSize(std::max<qint64>(size, leastPadded)));
        }
        QVERIFY(pieceLengths(-1).isEmpty());
        QVERIFY(pieceLengths(largestAttachment + 1).isEmpty());
    }

    void tooLargeIsRefused()
    {
        SeededRandom random(1);
        QByteArray plain(largestAttachment + 1, 'x');
        QBuffer source(&plain);
        source.open(QIODevice::ReadOnly);
        VERIFY_FAILS(sealChunks(ChunkKey::make(random), boundTo, source, [](const QByteArray &) -> Result<> { return {}; }),
                     ErrorCode::BadInput, "attachment-too-large");
    }

    /** T10: any flipped bit, any cut, and pieces that are left out, repeated, swapped or another's: refused. */
    void whatIsNotItIsRefused()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const ChunkKey key = ChunkKey::make(random);
        const qint64 size = 3 * pieceSize + 1000;
        const QList<QByteArray> pieces = sealAll(key, random.bytes(size));
        const QList<QByteArray> others = sealAll(ChunkKey::make(random), random.bytes(size));
        const auto refused = [&](const QList<QByteArray> &wrong) { return !openAll(key, wrong, size).has_value(); };
        QCOMPARE(pieces.size(), 4);
        QVERIFY(!refused(pieces));
        for (int i = 0; i < byDepth(50, 300, 5000); ++i) {
            QList<QByteArray> wrong = pieces;
            QByteArray &piece = wrong[qsizetype(random.below(4))];
            if (i % 3 == 0)
                piece.truncate(qsizetype(random.below(quint64(piece.size()))));
            else
                piece[qsizetype(random.below(quint64(piece.size())))] ^= char(1 << random.below(8));
            QVERIFY2(refused(wrong), qPrintable(QString::number(i)));
        }
        for (qsizetype a = 0; a < 4; ++a) {
            QList<QByteArray> wrong = pieces;
            wrong.removeAt(a);
            QVERIFY(refused(wrong));
            QVERIFY(refused(pieces.first(a)));
            wrong = pieces;
            wrong[a] = others[a];
            QVERIFY(refused(wrong));
            wrong = pieces;
            wrong.insert(a, pieces[a]);
            QVERIFY(refused(wrong));
            for (qsizetype b = 0; b < a; ++b) {
                wrong = pieces;
                std::swap(wrong[a], wrong[b]);
                QVERIFY(refused(wrong));
            }
        }
        // Another key, another circle, another size.
        QVERIFY(!openAll(ChunkKey::make(random), pieces, size));
        QVERIFY(!openAll(key, pieces, size, "another circle"));
        QVERIFY(!openAll(key, pieces, size - 1));
        QVERIFY(!openAll(key, pieces, size - pieceSize));
        QVERIFY(!openAll({key.key.first(31), key.header}, pieces, size));
    }
};

QTEST_GUILESS_MAIN(TestChunks)
#include "tst_chunks.moc"
