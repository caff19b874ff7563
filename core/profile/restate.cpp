// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "profile/reading.h"

namespace heard::profile {

namespace {

/** A line that its writer may put another in the place of. */
Result<const Record *> ownLine(const Circle &circle, const Id &id)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundStatement(circle, id));
    if (record->gone())
        return fail(ErrorCode::NotFound, "no-statement", coreText("This line was taken out. Bring it back to change it."));
    if (record->creator != circle.me())
        return fail(ErrorCode::Refused, "not-the-writer", coreText("Only the person who wrote this line can do that. Nothing was changed."));
    return record;
}

/** The same line once more, as it stands. */
NewStatement copyOf(const Statement &line, const Id &audience)
{
    return {.section = line.section,
            .text = line.text,
            .saidBy = line.saidBy,
            .saidName = line.saidBy.isNull() ? line.saidName : QString(),
            .symbol = line.symbol,
            .photo = line.photo,
            .mustKnow = line.mustKnow,
            .tip = line.tip,
            .audience = audience};
}

QString placeOf(const Circle &circle, const Statement &line)
{
    return line.order.isEmpty() ? orderAfter(lastOrder(circle, line.section)) : line.order;
}

} // namespace

Result<Id> sayAs(Circle &circle, const Id &id, const Id &saidBy, const QString &saidName)
{
    HEARD_TRY_ASSIGN(const Record *record, ownLine(circle, id));
    Names names(circle);
    const Statement line = read(circle, *record, names);
    NewStatement other = copyOf(line, record->audience);
    other.saidBy = saidBy;
    other.saidName.clear();
    if (!saidName.trimmed().isEmpty()) {
        HEARD_TRY_ASSIGN(other.saidName, checkedName(saidName));
        other.saidBy = {};
    } else if (saidBy != circle.id() && !circle.member(saidBy)) {
        return fail(ErrorCode::BadInput, "unknown-member",
                    coreText("The person who said this is not in the circle. Pick someone who is, or type their name."));
    }
    if (other.saidBy == line.saidBy && (!line.saidBy.isNull() || other.saidName == line.saidName))
        return id;
    Change change(circle, record->audience);
    const Id made = put(change, other, placeOf(circle, line));
    change.remove(id);
    HEARD_TRY(circle.save(change));
    return made;
}

Result<Id> keepToMyself(Circle &circle, const Id &id)
{
    HEARD_TRY_ASSIGN(const Record *record, ownLine(circle, id));
    if (record->audience == circle.onlyMe())
        return id;
    Names names(circle);
    const Statement line = read(circle, *record, names);
    Change own(circle, circle.onlyMe());
    const Id made = put(own, copyOf(line, circle.onlyMe()), placeOf(circle, line));
    HEARD_TRY(circle.save(own));
    HEARD_TRY(remove(circle, id));
    return made;
}

} // namespace heard::profile
