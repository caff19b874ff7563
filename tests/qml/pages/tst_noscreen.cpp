// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

/** The program of the window where there is no screen: it answers what needs none, and ends with a sentence otherwise. */
class TestNoScreen : public QObject
{
    Q_OBJECT

private slots:
    void answers_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("help") << "--help" << 0 << "Usage:";
        QTest::newRow("short help") << "-h" << 0 << "Usage:";
        QTest::newRow("version") << "--version" << 0 << "heard ";
        QTest::newRow("window") << "--demo" << 1 << "heard: there is no screen here";
    }
    void answers()
    {
        QFETCH(const QString, argument);
        QFETCH(const int, code);
        QFETCH(const QString, says);
        QProcessEnvironment around = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_RUNTIME_DIR"})
            around.remove(QString::fromLatin1(name));
        QProcess heard;
        heard.setProcessEnvironment(around);
        heard.setProcessChannelMode(QProcess::MergedChannels);
        heard.start(qEnvironmentVariable("HEARD_BIN_DIR") + QStringLiteral("/heard"), {argument});
        QVERIFY(heard.waitForFinished(20'000));
        const QString said = QString::fromUtf8(heard.readAll());
        QCOMPARE(heard.exitStatus(), QProcess::NormalExit);
        QVERIFY2(said.contains(says), qPrintable(said));
        QCOMPARE(heard.exitCode(), code);
    }
};

QTEST_GUILESS_MAIN(TestNoScreen)
#include "tst_noscreen.moc"
