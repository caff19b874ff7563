// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/agreement.h"

#include "profile/reading.h"
#include "profile/wording.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <array>

namespace heard::profile {

namespace {

constexpr qsizetype mostSealed = 200'000; // bytes, under the longest value: some 12,000 things that are said or shown

struct LayoutWord
{
    Layout layout;
    const char *name;
    const char *label;
};

constexpr std::array layoutWords{
    LayoutWord{Layout::OnePage, "one-page", QT_TRANSLATE_NOOP("core", "One-page profile")},
    LayoutWord{Layout::CoverCard, "cover-card", QT_TRANSLATE_NOOP("core", "Card for cover staff")},
    LayoutWord{Layout::CommunicationPassport, "communication-passport", QT_TRANSLATE_NOOP("core", "Communication passport")},
    LayoutWord{Layout::HospitalPassport, "hospital-passport", QT_TRANSLATE_NOOP("core", "Hospital passport")},
    LayoutWord{Layout::Pen, "pen", QT_TRANSLATE_NOOP("core", "Pen profile")},
};

/** The same while they are here; nothing for who has left. */
std::optional<Role> grantNow(const Circle &circle, const Id &member)
{
    const std::optional<Member> found = circle.member(member);
    if (!found || found->removed)
        return std::nullopt;
    return grantOf(circle, *found);
}

bool familyIsHere(const Circle &circle)
{
    const QList<Member> members = circle.members();
    return std::any_of(members.cbegin(), members.cend(),
                       [&](const Member &member) { return !member.removed && roleOwns(grantOf(circle, member)); });
}

bool isTheYoungPerson(const Circle &circle, const Id &who)
{
    return who == circle.id() || grantNow(circle, who) == Role::YoungPerson;
}

/** The young person, also when they have left. */
bool saidByTheYoungPerson(const Circle &circle, const Id &who)
{
    if (who == circle.id())
        return true;
    const std::optional<Member> found = circle.member(who);
    return found && grantOf(circle, *found) == Role::YoungPerson;
}

/** Who decided. An agreement whose values are gone still says so in its rules. */
Id giverOf(const Record &record)
{
    const Id giver = record.get(agreementKind::givenBy);
    return giver.isNull() ? record.get(common::speaker) : giver;
}

/** Does it lack what says what was decided? Then it was erased, or passed on without its values. */
bool isHollow(const Record &record)
{
    return !record.has(agreementKind::about) || !record.has(agreementKind::givenBy) || !record.has(agreementKind::yes)
           || !record.has(agreementKind::layouts) || !record.has(agreementKind::until)
           || (record.has(common::speaker) && !record.has(agreementKind::how));
}

/** May @p writer write down what @p giver said about @p about, so that it counts? The rules are mayShare()'s. */
bool countsFrom(const Circle &circle, const Id &about, const Id &giver, const Id &writer, bool yes, const QString &how)
{
    if (about != circle.id())
        return giver == about && writer == about;
    if (!yes) {
        // A no counts from the young person, or written down for them; never a parent's own no in their place. It outlasts the
        // person who wrote it down, and the young person's own leaving: a page they did not want shared is still theirs.
        return saidByTheYoungPerson(circle, giver) && circle.member(writer) && (writer == giver || !how.isEmpty());
    }
    const std::optional<Role> writerRole = grantNow(circle, writer);
    if (!writerRole)
        return false;
    if (writer == giver)
        return roleOwns(*writerRole);
    if (how.isEmpty())
        return false;
    const bool giverMay = isTheYoungPerson(circle, giver) || grantNow(circle, giver) == Role::Parent;
    if (roleOwns(*writerRole))
        return giverMay;
    const std::optional<Member> founder = circle.member(writer);
    return founder && founder->founder && giver == circle.id() && !familyIsHere(circle);
}

QList<Layout> layoutsFor(bool youngPerson)
{
    QList<Layout> all = allLayouts();
    all.removeIf([&](Layout layout) { return (layout == Layout::Pen) == youngPerson; });
    return all;
}

QDate dayOf(qint64 now)
{
    return QDateTime::fromMSecsSinceEpoch(now).date();
}

/** Only who said no, who wrote it down for them, or the young person it was written down for may take it back. */
bool mayTakeBackNo(const Circle &circle, const Record &record, const Id &who)
{
    const Id giver = giverOf(record);
    return who == giver || who == record.creator || (giver == circle.id() && isYoungPerson(circle, who));
}

/**
 * Taken back here and brought back there: a yes is then not sure, so it is none; a no stays. A no also stays when another than
 * those who may (mayTakeBackNo) took it out, whatever their app let them do.
 */
bool takenBack(const Circle &circle, const Record &record, bool yes)
{
    const auto gone = record.fields.constFind(common::gone.key());
    if (gone == record.fields.constEnd())
        return false;
    const auto removes = [](const Version &version) { return !version.value.toByteArray().isEmpty(); };
    const QList<Version> &versions = gone->all();
    if (yes)
        return std::any_of(versions.cbegin(), versions.cend(), removes);
    return !versions.isEmpty() && std::all_of(versions.cbegin(), versions.cend(), [&](const Version &version) {
        return removes(version) && mayTakeBackNo(circle, record, version.member);
    });
}

/** What another than its giver changed since a yes to the young person's pages was given. */
std::optional<ChangedWords> wordsChangedSince(const Circle &circle, const Record &agreement, const Content &content)
{
    // One that does not say to which words was made by another app; nobody knows what was agreed to.
    if (!agreement.has(agreementKind::wording))
        return ChangedWords{};
    return changedSince(circle, agreement.get(agreementKind::wording), content, agreement.get(agreementKind::givenBy));
}

} // namespace

QString layoutName(Layout layout)
{
    return QString::fromLatin1(layoutWords.at(size_t(layout)).name);
}

Result<Layout> layoutFromName(const QString &name)
{
    for (const LayoutWord &word : layoutWords) {
        if (name == QLatin1String(word.name))
            return word.layout;
    }
    return fail(ErrorCode::BadInput, "unknown-layout",
                coreText("This page is not known. Use one-page, cover-card, communication-passport, hospital-passport or pen."));
}

QString layoutLabel(Layout layout)
{
    return coreText(layoutWords.at(size_t(layout)).label);
}

QList<Layout> allLayouts()
{
    QList<Layout> all;
    for (const LayoutWord &word : layoutWords)
        all.append(word.layout);
    return all;
}

QList<Agreement> agreements(const Circle &circle)
{
    QList<Agreement> list;
    std::optional<Content> now; // made once, and only when somebody agreed
    for (const Record *record : sharedRecords(circle, agreementKind::agreement, Circle::Removed::Too)) {
        Agreement a;
        a.yes = record->get(agreementKind::yes);
        if (takenBack(circle, *record, a.yes))
            continue;
        a.id = record->id;
        a.about = record->get(agreementKind::about);
        a.givenBy = record->get(agreementKind::givenBy);
        a.who = nameOf(circle, a.givenBy);
        a.writtenBy = record->creator;
        for (const QString &name : record->get(agreementKind::layouts)) {
            if (const Result<Layout> layout = layoutFromName(name))
                a.layouts.append(*layout);
        }
        a.until = QDate::fromString(record->get(agreementKind::until), Qt::ISODate);
        a.how = record->get(agreementKind::how);
        a.forWhom = record->get(agreementKind::forWhom);
        if (isHollow(*record)) {
            // Whoever passed it on left its values out, and it may have been a no: it is one until the whole of it is here.
            a.givenBy = saidByTheYoungPerson(circle, giverOf(*record)) ? giverOf(*record) : record->creator;
            if (!saidByTheYoungPerson(circle, a.givenBy))
                continue;
            a.about = circle.id();
            a.who = nameOf(circle, a.givenBy);
            a.yes = false;
            a.layouts = layoutsFor(true);
            a.until = QDate(9999, 12, 31);
            a.counts = true;
            list.append(a);
            continue;
        }
        a.counts = countsFrom(circle, a.about, a.givenBy, a.writtenBy, a.yes, a.how);
        if (a.yes && a.about == circle.id()) {
            if (!now)
                now = present(circle);
            a.ended = wordsChangedSince(circle, *record, *now).has_value();
        }
        list.append(a);
    }
    return list;
}

Result<Id> agree(Circle &circle, const NewAgreement &agreement)
{
    HEARD_TRY(mayWrite(circle));
    const Id about = agreement.about.isNull() ? circle.id() : agreement.about;
    const Id giver = agreement.givenBy.isNull() ? circle.me() : agreement.givenBy;
    if (about != circle.id() && !circle.member(about))
        return fail(ErrorCode::NotFound, "no-member", coreText("This person is not in the circle."));
    HEARD_TRY_ASSIGN(const QString how, optionalText(agreement.how));
    HEARD_TRY_ASSIGN(const QString forWhom, optionalText(agreement.forWhom));
    const QDate today = dayOf(circle.vault().around().clock->now());
    const QDate until = agreement.until.isNull() ? today.addYears(1) : agreement.until;
    if (!until.isValid() || until < today)
        return fail(ErrorCode::BadInput, "date-past", coreText("The last day is in the past. Pick a day from today on."));
    if (about == circle.id() && giver != circle.me() && how.isEmpty())
        return fail(ErrorCode::BadInput, "say-how", coreText("Write how they said it, for example: “with her yes card, at home”."));
    if (!countsFrom(circle, about, giver, circle.me(), agreement.yes, how)) {
        return fail(ErrorCode::Refused, "not-yours-to-give",
                    about == circle.id() ? coreText("Only the young person or a parent can say this. Ask one of them to do it on their device.")
                                         : coreText("Only they can say this about their own page. Ask them to do it on their device."));
    }
    QStringList names;
    const QList<Layout> possible = layoutsFor(about == circle.id());
    for (const Layout layout : agreement.layouts.isEmpty() ? possible : agreement.layouts) {
        if (!possible.contains(layout))
            return fail(ErrorCode::BadInput, "wrong-layout", coreText("This page is about someone else. Pick a page that is about them."));
        if (!names.contains(layoutName(layout)))
            names.append(layoutName(layout));
    }
    Change change(circle, circle.everyone());
    const Id id = change.make(agreementKind::agreement);
    change.set(id, agreementKind::about, about);
    change.set(id, agreementKind::givenBy, giver);
    change.set(id, agreementKind::yes, agreement.yes);
    change.set(id, agreementKind::layouts, names);
    change.set(id, agreementKind::until, until.toString(Qt::ISODate));
    change.set(id, agreementKind::how, how);
    change.set(id, agreementKind::forWhom, forWhom);
    // What somebody decided is theirs alone to erase, whoever owns the circle.
    change.set(id, common::authorErases, true);
    change.set(id, common::speaker, giver);
    if (about == circle.id()) {
        const QByteArray seal = sealOfWords(present(circle));
        if (seal.size() > mostSealed)
            return fail(ErrorCode::Refused, "profile-too-big",
                        coreText("The profile is too long to agree to as a whole. Take out or shorten some lines."));
        change.set(id, agreementKind::wording, seal);
    }
    HEARD_TRY(circle.save(change));
    return id;
}

Result<> takeBack(Circle &circle, const Id &agreement)
{
    HEARD_TRY(mayWrite(circle));
    const Record *record = circle.record(agreement);
    if (!record || record->kind != agreementKind::agreement)
        return fail(ErrorCode::NotFound, "no-agreement", coreText("This agreement is not here. Nothing was changed."));
    if (!record->get(agreementKind::yes) && !mayTakeBackNo(circle, *record, circle.me()))
        return fail(ErrorCode::Refused, "not-yours-to-give", coreText("Only the person who said no can take it back. Talk with them about it."));
    Change change(circle, record->audience);
    change.remove(agreement);
    HEARD_TRY(circle.save(change));
    return {};
}

Result<Id> mayShare(const Circle &circle, Layout layout, const Id &subject, qint64 now, const Id &version)
{
    const bool pen = layout == Layout::Pen;
    const Id about = pen ? subject : circle.id();
    const Id me = circle.me();
    const std::optional<Role> myRole = grantNow(circle, me);
    if (!circle.isOpen() || !myRole) {
        return fail(ErrorCode::Refused, "not-a-member",
                    coreText("You are not in this circle, so you cannot share its pages. Ask a person in it to let you in."));
    }
    if (pen && !circle.member(about))
        return fail(ErrorCode::NotFound, "no-member", coreText("This person is not in the circle."));

    if (pen && about == me)
        return Id{};
    const bool young = !pen && *myRole == Role::YoungPerson;
    // One's own no does not bind oneself. One written down for “the young person” binds whoever may not be the one it means.
    const auto isMine = [&](const Agreement &a) { return a.givenBy == me || (a.givenBy == circle.id() && isYoungPerson(circle, me)); };

    const QDate today = dayOf(now);
    Id yes;
    bool no = false;
    QString toldNo;
    std::optional<std::pair<Agreement, ChangedWords>> other; // a yes to other words
    std::optional<Content> frozen;
    if (!pen && !version.isNull()) {
        HEARD_TRY_ASSIGN(frozen, versionContent(circle, version));
    }
    for (const Agreement &a : agreements(circle)) {
        if (!a.counts || a.about != about || !a.layouts.contains(layout) || !a.until.isValid() || a.until < today)
            continue;
        if (!a.yes) {
            if (young && isMine(a))
                continue;
            no = true;
            toldNo = a.who;
        } else if (yes.isNull()) {
            const auto changed = pen ? std::nullopt : wordsChangedSince(circle, *circle.record(a.id), frozen ? *frozen : present(circle));
            if (changed)
                other = {a, *changed};
            else
                yes = a.id;
        }
    }
    const bool parent = !pen && *myRole == Role::Parent;
    if (no && !(parent && layout == Layout::HospitalPassport)) {
        return fail(ErrorCode::Refused, "said-no",
                    coreText("%1 said no to sharing this page. Nothing left this device. Talk with them, and ask again another day.").arg(toldNo));
    }
    if (parent || young)
        return Id{};
    if (!yes.isNull())
        return yes;
    if (other) {
        const auto &[a, changed] = *other;
        const QString who = changed.by.isNull() ? coreText("someone", "a person who is not known") : nameOf(circle, changed.by);
        const QString what =
            changed.words.isEmpty() ? coreText("a picture", "which was changed") : coreText("“%1”").arg(changed.words.left(60));
        return fail(ErrorCode::Refused, "needs-agreement",
                    coreText("%1 agreed to other words. Since then %2 changed this: %3. Ask %1 again. Nothing left this device.")
                        .arg(a.who, who, what));
    }
    return fail(ErrorCode::Refused, "needs-agreement",
                pen ? coreText("This page is about %1. Ask %1 to agree on their device first. Nothing left this device.").arg(nameOf(circle, about))
                    : coreText("This page is about %1. %1 or a parent has to agree first. Nothing left this device.")
                          .arg(nameOf(circle, circle.id())));
}

} // namespace heard::profile
