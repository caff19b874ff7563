// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/writers.h"
#include "samples.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace heard;

class TestOdt : public QObject
{
    Q_OBJECT

private slots:
    void officeReadsTheSameWords_data();
    void officeReadsTheSameWords();
};

void TestOdt::officeReadsTheSameWords_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("profile") << 0;
    QTest::newRow("arabic") << 1;
    QTest::newRow("passport") << 2;
}

void TestOdt::officeReadsTheSameWords()
{
    QFETCH(int, which);
    const Document document = which == 0 ? samples::profile() : which == 1 ? samples::arabicProfile() : samples::passport();
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("page.odt"));
    const Result<QByteArray> odt = toOdt(document);
    QVERIFY(odt);
    QVERIFY(saveFile(path, *odt));
    const QString home = QStringLiteral("-env:UserInstallation=file://") + dir.filePath(QStringLiteral("office"));
    const samples::Output output = samples::run(QStringLiteral("soffice"),
                                                {home, QStringLiteral("--headless"), QStringLiteral("--convert-to"),
                                                 QStringLiteral("txt:Text (encoded):UTF8"), QStringLiteral("--outdir"), dir.path(), path},
                                                "libreoffice-writer-nogui", 120);
    QVERIFY2(output.ok, output.reason.constData());
    QFile file(dir.filePath(QStringLiteral("page.txt")));
    QVERIFY2(file.open(QIODevice::ReadOnly), output.text.constData());
    QStringList found = samples::wordsOf(QString::fromUtf8(file.readAll()).remove(QChar(0xFEFF)));
    found.removeAll(QStringLiteral("•"));
    QCOMPARE(found, samples::words(document));
}

QTEST_MAIN(TestOdt)
#include "tst_odt.moc"
