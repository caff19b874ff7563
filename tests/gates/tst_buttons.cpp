// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/** Words in qsTr() of a piece of QML; those with a place for a name are not fixed words. */
QSet<QString> wordsIn(const QString &code)
{
    static const QRegularExpression literal(u"qsTr\\(\"([^\"]+)\""_s);
    QSet<QString> words;
    for (auto it = literal.globalMatch(code); it.hasNext();) {
        const QString word = it.next().captured(1);
        if (!word.contains(u"%1"_s))
            words.insert(word);
    }
    return words;
}

/** What each page is called: by the list of pages, and by its own heading. Name to words. */
QMap<QString, QSet<QString>> pageNames(const QString &registry, const std::function<QString(const QString &file)> &source)
{
    static const QRegularExpression entry(u"PageEntry \\{ name: \"([^\"]+)\"; file: \"([^\"]+)\"([^\n]*)"_s);
    static const QRegularExpression heading(u"\n {4,12}title: ([^\n]*)"_s);
    QMap<QString, QSet<QString>> names;
    for (auto it = entry.globalMatch(registry); it.hasNext();) {
        const auto found = it.next();
        QSet<QString> &words = names[found.captured(1)];
        words = wordsIn(found.captured(3));
        // The settings are one file with many pages: only the list knows their names.
        if (!found.captured(2).endsWith(u"SettingsPage.qml"_s))
            words.unite(wordsIn(heading.match(source(found.captured(2))).captured(1)));
    }
    return names;
}

/** The body of the element that @p at stands in, with only what is directly in it; empty inside a function of its own. */
QString elementAround(const QString &code, qsizetype at)
{
    static const QRegularExpression opens(u"^\\s*(?:[\\w.]+: ?)?[A-Z][\\w.]*(?: on \\w+)? \\{$"_s);
    qsizetype depth = 0;
    for (qsizetype i = at - 1; i >= 0; --i) {
        if (code.at(i) == u'}')
            ++depth;
        if (code.at(i) != u'{' || depth-- > 0)
            continue;
        depth = 0;
        const QString line = code.sliced(code.lastIndexOf(u'\n', i) + 1, i - code.lastIndexOf(u'\n', i));
        if (line.trimmed().startsWith(u"function "_s))
            return {};
        if (!opens.match(line).hasMatch())
            continue;
        QString own;
        for (qsizetype j = i + 1; j < code.size() && depth >= 0; ++j) {
            if (code.at(j) == u'{')
                ++depth;
            else if (code.at(j) == u'}')
                --depth;
            else if (depth == 0)
                own += code.at(j);
        }
        return own;
    }
    return {};
}

/** Buttons whose words are not the name of the page that they open: "words -> page". */
QStringList misnamed(const QString &code, const QMap<QString, QSet<QString>> &names)
{
    static const QRegularExpression leads(u"Navigator\\.(?:open|go|start)\\(([^;\n]*?)[,)]"_s);
    static const QRegularExpression handlers(u"\\bon([A-Z]\\w*):"_s);
    static const QRegularExpression target(u"\"([a-z-]+)\""_s);
    QStringList faults;
    for (auto it = leads.globalMatch(code); it.hasNext();) {
        const auto found = it.next();
        const QString element = elementAround(code, found.capturedStart());
        QString handler;
        for (auto on = handlers.globalMatch(code.first(found.capturedStart())); on.hasNext();)
            handler = on.next().captured(1);
        if (handler != u"Clicked" && handler != u"Acted")
            continue;
        const QRegularExpression text(u"(?:^|\n|;)\\s*%1: ([^\n]*)"_s.arg(handler == u"Acted" ? u"actionText"_s : u"text"_s));
        const QString expression = text.match(element).captured(1);
        const QSet<QString> words = wordsIn(expression);
        // Words that are taken from the list of pages, and those that name the thing itself (a person, a day), need no comparing.
        if (words.isEmpty() || expression.contains(u"titleOf("_s))
            continue;
        for (auto page = target.globalMatch(found.captured(1)); page.hasNext();) {
            const QString name = page.next().captured(1);
            if (names.contains(name) && !words.intersects(names.value(name)))
                faults.append(QStringList(words.cbegin(), words.cend()).join(u" / "_s) + u" -> "_s + name);
        }
    }
    return faults;
}

} // namespace

/** The words of a button are the name of the page that it opens, so that nobody wonders where they have come. */
class TestButtons : public QObject
{
    Q_OBJECT

private slots:
    void finds_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("faults");
        QTest::newRow("same") << u"Row {\n    text: qsTr(\"Kept pages\")\n    onClicked: Navigator.open(\"versions\", {})\n}"_s << 0;
        QTest::newRow("own heading") << u"Row {\n    text: qsTr(\"All kept pages\")\n    onClicked: Navigator.open(\"versions\", {})\n}"_s << 0;
        QTest::newRow("other") << u"Row {\n    text: qsTr(\"Look back\")\n    onClicked: Navigator.open(\"versions\", {})\n}"_s << 1;
        QTest::newRow("in a block") << u"Row {\n    text: qsTr(\"Look back\")\n    onClicked: {\n        if (ok)\n            Navigator.go(\"versions\");\n    }\n}"_s
                                    << 1;
        QTest::newRow("one of two") << u"Row {\n    text: qsTr(\"Home\")\n    onClicked: Navigator.open(a ? \"home\" : \"versions\", {})\n}"_s
                                    << 1;
        QTest::newRow("from the list") << u"Row {\n    text: PageRegistry.titleOf(\"versions\")\n    onClicked: Navigator.open(\"versions\", {})\n}"_s
                                       << 0;
        QTest::newRow("a person") << u"Row {\n    text: name\n    onClicked: Navigator.open(\"versions\", {})\n}"_s << 0;
        QTest::newRow("an empty page") << u"State {\n    text: qsTr(\"Nothing\")\n    actionText: qsTr(\"Go\")\n    onActed: Navigator.go(\"home\")\n}"_s
                                       << 1;
    }
    void finds()
    {
        QFETCH(QString, code);
        QFETCH(int, faults);
        const QString registry = u"PageEntry { name: \"versions\"; file: \"A/B.qml\"; title: qsTr(\"Kept pages\") },\n"
                                 "PageEntry { name: \"home\"; file: \"A/C.qml\"; title: qsTr(\"Home\") }"_s;
        const auto names = pageNames(registry, [](const QString &file) {
            return file == u"A/B.qml" ? u"Frame {\n    title: qsTr(\"All kept pages\")\n}"_s : QString();
        });
        QCOMPARE(misnamed(code, names).size(), faults);
    }

    void everyPage()
    {
        const QString pages = qEnvironmentVariable("HEARD_SOURCE_DIR") + u"/qml/pages/"_s;
        const auto names = pageNames(read(pages + u"shell/PageRegistry.qml"_s), [&](const QString &file) {
            return read(pages + file.section(u'/', 0, 0).toLower() + u'/' + file.section(u'/', 1));
        });
        QVERIFY(names.size() > 25);
        QStringList faults;
        int looked = 0;
        QDirIterator files(pages, {u"*.qml"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next().sliced(pages.size());
            // The first steps have one way each, and the person is asked at each: "Start", "I forgot my passphrase".
            if (path.startsWith(u"start/"_s))
                continue;
            ++looked;
            for (const QString &fault : misnamed(read(pages + path), names))
                faults.append(path + u": "_s + fault);
        }
        QVERIFY(looked > 50);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestButtons)
#include "tst_buttons.moc"
