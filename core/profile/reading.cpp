// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/reading.h"

#include "base/text.h"
#include "circle/order.h"
#include "document/photo.h"
#include "profile/pen.h"
#include "profile/symbols.h"

#include <algorithm>

namespace heard::profile {

QList<Asked> askedFields(const QString &kind)
{
    if (kind == statementKind::statement) {
        return {
            {statementKind::text.key(), coreText("The words"), true},
            {statementKind::section.key(), coreText("Where it belongs"), false},
            {statementKind::mustKnow.key(), coreText("If others must know it"), false},
            {statementKind::symbol.key(), coreText("The symbol"), false},
            {statementKind::photo.key(), coreText("The photo"), false},
        };
    }
    if (kind == aboutKind::about) {
        return {
            {aboutKind::name.key(), coreText("The name"), true},
            {aboutKind::communicate.key(), coreText("How I talk and listen"), true},
            {aboutKind::yes.key(), coreText("How I say yes"), true},
            {aboutKind::no.key(), coreText("How I say no"), true},
            {aboutKind::stop.key(), coreText("How I say stop"), true},
            {aboutKind::pain.key(), coreText("How I show pain"), true},
            {aboutKind::photo.key(), coreText("The photo"), false},
        };
    }
    if (kind == signKind::sign) {
        return {
            {signKind::see.key(), coreText("What you may see"), true},
            {signKind::means.key(), coreText("What it means"), true},
            {signKind::help.key(), coreText("What to do"), true},
        };
    }
    if (kind == penKind::pen) {
        return {
            {penKind::what.key(), coreText("What I do"), true},
            {penKind::can.key(), coreText("What I can decide"), true},
            {penKind::cannot.key(), coreText("What I cannot decide"), true},
            {penKind::work.key(), coreText("How I like to work"), true},
            {penKind::photo.key(), coreText("The photo"), false},
        };
    }
    return {};
}

QString inWords(const QString &kind, const QString &field, const QCborValue &value)
{
    if (field == common::gone.key())
        return value.toByteArray().isEmpty() ? coreText("Kept") : coreText("Taken out");
    if (field == statementKind::photo.key())
        return value.toByteArray().isEmpty() ? coreText("No photo") : coreText("A photo");
    if (kind == statementKind::statement) {
        if (field == statementKind::section.key()) {
            const Result<Section> section = sectionFromName(value.toString());
            return section ? sectionHeading(*section) : value.toString();
        }
        if (field == statementKind::mustKnow.key())
            return value.toBool() ? coreText("Others must know this") : coreText("Others need not know this");
        if (field == statementKind::symbol.key()) {
            if (value.toString().isEmpty())
                return coreText("No symbol");
            const Symbol *found = symbol(value.toString());
            return found ? found->label : value.toString();
        }
    }
    return value.toString();
}

bool clashesToDecide(const Record &record)
{
    const QStringList all = record.clashes();
    if (all.isEmpty())
        return false;
    if (all.contains(common::gone.key()))
        return true;
    const QList<Asked> asked = askedFields(record.kind);
    return std::any_of(asked.cbegin(), asked.cend(), [&](const Asked &one) { return all.contains(one.field); });
}

Result<QString> optionalText(const QString &typed)
{
    return checkedText(typed);
}

Result<QString> neededText(const QString &typed)
{
    HEARD_TRY_ASSIGN(QString text, checkedText(typed));
    // Marks that only steer the direction of letters are no words.
    if (!std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isPrint() && !c.isSpace(); }))
        return fail(ErrorCode::BadInput, "empty-text", coreText("There are no words yet. Write something first."));
    return text;
}

Result<QByteArray> checkedPhoto(const QByteArray &raw)
{
    if (raw.isEmpty())
        return QByteArray();
    return cleanPhoto(raw);
}

QString orderAfter(const QString &last)
{
    // A number of eight base-36 digits after the point, and one more: however long the list, its texts stay this short.
    constexpr qsizetype width = 8;
    constexpr char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    if (last.isEmpty())
        return orderBetween({}, {});
    quint64 number = 0;
    for (qsizetype i = 0; i < width; ++i) {
        const QChar c = i < last.size() ? last.at(i) : QChar(u'0');
        if (c >= u'0' && c <= u'9')
            number = number * 36 + (c.unicode() - u'0');
        else if (c >= u'a' && c <= u'z')
            number = number * 36 + (c.unicode() - u'a' + 10);
        else
            return orderBetween(last, {});
    }
    ++number;
    QString text(width, u'0');
    for (qsizetype i = width; i-- > 0; number /= 36)
        text[i] = QLatin1Char(digits[number % 36]);
    if (number > 0)
        return orderBetween(last, {});
    while (text.endsWith(u'0'))
        text.chop(1);
    return text;
}

Result<> mayWrite(const Circle &circle)
{
    const std::optional<Member> me = circle.member(circle.me());
    if (!circle.isOpen() || !me || me->removed) {
        return fail(ErrorCode::Refused, "not-a-member",
                    coreText("You are not in this circle, so you cannot change it. What you have here stays. Ask a person in it to let you in."));
    }
    return {};
}

Section sectionOf(const Record &record)
{
    return sectionFromName(record.get(statementKind::section)).value_or(Section::Important);
}

bool speaks(const Circle &circle, const Id &saidBy, const Id &member)
{
    return !saidBy.isNull() && (saidBy == member || (isYoungPerson(circle, saidBy) && isYoungPerson(circle, member)));
}

QList<Wording> wordingsOf(const Circle &circle, const Record &record, const QString &field, const Id &saidBy, Names &names)
{
    const auto it = record.fields.constFind(field);
    if (it == record.fields.constEnd())
        return {};
    const auto source = decodeCopyOf(record.get(common::copyOf));
    const Record *copied = source ? circle.record(source->first) : nullptr;
    const auto began = [&](const Version &v) {
        const auto with = [&](const OpId &made) { return v.first.op.stream == made.stream && v.first.op.seq == made.seq; };
        return with(record.made) || (copied && with(copied->made));
    };
    QList<Wording> wordings;
    for (const Version &v : it->all()) {
        const Wording one{v.op,           v.value.toString(),
                          v.first.member, names.of(v.first.member),
                          v.first.time,   !began(v) && !speaks(circle, saidBy, v.first.member)};
        const auto same = std::find_if(wordings.begin(), wordings.end(), [&](const Wording &other) { return other.text == one.text; });
        // The same words twice: the speaker's are the speaker's, whoever else wrote them too.
        if (same == wordings.end())
            wordings.append(one);
        else if (same->changed && !one.changed)
            *same = one;
    }
    const auto rank = [&](const Wording &w) { return speaks(circle, saidBy, w.writer) ? 0 : w.changed ? 2 : 1; };
    std::stable_sort(wordings.begin(), wordings.end(), [&](const Wording &a, const Wording &b) { return rank(a) < rank(b); });
    return wordings;
}

Statement read(const Circle &circle, const Record &record, Names &names)
{
    Statement s;
    s.id = record.id;
    s.section = sectionOf(record);
    s.saidBy = record.get(statementKind::saidBy);
    s.saidName = record.get(statementKind::saidName);
    if (s.saidBy.isNull() && s.saidName.isEmpty())
        s.saidBy = record.creator;
    s.saidName = s.saidBy.isNull() ? names.outside(s.saidName) : names.of(s.saidBy);
    s.writtenBy = record.creator;
    s.changed = record.time;
    const QList<Wording> wordings = wordingsOf(circle, record, statementKind::text.key(), s.saidBy, names);
    if (!wordings.isEmpty()) {
        const Wording &words = wordings.constFirst();
        s.text = words.text;
        s.writtenBy = words.writer;
        s.changed = words.time;
        if (words.changed) {
            s.changedBy = words.writer;
            s.changedName = words.who;
        }
    }
    if (wordings.size() > 1)
        s.wordings = wordings;
    s.order = record.get(common::order);
    s.symbol = record.get(statementKind::symbol);
    s.photo = record.get(statementKind::photo);
    // Two versions of what keeps somebody safe: the safe one, until it is decided.
    const QList<Version> must = record.fields.value(statementKind::mustKnow.key()).all();
    s.mustKnow = std::any_of(must.cbegin(), must.cend(), [](const Version &v) { return v.value.toBool(); });
    s.tip = record.get(statementKind::tip);
    s.audience = record.audience;
    s.onlyMine = record.audience == circle.onlyMe();
    s.clashes = clashesToDecide(record);
    return s;
}

QString lastOrder(const Circle &circle, Section section)
{
    QString last;
    for (const Record *record : circle.records(statementKind::statement)) {
        if (sectionOf(*record) == section)
            last = std::max(last, record->get(common::order));
    }
    return last;
}

Result<const Record *> foundStatement(const Circle &circle, const Id &id)
{
    const Record *record = circle.record(id);
    if (!record || record->kind != statementKind::statement)
        return fail(ErrorCode::NotFound, "no-statement", coreText("This line is not in the profile. Nothing was changed."));
    return record;
}

Result<const Record *> foundAny(const Circle &circle, const Id &id)
{
    const Record *record = circle.record(id);
    if (!record || askedFields(record->kind).isEmpty())
        return fail(ErrorCode::NotFound, "no-statement", coreText("This line is not in the profile. Nothing was changed."));
    return record;
}

Id put(Change &change, const NewStatement &s, const QString &order)
{
    const Id id = change.make(statementKind::statement);
    change.set(id, statementKind::section, sectionName(s.section));
    change.set(id, statementKind::text, s.text);
    if (s.saidName.isEmpty())
        change.set(id, statementKind::saidBy, s.saidBy);
    else
        change.set(id, statementKind::saidName, s.saidName);
    change.set(id, common::order, order);
    if (!s.symbol.isEmpty())
        change.set(id, statementKind::symbol, s.symbol);
    if (!s.photo.isEmpty())
        change.set(id, statementKind::photo, s.photo);
    if (s.mustKnow)
        change.set(id, statementKind::mustKnow, true);
    if (!s.tip.isEmpty())
        change.set(id, statementKind::tip, s.tip);
    return id;
}

QList<const Record *> sharedRecords(const Circle &circle, const QString &kind, Circle::Removed removed)
{
    QList<const Record *> records = circle.records(kind, removed);
    records.removeIf([&](const Record *record) { return record->audience != circle.everyone(); });
    std::sort(records.begin(), records.end(), [](const Record *a, const Record *b) { return a->made < b->made; });
    return records;
}

} // namespace heard::profile
