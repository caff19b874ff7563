// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libqpdf 11: use std::shared_ptr only.
#define POINTERHOLDER_TRANSITION 4

#include "document/writers.h"
#include "samples.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <functional>
#include <qpdf/QPDF.hh>

using namespace heard;

class TestPdf : public QObject
{
    Q_OBJECT

private:
    /** Saves the PDF and runs one of poppler's programs on it. */
    QString asked(const QString &program, const Document &document, const QStringList &before, const QStringList &after = {});
    /** The texts that the structure has under @p key, in reading order. */
    static QStringList inStructure(const Document &document, const char *key);
    QTemporaryDir m_dir;

private slots:
    void oneSideOfA4();
    void manyPagesWithNumbers();
    void onePageNeedsNoNumber();
    void wordsComeBack_data();
    void wordsComeBack();
    void ligaturesStayLetters();
    void arabicWordsComeBack();
    void fontsAreEmbedded();
    void structureIsThere();
    void nothingPersonalInIt();
    void equalDocumentsGiveEqualFiles();
    void previewIsThePage();
    void overflowingPreviewKeepsItsNotes();
    void unsafePicturesAreLeftOut();
    void savesWholeOrNotAtAll();
    void quickEnough();
};

QString TestPdf::asked(const QString &program, const Document &document, const QStringList &before, const QStringList &after)
{
    return samples::asked(m_dir.path(), program, document, before, after);
}

QStringList TestPdf::inStructure(const Document &document, const char *key)
{
    const QByteArray bytes = toPdf(document).value_or(QByteArray());
    QPDF file;
    file.processMemoryFile("test", bytes.constData(), size_t(bytes.size()));
    QStringList out;
    const std::function<void(QPDFObjectHandle)> walk = [&](QPDFObjectHandle element) {
        if (element.isArray())
            for (QPDFObjectHandle child : element.getArrayAsVector())
                walk(child);
        if (!element.isDictionary())
            return;
        if (element.hasKey(key))
            out.append(QString::fromStdString(element.getKey(key).getUTF8Value()));
        if (element.hasKey("/K"))
            walk(element.getKey("/K"));
    };
    walk(file.getRoot().getKey("/StructTreeRoot"));
    return out;
}

/// SR-083
void TestPdf::oneSideOfA4()
{
    for (const Document &document : {samples::profile(), samples::longProfile(4), samples::arabicProfile(), samples::card()}) {
        const QString info = asked(QStringLiteral("pdfinfo"), document, {});
        QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Pages: +1\n"))), qPrintable(info));
        QVERIFY2(info.contains(QStringLiteral("(A4)")), qPrintable(info));
        QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Title: +") + QRegularExpression::escape(document.title) + u'\n')),
                 qPrintable(info));
    }
}

void TestPdf::manyPagesWithNumbers()
{
    const Document document = samples::passport();
    const int pages = pageCount(document);
    const QString info = asked(QStringLiteral("pdfinfo"), document, {});
    QVERIFY(info.contains(QRegularExpression(QStringLiteral("Pages: +%1\n").arg(pages))));
    for (int page = 1; page <= pages; ++page) {
        const QString number = QString::number(page);
        const QString text =
            asked(QStringLiteral("pdftotext"), document, {QStringLiteral("-f"), number, QStringLiteral("-l"), number}, {QStringLiteral("-")});
        QVERIFY2(text.contains(QStringLiteral("Page %1 of %2").arg(page).arg(pages)), qPrintable(text));
        QVERIFY2(text.simplified().contains(QStringLiteral("Sam’s communication passport · For Ms Khan and cover staff · 22 November 2026")),
                 qPrintable(text));
        // No page ends with a heading that belongs to the next one.
        QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("(of my passport|Signs of mine|What my signs mean)\\s*Sam’s communication"))),
                 qPrintable(text));
    }
}

void TestPdf::onePageNeedsNoNumber()
{
    Document document = samples::passport();
    document.blocks.resize(2);
    QCOMPARE(pageCount(document), 1);
    const QString text = asked(QStringLiteral("pdftotext"), document, {}, {QStringLiteral("-")});
    QVERIFY2(text.simplified().contains(QStringLiteral("Sam’s communication passport · For Ms Khan and cover staff")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("Page 1")), qPrintable(text));
}

void TestPdf::wordsComeBack_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("profile") << 0;
    QTest::newRow("nearly full") << 1;
    QTest::newRow("card") << 2;
    QTest::newRow("passport") << 3;
}

void TestPdf::wordsComeBack()
{
    QFETCH(int, which);
    const Document document = which == 0   ? samples::profile()
                              : which == 1 ? samples::longProfile(4)
                              : which == 2 ? samples::card()
                                           : samples::passport();
    QStringList expected = samples::words(document);
    // In the order in which they were written: this is what a screen reader and a search see.
    QString raw = asked(QStringLiteral("pdftotext"), document, {QStringLiteral("-raw")}, {QStringLiteral("-")});
    raw.remove(QRegularExpression(
        QStringLiteral("Sam’s communication passport · For Ms Khan and cover staff · 22\\s+November\\s+2026\\s+Page \\d+ of \\d+")));
    QStringList found = samples::wordsOf(raw);
    if (which == 2) // Numbers of a numbered list are printed too.
        for (int tip = 1; tip <= 5; ++tip)
            QVERIFY(found.removeOne(QString::number(tip)));
    if (which == 3) {
        // A table that runs over to a new page repeats its head.
        found.sort();
        expected.sort();
        QStringList rest = found;
        for (const QString &word : expected)
            QVERIFY2(rest.removeOne(word), qPrintable(word));
        for (const QString &word : rest)
            QVERIFY2(QStringLiteral("You may see It means What to do").contains(word), qPrintable(word));
        return;
    }
    for (qsizetype i = 0; i < qMin(found.size(), expected.size()); ++i)
        QVERIFY2(found[i] == expected[i],
                 qPrintable(QStringLiteral("word %1: %2 for %3 after %4").arg(QString::number(i), found[i], expected[i], found.value(i - 1))));
    QCOMPARE(found, expected);
    // The same for readers that go by where words stand on the paper: one column, then the other.
    QStringList seen = samples::wordsOf(asked(QStringLiteral("pdftotext"), document, {}, {QStringLiteral("-")}));
    if (which == 2)
        for (int tip = 1; tip <= 5; ++tip)
            seen.removeOne(QString::number(tip));
    for (qsizetype i = 0; i < qMin(seen.size(), expected.size()); ++i)
        QVERIFY2(seen[i] == expected[i],
                 qPrintable(QStringLiteral("word %1: %2 for %3 after %4").arg(QString::number(i), seen[i], expected[i], seen.value(i - 1))));
    QCOMPARE(seen, expected);
}

void TestPdf::ligaturesStayLetters()
{
    Document document = samples::profile();
    auto &items = std::get<Panels>(document.blocks.at(1)).panels.first().items;
    items.first().text = {{QStringLiteral("Find the office staff: five fluffy affluent fjords, "), false},
                          {QStringLiteral("difficult coffee ﬁrst"), true}};
    QString text = asked(QStringLiteral("pdftotext"), document, {QStringLiteral("-raw")}, {QStringLiteral("-")}).simplified();
    QVERIFY2(text.contains(QStringLiteral("Find the office staff: five fluffy affluent fjords, difficult coffee")), qPrintable(text));
}

void TestPdf::arabicWordsComeBack()
{
    const Document document = samples::arabicProfile();
    QString text = asked(QStringLiteral("pdftotext"), document, {}, {QStringLiteral("-")});
    // Marks of direction that pdftotext puts around its lines and foreign words; and ligatures come back as one character with its own code.
    text.replace(QRegularExpression(QStringLiteral("[\\x{200E}\\x{200F}\\x{202A}-\\x{202E}]")), QStringLiteral(" "));
    QStringList found = samples::wordsOf(text.normalized(QString::NormalizationForm_KC));
    QStringList expected = samples::words(document);
    // Which side of a full stop at a line's end a reader takes first differs; letters must not.
    const auto bare = [](QStringList &words) {
        words.replaceInStrings(QRegularExpression(QStringLiteral("[.·]")), QString());
        words.removeAll(QString());
        words.sort();
    };
    bare(found);
    bare(expected);
    QCOMPARE(found.join(u' '), expected.join(u' '));
    // The structure says each paragraph whole, in its order.
    const QStringList said = inStructure(document, "/ActualText");
    QVERIFY(said.contains(QStringLiteral("أجعل الناس يضحكون حتى في الأيام الصعبة.")));
    QVERIFY(said.contains(QStringLiteral("القطارات. أعرف كل المحطات من Leeds إلى لندن.")));
    QCOMPARE(said.first(), QStringLiteral("سام عكافور"));
}

void TestPdf::fontsAreEmbedded()
{
    for (const Document &document : {samples::profile(), samples::arabicProfile()}) {
        QStringList lines = asked(QStringLiteral("pdffonts"), document, {}).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 2);
        for (const QString &line : lines.mid(2)) {
            QVERIFY2(line.contains(QStringLiteral("NotoSans")), qPrintable(line));
            // emb, sub, uni: embedded, and with the table that turns glyphs into characters.
            QVERIFY2(line.contains(QRegularExpression(QStringLiteral(" yes +(yes|no) +yes "))), qPrintable(line));
        }
    }
}

void TestPdf::structureIsThere()
{
    QVERIFY(asked(QStringLiteral("pdfinfo"), samples::profile(), {}).contains(QRegularExpression(QStringLiteral("Tagged: +yes"))));
    const QString text = asked(QStringLiteral("pdfinfo"), samples::profile(), {QStringLiteral("-struct-text")});
    const auto at = [&](const QString &what) { return text.indexOf(what); };
    QVERIFY2(text.contains(QRegularExpression(QStringLiteral("H1 \\(block\\)\\s+\"Sam Okafor\""))), qPrintable(text));
    QVERIFY2(text.contains(QRegularExpression(QStringLiteral("H2 \\(block\\)\\s+\"What people like and admire about me\""))),
             "lines of one heading are joined by a space");
    QVERIFY2(text.contains(QRegularExpression(QStringLiteral("L \\(block\\)\\s+LI \\(block\\)\\s+LBody \\(block\\)\\s+\"I make people laugh"))),
             qPrintable(text));
    QVERIFY(at(QStringLiteral("What people like")) < at(QStringLiteral("What is important")));
    QVERIFY(at(QStringLiteral("What is important")) < at(QStringLiteral("How best")));
    QVERIFY(text.contains(QStringLiteral("Figure")));
    const QString passport = asked(QStringLiteral("pdfinfo"), samples::passport(), {QStringLiteral("-struct")});
    for (const char *tag : {"Table", "TR", "TH", "TD", "/Scope /Column", "/Scope /Row", "BlockQuote", "H3", "H2", "LI"})
        QVERIFY2(passport.contains(QString::fromLatin1(tag)), tag);
    QCOMPARE(inStructure(samples::profile(), "/Alt"),
             QStringList({QStringLiteral("Sam smiling in the garden"), QStringLiteral("Star"), QStringLiteral("Heart"),
                          QStringLiteral("Smiling face"), QStringLiteral("Smiling face"), QStringLiteral("Hands"), QStringLiteral("Arm")}));
    const QByteArray bytes = toPdf(samples::arabicProfile()).value_or(QByteArray());
    QPDF file;
    file.processMemoryFile("test", bytes.constData(), size_t(bytes.size()));
    QPDFObjectHandle root = file.getRoot();
    QCOMPARE(QString::fromStdString(root.getKey("/Lang").getUTF8Value()), QStringLiteral("ar"));
    QVERIFY(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
    QVERIFY(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
    // Every marked content is found by its number, so that readers can go from the page to the structure.
    QPDFObjectHandle parents = root.getKey("/StructTreeRoot").getKey("/ParentTree").getKey("/Nums").getArrayItem(1);
    QVERIFY(parents.getArrayNItems() > 10);
    for (int i = 0; i < parents.getArrayNItems(); ++i)
        QVERIFY(parents.getArrayItem(i).isDictionaryOfType("/StructElem"));
}

void TestPdf::nothingPersonalInIt()
{
    const QString info = asked(QStringLiteral("pdfinfo"), samples::profile(), {});
    for (const char *key : {"Author", "Creator", "Producer", "ModDate", "Keywords"})
        QVERIFY2(!info.contains(QString::fromLatin1(key)), qPrintable(info));
    QVERIFY(info.contains(QRegularExpression(QStringLiteral("CreationDate: .*2026"))));
    const QByteArray raw = toPdf(samples::profile()).value_or(QByteArray());
    QVERIFY(!raw.isEmpty());
    QVERIFY(!raw.contains(QDir::homePath().toUtf8()));
    QVERIFY(asked(QStringLiteral("pdfinfo"), samples::profile(), {}).contains(QRegularExpression(QStringLiteral("Metadata Stream: +no"))));
}

void TestPdf::equalDocumentsGiveEqualFiles()
{
    const Document document = samples::profile();
    const QByteArray first = toPdf(document).value_or(QByteArray());
    QTest::qWait(1100);
    QVERIFY(!first.isEmpty());
    QCOMPARE(toPdf(document).value_or(QByteArray()), first);
    Document other = document;
    other.date = other.date.addDays(1);
    QVERIFY(toPdf(other).value_or(QByteArray()) != first);
}

/** The preview and the printed page are the same drawing: a few edge pixels differ between two renderers, words in other places would not pass. */
void TestPdf::previewIsThePage()
{
    for (const Document &document : {samples::profile(), samples::arabicProfile(), samples::card()}) {
        const QString picture = m_dir.filePath(QStringLiteral("page"));
        (void)asked(QStringLiteral("pdftoppm"), document,
                    {QStringLiteral("-r"), QStringLiteral("72"), QStringLiteral("-png"), QStringLiteral("-singlefile")}, {picture});
        const QImage printed(picture + QStringLiteral(".png"));
        const QImage preview = renderPage(document, 0, 72).scaled(printed.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        QVERIFY(!printed.isNull() && !preview.isNull());
        // Means over squares of 8 by 8 points.
        int far = 0;
        int squares = 0;
        for (int y = 0; y + 8 <= printed.height(); y += 8) {
            for (int x = 0; x + 8 <= printed.width(); x += 8) {
                int difference = 0;
                for (int i = 0; i < 64; ++i)
                    difference += qGray(printed.pixel(x + i % 8, y + i / 8)) - qGray(preview.pixel(x + i % 8, y + i / 8));
                ++squares;
                far += std::abs(difference / 64) > 25 ? 1 : 0;
            }
        }
        QVERIFY2(far < squares / 200, qPrintable(QStringLiteral("%1 of %2 squares differ").arg(far).arg(squares)));
    }
    QVERIFY(renderPage(samples::profile(), 1, 72).isNull());
    QVERIFY(renderPage(samples::profile(), -1, 72).isNull());
    QVERIFY(renderPage(samples::profile(), 0, 100'000).isNull());
    QVERIFY(!renderPage(samples::passport(), 2, 40).isNull());
}

void TestPdf::overflowingPreviewKeepsItsNotes()
{
    const QImage page = renderPage(samples::longProfile(20), 0, 72);
    QVERIFY(!page.isNull());
    // Below the last note the paper is empty.
    for (int x = 0; x < page.width(); ++x)
        QCOMPARE(page.pixel(x, page.height() - 10), qRgb(255, 255, 255));
}

/** QtSvg loads images that an SVG names; a page must never show what lies on the disk. */
void TestPdf::unsafePicturesAreLeftOut()
{
    QImage red(40, 40, QImage::Format_RGB32);
    red.fill(Qt::red);
    const QString secret = m_dir.filePath(QStringLiteral("secret.png"));
    QVERIFY(red.save(secret));
    const QList<QByteArray> bad{
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'><image width='9' height='9' xlink:href='"
            + secret.toUtf8() + "'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>1</script><rect width='9' height='9' fill='red'/></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'red'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='&a;'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='red' onclick='x()'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><style>@import 'x';</style><rect width='9' height='9' fill='red'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>" + QByteArray("<g>").repeated(50)
            + "<rect width='9' height='9' fill='red'/>" + QByteArray("</g>").repeated(50) + "</svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='red'/>"};
    const auto redPixels = [](const QByteArray &svg) {
        Document document;
        document.form = Form::OneSide;
        document.blocks.emplace_back(PictureBlock{{svg, QStringLiteral("Test")}, 100, {}});
        document.blocks.emplace_back(List{{Item{plain(QStringLiteral("x")), {svg, QStringLiteral("Test")}}}});
        const QImage page = renderPage(document, 0, 50);
        int count = 0;
        for (int y = 0; y < page.height(); ++y)
            for (int x = 0; x < page.width(); ++x)
                count += page.pixel(x, y) == qRgb(255, 0, 0) ? 1 : 0;
        return count;
    };
    QVERIFY2(redPixels("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='red'/></svg>") > 100,
             "a good one is drawn");
    for (const QByteArray &svg : bad)
        QVERIFY2(redPixels(svg) == 0, svg.left(120).constData());
}

void TestPdf::savesWholeOrNotAtAll()
{
    const QString path = m_dir.filePath(QStringLiteral("kept.pdf"));
    QVERIFY(saveFile(path, "old"));
    QVERIFY(saveFile(path, "new"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("new"));
    QCOMPARE(saveFile(m_dir.filePath(QStringLiteral("none/kept.pdf")), "x").error().name, QStringLiteral("folder-missing"));
    QCOMPARE(saveFile(m_dir.path(), "x").error().name, QStringLiteral("cannot-write"));
    if (QFile::exists(QStringLiteral("/dev/full"))) {
        // A device that is always full; written through a link, as a save there would be.
        const Result<> full = saveFile(QStringLiteral("/dev/full/x"), "x");
        QVERIFY(!full);
    }
    QCOMPARE(QDir(m_dir.path()).entryList({QStringLiteral("kept*")}, QDir::Files).size(), 1);
    // Nobody makes files there, whatever their rights: it may be mounted either way.
    if (QFile::exists(QStringLiteral("/sys/kernel"))) {
        const Result<> readOnly = saveFile(QStringLiteral("/sys/kernel/kept.pdf"), "x");
        QVERIFY(!readOnly);
        QVERIFY2(QStringList({QStringLiteral("cannot-write"), QStringLiteral("disk-read-only")}).contains(readOnly.error().name),
                 qPrintable(readOnly.error().name));
        QVERIFY(readOnly.error().message.contains(QStringLiteral("safe")));
    }
}

void TestPdf::quickEnough()
{
    const Document document = samples::longProfile(4);
    (void)toPdf(document);
    qint64 best = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(toPdf(document));
        best = qMin(best, timer.nsecsElapsed());
    }
    qInfo("one-page PDF: %.1f ms", double(best) / 1e6);
    // The goal is 150 ms in a release build; sanitizers and busy machines get room.
    QVERIFY(best < 1'500'000'000);
}

QTEST_MAIN(TestPdf)
#include "tst_pdf.moc"
