// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "base/encoding.h"
#include "base/id.h"
#include "base/text.h"

#include <QRandomGenerator>
#include <QtTest/QTest>

using namespace heard;

class TestBase : public QObject
{
    Q_OBJECT

private slots:
    void idsReadBack();
    void base32IsSafeInNames();
    void cborTakesOnlyItsOneForm_data();
    void cborTakesOnlyItsOneForm();
    void cborSurvivesNoise();
    void fieldsRefuseTheWrongShape();
    void textIsCleaned_data();
    void textIsCleaned();
    void tooLongTextIsRefused();
    void namesAreOneShortLine();
    void wordsAreCounted_data();
    void wordsAreCounted();
    void filesOfOtherEditors_data();
    void filesOfOtherEditors();
    void linesOfOtherEditors_data() { filesOfOtherEditors_data(); }
    void linesOfOtherEditors();
    void aReadThatFailsIsNoEnd();
};

void TestBase::idsReadBack()
{
    const auto id = Id::fromHex(u"00112233445566778899AABBccddeeff");
    QVERIFY(id);
    QCOMPARE(id->toHex(), QStringLiteral("00112233445566778899aabbccddeeff"));
    QCOMPARE(Id::fromBytes(id->toBytes()), id);
    for (const QString &bad : {QString(), QStringLiteral("0011"), QString(32, u'g'), QString(33, u'0'), QString(32, QChar(0x0660))})
        QVERIFY(!Id::fromHex(bad));
    QVERIFY(!Id::fromBytes(QByteArray(15, 'x')));
}

void TestBase::base32IsSafeInNames()
{
    QCOMPARE(base32(QByteArray("foobar")), QStringLiteral("mzxw6ytboi")); // RFC 4648 section 10, without padding
    QCOMPARE(base32(QByteArray(16, '\xff')).size(), 26);
}

void TestBase::cborTakesOnlyItsOneForm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("good");
    const auto hex = [](const char *h) { return QByteArray::fromHex(h); };
    QTest::newRow("array") << hex("83010243616263") << true;
    QTest::newRow("text") << hex("6161") << true;
    QTest::newRow("null, true, false") << hex("83f6f5f4") << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("long integer") << hex("1801") << false;
    QTest::newRow("indefinite array") << hex("9f01ff") << false;
    QTest::newRow("indefinite text") << hex("7f6161ff") << false;
    QTest::newRow("map") << hex("a10102") << false;
    QTest::newRow("float") << hex("fb3ff0000000000000") << false;
    QTest::newRow("tag") << hex("c001") << false;
    QTest::newRow("undefined") << hex("f7") << false;
    QTest::newRow("trailing") << hex("0101") << false;
    QTest::newRow("cut") << hex("8201") << false;
    QTest::newRow("bad UTF-8") << hex("61ff") << false;
    QTest::newRow("100,000 brackets") << QByteArray(100'000, '\x81') << false;
    QTest::newRow("claims 2^62 items") << hex("9b4000000000000000") << false;
    QTest::newRow("claims 2^62 bytes") << hex("5b4000000000000000") << false;
}

void TestBase::cborTakesOnlyItsOneForm()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, good);
    const auto value = fromCbor(bytes);
    QCOMPARE(value.has_value(), good);
    if (good)
        QCOMPARE(toCbor(*value), bytes);
    else
        QCOMPARE(value.error().code, ErrorCode::Damaged);
}

void TestBase::cborSurvivesNoise()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo() << "seed" << seed;
    QRandomGenerator random(seed);
    int decoded = 0;
    for (int i = 0; i < 50'000; ++i) {
        QByteArray bytes(random.bounded(1, 40), Qt::Uninitialized);
        for (char &c : bytes)
            c = char(random.bounded(256));
        if (const auto value = fromCbor(bytes)) {
            ++decoded;
            QCOMPARE(toCbor(*value), bytes);
        }
    }
    QVERIFY(decoded > 0);
}

void TestBase::fieldsRefuseTheWrongShape()
{
    CborFields f(QCborArray{QStringLiteral("a"), 5, QByteArray(16, 'i'), true});
    QCOMPARE(f.text(), QStringLiteral("a"));
    QCOMPARE(f.integer(0, 5), 5);
    QVERIFY(!f.id().isNull());
    QVERIFY(!f.finished());
    QVERIFY(f.boolean());
    QVERIFY(f.finished());
    (void)f.any();
    QVERIFY(!f.ok());
    CborFields tooBig(QCborArray{6});
    (void)tooBig.integer(0, 5);
    QVERIFY(!tooBig.ok());
    QVERIFY(!CborFields(QCborValue(3)).ok());
}

void TestBase::textIsCleaned_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kept");
    QTest::newRow("trimmed") << QStringLiteral("  hello \n") << QStringLiteral("hello");
    QTest::newRow("line ends") << QStringLiteral("a\r\nb\rc\u2028d") << QStringLiteral("a\nb\nc\nd");
    QTest::newRow("overrides") << QStringLiteral("ab\u202Ecd\u202C\u2066x\u2069") << QStringLiteral("abcdx");
    QTest::newRow("joiners that scripts need") << QStringLiteral("\u0639\u200C\u0639\u200D \u0915\u094D\u200D\u0937")
                                               << QStringLiteral("\u0639\u200C\u0639\u200D \u0915\u094D\u200D\u0937");
    QTest::newRow("joiners that hide") << QStringLiteral("Sa\u200Dm \u200CLee") << QStringLiteral("Sam Lee");
    QTest::newRow("marks of direction") << QStringLiteral("a\u200E\u200F\u061Cb") << QStringLiteral("ab");
    QTest::newRow("no width") << QStringLiteral("S\u200Ba\u2060m\uFEFF\u00AD\u3164\u115F") << QStringLiteral("Sam");
    QTest::newRow("family") << QStringLiteral("\U0001F469\u200D\U0001F467 \u2764\uFE0F\u200D\U0001F525")
                            << QStringLiteral("\U0001F469\u200D\U0001F467 \u2764\uFE0F\u200D\U0001F525");
    QTest::newRow("skin") << QStringLiteral("\U0001F9D1\U0001F3FD\u200D\U0001F3A8") << QStringLiteral("\U0001F9D1\U0001F3FD\u200D\U0001F3A8");
    QTest::newRow("flag of Wales") << QStringLiteral("\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F")
                                   << QStringLiteral("\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F");
    QTest::newRow("hidden tags") << QStringLiteral("a\U000E0067\U000E0062b") << QStringLiteral("ab");
    QTest::newRow("heaps of marks") << (QStringLiteral("x") + QString(40, QChar(0x0316))) << (QStringLiteral("x") + QString(8, QChar(0x0316)));
    QTest::newRow("no characters") << (QStringLiteral("a") + QChar(0xFFFF) + QChar(0xFDD0) + QStringLiteral("b")) << QStringLiteral("ab");
    QTest::newRow("controls") << QStringLiteral("a\u0007\u001B[31mb\u0000c") << QStringLiteral("a[31mbc");
    QTest::newRow("composed") << QStringLiteral("e\u0301") << QStringLiteral("\u00E9");
    QTest::newRow("emoji stays") << QStringLiteral("\U0001F600 hi") << QStringLiteral("\U0001F600 hi");
    QTest::newRow("lone surrogate") << (QStringLiteral("a") + QChar(0xD83D) + QStringLiteral("b")) << QStringLiteral("ab");
}

void TestBase::textIsCleaned()
{
    QFETCH(QString, typed);
    QFETCH(QString, kept);
    QCOMPARE(cleanText(typed), kept);
    QCOMPARE(cleanText(kept), kept);
}

void TestBase::tooLongTextIsRefused()
{
    QVERIFY(checkedText(QString(longestText, u'x')));
    const auto refused = checkedText(QString(1'000'000, u'x'));
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, QStringLiteral("text-too-long"));
    QVERIFY(!checkedText(QString(longestText / 2, QChar(0x0639)) + u'x'));
}

void TestBase::namesAreOneShortLine()
{
    QCOMPARE(*checkedName(QStringLiteral("  Sam \n Okafor ")), QStringLiteral("Sam Okafor"));
    QCOMPARE(checkedName(QStringLiteral(" \u202E ")).error().name, QStringLiteral("name-missing"));
    QCOMPARE(checkedName(QString(121, u'n')).error().name, QStringLiteral("name-too-long"));
}

void TestBase::wordsAreCounted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("words");
    QTest::newRow("none") << QStringLiteral(" … – ") << 0;
    QTest::newRow("plain") << QStringLiteral("I like red buses.") << 4;
    QTest::newRow("joined") << QStringLiteral("I don't like well-known noise") << 5;
    QTest::newRow("curly") << QStringLiteral("Sam’s bus") << 2;
    QTest::newRow("arabic") << QStringLiteral("أحب الحافلات الحمراء") << 3;
    QTest::newRow("digits") << QStringLiteral("Room 4 at 10:30") << 5;
}

void TestBase::wordsAreCounted()
{
    QFETCH(QString, text);
    QFETCH(int, words);
    QCOMPARE(countWords(text), words);
}

void TestBase::filesOfOtherEditors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text"); // null: refused
    const QString words = QStringLiteral("Zo\u00eb likes \U0001F986 ducks\nand tea");
    const auto encoded = [&](QStringConverter::Encoding encoding, const char *mark, qsizetype size, const QString &text) {
        QStringEncoder encoder(encoding);
        return QByteArray(mark, size) + QByteArray(encoder.encode(text));
    };
    using QStringConverter::Utf16BE, QStringConverter::Utf16LE, QStringConverter::Utf32BE, QStringConverter::Utf32LE;
    QTest::newRow("empty") << QByteArray() << QStringLiteral("");
    QTest::newRow("UTF-8") << words.toUtf8() << words;
    QTest::newRow("UTF-8 with a mark") << QByteArray("\xEF\xBB\xBF" + words.toUtf8()) << words;
    QTest::newRow("a mark alone") << QByteArray("\xEF\xBB\xBF") << QStringLiteral("");
    QTest::newRow("Windows line ends") << QByteArray("\xEF\xBB\xBF" + words.toUtf8().replace("\n", "\r\n")) << words;
    QTest::newRow("UTF-16 of Notepad") << encoded(Utf16LE, "\xFF\xFE", 2, QString(words).replace(u'\n', QStringLiteral("\r\n"))) << words;
    QTest::newRow("UTF-16, big end first") << encoded(Utf16BE, "\xFE\xFF", 2, words) << words;
    QTest::newRow("UTF-32") << encoded(Utf32LE, "\xFF\xFE\0\0", 4, words) << words;
    QTest::newRow("UTF-32, big end first") << encoded(Utf32BE, "\0\0\xFE\xFF", 4, words) << words;
    QTest::newRow("UTF-16 without a mark") << encoded(Utf16LE, "", 0, words) << QString();
    QTest::newRow("UTF-16, cut in a unit") << encoded(Utf16LE, "\xFF\xFE", 2, words).chopped(1) << QString();
    QTest::newRow("UTF-8, cut in a letter") << QByteArray("Zo\xC3") << QString();
    QTest::newRow("Latin-1") << QByteArray("Zo\xEB likes ducks") << QString();
    QTest::newRow("a surrogate as UTF-8") << QByteArray("a\xED\xA0\x80z") << QString();
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) << QString();
    QTest::newRow("a NUL in it") << QByteArray("ab\0cd", 5) << QString();
}

void TestBase::filesOfOtherEditors()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, text);
    const auto read = decodedText(bytes);
    QCOMPARE(read.has_value(), !text.isNull());
    if (read) {
        QCOMPARE(*read, text);
    } else {
        QCOMPARE(read.error().code, ErrorCode::BadInput);
        QCOMPARE(read.error().name, QStringLiteral("not-plain-text"));
    }
}

/** The same in pieces of every size, as a slow stick or a pipe gives them. */
void TestBase::linesOfOtherEditors()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, text);
    for (qsizetype piece = 1; piece < 12; ++piece) {
        qsizetype at = 0;
        TextLines lines(
            [&]() -> Result<QByteArray> {
                const QByteArray some = bytes.mid(at, piece);
                at += some.size();
                return some;
            },
            1000);
        QStringList read;
        bool failed = false;
        for (;;) {
            const auto line = lines.next();
            failed = !line;
            if (failed)
                QCOMPARE(line.error().name, QStringLiteral("not-plain-text"));
            if (failed || !*line)
                break;
            read.append(QString::fromUtf8(**line));
            QCOMPARE(lines.number(), read.size());
        }
        QCOMPARE(failed, text.isNull());
        if (!failed)
            QCOMPARE(read, text.isEmpty() ? QStringList() : text.split(u'\n'));
    }
}

void TestBase::aReadThatFailsIsNoEnd()
{
    int reads = 0;
    TextLines lines(
        [&]() -> Result<QByteArray> {
            if (++reads > 1)
                return fail(ErrorCode::BadInput, "read-failed", QStringLiteral("It broke."));
            return QByteArray("one\ntwo");
        },
        1000);
    QCOMPARE(**lines.next(), QByteArray("one"));
    QCOMPARE(lines.next().error().name, QStringLiteral("read-failed"));
    TextLines endless([]() -> Result<QByteArray> { return QByteArray(100, 'x'); }, 1000);
    QCOMPARE(endless.next().error().name, QStringLiteral("line-too-long"));
}

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
