// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/writers.h"
#include "samples.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace heard;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString english = u"Ask me first, then wait."_s;
const QString urdu = u"مجھے کتابیں پسند ہیں۔"_s;

/** A page that runs @p direction with a line of each kind, and numbers among Arabic words. */
Document mixed(Qt::LayoutDirection direction)
{
    Document page;
    page.title = u"Sam’s page"_s;
    page.language = direction == Qt::RightToLeft ? u"ar"_s : u"en-GB"_s;
    page.direction = direction;
    page.blocks.emplace_back(Paragraph{plain(english)});
    page.blocks.emplace_back(Paragraph{plain(urdu)});
    page.blocks.emplace_back(List{{Item{plain(english)}, Item{plain(urdu)}}});
    return page;
}

} // namespace

class TestOdt : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void officeReadsTheSameWords_data();
    void officeReadsTheSameWords();
    void paragraphsHaveTheirOwnDirection_data();
    void paragraphsHaveTheirOwnDirection();
    void sheetsSayWhoseTheyAre();
    void equalDocumentsGiveEqualFiles();

private:
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QString text(const QString &name, const QStringList &options) const
    {
        const samples::Output output = samples::run(u"pdftotext"_s, options + QStringList{m_dir.filePath(name), u"-"_s}, "poppler-utils");
        return QString::fromUtf8(output.ok ? output.text : output.reason);
    }

    QTemporaryDir m_dir;
    QMap<QString, Document> m_documents{{u"profile"_s, samples::profile()},
                                        {u"arabic"_s, samples::arabicProfile()},
                                        {u"passport"_s, samples::passport()},
                                        {u"left"_s, mixed(Qt::LeftToRight)},
                                        {u"right"_s, mixed(Qt::RightToLeft)}};
    QMap<QString, int> m_pages;
};

/** A word processor opens them all, once for the words and once for how they lie on paper. */
void TestOdt::initTestCase()
{
    QStringList files;
    for (auto one = m_documents.cbegin(); one != m_documents.cend(); ++one) {
        const Result<QByteArray> odt = toOdt(*one, &m_pages[one.key()]);
        QVERIFY(odt);
        files.append(m_dir.filePath(one.key() + u".odt"_s));
        QVERIFY(saveFile(files.constLast(), *odt));
    }
    const QString home = u"-env:UserInstallation=file://"_s + m_dir.filePath(u"office"_s);
    for (const QString &kind : {u"txt:Text (encoded):UTF8"_s, u"pdf"_s}) {
        const samples::Output output =
            samples::run(u"soffice"_s, QStringList{home, u"--headless"_s, u"--convert-to"_s, kind, u"--outdir"_s, m_dir.path()} + files,
                         "libreoffice-writer-nogui", 240);
        QVERIFY2(output.ok, output.reason.constData());
    }
}

void TestOdt::officeReadsTheSameWords_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {u"profile"_s, u"arabic"_s, u"passport"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void TestOdt::officeReadsTheSameWords()
{
    QFETCH(QString, name);
    QStringList found = samples::wordsOf(QString::fromUtf8(read(name + u".txt"_s)).remove(QChar(0xFEFF)));
    found.removeAll(u"•"_s);
    QCOMPARE(found, samples::words(m_documents.value(name)));
}

void TestOdt::paragraphsHaveTheirOwnDirection_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("page from the left") << u"left"_s;
    QTest::newRow("page from the right") << u"right"_s;
}

/** On either page, English begins at the left and Urdu at the right, and a full stop stands where its sentence ends. */
void TestOdt::paragraphsHaveTheirOwnDirection()
{
    QFETCH(QString, name);
    const QString boxes = text(name + u".pdf"_s, {u"-bbox"_s});
    static const QRegularExpression one(u"xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\"[^>]*>([^<]+)<"_s);
    static const QRegularExpression joined(u"[\\x{600}-\\x{6FF}\\x{FB50}-\\x{FEFF}]"_s);
    int fromLeft = 0;
    QMap<QString, double> ends; // of the lines of Urdu, by their height on the page
    for (auto words = one.globalMatch(boxes); words.hasNext();) {
        const QRegularExpressionMatch word = words.next();
        if (word.captured(4) == "Ask"_L1) {
            QVERIFY2(word.captured(1).toDouble() < 100, qPrintable(word.captured()));
            ++fromLeft;
        } else if (word.captured(4).contains(joined)) {
            ends[word.captured(2)] = std::max(ends[word.captured(2)], word.captured(3).toDouble());
        }
    }
    QCOMPARE(fromLeft, 2);
    QVERIFY2(ends.size() == 2, qPrintable(boxes));
    for (const double end : std::as_const(ends))
        QVERIFY2(end > 595 - 100, qPrintable(boxes));
    // With the direction of the page for both, "wait." would be drawn as ".wait".
    QVERIFY2(boxes.contains(u">wait.<"_s), qPrintable(boxes));
}

void TestOdt::sheetsSayWhoseTheyAre()
{
    const QString passport = text(u"passport.pdf"_s, {});
    const int pages = int(passport.count(QChar(u'\f')));
    QVERIFY(pages > 2);
    for (int page = 1; page <= pages; ++page)
        QVERIFY2(passport.contains(u"Page %1 of %2"_s.arg(page).arg(pages)), qPrintable(passport));
    QCOMPARE(int(passport.count(u"Sam’s communication passport · For Ms Khan"_s)), pages);
    // What it was said to take is about what it takes: the word processor breaks lines its own way.
    QVERIFY2(qAbs(m_pages.value(u"passport"_s) - pages) <= 1, qPrintable(u"%1 said, %2"_s.arg(m_pages.value(u"passport"_s)).arg(pages)));
    const QString one = text(u"left.pdf"_s, {});
    QCOMPARE(int(one.count(QChar(u'\f'))), 1);
    QCOMPARE(m_pages.value(u"left"_s), 1);
    QVERIFY2(one.contains(u"Sam’s page"_s) && !one.contains(u"Page 1"_s), qPrintable(one));
}

void TestOdt::equalDocumentsGiveEqualFiles()
{
    const Document document = samples::card();
    const Result<QByteArray> odt = toOdt(document);
    QVERIFY(odt);
    QCOMPARE(*odt, toOdt(document).value_or(QByteArray()));
    // The kind of file stands at its beginning, as those who look at bytes expect it.
    QVERIFY(odt->mid(30).startsWith("mimetypeapplication/vnd.oasis.opendocument.text"));
}

QTEST_MAIN(TestOdt)
#include "tst_odt.moc"
