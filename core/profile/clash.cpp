// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/order.h"
#include "profile/pen.h"
#include "profile/reading.h"

#include <algorithm>

namespace heard::profile {

namespace {

Side sideOf(const Record &record, const QString &field, const Version &version, Names &names)
{
    Side side;
    side.op = version.op;
    side.value = version.value;
    side.shown = inWords(record.kind, field, version.value);
    // Who wrote it, not who chose it since.
    side.member = version.first.member;
    side.who = names.of(version.first.member);
    side.time = version.first.time;
    return side;
}

/** Removed here, changed there: the removals, and what was written without knowing of them. */
QList<Side> sidesOfRemoval(const Record &record, Names &names)
{
    QList<Side> sides;
    QByteArray marks;
    const auto gone = record.fields.constFind(common::gone.key());
    if (gone == record.fields.constEnd())
        return sides;
    QList<Side> kept;
    for (const Version &version : gone->all()) {
        Side side = sideOf(record, common::gone.key(), version, names);
        side.removal = !version.value.toByteArray().isEmpty();
        marks += version.value.toByteArray();
        (side.removal ? sides : kept).append(side);
    }
    const auto isMarked = [&](const OpId &op) {
        const QByteArray wantedMark = mark(op);
        for (qsizetype at = 0; at + wantedMark.size() <= marks.size(); at += wantedMark.size()) {
            if (QByteArrayView(marks).sliced(at, wantedMark.size()) == wantedMark)
                return true;
        }
        return false;
    };
    for (const Asked &asked : askedFields(record.kind)) {
        const auto it = record.fields.constFind(asked.field);
        if (it == record.fields.constEnd())
            continue;
        for (const Version &version : it->all()) {
            if (!isMarked(version.op))
                kept.append(sideOf(record, asked.field, version, names));
        }
    }
    if (kept.isEmpty()) {
        // Something that nobody is asked about was changed meanwhile: it is enough to know that someone did. A place alone keeps nothing.
        for (auto it = record.fields.cbegin(); it != record.fields.cend(); ++it) {
            for (const Version &version : it->all()) {
                if (it.key() != common::gone.key() && it.key() != common::order.key() && !isMarked(version.op)) {
                    Side side = sideOf(record, it.key(), version, names);
                    side.shown = coreText("Kept, as someone else wanted");
                    kept.append(side);
                }
            }
        }
    }
    return sides + kept;
}

/** One version of each wording, the speaker's own first, as a page shows them; of what is no text as the register has them. */
QList<Version> versionsByWriter(const Circle &circle, const Record &record, const Asked &asked, Names &names)
{
    const auto field = record.fields.constFind(asked.field);
    if (!asked.text || record.kind != statementKind::statement)
        return field->distinct();
    QList<Version> versions;
    const Statement line = read(circle, record, names);
    for (const Wording &wording : line.wordings) {
        const auto it = std::find_if(field->all().cbegin(), field->all().cend(), [&](const Version &v) { return v.op == wording.op; });
        if (it != field->all().cend())
            versions.append(*it);
    }
    return versions;
}

QList<Clash> clashesIn(const Circle &circle, const Record &record, Names &names)
{
    QList<Clash> list;
    const QStringList all = record.clashes();
    if (all.isEmpty())
        return list;
    if (all.contains(common::gone.key()))
        list.append({record.id, record.kind, common::gone.key(), coreText("If it stays"), sidesOfRemoval(record, names)});
    for (const Asked &asked : askedFields(record.kind)) {
        if (!all.contains(asked.field))
            continue;
        Clash clash{record.id, record.kind, asked.field, asked.label, {}};
        for (const Version &version : versionsByWriter(circle, record, asked, names))
            clash.sides.append(sideOf(record, asked.field, version, names));
        list.append(clash);
    }
    return list;
}

std::unexpected<Error> changedMeanwhile()
{
    return fail(ErrorCode::NotFound, "no-clash", coreText("This version has changed meanwhile. Look at both again."));
}

Result<Clash> clashOf(const Circle &circle, const Record &record, const QString &field, const QList<OpId> &seen = {})
{
    Names names(circle);
    for (const Clash &clash : clashesIn(circle, record, names)) {
        if (clash.field != field)
            continue;
        if (!seen.isEmpty()
            && !std::all_of(clash.sides.cbegin(), clash.sides.cend(), [&](const Side &side) { return seen.contains(side.op); }))
            return changedMeanwhile();
        return clash;
    }
    return fail(ErrorCode::NotFound, "no-clash", coreText("There is only one version now. Nothing needs to be chosen."));
}

} // namespace

QList<Clash> clashesOf(const Circle &circle, const Id &id)
{
    const Record *record = circle.record(id);
    if (!record)
        return {};
    Names names(circle);
    return clashesIn(circle, *record, names);
}

QList<Clash> clashes(const Circle &circle)
{
    Names names(circle);
    QList<Clash> list;
    for (const QString &kind : {statementKind::statement, aboutKind::about, signKind::sign, penKind::pen}) {
        for (const Record *record : circle.records(kind))
            list += clashesIn(circle, *record, names);
    }
    return list;
}

Result<> settle(Circle &circle, const Id &id, const QString &field, const OpId &keep, const QList<OpId> &seen)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundAny(circle, id));
    HEARD_TRY_ASSIGN(const Clash clash, clashOf(circle, *record, field, seen));
    const auto side = std::find_if(clash.sides.cbegin(), clash.sides.cend(), [&](const Side &s) { return s.op == keep; });
    if (side == clash.sides.cend())
        return changedMeanwhile();
    Change change(circle, record->audience);
    if (field != common::gone.key())
        change.setRaw(id, field, side->value);
    else if (side->removal)
        change.remove(id);
    else
        change.bringBack(id);
    HEARD_TRY(circle.save(change));
    return {};
}

Result<> settleWithText(Circle &circle, const Id &id, const QString &field, const QString &text, const QList<OpId> &seen)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundAny(circle, id));
    HEARD_TRY(clashOf(circle, *record, field, seen));
    const QList<Asked> asked = askedFields(record->kind);
    if (!std::any_of(asked.cbegin(), asked.cend(), [&](const Asked &one) { return one.field == field && one.text; }))
        return fail(ErrorCode::Usage, "not-text", coreText("This cannot be written anew. Choose one of the two."));
    HEARD_TRY_ASSIGN(const QString words, neededText(text));
    Change change(circle, record->audience);
    change.setRaw(id, field, QCborValue(words));
    HEARD_TRY(circle.save(change));
    return {};
}

Result<QList<Id>> keepBoth(Circle &circle, const Id &id, const QList<OpId> &seen)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundStatement(circle, id));
    HEARD_TRY_ASSIGN(const Clash clash, clashOf(circle, *record, statementKind::text.key(), seen));
    Names names(circle);
    const Statement original = read(circle, *record, names);
    QString next;
    for (const Statement &other : statements(circle, original.section)) {
        if (other.order > original.order && (next.isEmpty() || other.order < next))
            next = other.order;
    }
    // The line itself goes on with its speaker's own words where there are some: they are the first side.
    const bool speakersOwn = speaks(circle, original.saidBy, clash.sides.constFirst().member);
    Change change(circle, record->audience);
    change.setRaw(id, statementKind::text.key(), clash.sides.constFirst().value);
    QList<Id> made;
    QString order = original.order;
    for (qsizetype i = 1; i < clash.sides.size(); ++i) {
        const Side &side = clash.sides.at(i);
        NewStatement another;
        another.section = original.section;
        another.text = side.value.toString();
        // Where the speaker's own words stand beside another's, the other's are no words of the speaker: they are their writer's own.
        const bool own = speakersOwn && !speaks(circle, original.saidBy, side.member);
        another.saidBy = own ? side.member : original.saidBy;
        another.saidName = another.saidBy.isNull() ? record->get(statementKind::saidName) : QString();
        another.symbol = original.symbol;
        another.mustKnow = original.mustKnow;
        order = orderBetween(order, next);
        made.append(put(change, another, order));
        change.set(made.constLast(), common::copyOf, encodeCopyOf(id, side.op));
    }
    HEARD_TRY(circle.save(change));
    return made;
}

// --- what it said before -----------------------------------------------------------------------------------------------------

Result<QList<Past>> history(const Circle &circle, const Id &id)
{
    HEARD_TRY_ASSIGN(const Record *record, foundAny(circle, id));
    const QString kind = record->kind;
    HEARD_TRY_ASSIGN(const QList<HistoryEntry> entries, circle.history(id));
    Names names(circle);
    const QList<Asked> asked = askedFields(kind);
    QList<Past> list;
    for (const HistoryEntry &entry : entries) {
        const auto it = std::find_if(asked.cbegin(), asked.cend(), [&](const Asked &one) { return one.field == entry.field; });
        const bool removal = entry.field == common::gone.key();
        if (it == asked.cend() && !removal)
            continue;
        list.append({entry.op, entry.field, removal ? coreText("If it stays") : it->label, inWords(kind, entry.field, entry.value),
                     entry.member, names.of(entry.member), entry.time, entry.standing});
    }
    return list;
}

} // namespace heard::profile
