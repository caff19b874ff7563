// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libqpdf 11: use std::shared_ptr only.
#define POINTERHOLDER_TRANSITION 4

#include "document/layout.h"
#include "document/writers.h"
#include "samples.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <qpdf/QPDF.hh>

using namespace heard;

class TestFit : public QObject
{
    Q_OBJECT

private:
    static void take(Document &document, const QList<Trim> &trims);

private slots:
    void aTypicalPageFitsAtFullSize();
    void fewWordsFillTheirSide_data();
    void fewWordsFillTheirSide();
    void textShrinksInStepsAndNeverBelowTwelve();
    void overflowIsBlocked();
    void doingWhatTrimsSayMakesItFit();
    void trimsAreFew();
    void usedGrowsWithEveryLine();
    void aCardIsHalfASide();
    void measureAgreesWithThePdf();
    void measuringIsFastEnoughToType();
    void pagesAlwaysFit();
    void nothingBreaksIt();
};

/** What a person does when told what to trim: leaves words off the end of a line, or takes it out. */
void TestFit::take(Document &document, const QList<Trim> &trims)
{
    for (const Trim &trim : trims) {
        const auto shorten = [&](Runs &text) {
            QStringList words = samples::wordsOf(plainText(text));
            words.resize(std::max<qsizetype>(0, words.size() - trim.words));
            text = plain(words.join(u' '));
        };
        const auto inItems = [&](QList<Item> &items) {
            for (Item &item : items)
                if (item.ref == trim.ref && !trim.whole)
                    shorten(item.text);
            items.removeIf([&](const Item &item) { return item.ref == trim.ref && trim.whole; });
        };
        for (Block &block : document.blocks) {
            if (auto *panels = std::get_if<Panels>(&block))
                for (Panel &panel : panels->panels)
                    inItems(panel.items);
            else if (auto *list = std::get_if<List>(&block))
                inItems(list->items);
            else if (auto *paragraph = std::get_if<Paragraph>(&block); paragraph && paragraph->ref == trim.ref)
                shorten(paragraph->text);
            else if (auto *quote = std::get_if<Quote>(&block); quote && quote->ref == trim.ref)
                shorten(quote->text);
        }
    }
}

/// SR-083
void TestFit::aTypicalPageFitsAtFullSize()
{
    const FitReport report = measureOnePage(samples::profile());
    QVERIFY(report.fits);
    QCOMPARE(report.pointSize, 14.0);
    QVERIFY(report.used > 0.5 && report.used < 1);
    QVERIFY(report.trims.isEmpty());
    QCOMPARE(report.wordsOver, 0);
}

void TestFit::fewWordsFillTheirSide_data()
{
    QTest::addColumn<int>("panels");
    QTest::addColumn<int>("lines");
    QTest::addColumn<double>("least"); // of the height of the side
    QTest::newRow("one line") << 1 << 1 << 0.3;
    QTest::newRow("four short lines") << 4 << 1 << 0.45;
    QTest::newRow("eight lines") << 4 << 2 << 0.6;
    QTest::newRow("twelve lines") << 4 << 3 << 0.75;
}

/** A page of few lines is set in larger letters and with more air, so that it does not stay small in the top half. */
void TestFit::fewWordsFillTheirSide()
{
    QFETCH(int, panels);
    QFETCH(int, lines);
    QFETCH(double, least);
    Document document = samples::profile();
    auto &all = std::get<Panels>(document.blocks.at(1)).panels;
    all.resize(panels);
    for (Panel &panel : all) {
        panel.items.resize(qMin<qsizetype>(lines, panel.items.size()));
        for (Item &item : panel.items)
            item.text = plain(QStringLiteral("Say my name first."));
    }
    const FitReport report = measureOnePage(document);
    QVERIFY(report.fits);
    QVERIFY2(report.pointSize > 14 && report.pointSize <= 18, qPrintable(QString::number(report.pointSize)));
    layout::Shaper shaper(document);
    const layout::Layout made = layout::finalLayout(document, shaper);
    QCOMPARE(made.pages.size(), size_t(1));
    QVERIFY(made.fits());
    qreal bottom = 0;
    for (const layout::Draw &draw : made.pages.front().draws)
        if (const auto *box = std::get_if<layout::BoxDraw>(&draw); box && box->card >= 0)
            bottom = qMax(bottom, box->rect.bottom());
    QVERIFY2(bottom >= least * layout::paperHeight, qPrintable(QString::number(bottom / layout::paperHeight)));
    // What is said is measured is what is printed: the letters have the size that the report names.
    bool found = false;
    for (const layout::Draw &draw : made.pages.front().draws)
        if (const auto *text = std::get_if<layout::TextDraw>(&draw); text && text->role.kind == layout::Role::ItemText)
            for (const QTextLayout::FormatRange &range : text->text->text.formats())
                found = found || range.format.font().pixelSize() == qRound(report.pointSize * layout::point);
    QVERIFY(found);
    const Result<QByteArray> once = toPdf(document);
    QVERIFY(once);
    QCOMPARE(*once, toPdf(document).value_or(QByteArray()));
    // One word more never makes the letters larger.
    all.front().items.front().text = plain(QStringLiteral("Say my name first, and then wait until I look at you."));
    QVERIFY(measureOnePage(document).pointSize <= report.pointSize);
}

/// SR-083
void TestFit::textShrinksInStepsAndNeverBelowTwelve()
{
    QList<qreal> sizes;
    for (int lines = 0; lines < 12; ++lines) {
        const FitReport report = measureOnePage(samples::longProfile(lines));
        QVERIFY(report.pointSize >= 12);
        if (report.fits)
            sizes.append(report.pointSize);
    }
    QVERIFY(std::is_sorted(sizes.rbegin(), sizes.rend()));
    QCOMPARE(sizes.first(), 14.0);
    QVERIFY2(sizes.last() <= 13 && sizes.size() < 12, "the longest pages fit only with smaller text, and some do not fit at all");
}

/// SR-083
void TestFit::overflowIsBlocked()
{
    const Document document = samples::longProfile(12);
    const FitReport report = measureOnePage(document);
    QVERIFY(!report.fits);
    QVERIFY(report.used > 1);
    const Result<QByteArray> pdf = toPdf(document);
    QVERIFY(!pdf);
    QCOMPARE(pdf.error().code, ErrorCode::Refused);
    QCOMPARE(pdf.error().name, QStringLiteral("does-not-fit"));
    QVERIFY2(pdf.error().message.contains(QStringLiteral("Another thing that helps")), "the message names a line to shorten");
    QVERIFY2(!pdf.error().detail.contains(QStringLiteral("Another")), "what goes to a log holds nothing personal");
    QCOMPARE(pageCount(document), 1);
}

void TestFit::doingWhatTrimsSayMakesItFit()
{
    for (int lines = 8; lines < 30; lines += 3) {
        Document document = samples::longProfile(lines);
        const FitReport before = measureOnePage(document);
        if (before.fits)
            continue;
        QVERIFY2(!before.trims.isEmpty(), qPrintable(QString::number(lines)));
        qsizetype words = 0;
        for (const Trim &trim : before.trims)
            words += trim.words;
        QCOMPARE(before.wordsOver, words);
        take(document, before.trims);
        const FitReport after = measureOnePage(document);
        QVERIFY2(after.fits, qPrintable(QStringLiteral("%1 lines: still %2").arg(lines).arg(after.used)));
    }
}

void TestFit::trimsAreFew()
{
    // One very long line: only that one is named.
    Document document = samples::profile();
    auto &panels = std::get<Panels>(document.blocks.at(1)).panels;
    panels[2].items[1].text = plain(QStringLiteral("wait for me ").repeated(90));
    const FitReport report = measureOnePage(document);
    QVERIFY(!report.fits);
    QCOMPARE(report.trims.size(), 1);
    QCOMPARE(report.trims.first().ref, panels[2].items[1].ref);
    QVERIFY(!report.trims.first().whole);
    QVERIFY(report.trims.first().words > 20);
}

void TestFit::usedGrowsWithEveryLine()
{
    qreal before = 0;
    for (int lines = 0; lines < 24; lines += 4) {
        const qreal used = measureOnePage(samples::longProfile(lines)).used;
        QVERIFY(used > before);
        before = used;
    }
}

void TestFit::aCardIsHalfASide()
{
    Document document = samples::card();
    QVERIFY(measureOnePage(document).fits);
    auto &tips = std::get<Panels>(document.blocks.at(1)).panels.first();
    tips.items += tips.items;
    tips.items += tips.items;
    QVERIFY(!measureOnePage(document).fits);
    document.form = Form::OneSide;
    QVERIFY(measureOnePage(document).fits);
}

/// SR-083: for random documents the measure says exactly what the writer does, and what it writes is one side.
void TestFit::measureAgreesWithThePdf()
{
    const quint32 fresh =
        qEnvironmentVariableIsSet("HEARD_SEED") ? qEnvironmentVariable("HEARD_SEED").toUInt() : QRandomGenerator::global()->generate();
    // Seeds that once found a fault are kept. 123895018: asked to leave out half of a very long word.
    constexpr quint32 halfAWord = 123895018;
    const QByteArray depth = qgetenv("HEARD_TEST_DEPTH");
    const int many = depth == "quick" ? 50 : depth == "nightly" ? 600 : 150;
    for (const auto &[seed, tries] : {std::pair(halfAWord, 16), std::pair(fresh, many)}) {
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        int fitting = 0;
        for (int i = 0; i < tries; ++i) {
            const QByteArray saved = QStringLiteral("seed %1 try %2").arg(seed).arg(i).toUtf8();
            const char *where = saved.constData();
            Document document = samples::any(random, i % 5 == 4 ? Form::HalfCard : Form::OneSide);
            const FitReport report = measureOnePage(document);
            const Result<QByteArray> pdf = toPdf(document);
            QVERIFY2(report.fits == pdf.has_value(), where);
            QCOMPARE(report.fits, report.used <= 1);
            QVERIFY(report.pointSize >= 12 && report.pointSize <= 18);
            if (pdf) {
                ++fitting;
                QPDF file;
                file.processMemoryFile("test", pdf->constData(), size_t(pdf->size()));
                QCOMPARE(file.getAllPages().size(), size_t(1));
            } else {
                QCOMPARE(pdf.error().name, QStringLiteral("does-not-fit"));
                take(document, report.trims);
                QVERIFY2(report.trims.isEmpty() || measureOnePage(document).used < report.used, where);
            }
        }
        QVERIFY2(fitting > tries / 10 && fitting < tries, "the random documents are of both kinds");
    }
}

void TestFit::measuringIsFastEnoughToType()
{
    const Document document = samples::longProfile(7);
    (void)measureOnePage(document);
    qint64 best = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 10; ++i) {
        QElapsedTimer timer;
        timer.start();
        (void)measureOnePage(document);
        best = std::min(best, timer.nsecsElapsed());
    }
    qInfo("measure of a full side: %.1f ms", double(best) / 1e6);
    // 15 ms is the goal for a release build on an idle machine; ten times that catches a slip in any build.
    QVERIFY(best < 150'000'000);
}

void TestFit::pagesAlwaysFit()
{
    const Document document = samples::passport();
    const FitReport report = measureOnePage(document);
    QVERIFY(report.fits);
    QCOMPARE(int(report.used), pageCount(document));
    QVERIFY(pageCount(document) > 2);
}

void TestFit::nothingBreaksIt()
{
    Document document;
    document.form = Form::OneSide;
    QVERIFY(measureOnePage(document).fits);
    QVERIFY(toPdf(document));
    document.blocks.emplace_back(Panels{{}, 2});
    document.blocks.emplace_back(Panels{{Panel{}, Panel{}, Panel{}}, 2});
    document.blocks.emplace_back(List{{Item{}, Item{}}, Marks::Numbers});
    document.blocks.emplace_back(Table{});
    document.blocks.emplace_back(
        Table{QString(), {QStringLiteral("a"), QStringLiteral("b")}, {{}, {QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}}});
    document.blocks.emplace_back(Quote{});
    document.blocks.emplace_back(Paragraph{});
    document.blocks.emplace_back(Heading{QString(), 99});
    document.blocks.emplace_back(Band{});
    document.blocks.emplace_back(PictureBlock{{"not a picture", QStringLiteral("x")}, -5, QStringLiteral("Nothing")});
    document.blocks.emplace_back(PictureBlock{{samples::portrait(), QStringLiteral("x")}, 1e9, {}});
    for (const Form form : {Form::OneSide, Form::HalfCard, Form::Pages}) {
        document.form = form;
        const FitReport report = measureOnePage(document);
        QCOMPARE(toPdf(document).has_value(), report.fits);
        QVERIFY(!renderPage(document, 0, 72).isNull());
    }
    // Text far too long for its side: no crash, refused, and an answer in good time.
    document.form = Form::OneSide;
    document.blocks.clear();
    document.blocks.emplace_back(Paragraph{plain(QStringLiteral("word ").repeated(20'000)), QStringLiteral("long")});
    const FitReport report = measureOnePage(document);
    QVERIFY(!report.fits);
    QCOMPARE(report.trims.size(), 1);
    // A heading, a cell and a quote that are longer than a page still come out on pages.
    document.form = Form::Pages;
    const QString huge = QStringLiteral("word ").repeated(3000);
    document.blocks.emplace_back(Heading{huge});
    document.blocks.emplace_back(Table{huge, {huge, QStringLiteral("b")}, {{huge, huge}}});
    document.blocks.emplace_back(Quote{plain(huge), huge});
    document.blocks.emplace_back(Panels{{Panel{huge, Accent::Ink, {}, {Item{plain(huge)}}}, Panel{}}, 2});
    const Result<QByteArray> pdf = toPdf(document);
    QVERIFY(pdf);
    QVERIFY(pageCount(document) > 30);
}

QTEST_MAIN(TestFit)
#include "tst_fit.moc"
