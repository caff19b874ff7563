// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/names.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace heard {

namespace {

/**
 * Letters and digits that are read as another letter, in pairs: what is written, what it looks like. Facts from the table of confusables
 * of Unicode Technical Standard 39, the common ones of the scripts that names here are written in; I, l, 1 and | count as one.
 */
constexpr char16_t alike[] = u"0o1l3з5s|lIlil"
                             // Cyrillic
                             u"аaАaВbвbсcСcԁdеeЕeѐeёeһhНhіlІlїlјjЈjКkкkӏlӀlМmмmпnоoОoрpРpԛqѕsЅsТtтtүyуyУyԝwхxХx"
                             // Greek
                             u"αaΑaΒbβbΕeΗhηhιlΙlΚkκkΜmΝnνnοoΟoΡpρpΤtτtυuΥyχxΧxγyΖzωwϲc"
                             // Armenian, Latin letters of other languages
                             u"օoՕoսuտmւlհhոnɑaɡgılłlŁlƖlǀløoØoᴏoʏyѵvßs";

} // namespace

QString lookOf(const QString &name)
{
    static const QHash<QChar, QChar> looks = [] {
        QHash<QChar, QChar> table;
        for (size_t i = 0; alike[i] != 0 && alike[i + 1] != 0; i += 2)
            table.insert(QChar(alike[i]), QChar(alike[i + 1]));
        return table;
    }();
    QString look;
    const QString parts = name.normalized(QString::NormalizationForm_KD);
    look.reserve(parts.size());
    const auto read = [](QChar c) { return looks.value(c, c); };
    for (const QChar c : parts) {
        if (c.isLetterOrNumber() || c == u'|' || c.isSurrogate())
            look += read(read(c).toCaseFolded());
    }
    look.replace(QLatin1String("rn"), QLatin1String("m"));
    look.replace(QLatin1String("vv"), QLatin1String("w"));
    return look;
}

namespace {

bool isYoung(const Member &member)
{
    return member.role == Role::YoungPerson;
}

/** The role inside a sentence. */
QString roleInside(Role role)
{
    QString label = roleLabel(role);
    if (label.size() > 1 && label.at(1).isLower())
        label[0] = label.at(0).toLower();
    return label;
}

qint64 sinceOf(const Circle &circle, const Id &member)
{
    const Record *record = circle.record(member);
    return record ? record->time : 0;
}

QString dayOf(const Circle &circle, const Id &member)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(sinceOf(circle, member)).date(), QStringLiteral("d MMMM yyyy"));
}

} // namespace

QString shownName(const Circle &circle, const Id &member)
{
    const std::optional<Member> known = circle.member(member);
    if (!known || known->name.isEmpty())
        return {};
    const QString look = lookOf(known->name);
    const QList<Member> members = circle.members();
    QList<Member> same;
    bool youngToo = false;
    for (const Member &other : members) {
        if (lookOf(other.name) == look) {
            same.append(other);
            youngToo = youngToo || (isYoung(other) && other.id != member);
        }
    }
    const bool circlesName = !isYoung(*known) && circle.overview().type == u"young-person" && lookOf(circle.overview().name) == look;
    if ((same.size() <= 1 && !circlesName) || (isYoung(*known) && !youngToo))
        return known->name;
    const QString role = roleInside(known->role);
    const QString day = dayOf(circle, member);
    // Two who came in the same role on the same day are counted.
    same.removeIf([&](const Member &other) { return other.role != known->role || dayOf(circle, other.id) != day; });
    std::sort(same.begin(), same.end(), [](const Member &a, const Member &b) { return a.id < b.id; });
    if (same.size() <= 1)
        return coreText("%1 (%2, since %3)", "a person, their role, the day they joined").arg(known->name, role, day);
    const auto at = std::find_if(same.cbegin(), same.cend(), [&](const Member &other) { return other.id == member; });
    return coreText("%1 (%2, since %3, number %4)", "one of several people with the same name, role and day")
        .arg(known->name, role, day)
        .arg(at - same.cbegin() + 1);
}

QString shownOutsider(const Circle &circle, const QString &name)
{
    const QString look = lookOf(name);
    const QList<Member> members = circle.members();
    const bool taken = lookOf(circle.overview().name) == look
                       || std::any_of(members.cbegin(), members.cend(), [&](const Member &member) { return lookOf(member.name) == look; });
    return taken ? coreText("%1 (someone else)", "a name like that of a person in the circle, who it is not").arg(name) : name;
}

} // namespace heard
