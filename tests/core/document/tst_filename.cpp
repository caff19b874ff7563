// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/filename.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace heard;
using namespace Qt::Literals::StringLiterals;

/** Files that leave are named for whom and what, on every file system, and none is written over. */
class TestFileName : public QObject
{
    Q_OBJECT

private slots:
    void names_data()
    {
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *tag, const QStringList &parts, const QString &name) { QTest::newRow(tag) << parts << name; };
        row("plain", {u"Sam"_s, u"one-page profile"_s}, u"Sam – one-page profile.pdf"_s);
        row("for whom", {u"Sam"_s, u"cover card"_s, u"for Ms Khan"_s}, u"Sam – cover card – for Ms Khan.pdf"_s);
        row("no name", {{}, u"pen profile"_s}, u"pen profile.pdf"_s);
        row("nothing", {u" .. "_s, {}}, u"Page.pdf"_s);
        row("a path", {u"../../etc/passwd"_s, u"page"_s}, u"etc passwd – page.pdf"_s);
        row("a drive", {u"C:\\Sam?*<>|\""_s, u"page"_s}, u"C Sam – page.pdf"_s);
        row("hidden, and an option", {u".-~rf"_s, u"page"_s}, u"rf – page.pdf"_s);
        row("ends in a full stop", {u"Sam"_s, u"for Dr. "_s}, u"Sam – for Dr.pdf"_s);
        row("a device", {u"con"_s}, u"_con.pdf"_s);
        row("a device with an ending", {u"COM1.x"_s, u"page"_s}, u"_COM1.x – page.pdf"_s);
        row("no device", {u"Con"_s, u"page"_s}, u"Con – page.pdf"_s);
        row("turned round", {u"Sam\u202Egpj\u2069"_s, u"pa\u200Bge\n2"_s}, u"Samgpj – page 2.pdf"_s);
        row("one letter or two", {u"Zoe\u0308"_s, u"page"_s}, u"Zo\u00EB – page.pdf"_s);
        row("Arabic", {u"سام"_s, u"page"_s}, u"سام – page.pdf"_s);
    }

    void names()
    {
        QFETCH(QStringList, parts);
        QFETCH(QString, name);
        QCOMPARE(fileName(parts, u"pdf"_s), name);
    }

    void longOnesAreCutBetweenLetters()
    {
        const QString family = u"👩‍👧"_s;
        QString name;
        for (int i = 0; i < 40; ++i)
            name += family;
        const QString file = fileName({name, QString(300, u'م'), QString(300, u'x')}, u"html"_s);
        QVERIFY2(file.toUtf8().size() <= 200, qPrintable(QString::number(file.toUtf8().size())));
        QVERIFY(file.endsWith(u".html"_s));
        const QString first = file.section(u" – "_s, 0, 0);
        // Whole families, or their joiners taken away with the rest of what cannot be seen: never half a letter.
        QVERIFY(!first.isEmpty() && !first.back().isHighSurrogate());
        QVERIFY(file.contains(u"م – x"_s));
        QTemporaryDir dir;
        QVERIFY(QFile(dir.filePath(file)).open(QIODevice::WriteOnly));
    }

    void aSecondOneGetsANumber()
    {
        const QTemporaryDir dir;
        const QString name = u"Sam – one-page profile.pdf"_s;
        const auto put = [&dir](const QString &one) { return QFile(dir.filePath(one)).open(QIODevice::WriteOnly | QIODevice::NewOnly); };
        for (const QString &wanted : {name, u"Sam – one-page profile (2).pdf"_s, u"Sam – one-page profile (3).pdf"_s}) {
            QCOMPARE(freeFileName(dir.path(), name), wanted);
            QVERIFY(put(wanted));
        }
        // A link that leads nowhere is something too: writing would go through it.
        QVERIFY(QFile::link(dir.filePath(u"nowhere"_s), dir.filePath(u"link.pdf"_s)));
        QCOMPARE(freeFileName(dir.path(), u"link.pdf"_s), u"link (2).pdf"_s);
        QCOMPARE(freeFileName(dir.path(), u"none"_s), u"none"_s);
        QVERIFY(put(u"none"_s));
        QCOMPARE(freeFileName(dir.path(), u"none"_s), u"none (2)"_s);
    }

    void pagesOfOneDocument()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"Sam.png"_s);
        QCOMPARE(pathOfPage(path, 1), path);
        QCOMPARE(pathOfPage(path, 2), dir.filePath(u"Sam, page 2.png"_s));
        QVERIFY(QFile(dir.filePath(u"Sam, page 2.png"_s)).open(QIODevice::WriteOnly));
        QCOMPARE(pathOfPage(path, 2), dir.filePath(u"Sam, page 2 (2).png"_s));
    }
};

QTEST_GUILESS_MAIN(TestFileName)
#include "tst_filename.moc"
