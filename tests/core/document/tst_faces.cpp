// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/faces.h"
#include "document/glyphs.h"
#include "document/layout.h"
#include "document/writers.h"
#include "samples.h"

#include <QDir>
#include <QFile>
#include <QFontDatabase>
#include <QGlyphRun>
#include <QImage>
#include <QProcess>
#include <QRawFont>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace heard;

namespace {

const char *const english = "Ask me first.";
const char *const urdu = "مجھے کتابیں پسند ہیں۔";
const char *const arabic = "أحب القطارات وكل المحطات.";

Document saying(const QString &words, const QString &language = QStringLiteral("en-GB"))
{
    Document document;
    document.title = QStringLiteral("Page");
    document.language = language;
    document.blocks.emplace_back(Paragraph{plain(words), QStringLiteral("line")});
    return document;
}

layout::ShapedPtr shaped(const QString &words, const Document &document, qreal width = 4000)
{
    layout::Shaper shaper(document);
    return shaper.shape(words, {.points = 12, .colour = layout::ink()}, width);
}

} // namespace

/** Every letter prints, or is told before; each sentence runs as it does (SR-083, SR-119). */
class TestFaces : public QObject
{
    Q_OBJECT

private:
    QString asked(const QString &program, const Document &document, const QStringList &before, const QStringList &after);
    QTemporaryDir m_dir;

private slots:
    void everyLetterHasItsFace_data();
    void everyLetterHasItsFace();
    void chineseAndEmojiShowOrAreTold_data();
    void chineseAndEmojiShowOrAreTold();
    void coloursOfEmojiArePrinted();
    void fewFontsAreTold();
    void withFewFonts();
    void sentencesRunAsTheyDo();
    void linesDoNotTouch_data();
    void linesDoNotTouch();
    void webPageRunsAsTheyDo();
    void rightToLeftPageIsTurnedRound();
};

QString TestFaces::asked(const QString &program, const Document &document, const QStringList &before, const QStringList &after)
{
    return samples::asked(m_dir.path(), program, document, before, after);
}

void TestFaces::everyLetterHasItsFace_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("family");
    const auto row = [](const char *name, const char *words, const char *family) {
        QTest::newRow(name) << QString::fromUtf8(words) << QString::fromLatin1(family);
    };
    row("Polish", "Zażółć gęślą jaźń.", "Noto Sans");
    row("Vietnamese", "Tôi thích những quyển sách.", "Noto Sans");
    row("Greek", "Μου αρέσουν τα βιβλία.", "Noto Sans");
    row("Ukrainian", "Я люблю книжки і поїзди.", "Noto Sans");
    row("Arabic", arabic, "Noto Sans Arabic");
    row("Urdu", urdu, "Noto Sans Arabic");
    row("Persian", "من کتاب را دوست دارم.", "Noto Sans Arabic");
    row("Hebrew", "אני אוהב ספרים.", "Noto Sans Hebrew");
    row("Punjabi", "ਮੈਨੂੰ ਕਿਤਾਬਾਂ ਪਸੰਦ ਹਨ।", "Noto Sans Gurmukhi");
    row("Bengali", "আমি বই ভালোবাসি।", "Noto Sans Bengali");
    row("Gujarati", "મને પુસ્તકો ગમે છે.", "Noto Sans Gujarati");
    row("Tamil", "எனக்கு புத்தகங்கள் பிடிக்கும்.", "Noto Sans Tamil");
    row("Hindi", "मुझे किताबें पसंद हैं।", "Noto Sans Devanagari");
    row("Amharic", "መጻሕፍት እወዳለሁ።", "Noto Sans Ethiopic");
    row("Thai", "ฉันชอบหนังสือ", "Noto Sans Thai");
    row("Sinhala", "මම පොත් වලට කැමතියි.", "Noto Sans Sinhala");
    row("Signs", "⌘ ♫ ✓ ★ → ½", "");
}

void TestFaces::everyLetterHasItsFace()
{
    QFETCH(QString, words);
    QFETCH(QString, family);
    const Document document = saying(words);
    QCOMPARE(missingSentence(missingLetters(document)), QString());
    const layout::ShapedPtr lines = shaped(words, document);
    QCOMPARE(lines->lines, 1);
    bool seen = false;
    for (const QGlyphRun &run : lines->text.lineAt(0).glyphRuns()) {
        const QString name = run.rawFont().familyName();
        QVERIFY2(family.isEmpty() || name == family || name == faces::plainFace(), qPrintable(name));
        seen = seen || name == family || family.isEmpty();
        // Glyph 0 is the box that stands for a letter that a face does not have.
        QVERIFY(!run.glyphIndexes().contains(0));
    }
    QVERIFY(seen);
    const QString fonts = asked(QStringLiteral("pdffonts"), document, {}, {});
    if (!family.isEmpty())
        QVERIFY2(fonts.contains(QString(family).remove(u' ')), qPrintable(fonts));
    for (const QString &line : fonts.split(u'\n', Qt::SkipEmptyParts).mid(2))
        QVERIFY2(line.contains(QRegularExpression(QStringLiteral(" yes +(yes|no) +yes "))), qPrintable(line));
    if (words.isRightToLeft())
        return; // their words come back by the structure: tst_pdf
    QString text = asked(QStringLiteral("pdftotext"), document, {}, {QStringLiteral("-")});
    if (family.isEmpty()) { // signs from several faces: a reader may close the gaps between them
        text.remove(u' ');
        words.remove(u' ');
    }
    QVERIFY2(text.simplified().normalized(QString::NormalizationForm_C).contains(words.normalized(QString::NormalizationForm_C)),
             qPrintable(text));
}

void TestFaces::chineseAndEmojiShowOrAreTold_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("package");
    QTest::newRow("Chinese") << QStringLiteral("我喜欢书。") << QStringLiteral("fonts-noto-cjk");
    QTest::newRow("Japanese") << QStringLiteral("本が好きです。") << QStringLiteral("fonts-noto-cjk");
    QTest::newRow("Korean") << QStringLiteral("책을 좋아해요.") << QStringLiteral("fonts-noto-cjk");
    QTest::newRow("emoji") << QStringLiteral("😀 👩‍👧 🇬🇧") << QStringLiteral("fonts-noto-color-emoji");
}

void TestFaces::chineseAndEmojiShowOrAreTold()
{
    QFETCH(QString, words);
    QFETCH(QString, package);
    const QList<MissingLetters> missing = missingLetters(saying(words));
    const layout::ShapedPtr lines = shaped(words, saying(words));
    bool box = false;
    for (const QGlyphRun &run : lines->text.lineAt(0).glyphRuns()) {
        const bool unseenOnly = run.rawFont().familyName() == faces::plainFace() && lines->text.text().contains(QChar(0x200D));
        box = box || (run.glyphIndexes().contains(0) && !unseenOnly);
    }
    if (missing.isEmpty()) {
        QVERIFY2(!box, "a box is printed, and nobody was told");
    } else {
        QCOMPARE(missing.size(), 1);
        QCOMPARE(missing.first().package, package);
        QCOMPARE(missing.first().refs, QStringList{QStringLiteral("line")});
        QVERIFY(!missing.first().letters.isEmpty());
        QVERIFY(missingSentence(missing).contains(missing.first().letters.first()));
        QVERIFY(missingSentence(missing).contains(package));
    }
}

void TestFaces::coloursOfEmojiArePrinted()
{
    const QString words = QStringLiteral("I like it 😀 a lot");
    const Document document = saying(words);
    if (!missingLetters(document).isEmpty() || !QFontDatabase::families().contains(QStringLiteral("Noto Color Emoji"))) {
        // Without the face of coloured signs the row above is the promise: shown in ink, or told.
        const QList<faces::Stretch> stretches = faces::stretches(words, QStringLiteral("en-GB"));
        QVERIFY(std::none_of(stretches.begin(), stretches.end(), [](const faces::Stretch &one) { return one.picture; }));
        return;
    }
    const QString text = asked(QStringLiteral("pdftotext"), document, {}, {QStringLiteral("-")});
    QVERIFY2(text.contains(words), qPrintable(text));
    const QString picture = m_dir.filePath(QStringLiteral("picture"));
    asked(QStringLiteral("pdftoppm"), document,
          {QStringLiteral("-r"), QStringLiteral("100"), QStringLiteral("-png"), QStringLiteral("-singlefile")}, {picture});
    const QImage image(picture + QStringLiteral(".png"));
    QVERIFY(!image.isNull());
    int yellow = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (const QColor c = image.pixelColor(x, y); c.red() > 200 && c.green() > 150 && c.blue() < 120)
                ++yellow;
    QVERIFY2(yellow > 40, qPrintable(QString::number(yellow)));
}

void TestFaces::fewFontsAreTold()
{
    // The same program once more, where only Noto Sans is installed.
    QTemporaryDir fonts;
    for (const char *name : {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"}) {
        const QString file = QStringLiteral("/usr/share/fonts/truetype/noto/") + QString::fromLatin1(name);
        QVERIFY2(QFile::copy(file, fonts.filePath(QString::fromLatin1(name))), "install the package fonts-noto-core");
    }
    QFile config(fonts.filePath(QStringLiteral("fonts.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("<?xml version=\"1.0\"?><fontconfig><dir>" + fonts.path().toUtf8() + "</dir><cachedir>" + fonts.path().toUtf8()
                 + "/cache</cachedir></fontconfig>");
    config.close();
    QProcess again;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("FONTCONFIG_FILE"), config.fileName());
    environment.insert(QStringLiteral("HEARD_TEST_FEW_FONTS"), QStringLiteral("1"));
    again.setProcessEnvironment(environment);
    again.setProcessChannelMode(QProcess::MergedChannels);
    again.start(QCoreApplication::applicationFilePath(), {QStringLiteral("withFewFonts")});
    QVERIFY(again.waitForFinished(60'000));
    const QByteArray said = again.readAll();
    QVERIFY2(again.exitStatus() == QProcess::NormalExit && again.exitCode() == 0, said.constData());
}

void TestFaces::withFewFonts()
{
    if (!qEnvironmentVariableIsSet("HEARD_TEST_FEW_FONTS")) {
        QCOMPARE(faces::packagesWanted(), QStringList());
        return;
    }
    QCOMPARE(faces::packagesWanted(), QStringList({QStringLiteral("fonts-noto-core"), QStringLiteral("fonts-opendyslexic")}));
    Document document = saying(QString::fromUtf8(english));
    QCOMPARE(missingLetters(document).size(), 0);
    document.blocks.emplace_back(List{{Item{plain(QStringLiteral("Sunita ਮੈਨੂੰ")), {}, {}, QStringLiteral("punjabi")},
                                       Item{plain(QStringLiteral("我喜欢 😀")), {}, {}, QStringLiteral("both")},
                                       Item{plain(QString::fromUtf8(urdu)), {}, {}, QStringLiteral("urdu")}}});
    const QList<MissingLetters> missing = missingLetters(document);
    QStringList packages;
    QStringList refs;
    for (const MissingLetters &one : missing) {
        packages.append(one.package);
        refs += one.refs;
    }
    QCOMPARE(packages, QStringList({QStringLiteral("fonts-noto-core"), QStringLiteral("fonts-noto-cjk"),
                                    QStringLiteral("fonts-noto-color-emoji"), QStringLiteral("fonts-noto-core")}));
    QCOMPARE(refs, QStringList({QStringLiteral("punjabi"), QStringLiteral("both"), QStringLiteral("both"), QStringLiteral("urdu")}));
    QVERIFY(missingSentence(missing).contains(QStringLiteral("喜")));
    // It is told, and the page is made all the same.
    QVERIFY(toPdf(document));
}

void TestFaces::sentencesRunAsTheyDo()
{
    Document englishPage = saying(QString::fromUtf8(english));
    Document arabicPage = saying(QString::fromUtf8(arabic), QStringLiteral("ar"));
    arabicPage.direction = Qt::RightToLeft;
    const auto side = [](const layout::ShapedPtr &text) {
        const QRectF ink = text->text.lineAt(0).naturalTextRect();
        return ink.left() < 1 ? Qt::AlignLeft : ink.right() > text->width - 1 ? Qt::AlignRight : Qt::AlignHCenter;
    };
    for (const Document &page : {englishPage, arabicPage}) {
        QCOMPARE(side(shaped(QString::fromUtf8(urdu), page)), Qt::AlignRight);
        QCOMPARE(side(shaped(QString::fromUtf8(english), page)), Qt::AlignLeft);
        // Words without a letter that has a direction go with the page.
        QCOMPARE(side(shaped(QStringLiteral("12 – 13"), page)), page.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    }
    // The full stop of an Urdu sentence stands at its left end on an English page too.
    const layout::ShapedPtr line = shaped(QString::fromUtf8(urdu), englishPage);
    const QTextLine first = line->text.lineAt(0);
    QVERIFY(first.cursorToX(int(line->text.text().size())) < first.cursorToX(0));
    // A name in other letters beside the photo stays beside the photo.
    layout::Shaper shaper(englishPage);
    const layout::ShapedPtr name = shaper.shape(QString::fromUtf8("سام"), {.points = 30, .colour = layout::ink(), .keepsSide = true}, 4000);
    QCOMPARE(side(name), Qt::AlignLeft);
}

void TestFaces::linesDoNotTouch_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("Urdu") << QString::fromUtf8(urdu);
    QTest::newRow("Arabic with its vowels") << QStringLiteral("أُحِبُّ القِطَارَاتِ وَكُلَّ المَحَطَّاتِ إلى جَانِبِ كُلِّ");
    QTest::newRow("Thai") << QStringLiteral("ที่นี่ปู่ชอบน้ำผึ้ง ");
    QTest::newRow("Vietnamese") << QStringLiteral("Ẵ Ộ Ự ậ gỹ ");
    QTest::newRow("Hindi") << QStringLiteral("हिंदी में र्कि कूँ ");
}

void TestFaces::linesDoNotTouch()
{
    QFETCH(QString, words);
    QString text;
    for (int i = 0; i < 12; ++i)
        text += words + u' ';
    const layout::ShapedPtr lines = shaped(text, saying(text), 1800);
    QVERIFY(lines->lines > 2);
    qreal bottom = -1e9;
    for (int i = 0; i < lines->lines; ++i) {
        qreal top = 1e9;
        qreal foot = -1e9;
        const QTextLine line = lines->text.lineAt(i);
        for (const layout::Glyph &glyph : layout::glyphsOf(lines->text, line, line.textStart(), line.textStart() + line.textLength())) {
            const QRectF ink = glyph.font.boundingRect(glyph.index);
            if (ink.isEmpty())
                continue;
            top = qMin(top, glyph.position.y() + ink.top());
            foot = qMax(foot, glyph.position.y() + ink.bottom());
        }
        QVERIFY2(top >= bottom, qPrintable(QStringLiteral("line %1: %2 above %3").arg(i).arg(top).arg(bottom)));
        bottom = foot;
        QVERIFY(foot <= lines->height + 1);
    }
}

void TestFaces::webPageRunsAsTheyDo()
{
    Document document = saying(QString::fromUtf8(english));
    document.blocks.emplace_back(Paragraph{plain(QString::fromUtf8(urdu))});
    const QString html = QString::fromUtf8(toHtml(document).value_or(QByteArray()));
    QVERIFY(html.contains(QStringLiteral("<p dir=\"auto\">") + QString::fromUtf8(urdu)));
    QVERIFY(html.contains(QStringLiteral("<p dir=\"auto\">") + QString::fromUtf8(english)));
}

void TestFaces::rightToLeftPageIsTurnedRound()
{
    Document page = samples::arabicProfile();
    page.blocks.emplace_back(List{{Item{plain(QString::fromUtf8(english))}, Item{plain(QString::fromUtf8(arabic))}}});
    layout::Shaper shaper(page);
    const layout::Layout made = layout::finalLayout(page, shaper);
    QVERIFY(made.fits());
    bool photo = false;
    std::vector<qreal> dots;
    std::vector<bool> bars;
    for (const layout::Draw &draw : made.pages.front().draws) {
        if (const auto *picture = std::get_if<layout::PictureDraw>(&draw); picture && picture->round) {
            photo = true;
            QVERIFY(picture->rect.center().x() > layout::paperWidth / 2);
        }
        if (const auto *box = std::get_if<layout::BoxDraw>(&draw)) {
            if (box->bar.isValid())
                bars.push_back(box->barOnRight);
            else if (box->card < 0 && box->radius > 0 && box->rect.width() < 100)
                dots.push_back(box->rect.center().x());
        }
    }
    QVERIFY(photo);
    QVERIFY(!bars.empty() && std::all_of(bars.begin(), bars.end(), [](bool right) { return right; }));
    // The dot of an English line on an Arabic page stands at its left, where its words begin; that of an Arabic line at its right.
    QVERIFY(dots.size() >= 2);
    QVERIFY(dots[dots.size() - 2] < layout::paperWidth / 4);
    QVERIFY(dots.back() > layout::paperWidth * 3 / 4);
}

QTEST_MAIN(TestFaces)
#include "tst_faces.moc"
