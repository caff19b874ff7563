// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/pen.h"

#include "profile/reading.h"

#include <algorithm>

namespace heard::profile {

namespace {

QList<const Record *> pensOf(const Circle &circle, const Id &member)
{
    QList<const Record *> records = sharedRecords(circle, penKind::pen);
    records.removeIf([&](const Record *record) { return record->get(penKind::about) != member || record->creator != member; });
    return records;
}

/** What the member wrote themselves; the newest of it by the order all devices agree on. */
template<typename T>
T own(const QList<const Record *> &records, const Field<T> &field, const Id &member)
{
    for (const Record *record : records) {
        const auto it = record->fields.constFind(field.key());
        if (it == record->fields.constEnd())
            continue;
        const QList<Version> &versions = it->all();
        for (auto version = versions.crbegin(); version != versions.crend(); ++version) {
            if (version->member != member)
                continue;
            if (T value = FieldCodec<T>::decode(version->value); value != T{})
                return value;
        }
    }
    return T{};
}

Pen read(const Circle &circle, const Member &member)
{
    const QList<const Record *> records = pensOf(circle, member.id);
    Pen p;
    if (!records.isEmpty())
        p.id = records.constFirst()->id;
    p.member = member.id;
    p.name = nameOf(circle, member.id);
    p.role = roleLabel(member.role);
    p.what = own(records, penKind::what, member.id);
    p.can = own(records, penKind::can, member.id);
    p.cannot = own(records, penKind::cannot, member.id);
    p.work = own(records, penKind::work, member.id);
    p.photo = own(records, penKind::photo, member.id);
    if (p.photo.isEmpty())
        p.photo = member.photo;
    p.clashes = std::any_of(records.cbegin(), records.cend(), [](const Record *record) { return clashesToDecide(*record); });
    return p;
}

} // namespace

Result<Pen> pen(const Circle &circle, const Id &member)
{
    const std::optional<Member> found = circle.member(member);
    if (!found)
        return fail(ErrorCode::NotFound, "no-member", coreText("This person is not in the circle."));
    return read(circle, *found);
}

QList<Pen> pens(const Circle &circle)
{
    QList<Pen> list;
    for (const Member &member : circle.members()) {
        if (!member.removed && member.role != Role::YoungPerson)
            list.append(read(circle, member));
    }
    return list;
}

Result<> editPen(Circle &circle, const PenEdit &edit)
{
    HEARD_TRY(mayWrite(circle));
    const std::optional<Member> me = circle.member(circle.me());
    if (me->role == Role::YoungPerson) {
        return fail(ErrorCode::Refused, "not-an-adult",
                    coreText("This page is for the adults. Your own page is the profile. You can write there."));
    }
    const QList<const Record *> records = pensOf(circle, me->id);
    Change change(circle, circle.everyone());
    Id target;
    if (records.isEmpty()) {
        target = change.make(penKind::pen);
        change.set(target, penKind::about, me->id);
    } else {
        target = records.constFirst()->id;
    }
    const qsizetype before = change.operations().size();
    const auto apply = [&](const Field<QString> &field, const std::optional<QString> &typed) -> Result<> {
        if (!typed)
            return {};
        HEARD_TRY_ASSIGN(const QString text, optionalText(*typed));
        change.set(target, field, text);
        for (qsizetype i = 1; i < records.size(); ++i) {
            if (!records.at(i)->get(field).isEmpty())
                change.set(records.at(i)->id, field, text);
        }
        return {};
    };
    HEARD_TRY(apply(penKind::what, edit.what));
    HEARD_TRY(apply(penKind::can, edit.can));
    HEARD_TRY(apply(penKind::cannot, edit.cannot));
    HEARD_TRY(apply(penKind::work, edit.work));
    if (edit.photo) {
        HEARD_TRY_ASSIGN(const QByteArray photo, checkedPhoto(*edit.photo));
        change.set(target, penKind::photo, photo);
    }
    if (change.operations().size() == before)
        return {};
    HEARD_TRY(circle.save(change));
    return {};
}

} // namespace heard::profile
