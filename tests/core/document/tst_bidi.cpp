// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/bidi.h"
#include "document/layout.h"
#include "document/writers.h"
#include "samples.h"

#include <QGlyphRun>
#include <QLocale>
#include <QTemporaryDir>
#include <QTest>

using namespace heard;
using namespace Qt::Literals::StringLiterals;

namespace {

/** The letters of the first line as the eye meets them from the left, those in @p of only. */
QString seen(const QTextLayout &text, const QString &of)
{
    std::vector<std::pair<qreal, QChar>> placed;
    const QTextLine line = text.lineAt(0);
    for (int i = 0; i < int(text.text().size()); ++i)
        if (of.contains(text.text().at(i)))
            placed.emplace_back(line.glyphRuns(i, 1).value(0).positions().value(0).x(), text.text().at(i));
    std::stable_sort(placed.begin(), placed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QString out;
    for (const auto &[x, letter] : placed)
        out += letter;
    return out;
}

QString seenOn(const QString &words, const QString &of)
{
    Document page;
    page.language = u"ar"_s;
    page.direction = Qt::RightToLeft;
    layout::Shaper shaper(page);
    return seen(shaper.shape(words, {.points = 12, .colour = layout::ink()}, 4000)->text, of);
}

/** The same as Qt sets it by itself. */
QString seenPlain(const QString &words, const QString &of)
{
    QTextLayout layout(words);
    QTextOption option;
    option.setTextDirection(Qt::RightToLeft);
    layout.setTextOption(option);
    layout.beginLayout();
    layout.createLine().setLineWidth(4000);
    layout.endLayout();
    return seen(layout, of);
}

} // namespace

/** Numbers, units and names keep their order among words that run the other way. */
class TestBidi : public QObject
{
    Q_OBJECT

private slots:
    void numbersReadRightly_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("read");
        QTest::newRow("size") << u"حجم الملف 37 kB فقط"_s << u"37kB"_s;
        QTest::newRow("medicine") << u"جرعتي 5 mg صباحا"_s << u"5mg"_s;
        QTest::newRow("parts") << u"جرعتي 2.5 ml مساء"_s << u"2.5ml"_s;
        QTest::newRow("time") << u"أصل عند 3 pm تماما"_s << u"3pm"_s;
        QTest::newRow("phone") << u"رقم أمي 0161 496 2357 دائما"_s << u"01614962357"_s;
        QTest::newRow("phone abroad") << u"رقم أمي +44 161 496 2357"_s << u"+441614962357"_s;
        QTest::newRow("phone with hyphens") << u"رقم أمي 0161-496-2357"_s << u"0161-496-2357"_s;
    }

    void numbersReadRightly()
    {
        QFETCH(QString, words);
        QFETCH(QString, read);
        QVERIFY2(seenPlain(words, read) != read, "Qt would do it by itself");
        QCOMPARE(seenOn(words, read), read);
        // Nothing is lost, and words from the left are not touched.
        QCOMPARE(bidi::withoutMarks(bidi::numbersKept(words, Qt::RightToLeft)), words);
        QCOMPARE(bidi::numbersKept(words, Qt::LeftToRight), words);
    }

    void onlyWhatNeedsIt_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("years") << u"من 2026 إلى 2027"_s;
        QTest::newRow("range") << u"الصفحات 12 – 15"_s;
        QTest::newRow("name") << u"أحب Leeds كثيرا"_s;
        QTest::newRow("number and name") << u"عندي 7 Legos"_s;
    }

    void onlyWhatNeedsIt()
    {
        QFETCH(QString, words);
        QCOMPARE(bidi::numbersKept(words, Qt::RightToLeft), words);
    }

    void directionIsThatOfTheSentence()
    {
        QCOMPARE(bidi::directionOf(u"Sam"_s, Qt::RightToLeft), Qt::LeftToRight);
        QCOMPARE(bidi::directionOf(u"12 · "_s, Qt::RightToLeft), Qt::RightToLeft);
        // A name put into a sentence does not decide for the sentence.
        const QString title = bidi::inserted(u"Sam"_s, Qt::RightToLeft) + u": صفحة"_s;
        QCOMPARE(bidi::directionOf(title, Qt::LeftToRight), Qt::RightToLeft);
        QCOMPARE(bidi::directionOf(bidi::inserted(u"سام"_s, Qt::LeftToRight) + u": page"_s, Qt::RightToLeft), Qt::LeftToRight);
        QCOMPARE(bidi::inserted(u"Sam"_s, Qt::LeftToRight), u"Sam"_s);
        QCOMPARE(bidi::inserted(u"سام"_s, Qt::RightToLeft), u"سام"_s);
        QCOMPARE(bidi::inserted(u"37 kB"_s, Qt::RightToLeft), u"\u206837 kB\u2069"_s);
        QCOMPARE(bidi::withoutMarks(title), u"Sam: صفحة"_s);
    }

    /** A page from the right in words of ours that are not translated, with a name in other letters: each piece reads as it is. */
    void theFootOfAPage()
    {
        Document page = samples::passport();
        page.language = u"ar"_s;
        page.direction = Qt::RightToLeft;
        page.title = bidi::inserted(u"Sam"_s, page.direction) + u": صفحة"_s;
        QCOMPARE(bidi::directionOf(runningTitle(page), page.direction), Qt::RightToLeft);
        const QLocale digits(page.language);
        const QTemporaryDir dir;
        const QString text = samples::asked(dir.path(), u"pdftotext"_s, page, {u"-f"_s, u"2"_s, u"-l"_s, u"2"_s, u"-layout"_s}, {u"-"_s});
        QVERIFY2(text.contains(u"Page %1 of %2"_s.arg(digits.toString(2), digits.toString(pageCount(page)))), qPrintable(text));
    }
};

QTEST_MAIN(TestBidi)
#include "tst_bidi.moc"
