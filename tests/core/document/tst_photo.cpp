// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/photo.h"
#include "document/picture.h"
#include "document/writers.h"
#include "samples.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QImageWriter>
#include <QLoggingCategory>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

using namespace heard;

namespace {

QByteArray saved(const QImage &image, const char *format)
{
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, 90);
    return out;
}

quint32 crc(const QByteArray &bytes)
{
    quint32 value = 0xFFFFFFFF;
    for (const char byte : bytes) {
        value ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) ? 0xEDB88320U : 0U);
    }
    return ~value;
}

QByteArray bigEndian(quint32 number)
{
    QByteArray out(4, 0);
    qToBigEndian(number, out.data());
    return out;
}

QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(quint32(data.size())) + type + data + bigEndian(crc(type + data));
}

/** A PNG that says it is @p width by @p height and holds a run of zeros. */
QByteArray pngOf(quint32 width, quint32 height, qsizetype zeros)
{
    const QByteArray packed = qCompress(QByteArray(zeros, 0), 9).mid(4);
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", bigEndian(width) + bigEndian(height) + QByteArray("\x08\x02\x00\x00\x00", 5))
           + chunk("IDAT", packed) + chunk("IEND", {});
}

/** Puts an EXIF block with an orientation and a place into a JPEG. */
QByteArray withExif(const QByteArray &jpeg, char orientation)
{
    QByteArray tiff("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18);
    tiff += orientation;
    tiff += QByteArray("\0\0\0\0\0\0\0GPSLatitude 53.8008 SECRETPLACE", 39);
    const QByteArray body = QByteArray("Exif\0\0", 6) + tiff;
    QByteArray segment("\xFF\xE1");
    segment += char((body.size() + 2) >> 8);
    segment += char((body.size() + 2) & 0xFF);
    return jpeg.left(2) + segment + body + jpeg.mid(2);
}

/** A progressive JPEG, and the same with its last scan said @p times over: each is decoded again. */
QByteArray progressive(const QSize &size, int times)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor(120, 160, 90));
    QPainter painter(&image);
    painter.fillRect(QRect(QPoint(0, 0), size / 2), QColor(200, 40, 40));
    painter.end();
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "jpeg");
    writer.setProgressiveScanWrite(true);
    writer.write(image);
    const qsizetype last = out.lastIndexOf("\xFF\xDA");
    const QByteArray scan = out.mid(last, out.size() - 2 - last);
    out.insert(out.size() - 2, scan.repeated(times - 1));
    return out;
}

/** A number of /proc/self/status, in MB. */
long memoryOf(const QByteArray &what)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = status.readAll();
    const qsizetype at = all.indexOf(what + ':');
    return at < 0 ? 0 : all.mid(at + what.size() + 1, 16).simplified().split(' ').constFirst().toLong() / 1024;
}

/** How many MB @p work needs more than there are in use before, at its highest point. */
template<typename Work>
long memoryFor(const Work &work)
{
    // Writing 5 forgets the highest point so far (proc(5)).
    QFile forget(QStringLiteral("/proc/self/clear_refs"));
    if (!forget.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || forget.write("5") != 1)
        qWarning("the highest use of memory cannot be forgotten here: what was before counts too");
    const long before = memoryOf("VmRSS");
    work();
    return memoryOf("VmHWM") - before;
}

} // namespace

class TestPhoto : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void becomesASmallJpeg();
    void placeAndCameraAreGone();
    void isTurnedUpright();
    void seeThroughBecomesPaper();
    void noiseStillMeetsItsLimit();
    void otherKindsAreRefused();
    void bombsAreRefusedQuickly_data();
    void bombsAreRefusedQuickly();
    void brokenFilesNeverCrash();
    void halfOfOneIsNone();
    void manyScansAreBounded();
    void fortyEightMegapixels();
    void webP();
    void textsOfAPngAreNotUnpacked();
    void whatIsKeptIsBoundedMore();
};

void TestPhoto::initTestCase()
{
    // Thousands of complaints about broken files are what these tests ask for.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.gui.imageio*=false"));
}

void TestPhoto::becomesASmallJpeg()
{
    for (const QByteArray &raw : {samples::portrait(3000, 2000), saved(QImage::fromData(samples::portrait(1200, 1600)), "PNG")}) {
        const Result<QByteArray> clean = cleanPhoto(raw);
        QVERIFY(clean);
        QVERIFY(clean->startsWith("\xFF\xD8\xFF"));
        QVERIFY(clean->size() <= 120'000);
        const QImage image = QImage::fromData(*clean);
        QCOMPARE(qMax(image.width(), image.height()), 900);
    }
    // A small one is not blown up.
    QCOMPARE(QImage::fromData(cleanPhoto(samples::portrait(200, 100)).value_or(QByteArray())).size(), QSize(200, 100));
    QCOMPARE(QImage::fromData(cleanPhoto(samples::portrait(2000, 1000), 300).value_or(QByteArray())).size(), QSize(300, 150));
}

void TestPhoto::placeAndCameraAreGone()
{
    const QByteArray raw = withExif(samples::portrait(), 1);
    QVERIFY(raw.contains("SECRETPLACE"));
    const Result<QByteArray> clean = cleanPhoto(raw);
    QVERIFY(clean);
    QVERIFY(!clean->contains("SECRETPLACE"));
    QVERIFY(!clean->contains("Exif"));
    QImage named = QImage::fromData(samples::portrait());
    named.setText(QStringLiteral("Author"), QStringLiteral("SECRETNAME"));
    const Result<QByteArray> unnamed = cleanPhoto(saved(named, "PNG"));
    QVERIFY(unnamed);
    QVERIFY(!unnamed->contains("SECRETNAME"));
}

void TestPhoto::isTurnedUpright()
{
    // Orientation 6: the camera lay on its side.
    const Result<QByteArray> clean = cleanPhoto(withExif(samples::portrait(800, 600), 6));
    QVERIFY(clean);
    QCOMPARE(QImage::fromData(*clean).size(), QSize(600, 800));
    const Result<QByteArray> large = cleanPhoto(withExif(samples::portrait(4000, 2000), 8));
    QVERIFY(large);
    QCOMPARE(QImage::fromData(*large).size(), QSize(450, 900));
}

void TestPhoto::seeThroughBecomesPaper()
{
    QImage clear(50, 50, QImage::Format_ARGB32);
    clear.fill(Qt::transparent);
    const Result<QByteArray> clean = cleanPhoto(saved(clear, "PNG"));
    QVERIFY(clean);
    QVERIFY(qGray(QImage::fromData(*clean).pixel(25, 25)) > 250);
}

void TestPhoto::noiseStillMeetsItsLimit()
{
    QImage noise(1500, 1500, QImage::Format_RGB32);
    QRandomGenerator random(7);
    random.fillRange(reinterpret_cast<quint32 *>(noise.bits()), noise.sizeInBytes() / 4);
    const Result<QByteArray> clean = cleanPhoto(saved(noise, "JPEG"));
    QVERIFY(clean);
    QVERIFY(clean->size() <= 120'000);
    QVERIFY(QImage::fromData(*clean).width() > 200);
    QCOMPARE(cleanPhoto(saved(noise, "JPEG"), 900, 10).error().name, QStringLiteral("photo-too-big"));
}

void TestPhoto::otherKindsAreRefused()
{
    for (const QByteArray &raw :
         {QByteArray("hello"), QByteArray("%PDF-1.7 …"), QByteArray("GIF89a…"), samples::symbol(), QByteArray("BM......."),
          QByteArray("\0\0\1\0\1\0", 6), saved(QImage(8, 8, QImage::Format_RGB32), "BMP"), QByteArray(3'000'000, '<')}) {
        const Result<QByteArray> clean = cleanPhoto(raw);
        QVERIFY(!clean);
        QCOMPARE(clean.error().name, QStringLiteral("photo-kind"));
        QCOMPARE(clean.error().code, ErrorCode::BadInput);
        QVERIFY(!clean.error().message.isEmpty());
    }
}

void TestPhoto::bombsAreRefusedQuickly_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("30,000 by 30,000") << pngOf(30'000, 30'000, 3'000'000);
    QTest::newRow("thin and long") << pngOf(12'001, 1, 40'000);
    QTest::newRow("41 megapixels") << pngOf(8000, 5200, 1'000'000);
    QTest::newRow("more than 64 MB of memory") << pngOf(6000, 6000, 1'000'000);
    QTest::newRow("widest there is") << pngOf(0x7FFFFFFF, 0x7FFFFFFF, 100);
    QTest::newRow("no size") << pngOf(0, 0, 100);
    QTest::newRow("too long a file") << QByteArray(samples::portrait() + QByteArray(65'000'000, 'x'));
    // A JPEG whose head says 65,500 on each side.
    QByteArray jpeg = samples::portrait();
    const qsizetype frame = jpeg.indexOf("\xFF\xC0");
    jpeg.replace(frame + 5, 4, "\xFF\xDC\xFF\xDC");
    QTest::newRow("JPEG 65,500 by 65,500") << jpeg;
    // Each scan of a progressive JPEG costs as much as the whole picture.
    QByteArray scans = samples::portrait();
    const QByteArray scan("\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00\x00", 11);
    scans.insert(scans.size() - 2, scan.repeated(20'000));
    QTest::newRow("20,000 scans") << scans;
}

void TestPhoto::bombsAreRefusedQuickly()
{
    QFETCH(QByteArray, raw);
    QElapsedTimer timer;
    timer.start();
    const Result<QByteArray> clean = cleanPhoto(raw);
    QVERIFY(!clean);
    QVERIFY2(clean.error().name == QStringLiteral("photo-too-big") || clean.error().name == QStringLiteral("photo-damaged"),
             qPrintable(clean.error().name));
    QVERIFY2(timer.elapsed() < 1000, "refused before it is decoded");
}

void TestPhoto::brokenFilesNeverCrash()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const QList<QByteArray> good{samples::portrait(120, 90), saved(QImage::fromData(samples::portrait(120, 90)), "PNG"),
                                 withExif(samples::portrait(90, 60), 6)};
    for (int i = 0; i < 600; ++i) {
        QByteArray raw = good.at(i % good.size());
        for (int change = random.bounded(1, 8); change > 0; --change)
            raw[random.bounded(int(raw.size()))] = char(random.bounded(256));
        if (random.bounded(3) == 0)
            raw.truncate(random.bounded(int(raw.size())));
        const Result<QByteArray> clean = cleanPhoto(raw);
        if (clean)
            QVERIFY(!QImage::fromData(*clean).isNull());
        else
            QVERIFY(clean.error().code == ErrorCode::BadInput);
    }
}

/** A decoder fills what is missing of a JPEG with grey and is content. */
void TestPhoto::halfOfOneIsNone()
{
    const QByteArray jpeg = samples::portrait(400, 300);
    const QByteArray png = saved(QImage::fromData(jpeg), "PNG");
    const QByteArray steps = progressive({400, 300}, 1);
    for (const QByteArray &whole : {jpeg, png, steps, withExif(jpeg, 1)}) {
        QVERIFY(cleanPhoto(whole));
        for (const int part : {1, 10, 50, 90, 99}) {
            const Result<QByteArray> clean = cleanPhoto(whole.left(whole.size() * part / 100));
            QVERIFY2(!clean, QByteArray::number(part).constData());
            QCOMPARE(clean.error().code, ErrorCode::BadInput);
        }
        QVERIFY(!cleanPhoto(whole.chopped(2)));
        // Cameras put more behind a picture: a film of the moment before.
        QVERIFY(cleanPhoto(whole + QByteArray(1000, 'm')));
    }
    QCOMPARE(cleanPhoto(jpeg.left(jpeg.size() / 2)).error().name, QStringLiteral("photo-damaged"));
    QCOMPARE(cleanPhoto({}).error().name, QStringLiteral("photo-empty"));
}

void TestPhoto::manyScansAreBounded()
{
    // As programs write it.
    QVERIFY(cleanPhoto(progressive({3000, 2000}, 1)));
    const QByteArray many = progressive({1200, 900}, 1296);
    QVERIFY2(many.size() < 2'000'000, QByteArray::number(many.size()).constData());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(cleanPhoto(many).error().name, QStringLiteral("photo-too-big"));
    QVERIFY(picture::naturalSize(many).isEmpty());
    QVERIFY2(timer.elapsed() < 1000, QByteArray::number(timer.elapsed()).constData());
    // The most that is let through costs little more than a picture does.
    const QByteArray most = progressive({700, 500}, 18);
    timer.restart();
    QVERIFY(picture::decode(most, 900, picture::kept));
    qInfo("%lld ms for the most costly picture that a circle may hold", static_cast<long long>(timer.elapsed()));
    // On every page, in the preview and in each format: left out, and the page is there in good time.
    Document document = samples::card();
    document.blocks.emplace_back(PictureBlock{{many, QStringLiteral("x")}, 80, QStringLiteral("y")});
    timer.restart();
    QVERIFY(toHtml(document));
    QVERIFY(toOdt(document));
    QVERIFY(!renderPage(document, 0, 60).isNull());
    QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()).constData());
    QVERIFY(!toHtml(document)->contains(many.left(3000).toBase64().left(2000)));
}

void TestPhoto::fortyEightMegapixels()
{
    QByteArray raw;
    {
        QImage large(8000, 6000, QImage::Format_RGB32);
        large.fill(QColor(20, 90, 160));
        QPainter painter(&large);
        painter.fillRect(0, 0, 4000, 6000, QColor(220, 60, 30));
        painter.end();
        raw = withExif(saved(large, "JPEG"), 6);
    }
    QElapsedTimer timer;
    timer.start();
    Result<QByteArray> clean;
    const long memory = memoryFor([&] { clean = cleanPhoto(raw); });
    QVERIFY2(clean, clean ? "" : qPrintable(clean.error().detail));
    qInfo("%lld ms, %ld MB", static_cast<long long>(timer.elapsed()), memory);
    QVERIFY(memory < 64);
    const QImage image = QImage::fromData(*clean);
    QCOMPARE(image.size(), QSize(675, 900));
    QVERIFY(!clean->contains("SECRETPLACE"));
    // Orientation 6: what was on the left is at the top.
    QVERIFY(qRed(image.pixel(300, 100)) > 180 && qBlue(image.pixel(300, 800)) > 120);
}

void TestPhoto::webP()
{
    const QByteArray head("RIFF\x1A\0\0\0WEBPVP8L\x0D\0\0\0\x2F\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\x07\0", 34);
    if (!QImageReader::supportedImageFormats().contains("webp")) {
        QCOMPARE(cleanPhoto(head).error().name, QStringLiteral("photo-no-webp"));
        QVERIFY(cleanPhoto(head).error().message.contains(QStringLiteral("qt6-image-formats-plugins")));
        QFAIL("the WebP plugin is missing: app/run installs it (Debian package qt6-image-formats-plugins)");
    }
    const QByteArray whole = saved(QImage::fromData(samples::portrait(800, 600)), "WEBP");
    const Result<QByteArray> clean = cleanPhoto(whole);
    QVERIFY2(clean, clean ? "" : qPrintable(clean.error().detail));
    QCOMPARE(QImage::fromData(*clean).size(), QSize(800, 600));
    QVERIFY(!cleanPhoto(whole.left(whole.size() / 2)));
    QByteArray moving = whole;
    moving.insert(12, QByteArray("ANIM\x06\0\0\0\0\0\0\0\0\0", 14));
    QCOMPARE(cleanPhoto(moving).error().name, QStringLiteral("photo-kind"));
    QVERIFY(cleanPhoto(QByteArray("\0\0\0\x18"
                                  "ftypheic\0\0\0\0",
                                  16))
                .error()
                .message.contains(QStringLiteral("HEIC")));
}

/** A thousand texts of 8 MB each, in a file of 8 MB: in the decoder they would take 8 GB. */
void TestPhoto::textsOfAPngAreNotUnpacked()
{
    const QByteArray whole = saved(QImage::fromData(samples::portrait(200, 150)), "PNG");
    const qsizetype afterHead = 8 + 25;
    const QByteArray text = chunk("zTXt", QByteArray("Comment\0\0", 9) + qCompress(QByteArray(7'000'000, 'x'), 9).mid(4));
    const QByteArray bomb = whole.left(afterHead) + text.repeated(200) + whole.mid(afterHead);
    QElapsedTimer timer;
    timer.start();
    Result<QByteArray> clean;
    const long memory = memoryFor([&] { clean = cleanPhoto(bomb); });
    QVERIFY(clean);
    QVERIFY2(memory < 64, QByteArray::number(int(memory)).constData());
    QVERIFY2(timer.elapsed() < 5'000, QByteArray::number(timer.elapsed()).constData());
}

/** What somebody put into the circle without asking cleanPhoto(). */
void TestPhoto::whatIsKeptIsBoundedMore()
{
    const QByteArray large = samples::portrait(3000, 2000);
    QVERIFY(picture::decode(large, 900, picture::chosen));
    QCOMPARE(picture::decode(large, 900, picture::kept).error().name, QStringLiteral("photo-too-big"));
    QVERIFY(picture::naturalSize(large).isEmpty());
    const QByteArray usual = *cleanPhoto(large);
    QVERIFY(picture::decode(usual, 900, picture::kept));
    QVERIFY(picture::decode(*cleanPhoto(progressive({3000, 2000}, 1)), 900, picture::kept));
}

QTEST_MAIN(TestPhoto)
#include "tst_photo.moc"
