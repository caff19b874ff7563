// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "profile/reading.h"

#include <algorithm>

namespace heard::profile {

About about(const Circle &circle)
{
    const QList<const Record *> records = sharedRecords(circle, aboutKind::about);
    About a;
    if (!records.isEmpty())
        a.id = records.constFirst()->id;
    a.name = firstSet(records, aboutKind::name);
    if (a.name.isEmpty())
        a.name = circle.overview().name;
    a.photo = firstSet(records, aboutKind::photo);
    a.communicate = firstSet(records, aboutKind::communicate);
    a.yes = firstSet(records, aboutKind::yes);
    a.no = firstSet(records, aboutKind::no);
    a.stop = firstSet(records, aboutKind::stop);
    a.pain = firstSet(records, aboutKind::pain);
    Names names(circle);
    for (const Record *record : records) {
        for (const auto &field : {aboutKind::name, aboutKind::communicate, aboutKind::yes, aboutKind::no, aboutKind::stop, aboutKind::pain}) {
            const QList<Wording> wordings = wordingsOf(circle, *record, field.key(), circle.id(), names);
            if (wordings.size() > 1 && !a.wordings.contains(field.key()))
                a.wordings.insert(field.key(), wordings);
        }
    }
    a.clashes = std::any_of(records.cbegin(), records.cend(), [](const Record *record) { return clashesToDecide(*record); });
    return a;
}

QList<Sign> signs(const Circle &circle)
{
    QList<Sign> list;
    Names names(circle);
    for (const Record *record : circle.records(signKind::sign)) {
        if (record->audience != circle.everyone())
            continue;
        Sign s;
        s.id = record->id;
        s.see = record->get(signKind::see);
        s.means = record->get(signKind::means);
        s.help = record->get(signKind::help);
        s.saidBy = record->has(signKind::saidBy) ? record->get(signKind::saidBy) : record->creator;
        s.order = record->get(common::order);
        s.clashes = clashesToDecide(*record);
        for (const auto &field : {signKind::see, signKind::means, signKind::help}) {
            const QList<Wording> wordings = wordingsOf(circle, *record, field.key(), s.saidBy, names);
            if (wordings.size() > 1)
                s.wordings.insert(field.key(), wordings);
        }
        list.append(s);
    }
    return list;
}

Result<> editAbout(Circle &circle, const AboutEdit &edit)
{
    HEARD_TRY(mayWrite(circle));
    Change change(circle, circle.everyone());
    const QList<const Record *> records = sharedRecords(circle, aboutKind::about);
    const auto apply = [&](const Field<QString> &field, const std::optional<QString> &typed) -> Result<> {
        if (!typed)
            return {};
        HEARD_TRY_ASSIGN(const QString text, optionalText(*typed));
        // Made apart on two devices there may be several: all must agree, or an old one would show through.
        for (const Record *record : records) {
            if (record == records.constFirst() || !record->get(field).isEmpty())
                setIfNew(change, *record, field, text);
        }
        return {};
    };
    AboutEdit wantedEdit = edit;
    if (edit.name && !edit.name->trimmed().isEmpty()) {
        HEARD_TRY_ASSIGN(wantedEdit.name, checkedName(*edit.name));
    }
    QByteArray photo;
    if (edit.photo) {
        HEARD_TRY_ASSIGN(photo, checkedPhoto(*edit.photo));
    }
    if (records.isEmpty()) {
        const Id made = change.make(aboutKind::about);
        const auto setNew = [&](const Field<QString> &field, const std::optional<QString> &typed) -> Result<> {
            if (typed) {
                HEARD_TRY_ASSIGN(const QString text, optionalText(*typed));
                change.set(made, field, text);
            }
            return {};
        };
        HEARD_TRY(setNew(aboutKind::name, wantedEdit.name));
        HEARD_TRY(setNew(aboutKind::communicate, edit.communicate));
        HEARD_TRY(setNew(aboutKind::yes, edit.yes));
        HEARD_TRY(setNew(aboutKind::no, edit.no));
        HEARD_TRY(setNew(aboutKind::stop, edit.stop));
        HEARD_TRY(setNew(aboutKind::pain, edit.pain));
        if (edit.photo)
            change.set(made, aboutKind::photo, photo);
        if (change.operations().size() == 1)
            return {};
    } else {
        HEARD_TRY(apply(aboutKind::name, wantedEdit.name));
        HEARD_TRY(apply(aboutKind::communicate, edit.communicate));
        HEARD_TRY(apply(aboutKind::yes, edit.yes));
        HEARD_TRY(apply(aboutKind::no, edit.no));
        HEARD_TRY(apply(aboutKind::stop, edit.stop));
        HEARD_TRY(apply(aboutKind::pain, edit.pain));
        if (edit.photo) {
            for (const Record *record : records) {
                if (record == records.constFirst() || !record->get(aboutKind::photo).isEmpty())
                    setIfNew(change, *record, aboutKind::photo, photo);
            }
        }
    }
    if (change.isEmpty())
        return {};
    HEARD_TRY(circle.save(change));
    return {};
}

Result<Id> addSign(Circle &circle, const NewSign &sign)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const QString see, neededText(sign.see));
    HEARD_TRY_ASSIGN(const QString means, optionalText(sign.means));
    HEARD_TRY_ASSIGN(const QString help, optionalText(sign.help));
    const Id saidBy = sign.saidBy.isNull() ? circle.me() : sign.saidBy;
    if (saidBy != circle.id() && !circle.member(saidBy)) {
        return fail(ErrorCode::BadInput, "unknown-member",
                    coreText("The person who said this is not in the circle. Pick someone who is, or type their name."));
    }
    QString last;
    for (const Record *record : circle.records(signKind::sign))
        last = std::max(last, record->get(common::order));
    Change change(circle, circle.everyone());
    const Id id = change.make(signKind::sign);
    change.set(id, signKind::see, see);
    change.set(id, signKind::means, means);
    change.set(id, signKind::help, help);
    change.set(id, signKind::saidBy, saidBy);
    change.set(id, common::order, orderAfter(last));
    HEARD_TRY(circle.save(change));
    return id;
}

Result<> editSign(Circle &circle, const Id &sign, const QString &see, const QString &means, const QString &help)
{
    HEARD_TRY(mayWrite(circle));
    const Record *record = circle.record(sign);
    if (!record || record->kind != signKind::sign)
        return fail(ErrorCode::NotFound, "no-sign", coreText("This sign is not in the passport. Nothing was changed."));
    HEARD_TRY_ASSIGN(const QString seeText, neededText(see));
    HEARD_TRY_ASSIGN(const QString meansText, optionalText(means));
    HEARD_TRY_ASSIGN(const QString helpText, optionalText(help));
    Change change(circle, record->audience);
    setIfNew(change, *record, signKind::see, seeText);
    setIfNew(change, *record, signKind::means, meansText);
    setIfNew(change, *record, signKind::help, helpText);
    if (change.isEmpty())
        return {};
    HEARD_TRY(circle.save(change));
    return {};
}

} // namespace heard::profile
