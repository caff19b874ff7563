// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include "profile/agreement.h"
#include "profile/layout.h"
#include "profile/pen.h"

#include <QGuiApplication>

using namespace heard;
using namespace heard::profile;
using namespace heard::testing;

/** Whose page it is, and who may take it out of the circle. */
class TestAgreement : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void layoutsByName();
    void penProfilesAreApartFromTheChild();
    void nobodyWritesAnothersPage();
    void shareIsRefusedWithoutConsent();
    void aParentsYesLetsOthersShare();
    void theYoungPersonsYesLetsOthersShare();
    void itEndsOnItsLastDay();
    void itCanBeTakenBack();
    void aNoIsHeardFirst();
    void aNoStays();
    void aNoIsErasedByNobodyElse();
    void oneMoreYoungPerson();
    void onlyThoseWhoMayCanAgree();
    void aProfessionalWhoBeganTheCircle();
    void penProfilesNeedTheirOwnersYes();
    void theExportAsksFirst();
    void afterRemoval();

private:
    std::unique_ptr<SamsCircle> m_sams;
    Circle &mum() { return *m_sams->atMum; }
    Circle &school() { return *m_sams->atSchool; }
    Circle &sam() { return *m_sams->atSam; }
    qint64 now() { return m_sams->mum.clock.now(); }
    QString answer(Circle &circle, Layout layout, const Id &subject = {})
    {
        const auto may = mayShare(circle, layout, subject.isNull() ? circle.id() : subject, now());
        return may ? (may->isNull() ? QStringLiteral("own") : QStringLiteral("agreed")) : may.error().name;
    }
};

void TestAgreement::init()
{
    m_sams = std::make_unique<SamsCircle>();
    QVERIFY(m_sams->start());
    QVERIFY(m_sams->addSchool());
}

void TestAgreement::layoutsByName()
{
    for (const Layout layout : allLayouts()) {
        QCOMPARE(layoutFromName(layoutName(layout)).value(), layout);
        QVERIFY(!layoutLabel(layout).isEmpty());
    }
    QCOMPARE(layoutFromName(QStringLiteral("poster")).error().code, ErrorCode::BadInput);
}

/// SR-080: two separate records; SR-045: pen profiles.
void TestAgreement::penProfilesAreApartFromTheChild()
{
    QVERIFY(m_sams->addSam());
    HEARD_DO(editPen(school(), {.what = QStringLiteral("I plan support at school."),
                                .can = QStringLiteral("I can change who works with Sam."),
                                .cannot = QStringLiteral("I cannot change the plan itself."),
                                .work = QStringLiteral("Please email me. I read it each day at 4."),
                                .photo = photoFile(Qt::yellow)}));
    HEARD_DO(editPen(mum(), {.what = QStringLiteral("I am Sam's mum.")}));
    QVERIFY(m_sams->meet());
    const auto lee = pen(mum(), school().me());
    HEARD_VERIFY(lee);
    QCOMPARE(lee->name, QStringLiteral("Mr Lee"));
    QCOMPARE(lee->role, roleLabel(Role::Senco));
    QCOMPARE(lee->cannot, QStringLiteral("I cannot change the plan itself."));
    QVERIFY(!lee->photo.isEmpty());
    const auto ada = pen(school(), mum().me());
    HEARD_VERIFY(ada);
    QVERIFY(ada->id != lee->id && !ada->id.isNull());
    QCOMPARE(mum().record(ada->id)->kind, QStringLiteral("pen-profile"));
    // The child's profile holds none of it, and theirs nothing of the child's.
    QVERIFY(statements(mum()).isEmpty());
    QCOMPARE(pens(mum()).size(), 2); // adults only
    HEARD_DO(editPen(mum(), {.work = QStringLiteral("Call me after 5.")}));
    QCOMPARE(pen(mum(), mum().me())->what, QStringLiteral("I am Sam's mum."));
    QCOMPARE(mum().records(penKind::pen).size(), 2); // edited, not made again
    QCOMPARE(editPen(sam(), {.what = QStringLiteral("Hm")}).error().name, QStringLiteral("not-an-adult"));
}

void TestAgreement::nobodyWritesAnothersPage()
{
    HEARD_DO(editPen(school(), {.what = QStringLiteral("I plan support at school.")}));
    QVERIFY(m_sams->meet());
    // Past the profile's own commands: a page about Mr Lee made by someone else is not shown as his.
    Change change(mum(), mum().everyone());
    const Id forged = change.make(penKind::pen);
    change.set(forged, penKind::about, school().me());
    change.set(forged, penKind::can, QStringLiteral("I can do anything."));
    HEARD_DO(mum().save(change));
    Change onto(mum(), mum().everyone());
    onto.set(pen(mum(), school().me())->id, penKind::work, QStringLiteral("At night."));
    HEARD_DO(mum().save(onto));
    QVERIFY(m_sams->meet());
    const auto lee = pen(school(), school().me());
    HEARD_VERIFY(lee);
    QCOMPARE(lee->what, QStringLiteral("I plan support at school."));
    QVERIFY(lee->can.isEmpty());
    QVERIFY(lee->work.isEmpty());
}

/// SR-045
void TestAgreement::shareIsRefusedWithoutConsent()
{
    for (const Layout layout : {Layout::OnePage, Layout::CoverCard, Layout::CommunicationPassport, Layout::HospitalPassport}) {
        const auto refused = mayShare(school(), layout, school().id(), now());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        QCOMPARE(refused.error().name, QStringLiteral("needs-agreement"));
        QVERIFY(refused.error().message.contains(QStringLiteral("Sam")));
        QCOMPARE(answer(mum(), layout), QStringLiteral("own")); // a parent is steward of the pages
    }
    QVERIFY(m_sams->addSam());
    QCOMPARE(answer(sam(), Layout::OnePage), QStringLiteral("own"));
}

void TestAgreement::aParentsYesLetsOthersShare()
{
    const auto yes = agree(mum(), {.layouts = {Layout::OnePage}, .forWhom = QStringLiteral("cover staff")});
    HEARD_VERIFY(yes);
    QCOMPARE(answer(school(), Layout::OnePage), QStringLiteral("needs-agreement")); // not here yet
    QVERIFY(m_sams->meet());
    QCOMPARE(mayShare(school(), Layout::OnePage, school().id(), now()).value(), *yes);
    QCOMPARE(answer(school(), Layout::HospitalPassport), QStringLiteral("needs-agreement")); // only what was agreed
    const QList<Agreement> list = agreements(school());
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.constFirst().who, QStringLiteral("Ada"));
    QCOMPARE(list.constFirst().forWhom, QStringLiteral("cover staff"));
    QVERIFY(list.constFirst().counts);
}

void TestAgreement::theYoungPersonsYesLetsOthersShare()
{
    // Sam has no device: Mum writes down what he said, and how.
    QCOMPARE(agree(mum(), {.givenBy = mum().id()}).error().name, QStringLiteral("say-how"));
    HEARD_DO(agree(mum(), {.givenBy = mum().id(), .layouts = {Layout::CoverCard}, .how = QStringLiteral("He pushed his yes button twice.")}));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school(), Layout::CoverCard), QStringLiteral("agreed"));
    QCOMPARE(agreements(school()).constFirst().who, QStringLiteral("Sam"));
    QCOMPARE(agreements(school()).constFirst().how, QStringLiteral("He pushed his yes button twice."));
    // Later he has one, and says it himself.
    QVERIFY(m_sams->addSam());
    HEARD_DO(agree(sam(), {.layouts = {Layout::OnePage}}));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school(), Layout::OnePage), QStringLiteral("agreed"));
}

void TestAgreement::itEndsOnItsLastDay()
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now()).date();
    HEARD_DO(agree(mum(), {.layouts = {Layout::OnePage}, .until = today.addDays(30)}));
    HEARD_DO(agree(mum(), {.layouts = {Layout::CoverCard}}));
    QVERIFY(m_sams->meet());
    const auto on = [&](Layout layout, const QDate &day) {
        return mayShare(school(), layout, school().id(), day.startOfDay().addSecs(3'600 * 20).toMSecsSinceEpoch()).has_value();
    };
    QVERIFY(on(Layout::OnePage, today));
    QVERIFY(on(Layout::OnePage, today.addDays(30)));
    QVERIFY(!on(Layout::OnePage, today.addDays(31)));
    QVERIFY(on(Layout::CoverCard, today.addYears(1)));
    QVERIFY(!on(Layout::CoverCard, today.addYears(1).addDays(1))); // never for ever
    QCOMPARE(agree(mum(), {.until = today.addDays(-1)}).error().name, QStringLiteral("date-past"));
}

void TestAgreement::itCanBeTakenBack()
{
    const auto yes = agree(mum(), {});
    HEARD_VERIFY(yes);
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school(), Layout::OnePage), QStringLiteral("agreed"));
    HEARD_DO(takeBack(mum(), *yes));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school(), Layout::OnePage), QStringLiteral("needs-agreement"));
    QVERIFY(agreements(school()).isEmpty());
    SystemRandom random;
    QCOMPARE(takeBack(mum(), Id::random(random)).error().code, ErrorCode::NotFound);
}

void TestAgreement::aNoIsHeardFirst()
{
    QVERIFY(m_sams->addSam());
    HEARD_DO(agree(mum(), {}));
    const auto no = agree(sam(), {.yes = false});
    HEARD_VERIFY(no);
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(school(), Layout::OnePage), QStringLiteral("said-no"));
    QCOMPARE(answer(mum(), Layout::OnePage), QStringLiteral("said-no"));
    QCOMPARE(answer(mum(), Layout::HospitalPassport), QStringLiteral("own")); // a parent, to keep a child safe
    QCOMPARE(answer(school(), Layout::HospitalPassport), QStringLiteral("said-no"));
    QCOMPARE(answer(sam(), Layout::OnePage), QStringLiteral("own")); // his page all the same
    QCOMPARE(takeBack(mum(), *no).error().name, QStringLiteral("not-yours-to-give"));
    HEARD_DO(takeBack(sam(), *no));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(mum(), Layout::OnePage), QStringLiteral("own"));
    QCOMPARE(answer(school(), Layout::OnePage), QStringLiteral("agreed"));
    // A parent's no is not the young person's.
    QCOMPARE(agree(mum(), {.yes = false}).error().name, QStringLiteral("not-yours-to-give"));
}

void TestAgreement::aNoStays()
{
    QVERIFY(m_sams->addSam());
    // Said by Sam, written down at school.
    const auto told =
        agree(school(), {.givenBy = school().id(), .yes = false, .layouts = {Layout::CoverCard}, .how = QStringLiteral("His no card.")});
    HEARD_VERIFY(told);
    const auto own = agree(sam(), {.yes = false, .layouts = {Layout::OnePage}});
    HEARD_VERIFY(own);
    QVERIFY(m_sams->meet());
    // Past the profile's own commands: Mum takes both out.
    for (const Id &no : {*told, *own}) {
        Change change(mum(), mum().everyone());
        change.remove(no);
        HEARD_DO(mum().save(change));
    }
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(mum(), Layout::OnePage), QStringLiteral("said-no"));
    QCOMPARE(answer(mum(), Layout::CoverCard), QStringLiteral("said-no"));
    // Who wrote it down leaves: it was Sam's no, not theirs.
    HEARD_DO(mum().removeMember(school().me()));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(mum(), Layout::CoverCard), QStringLiteral("said-no"));
    // Sam may take back what was written down for him.
    HEARD_DO(takeBack(sam(), *told));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(mum(), Layout::CoverCard), QStringLiteral("own"));
    QCOMPARE(answer(mum(), Layout::OnePage), QStringLiteral("said-no"));
}

/// Erasing is not a way around a no: not for a parent, not by leaving its values out on the way, not after Sam has left (SR-045).
void TestAgreement::aNoIsErasedByNobodyElse()
{
    QVERIFY(m_sams->addSam());
    HEARD_DO(agree(mum(), {}));
    const auto own = agree(sam(), {.yes = false});
    HEARD_VERIFY(own);
    const auto told = agree(school(), {.givenBy = school().id(), .yes = false, .how = QStringLiteral("His no card.")});
    HEARD_VERIFY(told);
    QVERIFY(m_sams->meet());
    for (const Id &no : {*own, *told}) {
        const auto erased = mum().erase(no);
        QVERIFY(!erased);
        QCOMPARE(erased.error().name, QStringLiteral("author-erases"));
        QCOMPARE(erased.error().code, ErrorCode::Refused);
    }
    QCOMPARE(answer(mum(), Layout::OnePage), QStringLiteral("said-no"));
    QCOMPARE(agreements(sam()).size(), 3);
    // A changed app tells Mr Lee of Sam's no without its values.
    auto late = std::make_unique<Someone>();
    QVERIFY(late->start(QStringLiteral("Kay"), Role::Keyworker));
    Circle *atLate = join(m_sams->mum, mum(), *late, Role::Keyworker);
    QVERIFY(atLate);
    QCOMPARE(answer(*atLate, Layout::OnePage), QStringLiteral("said-no"));
    HEARD_DO(mum().removeMember(sam().me()));
    QCOMPARE(mum().erase(*own).error().name, QStringLiteral("author-erases"));
    QCOMPARE(answer(mum(), Layout::OnePage), QStringLiteral("said-no"));
    // Who wrote it down may erase it, and no nameless row is left of it.
    HEARD_DO(school().erase(*told));
    QVERIFY(m_sams->meet());
    for (Circle *circle : {&mum(), &school()}) {
        const QList<Agreement> left = agreements(*circle);
        QVERIFY(std::none_of(left.cbegin(), left.cend(), [&](const Agreement &a) { return a.id == *told || a.about.isNull(); }));
    }
    // A yes is its giver's to erase too.
    HEARD_DO(mum().erase(agreements(mum()).constFirst().yes ? agreements(mum()).constFirst().id : agreements(mum()).constLast().id));
}

/// Mum lets in a vault of her own as one more young person: Sam's no holds for it, and it never speaks in Sam's place.
void TestAgreement::oneMoreYoungPerson()
{
    QVERIFY(m_sams->addSam());
    const auto no = agree(sam(), {.yes = false});
    HEARD_VERIFY(no);
    const auto told =
        agree(school(), {.givenBy = school().id(), .yes = false, .layouts = {Layout::CoverCard}, .how = QStringLiteral("His no card.")});
    HEARD_VERIFY(told);
    QVERIFY(m_sams->meet());
    Someone puppet;
    QVERIFY(puppet.start(QStringLiteral("Sam"), Role::YoungPerson));
    Circle *atPuppet = join(m_sams->mum, mum(), puppet, Role::YoungPerson);
    QVERIFY(atPuppet);
    QVERIFY(m_sams->meet());
    for (const Layout layout : {Layout::OnePage, Layout::CoverCard, Layout::HospitalPassport})
        QCOMPARE(answer(*atPuppet, layout), QStringLiteral("said-no"));
    QCOMPARE(takeBack(*atPuppet, *no).error().name, QStringLiteral("not-yours-to-give"));
    QCOMPARE(takeBack(*atPuppet, *told).error().name, QStringLiteral("not-yours-to-give"));
    QCOMPARE(atPuppet->erase(*no).error().name, QStringLiteral("author-erases"));
    QCOMPARE(answer(sam(), Layout::OnePage), QStringLiteral("own")); // it is Sam's own no

    // Whose words they are is to be seen on the page, though nobody asked for names.
    const Id real = say(sam(), Section::Important, QStringLiteral("Trains first."));
    const Id false1 = say(*atPuppet, Section::Important, QStringLiteral("I like being told what to do."));
    QVERIFY(m_sams->meet());
    HEARD_DO(handOver(*atPuppet, mum()));
    QVERIFY(m_sams->meet());
    QVERIFY(!isYoungPerson(mum(), atPuppet->me()));
    QVERIFY(statement(mum(), real)->saidName != statement(mum(), false1)->saidName);
    HEARD_DO(takeBack(sam(), *no));
    HEARD_DO(takeBack(school(), *told));
    QVERIFY(m_sams->meet());
    PageOptions unnamed;
    unnamed.whoSaid = false;
    const auto page = makeExport(mum(), Layout::OnePage, Format::Html, unnamed);
    HEARD_VERIFY(page);
    QVERIFY2(page->bytes.contains(statement(mum(), false1)->saidName.toHtmlEscaped().toUtf8()), page->bytes.constData());
}

void TestAgreement::onlyThoseWhoMayCanAgree()
{
    QCOMPARE(agree(school(), {}).error().name, QStringLiteral("not-yours-to-give"));
    QCOMPARE(agree(school(), {.givenBy = school().id(), .how = QStringLiteral("He nodded.")}).error().name, QStringLiteral("not-yours-to-give"));
    QCOMPARE(agree(mum(), {.about = school().me()}).error().name, QStringLiteral("not-yours-to-give"));
    QCOMPARE(agree(mum(), {.layouts = {Layout::Pen}}).error().name, QStringLiteral("wrong-layout"));
    QCOMPARE(agree(mum(), {.about = mum().me(), .layouts = {Layout::OnePage}}).error().name, QStringLiteral("wrong-layout"));
    // Past the profile's own commands: what school writes in Mum's name does not count.
    Change change(school(), school().everyone());
    const Id id = change.make(agreementKind::agreement);
    change.set(id, agreementKind::about, school().id());
    change.set(id, agreementKind::givenBy, mum().me());
    change.set(id, agreementKind::yes, true);
    change.set(id, agreementKind::layouts, QStringList{QStringLiteral("one-page")});
    change.set(id, agreementKind::until, QStringLiteral("2999-01-01"));
    change.set(id, agreementKind::how, QStringLiteral("on the phone"));
    HEARD_DO(school().save(change));
    QVERIFY(!agreements(school()).constFirst().counts);
    QCOMPARE(answer(school(), Layout::OnePage), QStringLiteral("needs-agreement"));
    // Calling oneself a parent does not help: what counts is what one was let in as.
    Change role(school(), school().everyone());
    role.set(school().me(), memberKind::role, QStringLiteral("parent"));
    if (school().save(role))
        QCOMPARE(answer(school(), Layout::OnePage), QStringLiteral("needs-agreement"));
}

void TestAgreement::aProfessionalWhoBeganTheCircle()
{
    Someone amina;
    QVERIFY(amina.start(QStringLiteral("Amina"), Role::Keyworker));
    auto circle = amina.workspace->createCircle({.name = QStringLiteral("Noor")});
    HEARD_VERIFY(circle);
    Circle &noors = **circle;
    QCOMPARE(answer(noors, Layout::OnePage), QStringLiteral("needs-agreement"));
    QCOMPARE(agree(noors, {}).error().name, QStringLiteral("not-yours-to-give"));
    HEARD_DO(agree(noors, {.givenBy = noors.id(), .how = QStringLiteral("At home, with her mother: she chose the yes card.")}));
    QCOMPARE(answer(noors, Layout::OnePage), QStringLiteral("agreed"));
    // Once the family is here, it is theirs to say.
    Someone dad;
    QVERIFY(dad.start(QStringLiteral("Omar"), Role::Parent));
    Circle *atDad = join(amina, noors, dad, Role::Parent);
    QVERIFY(atDad);
    QCOMPARE(answer(noors, Layout::OnePage), QStringLiteral("needs-agreement"));
    QCOMPARE(answer(*atDad, Layout::OnePage), QStringLiteral("own"));
}

/// SR-045: the permission gate of pen profiles.
void TestAgreement::penProfilesNeedTheirOwnersYes()
{
    HEARD_DO(editPen(school(), {.what = QStringLiteral("I plan support at school.")}));
    QVERIFY(m_sams->meet());
    const Id lee = school().me();
    QCOMPARE(answer(mum(), Layout::Pen, lee), QStringLiteral("needs-agreement")); // parents need it too
    QCOMPARE(answer(school(), Layout::Pen, lee), QStringLiteral("own"));
    HEARD_DO(agree(school(), {.about = lee}));
    QVERIFY(m_sams->meet());
    QCOMPARE(answer(mum(), Layout::Pen, lee), QStringLiteral("agreed"));
    QCOMPARE(answer(school(), Layout::Pen, mum().me()), QStringLiteral("needs-agreement"));
    SystemRandom random;
    QCOMPARE(answer(mum(), Layout::Pen, Id::random(random)), QStringLiteral("no-member"));
}

/// SR-045: share refused without consent.
void TestAgreement::theExportAsksFirst()
{
    say(mum(), Section::Strengths, QStringLiteral("I can draw maps."));
    HEARD_DO(editPen(school(), {.what = QStringLiteral("I plan support at school.")}));
    QVERIFY(m_sams->meet());
    for (const Format format : {Format::Pdf, Format::Html, Format::Odt}) {
        QCOMPARE(makeExport(school(), Layout::OnePage, format).error().name, QStringLiteral("needs-agreement"));
        QCOMPARE(makeExport(mum(), Layout::Pen, format, {.member = school().me()}).error().name, QStringLiteral("needs-agreement"));
        HEARD_DO(makeExport(mum(), Layout::OnePage, format));
        HEARD_DO(makeExport(school(), Layout::Pen, format));
    }
    HEARD_DO(makeDocument(school(), Layout::OnePage)); // reading it here is what they are in the circle for
    HEARD_DO(agree(mum(), {.forWhom = QStringLiteral("cover staff")}));
    QVERIFY(m_sams->meet());
    const auto made = makeExport(school(), Layout::OnePage, Format::Html);
    HEARD_VERIFY(made);
    QVERIFY(made->bytes.contains("Ada agreed to this until"));
    QVERIFY(made->bytes.contains("For cover staff"));
    // What is looked at before says the same, and so does the name of the file.
    const auto looked = makeDocument(school(), Layout::OnePage);
    HEARD_VERIFY(looked);
    QCOMPARE(looked->audience, QStringLiteral("For cover staff"));
    QVERIFY(looked->notes.join(u' ').contains(QStringLiteral("Ada agreed to this until")));
    QCOMPARE(made->fileName, QStringLiteral("Sam – one-page profile – for cover staff.html"));
    QCOMPARE(pageFileName(school(), Layout::OnePage, Format::Pdf, {.forWhom = QStringLiteral("Ms Khan/Oak")}),
             QStringLiteral("Sam – one-page profile – for Ms Khan Oak.pdf"));
}

void TestAgreement::afterRemoval()
{
    HEARD_DO(agree(mum(), {}));
    QVERIFY(m_sams->meet());
    HEARD_DO(mum().removeMember(school().me()));
    HEARD_DO(handOver(mum(), school()));
    QCOMPARE(answer(school(), Layout::OnePage), QStringLiteral("not-a-member"));
}

QTEST_MAIN(TestAgreement)
#include "tst_agreement.moc"
