// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/writers.h"
#include "samples.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>

using namespace heard;

namespace {

struct Element
{
    QString name;
    QXmlStreamAttributes attributes;
    QString text; ///< with that of its children
};

/** Reads our HTML. It is written with few void elements, so closing those makes it XML, which is read strictly. */
QList<Element> elements(QByteArray html, QString *problem)
{
    html.replace("<!DOCTYPE html>\n", "");
    QString text = QString::fromUtf8(html);
    text.replace(QRegularExpression(QStringLiteral("<(meta|img|br)([^>]*)>")), QStringLiteral("<\\1\\2/>"));
    QXmlStreamReader reader(text);
    QList<Element> all;
    QList<qsizetype> open;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            all.append({reader.name().toString(), reader.attributes(), {}});
            open.append(all.size() - 1);
            break;
        case QXmlStreamReader::EndElement:
            open.removeLast();
            break;
        case QXmlStreamReader::Characters:
            for (const qsizetype at : open)
                all[at].text += reader.text();
            break;
        default:
            break;
        }
    }
    if (reader.hasError())
        *problem = QStringLiteral("line %1: %2").arg(reader.lineNumber()).arg(reader.errorString());
    return all;
}

} // namespace

class TestHtml : public QObject
{
    Q_OBJECT

private slots:
    void isWellMadeAndAccessible_data();
    void isWellMadeAndAccessible();
    void saysAllWordsInOrder();
    void textIsEscaped();
    void printedSheetsSayWhoseTheyAre();
    void nothingIsFetchedOrRun();
    void unsafePicturesAreLeftOut();
};

void TestHtml::isWellMadeAndAccessible_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("profile") << 0;
    QTest::newRow("arabic") << 1;
    QTest::newRow("card") << 2;
    QTest::newRow("passport") << 3;
}

void TestHtml::isWellMadeAndAccessible()
{
    QFETCH(int, which);
    const Document document = which == 0   ? samples::profile()
                              : which == 1 ? samples::arabicProfile()
                              : which == 2 ? samples::card()
                                           : samples::passport();
    const Result<QByteArray> html = toHtml(document);
    QVERIFY(html);
    QVERIFY(html->startsWith("<!DOCTYPE html>"));
    QString problem;
    const QList<Element> all = elements(*html, &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto attribute = [](const Element &element, const char *name) {
        return element.attributes.value(QString::fromLatin1(name)).toString();
    };
    QCOMPARE(all.first().name, QStringLiteral("html"));
    QCOMPARE(attribute(all.first(), "lang"), document.language);
    QCOMPARE(attribute(all.first(), "dir"), document.direction == Qt::RightToLeft ? QStringLiteral("rtl") : QStringLiteral("ltr"));
    QMap<QString, int> count;
    int level = 0;
    for (const Element &element : all) {
        ++count[element.name];
        if (element.name.size() == 2 && element.name.startsWith(u'h') && element.name[1].isDigit()) {
            const int now = element.name[1].digitValue();
            QVERIFY2(now <= level + 1, "no level of heading is left out");
            QVERIFY(!element.text.trimmed().isEmpty());
            level = now;
        }
        if (element.name == QStringLiteral("img")) {
            QVERIFY(element.attributes.hasAttribute(QStringLiteral("alt")));
            QVERIFY2(!attribute(element, "alt").isEmpty(), "every picture of the sample has words");
            QVERIFY(attribute(element, "src").startsWith(QStringLiteral("data:image/")));
        }
        if (element.name == QStringLiteral("th"))
            QVERIFY(attribute(element, "scope") == QStringLiteral("col") || attribute(element, "scope") == QStringLiteral("row"));
        if (element.name == QStringLiteral("title"))
            QCOMPARE(element.text, document.title);
        if (element.name == QStringLiteral("ul") || element.name == QStringLiteral("ol"))
            QVERIFY(!element.text.trimmed().isEmpty());
    }
    QCOMPARE(count.value(QStringLiteral("h1")), 1);
    QCOMPARE(count.value(QStringLiteral("main")), 1);
    QCOMPARE(count.value(QStringLiteral("header")), 1);
    QCOMPARE(count.value(QStringLiteral("title")), 1);
    QCOMPARE(count.value(QStringLiteral("footer")), 1);
    QVERIFY(count.value(QStringLiteral("h2")) > 0);
    QCOMPARE(count.value(QStringLiteral("caption")), count.value(QStringLiteral("table")));
    if (which == 2)
        QCOMPARE(count.value(QStringLiteral("ol")), 1);
    if (which == 3)
        QVERIFY(count.value(QStringLiteral("blockquote")) == 5 && count.value(QStringLiteral("table")) == 5
                && count.value(QStringLiteral("h3")) == 5);
}

void TestHtml::saysAllWordsInOrder()
{
    for (const Document &document : {samples::profile(), samples::passport(), samples::arabicProfile()}) {
        QString problem;
        const QList<Element> all = elements(toHtml(document).value_or(QByteArray()), &problem);
        const auto body = std::find_if(all.begin(), all.end(), [](const Element &element) { return element.name == QStringLiteral("body"); });
        QVERIFY(body != all.end());
        // Cells follow each other without white space between; the reader sees them apart.
        Document other = document;
        std::erase_if(other.blocks, [](const Block &block) { return std::holds_alternative<Table>(block); });
        const QList<Element> plainOnes = elements(toHtml(other).value_or(QByteArray()), &problem);
        const auto plainBody =
            std::find_if(plainOnes.begin(), plainOnes.end(), [](const Element &element) { return element.name == QStringLiteral("body"); });
        QString text = plainBody->text;
        text.replace(QStringLiteral("”"), QStringLiteral("” "));
        text.replace(QStringLiteral("Sam at Leeds"), QStringLiteral(" Sam at Leeds"));
        QCOMPARE(samples::wordsOf(text), samples::words(other));
    }
}

void TestHtml::textIsEscaped()
{
    const QString evil = QStringLiteral("</title><script>alert(1)</script>\"'&amp;<img src=x onerror=y>");
    Document document = samples::passport();
    document.title = evil;
    document.language = QStringLiteral("en\" onload=\"x");
    document.audience = evil;
    document.notes = {evil};
    document.blocks = {Band{{samples::portrait(), evil}, evil, evil},
                       Heading{evil},
                       Paragraph{{{evil, true}, {evil, false}}},
                       List{{Item{plain(evil), {samples::symbol(), evil}, evil, evil}}, Marks::None},
                       PictureBlock{{samples::portrait(), evil}, 50, evil},
                       Table{evil, {evil, evil}, {{evil, evil}}},
                       Quote{plain(evil), evil},
                       Panels{{Panel{evil, Accent::Profile, {samples::symbol(), evil}, {Item{plain(evil)}}}}, 2}};
    const Result<QByteArray> html = toHtml(document);
    QVERIFY(html);
    QVERIFY(!html->contains("<script"));
    QVERIFY(!html->contains("<img src=x"));
    QVERIFY(!html->contains("onload=\"x"));
    QString problem;
    const QList<Element> all = elements(*html, &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    for (const Element &element : all) {
        for (const QXmlStreamAttribute &attribute : element.attributes)
            QVERIFY2(!attribute.name().startsWith(u"on"), qPrintable(element.name));
        if (element.name == QStringLiteral("title"))
            QCOMPARE(element.text, evil);
    }
}

/** On paper: whose it is, and the number of the sheet; of a page meant for one sheet only what follows it. */
void TestHtml::printedSheetsSayWhoseTheyAre()
{
    Document document = samples::passport();
    document.title = QStringLiteral("Sam \"</style>");
    QString html = QString::fromUtf8(toHtml(document).value_or(QByteArray()));
    QVERIFY(html.contains(QStringLiteral("@bottom-left{content:\"Sam \\22 \\3c \\2f style\\3e ")));
    QVERIFY(html.contains(QStringLiteral("@bottom-right{content:\"Page \" counter(page) \" of \" counter(pages) \"\"")));
    QVERIFY(!html.contains(QStringLiteral("@page:first")));
    document.direction = Qt::RightToLeft;
    html = QString::fromUtf8(toHtml(document).value_or(QByteArray()));
    QVERIFY(html.contains(QStringLiteral("@bottom-left{content:\"Page \" counter(page)")));
    html = QString::fromUtf8(toHtml(samples::profile()).value_or(QByteArray()));
    QVERIFY(html.contains(QStringLiteral("@page:first{@bottom-left{content:none}")));
}

void TestHtml::nothingIsFetchedOrRun()
{
    const QByteArray html = toHtml(samples::passport()).value_or(QByteArray());
    QVERIFY(html.contains("Content-Security-Policy"));
    QVERIFY(html.contains("default-src &#39;none&#39;"));
    QVERIFY(!html.contains("script"));
    QVERIFY(!html.contains("http://") && !html.contains("https://") && !html.contains("url("));
    QVERIFY(!html.contains("<link") && !html.contains("<iframe") && !html.contains("<a "));
}

void TestHtml::unsafePicturesAreLeftOut()
{
    Document document;
    document.blocks.emplace_back(
        PictureBlock{{"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", QStringLiteral("x")}, 50, {}});
    document.blocks.emplace_back(PictureBlock{{"%PDF-1.4", QStringLiteral("x")}, 50, {}});
    document.blocks.emplace_back(PictureBlock{{"<html>", QStringLiteral("x")}, 50, {}});
    QVERIFY(!toHtml(document).value_or(QByteArray()).contains("<img"));
}

QTEST_MAIN(TestHtml)
#include "tst_html.moc"
