// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include "base/text.h"
#include "profile/symbols.h"
#include "profile/version.h"

using namespace heard;
using namespace heard::profile;
using namespace heard::testing;

class TestProfile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sectionsByName();
    void everyFieldComesBack();
    void whoSaidItIsFixed();
    void whoSaidItWhenNotHere();
    void editChangesOnlyWhatIsAsked();
    void removeAndUndo();
    void badInputIsRefused_data();
    void badInputIsRefused();
    void overridesCannotTurnWordsRound();
    void aMegabyteIsRefusedAndNothingIsLost();
    void tenThousandStatements();
    void neverBlank();
    void aboutIsTypedOnce();
    void signsOfThePassport();
    void twoVersionsAreBothShown();
    void settleKeepsOne();
    void settleOverWhatWasSeen();
    void settleWithNewWords();
    void keepBothMakesTwo();
    void takenOutHereAndChangedThere();
    void historyTellsWhoAndWhen();
    void ownVault();
    void sharedLaterByChoice();
    void aGuestWhoIsOutCannotWrite();

private:
    std::unique_ptr<SamsCircle> m_sams;
    Circle &mum() { return *m_sams->atMum; }
    Circle &school() { return *m_sams->atSchool; }
};

void TestProfile::init()
{
    m_sams = std::make_unique<SamsCircle>();
    QVERIFY(m_sams->start());
}

void TestProfile::sectionsByName()
{
    for (const Section section : allSections()) {
        QCOMPARE(sectionFromName(sectionName(section)).value(), section);
        QVERIFY(!sectionHeading(section).isEmpty());
    }
    QCOMPARE(allSections().size(), 5);
    QCOMPARE(sectionFromName(QStringLiteral("needs")).error().code, ErrorCode::BadInput);
    // Every kind of this folder says which fields it has.
    for (const KindInfo &kind : kinds())
        QVERIFY(!kind.fields.isEmpty());
}

void TestProfile::everyFieldComesBack()
{
    QVERIFY(!symbols().isEmpty());
    const auto id = add(mum(), {.section = Section::Support,
                                .text = QStringLiteral("  Tell me before you touch me.\r\n"),
                                .symbol = symbols().constFirst().id,
                                .photo = photoFile(Qt::red),
                                .mustKnow = true});
    HEARD_VERIFY(id);
    QVERIFY(m_sams->reopenMum());
    const auto s = statement(mum(), *id);
    HEARD_VERIFY(s);
    QCOMPARE(s->section, Section::Support);
    QCOMPARE(s->text, QStringLiteral("Tell me before you touch me."));
    QCOMPARE(s->saidBy, mum().me());
    QCOMPARE(s->saidName, QStringLiteral("Ada"));
    QCOMPARE(s->writtenBy, mum().me());
    QCOMPARE(s->changed, m_sams->mum.clock.now());
    QCOMPARE(s->symbol, symbols().constFirst().id);
    QVERIFY(s->photo.startsWith("\xFF\xD8")); // written anew as JPEG
    QVERIFY(s->photo.size() <= 120'000);
    QVERIFY(s->mustKnow);
    QVERIFY(!s->onlyMine);
    QVERIFY(!s->clashes);
    QCOMPARE(statements(mum(), Section::Support).size(), 1);
    QVERIFY(statements(mum(), Section::Tips).isEmpty());
}

/// SR-043 in part: the label of whose words they are cannot be taken off.
void TestProfile::whoSaidItIsFixed()
{
    QVERIFY(m_sams->addSam());
    const Id sam = youngPerson(mum());
    QVERIFY(sam != mum().id());
    const Id id = say(mum(), Section::Important, QStringLiteral("I want to see my cat every day."), sam);
    QCOMPARE(statement(mum(), id)->saidName, QStringLiteral("Sam"));
    QCOMPARE(statement(mum(), id)->writtenBy, mum().me());
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("I want to see Tom the cat every day.")}));
    QCOMPARE(statement(mum(), id)->saidBy, sam);
    // Not even by going past the profile.
    Change change(mum(), mum().everyone());
    change.set(id, statementKind::saidBy, mum().me());
    QCOMPARE(mum().save(change).error().name, QStringLiteral("fixed-field"));
    QCOMPARE(statement(mum(), id)->saidBy, sam);
}

void TestProfile::whoSaidItWhenNotHere()
{
    // Sam has no device: the circle itself stands for him.
    QCOMPARE(youngPerson(mum()), mum().id());
    const Id own = say(mum(), Section::Important, QStringLiteral("Trains."), mum().id());
    QCOMPARE(statement(mum(), own)->saidName, QStringLiteral("Sam"));
    QVERIFY(isYoungPerson(mum(), statement(mum(), own)->saidBy));
    const auto gran =
        add(mum(), {.section = Section::Appreciate, .text = QStringLiteral("Sam makes me laugh."), .saidName = QStringLiteral(" Gran \n")});
    HEARD_VERIFY(gran);
    QCOMPARE(statement(mum(), *gran)->saidName, QStringLiteral("Gran"));
    QVERIFY(statement(mum(), *gran)->saidBy.isNull());
    SystemRandom random;
    QCOMPARE(add(mum(), {.text = QStringLiteral("x"), .saidBy = Id::random(random)}).error().name, QStringLiteral("unknown-member"));
}

void TestProfile::editChangesOnlyWhatIsAsked()
{
    const auto id = add(mum(), {.section = Section::Support, .text = QStringLiteral("One"), .mustKnow = true});
    HEARD_VERIFY(id);
    const Id tip = say(mum(), Section::Tips, QStringLiteral("A tip"));
    const qint64 before = mum().overview().waiting;
    HEARD_DO(edit(mum(), *id, {.text = QStringLiteral(" One ")}));
    HEARD_DO(edit(mum(), *id, {}));
    QCOMPARE(mum().overview().waiting, before); // nothing new was said, nothing was saved
    HEARD_DO(edit(mum(), *id, {.section = Section::Tips}));
    QCOMPARE(mum().overview().waiting, before + 1);
    const QList<Statement> tips = statements(mum(), Section::Tips);
    QCOMPARE(tips.size(), 2);
    QCOMPARE(tips.at(0).id, tip);
    QCOMPARE(tips.at(1).id, *id);
    QVERIFY(tips.at(1).mustKnow);
    HEARD_DO(edit(mum(), *id, {.mustKnow = false}));
    QVERIFY(!statement(mum(), *id)->mustKnow);
    HEARD_DO(edit(mum(), *id, {.photo = photoFile(Qt::blue)}));
    QVERIFY(!statement(mum(), *id)->photo.isEmpty());
    HEARD_DO(edit(mum(), *id, {.photo = QByteArray()}));
    QVERIFY(statement(mum(), *id)->photo.isEmpty());
    QCOMPARE(edit(mum(), *id, {.text = QStringLiteral(" \n ")}).error().name, QStringLiteral("empty-text"));
    QCOMPARE(edit(mum(), mum().me(), {.text = QStringLiteral("x")}).error().code, ErrorCode::NotFound);
}

void TestProfile::removeAndUndo()
{
    const Id a = say(mum(), Section::Tips, QStringLiteral("A"));
    const Id b = say(mum(), Section::Tips, QStringLiteral("B"));
    const Id c = say(mum(), Section::Tips, QStringLiteral("C"));
    HEARD_DO(remove(mum(), b));
    HEARD_DO(remove(mum(), b)); // twice is once
    QCOMPARE(texts(statements(mum(), Section::Tips)), QStringList({QStringLiteral("A"), QStringLiteral("C")}));
    QCOMPARE(edit(mum(), b, {.text = QStringLiteral("B2")}).error().code, ErrorCode::NotFound);
    QVERIFY(m_sams->reopenMum());
    HEARD_DO(bringBack(mum(), b));
    HEARD_DO(bringBack(mum(), b));
    QCOMPARE(texts(statements(mum(), Section::Tips)), QStringList({QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")}));
    QVERIFY(clashes(mum()).isEmpty());
    QVERIFY(!a.isNull() && !c.isNull());
}

void TestProfile::badInputIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("nothing") << QString() << QStringLiteral("empty-text");
    QTest::newRow("spaces") << QStringLiteral(" \t\n\u00a0 ") << QStringLiteral("empty-text");
    QTest::newRow("only marks of direction") << QStringLiteral("\u202e\u200f\u200e") << QStringLiteral("empty-text");
    QTest::newRow("only a null") << QString(QChar(0)) << QStringLiteral("empty-text");
    QTest::newRow("100,001 bytes") << QString(longestText + 1, u'a') << QStringLiteral("text-too-long");
    QTest::newRow("a megabyte") << QString(1'000'000, u'a') << QStringLiteral("text-too-long");
    QTest::newRow("few letters, many bytes") << QString(40'000, QChar(0x1780)) << QStringLiteral("text-too-long");
}

void TestProfile::badInputIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    const QByteArray digest = mum().digest();
    const auto refused = add(mum(), {.text = text});
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, name);
    QCOMPARE(refused.error().code, ErrorCode::BadInput);
    QVERIFY(refused.error().message.endsWith(u'.'));
    QCOMPARE(mum().digest(), digest);
}

void TestProfile::overridesCannotTurnWordsRound()
{
    const Id id = say(mum(), Section::Support, QStringLiteral("Do not \u202egive me nuts\u202c\u2066 today"));
    QCOMPARE(statement(mum(), id)->text, QStringLiteral("Do not give me nuts today"));
    // Marks of direction go too, since a line's direction follows from its letters; the joiners that a script needs stay.
    const QString persian = QStringLiteral("می\u200cخواهم (10:30)");
    const Id other = say(mum(), Section::Important, persian + QStringLiteral("\u200f"));
    QCOMPARE(statement(mum(), other)->text, persian);
}

void TestProfile::aMegabyteIsRefusedAndNothingIsLost()
{
    const Id id = say(mum(), Section::Support, QStringLiteral("Short and good."));
    const auto refused = edit(mum(), id, {.text = QString(1'000'000, u'x')});
    QCOMPARE(refused.error().name, QStringLiteral("text-too-long"));
    QCOMPARE(statement(mum(), id)->text, QStringLiteral("Short and good."));
    // The longest that is allowed is kept whole, also many of them at once.
    QList<NewStatement> longOnes;
    for (int i = 0; i < 12; ++i)
        longOnes.append({.text = QString(longestText, QChar(u'a' + i))});
    const auto ids = addAll(mum(), longOnes);
    HEARD_VERIFY(ids);
    QVERIFY(m_sams->reopenMum());
    for (int i = 0; i < 12; ++i)
        QCOMPARE(statement(mum(), ids->at(i))->text, QString(longestText, QChar(u'a' + i)));
    // One bad line stops all of them before anything is saved.
    const qsizetype count = statements(mum()).size();
    QVERIFY(!addAll(mum(), {{.text = QStringLiteral("fine")}, {.text = QString()}}));
    QCOMPARE(statements(mum()).size(), count);
    QVERIFY(!textHint(QString(1'000'000, u'x')).isEmpty());
    QVERIFY(textHint(QStringLiteral("Short and good.")).isEmpty());
}

void TestProfile::tenThousandStatements()
{
    const int count = byDepth(2'000, 10'000, 10'000);
    QList<NewStatement> many;
    for (int i = 0; i < count; ++i)
        many.append({.section = allSections().at(i % 5), .text = QStringLiteral("Statement number %1, with a few words in it.").arg(i)});
    const auto ids = addAll(mum(), many);
    HEARD_VERIFY(ids);
    QCOMPARE(ids->size(), count);
    QVERIFY(m_sams->reopenMum());
    QElapsedTimer timer;
    timer.start();
    const QList<Statement> all = statements(mum());
    qInfo() << count << "statements listed in" << timer.elapsed() << "ms";
    QCOMPARE(all.size(), count);
    timer.restart();
    const Id one = say(mum(), Section::Tips, QStringLiteral("One more"));
    HEARD_DO(edit(mum(), one, {.text = QStringLiteral("One more, changed")}));
    HEARD_DO(moveTo(mum(), one, 0));
    HEARD_DO(remove(mum(), one));
    qInfo() << "add, edit, move, remove among them in" << timer.elapsed() << "ms";
    QCOMPARE(statements(mum(), Section::Tips).constFirst().text, many.at(4).text);
}

/// SR-077
void TestProfile::neverBlank()
{
    QSet<QString> ids;
    for (const Section section : allSections()) {
        const QList<Starter> list = starters(section);
        QVERIFY2(list.size() >= 3, qPrintable(sectionName(section)));
        for (const Starter &starter : list) {
            QVERIFY(!ids.contains(starter.id));
            ids.insert(starter.id);
            QCOMPARE(starter.section, section);
            QVERIFY(starter.question.endsWith(u'?'));
            QVERIFY(starter.beginning.endsWith(u' ')); // ready to go on typing
            QVERIFY(countWords(starter.question) < 15);
        }
    }
}

/// SR-081: one place for each fact; what is set again replaces it, and a second record made apart does not hide or double it.
void TestProfile::aboutIsTypedOnce()
{
    QCOMPARE(about(mum()).name, QStringLiteral("Sam")); // the circle's name until one is chosen
    QVERIFY(m_sams->addSchool());
    HEARD_DO(editAbout(mum(), {.name = QStringLiteral("Sammy"), .communicate = QStringLiteral("I sign and point.")}));
    HEARD_DO(editAbout(school(), {.pain = QStringLiteral("I go very quiet.")}));
    QVERIFY(m_sams->meet());
    for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
        const About a = about(*circle);
        QCOMPARE(a.name, QStringLiteral("Sammy"));
        QCOMPARE(a.communicate, QStringLiteral("I sign and point."));
        QCOMPARE(a.pain, QStringLiteral("I go very quiet."));
        QVERIFY(!a.clashes);
    }
    HEARD_DO(editAbout(school(), {.photo = photoFile(Qt::green), .communicate = QStringLiteral("I sign, point and type."), .pain = QString()}));
    QVERIFY(m_sams->meet());
    QCOMPARE(about(mum()), about(school()));
    QCOMPARE(about(mum()).communicate, QStringLiteral("I sign, point and type."));
    QVERIFY(about(mum()).pain.isEmpty());
    QVERIFY(!about(mum()).photo.isEmpty());
    const qint64 before = mum().overview().waiting;
    HEARD_DO(editAbout(mum(), {.communicate = QStringLiteral("I sign, point and type.")}));
    QCOMPARE(mum().overview().waiting, before);
    QCOMPARE(editAbout(mum(), {.photo = QByteArray("no picture")}).error().code, ErrorCode::BadInput);
}

void TestProfile::signsOfThePassport()
{
    const auto a = addSign(mum(), {QStringLiteral("I tap my ear"), QStringLiteral("It is too loud"), QStringLiteral("Take me outside")});
    const auto b = addSign(mum(), {QStringLiteral("I hum"), QStringLiteral("I am happy"), QString()});
    HEARD_VERIFY(a);
    HEARD_VERIFY(b);
    HEARD_DO(editSign(mum(), *b, QStringLiteral("I hum"), QStringLiteral("I am happy"), QStringLiteral("Hum with me")));
    QCOMPARE(signs(mum()).size(), 2);
    QCOMPARE(signs(mum()).at(0).id, *a);
    QCOMPARE(signs(mum()).at(1).help, QStringLiteral("Hum with me"));
    HEARD_DO(remove(mum(), *a));
    QCOMPARE(signs(mum()).size(), 1);
    HEARD_DO(bringBack(mum(), *a));
    QCOMPARE(signs(mum()).size(), 2);
    QCOMPARE(addSign(mum(), {}).error().name, QStringLiteral("empty-text"));
}

void TestProfile::twoVersionsAreBothShown()
{
    QVERIFY(m_sams->addSchool());
    const Id id = say(mum(), Section::Support, QStringLiteral("Give me time."));
    QVERIFY(m_sams->meet());
    m_sams->mum.clock.set(m_sams->mum.clock.now() + 60'000);
    m_sams->school->clock.set(m_sams->mum.clock.now() + 120'000);
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("Give me ten seconds.")}));
    HEARD_DO(edit(school(), id, {.text = QStringLiteral("Give me a minute.")}));
    QVERIFY(m_sams->meet());
    for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
        QVERIFY(statement(*circle, id)->clashes);
        const QList<Clash> list = clashesOf(*circle, id);
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.constFirst().field, QStringLiteral("text"));
        QVERIFY(!list.constFirst().label.isEmpty());
        QHash<QString, QString> said;
        for (const Side &side : list.constFirst().sides) {
            said.insert(side.who, side.shown);
            QVERIFY(side.time > 0);
        }
        QCOMPARE(said.value(QStringLiteral("Ada")), QStringLiteral("Give me ten seconds."));
        QCOMPARE(said.value(QStringLiteral("Mr Lee")), QStringLiteral("Give me a minute."));
        QCOMPARE(clashes(*circle).size(), 1);
    }
}

void TestProfile::settleKeepsOne()
{
    QVERIFY(m_sams->addSchool());
    const Id id = say(mum(), Section::Support, QStringLiteral("Give me time."));
    QVERIFY(m_sams->meet());
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("A"), .mustKnow = true}));
    HEARD_DO(edit(school(), id, {.section = Section::Tips, .text = QStringLiteral("B")}));
    QVERIFY(m_sams->meet());
    const QList<Clash> list = clashesOf(school(), id);
    QCOMPARE(list.size(), 1); // must-know and section were changed by one only
    const auto &sides = list.constFirst().sides;
    const auto mumsSide = std::find_if(sides.cbegin(), sides.cend(), [](const Side &s) { return s.shown == QStringLiteral("A"); });
    HEARD_DO(settle(school(), id, QStringLiteral("text"), mumsSide->op));
    QVERIFY(m_sams->meet());
    for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
        QCOMPARE(statement(*circle, id)->text, QStringLiteral("A"));
        QCOMPARE(statement(*circle, id)->section, Section::Tips);
        QVERIFY(statement(*circle, id)->mustKnow);
        QVERIFY(!statement(*circle, id)->clashes);
        QVERIFY(clashes(*circle).isEmpty());
    }
    // Settled already, on another device: says so and changes nothing.
    QCOMPARE(settle(mum(), id, QStringLiteral("text"), mumsSide->op).error().name, QStringLiteral("no-clash"));
}

void TestProfile::settleOverWhatWasSeen()
{
    QVERIFY(m_sams->addSchool());
    QVERIFY(m_sams->addSam());
    const Id id = say(mum(), Section::Support, QStringLiteral("Give me time."));
    QVERIFY(m_sams->meet());
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("A")}));
    HEARD_DO(edit(school(), id, {.text = QStringLiteral("B")}));
    HEARD_DO(edit(*m_sams->atSam, id, {.text = QStringLiteral("C")}));
    QVERIFY(m_sams->meet());
    const QList<Clash> all = clashesOf(mum(), id);
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.constFirst().sides.size(), 3);
    // Shown before the third came: deciding now would be deciding against words that nobody here has read.
    const QList<OpId> seen{all.constFirst().sides.at(0).op, all.constFirst().sides.at(1).op};
    QCOMPARE(settle(mum(), id, QStringLiteral("text"), seen.constFirst(), seen).error().name, QStringLiteral("no-clash"));
    QCOMPARE(settleWithText(mum(), id, QStringLiteral("text"), QStringLiteral("D"), seen).error().name, QStringLiteral("no-clash"));
    QCOMPARE(clashesOf(mum(), id).constFirst().sides.size(), 3);
    HEARD_DO(settle(mum(), id, QStringLiteral("text"), seen.constFirst(), seen + QList<OpId>{all.constFirst().sides.at(2).op}));
    QVERIFY(clashesOf(mum(), id).isEmpty());
}

void TestProfile::settleWithNewWords()
{
    QVERIFY(m_sams->addSchool());
    const Id id = say(mum(), Section::Support, QStringLiteral("Give me time."));
    QVERIFY(m_sams->meet());
    HEARD_DO(edit(mum(), id, {.section = Section::Tips, .text = QStringLiteral("A")}));
    HEARD_DO(edit(school(), id, {.section = Section::Important, .text = QStringLiteral("B")}));
    QVERIFY(m_sams->meet());
    QCOMPARE(clashesOf(mum(), id).size(), 2);
    QCOMPARE(settleWithText(mum(), id, QStringLiteral("section"), QStringLiteral("x")).error().name, QStringLiteral("not-text"));
    QCOMPARE(settleWithText(mum(), id, QStringLiteral("text"), QString()).error().name, QStringLiteral("empty-text"));
    HEARD_DO(settleWithText(mum(), id, QStringLiteral("text"), QStringLiteral("A and B")));
    HEARD_DO(settle(mum(), id, QStringLiteral("section"), clashesOf(mum(), id).constFirst().sides.constLast().op));
    QVERIFY(m_sams->meet());
    QCOMPARE(statement(school(), id)->text, QStringLiteral("A and B"));
    QVERIFY(clashes(school()).isEmpty());
}

void TestProfile::keepBothMakesTwo()
{
    QVERIFY(m_sams->addSchool());
    const Id sam = youngPerson(mum());
    const Id id = say(mum(), Section::Support, QStringLiteral("Give me time."), sam);
    const Id after = say(mum(), Section::Support, QStringLiteral("The next one."));
    QVERIFY(m_sams->meet());
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("A")}));
    HEARD_DO(edit(school(), id, {.text = QStringLiteral("B")}));
    QVERIFY(m_sams->meet());
    const auto made = keepBoth(mum(), id);
    HEARD_VERIFY(made);
    QCOMPARE(made->size(), 1);
    QVERIFY(m_sams->meet());
    for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
        const QList<Statement> list = statements(*circle, Section::Support);
        QCOMPARE(list.size(), 3);
        QCOMPARE(list.at(0).id, id);
        QCOMPARE(list.at(1).id, made->constFirst());
        QCOMPARE(list.at(2).id, after);
        QCOMPARE(QSet<QString>({list.at(0).text, list.at(1).text}), QSet<QString>({QStringLiteral("A"), QStringLiteral("B")}));
        QCOMPARE(list.at(1).saidBy, sam); // whose words they are goes with them
        QVERIFY(clashes(*circle).isEmpty());
    }
    QCOMPARE(keepBoth(mum(), id).error().name, QStringLiteral("no-clash"));
}

void TestProfile::takenOutHereAndChangedThere()
{
    QVERIFY(m_sams->addSchool());
    const Id id = say(mum(), Section::Support, QStringLiteral("Give me time."));
    QVERIFY(m_sams->meet());
    HEARD_DO(remove(mum(), id));
    HEARD_DO(edit(school(), id, {.text = QStringLiteral("Give me lots of time.")}));
    QVERIFY(m_sams->meet());
    for (Circle *circle : {m_sams->atMum, m_sams->atSchool}) {
        QCOMPARE(texts(statements(*circle)), QStringList({QStringLiteral("Give me lots of time.")}));
        const QList<Clash> list = clashesOf(*circle, id);
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.constFirst().field, QStringLiteral("gone"));
        QCOMPARE(list.constFirst().sides.size(), 2);
        QVERIFY(list.constFirst().sides.at(0).removal);
        QCOMPARE(list.constFirst().sides.at(0).who, QStringLiteral("Ada"));
        QCOMPARE(list.constFirst().sides.at(1).shown, QStringLiteral("Give me lots of time."));
        QCOMPARE(list.constFirst().sides.at(1).who, QStringLiteral("Mr Lee"));
    }
    // Once kept, once taken out.
    HEARD_DO(settle(mum(), id, QStringLiteral("gone"), clashesOf(mum(), id).constFirst().sides.at(1).op));
    QVERIFY(m_sams->meet());
    QCOMPARE(statements(school()).size(), 1);
    QVERIFY(clashes(school()).isEmpty());
    HEARD_DO(remove(school(), id));
    HEARD_DO(edit(mum(), id, {.mustKnow = true}));
    QVERIFY(m_sams->meet());
    const QList<Clash> list = clashesOf(mum(), id);
    QCOMPARE(list.size(), 1);
    HEARD_DO(settle(mum(), id, QStringLiteral("gone"), list.constFirst().sides.constFirst().op));
    QVERIFY(m_sams->meet());
    QVERIFY(statements(school()).isEmpty());
    QVERIFY(statements(mum()).isEmpty());
}

void TestProfile::historyTellsWhoAndWhen()
{
    QVERIFY(m_sams->addSchool());
    const Id id = say(mum(), Section::Support, QStringLiteral("One"));
    QVERIFY(m_sams->meet());
    m_sams->school->clock.set(m_sams->mum.clock.now() + 1'000);
    HEARD_DO(edit(school(), id, {.text = QStringLiteral("Two")}));
    HEARD_DO(moveTo(school(), id, 0));
    QVERIFY(m_sams->meet());
    m_sams->mum.clock.set(m_sams->mum.clock.now() + 2'000);
    HEARD_DO(remove(mum(), id));
    const auto past = history(mum(), id);
    HEARD_VERIFY(past);
    QStringList words;
    for (const Past &p : *past) {
        if (p.field == statementKind::text.key())
            words.append(p.who + u':' + p.shown + (p.standing ? QStringLiteral("!") : QString()));
    }
    QCOMPARE(words, QStringList({QStringLiteral("Ada:One"), QStringLiteral("Mr Lee:Two!")}));
    QCOMPARE(past->constLast().field, QStringLiteral("gone"));
    QCOMPARE(past->constLast().shown, QStringLiteral("Taken out"));
    for (const Past &p : *past)
        QVERIFY(!p.field.startsWith(u'=') && p.field != common::order.key());
}

/// SR-098
void TestProfile::ownVault()
{
    QVERIFY(m_sams->addSchool());
    QVERIFY(m_sams->addSam());
    Circle &sam = *m_sams->atSam;
    const auto own =
        add(sam, {.section = Section::Important, .text = QStringLiteral("I do not like the taxi driver."), .audience = sam.onlyMe()});
    HEARD_VERIFY(own);
    say(sam, Section::Important, QStringLiteral("I like trains."));
    QVERIFY(statement(sam, *own)->onlyMine);
    QCOMPARE(statements(sam, Which::Mine).size(), 1);
    QCOMPARE(statements(sam, Which::Shared).size(), 1);
    QCOMPARE(statements(sam).size(), 2);
    QVERIFY(m_sams->meet());
    for (Circle *other : {m_sams->atMum, m_sams->atSchool}) {
        QCOMPARE(texts(statements(*other)), QStringList({QStringLiteral("I like trains.")}));
        QVERIFY(!other->record(*own));
    }
    QCOMPARE(present(sam).statements.size(), 1); // what others' pages are made of
    // A week later, on a locked tablet that was off: all is there, to go on with.
    m_sams->sam->clock.set(m_sams->sam->clock.now() + 7LL * 24 * 3'600'000);
    const Id circle = sam.id();
    QVERIFY(m_sams->sam->reopen());
    auto again = m_sams->sam->workspace->circle(circle);
    HEARD_VERIFY(again);
    QCOMPARE(statement(**again, *own)->text, QStringLiteral("I do not like the taxi driver."));
    HEARD_DO(edit(**again, *own, {.text = QStringLiteral("I do not like the morning taxi driver.")}));
    QVERIFY(statement(**again, *own)->onlyMine);
    m_sams->atSam = *again;
    // Nothing of it is ever on disk to read.
    QVERIFY(m_sams->meet());
    QCOMPARE(statements(mum()).size(), 1);
    QCOMPARE(add(mum(), {.text = QStringLiteral("x"), .audience = (*again)->onlyMe()}).error().name, QStringLiteral("unknown-audience"));
}

void TestProfile::sharedLaterByChoice()
{
    QVERIFY(m_sams->addSam());
    Circle &sam = *m_sams->atSam;
    const auto own =
        add(sam,
            {.section = Section::Strengths, .text = QStringLiteral("I can draw maps."), .photo = photoFile(Qt::cyan), .audience = sam.onlyMe()});
    HEARD_VERIFY(own);
    const auto shared = shareWithEveryone(sam, *own);
    HEARD_VERIFY(shared);
    QCOMPARE(shareWithEveryone(sam, *shared).value(), *shared);
    QVERIFY(statements(sam, Which::Mine).isEmpty());
    QVERIFY(m_sams->meet());
    const QList<Statement> atMum = statements(mum());
    QCOMPARE(atMum.size(), 1);
    QCOMPARE(atMum.constFirst().text, QStringLiteral("I can draw maps."));
    QCOMPARE(atMum.constFirst().saidBy, sam.me());
    QVERIFY(!atMum.constFirst().photo.isEmpty());
    QVERIFY(shareWithEveryone(sam, *own).error().code == ErrorCode::NotFound);
}

void TestProfile::aGuestWhoIsOutCannotWrite()
{
    QVERIFY(m_sams->addSchool());
    const Id id = say(mum(), Section::Support, QStringLiteral("Give me time."));
    QVERIFY(m_sams->meet());
    HEARD_DO(mum().removeMember(school().me()));
    HEARD_DO(handOver(mum(), school()));
    const auto refused = edit(school(), id, {.text = QStringLiteral("Hm")});
    QCOMPARE(refused.error().name, QStringLiteral("not-a-member"));
    QCOMPARE(add(school(), {.text = QStringLiteral("Hm")}).error().code, ErrorCode::Refused);
    QCOMPARE(statements(school()).size(), 1); // what they had they still can read
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
