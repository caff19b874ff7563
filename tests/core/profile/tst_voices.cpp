// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include "circle/names.h"
#include "profile/agreement.h"
#include "profile/layout.h"
#include "profile/symbols.h"
#include "profile/version.h"

#include <QGuiApplication>
#include <QTextDocumentFragment>

using namespace heard;
using namespace heard::profile;
using namespace heard::testing;

/** Whose words they are, when others change them, when two versions meet, and when somebody goes by another's name. Needs: SR-043, SR-119. */
class TestVoices : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aChangeIsShownAsTheirs();
    void aChangeIsPrintedAsTheirs();
    void puttingWordsBackMakesThemTheirsAgain();
    void aChangeEndsAnOlderYes_data();
    void aChangeEndsAnOlderYes();
    void ownChangesAndNewLinesEndNothing();
    void aFrozenVersionKeepsItsYes();
    void choosingAVersionMakesNobodyItsWriter();
    void twoChoicesAtOnceLoseNoVoice();
    void keepBothKeepsEachVoice();
    void keepBothOfTwoWhoWroteForSomebody();
    void keepBothIsOverWhatWasRead();
    void twoVersionsAreBothPrinted();
    void twoVersionsOfWhoIAmAreBothPrinted();
    void mustKnowIsSafeUntilDecided();
    void aFrozenClashStaysTold();
    void oneNameTwice();
    void someoneElseByANameOfOurs();

private:
    std::unique_ptr<SamsCircle> m_sams;
    Circle &mum() { return *m_sams->atMum; }
    Circle &school() { return *m_sams->atSchool; }
    Circle &sam() { return *m_sams->atSam; }
    QList<Circle *> all() { return {m_sams->atMum, m_sams->atSchool, m_sams->atSam}; }
    /** Both change Sam's line apart, and meet. */
    Id twoVersions(const QString &sams, const QString &mums)
    {
        const Id id = say(sam(), Section::Important, QStringLiteral("Trains."));
        if (!m_sams->meet() || !edit(sam(), id, {.text = sams}) || !edit(mum(), id, {.text = mums}) || !m_sams->meet())
            return {};
        return id;
    }
    QString page(Circle &circle, const PageOptions &options = {}, Layout layout = Layout::OnePage)
    {
        const auto made = makeExport(circle, layout, Format::Html, options);
        return made ? QTextDocumentFragment::fromHtml(QString::fromUtf8(made->bytes)).toPlainText().simplified()
                    : made.error().name + u' ' + made.error().message;
    }
    QString answer(Circle &circle)
    {
        const auto may = mayShare(circle, Layout::OnePage, circle.id(), m_sams->mum.clock.now());
        return may ? QStringLiteral("fine") : may.error().name;
    }
};

void TestVoices::init()
{
    m_sams = std::make_unique<SamsCircle>();
    QVERIFY(m_sams->start());
    QVERIFY(m_sams->addSchool());
    QVERIFY(m_sams->addSam());
    QVERIFY(m_sams->meet());
}

void TestVoices::aChangeIsShownAsTheirs()
{
    const Id id = say(sam(), Section::Important, QStringLiteral("I want to live with Gran."));
    const Id written = say(mum(), Section::Support, QStringLiteral("Wait for me."), sam().me());
    QVERIFY(m_sams->meet());
    for (Circle *circle : all()) {
        QVERIFY(statement(*circle, id)->changedBy.isNull());
        QVERIFY(statement(*circle, written)->changedBy.isNull()); // written down is not changed
        QCOMPARE(statement(*circle, written)->writtenBy, mum().me());
    }
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("I want to live at home.")}));
    QVERIFY(m_sams->meet());
    for (Circle *circle : all()) {
        const Statement now = *statement(*circle, id);
        QCOMPARE(now.saidName, QStringLiteral("Sam"));
        QCOMPARE(now.changedBy, mum().me());
        QCOMPARE(now.changedName, QStringLiteral("Ada"));
        QCOMPARE(now.writtenBy, mum().me());
        QVERIFY(changedNote(now, QStringLiteral("en-GB")).startsWith(QStringLiteral("Changed by Ada (")));
    }
    // Their own change is their own again.
    HEARD_DO(edit(sam(), id, {.text = QStringLiteral("I want to choose.")}));
    QVERIFY(m_sams->meet());
    QVERIFY(statement(school(), id)->changedBy.isNull());
}

void TestVoices::aChangeIsPrintedAsTheirs()
{
    const Id id = say(sam(), Section::Important, QStringLiteral("I want to live with Gran."));
    say(sam(), Section::Strengths, QStringLiteral("Drawing."));
    QVERIFY(m_sams->meet());
    QVERIFY(!page(mum()).contains(QStringLiteral("Changed by")));
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("I want to live at home.")}));
    QVERIFY(m_sams->meet());
    HEARD_DO(add(sam(), {.section = Section::Appreciate, .text = QStringLiteral("My smile.")}));
    const auto version = freeze(sam(), QStringLiteral("today"));
    HEARD_VERIFY(version);
    for (const bool whoSaid : {true, false}) {
        for (const Layout layout : {Layout::OnePage, Layout::HospitalPassport, Layout::CommunicationPassport}) {
            const QString text = page(sam(), {.whoSaid = whoSaid}, layout);
            QVERIFY2(text.contains(QStringLiteral("I want to live at home. – Sam · Changed by Ada (15 January 2027)"))
                         || (!whoSaid && text.contains(QStringLiteral("I want to live at home. – Changed by Ada (15 January 2027)"))),
                     qPrintable(text));
        }
        QVERIFY(page(sam(), {.version = *version, .whoSaid = whoSaid}).contains(QStringLiteral("Changed by Ada")));
    }
    for (const Format format : {Format::Pdf, Format::Odt})
        HEARD_DO(makeExport(sam(), Layout::OnePage, format));
}

void TestVoices::puttingWordsBackMakesThemTheirsAgain()
{
    const Id id = say(sam(), Section::Important, QStringLiteral("Trains."));
    QVERIFY(m_sams->meet());
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("Buses.")}));
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("Trains.")}));
    QVERIFY(m_sams->meet());
    for (Circle *circle : all()) {
        QCOMPARE(statement(*circle, id)->writtenBy, sam().me());
        QVERIFY(statement(*circle, id)->changedBy.isNull());
    }
    // Also when it is read back from the quick copy.
    HEARD_DO(mum().checkpoint());
    QVERIFY(m_sams->reopenMum());
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("Buses.")}));
    QCOMPARE(statement(mum(), id)->changedBy, mum().me());
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("Trains.")}));
    QCOMPARE(statement(mum(), id)->writtenBy, youngPerson(mum()));
}

void TestVoices::aChangeEndsAnOlderYes_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("words") << 0;
    QTest::newRow("a photo of a line") << 1;
    QTest::newRow("a symbol") << 2;
    QTest::newRow("how I say no") << 3;
    QTest::newRow("the photo") << 4;
    QTest::newRow("a sign") << 5;
}

void TestVoices::aChangeEndsAnOlderYes()
{
    QFETCH(int, what);
    const auto line =
        add(sam(),
            {.section = Section::Important, .text = QStringLiteral("Trains."), .symbol = symbols().at(0).id, .photo = photoFile(Qt::red)});
    HEARD_VERIFY(line);
    HEARD_DO(editAbout(sam(), {.photo = photoFile(Qt::green), .no = QStringLiteral("I shake my head.")}));
    const auto sign = addSign(sam(), {.see = QStringLiteral("I hum"), .means = QStringLiteral("Happy"), .help = QStringLiteral("Nothing")});
    HEARD_VERIFY(sign);
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school()), QStringLiteral("needs-agreement"));
    HEARD_DO(agree(sam(), {.layouts = {Layout::OnePage}}));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school()), QStringLiteral("fine"));

    const auto change = [&](Circle &by, bool back) -> Result<> {
        switch (what) {
        case 0:
            return edit(by, *line, {.text = back ? QStringLiteral("Trains.") : QStringLiteral("Buses.")});
        case 1:
            return edit(by, *line, {.photo = photoFile(back ? Qt::red : Qt::blue)});
        case 2:
            return edit(by, *line, {.symbol = symbols().at(back ? 0 : 1).id});
        case 3:
            return editAbout(by, {.no = back ? QStringLiteral("I shake my head.") : QStringLiteral("I do not say no.")});
        case 4:
            return editAbout(by, {.photo = photoFile(back ? Qt::green : Qt::blue)});
        default:
            return editSign(by, *sign, QStringLiteral("I hum"), back ? QStringLiteral("Happy") : QStringLiteral("Bored"),
                            QStringLiteral("Nothing"));
        }
    };
    HEARD_DO(change(mum(), false));
    QVERIFY(m_sams->meet());
    const auto refused = mayShare(school(), Layout::OnePage, school().id(), m_sams->mum.clock.now());
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, QStringLiteral("needs-agreement"));
    QVERIFY2(refused.error().message.contains(QStringLiteral("Since then Ada changed")), qPrintable(refused.error().message));
    QCOMPARE(makeExport(school(), Layout::OnePage, Format::Html).error().name, QStringLiteral("needs-agreement"));
    QVERIFY(agreements(school()).constFirst().ended);
    // As it was agreed to, it holds; and so does a yes to the new words.
    HEARD_DO(change(mum(), true));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school()), QStringLiteral("fine"));
    HEARD_DO(change(mum(), false));
    QVERIFY(m_sams->meet());
    HEARD_DO(agree(sam(), {.layouts = {Layout::OnePage}}));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school()), QStringLiteral("fine"));
}

void TestVoices::ownChangesAndNewLinesEndNothing()
{
    const Id id = say(sam(), Section::Important, QStringLiteral("Trains."));
    const Id other = say(sam(), Section::Tips, QStringLiteral("Slowly."));
    QVERIFY(m_sams->meet());
    HEARD_DO(agree(sam(), {}));
    HEARD_DO(edit(sam(), id, {.text = QStringLiteral("Steam trains.")}));
    QVERIFY(m_sams->meet());
    say(mum(), Section::Tips, QStringLiteral("A tip of mine."));
    HEARD_DO(moveTo(mum(), other, 1));
    HEARD_DO(edit(mum(), other, {.mustKnow = true}));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school()), QStringLiteral("fine"));
}

void TestVoices::aFrozenVersionKeepsItsYes()
{
    const Id id = say(sam(), Section::Strengths, QStringLiteral("Drawing."));
    say(sam(), Section::Appreciate, QStringLiteral("My smile."));
    QVERIFY(m_sams->meet());
    const auto version = freeze(mum(), QStringLiteral("agreed"));
    HEARD_VERIFY(version);
    HEARD_DO(agree(sam(), {.layouts = {Layout::OnePage}}));
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("Painting.")}));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school()), QStringLiteral("needs-agreement"));
    QVERIFY(page(school(), {.version = *version}).contains(QStringLiteral("Drawing.")));
}

void TestVoices::choosingAVersionMakesNobodyItsWriter()
{
    for (const bool sams : {true, false}) {
        const Id id = twoVersions(QStringLiteral("Steam trains."), QStringLiteral("Quiet trains."));
        QVERIFY(!id.isNull());
        const QList<Clash> clashes = clashesOf(school(), id);
        QCOMPARE(clashes.size(), 1);
        const QList<Side> sides = clashes.constFirst().sides;
        QCOMPARE(sides.at(0).who, QStringLiteral("Sam")); // whoever speaks comes first
        QCOMPARE(sides.at(1).who, QStringLiteral("Ada"));
        HEARD_DO(settle(school(), id, QStringLiteral("text"), sides.at(sams ? 0 : 1).op));
        QVERIFY(m_sams->meet());
        for (Circle *circle : all()) {
            const Statement now = *statement(*circle, id);
            QVERIFY(!now.clashes);
            QCOMPARE(now.writtenBy, sams ? sam().me() : mum().me());
            QCOMPARE(now.changedBy, sams ? Id() : mum().me());
        }
    }
}

void TestVoices::twoChoicesAtOnceLoseNoVoice()
{
    const Id id = twoVersions(QStringLiteral("Steam trains."), QStringLiteral("Quiet trains."));
    const QList<Side> sides = clashesOf(school(), id).constFirst().sides;
    HEARD_DO(settle(school(), id, QStringLiteral("text"), sides.at(0).op));
    HEARD_DO(settle(mum(), id, QStringLiteral("text"), sides.at(1).op));
    QVERIFY(m_sams->meet());
    const QList<Side> again = clashesOf(sam(), id).constFirst().sides;
    QCOMPARE(again.size(), 2);
    QCOMPARE(again.at(0).who, QStringLiteral("Sam"));
    QCOMPARE(again.at(0).shown, QStringLiteral("Steam trains."));
    QCOMPARE(again.at(1).who, QStringLiteral("Ada"));
}

void TestVoices::keepBothKeepsEachVoice()
{
    // Whoever settles it: Mr Lee, who wrote neither; Mum; Sam.
    for (int who = 0; who < 3; ++who) {
        const Id id = twoVersions(QStringLiteral("Steam trains."), QStringLiteral("Quiet trains."));
        const auto made = keepBoth(*all().at(who), id);
        HEARD_VERIFY(made);
        QCOMPARE(made->size(), 1);
        QVERIFY(m_sams->meet());
        for (Circle *circle : all()) {
            const Statement own = *statement(*circle, id);
            QCOMPARE(own.text, QStringLiteral("Steam trains."));
            QCOMPARE(own.saidName, QStringLiteral("Sam"));
            QCOMPARE(own.writtenBy, sam().me());
            QVERIFY(own.changedBy.isNull());
            const Statement other = *statement(*circle, made->constFirst());
            QCOMPARE(other.text, QStringLiteral("Quiet trains."));
            QCOMPARE(other.saidName, QStringLiteral("Ada"));
            QCOMPARE(other.writtenBy, mum().me());
            QVERIFY(other.changedBy.isNull());
        }
    }
}

void TestVoices::keepBothOfTwoWhoWroteForSomebody()
{
    // Gran is not here; Mum wrote it down, and both change it.
    const auto id = add(mum(), {.section = Section::Appreciate, .text = QStringLiteral("He is kind."), .saidName = QStringLiteral("Gran")});
    HEARD_VERIFY(id);
    QVERIFY(m_sams->meet());
    HEARD_DO(edit(mum(), *id, {.text = QStringLiteral("He is very kind.")}));
    HEARD_DO(edit(school(), *id, {.text = QStringLiteral("He is kind to all.")}));
    QVERIFY(m_sams->meet());
    const auto made = keepBoth(sam(), *id);
    HEARD_VERIFY(made);
    QVERIFY(m_sams->meet());
    QMap<QString, QString> writers;
    for (const Id &one : {*id, made->constFirst()}) {
        const Statement s = *statement(mum(), one);
        QCOMPARE(s.saidName, QStringLiteral("Gran"));
        writers.insert(s.text, s.changedName);
    }
    QCOMPARE(writers, (QMap<QString, QString>{{QStringLiteral("He is very kind."), QStringLiteral("Ada")},
                                              {QStringLiteral("He is kind to all."), QStringLiteral("Mr Lee")}}));
    // Nobody can say of words that another wrote them: the reference must lead to those words.
    Change forged(school(), school().everyone());
    const Id false1 = forged.make(statementKind::statement);
    forged.set(false1, statementKind::text, QStringLiteral("What Sam never wrote."));
    forged.set(false1, statementKind::saidBy, sam().me());
    forged.set(false1, common::copyOf, encodeCopyOf(*id, mum().record(*id)->made));
    HEARD_DO(school().save(forged));
    QCOMPARE(statement(school(), false1)->writtenBy, school().me());
}

void TestVoices::keepBothIsOverWhatWasRead()
{
    const Id id = twoVersions(QStringLiteral("Steam trains."), QStringLiteral("Quiet trains."));
    QList<OpId> seen;
    const QList<Clash> clashes = clashesOf(mum(), id);
    for (const Side &side : clashes.constFirst().sides)
        seen.append(side.op);
    HEARD_DO(edit(sam(), id, {.text = QStringLiteral("Fast trains.")}));
    HEARD_DO(edit(mum(), id, {.text = QStringLiteral("Slow trains.")}));
    QVERIFY(m_sams->meet());
    QCOMPARE(keepBoth(mum(), id, seen).error().name, QStringLiteral("no-clash"));
}

void TestVoices::twoVersionsAreBothPrinted()
{
    const Id id = twoVersions(QStringLiteral("Steam trains."), QStringLiteral("Quiet trains."));
    for (const bool whoSaid : {true, false}) {
        const QString text = page(mum(), {.whoSaid = whoSaid});
        QVERIFY2(text.contains(QStringLiteral("Steam trains. – Sam’s version")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Quiet trains. – Ada’s version")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Two versions stand on this page")), qPrintable(text));
    }
    const auto made = makeExport(mum(), Layout::OnePage, Format::Pdf);
    HEARD_VERIFY(made);
    QCOMPARE(made->undecided, QList<Id>{id});
    QCOMPARE(made->twoVersions.size(), 1);
    QCOMPARE(made->twoVersions.constFirst().sides.at(0).who, QStringLiteral("Sam"));
    QCOMPARE(made->twoVersions.constFirst().sides.at(1).shown, QStringLiteral("Quiet trains."));
    say(mum(), Section::Tips, QStringLiteral("Slowly."));
    const auto without = makeExport(mum(), Layout::OnePage, Format::Pdf, {.leaveOut = {id}});
    HEARD_VERIFY(without);
    QVERIFY(without->twoVersions.isEmpty());
    HEARD_DO(settle(mum(), id, QStringLiteral("text"), made->twoVersions.constFirst().sides.at(0).op));
    QVERIFY(!page(mum()).contains(QStringLiteral("version")));
}

void TestVoices::twoVersionsOfWhoIAmAreBothPrinted()
{
    HEARD_DO(editAbout(sam(), {.communicate = QStringLiteral("I sign."), .no = QStringLiteral("I shake my head.")}));
    const auto sign = addSign(sam(), {.see = QStringLiteral("I hum"), .means = QStringLiteral("Happy"), .help = QStringLiteral("Nothing")});
    HEARD_VERIFY(sign);
    QVERIFY(m_sams->meet());
    HEARD_DO(editAbout(sam(), {.communicate = QStringLiteral("I sign and point."), .no = QStringLiteral("I turn away.")}));
    HEARD_DO(editSign(sam(), *sign, QStringLiteral("I hum"), QStringLiteral("Very happy"), QStringLiteral("Nothing")));
    HEARD_DO(editAbout(mum(), {.communicate = QStringLiteral("I speak."), .no = QStringLiteral("I cry.")}));
    HEARD_DO(editSign(mum(), *sign, QStringLiteral("I hum"), QStringLiteral("Bored"), QStringLiteral("Nothing")));
    QVERIFY(m_sams->meet());
    const QString text = page(mum(), {}, Layout::CommunicationPassport);
    for (const QString &both : {QStringLiteral("I sign and point. – Sam’s version"), QStringLiteral("I speak. – Ada’s version"),
                                QStringLiteral("I turn away. – Sam’s version"), QStringLiteral("I cry. – Ada’s version"),
                                QStringLiteral("Very happy (Sam’s version) / Bored (Ada’s version)")})
        QVERIFY2(text.contains(both), qPrintable(both + QStringLiteral(" in ") + text));
    QVERIFY(page(mum()).contains(QStringLiteral("I speak. (Ada’s version)")));
    QCOMPARE(makeExport(mum(), Layout::CommunicationPassport, Format::Html)->twoVersions.size(), 3);
}

void TestVoices::mustKnowIsSafeUntilDecided()
{
    const Id id = say(mum(), Section::Support, QStringLiteral("I have an allergy."));
    QVERIFY(m_sams->meet());
    HEARD_DO(edit(school(), id, {.mustKnow = true}));
    Change change(mum(), mum().everyone());
    change.set(id, statementKind::mustKnow, false);
    HEARD_DO(mum().save(change));
    QVERIFY(m_sams->meet());
    for (Circle *circle : all()) {
        QVERIFY(statement(*circle, id)->clashes);
        QVERIFY(statement(*circle, id)->mustKnow);
    }
}

void TestVoices::aFrozenClashStaysTold()
{
    say(sam(), Section::Strengths, QStringLiteral("Drawing."));
    say(sam(), Section::Appreciate, QStringLiteral("My smile."));
    const Id id = twoVersions(QStringLiteral("Steam trains."), QStringLiteral("Quiet trains."));
    const auto version = freeze(mum(), QStringLiteral("undecided"));
    HEARD_VERIFY(version);
    HEARD_DO(settle(mum(), id, QStringLiteral("text"), clashesOf(mum(), id).constFirst().sides.at(1).op));
    const QString text = page(mum(), {.version = *version});
    QVERIFY2(text.contains(QStringLiteral("Steam trains. – Sam’s version")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Quiet trains. – Ada’s version")), qPrintable(text));
    QCOMPARE(makeExport(mum(), Layout::OnePage, Format::Html, {.version = *version})->twoVersions.size(), 1);
}

void TestVoices::oneNameTwice()
{
    // Mr Lee calls himself as Mum does, but for a Cyrillic letter; then as Sam, with a space of no width.
    Change mums(school(), school().everyone());
    mums.set(school().me(), memberKind::name, QStringLiteral("Аda"));
    HEARD_DO(school().save(mums));
    const Id line = say(school(), Section::Tips, QStringLiteral("Ask me."));
    QVERIFY(m_sams->meet());
    for (Circle *circle : all()) {
        QCOMPARE(nameOf(*circle, mum().me()), QStringLiteral("Ada (parent or carer, since 15 January 2027)"));
        QCOMPARE(nameOf(*circle, school().me()), QStringLiteral("Аda (SENCO, since 15 January 2027)"));
        QCOMPARE(statement(*circle, line)->saidName, nameOf(*circle, school().me()));
    }
    QVERIFY(page(mum()).contains(QStringLiteral("Аda (SENCO, since 15 January 2027)")));
    Change sams(school(), school().everyone());
    sams.set(school().me(), memberKind::name, QStringLiteral("S\u200bam"));
    HEARD_DO(school().save(sams));
    QVERIFY(m_sams->meet());
    QCOMPARE(nameOf(mum(), school().me()), QStringLiteral("Sam (SENCO, since 15 January 2027)"));
    QCOMPARE(nameOf(mum(), sam().me()), QStringLiteral("Sam"));
    QCOMPARE(nameOf(mum(), mum().me()), QStringLiteral("Ada"));
}

void TestVoices::someoneElseByANameOfOurs()
{
    const auto id = add(school(), {.section = Section::Support, .text = QStringLiteral("I like tests."), .saidName = QStringLiteral("SAM")});
    HEARD_VERIFY(id);
    QCOMPARE(statement(school(), *id)->saidName, QStringLiteral("SAM (someone else)"));
    const auto gran = add(school(), {.section = Section::Support, .text = QStringLiteral("x"), .saidName = QStringLiteral("Gran")});
    QCOMPARE(statement(school(), *gran)->saidName, QStringLiteral("Gran"));
}

QTEST_MAIN(TestVoices)
#include "tst_voices.moc"
