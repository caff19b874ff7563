// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/rename.h"

#include "base/text.h"

namespace heard {

Result<> renameCircle(Circle &circle, const QString &name)
{
    HEARD_TRY_ASSIGN(const QString checked, checkedName(name));
    const Record *record = circle.circleRecord();
    if (!record || !circle.isOpen())
        return fail(ErrorCode::Refused, "not-let-in", coreText("You are not let in yet. Ask the person who invited you to finish, then sync."));
    if (record->get(circleKind::name) == checked && !record->fields.value(circleKind::name.key()).clashes())
        return {};
    Change change(circle, circle.everyone());
    change.set(record->id, circleKind::name, checked);
    HEARD_TRY(circle.save(change));
    return {};
}

} // namespace heard
