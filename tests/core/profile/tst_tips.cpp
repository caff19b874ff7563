// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include "base/text.h"
#include "document/picture.h"
#include "profile/symbols.h"
#include "profile/tips.h"

#include <QDate>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace heard;
using namespace heard::profile;
using namespace heard::testing;

/** The libraries to pick from: support tips and symbols. */
class TestTips : public QObject
{
    Q_OBJECT

private slots:
    void libraryIsWhole();
    void tipsArePlain();
    void badLibrariesAreRefused_data();
    void badLibrariesAreRefused();
    void searchFinds();
    void tipsInsertIntoProfile();
    void symbolsAreWhole();
    void symbolsAreFound();
};

/// SR-095, SR-117 in part: every item has its date and source.
void TestTips::libraryIsWhole()
{
    const TipLibrary &library = tipLibrary();
    QCOMPARE(library.language, QStringLiteral("en"));
    QVERIFY(library.tips.size() >= 60);
    const QStringList groups = tipGroups(library);
    QCOMPARE(groups.size(), 10);
    for (const QString &group : groups) {
        QVERIFY(tipGroupLabel(group) != group); // every group has plain words
        QVERIFY(searchTips(library, {}, group).size() >= 5);
    }
    for (const Tip &tip : library.tips) {
        QVERIFY(QDate::fromString(tip.date, Qt::ISODate).isValid());
        QVERIFY(!tip.source.isEmpty());
        QVERIFY2(tip.id.startsWith(tip.group + u'-'), qPrintable(tip.id));
    }
    // A language without its own library gets the English one.
    QCOMPARE(&tipLibrary(QStringLiteral("cy-GB")), &library);
    QCOMPARE(&tipLibrary(QStringLiteral("en-GB")), &library);
    QCOMPARE(&tipLibrary(QStringLiteral("../x")), &library);
}

/// SR-095: reading age 9 to 11. Short sentences, short words, no word of the trade.
void TestTips::tipsArePlain()
{
    static const QRegularExpression trade(
        QStringLiteral(
            "\\b(sensory|stimul|dysregulat|provision|strateg|visual timetable|transition|outcome|intervention|behaviour|(?-i:SEN|EHC|OT|SALT))"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ends(QStringLiteral("[.?!]\\s*"));
    static const QRegularExpression vowels(QStringLiteral("[aeiouy]+"), QRegularExpression::CaseInsensitiveOption);
    qsizetype sentences = 0;
    qsizetype words = 0;
    qsizetype syllables = 0;
    for (const Tip &tip : tipLibrary().tips) {
        QVERIFY2(!trade.match(tip.text).hasMatch(), qPrintable(tip.text));
        QVERIFY2(tip.text.endsWith(u'.'), qPrintable(tip.text));
        for (const QString &sentence : tip.text.split(ends, Qt::SkipEmptyParts)) {
            QVERIFY2(countWords(sentence) <= 15, qPrintable(sentence));
            ++sentences;
            words += countWords(sentence);
            for (const QString &word : sentence.split(u' ', Qt::SkipEmptyParts)) {
                QString w = word.toLower();
                w.remove(QRegularExpression(QStringLiteral("[^a-z]")));
                if (w.size() > 3 && w.endsWith(u'e') && !w.endsWith(QStringLiteral("le")))
                    w.chop(1);
                qsizetype count = 0;
                for (auto it = vowels.globalMatch(w); it.hasNext(); it.next())
                    ++count;
                syllables += std::max<qsizetype>(1, count);
            }
        }
    }
    // Flesch-Kincaid grade over all of them: grade 6 is age 11.
    const double grade = 0.39 * double(words) / double(sentences) + 11.8 * double(syllables) / double(words) - 15.59;
    qInfo() << "grade" << grade << "over" << words << "words";
    QVERIFY(grade < 5);
}

void TestTips::badLibrariesAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not json") << QByteArray("hello");
    QTest::newRow("no tips") << QByteArray(R"({"language":"en","version":1,"date":"2026-01-01","tips":[]})");
    QTest::newRow("no date") << QByteArray(
        R"({"language":"en","version":1,"date":"2026-01-01","tips":[{"id":"a","group":"g","text":"T.","source":"s"}]})");
    QTest::newRow("no source") << QByteArray(
        R"({"language":"en","version":1,"date":"2026-01-01","tips":[{"id":"a","group":"g","text":"T.","date":"2026-01-01"}]})");
    QTest::newRow("no version") << QByteArray(
        R"({"language":"en","date":"2026-01-01","tips":[{"id":"a","group":"g","text":"T.","date":"2026-01-01","source":"s"}]})");
    QTest::newRow("twice") << QByteArray(
        R"({"language":"en","version":1,"date":"2026-01-01","tips":[{"id":"a","group":"g","text":"T.","date":"2026-01-01","source":"s"},{"id":"a","group":"g","text":"T.","date":"2026-01-01","source":"s"}]})");
}

void TestTips::badLibrariesAreRefused()
{
    QFETCH(QByteArray, json);
    const auto library = readTips(json);
    QVERIFY(!library);
    QCOMPARE(library.error().code, ErrorCode::BadInput);
}

void TestTips::searchFinds()
{
    const TipLibrary &library = tipLibrary();
    QCOMPARE(searchTips(library, {}).size(), library.tips.size());
    QCOMPARE(searchTips(library, QStringLiteral("  ")).size(), library.tips.size());
    const auto ids = [&](const QString &query, const QString &group = {}) {
        QStringList list;
        for (const Tip &tip : searchTips(library, query, group))
            list.append(tip.id);
        return list;
    };
    QVERIFY(ids(QStringLiteral("ear defenders")).contains(QStringLiteral("senses-ear-defenders")));
    QVERIFY(ids(QStringLiteral("NOISE")).contains(QStringLiteral("senses-ear-defenders"))); // by keyword
    QVERIFY(ids(QStringLiteral("supply staff")).contains(QStringLiteral("changes-new-people")));
    QVERIFY(ids(QStringLiteral("noise"), QStringLiteral("waiting")).contains(QStringLiteral("waiting-quiet-wait")));
    QVERIFY(!ids(QStringLiteral("noise"), QStringLiteral("waiting")).contains(QStringLiteral("senses-ear-defenders")));
    QCOMPARE(ids(QStringLiteral("whe")), ids(QStringLiteral("WHE"))); // begins a word, as typed
    QVERIFY(ids(QStringLiteral("zebra")).isEmpty());
    QVERIFY(ids(QStringLiteral("?!")).isEmpty());
    for (const QString &id : ids(QStringLiteral("noise")))
        QVERIFY(!id.isEmpty());
}

/// SR-095
void TestTips::tipsInsertIntoProfile()
{
    SamsCircle sams;
    QVERIFY(sams.start());
    Circle &mum = *sams.atMum;
    const Tip tip = searchTips(tipLibrary(), QStringLiteral("ear defenders")).constFirst();
    const auto id = insertTip(mum, tip.id);
    HEARD_VERIFY(id);
    const QList<Statement> tips = statements(mum, Section::Tips);
    QCOMPARE(tips.size(), 1);
    QCOMPARE(tips.constFirst().text, tip.text);
    QCOMPARE(tips.constFirst().tip, tip.id);
    QCOMPARE(insertTip(mum, tip.id).value(), *id); // once is enough
    QCOMPARE(statements(mum).size(), 1);
    HEARD_DO(edit(mum, *id, {.text = QStringLiteral("Let me wear my blue ear defenders.")}));
    QCOMPARE(statement(mum, *id)->tip, tip.id);
    HEARD_DO(remove(mum, *id));
    const auto again = insertTip(mum, tip.id, Section::Support);
    HEARD_VERIFY(again);
    QCOMPARE(statement(mum, *again)->section, Section::Support);
    QCOMPARE(insertTip(mum, tip.id, Section::Appreciate).error().name, QStringLiteral("wrong-section"));
    QCOMPARE(insertTip(mum, QStringLiteral("no-such-tip")).error().code, ErrorCode::NotFound);
    HEARD_DO(insertTip(mum, tip.id, Section::Tips, mum.onlyMe()));
    QCOMPARE(statements(mum, Which::Mine).size(), 1);
}

void TestTips::symbolsAreWhole()
{
    QVERIFY(symbols().size() >= 30);
    for (const Symbol &s : symbols()) {
        QVERIFY2(picture::isSafeSvg(symbolBytes(s.id)), qPrintable(s.id));
        QVERIFY(!s.label.isEmpty());
        QCOMPARE(symbol(s.id), &s);
    }
    // The index names every drawing, and every drawing is there.
    QFile index(QStringLiteral(":/symbols/heard/index.json"));
    QVERIFY(index.open(QIODevice::ReadOnly));
    const QJsonArray list = QJsonDocument::fromJson(index.readAll()).object().value(QStringLiteral("symbols")).toArray();
    QCOMPARE(list.size(), symbols().size());
    for (const auto &value : list) {
        QVERIFY(!value.toObject().value(QStringLiteral("licence")).toString().isEmpty());
        QVERIFY(!value.toObject().value(QStringLiteral("source")).toString().isEmpty());
        QVERIFY(QDate::fromString(value.toObject().value(QStringLiteral("date")).toString(), Qt::ISODate).isValid());
    }
    QVERIFY(symbol(QStringLiteral("no-such")) == nullptr);
    QVERIFY(symbolBytes(QStringLiteral("../index")).isEmpty());
    QVERIFY(!symbolCredit().isEmpty());
}

void TestTips::symbolsAreFound()
{
    QCOMPARE(findSymbols({}).size(), symbols().size());
    for (const Symbol &s : symbols()) {
        const QList<Symbol> hits = findSymbols(s.label);
        QVERIFY2(std::any_of(hits.cbegin(), hits.cend(), [&](const Symbol &hit) { return hit.id == s.id; }), qPrintable(s.id));
        for (const QString &keyword : s.keywords) {
            const QList<Symbol> byWord = findSymbols(keyword);
            QVERIFY2(std::any_of(byWord.cbegin(), byWord.cend(), [&](const Symbol &hit) { return hit.id == s.id; }), qPrintable(keyword));
        }
    }
    QVERIFY(findSymbols(QStringLiteral("xylophone")).isEmpty());
}

QTEST_GUILESS_MAIN(TestTips)
#include "tst_tips.moc"
