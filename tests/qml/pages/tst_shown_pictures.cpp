// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lived.h"
#include "profile/statement.h"
#include "vault/crypto.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QImageWriter>
#include <QQuickAsyncImageProvider>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace heard;
using heard::test::Lived;

/** What others put into the circle as a photo: shown, or an error of its own Image; the window never stands still for it. */
class TestShownPictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startCrypto()); }
    void goodOnesAreShown();
    void costlyOnesAreNot();
    void choicesThatCannotBeKept();

private:
    [[nodiscard]] static QByteArray jpeg(bool inRounds)
    {
        QImage image(900, 700, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        QByteArray out;
        QBuffer buffer(&out);
        buffer.open(QIODevice::WriteOnly);
        QImageWriter writer(&buffer, "jpeg");
        writer.setProgressiveScanWrite(inRounds);
        writer.write(image);
        return out;
    }
    [[nodiscard]] static Id put(const Lived &lived, const QByteArray &photo)
    {
        Circle *circle = lived.world->currentCircle.circle();
        Change change(*circle, circle->everyone());
        const Id record = change.make(profile::statementKind::statement);
        change.set(record, profile::statementKind::text, QStringLiteral("From somebody else"));
        change.set(record, profile::statementKind::photo, photo);
        return circle->save(change) ? record : Id{};
    }
    [[nodiscard]] static std::unique_ptr<QQuickImageResponse> ask(const Lived &lived, const Id &record)
    {
        auto *provider = dynamic_cast<QQuickAsyncImageProvider *>(lived.engine.imageProvider(QStringLiteral("circle")));
        return std::unique_ptr<QQuickImageResponse>(
            provider ? provider->requestImageResponse(QStringLiteral("record/%1/photo/0").arg(record.toHex()), QSize(96, 0)) : nullptr);
    }
};

void TestShownPictures::goodOnesAreShown()
{
    Lived lived;
    QVERIFY(lived.begin());
    QVERIFY(!lived.world->circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {}).isEmpty());
    for (const bool inRounds : {false, true}) {
        const auto response = ask(lived, put(lived, jpeg(inRounds)));
        QVERIFY(response);
        QSignalSpy finished(response.get(), &QQuickImageResponse::finished);
        QVERIFY(finished.wait(20'000));
        QVERIFY2(response->errorString().isEmpty(), qPrintable(response->errorString()));
        const std::unique_ptr<QQuickTextureFactory> shown(response->textureFactory());
        QVERIFY(shown && shown->textureSize().width() >= 96);
    }
    // One that nobody waits for any more.
    static_cast<void>(ask(lived, put(lived, jpeg(false))));
    QTest::qWait(200);
}

void TestShownPictures::costlyOnesAreNot()
{
    Lived lived;
    QVERIFY(lived.begin());
    QVERIFY(!lived.world->circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {}).isEmpty());
    QByteArray many = jpeg(true);
    const qsizetype last = many.lastIndexOf("\xFF\xDA");
    const QByteArray scan = many.mid(last, many.size() - 2 - last);
    many.insert(many.size() - 2, scan.repeated(int(qMin<qsizetype>(1'296, 250'000 / scan.size()))));
    const QByteArray whole = jpeg(false);
    for (const QByteArray &photo : {many, whole.left(whole.size() / 2), QByteArray("no picture at all")}) {
        const Id record = put(lived, photo);
        QVERIFY(!record.isNull());
        qint64 longest = 0;
        QElapsedTimer since;
        QTimer tick;
        connect(&tick, &QTimer::timeout, this, [&] { longest = qMax(longest, since.restart()); });
        since.start();
        tick.start(5);
        const auto response = ask(lived, record);
        QVERIFY(response);
        QSignalSpy finished(response.get(), &QQuickImageResponse::finished);
        QVERIFY(finished.wait(20'000));
        QVERIFY(!response->errorString().isEmpty());
        QVERIFY2(longest < 1'000, QByteArray::number(longest).constData());
    }
}

/** Settings are files too: what could not be kept is said, and what was kept before stays. */
void TestShownPictures::choicesThatCannotBeKept()
{
    const QTemporaryDir place;
    QFile file(place.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    Preferences preferences(place.filePath(QStringLiteral("file/look.ini")));
    preferences.setScheme(QStringLiteral("dark"));
    QSignalSpy told(&preferences, &Preferences::problemChanged);
    preferences.keep();
    QCOMPARE(told.count(), 1);
    QVERIFY(!preferences.problem().isEmpty());
    QCOMPARE(preferences.scheme(), QStringLiteral("dark"));
}

QTEST_MAIN(TestShownPictures)
#include "tst_shown_pictures.moc"
