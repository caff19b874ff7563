// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/statement.h"

#include "circle/names.h"
#include "profile/agreement.h"
#include "profile/pen.h"
#include "profile/version.h"

#include <QDateTime>
#include <QLocale>
#include <array>

namespace heard::profile {

namespace {

struct SectionWord
{
    Section section;
    const char *name;
    const char *heading;
};

constexpr std::array sectionWords{
    SectionWord{Section::Appreciate, "appreciate", QT_TRANSLATE_NOOP("core", "What people like and admire about me")},
    SectionWord{Section::Important, "important", QT_TRANSLATE_NOOP("core", "What is important to me")},
    SectionWord{Section::Strengths, "strengths", QT_TRANSLATE_NOOP("core", "My strengths")},
    SectionWord{Section::Support, "support", QT_TRANSLATE_NOOP("core", "How best to support me")},
    SectionWord{Section::Tips, "tips", QT_TRANSLATE_NOOP("core", "My top tips")},
};

template<typename... T>
KindInfo kindInfo(const QString &kind, const Field<T> &...fields)
{
    return {kind, {fields.key()...}};
}

} // namespace

QString sectionName(Section section)
{
    return QString::fromLatin1(sectionWords.at(size_t(section)).name);
}

Result<Section> sectionFromName(const QString &name)
{
    for (const SectionWord &word : sectionWords) {
        if (name == QLatin1String(word.name))
            return word.section;
    }
    return fail(ErrorCode::BadInput, "unknown-section",
                coreText("This section is not known. Use appreciate, important, strengths, support or tips."));
}

QString sectionHeading(Section section)
{
    return coreText(sectionWords.at(size_t(section)).heading);
}

QList<Section> allSections()
{
    QList<Section> all;
    for (const SectionWord &word : sectionWords)
        all.append(word.section);
    return all;
}

QList<KindInfo> kinds()
{
    return {
        kindInfo(statementKind::statement, statementKind::section, statementKind::text, statementKind::saidBy, statementKind::saidName,
                 statementKind::symbol, statementKind::photo, statementKind::mustKnow, statementKind::tip, common::order),
        kindInfo(aboutKind::about, aboutKind::name, aboutKind::photo, aboutKind::communicate, aboutKind::yes, aboutKind::no,
                 aboutKind::stop, aboutKind::pain),
        kindInfo(signKind::sign, signKind::see, signKind::means, signKind::help, signKind::saidBy, common::order),
        kindInfo(penKind::pen, penKind::about, penKind::what, penKind::can, penKind::cannot, penKind::work, penKind::photo),
        kindInfo(agreementKind::agreement, agreementKind::about, agreementKind::givenBy, agreementKind::yes, agreementKind::layouts,
                 agreementKind::until, agreementKind::how, agreementKind::forWhom),
        kindInfo(versionKind::version, versionKind::note, versionKind::date, versionKind::by, versionKind::pieces, versionKind::count),
        kindInfo(pieceKind::piece, pieceKind::data),
        kindInfo(pictureKind::picture, pictureKind::data),
    };
}

/** What someone was let in as. The role shown can be edited; this cannot. */
Role grantOf(const Circle &circle, const Member &member)
{
    if (const Record *record = circle.record(member.id)) {
        if (const Result<Role> role = roleFromName(record->get(memberKind::grant)))
            return *role;
    }
    return member.role;
}

Id youngPerson(const Circle &circle)
{
    for (const Member &member : circle.members()) {
        if (!member.removed && isYoungPerson(circle, member.id))
            return member.id;
    }
    return circle.id();
}

bool isYoungPerson(const Circle &circle, const Id &who)
{
    if (who == circle.id())
        return true;
    const std::optional<Member> member = circle.member(who);
    if (!member || grantOf(circle, *member) != Role::YoungPerson)
        return false;
    const QList<Member> members = circle.members();
    return std::none_of(members.cbegin(), members.cend(),
                        [&](const Member &other) { return other.id != who && grantOf(circle, other) == Role::YoungPerson; });
}

QString changedNote(const Statement &statement, const QString &language)
{
    if (statement.changedBy.isNull())
        return {};
    const QDate day = QDateTime::fromMSecsSinceEpoch(statement.changed).date();
    return coreText("Changed by %1 (%2)", "a person and a day")
        .arg(statement.changedName, QLocale(language).toString(day, QStringLiteral("d MMMM yyyy")));
}

QString nameOf(const Circle &circle, const Id &who)
{
    if (who == circle.id()) {
        for (const Record *record : circle.records(aboutKind::about)) {
            if (record->audience == circle.everyone() && !record->get(aboutKind::name).isEmpty())
                return record->get(aboutKind::name);
        }
        return circle.overview().name;
    }
    if (const QString name = shownName(circle, who); !name.isEmpty())
        return name;
    return coreText("Someone", "a person whose name is not known here");
}

} // namespace heard::profile
