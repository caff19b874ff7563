// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"
#include "scan.h"

#include <QTest>

namespace gates = heard::gates;
using namespace heard::gates;
using namespace Qt::StringLiterals;

/** A gate that cannot fail keeps nobody out: each rule is shown something bad, which it must find, and something good. */
class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void scanning();
    void layering_data();
    void layering();
    void licence();
    void unfinished();
    void tooLong();
    void qmlHabits_data();
    void qmlHabits();
    void imperativeRegistration();
    void oneDoor_data();
    void oneDoor();
    void shownTexts();
    void plainWords_data();
    void plainWords();
    void sentenceLengths();
};

void TestRules::scanning()
{
    const QString source = u"int a = 4'000; // \"no\"\nauto b = \"/* yes */\"; /* 'x' \n */ QChar c = u'\"'; auto d = R\"x(\"in\")x\";"_s;
    const Scanned scanned = scan(source);
    QCOMPARE(scanned.code.size(), source.size());
    QCOMPARE(scanned.bare.size(), source.size());
    QStringList values;
    for (const auto &literal : scanned.literals)
        values.append(literal.value);
    QCOMPARE(values, QStringList({u"/* yes */"_s, u"\""_s, u"\"in\""_s}));
    QVERIFY(!scanned.code.contains("no"_L1));
    QVERIFY(!scanned.bare.contains("yes"_L1));
    QCOMPARE(lineAt(source, source.indexOf("yes"_L1)), 2);
}

void TestRules::layering_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *path, const char *include, bool allowed) {
        QTest::addRow("%s includes %s", path, include) << QString::fromLatin1(path) << QString::fromLatin1(include) << allowed;
    };
    row("core/base/id.h", "\"base/random.h\"", true);
    row("core/base/id.h", "\"store/store.h\"", false);
    row("core/store/store.cpp", "\"base/error.h\"", true);
    row("core/store/store.cpp", "<QSqlQuery>", true);
    row("core/store/store.cpp", "\"vault/vault.h\"", false);
    row("core/vault/vault.cpp", "\"store/store.h\"", true);
    row("core/vault/vault.cpp", "\"circle/circle.h\"", false);
    row("core/vault/crypto.cpp", "<sodium.h>", true);
    row("core/vault/vault.cpp", "<QSqlDatabase>", false);
    row("core/circle/circle.cpp", "\"vault/vault.h\"", true);
    row("core/circle/circle.cpp", "\"sync/engine.h\"", false);
    row("core/circle/circle.cpp", "<sodium.h>", false);
    row("core/circle/circle.cpp", "<QNetworkAccessManager>", false);
    row("core/profile/profile.cpp", "\"circle/circle.h\"", true);
    row("core/profile/profile.cpp", "\"vault/vault.h\"", false);
    row("core/profile/profile.cpp", "\"document/document.h\"", true);
    row("core/profile/profile.cpp", "\"sync/engine.h\"", false);
    row("core/document/pdf.cpp", "\"base/error.h\"", true);
    row("core/document/pdf.cpp", "\"circle/circle.h\"", false);
    row("core/document/pdf.cpp", "<QTextDocument>", true);
    row("core/sync/engine.cpp", "\"circle/circle.h\"", true);
    row("core/sync/engine.cpp", "\"profile/profile.h\"", false);
    row("core/sync/webdav.cpp", "<QNetworkAccessManager>", true);
    row("core/base/text.cpp", "<QQmlEngine>", false);
    row("core/base/text.cpp", "<QtQuick/QQuickItem>", false);
    row("core/base/text.cpp", "<QApplication>", false);
    row("core/base/text.cpp", "\"app/backend/app.h\"", false);
    row("core/base/text.cpp", "\"backend/app.h\"", false);
    row("core/base/text.cpp", "\"../store/store.h\"", false);
    row("core/manager/manager.cpp", "<QString>", false);
    row("app/cli/main.cpp", "\"profile/profile.h\"", true);
    row("app/cli/main.cpp", "<CLI/CLI.hpp>", true);
    row("app/cli/main.cpp", "\"backend/app.h\"", false);
    row("app/cli/main.cpp", "<QQmlEngine>", false);
    row("app/cli/main.cpp", "<sodium.h>", false);
    row("app/backend/app.h", "<QQmlEngine>", true);
    row("app/backend/app.h", "\"sync/engine.h\"", true);
    row("app/backend/app.h", "\"cli/main.h\"", false);
    row("app/main.cpp", "<QQmlApplicationEngine>", true);
    row("app/main.cpp", "<QSqlDatabase>", false);
}

void TestRules::layering()
{
    QFETCH(QString, path);
    QFETCH(QString, include);
    QFETCH(bool, allowed);
    const QString text = u"// first\n#include %1\n"_s.arg(include);
    QCOMPARE(gates::layering({path, text}).isEmpty(), allowed);
    QVERIFY(gates::layering({path, u"// #include %1\n"_s.arg(include)}).isEmpty() || path.startsWith("core/manager"_L1));
}

void TestRules::licence()
{
    const QString good = u"#!/bin/sh\n# SPDX-FileCopyrightText: 2026 The Heard authors\n# SPDX-License-Identifier: GPL-3.0-or-later\n"_s;
    QVERIFY(gates::licence({u"a.sh"_s, good}).isEmpty());
    QCOMPARE(gates::licence({u"a.sh"_s, u"echo\n"_s}).size(), 2);
    QCOMPARE(gates::licence({u"a.sh"_s, QString(good).replace("GPL-3.0-or-later"_L1, "MIT"_L1)}).size(), 1);
    QCOMPARE(gates::licence({u"a.sh"_s, u"\n\n\n\n\n"_s + good}).size(), 2);
}

void TestRules::unfinished()
{
    QCOMPARE(gates::unfinished({u"a.cpp"_s, u"int a;\n// TODO later\n"_s}).value(0).line, 2);
    QCOMPARE(gates::unfinished({u"a.cpp"_s, u"// FIXME: no\n"_s}).size(), 1);
    QVERIFY(gates::unfinished({u"a.cpp"_s, u"toDo(); // todos are done\n"_s}).isEmpty());
}

void TestRules::tooLong()
{
    QCOMPARE(gates::tooLong({u"qml/pages/A.qml"_s, QString(251, u'\n')}).size(), 1);
    QVERIFY(gates::tooLong({u"qml/pages/A.qml"_s, QString(250, u'\n')}).isEmpty());
    QCOMPARE(gates::tooLong({u"core/base/a.cpp"_s, QString(501, u'\n')}).size(), 1);
    QVERIFY(gates::tooLong({u"core/base/a.cpp"_s, QString(500, u'\n')}).isEmpty());
    QVERIFY(gates::tooLong({u"LICENSE"_s, QString(700, u'\n')}).isEmpty());
}

void TestRules::qmlHabits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("our modules and Qt's") << u"import QtQuick\nimport QtQuick.Layouts\nimport Heard.Controls as C\nItem {}\n"_s << true;
    QTest::newRow("a folder") << u"import \"../controls\"\nItem {}\n"_s << false;
    QTest::newRow("a foreign module") << u"import org.kde.kirigami\nItem {}\n"_s << false;
    QTest::newRow("a version") << u"import QtQuick 2.15\nItem {}\n"_s << false;
    QTest::newRow("var in the interface") << u"Item {\n    property var things\n}\n"_s << false;
    QTest::newRow("required var in the interface") << u"Item {\n    required property var things\n}\n"_s << false;
    QTest::newRow("var inside") << u"Item {\n    QtObject {\n        property var things\n    }\n}\n"_s << true;
    QTest::newRow("typed") << u"Item {\n    property list<string> things\n}\n"_s << true;
    QTest::newRow("text as it is") << u"Label { text: \"Save it\" }\n"_s << false;
    QTest::newRow("name as it is") << u"Item { Accessible.name: \"Save it\" }\n"_s << false;
    QTest::newRow("text translated") << u"Label { text: qsTr(\"Save it\") }\n"_s << true;
    QTest::newRow("signs need no translation") << u"Label { text: \"…\" }\n"_s << true;
    QTest::newRow("our name is the same everywhere") << u"Window { title: \"Heard\" }\n"_s << true;
    QTest::newRow("names of things inside") << u"State { name: \"open\" }\n"_s << true;
}

void TestRules::qmlHabits()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(gates::qmlHabits({u"qml/pages/A.qml"_s, text}).isEmpty(), good);
}

void TestRules::imperativeRegistration()
{
    QCOMPARE(gates::imperativeRegistration({u"app/main.cpp"_s, u"engine.rootContext()->setContextProperty(\"a\", &a);\n"_s}).size(), 1);
    QCOMPARE(gates::imperativeRegistration({u"app/main.cpp"_s, u"\nqmlRegisterType<A>(\"A\", 1, 0, \"A\");\n"_s}).value(0).line, 2);
    QVERIFY(gates::imperativeRegistration({u"app/main.cpp"_s, u"// never qmlRegisterType\n"_s}).isEmpty());
}

void TestRules::oneDoor_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("good");
    QTest::newRow("QSaveFile") << u"app/backend/session.cpp"_s << u"QSaveFile out(path);\n"_s << false;
    QTest::newRow("QSaveFile in a test") << u"tests/cli/tst_a.cpp"_s << u"QSaveFile out(path);\n"_s << true;
    QTest::newRow("QSaveFile in words") << u"core/base/filewriter.h"_s << u"// QSaveFile forgets\n"_s << true;
    QTest::newRow("ofstream") << u"app/cli/a.cpp"_s << u"std::ofstream out(path);\n"_s << false;
    QTest::newRow("QSettings") << u"app/window/a.cpp"_s << u"QSettings settings;\n"_s << false;
    QTest::newRow("QFile to write") << u"core/store/a.cpp"_s
                                    << u"QFile file(path);\nif (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))\n"_s << false;
    QTest::newRow("QFile to read") << u"core/store/a.cpp"_s << u"QFile file(path);\nif (!file.open(QIODevice::ReadOnly))\n"_s << true;
    QTest::newRow("QBuffer") << u"core/document/a.cpp"_s << u"QBuffer buffer(&bytes);\nbuffer.open(QIODevice::WriteOnly);\n"_s << true;
    QTest::newRow("open") << u"core/vault/a.cpp"_s << u"::open(name, O_WRONLY | O_CREAT, 0600);\n"_s << false;
    QTest::newRow("the writer") << u"core/base/filewriter.cpp"_s << u"::open(name, O_WRONLY | O_CREAT, 0600);\n"_s << true;
    QTest::newRow("a picture") << u"app/backend/profile/pictures.cpp"_s << u"image = QImage::fromData(bytes, \"JPEG\");\n"_s << false;
    QTest::newRow("the decoder") << u"core/document/picture.cpp"_s << u"QImageReader reader(&buffer);\n"_s << true;
}

void TestRules::oneDoor()
{
    QFETCH(QString, path);
    QFETCH(QString, code);
    QFETCH(bool, good);
    QCOMPARE(gates::oneDoor({path, code}).isEmpty(), good);
}

void TestRules::shownTexts()
{
    const QString source = u"fail(code, \"name-missing\", coreText(\"Type a \"\n \"name.\", \"for translators\"));\n"
                           u"tr(n > 1 ? \"Many\" : \"One\"); QCoreApplication::translate(\"core\", \"Yes\"); // tr(\"not this\")\n"
                           u"qsTr(\"%n thing(s)\", \"\", count); str(\"nor this\"); log(\"nor tr(\\\"that\\\")\");\n"_s;
    QStringList texts;
    for (const ShownText &shown : gates::shownTexts({u"a.cpp"_s, source}))
        texts.append(shown.text);
    QCOMPARE(texts, QStringList({u"Type a name."_s, u"Many"_s, u"One"_s, u"Yes"_s, u"%n thing(s)"_s}));
}

void TestRules::plainWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << u"We could not reach the folder. Your work is safe. Try again later."_s << true;
    QTest::newRow("submit") << u"Submit"_s << false;
    QTest::newRow("submitted") << u"Your answer was submitted."_s << false;
    QTest::newRow("user") << u"This user is not here."_s << false;
    QTest::newRow("sync conflict") << u"There is a sync conflict."_s << false;
    QTest::newRow("commit") << u"The commit is missing."_s << false;
    QTest::newRow("commitment") << u"A commitment to listen"_s << true;
    QTest::newRow("a record") << u"This record is damaged."_s << false;
    QTest::newRow("records") << u"%n records"_s << false;
    QTest::newRow("to record") << u"Press the button to record your voice."_s << true;
    QTest::newRow("record, a command") << u"Record your voice"_s << true;
    QTest::newRow("20 words") << u"a b c d e f g h i j k l m n o p q r s t."_s << true;
    QTest::newRow("21 words") << u"a b c d e f g h i j k l m n o p q r s t u."_s << false;
}

void TestRules::plainWords()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(gates::plainWords({u"a.cpp"_s, 1, text}).isEmpty(), good);
}

void TestRules::sentenceLengths()
{
    QCOMPARE(gates::sentenceLengths(u"One two. Three four five! Six? 7.5 is one\n\nlast"_s), QList<int>({2, 3, 1, 3, 1}));
    QVERIFY(gates::sentenceLengths(u" "_s).isEmpty());
}

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
