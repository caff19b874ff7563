// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lived.h"

#include <QImage>
#include <QSignalSpy>

using namespace heard;
using namespace heard::test;

/** Which words are known, by the list, by name and by the person; and what is changed at once being taken back. */
class TestSpelling : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(startCrypto());
        m_lived = std::make_unique<Lived>(AutoSync::Setup{.automatic = false});
        QVERIFY(m_lived->begin());
        QVERIFY(!world().circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {}).isEmpty());
    }

    void wordsOfAText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("plain") << "I like dogs." << QStringList{"like", "dogs"};
        QTest::newRow("apostrophes") << "Sam’s 'good' don't" << QStringList{"Sam’s", "good", "don't"};
        QTest::newRow("no language") << "a@b.org www.x.uk A4 half_term https://x/yz EHCP 3rd" << QStringList{};
        QTest::newRow("joined") << "one-page and/or" << QStringList{"one", "page", "and", "or"};
        QTest::newRow("marks") << QStringLiteral("cafe\u0301, ना है")
                               << QStringList{QStringLiteral("cafe\u0301"), QStringLiteral("ना"), QStringLiteral("है")};
        QTest::newRow("nothing") << "" << QStringList{};
    }
    void wordsOfAText()
    {
        QFETCH(const QString, text);
        QFETCH(const QStringList, words);
        QStringList found;
        for (const WordPlace &place : wordsIn(text))
            found.append(text.mid(place.start, place.length));
        QCOMPARE(found, words);
    }

    /** The list of the country, of the language alone, or of another country; a list is two files. */
    void whichList()
    {
        QTemporaryDir place;
        for (const char *name : {"en_ZA.dic", "en_ZA.aff", "cy.dic", "cy.aff", "fr_FR.dic"}) {
            QFile file(place.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const auto find = [&place](const char *language) {
            return WordList::find(QString::fromLatin1(language), {place.path()}).section(u'/', -1);
        };
        QCOMPARE(find("en-GB"), QStringLiteral("en_ZA"));
        QCOMPARE(find("cy"), QStringLiteral("cy"));
        QCOMPARE(find("cy-GB"), QStringLiteral("cy"));
        QCOMPARE(find("fr-FR"), QString());
        QVERIFY(WordList::load(place.filePath(QStringLiteral("none"))) == nullptr);
    }

    /** Other letters than the list is written in are never called wrong. */
    void otherLetters()
    {
        const QString path = WordList::find(QStringLiteral("en-GB"), WordList::usualFolders());
        QVERIFY2(!path.isEmpty(), "hunspell-en-gb is not installed");
        const auto list = WordList::load(path);
        QVERIFY(list);
        QVERIFY(list->knows(QStringLiteral("receive")));
        QVERIFY(list->knows(QStringLiteral("don’t")));
        QVERIFY(!list->knows(QStringLiteral("recieve")));
        QCOMPARE(list->suggestions(QStringLiteral("recieve"), 3).constFirst(), QStringLiteral("receive"));
        QVERIFY(list->suggestions(QString(5000, u'w'), 3).isEmpty());
    }

    /** No list: nothing is marked, and the window can say so. */
    void noList()
    {
        QTemporaryDir nothing;
        const Preferences preferences{QString()};
        Spelling spelling(world().circles, world().currentCircle, preferences, world().language, {nothing.path()});
        spelling.wake();
        QCOMPARE(spelling.state(), Spelling::None);
        QVERIFY(!spelling.isStrange(QStringLiteral("recieve")));
        QCOMPARE(spelling.package(), QStringLiteral("hunspell-en-gb"));
        QCOMPARE(spelling.languageName(), QStringLiteral("English"));
        // A list that is no list.
        for (const char *name : {"en_GB.dic", "en_GB.aff"}) {
            QFile file(nothing.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("SET NO-SUCH-LETTERS\n");
        }
        Spelling broken(world().circles, world().currentCircle, preferences, world().language, {nothing.path()});
        broken.wake();
        QTRY_COMPARE_WITH_TIMEOUT(broken.state(), Spelling::None, 5000);
    }

    /** Words of a family are of one circle, and gone from the memory with a lock. */
    void ownWordsAreOfACircle()
    {
        Spelling &spelling = world().profile.spelling;
        spelling.wake();
        QTRY_COMPARE_WITH_TIMEOUT(spelling.state(), Spelling::Ready, 10'000);
        QVERIFY(!spelling.isStrange(QStringLiteral("Sam")));
        QVERIFY(!spelling.isStrange(QStringLiteral("nadia’s")));
        const QString word = QStringLiteral("Flumpet");
        QVERIFY(spelling.isStrange(word));
        QVERIFY(spelling.add(word));
        QVERIFY(!spelling.isStrange(QStringLiteral("flumpet's")));
        const QString sam = world().currentCircle.circleId();
        const QString alex = world().circleList.createCircle(QStringLiteral("Alex"), QStringLiteral("young-person"), {}, {});
        QVERIFY(world().currentCircle.choose(alex));
        QVERIFY(spelling.isStrange(word));
        QVERIFY(world().currentCircle.choose(sam));
        QVERIFY(!spelling.isStrange(word));
        world().session.lock();
        QVERIFY(spelling.isStrange(word));
        world().session.unlock(passphrase());
        QTRY_COMPARE_WITH_TIMEOUT(world().session.state(), Session::State::Unlocked, 20'000);
        QVERIFY(world().currentCircle.choose(sam));
        QVERIFY(!spelling.isStrange(word));
        QVERIFY(spelling.forget(word));
        QVERIFY(spelling.isStrange(word));
        // Who is in no circle and said a line has a name too.
        QVERIFY(spelling.isStrange(QStringLiteral("Grandkatz")));
        QVERIFY(!facts().add(QStringLiteral("tips"), QStringLiteral("Sing"), QStringLiteral("Grandkatz"), {}, false, false).isEmpty());
        QVERIFY(!spelling.isStrange(QStringLiteral("Grandkatz")));
    }

    /** Looking through a long text after each letter costs less than a frame. */
    void quickEnough()
    {
        const Spelling &spelling = world().profile.spelling;
        QString text;
        for (int i = 0; text.size() < 8000; ++i)
            text += QStringLiteral("word%1 receive my words ").arg(QChar(u'a' + i % 26));
        const auto strange = [&] {
            const QList<WordPlace> words = wordsIn(text);
            return std::count_if(words.cbegin(), words.cend(),
                                 [&](const WordPlace &word) { return spelling.isStrange(text.mid(word.start, word.length)); });
        };
        const auto first = strange();
        QElapsedTimer timer;
        timer.start();
        constexpr int rounds = 20;
        for (int i = 0; i < rounds; ++i)
            QCOMPARE(strange(), first);
        qInfo("8,000 letters looked through: %.2f ms", double(timer.nsecsElapsed()) / rounds / 1e6);
    }

    /** A photo, a block and a place are there at once; one press takes each of them back. */
    void takenBack()
    {
        QTemporaryDir place;
        const QString photo = place.filePath(QStringLiteral("duck.png"));
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(Qt::yellow);
        QVERIFY(image.save(photo));
        QVERIFY(!facts().takeBack());
        const QString line = facts().add(QStringLiteral("important"), QStringLiteral("One"), world().currentCircle.me(), {}, false, false);
        const QString two = facts().add(QStringLiteral("important"), QStringLiteral("Two"), world().currentCircle.me(), {}, false, false);
        QVERIFY(!line.isEmpty() && !two.isEmpty());
        QVERIFY2(facts().setPhoto(line, photo), qPrintable(facts().problem()));
        QVERIFY(!standing(line).photo.isEmpty());
        QVERIFY(facts().takeBack());
        QVERIFY(standing(line).photo.isEmpty());
        QVERIFY(!facts().takeBack());
        QVERIFY(facts().setSection(line, QStringLiteral("tips")));
        QVERIFY(facts().takeBack());
        QCOMPARE(standing(line).section, profile::Section::Important);
        const QList<profile::Statement> block = profile::statements(*world().currentCircle.circle(), profile::Section::Important);
        QCOMPARE(block.constFirst().text, QStringLiteral("One"));
        QVERIFY(facts().setAboutPhoto(photo));
        QVERIFY(!facts().photo().isEmpty());
        QVERIFY(facts().takeBack());
        QVERIFY(facts().photo().isEmpty());
    }

    /** New words for what two people wrote differently stay here when somebody else decides meanwhile. */
    void decidedMeanwhile()
    {
        const QString line =
            facts().add(QStringLiteral("support"), QStringLiteral("Give me time"), world().currentCircle.me(), {}, false, false);
        QVERIFY(facts().change(line, QStringLiteral("Give me a minute"), {}, false, QStringLiteral("Give me an hour"), {}, false));
        ClashList &clashes = world().profile.clashes;
        QCOMPARE(clashes.count(), 1);
        Drafts &drafts = world().profile.drafts;
        const QString place = clashes.data(clashes.index(0), ClashList::PlaceRole).toString();
        drafts.put(place, {QStringLiteral("two-versions"), QCborMap{{QLatin1String("text"), QStringLiteral("Give me two")}}});
        QVERIFY(clashes.leftOver().isEmpty());
        QVERIFY(clashes.keep(0, 0));
        QCOMPARE(clashes.leftOver(), QStringList{place});
        QCOMPARE(drafts.words(place), QStringLiteral("Give me two"));
        drafts.putAway(place);
        QVERIFY(clashes.leftOver().isEmpty());
        // Saved, its draft is done with.
        QVERIFY(facts().change(line, QStringLiteral("Wait"), {}, false, QStringLiteral("Go"), {}, false));
        QCOMPARE(clashes.count(), 1);
        drafts.put(place, {QStringLiteral("two-versions"), QCborMap{{QLatin1String("text"), QStringLiteral("Wait a bit")}}});
        QVERIFY(clashes.write(0, QStringLiteral("Wait a bit")));
        QVERIFY(!drafts.has(place));
        QCOMPARE(standing(line).text, QStringLiteral("Wait a bit"));
    }

private:
    [[nodiscard]] World &world() const { return *m_lived->world; }
    [[nodiscard]] Profile &facts() const { return world().profile.profile; }
    [[nodiscard]] profile::Statement standing(const QString &line) const
    {
        return profile::statement(*world().currentCircle.circle(), *Id::fromHex(line)).value_or(profile::Statement{});
    }

    std::unique_ptr<Lived> m_lived;
};

QTEST_MAIN(TestSpelling)
#include "tst_spelling.moc"
